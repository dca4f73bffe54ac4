"""Reads how well promises were kept, from the cached clocks: for the report connection, folded in Python."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, case, or_, select

from domain.attainment import Attainment, Line, Report, in_order
from domain.tickets.events import Happened
from storage import contracts as contract_records
from storage.summary_scope import CUSTOMER, WITH_CLOCKS, WITH_CUSTOMER, Scope
from storage.tables import clocks, events, tickets

_LINES = WITH_CUSTOMER.join(clocks, clocks.c.ticket == tickets.c.id)


def report(
    conn: Connection, start: datetime, end: datetime, now: datetime, *, contract: str | None = None
) -> Report:
    """Attainment of [start, end) and its breaches, of one contract or of all; ValueError on an empty period."""
    scope = _scope(conn, start, end, now, contract)
    customers = {code: customer for code, (_, customer, _) in contract_records.latest(conn).items()}
    return Report(start, end, now, attained(scope), tuple(_broken(scope)), customers, contract)


def attained(scope: Scope) -> tuple[Attainment, ...]:
    """One row for each contract, clock, level and grade that had a clock in the period."""
    kept, missed, running, overdue = (case((what, 1), else_=0) for what in _outcomes(scope))
    what = (tickets.c.contract, clocks.c.name, clocks.c.level, clocks.c.grade)
    seconds = (clocks.c.spent_seconds, clocks.c.promised_seconds, clocks.c.paused_seconds)
    query = select(*what, kept, missed, running, overdue, *seconds).select_from(WITH_CLOCKS)
    folded: dict[tuple[Any, ...], _Folding] = {}
    rows = scope.conn.execute(query.where(scope.touched))
    for *key, is_kept, is_missed, is_running, is_overdue, used, promised, paused in rows:
        if not (is_kept or is_missed or is_running) or not _wanted(scope, key[0]):
            continue
        fold = folded.setdefault(tuple(key), _Folding())
        fold.kept += is_kept
        fold.breached += is_missed
        fold.running += is_running
        fold.overdue += is_overdue
        fold.paused += paused
        if used is not None:
            fold.used.append((used, promised))
    return tuple(sorted((fold.done(*key) for key, fold in folded.items()), key=in_order))


def each_line(
    conn: Connection, start: datetime, end: datetime, now: datetime, *, contract: str | None = None
) -> list[Line]:
    """Every clock that the period counts, and those that other terms replaced in it, by contract and ticket."""
    scope = _scope(conn, start, end, now, contract)
    kept, missed, running, _ = _outcomes(scope)
    replaced = and_(clocks.c.superseded, scope.within(clocks.c.stopped_at))
    counted = and_(scope.touched, or_(kept, missed, running, replaced))
    order = (tickets.c.contract, tickets.c.id, clocks.c.place)
    return list(_read(scope, _lines_of(scope).where(counted).order_by(*order)))


def timezones(conn: Connection) -> dict[str, str]:
    """The contracts' time zones."""
    known = contract_records.latest(conn)
    return {code: spec["timezone"] for code, (_, _, spec) in known.items() if "timezone" in spec}


@dataclass
class _Folding:
    kept: int = 0
    breached: int = 0
    running: int = 0
    overdue: int = 0
    paused: int = 0
    used: list[tuple[int, int]] = field(default_factory=list)

    def done(self, contract: str, clock: str, level: int | None, grade: str | None) -> Attainment:
        return Attainment(
            contract, clock, level, grade, self.kept, self.breached, self.running, self.overdue,
            timedelta(seconds=self.paused), tuple(self.used),
        )  # fmt: skip


def _scope(conn: Connection, start: datetime, end: datetime, now: datetime, contract: str | None) -> Scope:
    if start >= end:
        raise ValueError(f"empty period: {start} to {end}")
    return Scope(conn, start, end, now, contract)


def _outcomes(scope: Scope) -> tuple[ColumnElement[bool], ...]:
    """Kept in the period, missed in it, running still, and overdue."""
    in_time = and_(clocks.c.stopped_at <= clocks.c.due_at, clocks.c.superseded.is_(False))
    kept = and_(scope.within(clocks.c.stopped_at), in_time)
    running = and_(clocks.c.stopped_at.is_(None), clocks.c.started_at < scope.end)
    return kept, scope.missed, running, and_(running, clocks.c.due_at < scope.now)


def _wanted(scope: Scope, contract: str) -> bool:
    # Not asked of the database: SQLite without statistics would read every ticket to find the contract's.
    return scope.contract is None or scope.contract == contract


def _broken(scope: Scope) -> Iterator[Line]:
    query = _lines_of(scope).where(scope.touched, scope.missed)
    return _read(scope, query.order_by(tickets.c.contract, clocks.c.due_at.desc(), tickets.c.id))


def _lines_of(scope: Scope) -> Select[*tuple[Any, ...]]:
    kept, missed, running, _ = _outcomes(scope)
    outcome = case((missed, "breached"), (kept, "kept"), (running, "running"), else_="replaced")
    ticket = (tickets.c.contract, CUSTOMER, tickets.c.kind)
    return select(*ticket, clocks, outcome.label("outcome")).select_from(_LINES)


def _read(scope: Scope, query: Select[*tuple[Any, ...]]) -> Iterator[Line]:
    reasons = _reasons(scope)
    for row in scope.conn.execute(query):
        if not _wanted(scope, row.contract):
            continue
        late = max((row.stopped_at or scope.now) - row.due_at, timedelta())
        yield Line(
            row.ticket, row.contract, row.customer, row.kind, row.level, row.grade, row.name, row.version,
            row.started_at, row.due_at, row.stopped_at, row.superseded, row.promised_seconds, row.spent_seconds,
            row.paused_seconds, row.outcome, late,
            reasons.get((row.ticket, row.name, row.due_at), "") if late else "",
        )  # fmt: skip


def _reasons(scope: Scope) -> Mapping[tuple[int, str, datetime], str]:
    """Why deadlines were missed, in the words of whoever explained it; the last explanation counts."""
    late = or_(scope.missed, and_(clocks.c.stopped_at.is_(None), clocks.c.due_at < scope.now))
    broken = select(clocks.c.ticket).where(scope.touched, late)
    query = select(events.c.ticket, events.c.data).where(
        events.c.ticket.in_(broken), events.c.type == Happened.EXPLAINED.value
    )
    found = {}
    for ticket, data in scope.conn.execute(query.order_by(events.c.ticket, events.c.seq)):
        found[ticket, data["clock"], datetime.fromisoformat(data["due_at"])] = str(data["text"])
    return found
