"""What is cached of the clocks is what the events say, whatever was done, and after calendars and contracts changed."""

from __future__ import annotations

import copy
import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, create_engine, select, update

from bot.desk import with_history
from domain.contracts import Contract, load_preset, preset_names, shipped_preset
from domain.desk import Desk
from domain.holidays import Official, parse_official
from domain.tickets.commands import (
    AnswerPause,
    AnswerRegrade,
    AskPause,
    Command,
    Confirm,
    FixDefect,
    HandOver,
    Migrate,
    NotRepaired,
    Opening,
    Regrade,
    Resolve,
    Resume,
    Say,
    Sort,
    Step,
    TakeBack,
    Withdraw,
)
from domain.tickets.events import Happened
from domain.tickets.refused import Refused
from storage import apply, people, rebuild, tickets, timers
from storage.engine import Store
from storage.tables import clocks, events, metadata
from tests.domain.samples import CUSTOMER, LI, MANAGER, WANG, desk

START = datetime(2026, 9, 28, 2, 0, tzinfo=UTC)
"""A Monday, three days before the National Day holidays and a make-up working Saturday."""
KINDS = (None, "consultation", "change", "complaint")


def made(name: str, official: Official | None = None) -> Desk:
    """A desk whose contract has two versions: the preset, and the same with half the time for repairs."""
    one = desk()
    data = shipped_preset(name)
    data.setdefault("pauses", {"access": {"label": {"zh": "进场", "en": "access"}, "longest": "8h"}})
    newer = copy.deepcopy(data)
    for level in newer["levels"]:
        for promise in level.get("clocks", {}).values():
            hours = str(promise.get("within", "")).removesuffix("h")
            if hours.isdigit() and int(hours) > 1:
                promise["within"] = f"{int(hours) // 2}h"
    known = [
        (
            "C1",
            number,
            "School",
            {"preset": name, "terms": terms, "timezone": "Asia/Shanghai", "zone": "near"},
        )
        for number, terms in ((1, data), (2, newer))
    ]
    preset = load_preset(name, newer, "Asia/Shanghai", official=official or Official())
    contract = Contract("C1", 2, "School", "Asia/Shanghai", preset)
    return with_history(replace(one, contracts={"C1": contract}), known, official or Official())


def command(dice: random.Random, kind: str | None, now: datetime) -> Command:
    engineer = dice.choice((WANG, WANG, WANG, LI))
    reason = dice.choice(("access", "part", "customer"))
    until = dice.choice((None, now + timedelta(minutes=dice.randrange(1, 3000))))
    return dice.choice(
        (
            *(
                Step(what, engineer)
                for what in (
                    Happened.ACKNOWLEDGED,
                    Happened.ACKNOWLEDGED,
                    Happened.ON_WAY,
                    Happened.ARRIVED,
                    Happened.REMOTE,
                    Happened.WAITING,
                    Happened.RESTORED,
                )
            ),
            Resolve(
                engineer, "software", "cause", "done", "advice", defect=kind is None and dice.random() < 0.5
            ),
            TakeBack(engineer),
            HandOver(engineer, LI if engineer == WANG else WANG),
            Regrade(engineer, dice.randrange(1, 5), "reason"),
            Regrade(MANAGER, dice.randrange(1, 3), "reason", manager=True),
            AnswerRegrade(CUSTOMER, "customer", dice.random() < 0.7),
            Sort(engineer, dice.choice(("ordinary", "research", "major"))),
            AskPause(engineer, reason, until),
            AskPause(engineer, reason, until),
            AnswerPause(CUSTOMER, True),
            AnswerPause(CUSTOMER, True),
            Resume(engineer, "engineer"),
            Say(CUSTOMER, customer=True),
            Say(engineer, customer=False),
            Confirm(CUSTOMER),
            NotRepaired(CUSTOMER),
            NotRepaired(CUSTOMER),
            Migrate(MANAGER, 2),
            FixDefect(engineer),
            Withdraw(CUSTOMER),
        )
    )


def play(conn: Connection, one: Desk, seed: int, length: int) -> int:
    """A random life of a ticket; its number."""
    dice, now = random.Random(seed), START + timedelta(seconds=seed % 86400)
    kind = dice.choice(KINDS)
    levels = [level.number for level in one.contracts["C1"].preset.levels]
    level = dice.choice(levels) if kind is None else None
    opening = Opening(kind or "fault", "C1", 1, CUSTOMER, "no picture", level)
    ticket = apply.open_new(conn, one, opening, now)
    for _ in range(length):
        now += timedelta(seconds=dice.choice((0, 1, 61, 1800, 20000, 90000, -500)))
        try:
            apply.apply(conn, one, ticket.id, command(dice, kind, now), now)
        except (Refused, KeyError):
            continue
    return ticket.id


def prepared(conn: Connection, one: Desk) -> None:
    people.sync_staff(conn, one, START)
    people.add(conn, CUSTOMER, "Mrs Gao", "zh", START)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(preset_names()), st.integers(0, 10**6), st.integers(1, 25))
def test_what_is_cached_is_what_the_events_say_after_any_commands(name: str, seed: int, length: int) -> None:
    # The rules of what is cached need no file: a database in memory makes room for more stories.
    engine = create_engine("sqlite://")
    metadata.create_all(engine)
    one = made(name)
    with engine.begin() as conn:
        prepared(conn, one)
        agrees(conn, one, play(conn, one, seed, length))
    engine.dispose()


def agrees(conn: Connection, one: Desk, number: int) -> None:
    """Rebuilding changes nothing; spoilt rows are put right again; the story never runs backwards."""
    before = conn.execute(select(clocks).where(clocks.c.ticket == number)).all()
    now = START + timedelta(days=60)
    assert rebuild.rebuild(conn, one, [number], now) == []
    assert conn.execute(select(clocks).where(clocks.c.ticket == number)).all() == before
    conn.execute(update(clocks).values(due_at=START, promised_seconds=1))
    rebuild.rebuild(conn, one, [number], now)
    assert conn.execute(select(clocks).where(clocks.c.ticket == number)).all() == before
    told = [event.at for event in tickets.history(conn, number)]
    assert told == sorted(told)


async def test_a_loaded_holiday_list_moves_the_deadlines_that_depend_on_it_and_their_timers(
    store: Store,
) -> None:
    one = made("system-after-sales")
    now = datetime(2031, 3, 3, 2, 0, tzinfo=UTC)
    listed = parse_official("2031-03-03..2031-03-04 off", 2031)

    def report(conn: Connection) -> int:
        prepared(conn, one)
        return apply.open_new(conn, one, Opening("fault", "C1", 2, CUSTOMER, "x", 3), now).id

    number = await store.write(report)

    def due(conn: Connection) -> datetime:
        query = select(clocks.c.due_at).where(clocks.c.ticket == number, clocks.c.name == "onsite")
        found: datetime = conn.execute(query).scalar_one()
        return found

    before = await store.read(due)
    known = made("system-after-sales", listed)
    moved = await store.write(lambda conn: rebuild.rebuild(conn, known, [number], now))
    assert [(one.clock, one.was) for one in moved] == [("onsite", before)]
    after = await store.read(due)
    assert after == datetime(2031, 3, 5, 3, 0, tzinfo=UTC), "two hours from Wednesday 9:00"

    def armed(conn: Connection) -> list[Any]:
        return [t for t in timers.due(conn, after + timedelta(days=1), 100) if t.kind == "breach"]

    assert after.isoformat() in {t.data["due_at"] for t in await store.read(armed)}


async def test_the_preview_of_a_new_version_is_what_migrating_does(store: Store) -> None:
    one = made("canteen-video")
    now = START + timedelta(minutes=10)

    def report(conn: Connection) -> None:
        prepared(conn, one)
        number = apply.open_new(conn, one, Opening("fault", "C1", 1, CUSTOMER, "x", 1), START).id
        assert rebuild.outdated(conn, "C1", 2) == [number]
        expected = rebuild.preview(conn, one, "C1", 2, now)
        apply.apply(conn, one, number, Migrate(MANAGER, 2), now)
        stored = conn.execute(
            select(clocks.c.name, clocks.c.due_at).where(
                clocks.c.ticket == number, clocks.c.superseded.is_(False)
            )
        ).all()
        assert {(one.clock, one.due_at) for one in expected} == {tuple(row) for row in stored}
        assert rebuild.outdated(conn, "C1", 2) == []
        types = conn.execute(select(events.c.type).where(events.c.ticket == number)).scalars()
        assert "migrated" in set(types)

    await store.write(report)
