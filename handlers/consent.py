"""A yes or no to a lower level, from whoever of those whom the contract names comes first."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from domain.desk import Desk
from domain.tickets.clocks import clocks_of, current, next_deadline
from domain.tickets.commands import AnswerRegrade
from domain.tickets.events import Ticket
from domain.tickets.refused import Refused
from handlers.refusals import short_name
from handlers.speak import revise
from storage import apply, asked, people, tickets
from views.cards import deadline_line
from views.reasons import reason_text
from views.texts import Safe

QUESTION = "regrade-asked"


def answer_regrade(
    conn: Connection,
    desk: Desk,
    ticket: Ticket,
    seq: int,
    person_id: int,
    role: str,
    agreed: bool,
    now: datetime,
) -> Ticket:
    """Carry it out and show the outcome in every message that asked; Refused if that question is settled."""
    question = ticket.regrade_asked
    if question.get("seq") != seq:
        raise Refused("refused-regrade-over")
    after = apply.apply(conn, desk, ticket.id, AnswerRegrade(person_id, role, agreed), now)
    for chat_id, message_id in asked.messages(conn, ticket.id, QUESTION, seq):
        language = _language(conn, desk, chat_id)
        assert after.level is not None
        variables = {
            "number": ticket.id, "who": short_name(conn, person_id),
            "level": desk.preset_of(after).nearest_level(after.level).label[language],
            "reason": reason_text(language, str(question["reason"])),
            "deadline": {"safe": str(_deadline(conn, desk, after, language, now))},
        }  # fmt: skip
        text_id = "regrade-answer-yes" if agreed else "regrade-answer-no"
        revise(conn, chat_id, message_id, now, text_id, variables, ticket=ticket.id, language=language)
    return after


def _language(conn: Connection, desk: Desk, chat_id: int) -> str:
    person = people.find(conn, chat_id) if chat_id > 0 else None
    return person.language if person is not None else desk.language


def _deadline(conn: Connection, desk: Desk, ticket: Ticket, language: str, now: datetime) -> Safe:
    events = tickets.history(conn, ticket.id)
    clock = next_deadline(current(clocks_of(ticket, events, desk.terms(ticket.contract))))
    zone = ZoneInfo(desk.contract(ticket.contract).timezone)
    return deadline_line(clock, language, zone, now) if clock is not None else Safe("–")
