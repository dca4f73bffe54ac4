"""A sender on the playground, both on one clock that stands still; rows carry their own text."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection
from telegram import Bot

from bot.clock import MovableClock
from bot.delivery.errors import Outcome
from bot.delivery.parcel import Delivered, Parcel, Send
from bot.delivery.sender import Sender
from bot.transport import AiohttpRequest
from playground import people
from playground.records import Chat
from playground.server import Playground
from storage import outbox, tables
from storage.engine import Store
from storage.outbox import Lane, Row
from views.content import Content

PERSON = 7001
Make = Callable[[Row, bool], Parcel]


def says(row: Row, repeat: bool) -> Parcel:
    """The row's text to the row's chat."""
    return Send(row.chat_id, Content(row.data["text"] + (" (again)" if repeat else "")))


async def until(true: Callable[[], object]) -> None:
    """Let the event loop run until something is so; fails after a few seconds."""
    async with asyncio.timeout(60):
        while not true():  # noqa: ASYNC110
            await asyncio.sleep(0.002)


@dataclass
class Script:
    """A renderer whose parcels and reactions a test sets; it remembers what it was told."""

    make: Make = says
    mend: Callable[[Connection, Row, Outcome], str | None] = lambda conn, row, outcome: None
    rendered: list[tuple[int, bool]] = field(default_factory=list)
    delivered_rows: list[tuple[int, Delivered]] = field(default_factory=list)
    refusals: list[tuple[int, Outcome]] = field(default_factory=list)

    def render(self, conn: Connection, row: Row, now: datetime, repeat: bool) -> Parcel:
        self.rendered.append((row.id, repeat))
        return self.make(row, repeat)

    def delivered(
        self, conn: Connection, row: Row, parcel: Parcel, delivered: Delivered, now: datetime
    ) -> None:
        self.delivered_rows.append((row.id, delivered))

    def refused(
        self, conn: Connection, row: Row, parcel: Parcel | None, outcome: Outcome, now: datetime
    ) -> str | None:
        self.refusals.append((row.id, outcome))
        return self.mend(conn, row, outcome)


@dataclass
class Rig:
    """Everything a test of delivery needs."""

    store: Store
    pg: Playground
    bot: Bot
    clock: MovableClock
    script: Script
    sender: Sender
    group: Chat

    async def put(self, text: str = "hello", **changes: Any) -> int:
        given: dict[str, Any] = {"lane": Lane.ANSWER, "chat_id": PERSON, "kind": "text"}
        given |= {"data": {"text": text}, "now": self.clock.now()} | changes
        row_id = await self.store.write(lambda conn: outbox.put(conn, **given))
        assert row_id is not None
        return row_id

    async def settle(self, limit: float = 100_000.0) -> None:
        """Drain, moving the clock to whatever comes next, until nothing waits."""
        end = self.clock.monotonic() + limit
        while (instant := await self.sender.drain()) is not None:
            assert instant > self.clock.monotonic(), "the driver would spin"
            assert instant <= end, "still not settled"
            self.clock.advance(instant - self.clock.monotonic())

    async def row(self, row_id: int) -> Any:
        table = tables.outbox
        return await self.store.read(
            lambda conn: conn.execute(table.select().where(table.c.id == row_id)).one()
        )

    def texts(self, chat_id: int = PERSON) -> list[str]:
        """What the bot has said in a chat."""
        messages = self.pg.world.chats[chat_id].messages.values()
        return [m.content["text"] for m in messages if "text" in m.content and m.sender_id == self.bot.id]

    def new_sender(self) -> Sender:
        """As after a restart of the process."""
        self.sender = Sender(self.store, self.bot, self.clock, self.script)
        return self.sender


@pytest.fixture
async def pg(clock: MovableClock) -> AsyncIterator[Playground]:
    playground = Playground(clock=lambda: clock.now().timestamp())
    async with playground:
        playground.world.add_person("Ann", id=PERSON)
        people.start(playground.world, PERSON)
        yield playground


@pytest.fixture
async def bot(pg: Playground) -> AsyncIterator[Bot]:
    request = AiohttpRequest(read_timeout=2, connect_timeout=30, pool_timeout=30)
    bot = Bot(pg.token, base_url=pg.api_base, base_file_url=pg.file_base, request=request)
    async with bot:
        yield bot


@pytest.fixture
async def rig(tmp_path: Path, pg: Playground, bot: Bot, clock: MovableClock) -> AsyncIterator[Rig]:
    store = await Store.open(f"sqlite:///{tmp_path / 'desk.sqlite'}")
    group = pg.world.add_group("Engineers", [PERSON], id=-1002000000777, is_forum=True)
    script = Script()
    yield Rig(store, pg, bot, clock, script, Sender(store, bot, clock, script), group)
    await store.close()
