"""Tickets as a desk has them, for the benchmark of the clocks: the five contracts, pauses, re-grades, contested repairs."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from domain.calendars import parse_calendar
from domain.contracts import Contract, load_preset, shipped_preset
from domain.desk import Desk, Person, Rota
from domain.tickets.clocks import Clock, clocks_of
from domain.tickets.effects import Effect, ReplaceTimers, SetTimer, clock_timers
from domain.tickets.events import Event, Happened, Ticket, fold
from storage.tickets import clock_row

ZONE = "Asia/Shanghai"
NOW = datetime(2026, 11, 20, 6, 0, tzinfo=UTC)
"""A Friday, 14:00 in Shanghai."""
PRESETS = ("canteen-video", "smart-government", "system-after-sales", "oa-suite", "medical-it")
CONTRACTS = 20
CUSTOMER, ENGINEER, MANAGER = 900, 601, 605
_KINDS = ("consultation", "change", "complaint")


@dataclass(frozen=True)
class Made:
    """A ticket with what follows from its events."""

    ticket: Ticket
    events: Sequence[Event]
    clocks: Sequence[Clock]


def contract_data(number: int, **more: Any) -> dict[str, Any]:
    """The data of a contract's preset; `more` goes into its office calendar."""
    data = shipped_preset(PRESETS[number % len(PRESETS)])
    data["calendars"]["office"] |= more
    return data


def make_desk(**office: Any) -> Desk:
    """A desk with twenty contracts, four of each preset; `office` changes their office calendars."""
    contracts = {}
    for number in range(CONTRACTS):
        name = PRESETS[number % len(PRESETS)]
        preset = load_preset(name, contract_data(number, **office), ZONE)
        contracts[f"C-{number:02}"] = Contract(f"C-{number:02}", 1, f"客户{number}", ZONE, preset)
    people = (
        Person(ENGINEER, "Zhao", "zh", engineer=True),
        Person(MANAGER, "Chen", "zh", manager=True),
    )
    rota = Rota(parse_calendar(ZONE, "Mon-Fri 09:00-18:00"), (ENGINEER,), (ENGINEER,), superior_id=MANAGER)
    return Desk({person.id: person for person in people}, rota, contracts, -1001, -1002)


def make(chance: Random, desk: Desk, number: int, opened: datetime, until: datetime) -> Made:
    """A ticket opened then, with what happened to it until `until`."""
    code = f"C-{chance.randrange(CONTRACTS):02}"
    terms = desk.terms(code)
    events = [event for event in _story(chance, desk, code, opened) if event.at <= until]
    ticket = fold(number, events)
    return Made(ticket, events, clocks_of(ticket, events, terms))


def _story(chance: Random, desk: Desk, code: str, opened: datetime) -> list[Event]:
    preset = desk.contracts[code].preset
    offered = [kind for kind in _KINDS if kind in preset.requests]
    kind = chance.choice(offered) if offered and chance.random() < 0.2 else "fault"
    levels = [level.number for level in preset.levels]
    level = chance.choice(levels) if kind == "fault" else None
    events: list[Event] = []
    at = opened

    def then(what: Happened, by: int, minutes: float, **data: Any) -> None:
        nonlocal at
        at += timedelta(seconds=int(chance.expovariate(1 / minutes) * 60) + 1)
        events.append(Event(what, at if events else opened, by, data, len(events) + 1))

    then(
        Happened.OPENED, CUSTOMER, 0.01, kind=kind, contract=code, contract_version=1, customer_id=CUSTOMER,
        title="监控画面黑屏", level=level, grade=None, facts={}, provisional=False,
    )  # fmt: skip
    then(Happened.ACKNOWLEDGED, ENGINEER, 8)
    then(Happened.ENGINEER_SAID, ENGINEER, 15)
    if kind == "fault":
        if chance.random() < 0.15:
            then(Happened.REGRADED, ENGINEER, 30, level=chance.choice(levels), reason="x", provisional=False)
        if preset.pauses and chance.random() < 0.25:
            reason = preset.pauses[chance.choice(list(preset.pauses))]
            then(Happened.PAUSE_ASKED, ENGINEER, 30, reason=reason.name)
            until = (at + timedelta(hours=chance.randint(1, 20))).isoformat()
            then(
                Happened.PAUSE_AGREED, CUSTOMER, 20, reason=reason.name, until=until,
                clocks=list(reason.clocks), asked_by=ENGINEER,
            )  # fmt: skip
            if chance.random() < 0.5:
                then(Happened.CUSTOMER_SAID, CUSTOMER, 200)
        then(chance.choice((Happened.ARRIVED, Happened.REMOTE)), ENGINEER, 60)
        then(Happened.RESTORED, ENGINEER, 150)
        if chance.random() < 0.06:
            then(Happened.NOT_REPAIRED, CUSTOMER, 120)
            then(Happened.RESTORED, ENGINEER, 200)
    then(Happened.RESOLVED, ENGINEER, 240, fault_kind="software", cause="x", done="y", advice="")
    then(Happened.CONFIRMED, CUSTOMER, 600)
    return events


def running(chance: Random, desk: Desk, count: int, first: int = 1) -> Iterator[Made]:
    """So many tickets with a clock that runs now, of the last hours."""
    number = first
    while number < first + count:
        opened = NOW - timedelta(seconds=chance.randrange(16 * 3600))
        made = make(chance, desk, number, opened, NOW)
        if made.ticket.open and any(clock.running for clock in made.clocks):
            yield made
            number += 1


def fill(path: Path, desk: Desk, found: Iterable[Made], *, timers: bool) -> None:
    """Write tickets into a database that has its tables, as the desk would have."""
    with _bulk(path) as out:
        _contracts(out, desk)
        for portion in _portions(found, 5000):
            out.tickets([ticket_row(made) for made in portion])
            out.events([row for made in portion for row in event_rows(made)])
            out.clocks([row for made in portion for row in clock_rows(made)])
            if timers:
                out.timers([row for made in portion for row in _timer_rows(made, desk)])


def fill_grown(path: Path, desk: Desk, count: int, shapes: Sequence[Made]) -> None:
    """`count` tickets of the two years before NOW: a few shapes again and again, moved by whole weeks.

    Their cached deadlines are not those that the holidays of another week would give: only the amount is meant.
    """
    weeks = 104
    open_now = min(2000, count // 5)
    raw = [_rows(made) for made in shapes]
    with _bulk(path) as out:
        _contracts(out, desk)
        number = 0
        for week in range(weeks, 0, -1):
            moved: dict[int, tuple[Row, list[Row], list[Row]]] = {}
            by = timedelta(weeks=-week)
            size = (count - open_now) * (weeks - week + 1) // weeks - number
            ticket_rows, events, clocks = [], [], []
            for _ in range(size):
                number += 1
                place = number % len(shapes)
                if place not in moved:
                    one, its_events, its_clocks = raw[place]
                    moved[place] = (
                        _moved(one, by), [_moved(row, by) for row in its_events],
                        [_moved(row, by) for row in its_clocks],
                    )  # fmt: skip
                one, its_events, its_clocks = moved[place]
                ticket_rows.append((number, *one[1:]))
                events += [(number, *row[1:]) for row in its_events]
                clocks += [(number, *row[1:]) for row in its_clocks]
            out.tickets(ticket_rows)
            out.events(events)
            out.clocks(clocks)
        for made in running(Random(5), desk, count - number, number + 1):
            row, its_events, its_clocks = _rows(made)
            out.tickets([row])
            out.events(its_events)
            out.clocks(its_clocks)


Row = tuple[Any, ...]


def _rows(made: Made) -> tuple[Row, list[Row], list[Row]]:
    return ticket_row(made), list(event_rows(made)), list(clock_rows(made))


def _moved(row: Row, by: timedelta) -> Row:
    return tuple(_written(value + by) if isinstance(value, datetime) else value for value in row)


_TICKET = (
    "id", "kind", "contract", "contract_version", "customer_id", "title", "level", "state", "assignee_id", "seq",
    "opened_at", "acknowledged_at", "restored_at", "resolved_at", "closed_at", "rating", "breached", "fault_kind",
)  # fmt: skip
_EVENT = ("ticket", "seq", "type", "at", "by", "data")
_CLOCK = (
    "ticket", "place", "name", "level", "grade", "version", "started_at", "due_at", "stopped_at", "superseded",
    "promised_seconds", "spent_seconds", "paused_seconds",
)  # fmt: skip
_TIMER = ("key", "kind", "due_at", "ticket", "person_id", "fence", "data")


def ticket_row(made: Made) -> Row:
    """The row of `tickets`."""
    ticket = made.ticket
    return (
        ticket.id, ticket.kind, ticket.contract, ticket.contract_version, ticket.customer_id, ticket.title,
        ticket.level, ticket.state.value, ticket.assignee_id, ticket.seq, ticket.opened_at,
        ticket.acknowledged_at, ticket.restored_at, ticket.resolved_at, ticket.closed_at,
        ticket.rating, 0, ticket.resolution.get("fault_kind"),
    )  # fmt: skip


def event_rows(made: Made) -> Iterator[Row]:
    """The rows of `events`."""
    for event in made.events:
        yield made.ticket.id, event.seq, event.type.value, event.at, event.by, _json(event.data)


def clock_rows(made: Made) -> Iterator[Row]:
    """The rows of `clocks`, as the desk caches them."""
    for place, clock in enumerate(made.clocks):
        row = clock_row(clock)
        yield (
            made.ticket.id, place,
            *(row[name] for name in _CLOCK[2:]),
        )  # fmt: skip


def _timer_rows(made: Made, desk: Desk) -> Iterator[Row]:
    for effect in _wanted(clock_timers(made.ticket, made.events, desk.terms(made.ticket.contract), NOW)):
        # What was due has been worked off long ago.
        if effect.due_at > NOW:
            yield effect.key, effect.kind, effect.due_at, made.ticket.id, None, 0, _json(effect.data)


def _wanted(effects: Iterable[Effect]) -> Iterator[SetTimer]:
    for effect in effects:
        if isinstance(effect, ReplaceTimers):
            yield from effect.timers
        elif isinstance(effect, SetTimer):
            yield effect


def _written(value: Any) -> Any:
    # As the driver writes instants: UTC without its zone.
    return value.replace(tzinfo=None).isoformat(" ", "microseconds") if isinstance(value, datetime) else value


def _json(data: Mapping[str, Any]) -> str:
    return json.dumps(dict(data))


def _portions(found: Iterable[Made], size: int) -> Iterator[list[Made]]:
    portion: list[Made] = []
    for made in found:
        portion.append(made)
        if len(portion) == size:
            yield portion
            portion = []
    if portion:
        yield portion


def _contracts(out: _bulk, desk: Desk) -> None:
    for number, (code, contract) in enumerate(desk.contracts.items()):
        spec = {
            "preset": contract.preset.name,
            "terms": contract_data(number),
            "zone": "near",
            "timezone": ZONE,
        }
        row = (code, 1, contract.customer, json.dumps(spec, default=str), NOW - timedelta(days=800))
        out.write("contracts", ("code", "version", "customer", "spec", "since"), [row])


class _bulk:  # noqa: N801 - used like a function, in a with statement
    """One large transaction on a file that nobody else has open."""

    def __init__(self, path: Path) -> None:
        self._conn = sqlite3.connect(path)
        self._conn.execute("PRAGMA synchronous=OFF")

    def __enter__(self) -> _bulk:
        return self

    def __exit__(self, *_: object) -> None:
        self._conn.commit()
        self._conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._conn.close()

    def write(self, table: str, columns: Sequence[str], rows: Sequence[Row]) -> None:
        names, marks = ", ".join(f'"{name}"' for name in columns), ", ".join("?" * len(columns))
        written = (tuple(map(_written, row)) for row in rows)
        self._conn.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", written)  # noqa: S608

    def tickets(self, rows: Sequence[Row]) -> None:
        self.write("tickets", _TICKET, rows)

    def events(self, rows: Sequence[Row]) -> None:
        self.write("events", _EVENT, rows)

    def clocks(self, rows: Sequence[Row]) -> None:
        self.write("clocks", _CLOCK, rows)

    def timers(self, rows: Sequence[Row]) -> None:
        self.write("timers", _TIMER, rows)
