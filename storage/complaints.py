"""Who may know of a complaint: the managers, but not whoever it may be about (contract P5)."""

from __future__ import annotations

from sqlalchemy import Connection, select

from domain.desk import Desk
from domain.tickets.events import Ticket
from storage.tables import tickets


def hidden_from(conn: Connection, desk: Desk, ticket: Ticket, reader: int | None) -> bool:
    """Whether a person, or a chat, must not hear of the ticket: only complaints are hidden, never from their owner.

    A complaint names nobody. It may be about whoever works, or worked last, on any other ticket of that customer.
    """
    if ticket.kind != "complaint" or reader in (ticket.assignee_id, desk.managers_chat):
        return False
    person = desk.people.get(reader) if reader is not None else None
    if person is None or not person.manager:
        return True
    theirs = select(tickets.c.id).where(
        tickets.c.customer_id == ticket.customer_id,
        tickets.c.assignee_id == person.id,
        tickets.c.kind != "complaint",
    )
    return conn.execute(theirs.limit(1)).first() is not None
