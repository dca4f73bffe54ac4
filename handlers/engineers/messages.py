"""The engineers' group: what is said in a ticket's topic goes to the customer, unless it is a note or a command."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection

from domain.desk import Desk
from domain.tickets.commands import Say
from domain.tickets.refused import Refused
from handlers.engineers import commands, forms
from handlers.engineers.notes import keep, note_in, take_note
from handlers.incoming import Incoming, Kind
from handlers.refusals import refusal_text
from handlers.speak import relay, relay_edit
from handlers.staff import Turn, hint_outsider, take_turn
from storage import apply, experts, said, tickets, timers

_ALBUM_SECONDS = 2


def hear(conn: Connection, desk: Desk, incoming: Incoming, now: datetime) -> None:
    """Take in one message or edit in the engineers' group."""
    turn = take_turn(conn, desk, incoming, now)
    number = ticket_here(conn, incoming)
    if turn is None:
        if incoming.kind is Kind.MESSAGE and (number is not None or incoming.command is not None):
            hint_outsider(conn, desk, incoming, now)
        return
    if incoming.kind is Kind.EDIT:
        edited(turn)
        return
    note = note_in(incoming.text)
    command = commands.command_of(turn)
    if note is None and command is None and among_experts(conn, incoming):
        # What experts say among themselves is on the ticket's record, but never the customer's.
        keep(turn, number or 0, "note", incoming.text)
    elif note is not None:
        take_note(turn, number, note)
    elif command is not None:
        # An unknown command is not passed on either: it was not meant for the customer.
        if not commands.run(turn, command, number):
            commands.unknown(turn)
    elif not answers_form(turn, number) and number is not None:
        pass_on(turn, number)


def ticket_here(conn: Connection, incoming: Incoming) -> int | None:
    """The ticket of the topic, or of the message that is replied to."""
    if incoming.thread_id is not None:
        number = tickets.in_thread(conn, incoming.thread_id) or experts.ticket_of(conn, incoming.thread_id)
        if number is not None:
            return number
    if incoming.reply_to is None:
        return None
    return said.ticket_of_message(conn, incoming.chat_id, incoming.reply_to)


def among_experts(conn: Connection, incoming: Incoming) -> bool:
    """Whether that was said in a topic of experts called together."""
    return incoming.thread_id is not None and experts.ticket_of(conn, incoming.thread_id) is not None


def answers_form(turn: Turn, number: int | None) -> bool:
    """Whether a form took the message. What the ticket refuses is said, and the form stays."""
    try:
        return forms.take_answer(turn, number)
    except Refused as refused:
        words = refusal_text(turn.conn, turn.desk, turn.language, refused, turn.now)
        turn.reply("engineer-refused", {"words": words})
        return True


def pass_on(turn: Turn, number: int) -> None:
    """Words, or a file, of one of ours go to the ticket's customer: that counts as an answer."""
    incoming = turn.incoming
    said_id = keep(turn, number, "engineer", incoming.text)
    if said_id is None:
        return
    if incoming.group_id is not None:
        data = {"ticket": number, "group": incoming.group_id, "chat": incoming.chat_id}
        key = f"album:{incoming.chat_id}:{incoming.group_id}"
        due = turn.now + timedelta(seconds=_ALBUM_SECONDS)
        timers.arm(turn.conn, key, "album", due, ticket=number, data=data)
    else:
        ticket = tickets.load(turn.conn, number)
        relay(turn.conn, ticket.customer_id, [said_id], number, turn.now)
    apply.apply(turn.conn, turn.desk, number, Say(turn.person.id, customer=False), turn.now)


def edited(turn: Turn) -> None:
    """A changed message: a note stays a note, the customer's copy of anything else changes with it."""
    incoming = turn.incoming
    one = said.find(turn.conn, incoming.chat_id, incoming.message_id)
    if one is None:
        forms.take_edit(turn)
        return
    if one.person_id != incoming.person_id or one.ticket is None:
        return
    note = note_in(incoming.text)
    if one.side == "note":
        said.edit(turn.conn, one, incoming.text.strip() if note is None else note, turn.now)
    elif note is not None:
        turn.reply("note-too-late")
    elif said.edit(turn.conn, one, incoming.text, turn.now):
        customer = tickets.load(turn.conn, one.ticket).customer_id
        relay_edit(turn.conn, one.id, one.ticket, customer, turn.now)
