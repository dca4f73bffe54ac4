"""The customer's buttons. Whose ticket it is, is read from the records at each press."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection

from domain.desk import Desk
from domain.plans.surveys import LOW
from domain.tickets.commands import AnswerPause, Confirm, NotRepaired, Rate, Withdraw
from domain.tickets.events import State, Ticket
from domain.tickets.refused import Refused
from handlers import consent
from handlers.customers import answers, appointments, courses, offers, onboarding, service_reports, surveys
from handlers.customers.turn import Turn
from handlers.incoming import Answer, Incoming
from handlers.receipts import send_receipt
from handlers.refusals import refusal_text
from handlers.speak import button, revise, say
from storage import apply, cards, drafts, people, said, tickets, timers
from views.account import account_lines
from views.callbacks import Press
from views.cards import pause_label
from views.texts import LANGUAGES, Safe, lines, plain, text


def press(conn: Connection, desk: Desk, incoming: Incoming, pressed: Press, now: datetime) -> Answer:
    """Act on a press; every one gets an answer. ValueError or LookupError mean forged data."""
    person = people.find(conn, incoming.person_id) or onboarding.greet(conn, desk, incoming, now)
    if incoming.private and person.reachable != "yes":
        people.change(conn, person.id, reachable="yes")
    try:
        return _ACTIONS[pressed.verb](Turn(conn, desk, incoming, pressed, person, now))
    except Refused as refused:
        return Answer(refusal_text(conn, desk, person.language, refused, now), alert=True)


def _confirm(turn: Turn) -> Answer:
    ticket = turn.own_repair()
    apply.apply(turn.conn, turn.desk, ticket.id, Confirm(turn.person.id), turn.now)
    _show_outcome(turn, ticket, "customer-confirmed-line")
    return turn.answer("done")


def _not_repaired(turn: Turn) -> Answer:
    ticket = turn.own_repair()
    apply.apply(turn.conn, turn.desk, ticket.id, NotRepaired(turn.person.id), turn.now)
    _show_outcome(turn, ticket, "customer-contested-line")
    turn.focus(ticket.id)
    return turn.answer("done")


def _show_outcome(turn: Turn, ticket: Ticket, text_id: str) -> None:
    """The question shows its answer; the living card shows the new state by itself."""
    card = cards.find(turn.conn, ticket.id, turn.incoming.chat_id)
    if card is not None and card[0] == turn.incoming.message_id:
        return
    # What was done and the advice are said nowhere else to the customer: they stay above the answer.
    language = turn.person.language
    account = account_lines(ticket, language) if ticket.state is State.RESOLVED else Safe("")
    outcome = lines(account, text(language, text_id, number=ticket.id))
    turn.revise("customer-outcome", {"lines": {"safe": str(outcome)}}, ticket=ticket.id)


def _rate(turn: Turn) -> Answer:
    ticket, stars = turn.own_ticket(), turn.pressed.number(1)
    if not 1 <= stars <= 5:
        raise ValueError("stars")
    apply.apply(turn.conn, turn.desk, ticket.id, Rate(turn.person.id, stars), turn.now)
    comment = [[button("button-add-comment", "cm", ticket.id)]]
    if stars <= LOW:
        data = {"ticket": ticket.id}
        timers.arm(turn.conn, f"rating-low:{ticket.id}", "rating-low", turn.now, data=data)
    turn.revise("rating-thanks", {"number": ticket.id, "stars": stars}, buttons=comment, ticket=ticket.id)
    return turn.answer("rating-noted")


def _comment(turn: Turn) -> Answer:
    ticket = turn.own_ticket()
    people.change(turn.conn, turn.person.id, asking=f"comment:{ticket.id}")
    turn.say("ask-comment", {"number": ticket.id}, ticket=ticket.id)
    return Answer()


def _object(turn: Turn) -> Answer:
    ticket = turn.own_ticket(still_open=True)
    people.change(turn.conn, turn.person.id, asking=f"object:{ticket.id}")
    turn.say("ask-objection", {"number": ticket.id}, ticket=ticket.id)
    return Answer()


def _withdraw(turn: Turn) -> Answer:
    if len(turn.pressed.args) < 2:
        ticket = turn.own_ticket(still_open=True)
        rows = [[button("button-withdraw-yes", "wd", ticket.id, "yes"), button("button-withdraw-no", "no")]]
        turn.say("ask-withdraw", {"number": ticket.id}, buttons=rows, ticket=ticket.id)
        return Answer()
    ticket = turn.own_ticket()
    apply.apply(turn.conn, turn.desk, ticket.id, Withdraw(turn.person.id), turn.now)
    _show_outcome(turn, ticket, "customer-withdrawn-line")
    return turn.answer("done")


def _pause(turn: Turn) -> Answer:
    ticket = turn.own_ticket()
    question = ticket.pause_asked
    if question.get("seq") != turn.pressed.number(1):
        raise Refused("refused-pause-over")
    agreed = _yes(turn)
    after = apply.apply(turn.conn, turn.desk, ticket.id, AnswerPause(turn.person.id, agreed), turn.now)
    variables: dict[str, object] = {"number": ticket.id}
    if agreed:
        variables["until"] = {"at": after.pause["until"]}
        preset = turn.desk.preset_of(after)
        variables["reason"] = pause_label(after.pause["reason"], turn.person.language, preset)
    turn.revise("pause-answer-yes" if agreed else "pause-answer-no", variables, ticket=ticket.id)
    return turn.answer("done")


def _regrade(turn: Turn) -> Answer:
    ticket, seq = turn.own_ticket(), turn.pressed.number(1)
    consent.answer_regrade(
        turn.conn, turn.desk, ticket, seq, turn.person.id, "customer", _yes(turn), turn.now
    )
    return turn.answer("done")


def _yes(turn: Turn) -> bool:
    answer = {"y": True, "n": False}.get(turn.pressed.word(2))
    if answer is None:
        raise ValueError("neither yes nor no")
    return answer


def _never_mind(turn: Turn) -> Answer:
    turn.revise("never-mind")
    return Answer()


def _language(turn: Turn) -> Answer:
    language = turn.pressed.word(0)
    if language not in LANGUAGES:
        raise ValueError(language)
    people.change(turn.conn, turn.person.id, language=language)
    chat_id, message_id = turn.incoming.chat_id, turn.incoming.message_id
    revise(turn.conn, chat_id, message_id, turn.now, "language-chosen", language=language)
    for number in tickets.open_of(turn.conn, turn.person.id):
        apply.refresh_cards(turn.conn, turn.desk, tickets.load(turn.conn, number), turn.now)
    return Answer(plain(language, "done"))


def _ask_access(turn: Turn) -> Answer:
    if people.contracts_of(turn.conn, turn.person.id):
        raise Refused("access-have-already")
    people.change(turn.conn, turn.person.id, asking="access")
    turn.say("ask-access")
    return Answer()


def _name_right(turn: Turn) -> Answer:
    if turn.person.asking == "name":
        onboarding.name_kept(turn.conn, turn.desk, turn.person.id, turn.now)
    turn.revise("name-kept", {"name": turn.person.name})
    return Answer()


def _move(turn: Turn) -> Answer:
    """The message was not for that ticket: a copy of it becomes a report of its own; nothing is unsaid."""
    one = said.get(turn.conn, turn.pressed.number(0))
    if one.person_id != turn.person.id or one.ticket is None:
        raise Refused("button-not-yours")
    if one.draft is not None:
        raise Refused("button-stale")
    contract = tickets.load(turn.conn, one.ticket).contract
    draft = drafts.create(turn.conn, turn.person.id, "gathering", turn.now, contract)
    said.move_to_draft(turn.conn, one.id, draft.id)
    variables = {"number": one.ticket}
    say(turn.conn, turn.desk.engineers_chat, turn.now, "talk-moved-team", variables, ticket=one.ticket)
    turn.revise("talk-moved", variables)
    data = {"draft": draft.id}
    timers.arm(turn.conn, f"gather:{draft.id}", "gather", turn.now, person_id=turn.person.id, data=data)
    return turn.answer("done")


def _receipt(turn: Turn) -> Answer:
    send_receipt(turn.conn, turn.own_ticket().id, turn.incoming.chat_id, turn.now)
    return Answer()


def _show(turn: Turn) -> Answer:
    ticket = turn.own_ticket()
    apply.show_card(turn.conn, ticket, turn.incoming.chat_id, turn.now)
    if not ticket.open:
        return Answer()
    turn.focus(ticket.id)
    return turn.answer("talk-focus", number=ticket.id)


_ACTIONS: dict[str, Callable[[Turn], Answer]] = {
    "q": answers.press_answer,
    "kd": answers.press_kind,
    "ct": answers.press_contract,
    "rt": answers.press_route,
    "cf": _confirm,
    "nr": _not_repaired,
    "st": _rate,
    "cm": _comment,
    "ob": _object,
    "wd": _withdraw,
    "pz": _pause,
    "ra": _regrade,
    "no": _never_mind,
    "lg": _language,
    "aa": _ask_access,
    "nm": _name_right,
    "mv": _move,
    "sh": _show,
    "sl": _receipt,
    "ur": service_reports.press_report,
    **dict.fromkeys(appointments.VERBS, appointments.press),
    "vs": surveys.press,
    **courses.ACTIONS,
    **offers.ACTIONS,
}
VERBS = frozenset(_ACTIONS)
"""Verbs of the buttons that customers get."""
