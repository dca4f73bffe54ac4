"""What may follow from an event, as values: storage carries them out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Page:
    """Wake these people, privately and in the group. `step` counts the ladder; the first page overtakes all."""

    people: tuple[int, ...]
    step: int


@dataclass(frozen=True)
class Wake:
    """Another way to wake these people, by the name of a channel of the settings."""

    channel: str
    people: tuple[int, ...]
    step: int


@dataclass(frozen=True)
class TellCustomer:
    """A message to the customer; `what` names its text."""

    what: str
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class TellTeam:
    """A message in the ticket's topic."""

    what: str
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class TellPerson:
    """A private message to one of ours."""

    person_id: int
    what: str
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class TellManagers:
    """A message to the managers' chat."""

    what: str
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class OpenTopic:
    """A topic (or the head of a thread of replies) for a new ticket."""


@dataclass(frozen=True)
class Topic:
    """The topic's name and state follow the ticket's."""

    closed: bool


@dataclass(frozen=True)
class RefreshCards:
    """Both cards show the present state."""


@dataclass(frozen=True)
class SetTimer:
    """A timer; setting the same `key` again moves it."""

    key: str
    kind: str
    due_at: datetime
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class ReplaceTimers:
    """The ticket's timers whose key begins with `prefix` are exactly these from now on."""

    prefix: str
    timers: tuple[SetTimer, ...]


@dataclass(frozen=True)
class DropTimers:
    """Timers of the ticket whose key begins with `prefix`."""

    prefix: str


@dataclass(frozen=True)
class Gather:
    """Experts are called together: privately, and in a topic of their own where the group has topics."""

    people: tuple[int, ...]


Effect = (
    Page | Wake | TellCustomer | TellTeam | TellPerson | TellManagers | OpenTopic | Topic | RefreshCards | SetTimer
    | ReplaceTimers | DropTimers | Gather
)  # fmt: skip
