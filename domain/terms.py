"""What a contract promises, as values: levels, grades, clocks, pauses, warnings, and what is due unasked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from domain.calendars import Calendar, add
from domain.durations import Duration, Unit
from domain.severity import LevelRule

CLOCK_NAMES = ("response", "onsite", "restore", "report", "defect_fix", "answer", "change", "complaint")
"""Every clock that a contract can promise, in the order in which the work is done."""

REQUEST_KINDS = ("consultation", "change", "training", "maintenance", "complaint")
"""Kinds of request that have no level; a contract may promise clocks for them."""

HEARERS = ("assignee", "team", "superior", "managers")
"""Whom a contract can name for a warning."""


@dataclass(frozen=True)
class ClockSpec:
    """One promise: `within` on `calendar` from the event `start`, stopped by the first of `stops`."""

    name: str
    within: Duration
    calendar: Calendar
    stops: tuple[str, ...]
    or_remote: bool = False
    start: str = "opened"


@dataclass(frozen=True)
class Level:
    """A severity level in the words of the contract; 1 is the most severe."""

    number: int
    label: Mapping[str, str]
    meaning: Mapping[str, str]
    clocks: tuple[ClockSpec, ...]
    ack_seconds: int
    """After so many seconds without an acknowledgement the next step of the ladder is paged."""


@dataclass(frozen=True)
class Grade:
    """How demanding a request is that is no fault (P1: an ordinary question, or one that needs research)."""

    name: str
    label: Mapping[str, str]
    clocks: tuple[ClockSpec, ...]


@dataclass(frozen=True)
class PauseTerms:
    """A reason for which clocks may be stopped by agreement, at most for `longest` on `calendar`."""

    name: str
    label: Mapping[str, str]
    longest: Duration
    calendar: Calendar
    clocks: tuple[str, ...]


@dataclass(frozen=True)
class Round:
    """Something due without asking: `every` so often, or `before_warranty_end` (P2: one full inspection)."""

    name: str
    label: Mapping[str, str]
    every: Duration | None = None
    before_warranty_end: Duration | None = None


@dataclass(frozen=True)
class ServiceTerms:
    """What the supplier does unasked (OBLIGATIONS sections 1 and 2)."""

    survey_every: Duration | None = None
    visits: tuple[Round, ...] = ()
    inspections: tuple[Round, ...] = ()
    warranty: Mapping[str, Duration] = field(default_factory=dict)


_HALF_AN_HOUR = Duration(1800, Unit.SECONDS)
_A_WEEK = Duration(7, Unit.DAYS)
_EVERY_DAY = Calendar("UTC")


@dataclass(frozen=True)
class Preset:
    """The terms of a kind of contract, without a customer."""

    name: str
    title: Mapping[str, str]
    levels: tuple[Level, ...]
    rules: tuple[LevelRule, ...]
    warn_shares: tuple[int, ...]
    confirm: Duration
    """Silence of the customer after the repair closes the ticket after this time."""
    contest: Duration = _A_WEEK
    """So long after a repair the customer may say that it is none."""
    summary: Mapping[str, str] = field(default_factory=dict)
    warn_to: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    """Who hears of a share; a share that is not here is told to the assignee and the team. 100 is the breach."""
    requests: Mapping[str, tuple[Grade, ...]] = field(default_factory=dict)
    pauses: Mapping[str, PauseTerms] = field(default_factory=dict)
    notice: Duration = _HALF_AN_HOUR
    """Stricter terms for a running ticket leave at least so much working time (a length in seconds)."""
    downgrade_consent: frozenset[str] = frozenset()
    """Who may consent to an engineer's downgrade (customer, manager); empty: no consent is needed."""
    service: ServiceTerms = ServiceTerms()
    working_days: Calendar = _EVERY_DAY
    """On which `confirm` and `contest` are counted where they are written in working days."""

    def level(self, number: int) -> Level:
        """The level of that number; KeyError if the contract has none."""
        for level in self.levels:
            if level.number == number:
                return level
        raise KeyError(number)

    def nearest_level(self, number: int) -> Level:
        """The level of that number, or the next one if a newer version of the contract has it no more."""
        return min(self.levels, key=lambda level: (abs(level.number - number), level.number))

    def grade(self, kind: str, name: str | None) -> Grade | None:
        """A kind of request's grade of that name, its first one if there is none; None without terms for it."""
        grades = self.requests.get(kind, ())
        return next((grade for grade in grades if grade.name == name), grades[0] if grades else None)

    def quiet_until(self, since: datetime, length: Duration, timezone: str) -> datetime:
        """The end of `confirm` or `contest` counted from `since`; everything but working days is real time."""
        if length.unit is Unit.WORKING_DAYS:
            return add(self.working_days, since, length)
        return add(Calendar(timezone), since, length)

    def hearers(self, share: int) -> tuple[str, ...]:
        """Whom the contract names for a warning at `share` percent; 100 is the breach."""
        if share >= 100:
            return tuple(dict.fromkeys((*self.warn_to.get(100, ("team",)), "managers")))
        return self.warn_to.get(share, ("assignee", "team"))


@dataclass(frozen=True)
class Contract:
    """A preset agreed with a customer."""

    code: str
    version: int
    customer: str
    timezone: str
    preset: Preset
