"""The customer's buttons. Whose ticket it is, is read from the records at each press."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import Connection

from domain.desk import Desk
from domain.tickets.decide import Confirm, NotRepaired, Rate, Refused, Withdraw
from domain.tickets.events import State, Ticket
from handlers.customers import onboarding, reports
from handlers.incoming import Answer, Incoming
from handlers.refusals import refusal_text
from handlers.speak import button, revise, say
from storage import apply, cards, drafts, people, said, tickets, timers
from storage.people import Someone
from views.account import account_lines
from views.callbacks import Press
from views.texts import LANGUAGES, Safe, lines, plain, text


def press(conn: Connection, desk: Desk, incoming: Incoming, pressed: Press, now: datetime) -> Answer:
    """Act on a press; every one gets an answer. ValueError or LookupError mean forged data."""
    person = people.find(conn, incoming.person_id) or onboarding.greet(conn, desk, incoming, now)
    if incoming.private and person.reachable != "yes":
        people.change(conn, person.id, reachable="yes")
    try:
        return _ACTIONS[pressed.verb](conn, desk, incoming, pressed, person, now)
    except Refused as refused:
        return Answer(refusal_text(conn, desk, person.language, refused, now), alert=True)


def _own(conn: Connection, pressed: Press, person: Someone) -> Ticket | None:
    ticket = tickets.load(conn, pressed.number(0))
    return ticket if ticket.customer_id == person.id else None


def _not_yours(person: Someone) -> Answer:
    return Answer(plain(person.language, "button-not-yours"), alert=True)


def _confirm(
    conn: Connection, desk: Desk, incoming: Incoming, pressed: Press, person: Someone, now: datetime
) -> Answer:
    ticket = _own(conn, pressed, person)
    if ticket is None:
        return _not_yours(person)
    if pressed.number(1) != ticket.round:
        return Answer(plain(person.language, "button-stale"), alert=True)
    apply.apply(conn, desk, ticket.id, Confirm(person.id), now)
    _show_outcome(conn, incoming, ticket, person, "customer-confirmed-line", now)
    return Answer(plain(person.language, "done"))


def _not_repaired(
    conn: Connection, desk: Desk, incoming: Incoming, pressed: Press, person: Someone, now: datetime
) -> Answer:
    ticket = _own(conn, pressed, person)
    if ticket is None:
        return _not_yours(person)
    if pressed.number(1) != ticket.round:
        return Answer(plain(person.language, "button-stale"), alert=True)
    apply.apply(conn, desk, ticket.id, NotRepaired(person.id), now)
    _show_outcome(conn, incoming, ticket, person, "customer-contested-line", now)
    people.change(conn, person.id, focus_ticket=ticket.id, focus_until=now + timedelta(minutes=10))
    return Answer(plain(person.language, "done"))


def _show_outcome(
    conn: Connection, incoming: Incoming, ticket: Ticket, person: Someone, text_id: str, now: datetime
) -> None:
    """The question shows its answer; the living card shows the new state by itself."""
    card = cards.find(conn, ticket.id, incoming.chat_id)
    if card is not None and card[0] == incoming.message_id:
        return
    # What was done and the advice are said nowhere else to the customer: they stay above the answer.
    account = account_lines(ticket, person.language) if ticket.state is State.RESOLVED else Safe("")
    outcome = lines(account, text(person.language, text_id, number=ticket.id))
    revise(conn, incoming.chat_id, incoming.message_id, now, "customer-outcome",
           {"lines": {"safe": str(outcome)}}, ticket=ticket.id)  # fmt: skip


def _rate(
    conn: Connection, desk: Desk, incoming: Incoming, pressed: Press, person: Someone, now: datetime
) -> Answer:
    ticket, stars = _own(conn, pressed, person), pressed.number(1)
    if ticket is None:
        return _not_yours(person)
    if not 1 <= stars <= 5:
        raise ValueError("stars")
    apply.apply(conn, desk, ticket.id, Rate(person.id, stars), now)
    revise(conn, incoming.chat_id, incoming.message_id, now, "rating-thanks",
           {"number": ticket.id, "stars": stars}, buttons=[[button("button-add-comment", "cm", ticket.id)]],
           ticket=ticket.id)  # fmt: skip
    return Answer(plain(person.language, "rating-noted"))


def _comment(
    conn: Connection, desk: Desk, incoming: Incoming, pressed: Press, person: Someone, now: datetime
) -> Answer:
    ticket = _own(conn, pressed, person)
    if ticket is None:
        return _not_yours(person)
    people.change(conn, person.id, asking=f"comment:{ticket.id}")
    say(conn, person.id, now, "ask-comment", {"number": ticket.id}, ticket=ticket.id)
    return Answer()


def _object(
    conn: Connection, desk: Desk, incoming: Incoming, pressed: Press, person: Someone, now: datetime
) -> Answer:
    ticket = _own(conn, pressed, person)
    if ticket is None:
        return _not_yours(person)
    if not ticket.open:
        raise Refused("refused-closed")
    people.change(conn, person.id, asking=f"object:{ticket.id}")
    say(conn, person.id, now, "ask-objection", {"number": ticket.id}, ticket=ticket.id)
    return Answer()


def _withdraw(
    conn: Connection, desk: Desk, incoming: Incoming, pressed: Press, person: Someone, now: datetime
) -> Answer:
    ticket = _own(conn, pressed, person)
    if ticket is None:
        return _not_yours(person)
    if len(pressed.args) < 2:
        if not ticket.open:
            raise Refused("refused-closed")
        rows = [[button("button-withdraw-yes", "wd", ticket.id, "yes"), button("button-withdraw-no", "no")]]
        say(conn, person.id, now, "ask-withdraw", {"number": ticket.id}, buttons=rows, ticket=ticket.id)
        return Answer()
    apply.apply(conn, desk, ticket.id, Withdraw(person.id), now)
    _show_outcome(conn, incoming, ticket, person, "customer-withdrawn-line", now)
    return Answer(plain(person.language, "done"))


def _never_mind(
    conn: Connection, desk: Desk, incoming: Incoming, pressed: Press, person: Someone, now: datetime
) -> Answer:
    revise(conn, incoming.chat_id, incoming.message_id, now, "never-mind")
    return Answer()


def _language(
    conn: Connection, desk: Desk, incoming: Incoming, pressed: Press, person: Someone, now: datetime
) -> Answer:
    language = pressed.word(0)
    if language not in LANGUAGES:
        raise ValueError(language)
    people.change(conn, person.id, language=language)
    revise(conn, incoming.chat_id, incoming.message_id, now, "language-chosen", language=language)
    for number in tickets.open_of(conn, person.id):
        apply.refresh_cards(conn, desk, tickets.load(conn, number), now)
    return Answer(plain(language, "done"))


def _ask_access(
    conn: Connection, desk: Desk, incoming: Incoming, pressed: Press, person: Someone, now: datetime
) -> Answer:
    if people.contracts_of(conn, person.id):
        return Answer(plain(person.language, "access-have-already"), alert=True)
    people.change(conn, person.id, asking="access")
    say(conn, person.id, now, "ask-access")
    return Answer()


def _name_right(
    conn: Connection, desk: Desk, incoming: Incoming, pressed: Press, person: Someone, now: datetime
) -> Answer:
    if person.asking == "name":
        onboarding.name_kept(conn, desk, person.id, now)
    revise(conn, incoming.chat_id, incoming.message_id, now, "name-kept", {"name": person.name})
    return Answer()


def _move(
    conn: Connection, desk: Desk, incoming: Incoming, pressed: Press, person: Someone, now: datetime
) -> Answer:
    """The message was not for that ticket: a copy of it becomes a report of its own; nothing is unsaid."""
    one = said.get(conn, pressed.number(0))
    if one.person_id != person.id or one.ticket is None:
        return _not_yours(person)
    if one.draft is not None:
        return Answer(plain(person.language, "button-stale"), alert=True)
    contract = tickets.load(conn, one.ticket).contract
    draft = drafts.create(conn, person.id, "gathering", now, contract)
    said.move_to_draft(conn, one.id, draft.id)
    say(conn, desk.engineers_chat, now, "talk-moved-team", {"number": one.ticket}, ticket=one.ticket)
    revise(conn, incoming.chat_id, incoming.message_id, now, "talk-moved", {"number": one.ticket})
    timers.arm(conn, f"gather:{draft.id}", "gather", now, person_id=person.id, data={"draft": draft.id})
    return Answer(plain(person.language, "done"))


def _show(
    conn: Connection, desk: Desk, incoming: Incoming, pressed: Press, person: Someone, now: datetime
) -> Answer:
    ticket = _own(conn, pressed, person)
    if ticket is None:
        return _not_yours(person)
    apply.show_card(conn, ticket, incoming.chat_id, now)
    if ticket.open:
        people.change(conn, person.id, focus_ticket=ticket.id, focus_until=now + timedelta(minutes=10))
    return Answer(plain(person.language, "talk-focus", number=ticket.id) if ticket.open else "")


def _report(
    act: Callable[[Connection, Desk, Incoming, Press, datetime], Answer],
) -> Callable[[Connection, Desk, Incoming, Press, Someone, datetime], Answer]:
    def acted(
        conn: Connection, desk: Desk, incoming: Incoming, pressed: Press, person: Someone, now: datetime
    ) -> Answer:
        return act(conn, desk, incoming, pressed, now)

    return acted


_ACTIONS: dict[str, Callable[[Connection, Desk, Incoming, Press, Someone, datetime], Answer]] = {
    "q": _report(reports.press_answer),
    "kd": _report(reports.press_kind),
    "ct": _report(reports.press_contract),
    "rt": _report(reports.press_route),
    "cf": _confirm,
    "nr": _not_repaired,
    "st": _rate,
    "cm": _comment,
    "ob": _object,
    "wd": _withdraw,
    "no": _never_mind,
    "lg": _language,
    "aa": _ask_access,
    "nm": _name_right,
    "mv": _move,
    "sh": _show,
}
VERBS = frozenset(_ACTIONS)
"""Verbs of the buttons that customers get."""
