"""Where in the engineers' group something about a ticket is said: in its topic, or where its incident is spoken of."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from bot.delivery.parcel import Drop, Pin, Wait
from domain.desk import Desk
from domain.tickets.events import Ticket
from storage import cards, chats, rooms, tickets
from storage.outbox import Row

Place = tuple[int | None, int | None]
"""(topic, message to reply to)."""

_SOON, _QUIETER = 1.0, 60.0


def place(conn: Connection, desk: Desk, number: int) -> Place | Wait:
    """The ticket's own topic or card; Wait while the topic is still being made; without any, its incident's."""
    found = _own(conn, desk, number)
    if found is not None:
        return found
    if chats.has_topics(conn, desk.engineers_chat) and rooms.coming(conn, number):
        return Wait(_SOON)
    lead = tickets.load(conn, number).incident
    return (_own(conn, desk, lead) if lead is not None else None) or (None, None)


def card_place(conn: Connection, desk: Desk, ticket: Ticket, now: datetime) -> Place | Wait | Drop:
    """Where the ticket's card stands, or is to stand; Drop where none is needed."""
    topics = chats.has_topics(conn, desk.engineers_chat)
    own = _own(conn, desk, ticket.id)
    if own is not None:
        return own[0], None
    if topics and rooms.coming(conn, ticket.id):
        return Wait(_SOON)
    if cards.find(conn, ticket.id, desk.engineers_chat) is not None:
        return None, None
    if not ticket.open:
        return Drop("closed before it had a room")
    if rooms.shares(conn, ticket) and not rooms.asked_for(conn, ticket.id):
        return Drop("its incident speaks for it")
    if topics:
        rooms.ask(conn, desk.engineers_chat, ticket.id, now)
        return Wait(_SOON)
    return None, None


def needless(conn: Connection, ticket: Ticket, row: Row) -> str | None:
    """Why the ticket needs no topic; None: it does."""
    if not ticket.open:
        return "closed before it had a room"
    return "its incident speaks for it" if rooms.shares(conn, ticket) and not row.data.get("asked") else None


def pin(conn: Connection, row: Row) -> Pin | Wait | Drop:
    """The card that was not pinned while the group had more to hear of, if it still stands for an open ticket."""
    assert row.ticket is not None
    known = cards.find(conn, row.ticket, row.chat_id)
    ticket = tickets.load(conn, row.ticket)
    if known is None or known[0] != row.data["message"] or not ticket.open or rooms.shares(conn, ticket):
        return Drop("no longer worth a pin")
    return Wait(_QUIETER) if rooms.crowded(conn, row.chat_id) else Pin(row.chat_id, known[0])


def _own(conn: Connection, desk: Desk, number: int) -> Place | None:
    if chats.has_topics(conn, desk.engineers_chat):
        thread = tickets.thread_of(conn, number)
        return None if thread is None else (thread, None)
    card = cards.find(conn, number, desk.engineers_chat)
    return None if card is None else (None, card[0])
