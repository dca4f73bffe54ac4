"""Timers that are carried out many at once do exactly what they do one by one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, delete, select, update

from bot import sweep as sweeping
from bot.clock import MovableClock
from bot.sweep import Sweep
from domain.desk import Desk
from domain.tickets.commands import Opening
from schedules import ladder
from storage import apply, people, tables
from storage.engine import Store
from tests.engineers.office import make_desk

NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
MANY = 40


async def _night(folder: Path, desk: Desk, moves: int = 6) -> dict[str, list[Any]]:
    """Faults that nobody takes, for some hours; everything that is on record then."""
    folder.mkdir()
    store = await Store.open(f"sqlite:///{folder / 'night.sqlite'}")
    try:
        await store.write(lambda conn: _open(conn, desk))
        clock = MovableClock(NOW)
        for _ in range(moves):
            clock.advance(1800)
            await Sweep(store, desk, clock).run_due()
        return await store.read(_everything)
    finally:
        await store.close()


def _open(conn: Connection, desk: Desk) -> None:
    people.sync_staff(conn, desk, NOW)
    code = next(iter(desk.contracts))
    levels = [level.number for level in desk.contracts[code].preset.levels]
    for number in range(MANY):
        opening = Opening(
            "fault", code, 1, 900 + number, "no picture", levels[number % len(levels)], {}, False
        )
        apply.open_new(conn, desk, opening, NOW)
    conn.execute(delete(tables.timers).where(tables.timers.c.kind == "storm"))


def _everything(conn: Connection) -> dict[str, list[Any]]:
    found = {}
    for table in (tables.tickets, tables.events, tables.clocks, tables.timers, tables.outbox):
        rows = [tuple(row) for row in conn.execute(select(table))]
        found[table.name] = sorted(rows, key=repr)
    return found


async def test_many_at_once_leave_the_same_records_as_one_by_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = make_desk()
    together = await _night(tmp_path / "together", desk)
    monkeypatch.setattr(sweeping, "TOGETHER", {})
    alone = await _night(tmp_path / "alone", desk)
    assert {row[2] for row in together["events"]} >= {"escalated", "warned", "breached"}
    assert together == alone


async def test_a_ladder_that_cannot_climb_spoils_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    desk = make_desk()
    climb = ladder._climb

    def fails(conn: Connection, desk: Desk, timer: Any, number: int, *rest: Any) -> None:
        climb(conn, desk, timer, number, *rest)
        if number == 7:
            raise RuntimeError("words of a customer")

    monkeypatch.setattr(ladder, "_climb", fails)
    store = await Store.open(f"sqlite:///{tmp_path / 'night.sqlite'}")
    try:
        await store.write(lambda conn: _open(conn, desk))
        then = NOW + timedelta(minutes=10)
        ladders = tables.timers.c.kind == "ladder"
        await store.write(lambda conn: conn.execute(update(tables.timers).where(ladders).values(due_at=then)))
        await Sweep(store, desk, MovableClock(then)).run_due()
        query = select(tables.events.c.ticket).where(tables.events.c.type == "escalated")
        climbed = await store.read(
            lambda conn: list(conn.execute(query.order_by(tables.events.c.ticket)).scalars())
        )
        assert climbed == [number for number in range(1, MANY + 1) if number != 7]
        key = tables.timers.c.key == "ladder:7"
        again = await store.read(lambda conn: conn.execute(select(tables.timers).where(key)).one())
        assert again.due_at == then + timedelta(seconds=60)
        assert "words of a customer" not in caplog.text
        assert "ladder:7" in caplog.text
    finally:
        await store.close()
