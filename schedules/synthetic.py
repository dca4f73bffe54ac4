"""A trial ticket goes the whole way of a real one: taken in, decided, timed, queued, put into words; and is not sent.

It has a number below zero. Whatever is said about it is dropped at the moment of sending, nobody sees it in any list or
figure, and it is removed when it came through. If it does not, the auditor says so.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, select

from domain.desk import Desk
from domain.tickets.commands import Opening, Step, Withdraw
from domain.tickets.events import Happened
from domain.watching import TRIAL_TAKES
from storage import apply, standing, tickets, timers
from storage.tables import metadata
from storage.tables import outbox as rows
from storage.timers import Timer

NUMBER = -1
TRIAL = "only a trial"
"""Why what is said about it was dropped; only then was it put into words."""

_KEY = "synthetic"
_LOOK_AGAIN = timedelta(seconds=2)
_NOBODY = 0


def due(conn: Connection, desk: Desk, now: datetime) -> bool:
    """Whether it is time for the next one."""
    every = desk.oncall.synthetic_seconds
    last = standing.instant(conn, standing.TRIAL_BEGUN)
    return bool(every and desk.contracts) and (last is None or last <= now - timedelta(seconds=every))


def open_one(conn: Connection, desk: Desk, now: datetime) -> None:
    """Take it in, as a report of the first contract at its least level."""
    clear(conn)
    contract = next(iter(desk.contracts.values()))
    level = contract.preset.levels[-1].number
    opening = Opening("fault", contract.code, contract.version, _NOBODY, _KEY, level, {}, False)
    apply.open_new(conn, desk, opening, now, NUMBER)
    timers.arm(conn, _KEY, _KEY, now + _LOOK_AGAIN, ticket=NUMBER)


def run(conn: Connection, desk: Desk, timer: Timer, now: datetime) -> None:
    """Its pages were put into words: it is acknowledged, closed and removed. Else look again, for a while."""
    begun = standing.instant(conn, standing.TRIAL_BEGUN) or now
    pages = conn.execute(select(rows.c.error).where(rows.c.ticket == NUMBER, rows.c.kind == "page")).scalars()
    said = list(pages)
    if not said or any(error != TRIAL for error in said):
        if now <= begun + TRIAL_TAKES:
            timers.arm(conn, _KEY, _KEY, now + _LOOK_AGAIN, ticket=NUMBER)
        else:
            clear(conn)
        return
    somebody = next(iter(desk.order(now)), _NOBODY)
    apply.apply(conn, desk, NUMBER, Step(Happened.ACKNOWLEDGED, somebody), now)
    apply.apply(conn, desk, NUMBER, Withdraw(_NOBODY), now)
    if tickets.load(conn, NUMBER).open:
        raise RuntimeError("the trial ticket cannot be closed")
    clear(conn)
    standing.note(conn, standing.TRIAL_DONE, now)


def clear(conn: Connection) -> None:
    """Remove every trace of it."""
    for table in reversed(metadata.sorted_tables):
        column = table.c.id if table.name == "tickets" else table.c.get("ticket")
        if column is not None:
            conn.execute(table.delete().where(column == NUMBER))
