"""The customer answers a question of a report by a button."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from domain.desk import Desk
from domain.severity import QUESTIONS, highest_possible
from domain.tickets.commands import Regrade
from domain.tickets.refused import Refused
from domain.triage.facts import Kind
from domain.triage.reading import Reading, read
from handlers.customers import asking, reports
from handlers.customers.routing import deliver
from handlers.customers.told import Told
from handlers.customers.turn import Turn
from handlers.customers.words import text_of
from handlers.incoming import Answer
from handlers.speak import say
from storage import apply, drafts, people, said, tickets, timers
from storage.drafts import Draft


def press_answer(turn: Turn) -> Answer:
    """About the severity: q draft fence question option. The number after the last option means: not sure."""
    question, place = list(QUESTIONS.values())[turn.pressed.number(2)], turn.pressed.number(3)
    draft = turn.own_draft(question.id)
    reading = read(text_of(said.of_draft(turn.conn, draft.id)))
    told = Told.of(draft)
    if place == len(question.options):
        told, chosen = told.not_answered(question), "option-unsure"
    else:
        option = question.options[place]
        told, chosen = told.answered(reading, question, option), f"option-{question.id}-{option.id}"
    draft = _answered(turn, draft, {"id": chosen}, knowledge=told.stored())
    _after_answer(turn.conn, turn.desk, draft, reading, turn.now)
    return turn.answer(chosen)


def press_kind(turn: Turn) -> Answer:
    """What kind of request it is: kd draft fence kind."""
    draft, kind = turn.own_draft("kind"), Kind(turn.pressed.word(2))
    if kind not in asking.ASKABLE:
        raise ValueError(kind)
    chosen = f"kind-{kind.value}"
    draft = _answered(turn, draft, {"id": chosen}, kind=kind.value)
    if draft.ticket is None:
        reports.settle(turn.conn, turn.desk, draft.id, turn.now)
    elif kind is Kind.FAULT:
        reading = read(text_of(said.of_draft(turn.conn, draft.id)))
        _after_answer(turn.conn, turn.desk, draft, reading, turn.now)
    return turn.answer(chosen)


def press_contract(turn: Turn) -> Answer:
    """Under which contract: ct draft fence place."""
    draft = _without_ticket(turn.own_draft("contract"))
    code = people.contracts_of(turn.conn, turn.person.id)[turn.pressed.number(2)]
    customer = turn.desk.contracts[code].customer
    _answered(turn, draft, customer, contract=code)
    reports.settle(turn.conn, turn.desk, draft.id, turn.now)
    return Answer(customer[:180])


def press_route(turn: Turn) -> Answer:
    """Which ticket the messages are for: rt draft fence ticket (0: a new report)."""
    draft, number = _without_ticket(turn.own_draft("route")), turn.pressed.number(2)
    if not number:
        draft = _answered(turn, draft, {"id": "button-new-report"})
        reports.settle_as_new(turn.conn, turn.desk, draft, turn.now)
        return turn.answer("done")
    ticket = tickets.load(turn.conn, number)
    if ticket.customer_id != turn.person.id:
        raise Refused("button-not-yours")
    draft = _answered(turn, draft, f"#{number} {ticket.title[:40]}")
    deliver(turn.conn, turn.desk, draft, ticket, turn.now)
    turn.focus(number)
    return turn.answer("done")


def _without_ticket(draft: Draft) -> Draft:
    if draft.ticket is not None:
        raise Refused("button-stale")
    return draft


def _answered(turn: Turn, draft: Draft, shown: object, **learnt: str) -> Draft:
    """The question shows its answer; its buttons, wherever they still stand, do nothing any more."""
    variables = {"question": {"id": f"question-{draft.question}"}, "answer": shown}
    turn.revise("question-answered", variables)
    timers.disarm(turn.conn, f"silence:{draft.id}")
    return drafts.change(turn.conn, draft.id, turn.now, question=None, fence=draft.fence + 1, **learnt)


def _after_answer(conn: Connection, desk: Desk, draft: Draft, reading: Reading, now: datetime) -> None:
    if draft.ticket is None:
        reports.go_on(conn, desk, draft, reading, now)
        return
    ticket = tickets.load(conn, draft.ticket)
    if not ticket.open or ticket.level is None:
        drafts.change(conn, draft.id, now, state="filed")
        return
    rules, told = desk.contract(ticket.contract).preset.rules, Told.of(draft)
    question, known = told.next_question(rules, reading), told.with_read(reading)
    level = highest_possible(rules, known)
    if level != ticket.level or ticket.provisional != (question is not None):
        regrade = Regrade(draft.person_id, level, "answers", known.facts().to_json(), question is not None)
        apply.apply(conn, desk, ticket.id, regrade, now)
    if question is not None:
        asking.ask_severity(conn, desk, draft, question, now)
        return
    drafts.change(conn, draft.id, now, state="filed")
    if level != ticket.level:
        variables = {"number": ticket.id, "level": level}
        say(conn, draft.person_id, now, "customer-level-now", variables, ticket=ticket.id)
