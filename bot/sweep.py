"""Due timers become commands. Each timer is taken in the transaction that carries out what it is for."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from bot.clock import Clock
from domain.desk import Desk
from handlers.customers import reports
from schedules import (
    album,
    awake,
    clocks,
    handover,
    ladder,
    look,
    oncall_offers,
    reach,
    status,
    storms,
    summary,
    synthetic,
)
from schedules import tickets as ticket_timers
from storage import timers
from storage.engine import Store
from storage.errors import translate
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
    "awake": awake.run,
    "status": status.run,
    "reach": reach.run,
    "warn": clocks.warn,
    "breach": clocks.breach,
    "beat": ticket_timers.beat,
    "confirm": ticket_timers.close,
    "resume": ticket_timers.resume,
    "storm": storms.run,
    "look": look.run,
    "summary": summary.run,
    "synthetic": synthetic.run,
    "handover": handover.run,
    "handover-late": handover.late,
    "offer": oncall_offers.run,
}
_RETRY_SECONDS = 60


_PORTION = 50
"""So many timers share a transaction: its cost is shared, and a page that is to be sent waits only moments for it."""


class Sweep:
    """Takes due timers, oldest first; one that fails waits a minute and never stops the others."""

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
            await self._store.write(partial(self._act_on, due, now), apart=True)
            done += len(due)

    def _act_on(self, due: Sequence[Timer], now: datetime, conn: Connection) -> None:
        for timer in due:
            try:
                with conn.begin_nested():
                    if timers.take(conn, timer):
                        ACTS[timer.kind](conn, self.desk, timer, now)
            except Exception as broken:
                if isinstance(broken, DBAPIError) and translate(broken) is not None:
                    raise
                # The words of a ticket may stand in the exception: only its place is logged.
                log.error("timer %s of kind %s failed: %s", timer.key, timer.kind, type(broken).__name__)
                timers.postpone(conn, timer, now, _RETRY_SECONDS)


def _due(now: datetime, conn: Connection) -> list[Timer]:
    return timers.due(conn, now, _PORTION)
