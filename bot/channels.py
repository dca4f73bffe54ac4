"""Other ways to wake somebody: rows of kind `wake` go out through apprise, beside Telegram's lanes.

A row is marked before its call begins; a call that fails is tried again a few times, ever more slowly; one whose ticket
has found somebody meanwhile is dropped. Each call is a short-lived process with a time limit (`bot.knock`).
"""

from __future__ import annotations

import asyncio
import contextlib
import importlib.util
import json
import logging
import os
import sys
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from sqlalchemy import Connection

from bot import knock
from bot.clock import Clock
from bot.delivery.bundles import needless
from bot.delivery.facing import language_of
from domain.desk import Channel, Desk, Person
from handlers.speak import say
from storage import outbox, tickets, wakes
from storage.engine import Store
from storage.errors import StoreUnavailable
from storage.outbox import Lane, Row
from views.waking import Call, Named, call_words

log = logging.getLogger("faultline.channels")

_PAUSES = (5, 20, 60, 180)
"""Seconds before each further attempt; then it is given up, and the managers hear of it."""
_BETWEEN = timedelta(seconds=60)
"""Between two calls by one channel to one person; what comes meanwhile is named together by the second."""
_TIME_LIMIT = 30.0
_AT_ONCE = 4
_LONGEST_SLEEP = 60.0
_STORE_PAUSE = 5.0
_PHONE = "{phone}"
_ROOT = Path(__file__).resolve().parent.parent

Knock = Callable[[str, Call], Awaitable[str | None]]
"""Says it at an address; None, or what went wrong in a word. It never raises and never repeats the address."""


def installed() -> bool:
    """Whether the extra `channels` is there."""
    return importlib.util.find_spec("apprise") is not None


async def knock_by_apprise(address: str, call: Call, *, limit: float = _TIME_LIMIT) -> str | None:
    """One call in a process of its own, ended after `limit` seconds."""
    told = json.dumps({"address": address, "title": call.title, "body": call.body}).encode()
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot.knock", cwd=_ROOT, stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    try:
        await asyncio.wait_for(process.communicate(told), limit)
    except TimeoutError:
        return "no answer in time"
    finally:
        if process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()
    return {knock.DONE: None, knock.REFUSED: "refused", knock.UNUSABLE: "not an address that apprise knows"}.get(
        process.returncode or 0, "failed"
    )  # fmt: skip


@dataclass(frozen=True)
class _Ready:
    """One call, for all rows that wait for that address."""

    rows: tuple[Row, ...]
    address: str
    call: Call


@dataclass
class _Gathered:
    """What is to be said at one address: rows, and the tickets that they name."""

    language: str
    rows: list[Row] = field(default_factory=list)
    tickets: dict[int, Named] = field(default_factory=dict)


class Channels:
    """Works off the rows of kind `wake`. `run()` for real life, `drain()` for tests, whose driver moves the clock."""

    def __init__(
        self,
        store: Store,
        desk: Desk,
        clock: Clock,
        env: Mapping[str, str] = os.environ,
        knock: Knock = knock_by_apprise,
        usable: Callable[[], bool] = installed,
    ) -> None:
        self._store, self.desk, self._clock = store, desk, clock
        self._env, self._knock, self._usable = env, knock, usable
        self._awake = asyncio.Event()
        self._stopping = self._recovered = False

    def wake(self) -> None:
        """Look now: something was put into the outbox, or the clock was moved."""
        self._awake.set()

    def stop(self) -> None:
        """Let `run()` end after what is under way."""
        self._stopping = True
        self.wake()

    async def run(self) -> None:
        """Call for ever: until `stop()` or cancelled. Without any channel there is nothing to do."""
        if not self.desk.channels:
            return
        self._store.on_commit.append(self.wake)
        try:
            while not self._stopping:
                self._awake.clear()
                try:
                    pause = await self.drain()
                except StoreUnavailable as trouble:
                    log.error("nobody can be called: %s", trouble)
                    pause = _STORE_PAUSE
                except Exception as broken:
                    log.error("calling was interrupted: %s", type(broken).__name__)
                    pause = _STORE_PAUSE
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._awake.wait(), _LONGEST_SLEEP if pause is None else pause)
        finally:
            self._store.on_commit.remove(self.wake)

    async def drain(self) -> float | None:
        """Make every call that may be made at this instant; in how many seconds there is more, None for nothing."""
        if not self._recovered:
            await self._store.write(partial(_recover, self._clock.now()))
            self._recovered = True
        while True:
            now = self._clock.now()
            due = await self._store.read(partial(_due, now))
            if not due:
                break
            ready = await self._store.write(partial(self._claim, due, now), quiet=True)
            # The process is only told to end between two calls: what is under way is never cut in half.
            await asyncio.gather(*(self._call(one) for one in ready))
        later = await self._store.read(partial(_next, now))
        return None if later is None else max(0.1, (later - now).total_seconds())

    async def _call(self, one: _Ready) -> None:
        try:
            trouble = await self._knock(one.address, one.call)
        except Exception as broken:
            trouble = type(broken).__name__
        now = self._clock.now()
        while True:
            try:
                return await self._store.write(partial(self._record, one.rows, trouble, now))
            except StoreUnavailable as down:
                log.error("the end of a call cannot be recorded yet: %s", down)
                await asyncio.sleep(_STORE_PAUSE)

    def _claim(self, due: list[Row], now: datetime, conn: Connection) -> list[_Ready]:
        """Mark each row that may go out; settle those that may not. What waits for one address is one call."""
        lately = wakes.sent_since(conn, now - _BETWEEN)
        found: dict[str, _Gathered] = {}
        for row in due:
            assert row.ticket is not None
            ticket = tickets.load(conn, row.ticket)
            channel, person = self.desk.channels.get(row.data["channel"]), self.desk.people.get(row.chat_id)
            if (pointless := _pointless(channel, person) or needless(conn, ticket)) is not None:
                outbox.mark_dropped(conn, row.id, pointless)
                continue
            assert channel is not None
            assert person is not None
            template = self._env.get(channel.url_env, "").strip()
            if (trouble := self._unusable(template, person)) is not None:
                self._give_up(conn, row, trouble, now)
                continue
            if _PHONE not in template and wakes.called_already(conn, row):
                outbox.mark_dropped(conn, row.id, "called already at the same address")
                continue
            if ticket.id < 0:
                outbox.mark_dropped(conn, row.id, "only a trial")
                continue
            own = person.id if _PHONE in template else None
            last = max(
                (at for name, to, at in lately if name == channel.name and own in (None, to)), default=None
            )
            if last is not None and not row.attempts:
                # Whoever is being called cannot be called again; the next call names all that came meanwhile.
                outbox.delay(conn, row, last + _BETWEEN)
                continue
            digits = "".join(one for one in person.phone or "" if one.isdigit())
            address = template.replace(_PHONE, digits)
            if address not in found and len(found) == _AT_ONCE:
                continue
            outbox.mark_sending(conn, row.id)
            language = language_of(conn, self.desk, row.chat_id)
            gathered = found.setdefault(address, _Gathered(language))
            customer = self.desk.contract(ticket.contract).customer
            gathered.rows.append(row)
            gathered.tickets[ticket.id] = Named(ticket, customer, self.desk.preset_of(ticket))
        return [
            _Ready(tuple(one.rows), address, call_words(list(one.tickets.values()), one.language))
            for address, one in found.items()
        ]

    def _unusable(self, address: str, person: Person) -> str | None:
        if not self._usable():
            return "not-installed"
        if not address:
            return "no-address"
        return "no-phone" if _PHONE in address and not person.phone else None

    def _record(self, rows: Sequence[Row], trouble: str | None, now: datetime, conn: Connection) -> None:
        attempts = max(row.attempts for row in rows)
        for row in rows:
            if trouble is None:
                outbox.mark_sent(conn, row.id, None, now)
            elif attempts < len(_PAUSES):
                due = now + timedelta(seconds=_PAUSES[attempts])
                outbox.delay(conn, row, due, error=trouble, attempt=True)
            else:
                self._give_up(conn, row, "failed", now, trouble)

    def _give_up(self, conn: Connection, row: Row, reason: str, now: datetime, error: str = "") -> None:
        outbox.mark_failed(conn, row.id, error or reason)
        name = str(row.data["channel"])
        log.warning("channel %s: %s did not wake person %s (%s)", name, row.id, row.chat_id, error or reason)
        person = self.desk.people.get(row.chat_id)
        say(
            conn, self.desk.managers_chat, now, f"channel-{reason}",
            {"channel": name, "name": person.name if person else str(row.chat_id), "number": row.ticket or 0},
            lane=Lane.WARNING, dedupe=f"channel:{name}:{reason}:{now:%Y%m%d}",
        )  # fmt: skip


def _pointless(channel: Channel | None, person: Person | None) -> str | None:
    if channel is None or person is None:
        return "no longer in the settings"
    return "not for this person" if channel.people and person.id not in channel.people else None


def _recover(now: datetime, conn: Connection) -> None:
    # Called twice is better than not at all.
    for row in wakes.interrupted(conn):
        outbox.delay(conn, row, now, attempt=True, uncertain=True)


def _due(now: datetime, conn: Connection) -> list[Row]:
    return wakes.due(conn, now)


def _next(now: datetime, conn: Connection) -> datetime | None:
    return wakes.next_due(conn, now)


def missing(conn: Connection, desk: Desk, now: datetime, *, usable: bool) -> None:
    """At the start: channels that nobody can be woken by, because the extra is not installed, are told once a day."""
    if desk.channels and not usable:
        names = ", ".join(sorted(desk.channels))
        say(
            conn, desk.managers_chat, now, "channels-not-installed", {"names": names}, lane=Lane.WARNING,
            dedupe=f"channels:missing:{now:%Y%m%d}",
        )  # fmt: skip
