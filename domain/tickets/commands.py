"""What somebody wants done to a ticket: values, decided on in `domain.tickets.decide`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from domain.tickets.events import Happened


@dataclass(frozen=True)
class Step:
    """An engineer's press: acknowledge, on_way, arrived, remote, waiting, restored."""

    type: Happened
    by: int


@dataclass(frozen=True)
class Promise:
    """The assignee says by when they will be at work: an acknowledgement is a promise."""

    by: int
    until: datetime


@dataclass(frozen=True)
class See:
    """Somebody looked at the page (a reaction): noted, stops nothing."""

    by: int


@dataclass(frozen=True)
class Nudge:
    """Nothing was heard of the assignee by the promised time: they are asked."""


@dataclass(frozen=True)
class Release:
    """Still nothing: the ticket is nobody's again and the ladder goes on. Also by a person who cannot go on."""

    by: int | None = None
    why: str = "silent"


@dataclass(frozen=True)
class Join:
    """Part of an incident: the acknowledgement of ticket `lead` covers the paging; its own number: it leads from now on."""

    by: int | None
    lead: int


@dataclass(frozen=True)
class CallExperts:
    """The contract's experts are called together (P2: 会诊)."""

    by: int | None
    people: tuple[int, ...]


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
    defect: bool = False
    """A software defect was found and is not removed yet: its own clock runs on (P1)."""


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
    manager: bool = False
    """A manager's own decision, which may be the consent that a contract asks for."""


@dataclass(frozen=True)
class Sort:
    """Another grade of a request that is no fault."""

    by: int
    grade: str


@dataclass(frozen=True)
class Migrate:
    """A manager lets a newer version of the contract apply to the running ticket."""

    by: int | None
    version: int


@dataclass(frozen=True)
class FixDefect:
    """The software defect is removed; also after the ticket was closed."""

    by: int


@dataclass(frozen=True)
class Explain:
    """Why a deadline was missed."""

    by: int
    clock: str
    due_at: str
    text: str


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
    wait: int | None = None
    """Seconds until the next step; None: as the policy says."""
    channels: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    """Targets behind which nobody could be called."""


@dataclass(frozen=True)
class Note:
    """A warning before, or a notice at, a deadline."""

    type: Happened
    clock: str
    due_at: datetime
    share: int = 100
    late_seconds: int = 0


@dataclass(frozen=True)
class Late:
    """Several deadlines noticed at once, after downtime: one notice for all of them."""

    notes: tuple[Note, ...]


@dataclass(frozen=True)
class AskPause:
    """The engineer asks the customer to stop the clocks; `until` at the latest, else as long as the contract allows."""

    by: int
    reason: str
    until: datetime | None = None


@dataclass(frozen=True)
class AnswerPause:
    """The customer agrees, or objects."""

    by: int
    agreed: bool


@dataclass(frozen=True)
class Resume:
    """The clocks run on. `why`: customer, work, engineer, time."""

    by: int | None
    why: str


@dataclass(frozen=True)
class AnswerRegrade:
    """Somebody who may consent to a downgrade says yes or no; `role` is customer or manager."""

    by: int
    role: str
    agreed: bool


@dataclass(frozen=True)
class Cover:
    """The assignee says whether the warranty of `part` covers the work, or that it is paid."""

    by: int
    covered: bool
    part: str | None = None


@dataclass(frozen=True)
class Offer:
    """What paid work would cost: lines of the contract's price list (`domain.plans.prices.offer_of`)."""

    by: int
    items: tuple[Mapping[str, Any], ...]
    currency: str


@dataclass(frozen=True)
class AnswerOffer:
    """The customer accepts the open offer, or refuses it."""

    by: int
    agreed: bool


@dataclass(frozen=True)
class Waive:
    """A manager lets paid work begin without an offer that was agreed to."""

    by: int


@dataclass(frozen=True)
class BecomeCourse:
    """A request for training has become a course."""

    by: int
    course: int
    title: str


Command = (
    Step | Assign | Resolve | TakeBack | HandOver | Regrade | Sort | Migrate | Object | Say | Confirm | NotRepaired
    | Withdraw | CloseSilently | Rate | Comment | Escalate | Note | Late | AskPause | AnswerPause | Resume
    | AnswerRegrade | FixDefect | Explain | Promise | See | Nudge | Release | Join | CallExperts
    | Cover | Offer | AnswerOffer | Waive | BecomeCourse
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
    grade: str | None = None
    policy: Mapping[str, Any] = field(default_factory=dict)
    warranty: Mapping[str, Any] = field(default_factory=dict)
    """Parts that are not under warranty any more, and those that still are (`domain.plans.warranty.coverage`)."""
