"""A ticket's room in the engineers' group: its own topic and card, or the one message of the incident it belongs to.

The group has twenty messages a minute. What was joined into an incident is shown there by one message for all, and gets
a room of its own when somebody asks for it, or when its customer has something to say.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, select, text

from domain.tickets.events import Ticket
from storage import incidents, outbox, tickets
from storage.outbox import Lane
from storage.tables import outbox as rows

_TOPICS_AT_MOST, _CARDS_AT_MOST = 3, 8
# As the partial index has it.
_UNSENT = text("outbox.state IN ('new','sending')")


def shares(conn: Connection, ticket: Ticket) -> bool:
    """Whether the message of its incident speaks for the ticket; what came back after a repair goes its own way."""
    return ticket.incident is not None and ticket.reopened == 0 and incidents.spoken_for(conn, ticket)


def coming(conn: Connection, number: int) -> bool:
    """Whether the ticket's topic is still to be made."""
    waits = select(rows.c.id).where(_UNSENT, rows.c.ticket == number, rows.c.kind == "topic")
    return conn.execute(waits.limit(1)).first() is not None


def asked_for(conn: Connection, number: int) -> bool:
    """Whether the ticket has a room of its own, or one was asked for."""
    if tickets.thread_of(conn, number) is not None:
        return True
    asked = select(rows.c.data).where(
        rows.c.ticket == number, rows.c.kind == "topic", rows.c.state != "dropped"
    )
    return any(data.get("asked") for data in conn.execute(asked).scalars())


def ask(conn: Connection, chat_id: int, number: int, now: datetime) -> None:
    """Make the ticket's topic, if there is none, before the cards of others; its card comes after it."""
    if tickets.thread_of(conn, number) is None:
        outbox.put(
            conn, lane=Lane.PAGE, chat_id=chat_id, kind="topic", now=now, ticket=number, data={"asked": True},
            dedupe=f"topic:{number}", reusable=True,
        )  # fmt: skip
    outbox.put(
        conn, lane=Lane.PAGE, chat_id=chat_id, kind="card", now=now, ticket=number,
        dedupe=f"card:{number}:{chat_id}", reusable=True,
    )  # fmt: skip


def crowded(conn: Connection, chat_id: int) -> bool:
    """Whether so much waits for the group that it can do without what merely makes it tidier."""
    return outbox.waits(conn, chat_id, "topic", _TOPICS_AT_MOST) or outbox.waits(
        conn, chat_id, "card", _CARDS_AT_MOST
    )
