"""Which message is a ticket's living card in which chat."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, delete, insert, select

from storage.tables import cards, copies, outbox

_CHATS = select(cards.c.chat_id).where(cards.c.ticket == bindparam("number"))


def find(conn: Connection, ticket: int, chat_id: int) -> tuple[int, str] | None:
    """(message id, hash of what it shows), or None while there is no card."""
    row = conn.execute(
        select(cards.c.message_id, cards.c.content_hash).where(
            cards.c.ticket == ticket, cards.c.chat_id == chat_id
        )
    ).one_or_none()
    return (row.message_id, row.content_hash) if row is not None else None


def chats_of(conn: Connection, ticket: int) -> list[int]:
    """Every chat in which the ticket has a card, or a page that is kept up to date like one."""
    return list(conn.execute(_CHATS, {"number": ticket}).scalars())


def remember(conn: Connection, ticket: int, chat_id: int, message_id: int, content_hash: str) -> None:
    """The card is that message and shows that."""
    forget(conn, ticket, chat_id)
    conn.execute(
        insert(cards).values(ticket=ticket, chat_id=chat_id, message_id=message_id, content_hash=content_hash)
    )


def forget(conn: Connection, ticket: int, chat_id: int) -> None:
    """The card is gone: the next refresh sends a new one."""
    conn.execute(delete(cards).where(cards.c.ticket == ticket, cards.c.chat_id == chat_id))


def shown(conn: Connection, chat_id: int, message_id: int) -> int | None:
    """The ticket whose card or page that message is, or once was; None for everything else the bot wrote."""
    number = conn.execute(
        select(cards.c.ticket).where(cards.c.chat_id == chat_id, cards.c.message_id == message_id)
    ).scalar()
    if number is not None:
        return int(number)
    about = select(copies.c.ticket).where(copies.c.chat_id == chat_id, copies.c.message_id == message_id)
    ticket = conn.execute(about).scalar()
    if ticket is None:
        return None
    page = select(outbox.c.id).where(
        outbox.c.ticket == ticket,
        outbox.c.kind.in_(("card", "page", "page_group")),
        outbox.c.chat_id == chat_id,
        outbox.c.message_id == message_id,
    )
    return int(ticket) if conn.execute(page.limit(1)).first() is not None else None
