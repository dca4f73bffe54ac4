"""A report becomes a ticket, and its messages go to the team."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from domain.desk import Desk
from domain.severity import highest_possible
from domain.tickets.commands import Assign, Opening
from domain.triage.facts import Facts, Kind
from domain.triage.reading import Reading
from handlers.customers.told import Told
from handlers.customers.words import in_albums, text_of, title_of
from handlers.speak import relay, say
from storage import apply, drafts, said, timers
from storage.drafts import Draft


def open_fault(
    conn: Connection, desk: Desk, draft: Draft, reading: Reading, now: datetime, *, provisional: bool
) -> None:
    """Open a fault at the highest level still possible. `provisional`: the draft's question stays open."""
    assert draft.contract is not None
    known = Told.of(draft).with_read(reading)
    level = highest_possible(desk.contracts[draft.contract].preset.rules, known)
    _open(conn, desk, draft, Kind.FAULT, level, known.facts(), now, provisional=provisional)


def file(conn: Connection, desk: Desk, draft: Draft, kind: Kind, now: datetime) -> None:
    """Open a request that has no level. An opener that hides its matter must not be lost: it is filed as a question."""
    filed = Kind.CONSULTATION if kind is Kind.OTHER else kind
    _open(conn, desk, draft, filed, None, Facts(), now, provisional=False)


def _open(
    conn: Connection,
    desk: Desk,
    draft: Draft,
    kind: Kind,
    level: int | None,
    facts: Facts,
    now: datetime,
    *,
    provisional: bool,
) -> None:
    assert draft.contract is not None
    contract = desk.contracts[draft.contract]
    words = said.of_draft(conn, draft.id)
    opening = Opening(
        kind.value,
        contract.code,
        contract.version,
        draft.person_id,
        title_of(words),
        level,
        facts.to_json(),
        provisional,
    )
    ticket = apply.open_new(conn, desk, opening, now)
    drafts.change(conn, draft.id, now, ticket=ticket.id, state="asking" if provisional else "filed")
    timers.disarm(conn, f"silence:{draft.id}")
    timers.disarm(conn, f"gather:{draft.id}")
    for word in words:
        said.assign(conn, word.id, ticket.id)
    for ids in in_albums(words):
        relay(conn, desk.team_chat(ticket.kind), ids, ticket.id, now)
    if level is None and (owner := desk.owner(kind.value, now)) is not None:
        apply.apply(conn, desk, ticket.id, Assign(owner), now)
    if kind is Kind.COMPLAINT:
        variables = {"number": ticket.id, "customer": contract.customer, "words": text_of(words)[:800]}
        say(conn, desk.managers_chat, now, "managers-complaint", variables, ticket=ticket.id)
