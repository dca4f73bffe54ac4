"""Clocks computed anew from the events, and what that moves: after a calendar or a contract changed.

What is cached of a clock is a function of its ticket's events and terms, so computing it again is always right.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, select

from domain.desk import Desk
from domain.tickets.clocks import Clock, clocks_of, current
from domain.tickets.commands import Migrate
from domain.tickets.decide import decide
from domain.tickets.effects import clock_timers
from domain.tickets.events import Event, fold
from storage import apply, tables, tickets
from storage.tables import clocks

MARK = "rebuild-clocks"
"""Set by a migration: the clocks of all tickets are to be computed before the desk begins."""
BATCH = 200
"""Tickets per transaction: a page must not wait behind a hundred thousand of them."""


@dataclass(frozen=True)
class Moved:
    """A running clock whose deadline changes; `was` is None for a new one, `due_at` for one that is promised no more."""

    ticket: int
    clock: str
    was: datetime | None
    due_at: datetime | None


def decision(contract: str, version: int) -> str:
    """The mark under which it is kept what was decided about a version: asked, kept or migrated."""
    return f"version:{version}:{sha256(contract.encode()).hexdigest()[:16]}"


def running(conn: Connection, contract: str | None = None) -> list[int]:
    """Numbers of the tickets with a clock that runs, or that are open."""
    wanted = select(clocks.c.ticket).where(clocks.c.stopped_at.is_(None))
    query = select(tables.tickets.c.id).where(
        tables.tickets.c.closed_at.is_(None) | tables.tickets.c.id.in_(wanted)
    )
    if contract is not None:
        query = query.where(tables.tickets.c.contract == contract)
    return [int(number) for number in conn.execute(query.order_by(tables.tickets.c.id)).scalars()]


def everything(conn: Connection) -> list[int]:
    """Numbers of all tickets."""
    return [int(number) for number in conn.execute(select(tables.tickets.c.id)).scalars()]


def batches(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    """The numbers in portions of a size that one transaction may have."""
    for start in range(0, len(numbers), BATCH):
        yield numbers[start : start + BATCH]


def rebuild(conn: Connection, desk: Desk, numbers: Sequence[int], now: datetime) -> list[Moved]:
    """Compute the clocks of these tickets anew; only what differs is written, its timers and cards follow."""
    moved: list[Moved] = []
    stored = _stored(conn, numbers)
    for number, events in tickets.histories(conn, numbers).items():
        ticket = fold(number, events)
        found = clocks_of(ticket, events, desk.terms(ticket.contract))
        rows = [tickets.clock_row(clock) for clock in found]
        before = stored.get(number, [])
        if rows == before:
            continue
        tickets.cache_clocks(conn, number, found)
        changes = _changes(number, before, found)
        if not changes:
            continue
        moved += changes
        for effect in clock_timers(ticket, events, desk.terms(ticket.contract), now):
            apply.carry_out(conn, desk, ticket, effect, now)
        apply.refresh_cards(conn, desk, ticket, now)
    return moved


def preview(conn: Connection, desk: Desk, contract: str, version: int, now: datetime) -> list[Moved]:
    """Whose deadlines would move if the running tickets of a contract went over to that version."""
    found: list[Moved] = []
    terms = desk.terms(contract)
    for portion in batches(outdated(conn, contract, version)):
        for number, events in tickets.histories(conn, portion).items():
            ticket = fold(number, events)
            before = {clock.name: clock for clock in current(clocks_of(ticket, events, terms))}
            new = decide(ticket, events, Migrate(None, version), now)
            then: list[Event] = [
                *events, *(Event(e.type, e.at, e.by, e.data, ticket.seq + n) for n, e in enumerate(new, 1))
            ]  # fmt: skip
            after = {clock.name: clock for clock in current(clocks_of(fold(number, then), then, terms))}
            for name in dict.fromkeys((*before, *after)):
                old, clock = before.get(name), after.get(name)
                if (old is None or old.running) and (clock is None or clock.running):
                    was, due = old.due_at if old else None, clock.due_at if clock else None
                    if was != due:
                        found.append(Moved(number, name, was, due))
    return found


def outdated(conn: Connection, contract: str, version: int) -> list[int]:
    """Numbers of the contract's open tickets under an older version than `version`."""
    query = select(tables.tickets.c.id).where(
        tables.tickets.c.contract == contract,
        tables.tickets.c.closed_at.is_(None),
        tables.tickets.c.contract_version < version,
    )
    return [int(number) for number in conn.execute(query.order_by(tables.tickets.c.id)).scalars()]


def _stored(conn: Connection, numbers: Sequence[int]) -> dict[int, list[dict[str, Any]]]:
    rows = conn.execute(
        select(clocks).where(clocks.c.ticket.in_(numbers)).order_by(clocks.c.ticket, clocks.c.place)
    )
    found: dict[int, list[dict[str, Any]]] = {}
    for row in rows.mappings():
        values = {key: value for key, value in row.items() if key not in ("ticket", "place")}
        found.setdefault(row["ticket"], []).append(values)
    return found


def _changes(number: int, before: Sequence[dict[str, Any]], found: Sequence[Clock]) -> list[Moved]:
    was = {
        row["name"]: row["due_at"] for row in before if not row["superseded"] and row["stopped_at"] is None
    }
    now = {clock.name: clock.due_at for clock in found if clock.running}
    return [
        Moved(number, name, was.get(name), now.get(name))
        for name in dict.fromkeys((*was, *now))
        if was.get(name) != now.get(name)
    ]
