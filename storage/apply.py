"""Carry a command out: decide, keep the events, cache what follows from them, queue what is to be said.

Everything happens in the caller's transaction, so a ticket, its clocks, its timers and its messages are one.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from domain.desk import Desk
from domain.oncall.policies import EXPERTS, to_data
from domain.plans.warranty import coverage
from domain.tickets.clocks import clocks_of, untouched
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
from storage import duty, incidents, outbox, tickets
from storage.outbox import Lane
from storage.writes import Writes

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
    desk = duty.with_book(conn, desk, now)
    writes = Writes()
    before, after, new = decided(conn, desk, number, command, now, events, writes)
    if not new:
        return before
    writes.write(conn)
    now = max(now, events[-1].at)
    for other, also in () if alone else incidents.along(conn, before, after, new, now):
        with suppress(Refused):
            apply(conn, desk, other, also, now, alone=True)
    if any(event.type is Happened.REGRADED for event in new):
        return _with_experts(conn, desk, after, now)
    return after


def decided(
    conn: Connection,
    desk: Desk,
    number: int,
    command: Command,
    now: datetime,
    events: Sequence[Event],
    writes: Writes,
    before: Ticket | None = None,
) -> tuple[Ticket, Ticket, list[Event]]:
    """The ticket before, after, and what happened; what that entails is gathered in `writes`. Raises Refused.

    What follows for other tickets, or by other commands, is the caller's to carry out. `before`: if it is known.
    """
    before = before or fold(number, events)
    # A clock that was set back, or a message that comes late, must not make a ticket's story run backwards.
    now = max(now, events[-1].at)
    new = _numbered(decide(before, events, command, now, desk.preset_of(before)), before.seq)
    if not new:
        return before, before, []
    new = [_with_policy(event, before, desk) for event in new]
    after = _follow(conn, desk, before, [*events, *new], new, now, writes)
    return before, after, new


def open_new(
    conn: Connection, desk: Desk, opening: Opening, now: datetime, number: int | None = None
) -> Ticket:
    """Open a ticket; `number` (negative) is for one that nobody is to see."""
    desk = duty.with_book(conn, desk, now)
    if opening.level is not None and not opening.policy:
        opening = replace(opening, policy=to_data(desk.policy_of(opening.contract, opening.level)))
    if opening.level is not None and not opening.warranty:
        day = now.astimezone(ZoneInfo(desk.contract(opening.contract).timezone)).date()
        opening = replace(opening, warranty=coverage(desk.service.get(opening.contract), day))
    first = open_ticket(opening, now)
    number = tickets.create(conn, first, number)
    writes = Writes()
    # The card comes in the same transaction as the ticket: from the first second on the customer has something.
    ticket = _follow(conn, desk, None, [first], [first], now, writes, fold(number, [first]))
    writes.write(conn)
    return _with_experts(conn, desk, ticket, now)


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
    writes: Writes,
    after: Ticket | None = None,
) -> Ticket:
    ticket = after or fold(before.id if before else 0, events)
    running = clocks_of(ticket, events, desk.terms(ticket.contract))
    # Its opening was kept when the ticket got its number.
    writes.happened(ticket, None if untouched(new) else running, new if before else (), events)
    if before is not None and (before.assignee_id, before.state) != (ticket.assignee_id, ticket.state):
        writes.redraw(ticket, desk.engineers_chat, now)
    for effect in effects(before, ticket, new, events, desk, now, running):
        _entail(conn, desk, ticket, effect, now, writes)
    return ticket


def carry_out(conn: Connection, desk: Desk, ticket: Ticket, effect: Effect, now: datetime) -> None:
    """Queue or arm what an effect asks for."""
    writes = Writes()
    _entail(conn, desk, ticket, effect, now, writes)
    writes.write(conn)


def refresh_cards(conn: Connection, desk: Desk, ticket: Ticket, now: datetime) -> None:
    """Every card, and every page that was sent, is drawn anew; however many changes wait, each is one row."""
    carry_out(conn, desk, ticket, RefreshCards(), now)


def show_card(conn: Connection, ticket: Ticket, chat_id: int, now: datetime) -> None:
    """Bring the ticket's card to the bottom of the chat: a new message that is the living one from now on."""
    writes = Writes()
    writes.say(ticket, Lane.ANSWER, chat_id, "card", now, {"anew": True})
    writes.write(conn)


def _entail(
    conn: Connection, desk: Desk, ticket: Ticket, effect: Effect, now: datetime, writes: Writes
) -> None:
    group, managers = desk.engineers_chat, desk.managers_chat
    match effect:
        case SetTimer(key=key, kind=kind, due_at=due_at, data=data):
            writes.arm(ticket.id, (key, kind, due_at, data))
        case ReplaceTimers(prefix=prefix, timers=wanted):
            writes.replace(ticket.id, prefix, [(t.key, t.kind, t.due_at, t.data) for t in wanted])
        case DropTimers(prefix=prefix):
            writes.drop(ticket.id, prefix)
        case RefreshCards():
            writes.refresh(ticket, desk.team_chat(ticket.kind), now)
        case OpenTopic():
            # In a storm the mentions of all tickets come before the topics of any.
            crowded = outbox.waits(conn, group, "topic", _CROWD)
            writes.say(ticket, Lane.ANSWER if crowded else Lane.FIRST_PAGE, group, "topic", now)
        case Topic(closed=closed):
            writes.say(ticket, Lane.CARD, group, "topic_state", now, {"closed": closed})
            if ticket.experts:
                writes.say(ticket, Lane.CARD, group, "topic_state", now, {"closed": closed, "experts": True})
        case Page(people=people, step=step) if not incidents.covered(conn, ticket):
            _page(desk, ticket, people, step, now, writes)
        case Wake(channel=channel, people=people, step=step) if not incidents.covered(conn, ticket):
            for person in people:
                key = f"wake:{ticket.id}:{ticket.round}:{step}:{channel}:{person}"
                told = {"channel": channel, "step": step}
                writes.say(ticket, Lane.PAGE, person, "wake", now, told, key)
        case Page() | Wake():
            # Of an incident only the ticket that leads wakes anybody.
            pass
        case TellCustomer(what=what, data=data):
            writes.say(ticket, Lane.ANSWER, ticket.customer_id, "customer", now, {"what": what, **data})
        case TellTeam(what=what, data=data):
            lane = Lane.WARNING if what in ("warning", "breach", "explain") else Lane.ANSWER
            writes.say(ticket, lane, desk.team_chat(ticket.kind), "team", now, {"what": what, **data})
        case Gather(people=people):
            _gather(desk, ticket, people, now, writes)
        case TellPerson(person_id=person_id, what=what, data=data):
            lane = Lane.PAGE if what in _RINGS else Lane.WARNING
            writes.say(ticket, lane, person_id, "person", now, {"what": what, **data})
        case TellManagers(what=what, data=data):
            writes.say(ticket, Lane.WARNING, managers, "managers", now, {"what": what, **data})


def _page(
    desk: Desk, ticket: Ticket, people: Sequence[int], step: int, now: datetime, writes: Writes
) -> None:
    """Wake people up, each privately, and all of them by one mention in the ticket's topic."""
    lane = Lane.FIRST_PAGE if step == 0 else Lane.PAGE
    data = {"step": step, "round": ticket.round}
    key = f"page:{ticket.id}:{ticket.round}:{step}"
    for person in people:
        writes.say(ticket, lane, person, "page", now, data, f"{key}:{person}")
    mentioned = {**data, "people": list(people)}
    writes.say(ticket, lane, desk.engineers_chat, "page_group", now, mentioned, f"{key}:group")


def _gather(desk: Desk, ticket: Ticket, people: Sequence[int], now: datetime, writes: Writes) -> None:
    """Experts are called privately and mentioned together in a topic of their own; each of them once."""
    group = desk.engineers_chat
    for person in people:
        key = f"experts:{ticket.id}:{person}"
        writes.say(ticket, Lane.PAGE, person, "person", now, {"what": "experts"}, key)
    writes.say(ticket, Lane.PAGE, group, "experts_topic", now, dedupe=f"experts_topic:{ticket.id}")
    writes.say(ticket, Lane.PAGE, group, "experts", now, {"people": list(people)})
