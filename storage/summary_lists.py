"""The lists of a summary: the oldest open tickets, the breaches, and what only a manager can move."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, and_, select

from domain.summary import (
    CONFIRMATION_AFTER,
    LOW_RATING,
    UNACKNOWLEDGED_AFTER,
    Breach,
    Decision,
    OpenTicket,
)
from domain.tickets.events import Happened, State
from storage.summary_scope import CUSTOMER, LISTED, OPEN, WITH_CUSTOMER, Scope
from storage.tables import access_requests, clocks, events, people, tickets

OLDEST = 5
"""How many of the oldest open tickets are shown."""

_RATED_WITHIN = timedelta(days=14)
_TICKET = (tickets.c.id, tickets.c.level, CUSTOMER)
_SEVERE_FIRST = tickets.c.level.nulls_last()
_CUSTOMER_AND_CLOCKS = WITH_CUSTOMER.join(clocks, clocks.c.ticket == tickets.c.id)


def oldest(scope: Scope) -> tuple[OpenTicket, ...]:
    """The open tickets that wait longest."""
    query = (
        select(*_TICKET, tickets.c.opened_at, people.c.name)
        .select_from(WITH_CUSTOMER.outerjoin(people, people.c.id == tickets.c.assignee_id))
        .where(OPEN)
        .order_by(tickets.c.opened_at, tickets.c.id)
        .limit(OLDEST)
    )
    return tuple(OpenTicket(*row) for row in scope.run(query))


@dataclass(frozen=True)
class Rated:
    """Stars that a customer gave to a ticket."""

    ticket: int
    level: int | None
    customer: str
    at: datetime
    stars: int


def rated(scope: Scope) -> tuple[Rated, ...]:
    """The ratings given in the period, the lowest first. They come after the closing, and then within days."""
    closed = and_(tickets.c.closed_at >= scope.start - _RATED_WITHIN, tickets.c.rating.is_not(None))
    query = (
        select(*_TICKET, events.c.at, tickets.c.rating)
        .select_from(WITH_CUSTOMER.join(events, events.c.ticket == tickets.c.id))
        .where(scope.happened(Happened.RATED, to=closed))
        .order_by(tickets.c.rating, events.c.at)
    )
    return tuple(Rated(*row) for row in scope.run(query))


def breaches(scope: Scope) -> tuple[Breach, ...]:
    """The deadlines missed in the period, the severest first."""
    state = (tickets.c.state, tickets.c.acknowledged_at, clocks.c.name, clocks.c.due_at, clocks.c.stopped_at)
    query = (
        select(*_TICKET, *state)
        .select_from(_CUSTOMER_AND_CLOCKS)
        .where(scope.touched, scope.missed)
        .order_by(_SEVERE_FIRST, clocks.c.due_at, tickets.c.id, clocks.c.name)
        .limit(LISTED)
    )
    rows = scope.run(query).all()
    contested = select(events.c.ticket).where(
        events.c.ticket.in_({row.id for row in rows}), events.c.type == Happened.NOT_REPAIRED.value
    )
    reopened = set(scope.conn.execute(contested).scalars())
    return tuple(
        Breach(
            ticket=row.id,
            level=row.level,
            clock=row.name,
            late=(row.stopped_at or scope.now) - row.due_at,
            running=row.stopped_at is None,
            customer=row.customer,
            reason=_reason(row, contested=row.id in reopened),
        )
        for row in rows
    )


def _reason(row: Any, *, contested: bool) -> str | None:
    if row.acknowledged_at is None or row.acknowledged_at > row.due_at:
        return "unacknowledged"
    if contested:
        return "contested"
    return "waiting" if row.state == State.WAITING.value else None


def decisions(scope: Scope, ratings: Sequence[Rated]) -> tuple[Decision, ...]:
    """What waits for a manager; each ticket once, with the worst that can be said of it."""
    found: dict[int, Decision] = {}
    for number, level, who, since, clock in scope.run(_overdue(scope)):
        found.setdefault(number, Decision("breached", since, who, number, level, clock))
    for number, level, who, since in scope.run(_unacknowledged(scope)):
        found.setdefault(number, Decision("unacknowledged", since, who, number, level))
    for low in [rating for rating in ratings if rating.stars <= LOW_RATING][:LISTED]:
        item = Decision("low_rating", low.at, low.customer, low.ticket, low.level, str(low.stars))
        found.setdefault(low.ticket, item)
    asking: list[Decision] = []
    if scope.contract is None:
        query = select(access_requests).where(access_requests.c.state == "open")
        rows = scope.conn.execute(query.order_by(access_requests.c.created_at).limit(LISTED))
        asking = [Decision("access", row.created_at, row.name, detail=row.words) for row in rows]
    urgent = list(found.values())
    for number, level, who, since in scope.run(_unconfirmed(scope)):
        found.setdefault(number, Decision("confirmation", since, who, number, level))
    return (*urgent, *asking, *list(found.values())[len(urgent) :])


def _overdue(scope: Scope) -> Select[*tuple[Any, ...]]:
    return (
        select(*_TICKET, clocks.c.due_at, clocks.c.name)
        .select_from(_CUSTOMER_AND_CLOCKS)
        .where(clocks.c.stopped_at.is_(None), clocks.c.due_at < scope.now)
        .order_by(_SEVERE_FIRST, clocks.c.due_at)
        .limit(LISTED)
    )


def _unacknowledged(scope: Scope) -> Select[*tuple[Any, ...]]:
    return (
        select(*_TICKET, tickets.c.opened_at)
        .select_from(WITH_CUSTOMER)
        .where(OPEN, tickets.c.assignee_id.is_(None), tickets.c.opened_at < scope.now - UNACKNOWLEDGED_AFTER)
        .order_by(_SEVERE_FIRST, tickets.c.opened_at)
        .limit(LISTED)
    )


def _unconfirmed(scope: Scope) -> Select[*tuple[Any, ...]]:
    return (
        select(*_TICKET, tickets.c.resolved_at)
        .select_from(WITH_CUSTOMER)
        .where(
            OPEN,
            tickets.c.state == State.RESOLVED.value,
            tickets.c.resolved_at < scope.now - CONFIRMATION_AFTER,
        )
        .order_by(tickets.c.resolved_at)
        .limit(LISTED)
    )
