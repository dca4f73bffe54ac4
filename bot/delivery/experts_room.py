"""The experts' own topic follows its ticket: its name and whether it is open."""

from __future__ import annotations

from sqlalchemy import Connection

from bot.delivery.parcel import Drop, EditTopic, Parcel, Wait
from domain.desk import Desk
from storage import experts, outbox, tickets
from storage.outbox import Row
from views.cards import experts_topic_name

_MAKING_SECONDS = 5.0


def state(conn: Connection, desk: Desk, row: Row) -> Parcel:
    """The topic is renamed, and closed or opened again, as the ticket stands at this moment."""
    assert row.ticket is not None
    thread = experts.thread_of(conn, row.ticket)
    if thread is None:
        # One that is still to be made would stay open for ever.
        making = outbox.waits(conn, desk.engineers_chat, "experts_topic", 1)
        return Wait(_MAKING_SECONDS) if making else Drop("no topic of experts")
    ticket = tickets.load(conn, row.ticket)
    name = experts_topic_name(ticket, desk.contract(ticket.contract).customer, desk.language)
    return EditTopic(row.chat_id, thread, name, closed=not ticket.open)
