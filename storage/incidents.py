"""Reports that belong together: what was offered as one incident, what people said to it, and who covers whom.

An offer lives in `offers`; its data are `scope` (contract or product), `code`, `tickets`, `lead` (the ticket whose ladder
covers the paging, once joined), `last_at` (when the last of them was reported), `message` (where it was offered).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, insert, select, update

from domain.tickets.commands import Command, Join, Release, Step, TakeBack
from domain.tickets.events import Event, Happened, State, Ticket, fold
from storage import outbox, timers
from storage.outbox import Lane
from storage.tables import events, offers, tickets
from storage.tickets import histories

_KIND = "incident"
_LOOK_BACK = timedelta(days=1)
_FRESHEN_SECONDS = 20
"""A question that was sent grows at most so often: changing it counts for Telegram like another message."""
_ENDS = (Happened.CONFIRMED, Happened.CLOSED, Happened.WITHDRAWN)


@dataclass(frozen=True)
class Incident:
    """An offer to treat reports as one incident. `lead` is set once there is one; `more`: others to an older one."""

    id: int
    state: str
    scope: str
    code: str
    tickets: tuple[int, ...]
    lead: int | None
    more: bool
    last_at: datetime
    message: int | None
    shown: str | None
    """The hash of what the message shows."""
    decided_by: int | None


def recent(conn: Connection, now: datetime) -> list[Incident]:
    """The offers of the last day, newest first, whatever was said to them."""
    query = select(offers).where(offers.c.kind == _KIND, offers.c.created_at > now - _LOOK_BACK)
    return [_incident(row) for row in conn.execute(query.order_by(offers.c.id.desc()))]


def get(conn: Connection, number: int) -> Incident | None:
    """The offer of that number."""
    row = conn.execute(select(offers).where(offers.c.kind == _KIND, offers.c.id == number)).one_or_none()
    return None if row is None else _incident(row)


def fresh(conn: Connection, contracts: Iterable[str], since: datetime) -> list[tuple[int, str]]:
    """(number, contract) of the open faults of these contracts that were reported from `since` on, the first first."""
    query = select(tickets.c.id, tickets.c.contract).where(
        tickets.c.opened_at >= since,
        # The trial ticket, which nobody is to see, has a number below.
        tickets.c.id > 0,
        tickets.c.contract.in_(list(contracts)),
        tickets.c.kind == "fault",
        tickets.c.level.is_not(None),
        tickets.c.closed_at.is_(None),
    )
    return [(row.id, row.contract) for row in conn.execute(query.order_by(tickets.c.id))]


def offer(
    conn: Connection, scope: str, code: str, numbers: Sequence[int], now: datetime, lead: int | None = None
) -> int:
    """Keep a new offer; its number. `lead`: these are more reports to the incident of that ticket."""
    data = {"scope": scope, "code": code, "tickets": list(numbers), "lead": lead, "more": lead is not None}
    data |= {"last_at": now.isoformat(), "message": None}
    result = conn.execute(insert(offers).values(kind=_KIND, state="open", data=data, created_at=now))
    assert result.inserted_primary_key is not None
    return int(result.inserted_primary_key[0])


def change(conn: Connection, incident: Incident, **data: Any) -> None:
    """Set parts of an offer's data."""
    query = select(offers.c.data).where(offers.c.id == incident.id)
    known = conn.execute(query).scalar_one()
    conn.execute(update(offers).where(offers.c.id == incident.id).values(data={**known, **data}))


def sent(conn: Connection, number: int, message: int, shown: str) -> None:
    """The offer stands in that message from now on, which shows what has the hash `shown`."""
    if (incident := get(conn, number)) is not None:
        change(conn, incident, message=message, shown=shown)


def freshen(conn: Connection, chat_id: int, numbers: Collection[int], now: datetime) -> None:
    """Something happened to tickets that were joined: the message that speaks for them is drawn anew, now and then."""
    for incident in recent(conn, now):
        if incident.state == "accepted" and not set(numbers).isdisjoint(incident.tickets):
            ask(conn, chat_id, incident.id, now, again=True, lane=Lane.CARD)


def spoken_for(conn: Connection, ticket: Ticket) -> bool:
    """Whether a message of the group speaks for the ticket together with others that it was joined with."""
    since = select(tickets.c.opened_at).where(tickets.c.id == ticket.incident).scalar_subquery()
    query = select(offers.c.data).where(
        offers.c.kind == _KIND, offers.c.state == "accepted", offers.c.created_at >= since
    )
    found = conn.execute(query).scalars()
    return any(ticket.id in data["tickets"] and data["message"] is not None for data in found)


def ask(
    conn: Connection,
    chat_id: int,
    number: int,
    now: datetime,
    *,
    again: bool = False,
    lane: Lane = Lane.PAGE,
) -> None:
    """Put the question to the group, or show what became of it. `again`: it only grew, which can wait a moment."""
    outbox.put(
        conn, lane=lane, chat_id=chat_id, kind="incident", now=now,
        data={"offer": number}, dedupe=f"incident:{number}", reusable=True,
        not_before=now + timedelta(seconds=_FRESHEN_SECONDS) if again else None,
    )  # fmt: skip


def decide(conn: Connection, incident: Incident, state: str, by: int, now: datetime) -> bool:
    """Accepted or refused; False if somebody was faster."""
    mine = (offers.c.id == incident.id) & (offers.c.state == "open")
    values = {"state": state, "decided_by": by, "decided_at": now}
    return conn.execute(update(offers).where(mine).values(**values)).rowcount == 1


def members(conn: Connection, ticket: Ticket) -> list[int]:
    """The other tickets of the ticket's incident, its lead first; empty if it is part of none."""
    lead = ticket.id if ticket.incident is None else ticket.incident
    since = conn.execute(select(tickets.c.opened_at).where(tickets.c.id == lead)).scalar()
    if since is None:
        return []
    query = select(offers.c.data).where(
        offers.c.kind == _KIND, offers.c.state == "accepted", offers.c.created_at >= since
    )
    found = [
        number for data in conn.execute(query).scalars() if data["lead"] == lead for number in data["tickets"]
    ]
    return [number for number in dict.fromkeys((lead, *found)) if number != ticket.id] if found else []


def covered(conn: Connection, ticket: Ticket) -> bool:
    """Whether another ticket's ladder pages for this one: the lead's, as long as nobody has it, if it is as severe."""
    return bool(_covered(conn, [ticket]))


def covered_among(conn: Connection, numbers: Collection[int]) -> set[int]:
    """Those of these tickets that are covered."""
    once_joined = select(events.c.ticket).where(
        events.c.ticket.in_(list(numbers)), events.c.type == Happened.JOINED.value
    )
    found = list(conn.execute(once_joined.distinct()).scalars())
    return _covered(conn, [fold(*one) for one in histories(conn, found).items()]) if found else set()


def _covered(conn: Connection, found: Sequence[Ticket]) -> set[int]:
    joined = [one for one in found if one.incident is not None and one.level is not None]
    if not joined:
        return set()
    query = select(tickets.c.id, tickets.c.level).where(
        tickets.c.id.in_({one.incident for one in joined}),
        tickets.c.level.is_not(None),
        tickets.c.assignee_id.is_(None),
        tickets.c.closed_at.is_(None),
    )
    leads = {row.id: row.level for row in conn.execute(query)}
    return {one.id for one in joined if one.incident in leads and leads[one.incident] <= (one.level or 0)}


def along(
    conn: Connection, before: Ticket, after: Ticket, new: Sequence[Event], now: datetime
) -> Iterator[tuple[int, Command]]:
    """What follows for the other tickets of an incident: (number, command), to be carried out in that order.

    An acknowledgement of any acknowledges all that nobody has. What gives the lead back gives back what came with it.
    When the lead ends and nobody has the others, the first of them leads from then on and is paged at once.
    """
    for event in new:
        if event.type is Happened.ACKNOWLEDGED and event.by is not None:
            for number in _nobodys(conn, members(conn, after)):
                yield number, Step(Happened.ACKNOWLEDGED, event.by)
        elif after.incident is not None:
            continue
        elif event.type is Happened.RELEASED and before.assignee_id is not None:
            for number in _taken_only(conn, members(conn, after), before.assignee_id):
                yield number, Release(before.assignee_id, event.data["why"])
        elif event.type is Happened.TAKEN_BACK and event.data.get("released") and event.by is not None:
            for number in _taken_only(conn, members(conn, after), event.by):
                yield number, TakeBack(event.by)
        elif event.type in _ENDS:
            yield from _led_on(conn, after, now)


def _led_on(conn: Connection, ended: Ticket, now: datetime) -> Iterator[tuple[int, Command]]:
    left = _nobodys(conn, members(conn, ended))
    if not left:
        return
    lead = left[0]
    for incident in recent(conn, now):
        if incident.lead == ended.id:
            change(conn, incident, lead=lead)
    for number in left:
        yield number, Join(None, lead)
    timers.arm(conn, f"ladder:{lead}", "ladder", now, ticket=lead, data={"step": 0})


def _nobodys(conn: Connection, numbers: Sequence[int]) -> list[int]:
    if not numbers:
        return []
    query = select(tickets.c.id).where(
        tickets.c.id.in_(numbers), tickets.c.assignee_id.is_(None), tickets.c.closed_at.is_(None)
    )
    return list(conn.execute(query.order_by(tickets.c.id)).scalars())


def _taken_only(conn: Connection, numbers: Sequence[int], by: int) -> list[int]:
    if not numbers:
        return []
    query = select(tickets.c.id).where(
        tickets.c.id.in_(numbers),
        tickets.c.assignee_id == by,
        tickets.c.state == State.ACKNOWLEDGED.value,
    )
    return list(conn.execute(query.order_by(tickets.c.id)).scalars())


def _incident(row: Any) -> Incident:
    data = row.data
    return Incident(
        id=row.id,
        state=row.state,
        scope=data["scope"],
        code=data["code"],
        tickets=tuple(data["tickets"]),
        lead=data["lead"],
        more=data["more"],
        last_at=datetime.fromisoformat(data["last_at"]),
        message=data["message"],
        shown=data.get("shown"),
        decided_by=row.decided_by,
    )
