"""Which message is a ticket's living card in which chat."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, bindparam, delete, insert, select

from storage.tables import cards, copies, outbox

_CHATS = select(cards.c.ticket, cards.c.chat_id).where(
    cards.c.ticket.in_(bindparam("numbers", expanding=True))
)


def find(conn: Connection, ticket: int, chat_id: int) -> tuple[int, str] | None:
    """(message id, hash of what it shows), or None while there is no card."""
    row = conn.execute(
        select(cards.c.message_id, cards.c.content_hash).where(
            cards.c.ticket == ticket, cards.c.chat_id == chat_id
        )
    ).one_or_none()
    return (row.message_id, row.content_hash) if row is not None else None


def chats_of(conn: Connection, numbers: Collection[int]) -> dict[int, list[int]]:
    """By ticket: every chat in which it has a card, or a page that is kept up to date like one."""
    found: dict[int, list[int]] = {}
    for row in conn.execute(_CHATS, {"numbers": list(numbers)}):
        found.setdefault(row.ticket, []).append(row.chat_id)
    return found


def remember(conn: Connection, ticket: int, chat_id: int, message_id: int, content_hash: str) -> None:
    """The card is that message and shows that."""
    remember_all(conn, [ticket], chat_id, message_id, content_hash)


def remember_all(
    conn: Connection, numbers: Collection[int], chat_id: int, message_id: int, content_hash: str
) -> None:
    """Each of these tickets has its card in that message, which speaks of all of them."""
    conn.execute(delete(cards).where(cards.c.ticket.in_(list(numbers)), cards.c.chat_id == chat_id))
    shown = {"chat_id": chat_id, "message_id": message_id, "content_hash": content_hash}
    conn.execute(insert(cards), [{"ticket": ticket, **shown} for ticket in numbers])


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
