"""After downtime one honest message to both groups: from when to when, what fell due meanwhile, what is sent late."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, func, select

from domain.desk import Desk
from storage import outbox, standing
from storage.outbox import Lane
from storage.tables import clocks, tickets, timers
from storage.tables import outbox as rows
from views.texts import lines, text
from views.times import clock_time, duration_text

NOTICED_AFTER = timedelta(minutes=2)
SHORT = timedelta(minutes=5)
"""Shorter, and with nothing due meanwhile, it is not worth a word."""
_NAMED = 10


def tell(conn: Connection, desk: Desk, now: datetime) -> bool:
    """Called at the start, before anything is caught up; whether there was something to say."""
    since = down_since(conn, now)
    if since is None:
        return False
    deadlines, pages = _deadlines(conn, since, now), _pages(conn, since, now)
    late = _late(conn, now)
    if now - since < SHORT and not (deadlines or pages or late):
        return False
    language, zone = desk.language, ZoneInfo(desk.timezone)
    parts = [
        text(
            language, "watch-down",
            since=clock_time(since, zone, now, language), until=clock_time(now, zone, now, language),
            length=duration_text(now - since, language),
        )
    ]  # fmt: skip
    if deadlines:
        parts.append(text(language, "watch-down-deadlines", count=len(deadlines), numbers=_named(deadlines)))
    if pages:
        parts.append(text(language, "watch-down-pages", count=len(pages), numbers=_named(pages)))
    if late:
        parts.append(text(language, "watch-down-late", count=late))
    found = deadlines or pages or late
    parts.append(text(language, "watch-down-arriving" if found else "watch-down-nothing"))
    data = {"id": "engineer-shown", "vars": {"lines": {"safe": str(lines(*parts))}}, "language": language}
    for chat in (desk.engineers_chat, desk.managers_chat):
        outbox.put(
            conn, lane=Lane.WARNING, chat_id=chat, kind="text", now=now, data=data,
            dedupe=f"down:{since:%Y%m%dT%H%M%S}:{chat}",
        )  # fmt: skip
    return True


def down_since(conn: Connection, now: datetime) -> datetime | None:
    """Since when nothing was done or nothing could be heard, if that is worth mentioning; None at the first start."""
    swept = standing.instant(conn, standing.LAST_SWEEP)
    polled = standing.instant(conn, standing.LAST_POLL)
    long_ago = [at for at in (swept, polled) if at is not None and at < now - NOTICED_AFTER]
    return min(long_ago, default=None)


def _deadlines(conn: Connection, since: datetime, now: datetime) -> list[int]:
    query = select(clocks.c.ticket).join(tickets, tickets.c.id == clocks.c.ticket)
    passed = (clocks.c.stopped_at.is_(None), clocks.c.due_at > since, clocks.c.due_at < now)
    alive = (tickets.c.closed_at.is_(None), tickets.c.id > 0)
    return list(conn.execute(query.where(*passed, *alive).order_by(clocks.c.due_at)).scalars())


def _pages(conn: Connection, since: datetime, now: datetime) -> list[int]:
    climbs = (timers.c.kind == "ladder", timers.c.due_at > since, timers.c.due_at <= now, timers.c.ticket > 0)
    return list(conn.execute(select(timers.c.ticket).where(*climbs).order_by(timers.c.due_at)).scalars())


def _late(conn: Connection, now: datetime) -> int:
    waited = (
        rows.c.state.in_(("new", "sending")),
        rows.c.not_before < now - NOTICED_AFTER,
        rows.c.kind.not_in(("card", "topic_state")),
    )
    return int(conn.execute(select(func.count()).select_from(rows).where(*waited)).scalar_one())


def _named(numbers: list[int]) -> str:
    several = list(dict.fromkeys(numbers))
    more = f" +{len(several) - _NAMED}" if len(several) > _NAMED else ""
    return ", ".join(f"#{number}" for number in several[:_NAMED]) + more
