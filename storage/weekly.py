"""What somebody did in a week, as their events on tickets tell."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from sqlalchemy import Connection, Select, select, union_all

from domain.plans.weekly import Other, Work
from storage.plan_tables import dues
from storage.tables import events, tickets

_WORK = ("acknowledged", "handed_over", "on_way", "arrived", "remote", "restored", "resolved", "defect_fixed")


def work_of(conn: Connection, person: int, start: datetime, end: datetime) -> list[Work]:
    """The tickets on which the person took a step in [start, end), and those that are theirs and open; by number."""
    steps: dict[int, list[str]] = defaultdict(list)
    rows = conn.execute(
        select(events.c.ticket, events.c.type)
        .where(
            events.c.ticket.in_(_touched(start)),
            events.c.by == person,
            events.c.at >= start,
            events.c.at < end,
            events.c.type.in_(_WORK),
        )
        .order_by(events.c.ticket, events.c.seq)
    )
    for number, step in rows:
        steps[number].append(step)
    mine = conn.execute(
        select(tickets.c.id).where(tickets.c.assignee_id == person, tickets.c.closed_at.is_(None))
    ).scalars()
    wanted = sorted({*steps, *mine})
    found = []
    for place in range(0, len(wanted), 500):
        part = wanted[place : place + 500]
        for row in conn.execute(select(tickets).where(tickets.c.id.in_(part)).order_by(tickets.c.id)):
            # A complaint is the managers' and never reaches the engineer (P5).
            if row.kind != "complaint":
                done = tuple(dict.fromkeys(steps.get(row.id, ())))
                found.append(Work(row.id, row.contract, row.title, row.level, row.state, done))
    return found


def others_of(conn: Connection, person: int, start: datetime, end: datetime) -> list[Other]:
    """Inspections, visits and the like that the person did in [start, end)."""
    rows = conn.execute(
        select(dues)
        .where(
            dues.c.person_id == person, dues.c.done_at >= start, dues.c.done_at < end,
            dues.c.kind.in_(("inspection", "visit", "follow_up")),
        )
        .order_by(dues.c.done_at)
    )  # fmt: skip
    return [Other(row.kind, row.contract, row.data.get("label") or {}) for row in rows]


def closed_by(conn: Connection, start: datetime, end: datetime) -> dict[int, list[int]]:
    """The tickets resolved in [start, end) by who resolved them, for the spot check."""
    found: dict[int, list[int]] = defaultdict(list)
    rows = conn.execute(
        select(events.c.by, events.c.ticket)
        .join(tickets, tickets.c.id == events.c.ticket)
        .where(
            events.c.ticket.in_(_touched(start)), events.c.type == "resolved", events.c.at >= start, events.c.at < end,
            events.c.by.is_not(None),
            tickets.c.kind != "complaint",
        )
        .distinct()
    )  # fmt: skip
    for person, number in rows:
        found[person].append(number)
    return dict(found)


def _touched(start: datetime) -> Select[tuple[int]]:
    """Tickets that can have an event after `start`, by indexes: the open ones and those closed since."""
    alive = select(tickets.c.id).where(tickets.c.closed_at.is_(None))
    since = select(tickets.c.id).where(tickets.c.closed_at >= start)
    both = union_all(alive, since).subquery()
    return select(both.c.id)
