"""The running desk: everything wired together, in order, with the reason where the order matters."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlalchemy import Connection
from telegram import Bot, CallbackQuery, Update
from telegram.error import TelegramError

from bot.channels import Channels, installed, missing
from bot.clock import Clock, SystemClock
from bot.delivery.errors import Outcome
from bot.delivery.outcome import keep_delivered, keep_refused
from bot.delivery.pacing import Pacing
from bot.delivery.parcel import Delivered, Parcel
from bot.delivery.render import Renderer
from bot.delivery.sender import Sender
from bot.desk import desk_of, with_history
from bot.dispatch import dispatch
from bot.drawing import Painter
from bot.feeds import Feeds
from bot.inspection_pdf import fetch_file
from bot.intake import Intake
from bot.painting import Gallery
from bot.settings import Settings, Telegram
from bot.settings.calendar import host_and_port
from bot.settings.presets import preset_data
from bot.startup import learn_chats, set_commands
from bot.sweep import Sweep
from bot.updates import read_update
from bot.watch import Watch
from bot.webhook import Webhook, WebhookSettings
from domain.desk import Desk
from handlers.incoming import Answer, Incoming
from schedules import (
    downtime,
    dues,
    handover,
    look,
    reach,
    recalculated,
    summaries,
    summary,
    synthetic,
    versions,
    weekly,
)
from storage import contracts, holidays, inbox, marks, outbox, people, rebuild, standing
from storage.engine import Store
from storage.errors import StoreUnavailable
from storage.outbox import Row
from storage.rebuild import Moved
from views.texts import plain

log = logging.getLogger("faultline.service")

_SWEEP_SECONDS = 1
_PRUNE_HOURS = 6
_NOTE_SECONDS = 30
_AUDIT_SECONDS = 30


class _Voice(Renderer):
    """The renderer with what follows from a delivery."""

    def delivered(
        self, conn: Connection, row: Row, parcel: Parcel, delivered: Delivered, now: datetime
    ) -> None:
        """Keep the maps."""
        keep_delivered(conn, row, parcel, delivered, now)

    def refused(
        self, conn: Connection, row: Row, parcel: Parcel | None, outcome: Outcome, now: datetime
    ) -> str | None:
        """Mark whom or what could not be reached."""
        return keep_refused(conn, self.desk, row, parcel, outcome, now)


class Service:
    """One desk on one database with one token. `speed` is that of `Pacing`."""

    def __init__(
        self,
        settings: Settings,
        folder: Path,
        clock: Clock | None = None,
        *,
        speed: float = 1.0,
        env: Mapping[str, str] = os.environ,
    ) -> None:
        self._settings, self._folder, self._speed = settings, folder, speed
        self.clock: Clock = clock or SystemClock()
        self.store: Store
        self.desk: Desk
        self.bot: Bot
        self.intake: Intake
        self.sender: Sender
        self.sweep: Sweep
        self.channels: Channels
        self.auditor: Watch
        self.feeds: Feeds | None = None
        self._env = env
        self._swept: datetime | None = None
        self._gallery: Gallery
        self._voice: _Voice
        self._versions: dict[str, int] = {}
        self._calendar = ""
        self._handling = 0
        self._metronome = AsyncIOScheduler()
        self._webhook: Webhook | None = None
        self._speaking: asyncio.Task[None] | None = None
        self._calling: asyncio.Task[None] | None = None
        self._sweeping = asyncio.Lock()
        self.held_outside: Callable[[], bool] = lambda: False
        """Whether Telegram still holds updates for us; only a Telegram of our own can tell (see `settle`)."""

    async def open(self) -> None:
        """Open the store and know the desk; raises StoreError."""
        self.store = await Store.open(self._settings.database.url)
        self._versions = await self.store.write(self._keep_contracts)
        self.desk = await self.store.read(self._desk)
        now = self.clock.now()
        await self.store.write(lambda conn: people.sync_staff(conn, self.desk, now))

    async def start(self, *, metronome: bool = True) -> None:
        """Connect and begin; `open` comes first. Without `metronome` nothing moves by itself (see `settle`)."""
        telegram = self._settings.telegram
        self.intake = Intake(
            self.store, self.clock, self._handle, token=telegram.token, api_base=telegram.api_base,
            file_base=telegram.file_base, proxy=telegram.proxy,
        )  # fmt: skip
        self.bot = self.intake.bot
        await self.intake.connect()
        self.desk = replace(self.desk, bot_username=self.bot.username)
        self._gallery = Gallery(self.store, self.desk, Painter(), partial(fetch_file, self.bot))
        self.sweep = Sweep(self.store, self.desk, self.clock)
        self.channels = Channels(self.store, self.desk, self.clock, self._env)
        self.auditor = Watch(
            self.store, self.desk, self.clock, self._shout, self._take_in_trial, env=self._env
        )
        self._voice = _Voice(self.desk, self._gallery.content)
        self.sender = Sender(self.store, self.bot, self.clock, self._voice, Pacing(self.clock, self._speed))
        await learn_chats(self.bot, self.store, self.desk)
        now = self.clock.now()
        await self.store.write(lambda conn: summary.ensure(conn, self.desk, now))
        await self.store.write(lambda conn: summaries.ensure(conn, self.desk, now))
        await self.store.write(lambda conn: handover.ensure(conn, now))
        await self.store.write(lambda conn: reach.ensure(conn, self.desk, now))
        await self.store.write(lambda conn: look.ensure(conn, self.desk, now))
        await self.store.write(lambda conn: dues.ensure(conn, self.desk, now))
        await self.store.write(lambda conn: weekly.ensure(conn, self.desk, now))
        await self._rebuild_if_marked()
        await self.store.write(lambda conn: versions.ask(conn, self.desk, now))
        await set_commands(self.bot, self.desk)
        await self.store.write(lambda conn: self._after_downtime(conn, now))
        # What was due while nobody was here comes before what people say now: a page must not wait for the backlog.
        await self.sweep_now()
        await self._open_feeds()
        if metronome:
            self._speaking = asyncio.create_task(self.sender.run())
            self._calling = asyncio.create_task(self.channels.run())
            await self._note_life()
            self._metronome.add_job(
                self.sweep_now, "interval", seconds=_SWEEP_SECONDS, coalesce=True, max_instances=1,
                misfire_grace_time=None,
            )  # fmt: skip
            self._metronome.add_job(
                self._prune, "interval", hours=_PRUNE_HOURS, coalesce=True, misfire_grace_time=None
            )
            self._metronome.add_job(
                self._note_life, "interval", seconds=_NOTE_SECONDS, coalesce=True, misfire_grace_time=None
            )
            self._metronome.add_job(
                self._audit,
                "interval",
                seconds=_AUDIT_SECONDS,
                coalesce=True,
                max_instances=1,
                misfire_grace_time=None,
            )
            self._metronome.start()
        if telegram.mode == "webhook":
            self._webhook = Webhook(self.intake, _webhook_settings(telegram))
            await self._webhook.start()
        else:
            await self.intake.start()

    async def watch(self) -> None:
        """Run beside the desk: IntakeDead when no updates can be had any more. A webhook has nothing to watch."""
        if self._webhook is None:
            await self.intake.watch()
        else:
            await asyncio.Event().wait()

    async def stop(self) -> None:
        """Stop taking in, say what is under way, close. Nothing that was taken in is lost."""
        if self._metronome.running:
            self._metronome.pause()
            # Shutting down cancels a sweep in the middle of its backlog and logs that as an error.
            async with self._sweeping:
                self._metronome.shutdown(wait=False)
        if self._webhook is not None:
            await self._webhook.stop()
        if self.feeds is not None:
            await self.feeds.stop()
        # Connections closed under a message that is under way lose its answer, and it would be said again.
        await self.intake.stop(then=self._fall_silent)
        self._gallery.close()
        await self.store.close()

    async def _fall_silent(self) -> None:
        if self._speaking is not None and self._calling is not None:
            self.sender.stop()
            self.channels.stop()
            await asyncio.gather(self._speaking, self._calling)
            await self._note_life()

    async def _open_feeds(self) -> None:
        listen = self._settings.calendar.listen
        if listen is None:
            return
        self.feeds = Feeds(self.store, self.desk, self.clock, *host_and_port(listen))
        try:
            await self.feeds.start()
        except OSError as taken:
            # Somebody who is to be paged tonight must not depend on a calendar's port.
            log.error("calendar.listen: cannot listen, nobody can fetch a calendar: %s", taken.strerror)
            self.feeds = None

    async def _note_life(self) -> None:
        # When Telegram last answered at all, whether or not it had something to say; nobody asks beside a webhook.
        polled = None
        if self._settings.telegram.mode != "webhook":
            polled = self.clock.now() - timedelta(seconds=self.intake.silence)

        def note(conn: Connection) -> None:
            if polled is not None:
                standing.note(conn, standing.LAST_POLL, polled)
            if self._swept is not None:
                standing.note(conn, standing.LAST_SWEEP, self._swept)

        try:
            await self.store.write(note, quiet=True)
        except StoreUnavailable as trouble:
            log.error("signs of life cannot be noted: %s", trouble)

    async def _audit(self) -> None:
        await self.auditor.tick()

    async def look(self) -> datetime | None:
        """The auditor's look where the time is moved: nobody outside waits for signs of life. When to look again."""
        await self._note_life()
        await self.auditor.tick(outside=False)
        return await self.auditor.next_look()

    def _after_downtime(self, conn: Connection, now: datetime) -> None:
        """What is to be said first, before anything is caught up."""
        downtime.tell(conn, self.desk, now)
        missing(conn, self.desk, now, usable=installed())
        if self._settings.telegram.mode == "webhook":
            marks.drop(conn, standing.LAST_POLL)
        standing.note(conn, standing.RUNNING_SINCE, now)

    async def _shout(self, words: str) -> None:
        """Tell the managers without the store."""
        await self.bot.send_message(self.desk.managers_chat, words)

    async def _take_in_trial(self, number: int) -> None:
        await self.intake.queue.put(Update(number))

    async def sweep_now(self) -> None:
        """Carry out what is due."""
        async with self._sweeping:
            try:
                await self._renew()
                await self.sweep.run_due()
                self._swept = self.clock.now()
            except Exception as broken:
                # The metronome goes on: a store that is down for a minute must not end the night shift.
                log.error("the sweep was interrupted: %s", type(broken).__name__)

    async def settle(self) -> datetime | None:
        """Do everything that may be done at this instant; when more may be done. For a clock that is moved."""
        while True:
            await self._taken_in()
            await self._renew()
            done = await self.sweep.run_due()
            later = await self.sender.drain()
            if self.desk.channels and (call := await self.channels.drain()) is not None:
                later = min(later or float("inf"), self.clock.monotonic() + call)
            await self._gallery.idle()
            if not done and await self._nothing_new() and (later is None or later > self.clock.monotonic()):
                break
        return None if later is None else self.clock.now() + timedelta(seconds=later - self.clock.monotonic())

    async def _taken_in(self) -> None:
        # What another server still holds cannot be waited for, only asked about.
        while not await self._nothing_new():  # noqa: ASYNC110
            await asyncio.sleep(0.002)

    async def _nothing_new(self) -> bool:
        if self.held_outside() or self._handling:
            return False
        return await self.store.read(lambda conn: inbox.count(conn, "new")) == 0

    def _desk(self, conn: Connection) -> Desk:
        """The desk of the settings, with every version of its contracts and the holiday lists of this moment."""
        official = holidays.load(conn)
        self._calendar = holidays.revision(conn)
        desk = desk_of(self._settings, self._folder, self._versions, official, contracts.first_known(conn))
        return with_history(desk, contracts.every(conn), official)

    async def _renew(self) -> None:
        """A holiday list was loaded, here or by the operator's command: the calendars and all deadlines follow."""
        if await self.store.read(holidays.revision) == self._calendar:
            return
        desk = await self.store.read(self._desk)
        self.desk = replace(desk, bot_username=self.desk.bot_username)
        self.sweep.desk = self._voice.desk = self._gallery.desk = self.desk
        self.channels.desk = self.auditor.desk = self.desk
        if self.feeds is not None:
            self.feeds.desk = self.desk
        now = self.clock.now()
        moved = await self._rebuild(await self.store.read(rebuild.running))
        await self.store.write(lambda conn: recalculated.tell(conn, self.desk, moved, now))

    async def _rebuild_if_marked(self) -> None:
        # A migration emptied the cache of the clocks.
        if await self.store.read(lambda conn: marks.get(conn, rebuild.MARK)) is None:
            return
        await self._rebuild(await self.store.read(rebuild.everything))
        await self.store.write(lambda conn: marks.drop(conn, rebuild.MARK))

    async def _rebuild(self, numbers: Sequence[int]) -> list[Moved]:
        moved: list[Moved] = []
        for portion in rebuild.batches(numbers):
            now = self.clock.now()
            moved += await self.store.write(partial(self._rebuild_some, portion, now))
        return moved

    def _rebuild_some(self, numbers: Sequence[int], now: datetime, conn: Connection) -> list[Moved]:
        return rebuild.rebuild(conn, self.desk, numbers, now)

    def _keep_contracts(self, conn: Connection) -> dict[str, int]:
        versions, now = {}, self.clock.now()
        for one in self._settings.contracts:
            spec = {
                "preset": one.preset, "terms": preset_data(one.preset, self._folder), "zone": one.zone,
                "timezone": one.timezone, "sites": list(one.sites),
                "warranties": [[w.what, w.until.isoformat()] for w in one.warranties],
            }  # fmt: skip
            if one.closed:
                spec["closed"] = [day.isoformat() for day in one.closed]
            versions[one.code] = contracts.keep(conn, one.code, one.customer, spec, now)
        return versions

    async def _handle(self, update: Update) -> None:
        # A press is answered after its transaction: until then it is not over.
        self._handling += 1
        try:
            await self._handle_one(update)
        finally:
            self._handling -= 1

    async def _handle_one(self, update: Update) -> None:
        incoming = read_update(update)
        now = self.clock.now()
        query = update.callback_query
        try:
            answer = await self.store.write(partial(self._carry_out, update.update_id, incoming, now))
        except Exception:
            if query is not None:
                await _answer(query, Answer(plain(self.desk.language, "trouble-try-again"), alert=True))
            raise
        if query is not None:
            await _answer(query, answer or Answer())

    def _carry_out(
        self, update_id: int, incoming: Incoming | None, now: datetime, conn: Connection
    ) -> Answer | None:
        answer = dispatch(conn, self.desk, incoming, now) if incoming is not None else None
        inbox.done(conn, update_id)
        if update_id < 0:
            # Of our own: Telegram's are above zero.
            synthetic.open_one(conn, self.desk, now)
            return None
        marks.put(conn, "last-update", now.isoformat(), now)
        return answer

    async def _prune(self) -> None:
        now = self.clock.now()
        await self.store.write(lambda conn: inbox.prune(conn, now))
        await self.store.write(lambda conn: outbox.prune(conn, now))
        with contextlib.suppress(Exception):
            await self.store.tidy()


def _webhook_settings(telegram: Telegram) -> WebhookSettings:
    assert telegram.webhook_url is not None
    assert telegram.webhook_secret is not None
    host, _, port = telegram.webhook_listen.rpartition(":")
    path = urlsplit(telegram.webhook_url).path or "/"
    return WebhookSettings(telegram.webhook_url, telegram.webhook_secret, host.strip("[]"), int(port), path)


async def _answer(query: CallbackQuery, answer: Answer) -> None:
    try:
        await query.answer(answer.text[:200] or None, show_alert=answer.alert)
    except TelegramError as late:
        # Too old after an outage, or no connection: the press was carried out all the same.
        log.info("a press could not be answered: %s", type(late).__name__)
