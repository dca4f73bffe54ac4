"""`health` ends with 0 only while all is well: a supervisor reads the code, a person the words, and both agree."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, insert

from storage import inbox, marks, outbox, standing, tables, timers
from storage.engine import Store
from tests.cli.conftest import ENGINEERS, Said, Type

WELL = "✅ Everything works."
Prepare = Callable[[Connection, datetime], Any]


@pytest.fixture
async def store(config: Path) -> AsyncIterator[Store]:
    one = await Store.open(f"sqlite:///{config.parent}/faultline.sqlite")
    yield one
    await one.close()


async def asked(store: Store, typed: Type, config: Path, prepare: Prepare, *more: str) -> Said:
    now = datetime.now(UTC)
    await store.write(lambda conn: prepare(conn, now))
    said = await typed("health", "--config", config, *more)
    assert (WELL in said.out) == (not any(line.startswith("❌") for line in said.out))
    return said


def nothing(_conn: Connection, _now: datetime) -> None:
    """A desk that never ran."""


def alive(conn: Connection, now: datetime) -> None:
    """A desk that runs."""
    for mark in (standing.LAST_POLL, standing.LAST_SWEEP, standing.RUNNING_SINCE):
        standing.note(conn, mark, now - timedelta(seconds=30))
    outbox.put(conn, lane=outbox.Lane.PAGE, chat_id=1, kind="text", now=now)
    timers.arm(conn, "t", "beat", now + timedelta(hours=1))


def deaf(conn: Connection, now: datetime) -> None:
    standing.note(conn, standing.LAST_POLL, now - timedelta(minutes=4))


def aside(conn: Connection, now: datetime) -> None:
    inbox.record(conn, 5, "{}", now)
    inbox.failed(conn, 5, "KeyError", give_up_after=1)


def shut_out(conn: Connection, _now: datetime) -> None:
    values = {"configured_id": ENGINEERS, "actual_id": ENGINEERS, "trouble": "I am no administrator"}
    conn.execute(insert(tables.chats).values(has_topics=False, **values))


def stuck(conn: Connection, now: datetime) -> None:
    timers.arm(conn, "t", "beat", now - timedelta(minutes=3))


def trial_lost(conn: Connection, now: datetime) -> None:
    standing.note(conn, standing.TRIAL_BEGUN, now - timedelta(minutes=3))


@pytest.mark.parametrize("prepare", [nothing, alive])
async def test_it_is_0_while_all_is_well(prepare: Prepare, store: Store, typed: Type, config: Path) -> None:
    said = await asked(store, typed, config, prepare)
    assert said.code == 0
    assert WELL in said.out


@pytest.mark.parametrize("prepare", [deaf, aside, shut_out, stuck, trial_lost])
async def test_it_is_1_with_any_trouble_however_patient_one_is(
    prepare: Prepare, store: Store, typed: Type, config: Path
) -> None:
    said = await asked(store, typed, config, prepare, "--late", "2d")
    assert said.code == 1
    assert any(line.startswith("❌") for line in said.out)


async def test_nobody_on_call_is_trouble(store: Store, typed: Type, config: Path) -> None:
    config.write_text(config.read_text().replace('team = ["王芳"]', "team = []"))
    said = await asked(store, typed, config, nothing)
    assert said.code == 1


async def test_a_watch_outside_that_heard_nothing_is_trouble(store: Store, typed: Type, config: Path) -> None:
    config.write_text(config.read_text() + '[oncall]\ndeadman_url_env = "DEADMAN"\n')

    def silent(conn: Connection, now: datetime) -> None:
        alive(conn, now)
        standing.note(conn, standing.RUNNING_SINCE, now - timedelta(hours=1))

    assert (await asked(store, typed, config, silent)).code == 1


async def test_a_desk_that_does_not_run_any_more_is_told_even_beside_a_webhook(
    store: Store, typed: Type, config: Path
) -> None:
    def dead(conn: Connection, now: datetime) -> None:
        alive(conn, now)
        marks.drop(conn, standing.LAST_POLL)
        standing.note(conn, standing.LAST_SWEEP, now - timedelta(minutes=6))

    said = await asked(store, typed, config, dead)
    assert said.code == 1
    assert said.out[-1].startswith("BEHIND: what is due was last looked at ")
    assert (await asked(store, typed, config, nothing, "--late", "10m")).code == 0


async def test_a_card_that_waits_is_late_only_as_far_as_one_says(
    store: Store, typed: Type, config: Path
) -> None:
    def waiting(conn: Connection, now: datetime) -> None:
        earlier = now - timedelta(minutes=20)
        outbox.put(conn, lane=outbox.Lane.CARD, chat_id=ENGINEERS, kind="card", now=earlier)

    said = await asked(store, typed, config, waiting, "--late", "1h")
    assert (said.code, WELL in said.out) == (0, True)
    assert (await asked(store, typed, config, nothing, "--late", "5m")).code == 1
