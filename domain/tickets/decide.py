"""What a command does to a ticket: the events that follow, or a refusal that says why. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from domain.tickets.events import Event, Happened, State, Ticket, last_undoable

FAULT_KINDS = ("hardware", "configuration", "operation", "software", "improvement")
"""Kinds of fault in the order in which contract P2 (figure 4-1) has them asked."""


class Refused(Exception):
    """The command may not be done now. `reason` is the id of a text for the person who asked."""

    def __init__(self, reason: str, **details: Any) -> None:
        super().__init__(reason)
        self.reason = reason
        self.details = details


@dataclass(frozen=True)
class Step:
    """An engineer's press: acknowledge, on_way, arrived, remote, waiting, restored."""

    type: Happened
    by: int


@dataclass(frozen=True)
class Assign:
    """The desk gives a request without a level to its owner: nobody has to be woken up to take it."""

    to: int


@dataclass(frozen=True)
class Resolve:
    """The engineer's account of the repair."""

    by: int
    fault_kind: str
    cause: str
    done: str
    advice: str


@dataclass(frozen=True)
class TakeBack:
    """Undo the assignee's last step."""

    by: int


@dataclass(frozen=True)
class HandOver:
    """Another engineer is responsible from now on; a manager may hand over anybody's ticket."""

    by: int
    to: int
    manager: bool = False


@dataclass(frozen=True)
class Regrade:
    """Another level. `provisional`: a question to the customer is still open."""

    by: int | None
    level: int
    reason: str
    facts: Mapping[str, Any] | None = None
    provisional: bool = False


@dataclass(frozen=True)
class Object:
    """The customer disagrees with the level."""

    by: int
    text: str


@dataclass(frozen=True)
class Say:
    """A word of one side to the other: only that it was said; the words are kept with the messages."""

    by: int
    customer: bool


@dataclass(frozen=True)
class Confirm:
    """The customer confirms the repair."""

    by: int


@dataclass(frozen=True)
class NotRepaired:
    """The customer contests the repair, also after the ticket was closed."""

    by: int


@dataclass(frozen=True)
class Withdraw:
    """The customer takes the report back."""

    by: int


@dataclass(frozen=True)
class CloseSilently:
    """The customer said nothing for the contract's time."""


@dataclass(frozen=True)
class Rate:
    """One to five stars."""

    by: int
    stars: int


@dataclass(frozen=True)
class Comment:
    """Words to a rating."""

    by: int
    text: str


@dataclass(frozen=True)
class Escalate:
    """Nobody acknowledged in time: page this step of the ladder."""

    step: int
    people: tuple[int, ...]


@dataclass(frozen=True)
class Note:
    """A warning before, or a notice at, a deadline."""

    type: Happened
    clock: str
    due_at: datetime
    share: int = 100
    late_seconds: int = 0


Command = (
    Step | Assign | Resolve | TakeBack | HandOver | Regrade | Object | Say | Confirm | NotRepaired | Withdraw
    | CloseSilently | Rate | Comment | Escalate | Note
)  # fmt: skip


@dataclass(frozen=True)
class Opening:
    """Everything a new ticket begins with."""

    kind: str
    contract: str
    contract_version: int
    customer_id: int
    title: str
    level: int | None
    facts: Mapping[str, Any] = field(default_factory=dict)
    provisional: bool = False


def open_ticket(opening: Opening, now: datetime) -> Event:
    """The first event of a ticket."""
    return Event(Happened.OPENED, now, opening.customer_id, dict(vars(opening)), seq=1)


_RESTORED_OR_LATER = (State.RESTORED, State.RESOLVED, State.CLOSED)


def decide(ticket: Ticket, events: Sequence[Event], command: Command, now: datetime) -> list[Event]:
    """The events that `command` leads to, without sequence numbers; raises Refused."""
    match command:
        case Step():
            return [_step(ticket, command, now)]
        case Assign(to=to):
            return [Event(Happened.ASSIGNED, now, None, {"to": to})] if ticket.assignee_id is None else []
        case Resolve(by=by):
            _must_be_mine(ticket, by)
            if ticket.state is State.RESOLVED:
                raise Refused("refused-already")
            if command.fault_kind not in FAULT_KINDS and ticket.kind == "fault":
                raise Refused("refused-stale")
            data = {k: getattr(command, k) for k in ("fault_kind", "cause", "done", "advice")}
            return [Event(Happened.RESOLVED, now, by, data)]
        case TakeBack(by=by):
            _must_be_mine(ticket, by)
            last = last_undoable(events)
            if last is None:
                raise Refused("refused-nothing-to-take-back")
            released = last.type is Happened.ACKNOWLEDGED
            return [
                Event(
                    Happened.TAKEN_BACK,
                    now,
                    by,
                    {"of": last.seq, "what_step": last.type.value, "released": released},
                )
            ]
        case HandOver(by=by, to=to, manager=manager):
            _must_be_open(ticket)
            if ticket.assignee_id is None:
                raise Refused("refused-nobody-has-it")
            if ticket.assignee_id != by and not manager:
                raise Refused("refused-not-yours", who=ticket.assignee_id)
            if ticket.assignee_id == to:
                raise Refused("refused-already")
            return [Event(Happened.HANDED_OVER, now, by, {"to": to, "from": ticket.assignee_id})]
        case Regrade(by=by, level=level):
            _must_be_open(ticket)
            if ticket.level is None:
                raise Refused("refused-no-level")
            if level == ticket.level and command.provisional == ticket.provisional:
                raise Refused("refused-same-level")
            data = {
                "level": level,
                "was": ticket.level,
                "reason": command.reason,
                "provisional": command.provisional,
            }
            if command.facts is not None:
                data["facts"] = dict(command.facts)
            return [Event(Happened.REGRADED, now, by, data)]
        case Object(by=by, text=text):
            _must_be_open(ticket)
            return [Event(Happened.OBJECTED, now, by, {"text": text})]
        case Say(by=by, customer=customer):
            return [Event(Happened.CUSTOMER_SAID if customer else Happened.ENGINEER_SAID, now, by)]
        case Confirm(by=by):
            _must_be_open(ticket)
            if ticket.state not in (State.RESTORED, State.RESOLVED):
                raise Refused("refused-not-repaired-yet")
            return [Event(Happened.CONFIRMED, now, by)]
        case NotRepaired(by=by):
            if ticket.state not in _RESTORED_OR_LATER or (
                ticket.state is State.CLOSED and not ticket.restored_at
            ):
                raise Refused("refused-already-reopened")
            return [Event(Happened.NOT_REPAIRED, now, by)]
        case Withdraw(by=by):
            _must_be_open(ticket)
            return [Event(Happened.WITHDRAWN, now, by)]
        case CloseSilently():
            return [Event(Happened.CLOSED, now)] if ticket.state is State.RESOLVED else []
        case Rate(by=by, stars=stars):
            if ticket.open:
                raise Refused("refused-still-open")
            if ticket.rating is not None:
                raise Refused("refused-already-rated")
            return [Event(Happened.RATED, now, by, {"stars": stars})]
        case Comment(by=by, text=text):
            return [Event(Happened.COMMENTED, now, by, {"text": text})]
        case Escalate(step=step, people=people):
            if ticket.assignee_id is not None or not ticket.open:
                return []
            return [Event(Happened.ESCALATED, now, None, {"step": step, "people": list(people)})]
        case Note():
            return _note(ticket, events, command, now)


def _must_be_open(ticket: Ticket) -> None:
    if not ticket.open:
        raise Refused("refused-closed")


def _must_be_mine(ticket: Ticket, by: int) -> None:
    _must_be_open(ticket)
    if ticket.assignee_id is None:
        raise Refused("refused-nobody-has-it")
    if ticket.assignee_id != by:
        raise Refused("refused-not-yours", who=ticket.assignee_id)


def _step(ticket: Ticket, command: Step, now: datetime) -> Event:
    _must_be_open(ticket)
    if command.type is Happened.ACKNOWLEDGED:
        if ticket.assignee_id == command.by:
            raise Refused("refused-already")
        if ticket.assignee_id is not None:
            raise Refused("refused-taken", who=ticket.assignee_id, at=ticket.acknowledged_at)
        return Event(command.type, now, command.by)
    _must_be_mine(ticket, command.by)
    if ticket.state is State.RESOLVED:
        raise Refused("refused-already")
    same = {
        Happened.ON_WAY: State.ON_WAY,
        Happened.ARRIVED: State.ONSITE,
        Happened.REMOTE: State.REMOTE,
        Happened.WAITING: State.WAITING,
        Happened.RESTORED: State.RESTORED,
    }
    if ticket.state is same.get(command.type):
        raise Refused("refused-already")
    return Event(command.type, now, command.by)


def _note(ticket: Ticket, events: Sequence[Event], command: Note, now: datetime) -> list[Event]:
    # Never twice: the same share of the same deadline is noted once, also after a re-grade there and back.
    due = command.due_at.isoformat()
    for event in events:
        same = event.type is command.type and event.data.get("clock") == command.clock
        if same and event.data.get("due_at") == due and event.data.get("share", 100) >= command.share:
            return []
    data = {
        "clock": command.clock,
        "due_at": due,
        "share": command.share,
        "late_seconds": command.late_seconds,
    }
    return [Event(command.type, now, None, data)]
