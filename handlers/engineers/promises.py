"""An acknowledgement is a promise: by when, "I am on it", "I cannot". Buttons, and a typed time."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from domain.tickets.commands import CallExperts, Promise, Release
from domain.tickets.decide import decide
from domain.tickets.duty import LONG_QUIET
from domain.tickets.events import Ticket
from domain.tickets.promised import promised_at
from domain.tickets.refused import Refused
from handlers.engineers.form_life import begin
from handlers.engineers.form_pages import put
from handlers.incoming import Answer
from handlers.staff import Turn, number_in
from storage import apply, cards, forms, tickets
from storage.forms import Form
from views.callbacks import Press
from views.texts import plain
from views.times import clock_time

_MINUTES = {"m0": 0, "m15": 15, "m30": 30, "m60": 60, "on": 15}


def press(turn: Turn, pressed: Press) -> Answer:
    """pm ticket round code: a time, another one, on it, still on it, cannot; Refused for a button of an older round."""
    ticket, code = tickets.load(turn.conn, number_in(pressed, 0)), pressed.word(2)
    if number_in(pressed, 1) != ticket.round:
        raise Refused("refused-stale")
    if code in ("other", "again"):
        return _ask(turn, ticket)
    if code == "no":
        return _release(turn, ticket)
    if code == "yes":
        _promise(turn, ticket, turn.now + LONG_QUIET)
        _settle(turn, ticket.id, "promise-still", {})
        return Answer(plain(turn.language, "engineer-did-still", number=ticket.id))
    if code not in _MINUTES:
        raise ValueError(code)
    until = turn.now + timedelta(minutes=_MINUTES[code])
    _promise(turn, ticket, until)
    _settle(turn, ticket.id, "promise-noted", {"until": {"at": until.isoformat()}})
    shown = clock_time(until, _zone(turn, ticket), turn.now, turn.language)
    return Answer(plain(turn.language, "engineer-did-promise", number=ticket.id, until=shown))


def take_time(turn: Turn, form: Form, words: str) -> bool:
    """The typed time of the form; False if it cannot be read, which is said. Refused if it is too far away."""
    ticket = tickets.load(turn.conn, form.ticket)
    until = promised_at(words, turn.now, _zone(turn, ticket))
    if until is None:
        turn.reply("form-when-unclear")
        return False
    _promise(turn, ticket, until)
    forms.close(turn.conn, form, turn.now)
    put(turn, form, "form-when-set", {"number": ticket.id, "until": {"at": until.isoformat()}})
    return True


def call_experts(turn: Turn, ticket: Ticket) -> Answer:
    """Call the contract's experts together; for the assignee and for managers."""
    people = turn.desk.experts.get(ticket.contract, ())
    if set(people) <= set(ticket.experts):
        raise Refused("refused-no-experts")
    if not turn.person.is_manager and ticket.assignee_id != turn.person.id:
        if ticket.assignee_id is None:
            raise Refused("refused-nobody-has-it")
        raise Refused("refused-not-yours", who=ticket.assignee_id)
    apply.apply(turn.conn, turn.desk, ticket.id, CallExperts(turn.person.id, people), turn.now)
    return Answer(plain(turn.language, "engineer-did-exp", number=ticket.id))


def _ask(turn: Turn, ticket: Ticket) -> Answer:
    # Asked before the time is typed, so that nobody promises what they cannot.
    decide(ticket, tickets.history(turn.conn, ticket.id), Promise(turn.person.id, turn.now), turn.now)
    begin(turn, ticket, "promise", "when")
    return Answer()


def _promise(turn: Turn, ticket: Ticket, until: datetime) -> None:
    apply.apply(turn.conn, turn.desk, ticket.id, Promise(turn.person.id, until), turn.now)


def _release(turn: Turn, ticket: Ticket) -> Answer:
    apply.apply(turn.conn, turn.desk, ticket.id, Release(turn.person.id, "cannot"), turn.now)
    _settle(turn, ticket.id, "promise-released", {})
    return Answer(plain(turn.language, "engineer-did-release", number=ticket.id))


def _settle(turn: Turn, number: int, text_id: str, variables: dict[str, object]) -> None:
    """A reminder shows its answer instead of its buttons; a card is drawn anew by itself."""
    card = cards.find(turn.conn, number, turn.incoming.chat_id)
    if card is None or card[0] != turn.incoming.message_id:
        turn.revise(text_id, {"number": number, **variables}, ticket=number)


def _zone(turn: Turn, ticket: Ticket) -> ZoneInfo:
    """The contract's: cards show the promise in it."""
    return ZoneInfo(turn.desk.contract(ticket.contract).timezone)
