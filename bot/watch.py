"""Who watches the pager: an auditor inside, a sign of life for a watch outside, and a trial ticket now and then.

Managers hear of trouble once when it begins and once when it is over. The sign of life goes out only while all is well:
its absence is the alarm.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import aiohttp
from sqlalchemy import Connection, select

from bot.clock import Clock
from domain.desk import Desk
from domain.oncall.book import Book
from domain.watching import STORE, Finding, attendance_changes, findings, next_trial
from schedules import synthetic
from storage import duty, marks, outbox, standing
from storage.engine import Store
from storage.errors import StoreUnavailable
from storage.outbox import Lane
from storage.tables import marks as mark_rows
from views.texts import plain
from views.times import clock_time, duration_text

log = logging.getLogger("faultline.watch")

_ALARM = "alarm:"
_PING_SECONDS = 10.0

Ping = Callable[[str], Awaitable[bool]]


async def ping(address: str) -> bool:
    """Ask for an address; whether the answer was friendly. Never raises, never repeats the address."""
    try:
        limit = aiohttp.ClientTimeout(total=_PING_SECONDS)
        async with (
            aiohttp.ClientSession(timeout=limit, trust_env=True) as session,
            session.get(address) as answer,
        ):
            return answer.status < 400
    except (aiohttp.ClientError, TimeoutError, ValueError) as trouble:
        log.warning("the watch outside could not be told: %s", type(trouble).__name__)
        return False


class Watch:
    """`tick` is called twice a minute.

    `shout(words)` tells the managers without the store, for the one trouble of which the outbox cannot speak; `take_in`
    brings a trial report in by the way that Telegram's updates take.
    """

    def __init__(
        self,
        store: Store,
        desk: Desk,
        clock: Clock,
        shout: Callable[[str], Awaitable[None]],
        take_in: Callable[[int], Awaitable[None]],
        *,
        env: Mapping[str, str] = os.environ,
        ping: Ping = ping,
    ) -> None:
        self._store, self.desk, self._clock = store, desk, clock
        self._shout, self._take_in = shout, take_in
        self._env, self._ping = env, ping
        self._store_down: datetime | None = None
        self._pinged: datetime | None = None
        self._planned: tuple[Desk, Book, datetime] | None = None

    async def tick(self, *, outside: bool = True) -> None:
        """Look, tell what changed, give the sign of life, begin a trial if it is time. Never raises.

        `outside` False: no sign of life, which a time that is moved has none to give of.
        """
        now = self._clock.now()
        try:
            found = await self._store.write(partial(self._audit, now))
        except StoreUnavailable as trouble:
            await self._store_trouble(trouble, now)
            return
        except Exception as broken:
            log.error("the auditor stumbled: %s", type(broken).__name__)
            return
        self._store_down = None
        try:
            if outside and not found:
                await self._sign_of_life(now)
            if await self._store.read(partial(_trial_due, self.desk, now)):
                await self._store.write(
                    lambda conn: standing.note(conn, standing.TRIAL_BEGUN, now), quiet=True
                )
                # Below zero: Telegram's are above, and none is ever used twice.
                await self._take_in(-int(now.timestamp()))
        except Exception as broken:
            log.error("the watch stumbled: %s", type(broken).__name__)

    async def next_look(self) -> datetime | None:
        """When there will be something to see that no timer and no message leads to; for a time that is moved."""
        try:
            return await self._store.read(partial(self._next_look, self._clock.now()))
        except StoreUnavailable:
            return None

    def _next_look(self, now: datetime, conn: Connection) -> datetime:
        desk = duty.with_book(conn, self.desk, now)
        known = self._planned
        if known is None or known[0] is not self.desk or known[1] != desk.book or known[2] <= now:
            known = self._planned = self.desk, desk.book, attendance_changes(desk, now)
        trial = next_trial(standing.trials(conn), desk, now)
        return known[2] if trial is None else min(known[2], trial)

    def _audit(self, now: datetime, conn: Connection) -> Mapping[str, Finding]:
        desk = duty.with_book(conn, self.desk, now)
        found = findings(standing.standing(conn, now), desk, now)
        known = _alarms(conn)
        if self._store_down is not None:
            self._over(conn, STORE, self._store_down, now)
        for kind, finding in found.items():
            if kind not in known:
                marks.put(conn, f"{_ALARM}{kind}", finding.since.isoformat(), now)
                self._tell(conn, kind, f"watch-begins-{kind}", finding.since, now, who=finding.who)
        for kind, since in known.items():
            if kind not in found:
                marks.drop(conn, f"{_ALARM}{kind}")
                self._over(conn, kind, since, now)
        return found

    def _over(self, conn: Connection, kind: str, since: datetime, now: datetime) -> None:
        language, zone = self.desk.language, ZoneInfo(self.desk.timezone)
        self._tell(
            conn, kind, "watch-over", since, now, what=plain(language, f"watch-what-{kind}"),
            until=clock_time(now, zone, now, language), length=duration_text(now - since, language),
        )  # fmt: skip

    def _tell(
        self, conn: Connection, kind: str, text_id: str, since: datetime, now: datetime, **more: str
    ) -> None:
        words = clock_time(since, ZoneInfo(self.desk.timezone), now, self.desk.language)
        # One row for both: what began and ended before anything could be sent is told as one.
        outbox.put(
            conn, lane=Lane.WARNING, chat_id=self.desk.managers_chat, kind="text", now=now,
            data={"id": text_id, "vars": {"since": words, **more}}, dedupe=f"watch:{kind}", reusable=True,
        )  # fmt: skip

    async def _store_trouble(self, trouble: StoreUnavailable, now: datetime) -> None:
        if self._store_down is not None:
            return
        self._store_down = now
        log.error("the auditor cannot write: %s", trouble)
        since = clock_time(now, ZoneInfo(self.desk.timezone), now, self.desk.language)
        try:
            await self._shout(plain(self.desk.language, "watch-begins-store", since=since))
        except Exception as deaf:
            log.error("and nobody could be told: %s", type(deaf).__name__)

    async def _sign_of_life(self, now: datetime) -> None:
        habits = self.desk.oncall
        address = self._env.get(habits.deadman_env, "").strip() if habits.deadman_env else ""
        if not address:
            return
        if self._pinged is not None and now - self._pinged < timedelta(seconds=habits.deadman_seconds):
            return
        self._pinged = now
        if await self._ping(address):
            await self._store.write(lambda conn: standing.note(conn, standing.DEADMAN, now), quiet=True)


def _trial_due(desk: Desk, now: datetime, conn: Connection) -> bool:
    return synthetic.due(conn, desk, now)


def _alarms(conn: Connection) -> dict[str, datetime]:
    """What is known to be amiss, since when."""
    rows = conn.execute(select(mark_rows.c.key, mark_rows.c.value).where(mark_rows.c.key.startswith(_ALARM)))
    return {row.key.removeprefix(_ALARM): datetime.fromisoformat(row.value) for row in rows}
