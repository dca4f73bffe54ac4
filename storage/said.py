"""What people said, in which version, and where copies of it stand: who said what when stays in the record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from storage.tables import copies, said, said_versions


@dataclass(frozen=True)
class Said:
    """One message of a person, in its newest version."""

    id: int
    chat_id: int
    message_id: int
    person_id: int
    side: str
    ticket: int | None
    draft: int | None
    text: str
    media: Mapping[str, Any] | None
    group_id: str | None
    version: int
    at: datetime


def record(
    conn: Connection,
    *,
    chat_id: int,
    message_id: int,
    person_id: int,
    side: str,
    text: str,
    at: datetime,
    media: Mapping[str, Any] | None = None,
    group_id: str | None = None,
    ticket: int | None = None,
    draft: int | None = None,
) -> int | None:
    """Keep a message; None if it was kept before (the same message may arrive twice)."""
    if find(conn, chat_id, message_id) is not None:
        return None
    result = conn.execute(
        insert(said).values(
            chat_id=chat_id, message_id=message_id, person_id=person_id, side=side, text=text, at=at,
            media=dict(media) if media else None, group_id=group_id, ticket=ticket, draft=draft, version=0,
        )
    )  # fmt: skip
    assert result.inserted_primary_key is not None
    return int(result.inserted_primary_key[0])


def find(conn: Connection, chat_id: int, message_id: int) -> Said | None:
    """The message with that id in that chat."""
    row = conn.execute(
        select(said).where(said.c.chat_id == chat_id, said.c.message_id == message_id)
    ).one_or_none()
    return Said(**row._mapping) if row is not None else None


def get(conn: Connection, said_id: int) -> Said:
    """The message of that number."""
    return Said(**conn.execute(select(said).where(said.c.id == said_id)).one()._mapping)


def of_draft(conn: Connection, draft: int) -> list[Said]:
    """The messages of a draft in the order they were written."""
    rows = conn.execute(select(said).where(said.c.draft == draft).order_by(said.c.message_id))
    return [Said(**row._mapping) for row in rows]


def of_ticket(conn: Connection, ticket: int) -> list[Said]:
    """Everything said on a ticket, internal notes included."""
    rows = conn.execute(select(said).where(said.c.ticket == ticket).order_by(said.c.at, said.c.id))
    return [Said(**row._mapping) for row in rows]


def assign(conn: Connection, said_id: int, ticket: int) -> None:
    """The message belongs to that ticket."""
    conn.execute(update(said).where(said.c.id == said_id).values(ticket=ticket))


def unplaced(conn: Connection, person_id: int) -> list[Said]:
    """What a person wrote before anybody knew where it belongs, oldest first."""
    mine = (
        said.c.person_id == person_id,
        said.c.side == "customer",
        said.c.ticket.is_(None),
        said.c.draft.is_(None),
    )
    rows = conn.execute(select(said).where(*mine).order_by(said.c.message_id))
    return [Said(**row._mapping) for row in rows]


def move_to_draft(conn: Connection, said_id: int, draft: int) -> None:
    """The message begins a report of its own after all."""
    conn.execute(update(said).where(said.c.id == said_id).values(draft=draft, ticket=None))


def edit(conn: Connection, one: Said, text: str, now: datetime) -> bool:
    """Keep a new version; False if nothing changed (reactions and live locations also come as edits)."""
    if text == one.text:
        return False
    conn.execute(insert(said_versions).values(said=one.id, version=one.version, text=one.text, at=now))
    conn.execute(update(said).where(said.c.id == one.id).values(text=text, version=one.version + 1))
    return True


def add_copy(
    conn: Connection, chat_id: int, message_id: int, *, said_id: int | None = None, ticket: int | None = None
) -> None:
    """Remember that a message of the bot shows `said_id`, or belongs to `ticket`."""
    conn.execute(delete(copies).where(copies.c.chat_id == chat_id, copies.c.message_id == message_id))
    conn.execute(insert(copies).values(chat_id=chat_id, message_id=message_id, said=said_id, ticket=ticket))


def copies_of(conn: Connection, said_id: int) -> list[tuple[int, int]]:
    """(chat, message) of each copy."""
    rows = conn.execute(select(copies.c.chat_id, copies.c.message_id).where(copies.c.said == said_id))
    return [(row.chat_id, row.message_id) for row in rows]


def ticket_of_message(conn: Connection, chat_id: int, message_id: int) -> int | None:
    """The ticket that a message, the bot's or a person's, belongs to: replies find their way by it."""
    row = conn.execute(
        select(copies.c.ticket).where(copies.c.chat_id == chat_id, copies.c.message_id == message_id)
    ).scalar()
    if row is not None:
        return int(row)
    one = find(conn, chat_id, message_id)
    return one.ticket if one is not None else None
