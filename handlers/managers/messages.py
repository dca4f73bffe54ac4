"""The managers' group: commands, forms, and answers to complaints; what managers say to each other is theirs."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from domain.desk import Desk
from handlers.engineers import commands as engineer_commands
from handlers.engineers.messages import answers_form, edited, pass_on, ticket_here
from handlers.engineers.notes import note_in, take_note
from handlers.incoming import Incoming, Kind
from handlers.managers import commands
from handlers.speak import react
from handlers.staff import Turn, hint_outsider, take_turn
from storage import tickets


def hear(conn: Connection, desk: Desk, incoming: Incoming, now: datetime) -> None:
    """Take in one message, or an edit, of the managers' group."""
    turn = take_turn(conn, desk, incoming, now)
    number = _complaint_here(conn, incoming)
    if turn is None or not turn.person.is_manager:
        # What outsiders say to each other is theirs too; only who seems to want something is told why not.
        if incoming.kind is Kind.MESSAGE and (incoming.command is not None or number is not None):
            hint_outsider(conn, desk, incoming, now)
        return
    if incoming.kind is Kind.EDIT:
        edited(turn)
    elif incoming.kind is Kind.MESSAGE:
        _heard(turn, number)


def _heard(turn: Turn, number: int | None) -> None:
    name = engineer_commands.command_of(turn)
    note = note_in(turn.incoming.text) if number is not None else None
    if note is not None:
        take_note(turn, number, note)
    elif name is not None:
        if not commands.run(turn, name) and not engineer_commands.run(turn, name, number):
            engineer_commands.unknown(turn)
    elif not answers_form(turn, number) and number is not None:
        pass_on(turn, number)
        react(turn.conn, turn.incoming.chat_id, turn.incoming.message_id, "👌", turn.now)


def _complaint_here(conn: Connection, incoming: Incoming) -> int | None:
    """The complaint whose message or card is replied to: only complaints are answered from this group."""
    number = ticket_here(conn, incoming)
    return number if number is not None and tickets.load(conn, number).kind == "complaint" else None
