"""Carry a command out: decide, keep the events, cache what follows from them, queue what is to be said.

Everything happens in the caller's transaction, so a ticket, its clocks, its timers and its messages are one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from domain.desk import Desk
from domain.oncall.policies import to_data
from domain.tickets.clocks import clocks_of
from domain.tickets.commands import Command, Opening
from domain.tickets.decide import decide, open_ticket
from domain.tickets.effects import (
    DropTimers,
    Effect,
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
from storage import cards, duty, outbox, tickets, timers
from storage.outbox import Lane


def apply(conn: Connection, desk: Desk, number: int, command: Command, now: datetime) -> Ticket:
    """Carry out `command` on ticket `number`; raises Refused, or UnknownTicket."""
    events = tickets.history(conn, number)
    before = fold(number, events)
    desk = duty.with_book(conn, desk, now)
    # A clock that was set back, or a message that comes late, must not make a ticket's story run backwards.
    now = max(now, events[-1].at)
    new = _numbered(decide(before, events, command, now, desk.preset_of(before)), before.seq)
    if not new:
        return before
    new = [_with_policy(event, before, desk) for event in new]
    tickets.append(conn, number, new)
    return _follow(conn, desk, before, [*events, *new], new, now)


def open_new(conn: Connection, desk: Desk, opening: Opening, now: datetime) -> Ticket:
    """Open a ticket."""
    desk = duty.with_book(conn, desk, now)
    if opening.level is not None and not opening.policy:
        opening = replace(opening, policy=to_data(desk.policy_of(opening.contract, opening.level)))
    first = open_ticket(opening, now)
    number = tickets.create(conn, first)
    after = fold(number, [first])
    # The card comes in the same transaction as the ticket: from the first second on the customer has something.
    return _follow(conn, desk, None, [first], [first], now, after)


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
            _put(conn, ticket, Lane.FIRST_PAGE, desk.engineers_chat, "topic", now)
        case Topic(closed=closed):
            _put(conn, ticket, Lane.CARD, desk.engineers_chat, "topic_state", now, {"closed": closed})
        case Page(people=people, step=step):
            page(conn, desk, ticket, people, step, now)
        case Wake(channel=channel, people=people, step=step):
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
        case TellCustomer(what=what, data=data):
            _put(conn, ticket, Lane.ANSWER, ticket.customer_id, "customer", now, {"what": what, **data})
        case TellTeam(what=what, data=data):
            lane = Lane.WARNING if what in ("warning", "breach", "explain") else Lane.ANSWER
            _put(conn, ticket, lane, desk.team_chat(ticket.kind), "team", now, {"what": what, **data})
        case TellPerson(person_id=person_id, what=what, data=data):
            _put(conn, ticket, Lane.WARNING, person_id, "person", now, {"what": what, **data})
        case TellManagers(what=what, data=data):
            _put(conn, ticket, Lane.WARNING, desk.managers_chat, "managers", now, {"what": what, **data})


def page(
    conn: Connection, desk: Desk, ticket: Ticket, people: Sequence[int], step: int, now: datetime
) -> None:
    """Wake people up, each privately, and all of them by one mention in the ticket's topic."""
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
