"""Who wants which summaries: managers their own, at their own times; customers' contacts those of their contract."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, select, update

from domain.plans.periods import MONTH, QUARTER
from storage.dialect import upsert
from storage.plan_tables import subscriptions
from storage.tables import memberships, people

ALL = ""
"""As a contract: all of them together."""

_OFF = "-"
_OF_CUSTOMERS: Mapping[str, str] = {MONTH: "cmonth", QUARTER: "cquarter"}
"""Kept beside the managers' own: somebody may be both, and the two are not the same summary."""


@dataclass(frozen=True)
class Subscription:
    """A manager's summary: of `period`, at `at` (HH:MM of the desk's zone); covered up to `until`."""

    person_id: int
    period: str
    contract: str
    at: str
    until: datetime

    @property
    def time(self) -> tuple[int, int]:
        """Hour and minute."""
        hour, minute = self.at.split(":")
        return int(hour), int(minute)


def of_managers(conn: Connection, person_id: int | None = None) -> list[Subscription]:
    """Everybody's, or one manager's."""
    asked = select(subscriptions).where(subscriptions.c.period.not_in(_OF_CUSTOMERS.values()))
    if person_id is not None:
        asked = asked.where(subscriptions.c.person_id == person_id)
    order = (subscriptions.c.person_id, subscriptions.c.period, subscriptions.c.contract)
    return [Subscription(**row._mapping) for row in conn.execute(asked.order_by(*order))]


def keep(conn: Connection, one: Subscription) -> None:
    """Subscribe, or change the time; what is known of the same period and contract goes on from where it was."""
    mine = _mine(one.person_id, one.period, one.contract)
    if conn.execute(update(subscriptions).where(*mine).values(at=one.at)).rowcount == 0:
        upsert(conn, subscriptions, _row(one.person_id, one.period, one.contract, one.at, one.until))


def cover(conn: Connection, one: Subscription, until: datetime) -> None:
    """What ends before `until` was sent."""
    mine = _mine(one.person_id, one.period, one.contract)
    conn.execute(update(subscriptions).where(*mine).values(until=until))


def drop(conn: Connection, person_id: int, period: str, contract: str) -> bool:
    """Unsubscribe; False if there was nothing."""
    return conn.execute(delete(subscriptions).where(*_mine(person_id, period, contract))).rowcount > 0


def drop_all(conn: Connection, person_id: int) -> None:
    """Somebody who is no manager any more gets nothing, also if they become one again."""
    managers = subscriptions.c.period.not_in(_OF_CUSTOMERS.values())
    conn.execute(delete(subscriptions).where(subscriptions.c.person_id == person_id, managers))


def wish(
    conn: Connection, person_id: int, period: str, contract: str, now: datetime, *, wanted: bool
) -> None:
    """What a customer's contact said about reports of a contract, each month or each quarter."""
    at = "on" if wanted else _OFF
    upsert(conn, subscriptions, _row(person_id, _OF_CUSTOMERS[period], contract, at, now))


def wishes(conn: Connection, period: str, contract: str) -> dict[int, bool]:
    """What the contacts said who said anything."""
    mine = (subscriptions.c.period == _OF_CUSTOMERS[period], subscriptions.c.contract == contract)
    rows = conn.execute(select(subscriptions.c.person_id, subscriptions.c.at).where(*mine))
    return {row.person_id: row.at != _OFF for row in rows}


def contacts(conn: Connection, contract: str) -> list[int]:
    """Everybody who speaks for the customer now, but none of ours."""
    ours = select(people.c.id).where(people.c.is_engineer | people.c.is_manager)
    asked = select(memberships.c.person_id).where(
        memberships.c.contract == contract, memberships.c.person_id.not_in(ours)
    )
    return list(conn.execute(asked.order_by(memberships.c.person_id)).scalars())


def readers(conn: Connection, period: str, contract: str, *, owed: bool) -> list[int]:
    """The contacts who get the report: those who wished it; if it is `owed`, all who did not decline it."""
    said = wishes(conn, period, contract)
    return [one for one in contacts(conn, contract) if said.get(one, owed)]


def _mine(person_id: int, period: str, contract: str) -> tuple[Any, ...]:
    return (
        subscriptions.c.person_id == person_id, subscriptions.c.period == period, subscriptions.c.contract == contract,
    )  # fmt: skip


def _row(person_id: int, period: str, contract: str, at: str, until: datetime) -> dict[str, Any]:
    return {"person_id": person_id, "period": period, "contract": contract, "at": at, "until": until}
