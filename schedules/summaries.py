"""Summaries of weeks, months and quarters: to the managers' group, to managers who subscribed, to customers.

Each series remembers up to where it has come (`[last end, now)`): after downtime every period comes once, late.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import Connection

from domain.desk import Desk
from domain.plans.periods import DAY, MONTH, QUARTER, WEEK, Ended, begun, following
from domain.plans.reports import owed
from storage import customer_reports, dues, outbox, people, subscriptions, timers
from storage.outbox import Lane
from storage.subscriptions import Subscription
from storage.timers import Timer

KEY = "summaries"
GROUP_AT = (8, 30)
"""When the managers' group gets the week, the month or the quarter before."""

CUSTOMERS_AT = (9, 0)


def ensure(conn: Connection, desk: Desk, now: datetime) -> None:
    """At start, and whenever something was subscribed to: look what is due."""
    timers.arm(conn, KEY, KEY, now)


def run(conn: Connection, desk: Desk, timer: Timer, now: datetime) -> None:
    """Queue what has ended since each series was last looked at, and wait for the next end."""
    due = [*_group(conn, desk, now), *_subscribed(conn, desk, now), *_customers(conn, desk, now)]
    if due:
        timers.arm(conn, KEY, KEY, min(due))


def _group(conn: Connection, desk: Desk, now: datetime) -> Iterator[datetime]:
    for period in (WEEK, MONTH, QUARTER):
        ended, later = _series(conn, f"summary:{period}", period, GROUP_AT, desk.timezone, now)
        # What is switched off is not caught up when it is switched on again.
        for one in ended if period in desk.summaries else ():
            _put(conn, desk.managers_chat, period, one, now, dedupe=f"summary:{period}:{one.end:%Y%m%dT%H%M}")
        yield later


def _subscribed(conn: Connection, desk: Desk, now: datetime) -> Iterator[datetime]:
    for one in subscriptions.of_managers(conn):
        person = people.find(conn, one.person_id)
        if person is None or not person.is_manager:
            subscriptions.drop_all(conn, one.person_id)
            continue
        if one.contract and one.contract not in desk.contracts and one.contract not in desk.retired:
            subscriptions.drop(conn, one.person_id, one.period, one.contract)
            continue
        ended, later = _ended(one.period, one.until, one.time, desk.timezone, now)
        for window in ended:
            _put(
                conn, one.person_id, one.period, window, now, contract=one.contract, dedupe=_key(one, window)
            )
        if ended:
            subscriptions.cover(conn, one, ended[-1].end)
        if ended and one.contract in desk.retired:
            # The last period was told; nothing more will happen under it.
            subscriptions.drop(conn, one.person_id, one.period, one.contract)
            continue
        yield later


def _customers(conn: Connection, desk: Desk, now: datetime) -> Iterator[datetime]:
    for contract in desk.contracts.values():
        for period in (MONTH, QUARTER):
            key = f"report:{period}:{contract.code}"
            ended, later = _series(conn, key, period, CUSTOMERS_AT, contract.timezone, now)
            readers = subscriptions.readers(conn, period, contract.code, owed=owed(contract, period))
            for window in ended:
                customer_reports.send(
                    conn, contract.code, period, window.start, window.end, readers, now, due=window.due
                )
            yield later


def _series(
    conn: Connection, key: str, period: str, at: tuple[int, int], zone: str, now: datetime
) -> tuple[list[Ended], datetime]:
    """What of a series with a watermark has ended and is due by `now`, and when the next one will be."""
    until = dues.seen_until(conn, key)
    if until is None:
        until = begun(period, now, at, zone)
        dues.see_until(conn, key, until)
    ended, later = _ended(period, until, at, zone, now)
    if ended:
        dues.see_until(conn, key, ended[-1].end)
    return ended, later


def _ended(
    period: str, until: datetime, at: tuple[int, int], zone: str, now: datetime
) -> tuple[list[Ended], datetime]:
    ended: list[Ended] = []
    while True:
        one = following(period, until, at, zone)
        if one.due > now:
            break
        if period == DAY and ended:
            # Days that were slept through are told together, as in the group.
            ended[-1] = Ended(ended[-1].start, one.end, one.due)
        else:
            ended.append(one)
        until = one.end
    return ended, one.due


def _key(one: Subscription, window: Ended) -> str:
    return f"s{one.period[0]}:{one.person_id}:{one.contract}:{window.end:%Y%m%dT%H%M}"


def _put(
    conn: Connection,
    chat_id: int,
    period: str,
    window: Ended,
    now: datetime,
    *,
    dedupe: str,
    contract: str = "",
) -> None:
    outbox.put(
        conn, lane=Lane.REPORT, chat_id=chat_id, kind="summary", now=now,
        person_id=chat_id if chat_id > 0 else None,
        data={
            "start": window.start.isoformat(), "end": window.end.isoformat(), "due": window.due.isoformat(),
            "period": period, "contract": contract or None,
        },
        dedupe=dedupe,
    )  # fmt: skip
