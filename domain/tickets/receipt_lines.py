"""What a receipt consists of: lines of clocks, the stretches that counted, and what moved a deadline."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from domain.tickets.clocks import Clock
from domain.tickets.events import Ticket


class Verdict(StrEnum):
    """How a promise stands. A breach outlives everything: a superseded clock that was late is BREACHED."""

    KEPT = "kept"
    BREACHED = "breached"
    RUNNING = "running"
    SUPERSEDED = "superseded"


@dataclass(frozen=True)
class Stretch:
    """Time in which the clock ran: `[start, end)`."""

    start: datetime
    end: datetime

    @property
    def seconds(self) -> int:
        """Its length."""
        return round((self.end - self.start).total_seconds())


@dataclass(frozen=True)
class Gap:
    """Time outside work between two stretches; `off`: with a day that would be worked but for a holiday or a closing."""

    start: datetime
    end: datetime
    off: bool


@dataclass(frozen=True)
class Interruption:
    """A pause as one clock saw it, cut to the clock's own time."""

    start: datetime
    end: datetime
    reason: str
    asked_by: int | None
    agreed_by: int | None
    ended_by: str | None
    """The type of the event that ended it, "agreed" at the agreed time; None while it lasts or the clock ended in it."""
    left_out: int
    """Seconds that the clock would have run, until the receipt's instant."""
    after_end: bool
    """It began when this clock had ended: its deadline moved, but that meant nothing any more."""


@dataclass(frozen=True)
class Under:
    """The terms of a stretch of the ticket's life: a contract's version, and a level or a grade."""

    version: int
    level: int | None
    grade: str | None


@dataclass(frozen=True)
class Change:
    """Other terms from `at` on, and what that did to one clock's deadline, with the pauses begun before `at`.

    `due_before` is None if the terms before did not promise this clock, `due_after` if the new ones do not.
    """

    kind: str
    at: datetime
    before: Under
    after: Under
    by: int | None
    reason: str | None
    asked_by: int | None
    consent: str | None
    due_before: datetime | None
    due_after: datetime | None
    bare: datetime | None
    """The deadline that the new terms alone would give, without their minimum notice."""

    @property
    def moved(self) -> bool:
        """Whether the deadline is another one."""
        return self.due_before != self.due_after

    @property
    def eased(self) -> bool:
        """Whether only the minimum notice kept the stricter deadline from falling sooner than is fair."""
        return self.bare is not None and self.due_after is not None and self.due_after > self.bare


@dataclass(frozen=True)
class Contest:
    """The customer said at `at` that it was not repaired: the stop at `stopped_at` counts as never made."""

    stopped_at: datetime
    at: datetime
    by: int | None


@dataclass(frozen=True)
class Explanation:
    """Why the deadline was missed, in the words of one of ours."""

    at: datetime
    by: int | None
    text: str


@dataclass(frozen=True)
class Line:
    """One clock, explained. All lengths are in seconds."""

    clock: Clock
    began_with: str
    """The type of the event that started it."""
    ended_with: str | None
    """The type of the event that stopped it."""
    ended_by: int | None
    until: datetime
    """So far it was counted: to its end, or to the receipt's instant."""
    stretches: tuple[Stretch, ...]
    gaps: tuple[Gap, ...]
    pauses: tuple[Interruption, ...]
    to_come: tuple[Stretch, ...]
    """What is left of a running clock, up to its deadline."""
    changes: tuple[Change, ...]
    superseded_by: Change | None
    contests: tuple[Contest, ...]
    unknown_years: tuple[int, ...]
    """Local years whose public holidays are not known: plain weekdays were counted."""
    warnings: tuple[tuple[int, datetime], ...]
    """Shares of the time, in percent, and when they are used up."""
    used: int
    promised: int
    verdict: Verdict
    explained: Explanation | None
    real_time: bool
    """Days and months run on nights and weekends too."""

    @property
    def left(self) -> int:
        """Seconds that may still be used; 0 when the clock does not run or is late."""
        return sum(stretch.seconds for stretch in self.to_come)

    @property
    def late(self) -> timedelta:
        """How long after the deadline it ended or goes on, on the wall clock; nothing if it is not late."""
        return max(timedelta(), self.until - self.clock.due_at)

    @property
    def paused(self) -> int:
        """Seconds left out by all pauses."""
        return sum(pause.left_out for pause in self.pauses)


@dataclass(frozen=True)
class Receipt:
    """All clocks of a ticket at an instant, those of the present terms first."""

    ticket: Ticket
    at: datetime
    lines: tuple[Line, ...]
    next: Line | None
    """The running clock that is due first."""
