"""Where a question of the desk stands, when it was put to several people at once."""

from __future__ import annotations

from sqlalchemy import Connection, select

from storage.tables import outbox


def messages(conn: Connection, ticket: int, what: str, seq: int) -> list[tuple[int, int]]:
    """(chat, message) of every message that asks `what`; `seq` is the event by which it was asked."""
    mine = (
        outbox.c.ticket == ticket,
        outbox.c.fence == seq,
        outbox.c.kind.in_(("customer", "managers")),
        outbox.c.message_id.is_not(None),
    )
    rows = conn.execute(select(outbox.c.chat_id, outbox.c.message_id, outbox.c.data).where(*mine))
    return [(row.chat_id, row.message_id) for row in rows if row.data.get("what") == what]
