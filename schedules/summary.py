"""The managers' daily summary: each covers what the one before did not, also after downtime."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from domain.desk import Desk
from storage import marks, outbox, timers
from storage.outbox import Lane
from storage.timers import Timer

_KEY = "summary"
_MARK = "summary-end"


def ensure(conn: Connection, desk: Desk, now: datetime) -> None:
    """Arm the timer at start. A summary that was missed meanwhile is due at once."""
    last = _last_end(conn)
    if last is None:
        # The first summary covers what happens from now on, not a history that was never here.
        marks.put(conn, _MARK, now.isoformat(), now)
        last = now
    timers.arm(conn, _KEY, "summary", next_time(desk, min(last, now)))


def run(conn: Connection, desk: Desk, timer: Timer, now: datetime) -> None:
    """Queue the summary of [end of the last, newest time of day that has passed), and arm the next.

    However long the desk was down, that is one summary; its reader sees by the end that it comes late.
    """
    end = _latest_time(desk, now)
    start = _last_end(conn) or end - timedelta(days=1)
    timers.arm(conn, _KEY, "summary", next_time(desk, now))
    if start >= end:
        return
    marks.put(conn, _MARK, end.isoformat(), now)
    outbox.put(
        conn, lane=Lane.REPORT, chat_id=desk.managers_chat, kind="summary", now=now,
        data={"start": start.isoformat(), "end": end.isoformat(), "period": "day"},
        dedupe=f"summary:{end.isoformat()}",
    )  # fmt: skip


def next_time(desk: Desk, after: datetime) -> datetime:
    """The first instant later than `after` at which the desk's clocks show the time of the summary."""
    day = after.astimezone(ZoneInfo(desk.timezone)).date()
    days = (day + timedelta(days=more) for more in range(-1, 3))
    return next(at for one in days if (at := _on(desk, one)) > after)


def _latest_time(desk: Desk, now: datetime) -> datetime:
    day = now.astimezone(ZoneInfo(desk.timezone)).date()
    days = (day - timedelta(days=less) for less in range(-1, 3))
    return next(at for one in days if (at := _on(desk, one)) <= now)


def _on(desk: Desk, day: date) -> datetime:
    return datetime.combine(day, time(*desk.summary_at), ZoneInfo(desk.timezone)).astimezone(UTC)


def _last_end(conn: Connection) -> datetime | None:
    mark = marks.get(conn, _MARK)
    return datetime.fromisoformat(mark) if mark is not None else None
