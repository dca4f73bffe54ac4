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
    courses,
    due_climb,
    dues,
    follow_ups,
    handover,
    inspections,
    ladder,
    look,
    oncall_offers,
    reach,
    status,
    storms,
    summaries,
    summary,
    surveys,
    synthetic,
    visits,
    weekly,
)
from schedules import tickets as ticket_timers
from schedules import warranty as _warranty  # noqa: F401 - it makes its kind known
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
    "summaries": summaries.run,
    "synthetic": synthetic.run,
    "handover": handover.run,
    "handover-late": handover.late,
    "offer": oncall_offers.run,
    "dues": dues.run,
    "weekly": weekly.run,
    "weekly-remind": weekly.remind,
    "weekly-bundle": weekly.bundle,
    "due-remind": due_climb.remind,
    "due-over": due_climb.over,
    "survey-remind": surveys.remind,
    "survey-over": surveys.over,
    "survey-low": follow_ups.of_survey,
    "rating-low": follow_ups.of_rating,
    "visit-again": visits.again,
    "inspect": inspections.run,
    "course": courses.run,
}
TOGETHER: Mapping[str, Callable[[Connection, Desk, Sequence[Timer], datetime], None]] = {
    "ladder": ladder.climb_all,
    "warn": clocks.warn_all,
    "breach": clocks.breach_all,
}
"""Kinds of which many are carried out at once where many of different tickets fall due one after the other."""
_RETRY_SECONDS = 60


_PORTION = 150
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
        for some in _alike(due):
            if len(some) == 1 or not self._together(conn, some[0].kind, some, now):
                self._one_by_one(conn, some, now)

    def _together(self, conn: Connection, kind: str, due: Sequence[Timer], now: datetime) -> bool:
        """Whether they could be carried out at once; if one cannot, nothing has happened."""
        try:
            with conn.begin_nested():
                TOGETHER[kind](conn, self.desk, timers.take_all(conn, due), now)
        except Exception as broken:
            if isinstance(broken, DBAPIError) and translate(broken) is not None:
                raise
            log.warning("%s timers of kind %s one by one: %s", len(due), kind, type(broken).__name__)
            return False
        return True

    def _one_by_one(self, conn: Connection, due: Sequence[Timer], now: datetime) -> None:
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


def _alike(due: Sequence[Timer]) -> list[list[Timer]]:
    """The timers in their order; beside each other those that may be carried out at once."""
    runs: list[list[Timer]] = []
    seen: set[int | None] = set()
    for timer in due:
        if timer.kind in TOGETHER and runs and runs[-1][0].kind == timer.kind and timer.ticket not in seen:
            runs[-1].append(timer)
        else:
            runs.append([timer])
            seen.clear()
        seen.add(timer.ticket)
    return runs


def _due(now: datetime, conn: Connection) -> list[Timer]:
    return timers.due(conn, now, _PORTION)
