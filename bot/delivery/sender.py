"""The only voice: takes rows of the outbox in order of importance and says them, within Telegram's limits.

A row is marked before its request goes out, so that after a crash nobody believes it unsaid; several chats are
served at once, one chat never twice at once.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, Protocol

from sqlalchemy import Connection
from telegram import Bot
from telegram.error import TelegramError

from bot.clock import Clock
from bot.delivery import policy
from bot.delivery.errors import Outcome, Verdict, classify
from bot.delivery.pacing import GROUP_WINDOW, URGENT, Pacing
from bot.delivery.parcel import Delivered, Drop, Edit, Parcel, Wait
from bot.delivery.perform import cost, perform
from bot.trouble import describe
from storage import chats, outbox
from storage.engine import Store
from storage.errors import StoreUnavailable
from storage.outbox import Lane, Row

_log = logging.getLogger(__name__)

SLOTS = 16
# Kept free for pages, so that sixteen slow uploads do not keep one waiting.
URGENT_SLOTS = 4
# Another process (a command typed by the operator) wakes nobody here.
_LONGEST_SLEEP = 5.0
_LONGEST_OUTAGE_PAUSE = 15.0
_STORE_PAUSE = 5.0
_LANDING = 10.0
_TOKEN_PAUSE = 60.0


class Renderer(Protocol):
    """What rows say, and what follows when they were said or refused. All three run inside a transaction."""

    def render(self, conn: Connection, row: Row, now: datetime, repeat: bool) -> Parcel:
        """The row as it is to be said now; `repeat` when it may have been said already."""
        ...

    def delivered(
        self, conn: Connection, row: Row, parcel: Parcel, delivered: Delivered, now: datetime
    ) -> None:
        """The row was said: called in the transaction that marks it sent."""
        ...

    def refused(
        self, conn: Connection, row: Row, parcel: Parcel | None, outcome: Outcome, now: datetime
    ) -> Literal["retry"] | str | None:
        """The row was refused: called in the transaction that records it; "retry" renders it again soon.

        `parcel` is None for a row whose answer was lost with the process.
        """
        ...


@dataclass(frozen=True)
class _Flight:
    row: Row
    parcel: Parcel
    cost: int


class Sender:
    """Says what the outbox holds. `run()` for real life, `drain()` for tests, whose driver moves the clock."""

    def __init__(
        self, store: Store, bot: Bot, clock: Clock, renderer: Renderer, pacing: Pacing | None = None
    ) -> None:
        self._store = store
        self._bot = bot
        self._clock = clock
        self._renderer = renderer
        self._pacing = pacing or Pacing(clock)
        self._awake = asyncio.Event()
        self._stopping = False
        self._recovered = False
        self._outage = 0
        self._flights: set[asyncio.Task[None]] = set()
        self._busy: set[int] = set()
        # Rows that turned out to be several messages: when there is room for one there is none for them yet.
        self._costs: dict[int, int] = {}

    @property
    def in_flight(self) -> int:
        """How many requests are under way."""
        return len(self._flights)

    def wake(self) -> None:
        """Look now: something was put into the outbox, or the clock was moved."""
        self._awake.set()

    def stop(self) -> None:
        """Let `run()` end after what is under way."""
        self._stopping = True
        self.wake()

    async def run(self) -> None:
        """Send for ever: until `stop()` or cancelled. Trouble with single rows or the store never ends it."""
        self._store.on_commit.append(self.wake)
        try:
            while not self._stopping:
                self._awake.clear()
                pause = await self._pass()
                if pause > 0:
                    with contextlib.suppress(TimeoutError):
                        await asyncio.wait_for(self._awake.wait(), pause)
        finally:
            self._store.on_commit.remove(self.wake)
            await self._land()

    async def drain(self) -> float | None:
        """Send everything that may be sent at this instant of the clock.

        Returns from which `clock.monotonic()` on more could be sent, None when nothing waits at all.
        """
        await self._recover()
        while True:
            progress = await self._launch()
            if self._flights:
                await asyncio.wait(self._flights, return_when=asyncio.FIRST_COMPLETED)
            elif not progress:
                return await self._next_instant()

    async def _pass(self) -> float:
        try:
            await self._recover()
            if await self._launch():
                return 0.0
            instant = await self._next_instant()
        except StoreUnavailable as exc:
            _log.error("the outbox cannot be worked off: %s", exc)
            return _STORE_PAUSE
        except Exception as exc:
            # A voice that dies silently is the worst that can happen here.
            _log.error("sending was interrupted: %s", describe(exc))
            return _STORE_PAUSE
        if instant is None:
            return _LONGEST_SLEEP
        return min(_LONGEST_SLEEP, max(0.01, instant - self._clock.monotonic()))

    async def _recover(self) -> None:
        """Once, before the first row: rows cut off by a crash, and what Telegram has counted lately."""
        if self._recovered:
            return
        now = self._clock.now()

        def settle(conn: Connection) -> list[tuple[int, datetime]]:
            for row in outbox.interrupted(conn):
                self._settle(conn, row, None, Verdict(Outcome.MAYBE_SENT), now)
            return outbox.sent_since(conn, now - timedelta(seconds=GROUP_WINDOW))

        for chat_id, sent_at in await self._store.write(settle):
            self._pacing.remember(chat_id, (now - sent_at).total_seconds())
        self._recovered = True

    async def _launch(self) -> bool:
        """Start what may start now; whether anything changed."""
        now = self._clock.now()
        heads = await self._store.read(lambda conn: outbox.heads(conn, now))
        room, urgent_room = self._room()
        chosen: list[int] = []
        for row_id, chat_id, lane in heads:
            urgent = lane <= URGENT
            free = len(chosen) < (urgent_room if urgent else room)
            if not free or chat_id in self._busy:
                continue
            # The clock is read last: what is ready now is never later than a moment after now.
            if self._ready_at(row_id, chat_id, lane) <= self._clock.monotonic():
                chosen.append(row_id)
        if not chosen:
            return False
        flights: list[_Flight] = []
        try:
            changed = await self._store.write(
                lambda conn: self._claim(conn, chosen, now, flights), quiet=True
            )
        except BaseException:
            for flight in flights:
                self._pacing.end(flight.row.chat_id, flight.cost)
            raise
        for flight in flights:
            self._busy.add(flight.row.chat_id)
            task = asyncio.create_task(self._fly(flight))
            self._flights.add(task)
            task.add_done_callback(self._landed)
        return changed

    def _claim(self, conn: Connection, ids: Sequence[int], now: datetime, flights: list[_Flight]) -> bool:
        """Render and mark each row that may go; whether any row changed."""
        changed = False
        for row_id in ids:
            row = outbox.waiting(conn, row_id)
            if row is None:
                changed = True
                continue
            parcel = self._render(conn, row, now)
            if parcel is None or isinstance(parcel, Drop | Wait):
                changed = True
                if isinstance(parcel, Drop):
                    outbox.mark_dropped(conn, row_id, parcel.reason)
                elif isinstance(parcel, Wait):
                    outbox.delay(conn, row, now + timedelta(seconds=max(0.1, parcel.seconds)))
                continue
            self._costs[row_id] = count = cost(parcel)
            if self._ready_at(row_id, row.chat_id, row.lane) > self._clock.monotonic():
                continue
            changed = True
            del self._costs[row_id]
            outbox.mark_sending(conn, row_id)
            self._pacing.begin(row.chat_id, count)
            flights.append(_Flight(row, parcel, count))
        return changed

    def _render(self, conn: Connection, row: Row, now: datetime) -> Parcel | None:
        """The parcel, or None when rendering failed, which is settled here: one bad row stops no other."""
        try:
            with conn.begin_nested():
                return self._renderer.render(conn, row, now, row.uncertain)
        except StoreUnavailable:
            raise
        except Exception as exc:
            _log.error("row %s (%s) cannot be put into words: %s", row.id, row.kind, describe(exc))
            self._settle(conn, row, None, Verdict(Outcome.FATAL, detail=type(exc).__name__), now)
            return None

    async def _fly(self, flight: _Flight) -> None:
        row = flight.row
        try:
            try:
                result = await self._attempt(row, flight.parcel)
            finally:
                self._pacing.end(row.chat_id, flight.cost)
            await self._keep(flight, self._hold(row, result) if isinstance(result, Verdict) else result)
        finally:
            self._busy.discard(row.chat_id)

    async def _keep(self, flight: _Flight, result: Delivered | Verdict) -> None:
        def record(conn: Connection) -> None:
            self._record(conn, flight, result, self._clock.now())

        while True:
            try:
                return await self._store.write(record, apart=True)
            except StoreUnavailable as exc:
                # It was said; while nobody has written that down, the row must not be free to be said again.
                _log.error("the answer to row %s cannot be recorded yet: %s", flight.row.id, exc)
                await asyncio.sleep(_STORE_PAUSE)

    async def _attempt(self, row: Row, parcel: Parcel) -> Delivered | Verdict:
        verdict = await self._call(perform(self._bot, parcel))
        if isinstance(verdict, Verdict) and verdict.outcome is Outcome.BAD_HTML:
            _log.error("row %s (%s) is not valid HTML, sent without marks", row.id, row.kind)
            verdict = await self._call(perform(self._bot, parcel, plain=True))
        if isinstance(verdict, Verdict) and verdict.outcome is Outcome.NOT_MODIFIED:
            return Delivered((parcel.message_id,) if isinstance(parcel, Edit) else ())
        return verdict

    @staticmethod
    async def _call(call: Awaitable[Delivered]) -> Delivered | Verdict:
        try:
            return await call
        except TelegramError as exc:
            return classify(exc)
        except Exception as exc:
            _log.error("a call could not be made: %s", describe(exc))
            return Verdict(Outcome.FATAL, detail=type(exc).__name__)

    def _hold(self, row: Row, verdict: Verdict) -> Verdict:
        """Let the pacing know what concerns more than this row."""
        match verdict.outcome:
            case Outcome.RETRY_LATER:
                self._pacing.hold(row.chat_id, verdict.seconds)
                _log.warning("Telegram wants a pause of %.0f s for chat %s", verdict.seconds, row.chat_id)
            case Outcome.NOT_SENT:
                return Verdict(verdict.outcome, self._outage_pause(), detail=verdict.detail)
            case Outcome.BAD_TOKEN:
                _log.critical("Telegram refuses the token; nothing can be sent until it is right again")
                self._pacing.hold_all(_TOKEN_PAUSE)
                return Verdict(verdict.outcome, _TOKEN_PAUSE)
            case _:
                self._outage = 0
        return verdict

    def _outage_pause(self) -> float:
        """No connection for one is none for all: wait 1, 2, 4 … 15 s, counting calls that fail together once."""
        held = self._pacing.held_for()
        if held > 0:
            return held
        pause = min(_LONGEST_OUTAGE_PAUSE, 2.0**self._outage)
        self._outage = min(self._outage + 1, 10)
        self._pacing.hold_all(pause)
        if self._outage == 1:
            _log.warning("Telegram cannot be reached; what there is to say waits")
        return pause

    def _record(self, conn: Connection, flight: _Flight, result: Delivered | Verdict, now: datetime) -> None:
        row, parcel = flight.row, flight.parcel
        if isinstance(result, Verdict):
            self._settle(conn, row, parcel, result, now)
            return
        self._outage = 0
        message_id = result.message_ids[0] if result.message_ids else None
        outbox.mark_sent(conn, row.id, message_id, now)
        try:
            with conn.begin_nested():
                self._renderer.delivered(conn, row, parcel, result, now)
        except StoreUnavailable:
            raise
        except Exception as exc:
            # It stands in the chat: whatever was to follow from it, saying it again is wrong.
            _log.error("row %s (%s) was sent, but: %s", row.id, row.kind, describe(exc))

    def _settle(
        self, conn: Connection, row: Row, parcel: Parcel | None, verdict: Verdict, now: datetime
    ) -> None:
        """Record that a row was not said, and what follows."""
        if verdict.outcome is Outcome.MIGRATED and verdict.chat_id is not None:
            self._migrate(conn, row, verdict.chat_id)
        if verdict.outcome is Outcome.RETRY_LATER:
            outbox.hold_chat(conn, row.chat_id, now + timedelta(seconds=verdict.seconds))
        step = policy.after(row, parcel, verdict)
        if isinstance(step, policy.GiveUp):
            answer = self._refused(conn, row, parcel, verdict, now)
            if answer != "retry" or row.attempts + 1 >= policy.MENDING_ATTEMPTS:
                outbox.mark_failed(conn, row.id, str(verdict))
                _log.warning("row %s (%s) for chat %s failed: %s", row.id, row.kind, row.chat_id, verdict)
                return
            step = policy.Again(policy.backoff(row.attempts) - 1.0)
        due = now + timedelta(seconds=step.seconds)
        outbox.delay(conn, row, due, error=str(verdict), attempt=step.attempt, uncertain=step.uncertain)

    def _refused(
        self, conn: Connection, row: Row, parcel: Parcel | None, verdict: Verdict, now: datetime
    ) -> str | None:
        try:
            with conn.begin_nested():
                return self._renderer.refused(conn, row, parcel, verdict.outcome, now)
        except StoreUnavailable:
            raise
        except Exception as exc:
            _log.error("row %s (%s) was refused, and then: %s", row.id, row.kind, describe(exc))
            return None

    @staticmethod
    def _migrate(conn: Connection, row: Row, new_id: int) -> None:
        """The group has a new id. The service message that says so may come later, or have come already."""
        old_id = chats.actual(conn, row.chat_id)
        if not chats.migrate(conn, old_id, new_id):
            chats.know(conn, row.chat_id)
            chats.migrate(conn, row.chat_id, new_id)

    async def _next_instant(self) -> float | None:
        now, instant = self._clock.now(), self._clock.monotonic()

        def look(conn: Connection) -> tuple[list[tuple[int, int, Lane]], datetime | None]:
            return outbox.heads(conn, now), outbox.next_due(conn, now)

        heads, due = await self._store.read(look)
        room, urgent_room = self._room()
        instants = [
            self._ready_at(row_id, chat_id, lane)
            for row_id, chat_id, lane in heads
            if chat_id not in self._busy and (urgent_room if lane <= URGENT else room) > 0
        ]
        if due is not None:
            instants.append(instant + (due - now).total_seconds())
        return min(instants, default=None)

    def _ready_at(self, row_id: int, chat_id: int, lane: Lane) -> float:
        return self._pacing.ready_at(chat_id, self._costs.get(row_id, 1), lane=lane)

    def _room(self) -> tuple[int, int]:
        """Free places for anything, and for pages."""
        under_way = len(self._flights)
        return max(0, SLOTS - under_way), max(0, SLOTS + URGENT_SLOTS - under_way)

    def _landed(self, task: asyncio.Task[None]) -> None:
        self._flights.discard(task)
        self.wake()
        if not task.cancelled() and (exc := task.exception()) is not None:
            _log.error("an answer was not recorded: %s", describe(exc))

    async def _land(self) -> None:
        """Wait for what is under way; what takes too long is cut off, and found again at the next start."""
        if not self._flights:
            return
        _, late = await asyncio.wait(self._flights, timeout=_LANDING)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)
