"""Telegram in: what arrives is stored before it is confirmed, and worked off in the order of each chat."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import time
from collections.abc import Awaitable, Callable, Sequence
from typing import Any
from weakref import WeakValueDictionary

from telegram import Bot, Update
from telegram.error import Conflict, InvalidToken, TelegramError
from telegram.ext import Application, ApplicationBuilder, BaseUpdateProcessor, TypeHandler

from bot.clock import Clock
from bot.transport import AiohttpRequest
from bot.trouble import describe
from storage import inbox
from storage.engine import Store
from storage.errors import StoreUnavailable

_log = logging.getLogger(__name__)

# Without the explicit list Telegram keeps memberships and reactions to itself.
ALLOWED_UPDATES = (
    "message",
    "edited_message",
    "callback_query",
    "my_chat_member",
    "chat_member",
    "message_reaction",
)
GIVE_UP_AFTER = 3
_RETRY_DELAYS = (1.0, 5.0)
_STORE_PAUSE = 5.0
_POLL_SECONDS = 30
_CONNECT_PAUSE = (1.0, 2.0, 5.0, 10.0, 30.0)
_SILENT_AFTER = 120.0
# A slot is taken before the chat's lock: with few slots one chat's backlog would fill them all. What waits is
# bounded by the inbox anyway.
_SLOTS = 4096

Handle = Callable[[Update], Awaitable[None]]


class IntakeDead(Exception):
    """No updates can be had from Telegram any more; the process is to end, so that its supervisor starts anew."""


class InboxQueue(asyncio.Queue[object]):
    """The queue between the library and the handlers, which keeps every update in the database first.

    The library confirms a batch only when every `put` has returned, so what is confirmed is stored.
    """

    def __init__(self, store: Store, clock: Clock) -> None:
        super().__init__()
        self._store = store
        self._clock = clock

    async def put(self, item: object) -> None:
        """Store, then queue; an update that is known already is left out. Raises TelegramError."""
        # The signal to stop comes through here too.
        if isinstance(item, Update) and not await self._keep(item):
            return
        await super().put(item)

    async def put_again(self, update: Update) -> None:
        """Queue an update that is in the inbox already."""
        await super().put(update)

    async def _keep(self, update: Update) -> bool:
        now = self._clock.now()
        try:
            raw = update.to_json()
            return await self._store.write(lambda conn: inbox.record(conn, update.update_id, raw, now))
        except Exception as exc:
            reason = exc if isinstance(exc, StoreUnavailable) else describe(exc)
            _log.error("an update cannot be stored, Telegram will be asked again: %s", reason)
            # Any other class ends the polling task, without a word and with the process still running.
            raise TelegramError("the inbox cannot be written") from exc


class OrderedProcessor(BaseUpdateProcessor):
    """Chats at the same time, the updates of one chat one after another."""

    def __init__(self) -> None:
        super().__init__(_SLOTS)
        self._locks: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Wait for the chat's turn, then work the update off."""
        key = chat_key(update)
        # Waiters hold the lock's only references: it goes when the last one has gone.
        lock = self._locks.get(key)
        if lock is None:
            lock = self._locks[key] = asyncio.Lock()
        async with lock:
            await coroutine

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to release."""


def chat_key(update: object) -> int:
    """What an update must keep its place in: its chat, or its person when it has none."""
    if not isinstance(update, Update):
        return 0
    if update.effective_chat is not None:
        return update.effective_chat.id
    return update.effective_user.id if update.effective_user is not None else 0


def _updates_request(proxy: str | None, on_answer: Callable[[], None]) -> AiohttpRequest:
    # Beyond what the long poll itself takes. Stopping asks once more, and a supervisor does not wait long.
    return AiohttpRequest(
        pool_size=4, connect_timeout=5.0, pool_timeout=1.0, read_timeout=8.0, proxy=proxy, on_answer=on_answer
    )


class Intake:
    """The application that asks Telegram for updates and hands each to `handle`.

    `handle(update)` carries an update out in one `store.write`, which also calls `inbox.done`. When it raises,
    it is called again after a while, and at last the update is put aside; other chats do not notice.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        handle: Handle,
        *,
        token: str,
        api_base: str = "https://api.telegram.org/bot",
        file_base: str = "https://api.telegram.org/file/bot",
        proxy: str | None = None,
        retry_delays: Sequence[float] = _RETRY_DELAYS,
        silent_after: float = _SILENT_AFTER,
    ) -> None:
        self._store = store
        self._handle = handle
        self._retry_delays = retry_delays
        self._silent_after = silent_after
        self._last_answer = time.monotonic()
        self._stopping = asyncio.Event()
        self.queue = InboxQueue(store, clock)
        self._requests = (AiohttpRequest(proxy=proxy), _updates_request(proxy, self._heard))
        self._transports = (
            AiohttpRequest(proxy=proxy),
            AiohttpRequest(pool_size=4, proxy=proxy, on_answer=self._heard),
        )
        self._app: Application[Any, Any, Any, Any, Any, Any] = (
            ApplicationBuilder()
            .token(token)
            .base_url(api_base)
            .base_file_url(file_base)
            .request(self._requests[0])
            .get_updates_request(self._requests[1])
            .update_queue(self.queue)
            .concurrent_updates(OrderedProcessor())
            .job_queue(None)
            .build()
        )
        self._app.add_handler(TypeHandler(Update, self._work_off))

    @property
    def bot(self) -> Bot:
        """The bot; usable once `connect()` has returned."""
        bot: Bot = self._app.bot
        return bot

    @property
    def silence(self) -> float:
        """Seconds since Telegram last answered a question for updates."""
        return time.monotonic() - self._last_answer

    async def connect(self) -> None:
        """Learn from Telegram who we are; waits, for hours if need be, until it can be reached.

        Raises IntakeDead when the token is refused.
        """
        tried = 0
        while True:
            try:
                return await self._app.initialize()
            except InvalidToken as exc:
                for transport in self._transports:
                    await transport.shutdown()
                raise IntakeDead("Telegram refuses the token") from exc
            except TelegramError as exc:
                pause = _CONNECT_PAUSE[min(tried, len(_CONNECT_PAUSE) - 1)]
                _log.warning("Telegram cannot be reached (%s); next attempt in %.0f s", exc, pause)
                tried += 1
                await asyncio.sleep(pause)

    async def start(self) -> None:
        """Work off what a former process left behind, then ask for updates. `connect()` comes first."""
        await self.start_handling()
        await self._start_polling()

    async def start_handling(self) -> None:
        """As `start`, without asking Telegram: for webhooks, whose updates come through `queue.put`."""
        for waiting in await self._store.read(inbox.pending):
            update = await self._revive(waiting)
            if update is not None:
                await self.queue.put_again(update)
        await self._app.start()

    async def stop(self, then: Callable[[], Awaitable[None]] | None = None) -> None:
        """Stop asking, finish what has begun; what has not stays in the inbox for the next start.

        `then` ends whatever else speaks over the same connections, before they are closed.
        """
        self._stopping.set()
        with contextlib.suppress(IntakeDead):
            await self._stop_polling()
        if self._app.running:
            await self._app.stop()
        if then is not None:
            await then()
        await self._app.shutdown()
        # An application whose start failed half-way does not close what it has opened.
        for request in self._requests:
            await request.shutdown()

    async def watch(self) -> None:
        """Run beside polling: when Telegram has not answered for long, start polling anew, and at last give up.

        Polling can die without a word (a task that ended, a connection that hangs). Raises IntakeDead.
        """
        restart: asyncio.Task[None] | None = None
        try:
            while not self._stopping.is_set():
                await self._pause(min(5.0, self._silent_after / 4))
                if restart is not None and restart.done():
                    restart.result()
                if self.silence < self._silent_after:
                    restart = None if restart is None or restart.done() else restart
                elif restart is None:
                    _log.critical("no answer to getUpdates for %.0f s: polling is started anew", self.silence)
                    restart = asyncio.create_task(self._restart())
                elif self.silence > 3 * self._silent_after:
                    raise IntakeDead(f"no answer to getUpdates for {self.silence:.0f} s")
        finally:
            # The library's stop swallows a cancellation and goes on: once may not be enough.
            while restart is not None and not restart.done():
                restart.cancel()
                await asyncio.wait({restart}, timeout=0.1)

    async def _restart(self) -> None:
        await self._stop_polling()
        await self._start_polling()

    async def _start_polling(self) -> None:
        updater = self._app.updater
        assert updater is not None
        try:
            await updater.start_polling(
                timeout=_POLL_SECONDS,
                # The default gives up at the first failure, and a server may start before its network.
                bootstrap_retries=-1,
                allowed_updates=ALLOWED_UPDATES,
                error_callback=self._poll_failed,
            )
        except InvalidToken as exc:
            raise IntakeDead("Telegram refuses the token") from exc

    async def _stop_polling(self) -> None:
        updater = self._app.updater
        assert updater is not None
        if updater.running:
            try:
                await updater.stop()
            except Exception as exc:
                # How a polling task that died comes out. The updater cannot be used again: its signal to stop
                # stays set, and a new task would spin without ever asking.
                raise IntakeDead(f"polling had ended by itself: {describe(exc)}") from exc

    async def _work_off(self, update: Update, _context: object) -> None:
        """One update, until it is done or put aside. Never raises."""
        while not self._stopping.is_set():
            try:
                return await self._handle(update)
            except StoreUnavailable as exc:
                _log.error("update %s waits: %s", update.update_id, exc)
                await self._pause(_STORE_PAUSE)
            except Exception as exc:
                _log.error("update %s failed: %s", update.update_id, describe(exc))
                attempt = await self._count_failure(update.update_id, exc)
                if attempt is None:
                    return None
                await self._pause(attempt)
        return None

    async def _count_failure(self, update_id: int, exc: Exception) -> float | None:
        """Seconds until the next attempt; None when the update was put aside."""
        name = type(exc).__name__

        def count(conn: Any) -> int | None:
            return inbox.failed(conn, update_id, name, give_up_after=GIVE_UP_AFTER)

        while not self._stopping.is_set():
            try:
                attempts = await self._store.write(count)
            except StoreUnavailable as trouble:
                _log.error("update %s waits: %s", update_id, trouble)
                await self._pause(_STORE_PAUSE)
                continue
            if attempts is None:
                _log.error("update %s was put aside after %s attempts", update_id, GIVE_UP_AFTER)
                return None
            return self._retry_delays[min(attempts, len(self._retry_delays)) - 1]
        return 0.0

    async def _revive(self, waiting: inbox.Waiting) -> Update | None:
        try:
            return Update.de_json(json.loads(waiting.raw), self.bot)
        except Exception as exc:
            _log.error("update %s in the inbox cannot be read: %s", waiting.update_id, describe(exc))
            name = type(exc).__name__
            await self._store.write(
                lambda conn: inbox.failed(conn, waiting.update_id, name, give_up_after=1), quiet=True
            )
            return None

    async def _pause(self, seconds: float) -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._stopping.wait(), seconds)

    def _heard(self) -> None:
        self._last_answer = time.monotonic()

    @staticmethod
    def _poll_failed(exc: TelegramError) -> None:
        if isinstance(exc, Conflict):
            _log.error("another program asks for this bot's updates; only one may, stop the other: %s", exc)
        else:
            _log.warning("updates could not be fetched: %s", exc)
