"""Tickets: the events, and the row of cached facts that queries read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from domain.tickets.clocks import Clock
from domain.tickets.events import Event, Happened, Ticket, fold
from storage.tables import clocks, events, tickets

# Built once: what happens with every event of every ticket must not be put together anew each time.
_HISTORY = select(events).where(events.c.ticket == bindparam("number")).order_by(events.c.seq)
_CACHE = update(tickets).where(tickets.c.id == bindparam("number"))
_FORGET_CLOCKS = delete(clocks).where(clocks.c.ticket.in_(bindparam("numbers", expanding=True)))


class UnknownTicket(LookupError):
    """There is no ticket of that number."""


def history(conn: Connection, number: int) -> list[Event]:
    """All events of a ticket in order; UnknownTicket if there is none."""
    rows = conn.execute(_HISTORY, {"number": number})
    found = [Event(Happened(row.type), row.at, row.by, row.data, row.seq) for row in rows]
    if not found:
        raise UnknownTicket(number)
    return found


def histories(conn: Connection, numbers: Sequence[int]) -> dict[int, list[Event]]:
    """All events of several tickets, by ticket; numbers that do not exist are left out."""
    rows = conn.execute(
        select(events).where(events.c.ticket.in_(numbers)).order_by(events.c.ticket, events.c.seq)
    )
    found: dict[int, list[Event]] = {}
    for row in rows:
        found.setdefault(row.ticket, []).append(Event(Happened(row.type), row.at, row.by, row.data, row.seq))
    return found


def histories_of(conn: Connection, numbers: Sequence[int]) -> dict[int, list[Event]]:
    """All events of these tickets, by ticket; UnknownTicket if one of them does not exist."""
    found = histories(conn, numbers) if numbers else {}
    for number in numbers:
        if number not in found:
            raise UnknownTicket(number)
    return found


def load(conn: Connection, number: int) -> Ticket:
    """The ticket as its events make it."""
    return fold(number, history(conn, number))


def create(conn: Connection, first: Event, number: int | None = None) -> int:
    """Store the opening of a new ticket; its number, which only a ticket that nobody is to see may choose (negative)."""
    data = first.data
    chosen = {} if number is None else {"id": number}
    result = conn.execute(
        insert(tickets).values(
            kind=data["kind"], contract=data["contract"], contract_version=data["contract_version"],
            customer_id=data["customer_id"], title=data["title"][:200], level=data.get("level"), state="new", seq=0,
            opened_at=first.at, breached=False, **chosen,
        )
    )  # fmt: skip
    assert result.inserted_primary_key is not None
    number = int(result.inserted_primary_key[0])
    if number == 0:
        # SQLite counts on from the greatest: on a new desk from the trial ticket, which is below zero.
        number = 1
        conn.execute(update(tickets).where(tickets.c.id == 0).values(id=number))
    append(conn, number, [first])
    return number


def append(conn: Connection, number: int, new: Sequence[Event]) -> None:
    """Add events; two that would take the same place cannot both be stored (primary key)."""
    append_all(conn, [(number, event) for event in new])


def append_all(conn: Connection, new: Sequence[tuple[int, Event]]) -> None:
    """Add events of several tickets, each given with its ticket's number."""
    rows = [
        {"ticket": number, "seq": e.seq, "type": e.type.value, "at": e.at, "by": e.by, "data": dict(e.data)}
        for number, e in new
    ]
    conn.execute(insert(events), rows)


def cache_all(
    conn: Connection, found: Sequence[tuple[Ticket, Sequence[Clock] | None, Sequence[Event]]]
) -> None:
    """Write what queries read, computed from the events alone: the rows, and the clocks of those given with theirs."""
    conn.execute(_CACHE, [_cached(ticket, happened) for ticket, _, happened in found])
    _cache_clocks(conn, {ticket.id: running for ticket, running, _ in found if running is not None})


def _cached(ticket: Ticket, happened: Sequence[Event]) -> dict[str, Any]:
    return {
        "number": ticket.id,
        "level": ticket.level,
        "state": ticket.state.value,
        "assignee_id": ticket.assignee_id,
        "seq": ticket.seq,
        "acknowledged_at": ticket.acknowledged_at,
        "restored_at": ticket.restored_at,
        "resolved_at": ticket.resolved_at,
        "closed_at": ticket.closed_at,
        "rating": ticket.rating,
        "contract_version": ticket.contract_version,
        "fault_kind": ticket.resolution.get("fault_kind"),
        "breached": any(event.type is Happened.BREACHED for event in happened),
    }


def cache_clocks(conn: Connection, number: int, found: Sequence[Clock]) -> None:
    """Write what is cached of a ticket's clocks, present ones first."""
    _cache_clocks(conn, {number: found})


def _cache_clocks(conn: Connection, found: Mapping[int, Sequence[Clock]]) -> None:
    if found:
        conn.execute(_FORGET_CLOCKS, {"numbers": list(found)})
    rows = [
        {"ticket": number, "place": place, **clock_row(clock)}
        for number, running in found.items()
        for place, clock in enumerate(running)
    ]
    if rows:
        conn.execute(insert(clocks), rows)


def clock_row(clock: Clock) -> dict[str, Any]:
    """What is cached of a clock; a function of the events alone, so that it can be rebuilt at any time."""
    ended = clock.ended_at
    return {
        "name": clock.name,
        "level": clock.level,
        "grade": clock.grade,
        "version": clock.version,
        "started_at": clock.started_at,
        "due_at": clock.due_at,
        "stopped_at": ended,
        "superseded": clock.superseded_at is not None,
        "promised_seconds": int(clock.promised_seconds()),
        "spent_seconds": None if ended is None else int(clock.counted(clock.started_at, ended)),
        "paused_seconds": int(clock.paused(ended or clock.due_at)),
    }


def thread_of(conn: Connection, number: int) -> int | None:
    """The ticket's forum topic, once it has been made."""
    return conn.execute(select(tickets.c.thread_id).where(tickets.c.id == number)).scalar()


def set_thread(conn: Connection, number: int, thread_id: int | None) -> None:
    """Remember, or forget, the ticket's topic."""
    conn.execute(update(tickets).where(tickets.c.id == number).values(thread_id=thread_id))


def in_thread(conn: Connection, thread_id: int) -> int | None:
    """The newest ticket of a topic."""
    return conn.execute(
        select(tickets.c.id).where(tickets.c.thread_id == thread_id).order_by(tickets.c.id.desc()).limit(1)
    ).scalar()


def closed_among(conn: Connection, numbers: Sequence[int]) -> set[int]:
    """Those of these tickets that are closed."""
    query = select(tickets.c.id).where(tickets.c.id.in_(numbers), tickets.c.closed_at.is_not(None))
    return set(conn.execute(query).scalars())


def waiting_of(conn: Connection, person_id: int) -> list[int]:
    """Numbers of the customer's tickets that wait for a word of theirs."""
    query = select(tickets.c.id).where(tickets.c.customer_id == person_id, tickets.c.state == "waiting")
    return [int(number) for number in conn.execute(query.order_by(tickets.c.id)).scalars()]


def open_of(conn: Connection, customer_id: int) -> list[int]:
    """Numbers of the person's tickets that are not closed, newest first."""
    rows = conn.execute(
        select(tickets.c.id)
        .where(tickets.c.customer_id == customer_id, tickets.c.closed_at.is_(None))
        .order_by(tickets.c.id.desc())
    )
    return list(rows.scalars())


def latest_of(conn: Connection, customer_id: int, limit: int = 10) -> list[int]:
    """Numbers of the person's newest tickets, open or closed."""
    rows = conn.execute(
        select(tickets.c.id)
        .where(tickets.c.customer_id == customer_id)
        .order_by(tickets.c.id.desc())
        .limit(limit)
    )
    return list(rows.scalars())


def open_numbers(conn: Connection, assignee_id: int | None = None) -> list[int]:
    """Numbers of all open tickets, most severe and oldest first; optionally one engineer's."""
    query = select(tickets.c.id).where(tickets.c.closed_at.is_(None), tickets.c.id + 0 > 0)
    if assignee_id is not None:
        query = query.where(tickets.c.assignee_id == assignee_id)
    return list(conn.execute(query.order_by(tickets.c.level.nulls_last(), tickets.c.opened_at)).scalars())


def overdue_numbers(conn: Connection, now: datetime) -> list[int]:
    """Numbers of open tickets with a running clock past its deadline, longest overdue first."""
    rows = conn.execute(
        select(clocks.c.ticket)
        .join(tickets, tickets.c.id == clocks.c.ticket)
        .where(
            clocks.c.stopped_at.is_(None),
            clocks.c.due_at < now,
            tickets.c.closed_at.is_(None),
            tickets.c.id + 0 > 0,
        )
        .order_by(clocks.c.due_at)
    )
    return list(dict.fromkeys(rows.scalars()))
