"""Records gathered for one view: the ticket, its clocks, the names that it shows."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from domain.desk import Desk
from domain.tickets.clocks import clocks_of, current
from domain.tickets.events import Event, Ticket, fold
from storage import people, tickets
from views.cards import Facing


def load(conn: Connection, desk: Desk, number: int) -> tuple[Ticket, list[Event], Facing]:
    """The ticket with everything that its card shows; UnknownTicket if there is none."""
    events = tickets.history(conn, number)
    ticket = fold(number, events)
    contract = desk.contract(ticket.contract)
    contact = people.find(conn, ticket.customer_id)
    facing = Facing(
        customer=contract.customer,
        contact=contact.name if contact else str(ticket.customer_id),
        phone=contact.phone if contact else None,
        assignee=name_of(conn, desk, ticket.assignee_id) if ticket.assignee_id else None,
        clocks=current(clocks_of(ticket, events, desk.terms(ticket.contract))),
        preset=desk.preset_of(ticket),
        zone=ZoneInfo(contract.timezone),
        seen=tuple(name_of(conn, desk, person) for person in ticket.seen),
        experts=tuple(name_of(conn, desk, person) for person in ticket.experts),
        more_experts=not set(desk.experts.get(ticket.contract, ())) <= set(ticket.experts),
    )
    return ticket, events, facing


def name_of(conn: Connection, desk: Desk, person_id: int | None) -> str:
    """A person's name; the desk's own for None."""
    if person_id is None:
        return "Faultline"
    if person_id in desk.people:
        return desk.people[person_id].name
    person = people.find(conn, person_id)
    return person.name if person else str(person_id)


def language_of(conn: Connection, desk: Desk, chat_id: int) -> str:
    """The reader's language: the person's own, or the desk's in a group."""
    if chat_id < 0:
        return desk.language
    person = people.find(conn, chat_id)
    return person.language if person else desk.language
