"""Private messages of engineers and managers: commands, answers to a form, notes."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from domain.desk import Desk
from handlers.engineers import commands, course_form, forms, inspections, tasks, weekly
from handlers.engineers.messages import answers_form, edited, ticket_here
from handlers.engineers.notes import note_in, take_note
from handlers.incoming import Incoming, Kind
from handlers.managers import commands as manager_commands
from handlers.managers import subscribe
from handlers.staff import Turn, number_typed, take_turn
from storage import people, said, tickets
from storage.tickets import UnknownTicket

_ELSEWHERE = ("start", "language")
"""Commands that mean the same for everybody who writes to the bot."""


def hear(conn: Connection, desk: Desk, incoming: Incoming, now: datetime) -> bool:
    """Whether the message was for one of ours; otherwise it is heard as anybody's."""
    turn = take_turn(conn, desk, incoming, now)
    if turn is None:
        return False
    customer = bool(people.contracts_of(conn, turn.person.id))
    if incoming.kind is Kind.EDIT:
        return _edited(turn)
    note = note_in(incoming.text)
    if note is not None:
        _note(turn, note)
        return True
    command = commands.command_of(turn)
    if command is not None:
        return _command(turn, command, customer)
    if course_form.take(turn) or subscribe.take(turn):
        return True
    if tasks.take_words(turn) or weekly.take(turn) or answers_form(turn, None) or inspections.take(turn):
        return True
    if customer or incoming.contact is not None:
        return False
    turn.reply("engineer-private-hint")
    return True


def _command(turn: Turn, command: str, customer: bool) -> bool:
    if command in _ELSEWHERE:
        return False
    if command == "cancel" and (course_form.leave(turn) or subscribe.leave(turn)):
        return True
    if command == "cancel":
        # A customer's report can be cancelled as well.
        return tasks.leave(turn) or weekly.leave(turn) or forms.leave(turn) or inspections.leave(turn)
    # Managers first: `/sla report` is theirs, any other `/sla` everybody's.
    if manager_commands.run(turn, command) or commands.run(
        turn, command, ticket_here(turn.conn, turn.incoming)
    ):
        return True
    if customer:
        return False
    commands.unknown(turn)
    return True


def _note(turn: Turn, note: str) -> None:
    """A note from afar: on the ticket of the message replied to, or `/note 12 words`."""
    number = ticket_here(turn.conn, turn.incoming)
    if number is None:
        first, _, rest = note.partition(" ")
        number, note = _known(turn, number_typed(first)), rest.strip()
    take_note(turn, number, note)


def _known(turn: Turn, number: int | None) -> int | None:
    try:
        return tickets.load(turn.conn, number).id if number is not None else None
    except UnknownTicket:
        return None


def _edited(turn: Turn) -> bool:
    one = said.find(turn.conn, turn.incoming.chat_id, turn.incoming.message_id)
    if one is None:
        return forms.take_edit(turn)
    if one.side != "note":
        return False
    edited(turn)
    return True
