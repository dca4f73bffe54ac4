"""Reads the fault reports of a period: for the report connection."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, and_, or_, select

from domain.analysis import Analysis, Fault, analyse
from domain.attainment import Attainment
from domain.tickets.events import Happened
from storage.attainment import attained
from storage.summary_scope import OPEN, REAL, Scope
from storage.tables import events, tickets


def analysis(
    conn: Connection,
    before: datetime,
    start: datetime,
    end: datetime,
    now: datetime,
    *,
    contract: str | None = None,
    places: Mapping[str, Sequence[str]] | None = None,
    products: Mapping[str, str] | None = None,
    clocks_kept: Sequence[Attainment] | None = None,
) -> Analysis:
    """The fault reports of [start, end) against those of [before, start), of one contract or of all.

    `places` are the sites by contract, one of which is a fault's place where its report or title names it; else the
    contract's product is. ValueError on an empty period.
    """
    if not before < start < end:
        raise ValueError(f"empty period: {before}, {start}, {end}")
    if clocks_kept is None:
        clocks_kept = attained(Scope(conn, start, end, now, contract))
    found = [
        _faults(Scope(conn, *window, now, contract), places or {}, products or {})
        for window in ((start, end), (before, start))
    ]
    kept, missed = sum(row.kept for row in clocks_kept), sum(row.breached for row in clocks_kept)
    return analyse(found[0], found[1], kept, missed)


def _faults(scope: Scope, places: Mapping[str, Sequence[str]], products: Mapping[str, str]) -> list[Fault]:
    # By the closing, of which there is an index: what was repaired in the period was not closed before it.
    alive = or_(OPEN, tickets.c.closed_at >= scope.start)
    mine = and_(alive, scope.within(tickets.c.resolved_at), tickets.c.kind == "fault", REAL)
    if scope.contract is not None:
        mine = and_(mine, tickets.c.contract == scope.contract)
    told = (Happened.RESOLVED.value, Happened.NOT_REPAIRED.value)
    numbers = select(tickets.c.id).where(mine)
    query = select(events.c.ticket, events.c.type, events.c.data).where(
        events.c.ticket.in_(numbers), events.c.type.in_(told)
    )
    reports: dict[int, Mapping[str, str]] = {}
    contested: set[int] = set()
    for number, what, data in scope.conn.execute(query.order_by(events.c.ticket, events.c.seq)):
        if what == Happened.RESOLVED.value:
            reports[number] = data
        else:
            contested.add(number)
    listed = select(tickets.c.id, tickets.c.contract, tickets.c.title, tickets.c.fault_kind).where(mine)
    faults = []
    for number, contract, title, kind in scope.conn.execute(listed.order_by(tickets.c.id)):
        account = reports.get(number, {})
        words = " ".join((title, account.get("cause", ""), account.get("done", "")))
        site = next((one for one in places.get(contract, ()) if one in words), "")
        faults.append(
            Fault(
                number, contract, kind or account.get("fault_kind") or "improvement", account.get("cause", ""),
                account.get("advice", ""), site or products.get(contract, ""), number in contested,
            )
        )  # fmt: skip
    return faults
