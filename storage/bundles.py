"""Several pages to one person that go out as one message: what waits together, and what stands in which message.

The row whose turn it is carries the message. The others count as sent only once Telegram has it, so that a message that
fails costs no page. A ticket finds the message that speaks of it by its own row.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select, text, update

from storage.outbox import Row
from storage.tables import cards, outbox, tickets

BUNDLED = "bundled"
MOST = 150
"""So many tickets in one message; whatever is beyond goes out with the next."""

# As the index has it: SQLite only finds a partial index by the same words.
_UNSENT = text("outbox.state IN ('new','sending')")


@dataclass(frozen=True)
class Waiting:
    """A row that waits beside another one of its kind and chat."""

    id: int
    ticket: int
    data: dict[str, Any]
    uncertain: bool


def beside(conn: Connection, row: Row) -> list[Waiting]:
    """Other rows of the same kind for the same chat whose tickets nobody has, the most urgent first."""
    query = (
        select(outbox.c.id, outbox.c.ticket, outbox.c.data, outbox.c.uncertain)
        .join(tickets, tickets.c.id == outbox.c.ticket)
        .where(
            _UNSENT,
            outbox.c.state == "new",
            outbox.c.chat_id == row.chat_id,
            outbox.c.kind == row.kind,
            outbox.c.id != row.id,
            outbox.c.ticket > 0,
            tickets.c.assignee_id.is_(None),
            tickets.c.closed_at.is_(None),
        )
        .order_by(outbox.c.lane, tickets.c.level, outbox.c.id)
        .limit(MOST - 1)
    )
    return [Waiting(one.id, one.ticket, one.data, one.uncertain) for one in conn.execute(query)]


def last_said(conn: Connection, row: Row, since: datetime) -> datetime | None:
    """When the last message of several tickets of that kind went to that chat, if after `since`."""
    query = select(outbox.c.sent_at, outbox.c.data).where(
        outbox.c.sent_at > since, outbox.c.chat_id == row.chat_id, outbox.c.kind == row.kind
    )
    sent = [one.sent_at for one in conn.execute(query) if "tickets" in one.data]
    return max(sent, default=None)


def keep(
    conn: Connection, row: Row, covered: Collection[int], numbers: Sequence[int], message_id: int
) -> None:
    """The message of `row` spoke for the rows `covered`, too: they need not go out any more."""
    conn.execute(
        update(outbox)
        .where(outbox.c.id == row.id)
        .values(data={**row.data, "tickets": list(numbers)}, message_id=message_id)
    )
    waiting = select(outbox.c.id, outbox.c.data).where(
        outbox.c.id.in_(list(covered)), outbox.c.state == "new"
    )
    for one in conn.execute(waiting).all():
        # Without a time of its own: for Telegram, and for whoever was woken up, it was one message.
        values = {"state": "sent", "error": BUNDLED, "message_id": message_id}
        conn.execute(
            update(outbox).where(outbox.c.id == one.id).values(data={**one.data, "in": row.id}, **values)
        )


def tickets_in(conn: Connection, ticket: int, chat_id: int, message_id: int) -> tuple[int, ...]:
    """All tickets of which that message speaks together with `ticket`; none if it is no such message."""
    data = conn.execute(
        select(outbox.c.data).where(
            outbox.c.ticket == ticket,
            outbox.c.kind == "page",
            outbox.c.chat_id == chat_id,
            outbox.c.message_id == message_id,
        )
    ).scalar()
    if data is not None and "in" in data:
        data = conn.execute(select(outbox.c.data).where(outbox.c.id == data["in"])).scalar()
    return tuple(data.get("tickets", ())) if data is not None else ()


def shows(
    conn: Connection, chat_id: int, message_id: int, numbers: Collection[int], content_hash: str
) -> None:
    """What the message shows now, for every ticket that has its card there."""
    conn.execute(
        update(cards)
        .where(
            cards.c.ticket.in_(list(numbers)), cards.c.chat_id == chat_id, cards.c.message_id == message_id
        )
        .values(content_hash=content_hash)
    )
