"""What can happen to a ticket, and the ticket that follows from what happened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any


class Happened(StrEnum):
    """Types of event. The names are stored: never rename one."""

    OPENED = "opened"
    ASSIGNED = "assigned"
    REGRADED = "regraded"
    OBJECTED = "objected"
    ACKNOWLEDGED = "acknowledged"
    ON_WAY = "on_way"
    ARRIVED = "arrived"
    REMOTE = "remote"
    WAITING = "waiting"
    CUSTOMER_SAID = "customer_said"
    ENGINEER_SAID = "engineer_said"
    RESTORED = "restored"
    RESOLVED = "resolved"
    CONFIRMED = "confirmed"
    NOT_REPAIRED = "not_repaired"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"
    HANDED_OVER = "handed_over"
    TAKEN_BACK = "taken_back"
    ESCALATED = "escalated"
    WARNED = "warned"
    BREACHED = "breached"
    RATED = "rated"
    COMMENTED = "commented"


class State(StrEnum):
    """Where a ticket stands."""

    NEW = "new"
    ACKNOWLEDGED = "acknowledged"
    ON_WAY = "on_way"
    ONSITE = "onsite"
    REMOTE = "remote"
    WAITING = "waiting"
    RESTORED = "restored"
    RESOLVED = "resolved"
    CLOSED = "closed"


@dataclass(frozen=True)
class Event:
    """One thing that happened. `by` is a person's id, None for the desk itself."""

    type: Happened
    at: datetime
    by: int | None = None
    data: Mapping[str, Any] = field(default_factory=dict)
    seq: int = 0


@dataclass(frozen=True)
class Ticket:
    """The state that a list of events leads to. Instants are None until the thing happened."""

    id: int
    kind: str
    contract: str
    contract_version: int
    customer_id: int
    title: str
    level: int | None
    opened_at: datetime
    state: State = State.NEW
    provisional: bool = False
    facts: Mapping[str, Any] = field(default_factory=dict)
    assignee_id: int | None = None
    acknowledged_at: datetime | None = None
    on_way_at: datetime | None = None
    arrived_at: datetime | None = None
    remote_at: datetime | None = None
    restored_at: datetime | None = None
    resolved_at: datetime | None = None
    closed_at: datetime | None = None
    closed_silently: bool = False
    resolution: Mapping[str, Any] = field(default_factory=dict)
    rating: int | None = None
    comment: str | None = None
    step: int = -1
    """The last step of the escalation ladder that was paged; -1 before the first."""
    round: int = 0
    """How often the ladder began: a reopened or released ticket climbs it anew."""
    seq: int = 0
    resume_state: State = State.ACKNOWLEDGED
    reopened: int = 0

    @property
    def open(self) -> bool:
        """Not closed yet."""
        return self.state is not State.CLOSED


_UNDOABLE = {
    Happened.ACKNOWLEDGED,
    Happened.ON_WAY,
    Happened.ARRIVED,
    Happened.REMOTE,
    Happened.WAITING,
    Happened.RESTORED,
    Happened.RESOLVED,
}


def effective(events: Sequence[Event]) -> list[Event]:
    """The events that count: those taken back are left out, with the taking back itself."""
    void = {event.data["of"] for event in events if event.type is Happened.TAKEN_BACK}
    return [e for e in events if e.seq not in void and e.type is not Happened.TAKEN_BACK]


def last_undoable(events: Sequence[Event]) -> Event | None:
    """The step that "take back" would undo: the newest one, unless the customer or a handover came after it."""
    for event in reversed(effective(events)):
        if event.type in _UNDOABLE:
            return event
        if event.type in (Happened.NOT_REPAIRED, Happened.HANDED_OVER, Happened.CLOSED, Happened.CONFIRMED):
            return None
    return None


def fold(number: int, events: Sequence[Event]) -> Ticket:
    """The ticket after all `events`; the first must be OPENED (ValueError otherwise)."""
    if not events or events[0].type is not Happened.OPENED:
        raise ValueError(f"ticket {number} does not begin with its opening")
    first = events[0]
    ticket = Ticket(
        id=number,
        kind=first.data["kind"],
        contract=first.data["contract"],
        contract_version=first.data["contract_version"],
        customer_id=first.data["customer_id"],
        title=first.data["title"],
        level=first.data.get("level"),
        facts=first.data.get("facts", {}),
        provisional=bool(first.data.get("provisional", False)),
        opened_at=first.at,
    )
    for event in effective(events)[1:]:
        ticket = _after(ticket, event)
    rounds = sum(1 for e in events if e.type is Happened.TAKEN_BACK and e.data.get("released"))
    return replace(ticket, seq=events[-1].seq, round=ticket.round + rounds)


def _after(ticket: Ticket, event: Event) -> Ticket:
    at, data = event.at, event.data
    match event.type:
        case Happened.REGRADED:
            return replace(
                ticket,
                level=data["level"],
                facts=data.get("facts", ticket.facts),
                provisional=bool(data.get("provisional", False)),
            )
        case Happened.ACKNOWLEDGED:
            # A second acknowledgement after a release is the one that counts for paging, the first for the figures.
            return replace(
                ticket,
                state=State.ACKNOWLEDGED,
                assignee_id=event.by,
                acknowledged_at=ticket.acknowledged_at or at,
            )
        case Happened.ASSIGNED:
            return replace(ticket, state=State.ACKNOWLEDGED, assignee_id=data["to"])
        case Happened.ON_WAY:
            return replace(ticket, state=State.ON_WAY, on_way_at=ticket.on_way_at or at)
        case Happened.ARRIVED:
            return replace(ticket, state=State.ONSITE, arrived_at=ticket.arrived_at or at)
        case Happened.REMOTE:
            return replace(ticket, state=State.REMOTE, remote_at=ticket.remote_at or at)
        case Happened.WAITING:
            return replace(ticket, state=State.WAITING, resume_state=ticket.state)
        case Happened.CUSTOMER_SAID if ticket.state is State.WAITING:
            return replace(ticket, state=ticket.resume_state)
        case Happened.RESTORED:
            return replace(ticket, state=State.RESTORED, restored_at=at)
        case Happened.RESOLVED:
            return replace(
                ticket,
                state=State.RESOLVED,
                resolved_at=at,
                restored_at=ticket.restored_at or at,
                resolution=dict(data),
            )
        case Happened.CONFIRMED:
            return replace(ticket, state=State.CLOSED, closed_at=at)
        case Happened.CLOSED | Happened.WITHDRAWN:
            silent = event.type is Happened.CLOSED
            return replace(ticket, state=State.CLOSED, closed_at=at, closed_silently=silent)
        case Happened.NOT_REPAIRED:
            return replace(
                ticket,
                state=State.ACKNOWLEDGED if ticket.assignee_id else State.NEW,
                restored_at=None,
                resolved_at=None,
                closed_at=None,
                closed_silently=False,
                reopened=ticket.reopened + 1,
                round=ticket.round + 1,
                step=-1,
            )
        case Happened.HANDED_OVER:
            return replace(ticket, assignee_id=data["to"])
        case Happened.ESCALATED:
            return replace(ticket, step=data["step"])
        case Happened.RATED:
            return replace(ticket, rating=data["stars"])
        case Happened.COMMENTED:
            return replace(ticket, comment=data["text"])
        case _:
            return ticket
