"""Messages that waited for their ticket go to it: the one that the customer named, or the likeliest one."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from domain.desk import Desk
from domain.tickets.events import Ticket
from handlers.customers.talk import pass_on
from handlers.speak import say
from storage import drafts, said
from storage.drafts import Draft


def deliver(conn: Connection, desk: Desk, draft: Draft, ticket: Ticket, now: datetime) -> None:
    """The messages of a draft turn out to belong to a ticket."""
    words = said.of_draft(conn, draft.id)
    drafts.change(conn, draft.id, now, state="dropped", question=None, fence=draft.fence + 1)
    pass_on(conn, desk, ticket, words, now)


def deliver_guessed(conn: Connection, desk: Desk, draft: Draft, ticket: Ticket, now: datetime) -> None:
    """The same where nobody said so; both sides are told that it is a guess."""
    deliver(conn, desk, draft, ticket, now)
    number = ticket.id
    variables = {"number": number, "title": ticket.title}
    say(conn, draft.person_id, now, "talk-guessed-ticket", variables, ticket=number)
    say(conn, desk.engineers_chat, now, "talk-guessed-ticket-team", {"number": number}, ticket=number)
