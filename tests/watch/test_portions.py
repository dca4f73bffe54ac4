"""Many due timers share a transaction and a thread: none spoils another, and nothing is half done."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection

from bot import sweep as sweeping
from bot.clock import MovableClock
from bot.sweep import Sweep
from domain.desk import Desk
from storage import duty, marks, outbox, timers
from storage.engine import Store
from storage.outbox import Lane
from storage.timers import Timer
from tests.engineers.office import LI, WANG, make_desk

NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
MANY = 120


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    one = await Store.open(f"sqlite:///{tmp_path / 'sweep.sqlite'}")
    yield one
    await one.close()


@pytest.fixture
def acted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The keys of the timers that were carried out; every tenth fails after it has written something."""
    done: list[str] = []

    def act(conn: Connection, desk: Desk, timer: Timer, now: datetime) -> None:
        marks.put(conn, timer.key, "done", now)
        if timer.key.endswith("7"):
            raise RuntimeError("words of a customer")
        done.append(timer.key)

    monkeypatch.setattr(sweeping, "ACTS", {"try": act})
    return done


async def _arm(store: Store, count: int) -> None:
    def arm(conn: Connection) -> None:
        for number in range(count):
            timers.arm(conn, f"t{number:03}", "try", NOW - timedelta(seconds=count - number))

    await store.write(arm)


async def test_one_that_fails_spoils_no_other_leaves_nothing_and_comes_again(
    store: Store, acted: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    await _arm(store, MANY)
    clock = MovableClock(NOW)
    sweep = Sweep(store, make_desk(), clock)
    assert await sweep.run_due() == MANY
    assert acted == [f"t{n:03}" for n in range(MANY) if n % 10 != 7]
    assert await store.read(lambda conn: marks.get(conn, "t007")) is None
    assert await store.read(lambda conn: marks.get(conn, "t008")) == "done"
    assert "words of a customer" not in caplog.text
    assert "t007" in caplog.text
    assert await sweep.run_due() == 0
    clock.advance(60)
    assert await sweep.run_due() == MANY // 10


async def test_a_timer_that_was_moved_meanwhile_is_left_alone(store: Store, acted: list[str]) -> None:
    await _arm(store, 1)
    (seen,) = await store.read(lambda conn: timers.due(conn, NOW))
    await store.write(lambda conn: timers.arm(conn, "t000", "try", NOW + timedelta(hours=1)))
    sweep = Sweep(store, make_desk(), MovableClock(NOW))
    await store.write(lambda conn: sweep._act_on([seen], NOW, conn), apart=True)
    assert acted == []


async def test_a_transaction_apart_is_all_or_nothing_and_wakes_who_waits(store: Store) -> None:
    woken: list[bool] = []
    store.on_commit.append(lambda: woken.append(True))

    def half(conn: Connection) -> None:
        marks.put(conn, "a", "1", NOW)
        raise LookupError

    with pytest.raises(LookupError):
        await store.write(half, apart=True)
    assert await store.read(lambda conn: marks.get(conn, "a")) is None
    assert woken == []
    await store.write(lambda conn: marks.put(conn, "a", "2", NOW), apart=True)
    assert await store.read(lambda conn: marks.get(conn, "a")) == "2"
    assert woken == [True]


async def test_both_ways_of_writing_take_turns(store: Store) -> None:
    def add(conn: Connection) -> None:
        before = int(marks.get(conn, "n") or 0)
        marks.put(conn, "n", str(before + 1), NOW)

    await asyncio.gather(*(store.write(add, apart=number % 2 == 0) for number in range(40)))
    assert await store.read(lambda conn: marks.get(conn, "n")) == "40"


async def test_a_change_of_the_rota_counts_at_once_and_one_rolled_back_never(store: Store) -> None:
    desk = make_desk()
    until = NOW + timedelta(hours=2)

    def change(conn: Connection) -> list[int]:
        found = [len(duty.with_book(conn, desk, NOW).book.overrides)]
        with suppress(RuntimeError), conn.begin_nested():
            duty.change(conn, "override", LI, NOW, until, WANG, NOW, layer="primary")
            found.append(len(duty.with_book(conn, desk, NOW).book.overrides))
            raise RuntimeError
        found.append(len(duty.with_book(conn, desk, NOW).book.overrides))
        duty.change(conn, "override", LI, NOW, until, WANG, NOW, layer="primary")
        found.append(len(duty.with_book(conn, desk, NOW).book.overrides))
        return found

    assert await store.write(change, apart=True) == [0, 1, 0, 1]
    assert len((await store.read(lambda conn: duty.with_book(conn, desk, NOW))).book.overrides) == 1


async def test_thousands_of_waiting_answers_are_looked_through_in_a_moment(store: Store) -> None:
    def fill(conn: Connection) -> None:
        for person in range(3000):
            outbox.put(conn, lane=Lane.ANSWER, chat_id=person + 1, kind="text", now=NOW, ticket=person + 1)

    await store.write(fill, apart=True)
    plans: list[str] = []

    def explain(conn: Connection) -> None:
        raw = conn.connection.driver_connection
        assert raw is not None
        raw.set_trace_callback(plans.append)
        outbox.heads(conn, NOW)
        raw.set_trace_callback(None)
        (asked,) = (one for one in plans if one.startswith("SELECT"))
        plans[:] = [str(row[3]) for row in conn.exec_driver_sql(f"EXPLAIN QUERY PLAN {asked}")]

    await store.write(explain, apart=True)
    assert any("earlier USING" in step and "ix_outbox_next" in step for step in plans), plans
