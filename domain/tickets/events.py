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
    GRADED = "graded"
    MIGRATED = "migrated"
    PAUSE_ASKED = "pause_asked"
    PAUSE_AGREED = "pause_agreed"
    PAUSE_REFUSED = "pause_refused"
    RESUMED = "resumed"
    REGRADE_ASKED = "regrade_asked"
    REGRADE_REFUSED = "regrade_refused"
    DEFECT_FIXED = "defect_fixed"
    EXPLAINED = "explained"
    PROMISED = "promised"
    SEEN = "seen"
    NUDGED = "nudged"
    RELEASED = "released"
    JOINED = "joined"
    EXPERTS_CALLED = "experts_called"
    COVERED = "covered"
    OFFERED = "offered"
    OFFER_AGREED = "offer_agreed"
    OFFER_REFUSED = "offer_refused"
    OFFER_WAIVED = "offer_waived"
    BECAME_COURSE = "became_course"


NOBODY_CALLED = -2
"""The step of a ticket that came back to somebody: this round of its ladder has not begun."""


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
    """The last step of the escalation ladder that was paged; -1 before the first, or NOBODY_CALLED."""
    round: int = 0
    """How often the ladder began: a reopened or released ticket climbs it anew."""
    seq: int = 0
    resume_state: State = State.ACKNOWLEDGED
    reopened: int = 0
    grade: str | None = None
    """How demanding a request is that is no fault; None: as its contract begins."""
    pause: Mapping[str, Any] = field(default_factory=dict)
    """What was agreed while the clocks stand still: reason, until, by (who asked); empty while they run."""
    pause_asked: Mapping[str, Any] = field(default_factory=dict)
    """A pause that the customer has not answered yet: reason, until, by, and the `seq` of the question."""
    regrade_asked: Mapping[str, Any] = field(default_factory=dict)
    """A downgrade that waits for consent: level, was, reason, by, and the `seq` of the question."""
    promise: datetime | None = None
    """By when the assignee wanted to be at work; None without a promise, or when it was kept."""
    promised_from: datetime | None = None
    """Since when nothing was heard of the assignee: the acknowledgement, a promise or a nudge."""
    nudged: bool = False
    seen: tuple[int, ...] = ()
    """Who looked at the page without taking it."""
    incident: int | None = None
    """The ticket whose acknowledgement covers the paging of this one."""
    experts: tuple[int, ...] = ()
    policy: Mapping[str, Any] = field(default_factory=dict)
    """The escalation policy it started with, as data; empty: the desk's present one."""
    defect: bool = False
    """A software defect is known and not removed: its clock outlives the ticket."""
    warranty: Mapping[str, Any] = field(default_factory=dict)
    """When it was reported: parts whose warranty was `over`, and those `still` covered; empty: nothing was over."""
    cover: Mapping[str, Any] = field(default_factory=dict)
    """What the assignee said of that: covered, part; empty: nothing yet."""
    offer: Mapping[str, Any] = field(default_factory=dict)
    """An offer that the customer has not answered yet: items, currency, by, and the `seq` of the question."""
    agreed: tuple[Mapping[str, Any], ...] = ()
    """The offers that the customer agreed to, oldest first: items, currency, and the instant `at` as text."""
    refused: Mapping[str, Any] = field(default_factory=dict)
    """The last offer, if the customer refused it: as above."""
    waived_by: int | None = None
    """The manager who let paid work begin without an offer."""
    course: int | None = None
    """The course that this request became."""

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
        grade=first.data.get("grade"),
        facts=first.data.get("facts", {}),
        provisional=bool(first.data.get("provisional", False)),
        opened_at=first.at,
        policy=first.data.get("policy") or {},
        warranty=first.data.get("warranty") or {},
    )
    for event in effective(events)[1:]:
        ticket = _heard(_after(ticket, event), event)
    rounds = sum(1 for e in events if e.type is Happened.TAKEN_BACK and e.data.get("released"))
    return replace(ticket, seq=events[-1].seq, round=ticket.round + rounds)


_SIGNS = (
    Happened.ON_WAY,
    Happened.ARRIVED,
    Happened.REMOTE,
    Happened.WAITING,
    Happened.RESTORED,
    Happened.RESOLVED,
    Happened.PAUSE_AGREED,
)


def _heard(ticket: Ticket, event: Event) -> Ticket:
    """A sign of the assignee at work keeps their promise: nobody asks any more."""
    word = event.type is Happened.ENGINEER_SAID and event.by == ticket.assignee_id
    if event.type in _SIGNS or word:
        return replace(ticket, promise=None, promised_from=None, nudged=False)
    if event.type is Happened.HANDED_OVER:
        return replace(ticket, promise=None, promised_from=event.at, nudged=False)
    return ticket


def _after(ticket: Ticket, event: Event) -> Ticket:
    at, data = event.at, event.data
    match event.type:
        case Happened.REGRADED:
            return replace(
                ticket,
                level=data["level"],
                facts=data.get("facts", ticket.facts),
                provisional=bool(data.get("provisional", False)),
                policy=data.get("policy") or ticket.policy,
                regrade_asked={},
            )
        case Happened.GRADED:
            return replace(ticket, grade=data["grade"])
        case Happened.MIGRATED:
            return replace(ticket, contract_version=data["version"])
        case Happened.REGRADE_ASKED:
            return replace(ticket, regrade_asked={**data, "by": event.by, "seq": event.seq})
        case Happened.REGRADE_REFUSED:
            return replace(ticket, regrade_asked={})
        case Happened.PAUSE_ASKED:
            return replace(ticket, pause_asked={**data, "by": event.by, "seq": event.seq})
        case Happened.PAUSE_REFUSED:
            return replace(ticket, pause_asked={})
        case Happened.PAUSE_AGREED:
            resume = ticket.resume_state if ticket.state is State.WAITING else ticket.state
            return replace(ticket, pause=dict(data), pause_asked={}, state=State.WAITING, resume_state=resume)
        case Happened.RESUMED if ticket.pause:
            state = ticket.resume_state if ticket.state is State.WAITING else ticket.state
            return replace(ticket, pause={}, state=state)
        case Happened.DEFECT_FIXED:
            return replace(ticket, defect=False)
        case Happened.PROMISED:
            until = datetime.fromisoformat(data["until"])
            return replace(ticket, promise=until, promised_from=at, nudged=False)
        case Happened.SEEN if event.by is not None and event.by not in ticket.seen:
            return replace(ticket, seen=(*ticket.seen, event.by))
        case Happened.NUDGED:
            return replace(ticket, nudged=True, promised_from=at)
        case Happened.RELEASED:
            return replace(
                ticket,
                state=State.NEW,
                assignee_id=None,
                promise=None,
                promised_from=None,
                nudged=False,
                round=ticket.round + 1,
                # The ladder goes on after the last step that was called; the first page is none of its events.
                step=0 if ticket.step == NOBODY_CALLED else max(ticket.step, 0) + 1,
            )
        case Happened.JOINED if data["lead"] == ticket.id:
            # Whose ladder covered it has ended: it is paged like one that nobody was called for yet.
            return replace(ticket, incident=None, round=ticket.round + 1, step=-1)
        case Happened.JOINED:
            return replace(ticket, incident=data["lead"])
        case Happened.EXPERTS_CALLED:
            return replace(ticket, experts=tuple(data["people"]))
        case Happened.ACKNOWLEDGED:
            # A second acknowledgement after a release is the one that counts for paging, the first for the figures.
            return replace(
                ticket,
                state=State.ACKNOWLEDGED,
                assignee_id=event.by,
                acknowledged_at=ticket.acknowledged_at or at,
                promised_from=at,
                promise=None,
                nudged=False,
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
            return replace(ticket, state=ticket.resume_state, pause={})
        case Happened.RESTORED:
            return replace(ticket, state=State.RESTORED, restored_at=at, pause={}, pause_asked={})
        case Happened.RESOLVED:
            return replace(
                ticket,
                state=State.RESOLVED,
                resolved_at=at,
                restored_at=ticket.restored_at or at,
                resolution=dict(data),
                pause={},
                pause_asked={},
                defect=bool(data.get("defect", False)),
            )
        case Happened.CONFIRMED:
            return replace(ticket, state=State.CLOSED, closed_at=at, pause={}, pause_asked={})
        case Happened.CLOSED | Happened.WITHDRAWN:
            silent = event.type is Happened.CLOSED
            defect = ticket.defect and event.type is not Happened.WITHDRAWN
            return replace(
                ticket,
                state=State.CLOSED,
                closed_at=at,
                closed_silently=silent,
                pause={},
                pause_asked={},
                defect=defect,
            )
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
                step=NOBODY_CALLED if ticket.assignee_id else -1,
                promise=None,
                # Whoever has it took it for done: when they will be at it again is a new promise.
                promised_from=at if ticket.assignee_id else None,
                nudged=False,
                pause={},
                pause_asked={},
                defect=False,
            )
        case Happened.HANDED_OVER:
            return replace(ticket, assignee_id=data["to"])
        case Happened.ESCALATED:
            return replace(ticket, step=data["step"])
        case Happened.COVERED:
            return replace(ticket, cover=dict(data), offer={} if data["covered"] else ticket.offer)
        case Happened.OFFERED:
            return replace(ticket, offer={**data, "by": event.by, "seq": event.seq}, refused={})
        case Happened.OFFER_AGREED:
            said = {**data, "at": at.isoformat()}
            return replace(ticket, offer={}, agreed=(*ticket.agreed, said), refused={})
        case Happened.OFFER_REFUSED:
            return replace(ticket, offer={}, refused={**data, "at": at.isoformat()})
        case Happened.OFFER_WAIVED:
            return replace(ticket, waived_by=event.by)
        case Happened.BECAME_COURSE:
            return replace(ticket, course=data["course"])
        case Happened.RATED:
            return replace(ticket, rating=data["stars"])
        case Happened.COMMENTED:
            return replace(ticket, comment=data["text"])
        case _:
            return ticket
