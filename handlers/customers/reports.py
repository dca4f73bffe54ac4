"""From the first words to a ticket: gather, read, ask only what matters, open.

While a question is unanswered nothing is held back: after `desk.silence_seconds` the ticket is opened at the highest
level still possible, and the question stays open.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection

from domain.desk import Desk
from domain.triage.facts import Kind
from domain.triage.reading import Reading, read
from handlers.customers import asking, opening
from handlers.customers.routing import deliver_guessed
from handlers.customers.told import Told
from handlers.customers.words import keep, text_of
from handlers.incoming import Incoming
from handlers.speak import say
from storage import drafts, people, said, tickets, timers
from storage.drafts import Draft

_GATHER_AT_MOST = 30


def begin(conn: Connection, desk: Desk, incoming: Incoming, now: datetime, *, routing: bool = False) -> None:
    """The first message of something new, or of something whose ticket is not known yet."""
    contracts = people.contracts_of(conn, incoming.person_id)
    draft = drafts.create(
        conn, incoming.person_id, "routing" if routing else "gathering", now,
        contracts[0] if len(contracts) == 1 else None,
    )  # fmt: skip
    add(conn, desk, draft, incoming, now)


def add(conn: Connection, desk: Desk, draft: Draft, incoming: Incoming, now: datetime) -> None:
    """Another message of the same report; the reading waits until the customer pauses."""
    if keep(conn, incoming, now, draft=draft.id) is None:
        return
    if draft.state == "asking" and draft.question == "route":
        return
    latest = draft.created_at + timedelta(seconds=_GATHER_AT_MOST)
    settle_at = min(now + timedelta(seconds=desk.gather_seconds), max(latest, now + timedelta(seconds=1)))
    timers.arm(
        conn, f"gather:{draft.id}", "gather", settle_at, person_id=draft.person_id, data={"draft": draft.id}
    )


def take_up(conn: Connection, desk: Desk, person_id: int, now: datetime) -> None:
    """Access was granted: what the stranger wrote before becomes their first report, unless it was small talk."""
    words = said.unplaced(conn, person_id)
    contracts = people.contracts_of(conn, person_id)
    if not words or not contracts:
        return
    draft = drafts.create(conn, person_id, "gathering", now, contracts[0] if len(contracts) == 1 else None)
    for word in words:
        said.move_to_draft(conn, word.id, draft.id)
    reading = read(text_of(words))
    if reading.kind is Kind.FAULT or any(word.media for word in words):
        settle(conn, desk, draft.id, now)
    else:
        drafts.change(conn, draft.id, now, state="dropped")


def settle(conn: Connection, desk: Desk, number: int, now: datetime) -> None:
    """The customer paused: read everything and do the next thing."""
    draft = drafts.get(conn, number)
    if draft.ticket is not None or draft.state not in drafts.LIVE:
        return
    if draft.state == "routing":
        asking.ask_route(conn, desk, draft, now)
        return
    words = said.of_draft(conn, draft.id)
    reading = read(text_of(words))
    if draft.kind is None and reading.kind is Kind.OTHER and reading.sure and not any(w.media for w in words):
        drafts.change(conn, draft.id, now, state="dropped")
        say(conn, draft.person_id, now, "report-nothing-to-do")
        return
    if draft.contract is None:
        asking.ask_contract(conn, desk, draft, now)
        return
    if draft.kind is None and not reading.sure:
        asking.ask_kind(conn, desk, draft, now)
        return
    go_on(conn, desk, draft, reading, now)


def go_on(conn: Connection, desk: Desk, draft: Draft, reading: Reading, now: datetime) -> None:
    """The kind of request is known: ask what still decides the level, or open the ticket."""
    kind = Kind(draft.kind) if draft.kind else reading.kind
    if kind is not Kind.FAULT:
        opening.file(conn, desk, draft, kind, now)
        return
    assert draft.contract is not None
    question = Told.of(draft).next_question(desk.contracts[draft.contract].preset.rules, reading)
    if question is None:
        opening.open_fault(conn, desk, draft, reading, now, provisional=False)
        return
    if draft.state == "asking" and draft.question == question.id:
        return
    asking.ask_severity(conn, desk, draft, question, now)


def silent(conn: Connection, desk: Desk, number: int, now: datetime) -> None:
    """No answer for two minutes: open what there is, at the highest level still possible, and keep the question open."""
    draft = drafts.get(conn, number)
    if draft.ticket is not None or draft.state not in drafts.LIVE:
        return
    reading = read(text_of(said.of_draft(conn, draft.id)))
    if draft.question == "route":
        open_now = tickets.open_of(conn, draft.person_id)
        waiting = tickets.waiting_of(conn, draft.person_id)
        if len(waiting) == 1:
            # Somebody waits for this customer's word: it is likelier that word than anything else.
            deliver_guessed(conn, desk, draft, tickets.load(conn, waiting[0]), now)
        elif reading.kind is Kind.FAULT or not open_now:
            settle_as_new(conn, desk, draft, now)
        else:
            deliver_guessed(conn, desk, draft, tickets.load(conn, open_now[0]), now)
        return
    kind = Kind(draft.kind) if draft.kind else reading.kind
    contract = draft.contract or people.contracts_of(conn, draft.person_id)[0]
    draft = drafts.change(conn, draft.id, now, contract=contract)
    if kind is Kind.FAULT:
        opening.open_fault(conn, desk, draft, reading, now, provisional=True)
    else:
        opening.file(conn, desk, draft, kind, now)


def settle_as_new(conn: Connection, desk: Desk, draft: Draft, now: datetime) -> None:
    """The messages belong to no open ticket: they are a report of their own."""
    drafts.change(conn, draft.id, now, state="gathering", question=None, fence=draft.fence + 1)
    settle(conn, desk, draft.id, now)
