"""Reactions of ours: eyes on a page are noted, a thumb up takes the ticket. Taking one away changes nothing."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from domain.desk import Desk
from domain.tickets.commands import See, Step
from domain.tickets.duty import taken_at
from domain.tickets.events import Happened, Ticket
from domain.tickets.refused import Refused
from handlers.incoming import Incoming
from handlers.refusals import refusal_text
from handlers.speak import say
from handlers.staff import Turn, hint_outsider, take_turn
from storage import apply, cards, tickets

SEEN = ("👀",)
TAKEN = ("👍", "👌", "✅")


def hear(conn: Connection, desk: Desk, incoming: Incoming, now: datetime) -> None:
    """Act on a reaction on a ticket's card or page; on anything else people react as they like."""
    if incoming.emoji not in SEEN + TAKEN:
        return
    number = cards.shown(conn, incoming.chat_id, incoming.message_id)
    if number is None:
        return
    turn = take_turn(conn, desk, incoming, now)
    if turn is None:
        if not incoming.private and incoming.emoji in TAKEN:
            hint_outsider(conn, desk, incoming, now)
        return
    if incoming.emoji in SEEN:
        apply.apply(conn, desk, number, See(turn.person.id), now)
    else:
        _take(turn, tickets.load(conn, number))


def _take(turn: Turn, ticket: Ticket) -> None:
    if ticket.open and ticket.assignee_id == turn.person.id:
        return
    try:
        if ticket.open and ticket.assignee_id is None and not _may_take(turn, ticket):
            raise Refused("refused-not-on-call")
        apply.apply(turn.conn, turn.desk, ticket.id, Step(Happened.ACKNOWLEDGED, turn.person.id), turn.now)
    except Refused as refused:
        _say_why(turn, ticket, refused)


def _may_take(turn: Turn, ticket: Ticket) -> bool:
    """Complaints are the managers', everything else is for those who may be on call."""
    return turn.person.is_engineer or ticket.kind == "complaint"


def _say_why(turn: Turn, ticket: Ticket, refused: Refused) -> None:
    """A reaction shows nobody that it did nothing: one line does, in the ticket's topic or in private."""
    if refused.reason == "refused-taken":
        since = taken_at(tickets.history(turn.conn, ticket.id))
        refused = Refused(refused.reason, **{**refused.details, "at": since})
    why = refusal_text(turn.conn, turn.desk, turn.language, refused, turn.now)
    text_id = "reaction-refused-private" if turn.incoming.private else "reaction-refused"
    variables = {"number": ticket.id, "name": turn.person.name, "why": why}
    # Tapping on and off asks nothing new; another holder or another round does.
    key = f"thumb:{turn.incoming.chat_id}:{ticket.id}:{ticket.round}:{turn.person.id}:{refused.reason}"
    holder = ticket.assignee_id or 0
    say(
        turn.conn, turn.incoming.chat_id, turn.now, text_id, variables, ticket=ticket.id, dedupe=f"{key}:{holder}"
    )  # fmt: skip
