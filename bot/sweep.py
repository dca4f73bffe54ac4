"""Due timers become commands. Each timer is taken in the transaction that carries out what it is for."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial

from sqlalchemy import Connection

from bot.clock import Clock
from domain.desk import Desk
from handlers.customers import reports
from schedules import album, clocks, ladder, summary
from schedules import tickets as ticket_timers
from storage import timers
from storage.engine import Store
from storage.timers import Timer

log = logging.getLogger("faultline.sweep")

Act = Callable[[Connection, Desk, Timer, datetime], None]


def _settle(conn: Connection, desk: Desk, timer: Timer, now: datetime) -> None:
    reports.settle(conn, desk, int(timer.data["draft"]), now)


def _silent(conn: Connection, desk: Desk, timer: Timer, now: datetime) -> None:
    reports.silent(conn, desk, int(timer.data["draft"]), now)


def _granted(conn: Connection, desk: Desk, timer: Timer, now: datetime) -> None:
    if timer.person_id is not None:
        reports.take_up(conn, desk, timer.person_id, now)


ACTS: Mapping[str, Act] = {
    "gather": _settle,
    "silence": _silent,
    "granted": _granted,
    "album": album.run,
    "ladder": ladder.climb,
    "warn": clocks.warn,
    "breach": clocks.breach,
    "beat": ticket_timers.beat,
    "confirm": ticket_timers.close,
    "resume": ticket_timers.resume,
    "summary": summary.run,
}
_RETRY_SECONDS = 60


class Sweep:
    """Takes due timers one by one, oldest first; one that fails waits a minute and never stops the others."""

    def __init__(self, store: Store, desk: Desk, clock: Clock) -> None:
        self._store, self.desk, self._clock = store, desk, clock

    async def run_due(self) -> int:
        """Carry out everything due now; how many timers that were."""
        done = 0
        while True:
            now = self._clock.now()
            due = await self._store.read(partial(_due, now))
            if not due:
                return done
            for timer in due:
                await self._run(timer, now)
                done += 1

    async def _run(self, timer: Timer, now: datetime) -> None:
        try:
            await self._store.write(partial(self._act, timer, now))
        except Exception:
            # The words of a ticket may stand in the exception: only its place is logged.
            log.exception("timer %s of kind %s failed", timer.key, timer.kind, exc_info=False)
            await self._store.write(partial(_later, timer, now))

    def _act(self, timer: Timer, now: datetime, conn: Connection) -> None:
        if timers.take(conn, timer):
            ACTS[timer.kind](conn, self.desk, timer, now)


def _due(now: datetime, conn: Connection) -> list[Timer]:
    return timers.due(conn, now)


def _later(timer: Timer, now: datetime, conn: Connection) -> None:
    timers.postpone(conn, timer, now, _RETRY_SECONDS)
