"""The only timer there is: rows with a due time. Setting a key again moves it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Integer, bindparam, delete, insert, select, tuple_, update

from storage.dialect import upsert
from storage.tables import timers

_OF_TICKETS = select(timers.c.ticket, timers.c.key, timers.c.kind, timers.c.due_at, timers.c.data).where(
    timers.c.ticket.in_(bindparam("numbers", expanding=True))
)
_DUE = (
    select(timers)
    .where(timers.c.due_at <= bindparam("now", type_=timers.c.due_at.type))
    .order_by(timers.c.due_at, timers.c.key)
    .limit(bindparam("most", type_=Integer))
)
_NEXT = select(timers.c.due_at).order_by(timers.c.due_at).limit(1)
_TAKE = delete(timers).where(timers.c.key == bindparam("its_key"), timers.c.due_at == bindparam("its_time"))

Wanted = tuple[str, str, datetime, Mapping[str, Any]]
"""A timer to be set: key, kind, due, data."""


@dataclass(frozen=True)
class Timer:
    """A timer as stored."""

    key: str
    kind: str
    due_at: datetime
    ticket: int | None
    person_id: int | None
    fence: int
    data: Mapping[str, Any]


def arm(
    conn: Connection,
    key: str,
    kind: str,
    due_at: datetime,
    *,
    ticket: int | None = None,
    person_id: int | None = None,
    fence: int = 0,
    data: Mapping[str, Any] | None = None,
) -> None:
    """Set or move the timer `key`."""
    upsert(conn, timers, _row(key, kind, due_at, ticket, person_id, fence, data))


def arm_all(conn: Connection, wanted: Sequence[tuple[int, Wanted]]) -> None:
    """Set or move timers of tickets, each given with its ticket's number, in that order."""
    if wanted:
        rows = [
            _row(key, kind, due_at, ticket, None, 0, data) for ticket, (key, kind, due_at, data) in wanted
        ]
        upsert(conn, timers, rows)


def _row(
    key: str,
    kind: str,
    due_at: datetime,
    ticket: int | None,
    person_id: int | None,
    fence: int,
    data: Mapping[str, Any] | None,
) -> dict[str, Any]:
    return {
        "key": key, "kind": kind, "due_at": due_at, "ticket": ticket, "person_id": person_id, "fence": fence,
        "data": dict(data or {}),
    }  # fmt: skip


def replace(conn: Connection, ticket: int, prefix: str, wanted: Sequence[Wanted]) -> None:
    """The ticket's timers whose key begins with `prefix` become (key, kind, due, data); what is so already stays."""
    replace_all(conn, [(ticket, prefix, wanted)])


def replace_all(conn: Connection, changes: Sequence[tuple[int, str, Sequence[Wanted]]]) -> None:
    """As `replace`, for (ticket, prefix, wanted) of several tickets, each of which is named once."""
    if not changes:
        return
    known: dict[int, dict[str, tuple[str, datetime, Mapping[str, Any]]]] = {}
    for row in conn.execute(_OF_TICKETS, {"numbers": [ticket for ticket, _, _ in changes]}):
        known.setdefault(row.ticket, {})[row.key] = (row.kind, row.due_at, row.data)
    gone: list[str] = []
    rows: list[dict[str, Any]] = []
    for ticket, prefix, wanted in changes:
        there = {key: was for key, was in known.get(ticket, {}).items() if key.startswith(prefix)}
        new = {one[0]: one for one in wanted if there.get(one[0]) != (one[1], one[2], dict(one[3]))}
        stays = {one[0] for one in wanted} - new.keys()
        gone += [key for key in there if key not in stays]
        rows += [_row(key, kind, due_at, ticket, None, 0, data) for key, kind, due_at, data in new.values()]
    if gone:
        conn.execute(delete(timers).where(timers.c.key.in_(gone)))
    if rows:
        conn.execute(insert(timers), rows)


def disarm(conn: Connection, key: str) -> None:
    """Drop the timer `key`, if it is there."""
    conn.execute(delete(timers).where(timers.c.key == key))


def disarm_ticket(conn: Connection, ticket: int, prefix: str) -> None:
    """Drop the ticket's timers whose key begins with `prefix` (all of them for "")."""
    conn.execute(
        delete(timers).where(timers.c.ticket == ticket, timers.c.key.startswith(prefix, autoescape=True))
    )


def due(conn: Connection, now: datetime, limit: int = 100) -> list[Timer]:
    """Timers due at `now`, oldest first."""
    rows = conn.execute(_DUE, {"now": now, "most": limit})
    return [Timer(**row._mapping) for row in rows]


def take(conn: Connection, timer: Timer) -> bool:
    """Remove a due timer before acting on it; False if it was moved, dropped or taken meanwhile."""
    return conn.execute(_TAKE, {"its_key": timer.key, "its_time": timer.due_at}).rowcount == 1


def take_all(conn: Connection, due: Sequence[Timer]) -> list[Timer]:
    """As `take` for each of them; those that could be taken, in their order."""
    these = tuple_(timers.c.key, timers.c.due_at).in_([(timer.key, timer.due_at) for timer in due])
    taken = set(conn.execute(delete(timers).where(these).returning(timers.c.key)).scalars())
    return [timer for timer in due if timer.key in taken]


def postpone(conn: Connection, timer: Timer, now: datetime, seconds: int) -> None:
    """What it was for failed: try again later, with the same data."""
    later = now + timedelta(seconds=seconds)
    mine = timers.c.key == timer.key
    conn.execute(update(timers).where(mine, timers.c.due_at == timer.due_at).values(due_at=later))


def next_due(conn: Connection) -> datetime | None:
    """When the next timer is due."""
    return conn.execute(_NEXT).scalar()


def next_deadline(conn: Connection) -> datetime | None:
    """When the next thing happens that somebody would watch for: not the mere freshening of a card."""
    return conn.execute(
        select(timers.c.due_at)
        .where(timers.c.kind.not_in(("beat", "gather", "reach", "handover")))
        .order_by(timers.c.due_at)
        .limit(1)
    ).scalar()
