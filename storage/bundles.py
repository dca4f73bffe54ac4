"""Several pages to one person that go out as one message: what waits together, and what stands in which message.

The row whose turn it is carries the message. The others count as sent only once Telegram has it, so that a message that
fails costs no page. A ticket finds the message that speaks of it by its own row.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, bindparam, func, select, text, update

from storage.outbox import Row
from storage.tables import cards, clocks, outbox, tickets

BUNDLED = "bundled"
MOST = 150
"""So many tickets in one message; whatever is beyond goes out with the next."""

PAGES = ("page", "page_group")
"""Kinds of row that are bundled: to one person, and to the group."""

# As the index has it: SQLite only finds a partial index by the same words.
_UNSENT = text("outbox.state IN ('new','sending')")
_COVERED = (
    update(outbox)
    .where(outbox.c.id == bindparam("its_id"))
    .values(state="sent", error=BUNDLED, data=bindparam("its_data"), message_id=bindparam("its_message"))
)


@dataclass(frozen=True)
class Waiting:
    """A row that waits beside another one of its kind and chat."""

    id: int
    ticket: int
    data: dict[str, Any]
    uncertain: bool


@dataclass(frozen=True)
class Urgency:
    """How urgent a ticket is, as the records have it. `free`: it is open and nobody has it."""

    number: int
    level: int | None
    due_at: datetime | None
    free: bool


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


def by_urgency(conn: Connection, numbers: Collection[int]) -> list[Urgency]:
    """These tickets, the most severe first, then by their next deadline."""
    due = (
        select(func.min(clocks.c.due_at))
        .where(clocks.c.ticket == tickets.c.id, clocks.c.stopped_at.is_(None), tickets.c.closed_at.is_(None))
        .scalar_subquery()
    )
    free = and_(tickets.c.assignee_id.is_(None), tickets.c.closed_at.is_(None))
    query = select(tickets.c.id, tickets.c.level, due.label("due_at"), free.label("free"))
    found = conn.execute(query.where(tickets.c.id.in_(list(numbers))))
    rows = [Urgency(row.id, row.level, row.due_at, bool(row.free)) for row in found]
    return sorted(rows, key=_urgency)


def _urgency(one: Urgency) -> tuple[int, float, int]:
    due = one.due_at.timestamp() if one.due_at is not None else float("inf")
    return one.level or 0, due, one.number


def last_said(conn: Connection, row: Row, since: datetime) -> datetime | None:
    """When the last message of several tickets of that kind went to that chat, if after `since`."""
    query = select(outbox.c.sent_at, outbox.c.data).where(
        outbox.c.sent_at > since, outbox.c.chat_id == row.chat_id, outbox.c.kind == row.kind
    )
    sent = [one.sent_at for one in conn.execute(query) if "tickets" in one.data]
    return max(sent, default=None)


def keep(
    conn: Connection, row: Row, covered: Collection[int], numbers: Sequence[int], message_id: int, shown: str
) -> None:
    """The message of `row` spoke for the rows `covered`, too: they need not go out any more.

    `shown`: the hash of what it says now.
    """
    waiting = select(outbox.c.id, outbox.c.data).where(
        outbox.c.id.in_(list(covered)), outbox.c.state == "new"
    )
    others = conn.execute(waiting).all()
    people = dict.fromkeys(
        person for data in (row.data, *(one.data for one in others)) for person in data.get("people", ())
    )
    said = {"tickets": list(numbers), "shown": shown, **({"people": list(people)} if people else {})}
    mine = update(outbox).where(outbox.c.id == row.id)
    conn.execute(mine.values(data={**row.data, **said}, message_id=message_id))
    if others:
        # Without a time of its own: for Telegram, and for whoever was woken up, it was one message.
        rows = [
            {"its_id": one.id, "its_data": {**one.data, "in": row.id}, "its_message": message_id}
            for one in others
        ]
        conn.execute(_COVERED, rows)


def told(conn: Connection, ticket: int, chat_id: int, message_id: int) -> dict[str, Any]:
    """What is kept of the message that speaks of `ticket` together with others; empty if it is no such message."""
    data = conn.execute(
        select(outbox.c.data).where(
            outbox.c.ticket == ticket,
            outbox.c.kind.in_(PAGES),
            outbox.c.chat_id == chat_id,
            outbox.c.message_id == message_id,
        )
    ).scalar()
    if data is not None and "in" in data:
        data = conn.execute(select(outbox.c.data).where(outbox.c.id == data["in"])).scalar()
    return dict(data) if data is not None and "tickets" in data else {}


def tickets_in(conn: Connection, ticket: int, chat_id: int, message_id: int) -> tuple[int, ...]:
    """All tickets of which that message speaks together with `ticket`; none if it is no such message."""
    return tuple(told(conn, ticket, chat_id, message_id).get("tickets", ()))


def in_group(conn: Connection, numbers: Collection[int], chat_id: int) -> dict[int, int]:
    """The group's messages that speak of any of these tickets together with others, each with one of its tickets."""
    query = select(outbox.c.ticket, outbox.c.message_id, outbox.c.data).where(
        outbox.c.ticket.in_(list(numbers)),
        outbox.c.kind == "page_group",
        outbox.c.chat_id == chat_id,
        outbox.c.message_id.is_not(None),
    )
    rows = conn.execute(query.order_by(outbox.c.id))
    return {row.message_id: row.ticket for row in rows if "in" in row.data or "tickets" in row.data}


def shows(
    conn: Connection, chat_id: int, message_id: int, numbers: Collection[int], content_hash: str
) -> None:
    """What the message shows now, for every ticket that has its card there, and for the message itself."""
    these = cards.c.ticket.in_(list(numbers))
    mine = (cards.c.chat_id == chat_id) & (cards.c.message_id == message_id)
    conn.execute(update(cards).where(these, mine).values(content_hash=content_hash))
    spoke = select(outbox.c.id, outbox.c.data).where(
        outbox.c.ticket.in_(list(numbers)),
        outbox.c.kind.in_(PAGES),
        outbox.c.chat_id == chat_id,
        outbox.c.message_id == message_id,
    )
    for row in conn.execute(spoke).all():
        if "tickets" in row.data:
            conn.execute(
                update(outbox).where(outbox.c.id == row.id).values(data={**row.data, "shown": content_hash})
            )
