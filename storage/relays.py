"""What was passed on to the other side, and what still has to be."""

from __future__ import annotations

from sqlalchemy import Connection, select, update

from storage.tables import copies, outbox, said


def rest_of_album(conn: Connection, ticket: int, chat_id: int, group_id: str) -> list[int]:
    """The messages (`said` ids) of an album that no queued or sent row shows yet, in order.

    An album arrives as single messages of which only one has the caption: if that makes it a note, all of them
    become notes and stay inside.
    """
    album = (said.c.ticket == ticket, said.c.chat_id == chat_id, said.c.group_id == group_id)
    rows = conn.execute(select(said.c.id, said.c.side).where(*album).order_by(said.c.message_id)).all()
    if any(row.side == "note" for row in rows):
        conn.execute(update(said).where(*album).values(side="note"))
        return []
    relays = select(outbox.c.data).where(outbox.c.ticket == ticket, outbox.c.kind == "relay")
    shown = {one for data in conn.execute(relays).scalars() for one in data["said"]}
    return [row.id for row in rows if row.id not in shown]


def shows_words(conn: Connection, chat_id: int, message_id: int) -> bool:
    """Whether a message of the bot is a copy of somebody's words."""
    here = (copies.c.chat_id == chat_id, copies.c.message_id == message_id)
    return conn.execute(select(copies.c.said).where(*here)).scalar() is not None
