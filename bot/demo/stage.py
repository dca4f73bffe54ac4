"""The demonstration as one thing: a Telegram of its own, the desk on it, and a time that can be moved."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from bot.clock import RunningClock
from bot.demo import cast
from bot.demo.history import History
from bot.service import Service
from bot.settings import load
from bot.stepping import Movable, Stepper
from domain.tickets.events import State
from playground import people
from playground.server import Playground
from storage import apply, invites, outbox, tickets, timers
from storage.outbox import Lane
from views.texts import plain

log = logging.getLogger("faultline.demo")

_TOKEN = "123456789:playground-token-of-the-demonstration"  # noqa: S105 - it opens nothing but this machine
_PORTS_TRIED = 20
_PRELUDE = timedelta(minutes=10)
_ALL_DUE = timedelta(days=145)
"""The cards of what is still open go out before somebody watches, so that nobody waits for Telegram's limits."""


class Stage:
    """Everything of the demonstration; `folder` holds its settings and database, both made anew at each start.

    `database` is the address of another one, which is empty.
    """

    def __init__(
        self,
        folder: Path,
        *,
        port: int = 8080,
        language: str = "zh",
        clock: Movable | None = None,
        days: int = 90,
        at: datetime | None = None,
        unasked: bool = True,
        trial_every: str = "6h",
        database: str | None = None,
    ) -> None:
        self._unasked, self._trial_every, self._database = unasked, trial_every, database
        self._prelude = _PRELUDE if clock is None and days else timedelta()
        self.clock: Movable = clock or RunningClock((at or datetime.now(UTC)) - self._prelude)
        self._folder, self._port, self._language, self._days = folder, port, language, days
        self.playground: Playground
        self.service: Service
        self.stepper: Stepper
        self._awake = asyncio.Event()
        self._turn = asyncio.Lock()
        self._driving: asyncio.Task[None] | None = None
        self._next: float | None = None

    @property
    def url(self) -> str:
        """Where the page is."""
        return self.playground.url

    async def start(self, tell: Callable[[str], None] = log.info, *, live: bool = True) -> None:
        """Build it up. Without `live` the time stands still unless `stepper` moves it."""
        self.playground = await self._open_playground(tell)
        self.playground.on_advance = self._advance
        self.playground.next_deadline = lambda: self._next
        self.playground.guide = self.guide
        self._people()
        self._folder.mkdir(parents=True, exist_ok=True)
        settings = self._settings()
        self.service = Service(settings, self._folder, self.clock)
        self.service.held_outside = lambda: bool(self.playground.world.updates.pending)
        await self.service.open()
        if self._days:
            tell(f"writing {self._days} days of history …")
        now = self.clock.now()
        await self.service.store.write(lambda conn: self._history(conn, now))
        await self.service.start(metronome=False)
        self.stepper = Stepper(self.service.store, self.clock, self.service)
        await self.service.store.write(lambda conn: self._show_open_tickets(conn, self.clock.now()))
        if self._prelude:
            await self.stepper.advance(self._prelude.total_seconds())
        await self.look_ahead()
        if live:
            self.service.store.on_commit.append(self._awake.set)
            self._driving = asyncio.create_task(self._drive())

    async def stop(self) -> None:
        """Take it down."""
        if self._driving is not None:
            self._driving.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._driving
        await self.service.stop()
        await self.playground.stop()

    async def invite(self, contract: str) -> str:
        """A one-time link for a contract."""
        now = self.clock.now()
        code = await self.service.store.write(lambda conn: invites.create(conn, contract, None, now))
        return f"https://t.me/{self.service.bot.username}?start={code}"

    def guide(self, language: str) -> dict[str, Any]:
        """What the page explains beside the chats."""
        lang = "zh" if language.startswith("zh") else "en"
        customer = cast.CUSTOMERS[0 if lang == "zh" else 1]
        on_duty = {player.id: player for player in cast.ENGINEERS}[
            self.service.desk.rota.order(self.clock.now())[0]
        ]
        manager = cast.MANAGERS[0 if lang == "zh" else 1]
        bot = self.playground.world.bot.id
        places = (
            (customer.id, bot), (on_duty.id, bot), (customer.id, bot), (on_duty.id, cast.ENGINEERS_CHAT),
            (customer.id, bot), (manager.id, cast.MANAGERS_CHAT), (cast.STRANGER.id, bot), (manager.id, cast.MANAGERS_CHAT),
        )  # fmt: skip
        names = {
            "customer": customer.name, "engineer": on_duty.name, "manager": manager.name, "stranger": cast.STRANGER.name,
        }  # fmt: skip
        steps = []
        for number, (person, chat) in enumerate(places, 1):
            words = _guide_text(lang, number, names)
            steps.append({**words, "person": person, "chat": chat})
        return {"title": plain(lang, "demo-title"), "steps": steps}

    async def _open_playground(self, tell: Callable[[str], None]) -> Playground:
        for port in range(self._port, self._port + _PORTS_TRIED) if self._port else (0,):
            playground = Playground(
                port=port,
                clock=lambda: self.clock.now().timestamp(),
                token=_TOKEN,
                bot_username="faultline_demo_bot",
            )
            try:
                await playground.start()
            except OSError:
                tell(f"port {port} is taken, trying the next one")
                continue
            return playground
        raise OSError(f"no free port from {self._port} to {self._port + _PORTS_TRIED - 1}")

    def _people(self) -> None:
        world = self.playground.world
        for player in cast.EVERYBODY:
            code = "zh-hans" if player.language == "zh" else "en"
            first, last = (player.name, "") if player.language == "zh" else (player.first, player.last)
            world.add_person(
                first,
                last_name=last or None,
                id=player.id,
                language_code=code,
                label=player.name,
                role=player.role,
            )
        engineers = [player.id for player in cast.ENGINEERS]
        managers = [player.id for player in cast.MANAGERS]
        titles = ("Engineers", "Managers") if self._language == "en" else ("工程师群", "经理群")
        world.add_group(titles[0], engineers, id=cast.ENGINEERS_CHAT, is_forum=True)
        world.add_group(titles[1], managers, id=cast.MANAGERS_CHAT)
        for player in cast.EVERYBODY:
            if player is not cast.STRANGER:
                people.start(world, player.id, "")

    def _begun(self) -> date | None:
        # So many days into P5 an inspection, the month's call and the survey are all due.
        return (self.clock.now() - _ALL_DUE).date() if self._unasked else None

    def _settings(self) -> Any:
        for old in self._folder.glob("demo.sqlite*"):
            old.unlink()
        path = self._folder / "config.toml"
        path.write_text(
            cast.config(
                _TOKEN,
                self.playground.api_base,
                self._database or "sqlite:///demo.sqlite",
                self._language,
                self._begun(),
                trial_every=self._trial_every,
            ),
            encoding="utf-8",
        )
        # The operator's own variables must not reach into the demonstration.
        return load(path, {k: v for k, v in os.environ.items() if not k.startswith("FAULTLINE__")})

    def _history(self, conn: Connection, now: datetime) -> None:
        History(conn, self.service.desk, now, days=self._days).play()

    def _show_open_tickets(self, conn: Connection, now: datetime) -> None:
        """What is still open after the history gets its topic and cards, as if the bot had only now found Telegram."""
        desk = self.service.desk
        for number in tickets.open_numbers(conn):
            ticket = tickets.load(conn, number)
            if ticket.state is State.NEW:
                due = now + self._prelude
                timers.arm(conn, f"ladder:{number}", "ladder", due, ticket=number, data={"step": 0})
            outbox.put(
                conn,
                lane=Lane.FIRST_PAGE,
                chat_id=desk.engineers_chat,
                kind="topic",
                now=now,
                ticket=number,
                data={},
            )
            apply.refresh_cards(conn, desk, ticket, now)

    async def _advance(self, how: float | str) -> None:
        async with self._turn:
            if how == "next":
                await self.stepper.to_next_deadline()
            else:
                await self.stepper.advance(float(how))
            await self.look_ahead()

    async def look_ahead(self) -> None:
        """Let the page know when the next thing happens that somebody would watch for."""
        due = await self.service.store.read(timers.next_deadline)
        self._next = due.timestamp() if due is not None else None

    async def _drive(self) -> None:
        while True:
            self._awake.clear()
            async with self._turn:
                try:
                    later = await self.service.settle()
                    await self.stepper.look()
                    await self.look_ahead()
                except Exception:
                    log.exception("the demonstration stumbled and goes on")
                    later = None
            wait = 1.0
            if later is not None:
                wait = min(wait, max(0.02, (later - self.clock.now()).total_seconds()))
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._awake.wait(), wait)


def _guide_text(language: str, number: int, names: dict[str, str]) -> dict[str, str]:
    return {
        "title": plain(language, f"demo-{number}-title"),
        "text": plain(language, f"demo-{number}-text", **names),
    }
