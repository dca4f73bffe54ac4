"""The auditor: told once when it begins, once when it is over; a sign of life only while all is well."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, select

from bot.clock import MovableClock
from bot.watch import Watch, ping
from domain.calendars import parse_calendar
from domain.desk import Desk, OnCall, Rota
from storage import outbox, people, standing, tables, timers
from storage.engine import Store
from storage.errors import StoreFull
from storage.outbox import Lane
from tests.channels.conftest import webhook
from tests.cli.conftest import Type, config, typed
from tests.engineers.office import make_desk

__all__ = ["config", "typed"]

NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
"""10:00 in Shanghai on a working day."""


@dataclass
class Post:
    """An auditor and what came of it."""

    store: Store
    clock: MovableClock
    desk: Desk
    shouted: list[str] = field(default_factory=list)
    taken: list[int] = field(default_factory=list)
    pinged: list[str] = field(default_factory=list)
    friendly: bool = True
    watch: Watch = field(init=False)

    def __post_init__(self) -> None:
        self.watch = Watch(
            self.store, self.desk, self.clock, self.shout, self.take_in, env={"DEADMAN": "https://example.org/x"},
            ping=self.ping,
        )  # fmt: skip

    async def shout(self, words: str) -> None:
        self.shouted.append(words)

    async def take_in(self, number: int) -> None:
        self.taken.append(number)

    async def ping(self, address: str) -> bool:
        self.pinged.append(address)
        return self.friendly

    async def told(self) -> list[str]:
        """The ids of what the managers were told, or are about to be."""

        def read(conn: Connection) -> list[Any]:
            table = tables.outbox
            query = (
                select(table.c.data).where(table.c.chat_id == self.desk.managers_chat).order_by(table.c.id)
            )
            return [data["id"] for data in conn.execute(query).scalars()]

        return await self.store.read(read)

    async def say_it(self) -> None:
        """Telegram has everything."""

        def sent(conn: Connection) -> None:
            conn.execute(tables.outbox.update().values(state="sent", sent_at=self.clock.now()))

        await self.store.write(sent)

    async def overdue_timer(self) -> None:
        due = self.clock.now() - timedelta(minutes=3)
        await self.store.write(lambda conn: timers.arm(conn, "t", "beat", due))


@pytest.fixture
async def post(tmp_path: Path) -> AsyncIterator[Post]:
    store = await Store.open(f"sqlite:///{tmp_path / 'watch.sqlite'}")
    desk = replace(make_desk(), oncall=OnCall(deadman_env="DEADMAN", deadman_seconds=300))
    await store.write(lambda conn: people.sync_staff(conn, desk, NOW))
    yield Post(store, MovableClock(NOW), desk)
    await store.close()


async def test_nothing_is_said_while_all_is_well(post: Post) -> None:
    for _ in range(10):
        await post.watch.tick()
        post.clock.advance(30)
    assert await post.told() == []


async def test_trouble_is_told_once_when_it_begins_and_once_when_it_is_over(post: Post) -> None:
    await post.overdue_timer()
    for _ in range(5):
        await post.watch.tick()
        await post.say_it()
        post.clock.advance(30)
    assert await post.told() == ["watch-begins-timers"]
    await post.store.write(lambda conn: timers.disarm(conn, "t"))
    for _ in range(5):
        await post.watch.tick()
        await post.say_it()
        post.clock.advance(30)
    assert await post.told() == ["watch-begins-timers", "watch-over"]


async def test_what_began_and_ended_before_anything_could_be_said_is_one_message(post: Post) -> None:
    await post.overdue_timer()
    await post.watch.tick()
    await post.store.write(lambda conn: timers.disarm(conn, "t"))
    await post.watch.tick()
    assert await post.told() == ["watch-over"]


async def test_a_restart_does_not_repeat_what_the_managers_know(post: Post) -> None:
    await post.overdue_timer()
    await post.watch.tick()
    await post.say_it()
    again = Post(post.store, post.clock, post.desk)
    await again.watch.tick()
    assert await post.told() == ["watch-begins-timers"]


async def test_telegrams_silence_and_old_pages_are_noticed(post: Post) -> None:
    now = post.clock.now()

    def old(conn: Connection) -> None:
        standing.note(conn, standing.LAST_POLL, now - timedelta(minutes=4))
        outbox.put(
            conn, lane=Lane.PAGE, chat_id=11, kind="text", now=now - timedelta(minutes=6), data={"id": "x"}
        )
        outbox.put(conn, lane=Lane.CARD, chat_id=-5, kind="card", now=now - timedelta(hours=6))

    await post.store.write(old)
    await post.watch.tick()
    assert set(await post.told()) == {"watch-begins-poll", "watch-begins-outbox"}


async def test_cards_that_wait_for_the_groups_budget_are_no_alarm(post: Post) -> None:
    then = post.clock.now() - timedelta(hours=1)
    await post.store.write(lambda conn: outbox.put(conn, lane=Lane.CARD, chat_id=-5, kind="card", now=then))
    await post.watch.tick()
    assert await post.told() == []


async def test_nobody_on_call_is_noticed_and_named(post: Post) -> None:
    post.watch.desk = replace(
        post.desk, rota=Rota(parse_calendar("Asia/Shanghai", "Mon-Fri 09:00-18:00"), (), ()), rotations=()
    )
    await post.watch.tick()
    assert await post.told() == ["watch-begins-nobody"]


async def test_the_sign_of_life_goes_out_at_its_beat_and_only_while_all_is_well(post: Post) -> None:
    for _ in range(21):
        await post.watch.tick()
        post.clock.advance(30)
    assert post.pinged == ["https://example.org/x"] * 3
    await post.overdue_timer()
    for _ in range(21):
        await post.watch.tick()
        post.clock.advance(30)
    assert len(post.pinged) == 3
    assert await post.store.read(lambda conn: standing.instant(conn, standing.DEADMAN)) is not None


async def test_a_sign_of_life_that_nobody_takes_is_not_counted(post: Post) -> None:
    post.friendly = False
    await post.watch.tick()
    assert await post.store.read(lambda conn: standing.instant(conn, standing.DEADMAN)) is None


async def test_a_store_that_cannot_be_written_is_told_past_it(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def full(*_: Any, **__: Any) -> None:
        raise StoreFull(StoreFull.__doc__)

    with monkeypatch.context() as broken:
        broken.setattr(post.store, "write", full)
        for _ in range(3):
            await post.watch.tick()
            post.clock.advance(30)
    assert len(post.shouted) == 1
    assert "database" in post.shouted[0]
    await post.watch.tick()
    assert await post.told() == ["watch-over"]
    assert post.pinged != []


async def test_a_trial_is_begun_at_its_interval(post: Post) -> None:
    post.watch.desk = replace(post.desk, oncall=OnCall(synthetic_seconds=3600))
    for _ in range(241):
        await post.watch.tick()
        if post.taken:
            now = post.clock.now()
            await post.store.write(lambda conn: standing.note(conn, standing.TRIAL_DONE, now))  # noqa: B023
        post.clock.advance(30)
    assert len(post.taken) == 3
    assert all(number < 0 for number in post.taken)
    assert len(set(post.taken)) == 3


async def test_a_trial_that_does_not_come_through_is_an_alarm(post: Post) -> None:
    post.watch.desk = replace(post.desk, oncall=OnCall(synthetic_seconds=3600))
    for _ in range(6):
        await post.watch.tick()
        post.clock.advance(30)
    assert await post.told() == ["watch-begins-synthetic"]


async def test_a_real_address_is_asked() -> None:
    assert await ping("http://127.0.0.1:1/") is False
    assert await ping("no address at all") is False
    async with webhook() as (port, _):
        # It only takes POST: any unfriendly answer is none.
        assert await ping(f"http://127.0.0.1:{port}/") is False


async def test_the_operators_command_says_it_in_plain_words(typed: Type, config: Path) -> None:
    store = await Store.open(f"sqlite:///{config.parent}/faultline.sqlite")
    long_ago = datetime.now(UTC) - timedelta(minutes=9)
    await store.write(lambda conn: standing.note(conn, standing.LAST_POLL, long_ago))
    await store.close()
    said = await typed("health", "--config", config)
    assert any(line.startswith("❌ No answer of Telegram since ") for line in said.out)
    assert "✅ On call: 王芳." in said.out
    assert not any("<" in line for line in said.out)
