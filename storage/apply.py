"""Carry a command out: decide, keep the events, cache what follows from them, queue what is to be said.

Everything happens in the caller's transaction, so a ticket, its clocks, its timers and its messages are one.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from domain.desk import Desk
from domain.oncall.policies import EXPERTS, to_data
from domain.tickets.clocks import clocks_of
from domain.tickets.commands import CallExperts, Command, Opening
from domain.tickets.decide import decide, open_ticket
from domain.tickets.effects import (
    DropTimers,
    Effect,
    Gather,
    OpenTopic,
    Page,
    RefreshCards,
    ReplaceTimers,
    SetTimer,
    TellCustomer,
    TellManagers,
    TellPerson,
    TellTeam,
    Topic,
    Wake,
    effects,
)
from domain.tickets.events import Event, Happened, Ticket, fold
from domain.tickets.refused import Refused
from storage import cards, duty, incidents, outbox, tickets, timers
from storage.outbox import Lane

_CROWD = 3
_RINGS = ("nudge", "released", "still-on-it")
"""Private words that wait no more than a page would."""


def apply(
    conn: Connection,
    desk: Desk,
    number: int,
    command: Command,
    now: datetime,
    known: Sequence[Event] | None = None,
    *,
    alone: bool = False,
) -> Ticket:
    """Carry out `command` on ticket `number`; raises Refused, or UnknownTicket.

    `known`: all of the ticket's events, if the caller has read them in this very transaction. `alone`: what follows
    for the other tickets of its incident is not carried out, as it comes from one of these.
    """
    events = list(known) if known is not None else tickets.history(conn, number)
    before = fold(number, events)
    desk = duty.with_book(conn, desk, now)
    # A clock that was set back, or a message that comes late, must not make a ticket's story run backwards.
    now = max(now, events[-1].at)
    new = _numbered(decide(before, events, command, now, desk.preset_of(before)), before.seq)
    if not new:
        return before
    new = [_with_policy(event, before, desk) for event in new]
    tickets.append(conn, number, new)
    after = _follow(conn, desk, before, [*events, *new], new, now)
    for other, also in () if alone else incidents.along(conn, before, after, new, now):
        with suppress(Refused):
            apply(conn, desk, other, also, now, alone=True)
    if any(event.type is Happened.REGRADED for event in new):
        return _with_experts(conn, desk, after, now)
    return after


def open_new(
    conn: Connection, desk: Desk, opening: Opening, now: datetime, number: int | None = None
) -> Ticket:
    """Open a ticket; `number` (negative) is for one that nobody is to see."""
    desk = duty.with_book(conn, desk, now)
    if opening.level is not None and not opening.policy:
        opening = replace(opening, policy=to_data(desk.policy_of(opening.contract, opening.level)))
    first = open_ticket(opening, now)
    number = tickets.create(conn, first, number)
    after = fold(number, [first])
    # The card comes in the same transaction as the ticket: from the first second on the customer has something.
    return _with_experts(conn, desk, _follow(conn, desk, None, [first], [first], now, after), now)


def _with_experts(conn: Connection, desk: Desk, ticket: Ticket, now: datetime) -> Ticket:
    """Where the ticket's ladder names experts they are called together at once (P2), whoever is paged beside them."""
    policy = desk.ladder_of(ticket)
    named = policy.status_seconds is not None or any(EXPERTS in step.targets for step in policy.steps)
    people = desk.experts.get(ticket.contract, ())
    if not named or ticket.level is None or not ticket.open or set(people) <= set(ticket.experts):
        return ticket
    return apply(conn, desk, ticket.id, CallExperts(None, people), now)


def _with_policy(event: Event, ticket: Ticket, desk: Desk) -> Event:
    """Another level has its own ladder, the one of this moment; else the ticket keeps the one it started with."""
    if event.type is not Happened.REGRADED:
        return event
    policy = to_data(desk.policy_of(ticket.contract, event.data["level"]))
    return replace(event, data={**event.data, "policy": policy})


def _numbered(new: Sequence[Event], last: int) -> list[Event]:
    return [replace(event, seq=last + place) for place, event in enumerate(new, 1)]


def _follow(
    conn: Connection,
    desk: Desk,
    before: Ticket | None,
    events: Sequence[Event],
    new: Sequence[Event],
    now: datetime,
    after: Ticket | None = None,
) -> Ticket:
    ticket = after or fold(before.id if before else 0, events)
    tickets.cache(conn, ticket, clocks_of(ticket, events, desk.terms(ticket.contract)), events)
    for effect in effects(before, ticket, new, events, desk, now):
        carry_out(conn, desk, ticket, effect, now)
    return ticket


def carry_out(conn: Connection, desk: Desk, ticket: Ticket, effect: Effect, now: datetime) -> None:
    """Queue or arm what an effect asks for."""
    match effect:
        case SetTimer(key=key, kind=kind, due_at=due_at, data=data):
            timers.arm(conn, key, kind, due_at, ticket=ticket.id, data=data)
        case ReplaceTimers(prefix=prefix, timers=wanted):
            timers.replace(conn, ticket.id, prefix, [(t.key, t.kind, t.due_at, t.data) for t in wanted])
        case DropTimers(prefix=prefix):
            timers.disarm_ticket(conn, ticket.id, prefix)
        case RefreshCards():
            refresh_cards(conn, desk, ticket, now)
        case OpenTopic():
            # In a storm the mentions of all tickets come before the topics of any.
            crowded = outbox.waits(conn, desk.engineers_chat, "topic", _CROWD)
            _put(conn, ticket, Lane.ANSWER if crowded else Lane.FIRST_PAGE, desk.engineers_chat, "topic", now)
        case Topic(closed=closed):
            _put(conn, ticket, Lane.CARD, desk.engineers_chat, "topic_state", now, {"closed": closed})
        case Page(people=people, step=step):
            page(conn, desk, ticket, people, step, now)
        case Wake(channel=channel, people=people, step=step) if not incidents.covered(conn, ticket):
            for person in people:
                key = f"wake:{ticket.id}:{ticket.round}:{step}:{channel}:{person}"
                _put(
                    conn,
                    ticket,
                    Lane.PAGE,
                    person,
                    "wake",
                    now,
                    {"channel": channel, "step": step},
                    dedupe=key,
                )
        case Wake():
            # Of an incident only the ticket that leads wakes anybody.
            pass
        case TellCustomer(what=what, data=data):
            _put(conn, ticket, Lane.ANSWER, ticket.customer_id, "customer", now, {"what": what, **data})
        case TellTeam(what=what, data=data):
            lane = Lane.WARNING if what in ("warning", "breach", "explain") else Lane.ANSWER
            _put(conn, ticket, lane, desk.team_chat(ticket.kind), "team", now, {"what": what, **data})
        case Gather(people=people):
            gather(conn, desk, ticket, people, now)
        case TellPerson(person_id=person_id, what=what, data=data):
            lane = Lane.PAGE if what in _RINGS else Lane.WARNING
            _put(conn, ticket, lane, person_id, "person", now, {"what": what, **data})
        case TellManagers(what=what, data=data):
            _put(conn, ticket, Lane.WARNING, desk.managers_chat, "managers", now, {"what": what, **data})


def page(
    conn: Connection, desk: Desk, ticket: Ticket, people: Sequence[int], step: int, now: datetime
) -> None:
    """Wake people up, each privately, and all of them by one mention in the ticket's topic."""
    if incidents.covered(conn, ticket):
        return
    lane = Lane.FIRST_PAGE if step == 0 else Lane.PAGE
    data = {"step": step, "round": ticket.round}
    for person in people:
        key = f"page:{ticket.id}:{ticket.round}:{step}:{person}"
        _put(conn, ticket, lane, person, "page", now, data, dedupe=key)
    key = f"page:{ticket.id}:{ticket.round}:{step}:group"
    _put(
        conn,
        ticket,
        lane,
        desk.engineers_chat,
        "page_group",
        now,
        {**data, "people": list(people)},
        dedupe=key,
    )


def gather(conn: Connection, desk: Desk, ticket: Ticket, people: Sequence[int], now: datetime) -> None:
    """Experts are called privately and mentioned together in a topic of their own; each of them once."""
    for person in people:
        key = f"experts:{ticket.id}:{person}"
        _put(conn, ticket, Lane.PAGE, person, "person", now, {"what": "experts"}, dedupe=key)
    _put(
        conn,
        ticket,
        Lane.PAGE,
        desk.engineers_chat,
        "experts_topic",
        now,
        dedupe=f"experts_topic:{ticket.id}",
    )
    _put(conn, ticket, Lane.PAGE, desk.engineers_chat, "experts", now, {"people": list(people)})


def refresh_cards(conn: Connection, desk: Desk, ticket: Ticket, now: datetime) -> None:
    """Every card, and every page that was sent, is drawn anew; however many changes wait, each is one row."""
    # The first card is the answer to the report; later ones only freshen it.
    lane = Lane.ANSWER if ticket.seq == 1 else Lane.CARD
    places = dict.fromkeys(
        (ticket.customer_id, desk.team_chat(ticket.kind), *cards.chats_of(conn, ticket.id))
    )
    for chat_id in places:
        key = f"card:{ticket.id}:{chat_id}"
        _put(conn, ticket, lane, chat_id, "card", now, dedupe=key, reusable=True)


def show_card(conn: Connection, ticket: Ticket, chat_id: int, now: datetime) -> None:
    """Bring the ticket's card to the bottom of the chat: a new message that is the living one from now on."""
    _put(conn, ticket, Lane.ANSWER, chat_id, "card", now, {"anew": True})


def _put(
    conn: Connection,
    ticket: Ticket,
    lane: Lane,
    chat_id: int,
    kind: str,
    now: datetime,
    data: dict[str, Any] | None = None,
    dedupe: str | None = None,
    reusable: bool = False,
) -> None:
    outbox.put(
        conn, lane=lane, chat_id=chat_id, kind=kind, now=now, ticket=ticket.id,
        person_id=chat_id if chat_id > 0 else None, data=data or {}, fence=ticket.seq, dedupe=dedupe,
        reusable=reusable,
    )  # fmt: skip
