"""What a summary looks at: the period, the contract, and the conditions that every query of it shares."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Result, Select, and_, func, or_, select

from domain.tickets.events import Happened
from storage.tables import clocks, contracts, events, tickets

LISTED = 50
"""No list of a summary is longer: nobody reads more, and a bad day must not make it slow."""

OPEN = tickets.c.closed_at.is_(None)
REAL = tickets.c.id + 0 > 0
"""No trial of the desk itself. Written so that SQLite does not take it for a reason to read every ticket by number."""

CUSTOMER = func.coalesce(contracts.c.customer, tickets.c.contract).label("customer")
WITH_CUSTOMER = tickets.outerjoin(
    contracts,
    and_(contracts.c.code == tickets.c.contract, contracts.c.version == tickets.c.contract_version),
)
WITH_CLOCKS = clocks.join(tickets, tickets.c.id == clocks.c.ticket)


@dataclass(frozen=True)
class Scope:
    """A period [start, end) as seen at `now`, of one contract or (None) of all."""

    conn: Connection
    start: datetime
    end: datetime
    now: datetime
    contract: str | None = None

    def run(self, query: Select[*tuple[Any, ...]]) -> Result[*tuple[Any, ...]]:
        """Runs a query that has tickets in it, over the tickets of the contract."""
        query = query.where(REAL)
        if self.contract is not None:
            query = query.where(tickets.c.contract == self.contract)
        return self.conn.execute(query)

    def within(self, column: ColumnElement[Any]) -> ColumnElement[bool]:
        """The instant lies in the period."""
        return and_(column >= self.start, column < self.end)

    @property
    def alive(self) -> ColumnElement[bool]:
        """The tickets on which everything of the period hangs: those not closed before it began."""
        return or_(OPEN, tickets.c.closed_at >= self.start)

    @property
    def missed(self) -> ColumnElement[bool]:
        """The clock fell due unmet in the period. Meeting a deadline on the very second keeps it."""
        late = clocks.c.stopped_at > clocks.c.due_at
        overdue = and_(clocks.c.stopped_at.is_(None), clocks.c.due_at < self.now)
        return and_(self.within(clocks.c.due_at), or_(late, overdue))

    @property
    def touched(self) -> ColumnElement[bool]:
        """Clocks that can count at all, by their own instants: some outlive their ticket (a defect is removed later)."""
        return and_(
            or_(clocks.c.stopped_at.is_(None), clocks.c.stopped_at >= self.start), clocks.c.ticket + 0 > 0
        )

    def numbers(self, condition: ColumnElement[bool]) -> Select[int]:
        """The numbers of the contract's tickets that meet a condition.

        Asked for as a list (`IN`), not by a join: SQLite without statistics would read every clock and every
        event there is, instead of going from these tickets to theirs by primary key.
        """
        query = select(tickets.c.id).where(condition, REAL)
        return query if self.contract is None else query.where(tickets.c.contract == self.contract)

    def happened(self, what: Happened, to: ColumnElement[bool]) -> ColumnElement[bool]:
        """The event is of that type and of the period, and of a ticket that meets the condition `to`."""
        mine = events.c.ticket.in_(self.numbers(to))
        return and_(mine, events.c.type == what.value, self.within(events.c.at))
