"""Everything of a period that a manager may take away: tickets, clocks, ratings. No phone numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select
from sqlalchemy.orm import aliased

from domain.export import Exported, RatingLine, TicketLine
from domain.tickets.events import Happened
from storage.attainment import each_line
from storage.summary_scope import CUSTOMER, OPEN, REAL, WITH_CUSTOMER, Scope
from storage.tables import events, people, tickets

_PORTION = 5000


def count(conn: Connection, start: datetime, end: datetime, now: datetime, contract: str | None) -> int:
    """How many tickets the files would hold."""
    scope = Scope(conn, start, end, now, contract)
    return int(scope.run(select(func.count()).select_from(tickets).where(_of_period(scope))).scalar_one())


def exported(
    conn: Connection, start: datetime, end: datetime, now: datetime, *, contract: str | None = None
) -> Exported:
    """All lines of [start, end), of one contract or of all."""
    scope = Scope(conn, start, end, now, contract)
    return Exported(
        tuple(_tickets(scope)),
        tuple(each_line(conn, start, end, now, contract=contract)),
        tuple(_ratings(scope)),
    )


def _of_period(scope: Scope) -> ColumnElement[bool]:
    return and_(or_(OPEN, tickets.c.closed_at >= scope.start), tickets.c.opened_at < scope.end)


def _tickets(scope: Scope) -> Iterator[TicketLine]:
    engineer = aliased(people)
    columns = (
        tickets.c.id, tickets.c.contract, CUSTOMER, tickets.c.kind, tickets.c.level, tickets.c.title, tickets.c.state,
        tickets.c.opened_at, tickets.c.acknowledged_at, tickets.c.restored_at, tickets.c.resolved_at,
        tickets.c.closed_at, func.coalesce(engineer.c.name, "").label("engineer"),
    )  # fmt: skip
    query = (
        select(*columns)
        .select_from(WITH_CUSTOMER.outerjoin(engineer, engineer.c.id == tickets.c.assignee_id))
        .where(_of_period(scope))
        .order_by(tickets.c.id)
    )
    for portion in scope.run(query).partitions(_PORTION):
        accounts = _accounts(scope.conn, [row.id for row in portion])
        for row in portion:
            account = accounts.get(row.id, {})
            words = (str(account.get(part, "")) for part in ("fault_kind", "cause", "done", "advice"))
            yield TicketLine(*row, *words)


def _accounts(conn: Connection, numbers: list[int]) -> dict[int, Mapping[str, Any]]:
    if not numbers:
        return {}
    between = events.c.ticket.between(numbers[0], numbers[-1])
    query = select(events.c.ticket, events.c.data).where(between, events.c.type == Happened.RESOLVED.value)
    return {row.ticket: row.data for row in conn.execute(query.order_by(events.c.ticket, events.c.seq))}


def _ratings(scope: Scope) -> Iterator[RatingLine]:
    closed = and_(tickets.c.closed_at.is_not(None), tickets.c.rating.is_not(None), REAL)
    happened = scope.happened(Happened.RATED, to=closed)
    numbers = select(events.c.ticket).where(happened)
    said = select(events.c.ticket, events.c.data).where(
        events.c.ticket.in_(numbers), events.c.type == Happened.COMMENTED.value
    )
    comments = {
        row.ticket: str(row.data.get("text", "")) for row in scope.conn.execute(said.order_by(events.c.seq))
    }
    query = (
        select(tickets.c.id, tickets.c.contract, CUSTOMER, events.c.at, tickets.c.rating, people.c.name)
        .select_from(
            WITH_CUSTOMER.join(events, events.c.ticket == tickets.c.id).outerjoin(
                people, people.c.id == tickets.c.assignee_id
            )
        )
        .where(happened)
        .order_by(tickets.c.id, events.c.seq)
    )
    seen = set()
    for row in scope.run(query):
        # Stars that were changed count once, as they are now.
        if row.id not in seen:
            seen.add(row.id)
            number, contract, customer, at, stars, engineer = row
            words = comments.get(number, "")
            yield RatingLine(number, contract, customer, at, stars, engineer or "", words)
