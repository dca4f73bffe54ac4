"""Rows of the outbox that wake somebody by another way than Telegram: by mail, by telephone, by another messenger."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, func, select

from storage.outbox import WAKE, Row, row_of
from storage.tables import outbox


def due(conn: Connection, now: datetime) -> list[Row]:
    """What may go out at `now`, in the order in which it was queued."""
    rows = select(outbox).where(outbox.c.state == "new", outbox.c.kind == WAKE, outbox.c.not_before <= now)
    return [row_of(row) for row in conn.execute(rows.order_by(outbox.c.id))]


def interrupted(conn: Connection) -> list[Row]:
    """Rows whose call had begun and whose end nobody has recorded."""
    rows = select(outbox).where(outbox.c.state == "sending", outbox.c.kind == WAKE)
    return [row_of(row) for row in conn.execute(rows.order_by(outbox.c.id))]


def next_due(conn: Connection, now: datetime) -> datetime | None:
    """When the next row falls due that is not due yet."""
    later = select(func.min(outbox.c.not_before)).where(
        outbox.c.state == "new", outbox.c.kind == WAKE, outbox.c.not_before > now
    )
    return conn.execute(later).scalar_one_or_none()


def sent_since(conn: Connection, since: datetime) -> list[tuple[str, int, datetime]]:
    """(channel, person, when) of every call after `since`."""
    query = select(outbox.c.data, outbox.c.chat_id, outbox.c.sent_at).where(
        outbox.c.sent_at > since, outbox.c.kind == WAKE, outbox.c.state == "sent"
    )
    return [(str(row.data["channel"]), int(row.chat_id), row.sent_at) for row in conn.execute(query)]


def called_already(conn: Connection, row: Row) -> bool:
    """Whether an earlier row for the same step of the same ticket went out, or is going out, by the same channel."""
    earlier = select(outbox.c.data).where(
        outbox.c.ticket == row.ticket,
        outbox.c.kind == WAKE,
        outbox.c.id < row.id,
        outbox.c.state.in_(("sending", "sent")),
        outbox.c.created_at == row.created_at,
    )
    return any(data == row.data for data in conn.execute(earlier).scalars())
