"""Reactions of ours: eyes on a page are noted, a thumb up takes the ticket. Taking one away changes nothing."""

from __future__ import annotations

import logging
from datetime import datetime

from sqlalchemy import Connection

from domain.desk import Desk
from domain.tickets.commands import See, Step
from domain.tickets.events import Happened
from domain.tickets.refused import Refused
from handlers.incoming import Incoming
from handlers.staff import take_turn
from storage import apply, cards, tickets

log = logging.getLogger("faultline.reactions")

SEEN = ("👀",)
TAKEN = ("👍", "👌", "✅")


def hear(conn: Connection, desk: Desk, incoming: Incoming, now: datetime) -> None:
    """Act on a reaction on a ticket's card or page; on anything else people react as they like."""
    turn = take_turn(conn, desk, incoming, now)
    if turn is None or incoming.emoji not in SEEN + TAKEN:
        return
    number = cards.shown(conn, incoming.chat_id, incoming.message_id)
    if number is None:
        return
    ticket = tickets.load(conn, number)
    try:
        if incoming.emoji in SEEN:
            apply.apply(conn, desk, number, See(turn.person.id), now)
        elif ticket.assignee_id is None and (turn.person.is_engineer or ticket.kind == "complaint"):
            apply.apply(conn, desk, number, Step(Happened.ACKNOWLEDGED, turn.person.id), now)
    except Refused as refused:
        # A reaction has no answer to show it in; the card says how the ticket stands.
        log.info("a reaction on ticket %s was refused: %s", number, refused.reason)
