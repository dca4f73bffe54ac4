"""Gathers the managers' figures: for the report connection, by indexes, medians folded in Python.

A day costs milliseconds whatever the tables hold; a period of more than a month reads each of its tickets.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Any

from sqlalchemy import Connection, Result, and_, func, select

from domain.attainment import Attainment, clock_order
from domain.summary import Bucket, Counts, Deadlines, Summary, Timing, timing
from domain.tickets.events import Happened
from storage.attainment import attained
from storage.summary_lists import Rated, breaches, decisions, oldest, rated
from storage.summary_scope import OPEN, WITH_CLOCKS, Scope
from storage.tables import clocks, contracts, events, tickets

_LONGEST_BY_HOUR = timedelta(hours=36)
_LAST = 99


def gather(
    conn: Connection,
    start: datetime,
    end: datetime,
    now: datetime,
    *,
    zone: tzinfo = UTC,
    contract: str | None = None,
    before: datetime | None = None,
) -> Summary:
    """The figures of [start, end), of one contract or of all; `zone` is where the days of the course begin.

    `before` is where the period began that it is compared with; None: as long before as it is itself.

    Open tickets, running clocks and decisions are those of `now`. Raises ValueError on an empty period.
    """
    if start >= end:
        raise ValueError(f"empty period: {start} to {end}")
    scope = Scope(conn, start, end, now, contract)
    ratings = rated(scope)
    clocks_kept = attained(scope)
    return Summary(
        start=start,
        end=end,
        now=now,
        contract=contract,
        customer=_customer(scope),
        counts=_counts(scope),
        previous=_counts(replace(scope, start=before or start - (end - start), end=start)),
        reopened=_reopened(scope),
        overdue=_overdue(scope),
        open_by_level=_open_by_level(scope),
        opened_by_kind=_opened_by_kind(scope),
        deadlines=_deadlines(clocks_kept),
        attainment=clocks_kept,
        timings=_timings(scope),
        oldest=oldest(scope),
        ratings=_ratings(ratings),
        breaches=breaches(scope),
        decisions=decisions(scope, ratings),
        course=_course(scope, zone),
    )


def _customer(scope: Scope) -> str | None:
    newest = select(contracts.c.customer).where(contracts.c.code == scope.contract)
    return scope.conn.execute(newest.order_by(contracts.c.version.desc()).limit(1)).scalar()


def _counts(scope: Scope) -> Counts:
    counting = select(func.count()).select_from(tickets)
    return Counts(
        opened=scope.run(counting.where(scope.within(tickets.c.opened_at))).scalar_one(),
        closed=scope.run(counting.where(scope.within(tickets.c.closed_at))).scalar_one(),
    )


def _reopened(scope: Scope) -> int:
    happened = scope.happened(Happened.NOT_REPAIRED, to=scope.alive)
    return scope.conn.execute(select(func.count()).select_from(events).where(happened)).scalar_one()


def _overdue(scope: Scope) -> int:
    late = and_(clocks.c.stopped_at.is_(None), clocks.c.due_at < scope.now)
    query = select(func.count(clocks.c.ticket.distinct())).where(late)
    return scope.conn.execute(query.where(clocks.c.ticket.in_(scope.numbers(OPEN)))).scalar_one()


def _open_by_level(scope: Scope) -> tuple[tuple[int | None, int], ...]:
    rows = scope.run(select(tickets.c.level, func.count()).where(OPEN).group_by(tickets.c.level))
    return tuple(sorted(((level, count) for level, count in rows), key=lambda row: row[0] or _LAST))


def _opened_by_kind(scope: Scope) -> tuple[tuple[str, int], ...]:
    query = select(tickets.c.kind, func.count()).where(scope.within(tickets.c.opened_at))
    rows = scope.run(query.group_by(tickets.c.kind))
    return tuple(sorted(((kind, count) for kind, count in rows), key=lambda row: (-row[1], row[0])))


def _deadlines(rows: Sequence[Attainment]) -> tuple[Deadlines, ...]:
    """The counts of the attainment, of all contracts together; the overdue are no longer running here."""
    found: dict[tuple[str, int | None], Deadlines] = {}
    for row in rows:
        key = row.clock, row.level
        before = found.get(key, Deadlines(*key))
        found[key] = Deadlines(
            row.clock,
            row.level,
            before.kept + row.kept,
            before.missed + row.breached,
            before.running + row.running - row.overdue,
        )
    return tuple(
        sorted(
            (row for row in found.values() if row.kept or row.missed or row.running),
            key=lambda row: (clock_order(row.clock), row.level or _LAST),
        )
    )


def _timings(scope: Scope) -> tuple[Timing, ...]:
    found: list[Timing | None] = []
    for name, done, clock in (
        ("acknowledge", tickets.c.acknowledged_at, "response"),
        ("restore", tickets.c.restored_at, "restore"),
    ):
        promised = and_(
            clocks.c.ticket == tickets.c.id, clocks.c.name == clock, clocks.c.superseded.is_(False)
        )
        query = (
            select(tickets.c.level, tickets.c.opened_at, done, clocks.c.started_at, clocks.c.due_at)
            .select_from(tickets.outerjoin(clocks, promised))
            .where(scope.alive, scope.within(done))
        )
        taken: dict[int | None, list[tuple[timedelta, timedelta | None]]] = defaultdict(list)
        for level, opened_at, done_at, started_at, due_at in scope.run(query):
            taken[level].append((done_at - opened_at, due_at - started_at if due_at else None))
        found.append(timing(name, None, [pair for pairs in taken.values() for pair in pairs]))
        # Requests without a level count in the whole only.
        levels = sorted(level for level in taken if level is not None)
        found += [timing(name, level, taken[level]) for level in levels]
    return tuple(row for row in found if row)


def _ratings(ratings: Sequence[Rated]) -> tuple[int, int, int, int, int]:
    count = Counter(rating.stars for rating in ratings)
    return (count[1], count[2], count[3], count[4], count[5])


def _course(scope: Scope, zone: tzinfo) -> tuple[Bucket, ...]:
    """What was opened, closed and missed per local day of the period, or per hour if it is about a day."""
    by_hour = scope.end - scope.start <= _LONGEST_BY_HOUR

    def place(instant: datetime) -> tuple[date, int | None]:
        local = instant.astimezone(zone)
        return local.date(), local.hour if by_hour else None

    def counted(instants: Result[*tuple[Any, ...]]) -> Counter[tuple[date, int | None]]:
        return Counter(place(instant) for instant in instants.scalars())

    opened = counted(scope.run(select(tickets.c.opened_at).where(scope.within(tickets.c.opened_at))))
    closed = counted(scope.run(select(tickets.c.closed_at).where(scope.within(tickets.c.closed_at))))
    late = select(clocks.c.due_at).select_from(WITH_CLOCKS).where(scope.touched, scope.missed)
    missed = counted(scope.run(late))
    # Walked in UTC: local days of 23 or 25 hours need no thought. Half-hour steps reach every zone's hours.
    step = timedelta(minutes=30)
    start = scope.start.astimezone(UTC)
    bars = dict.fromkeys(place(start + i * step) for i in range(-((start - scope.end) // step)))
    return tuple(
        Bucket(day, hour, opened[day, hour], closed[day, hour], missed[day, hour])
        for day, hour in bars | dict.fromkeys((*opened, *closed, *missed))
    )
