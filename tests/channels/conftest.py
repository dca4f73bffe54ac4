"""A store with one severe fault whose ladder wakes people by a channel, and a world outside that takes the calls."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from sqlalchemy import Connection, select

from bot.channels import Channels
from bot.clock import MovableClock
from domain.desk import Channel, Desk, Person
from domain.oncall.policies import Policy, Step
from domain.tickets.commands import Opening
from storage import apply, people, tables
from storage.engine import Store
from tests.engineers.office import make_desk
from views.waking import Call

NOW = datetime(2026, 11, 20, 18, 50, tzinfo=UTC)
"""02:50 in Shanghai."""


@dataclass
class Night:
    """What a test of the channels needs."""

    store: Store
    desk: Desk
    clock: MovableClock
    env: dict[str, str] = field(default_factory=dict)
    calls: list[tuple[str, Call]] = field(default_factory=list)
    answers: list[str | None] = field(default_factory=list)
    """What the other side says to the next calls; nothing more: well."""

    async def knock(self, address: str, call: Call) -> str | None:
        self.calls.append((address, call))
        return self.answers.pop(0) if self.answers else None

    def channels(self, **more: Any) -> Channels:
        options: dict[str, Any] = {"env": self.env, "knock": self.knock, "usable": lambda: True, **more}
        return Channels(self.store, self.desk, self.clock, **options)

    async def fault(self, title: str = "Camera 3 is black, call +86 138 0013 8000") -> int:
        code = next(iter(self.desk.contracts))
        opening = Opening("fault", code, 1, 900, title, 1, {}, False)
        ticket = await self.store.write(
            lambda conn: apply.open_new(conn, self.desk, opening, self.clock.now())
        )
        return ticket.id

    async def rows(self, kind: str = "wake") -> list[Any]:
        def read(conn: Connection) -> list[Any]:
            table = tables.outbox
            return list(conn.execute(select(table).where(table.c.kind == kind).order_by(table.c.id)))

        return await self.store.read(read)

    async def told(self) -> list[str]:
        """The ids of the texts that the managers' group gets."""
        return [row.data["id"] for row in await self.rows("text") if row.chat_id == self.desk.managers_chat]


def with_channel(desk: Desk, *targets: str, people: tuple[int, ...] = ()) -> Desk:
    """The desk with one channel, which the first step of every ladder takes."""
    policy = Policy("night", (Step(targets, 300, ("night",)),))
    staff = {one.id: _with_phone(one) for one in desk.people.values()}
    return replace(
        desk, people=staff, policies=(policy,), channels={"night": Channel("night", "NIGHT_URL", people)}
    )


def _with_phone(person: Person) -> Person:
    return replace(person, phone=f"+86 139 {person.id:08}")


@asynccontextmanager
async def a_night(folder: Path, desk: Desk) -> AsyncIterator[Night]:
    """Open a store for a desk."""
    store = await Store.open(f"sqlite:///{folder / 'night.sqlite'}")
    try:
        await store.write(lambda conn: people.sync_staff(conn, desk, NOW))
        yield Night(store, desk, MovableClock(NOW), {"NIGHT_URL": "sms://key@gateway/{phone}"})
    finally:
        await store.close()


@pytest.fixture
async def night(tmp_path: Path) -> AsyncIterator[Night]:
    desk = make_desk()
    first = next(iter(one.id for one in desk.people.values() if one.engineer))
    async with a_night(tmp_path, with_channel(desk, f"person:{first}")) as one:
        yield one


@asynccontextmanager
async def webhook(status: int = 200) -> AsyncIterator[tuple[int, list[dict[str, Any]]]]:
    """A server that takes JSON; its port and what it got."""
    got: list[dict[str, Any]] = []

    async def take(request: web.Request) -> web.Response:
        got.append({"path": request.path, **await request.json()})
        return web.Response(status=status)

    app = web.Application()
    app.router.add_post("/{tail:.*}", take)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield runner.addresses[0][1], got
    finally:
        await runner.cleanup()


@asynccontextmanager
async def mail_server() -> AsyncIterator[tuple[int, list[str]]]:
    """The least SMTP server (RFC 5321); its port and the mails it took."""
    mails: list[str] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 ready\r\n")
        while line := await reader.readline():
            verb = line.split()[0].upper() if line.split() else b""
            if verb == b"DATA":
                writer.write(b"354 go on\r\n")
                mails.append((await reader.readuntil(b"\r\n.\r\n")).decode())
            writer.write(b"221 bye\r\n" if verb == b"QUIT" else b"250 ok\r\n")
            if verb == b"QUIT":
                break
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1], mails
    finally:
        server.close()
        await server.wait_closed()
