"""The managers' figures of a period as values, and the arithmetic behind them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from domain.attainment import Attainment, by_clock, clock_order, median, percentile

LOW_RATING = 2
"""Ratings up to this one (of 5, OBLIGATIONS section 2) need a manager's eye."""

UNACKNOWLEDGED_AFTER = timedelta(minutes=15)
"""A ticket that nobody has taken for longer than this is a matter for the managers."""

CONFIRMATION_AFTER = timedelta(days=1)
"""A repair that the customer has not confirmed for longer than this wants a phone call."""


@dataclass(frozen=True)
class Counts:
    """What came and went in a period."""

    opened: int = 0
    closed: int = 0


@dataclass(frozen=True)
class Deadlines:
    """How the clocks of one name and level ended; `running` ones are not yet due.

    A clock counts in the period in which it was decided: kept when it was stopped, missed when it fell due.
    """

    clock: str
    level: int | None
    kept: int = 0
    missed: int = 0
    running: int = 0


@dataclass(frozen=True)
class Timing:
    """How long something took: `acknowledge` or `restore`, of one level or (None) of all.

    `promise` is set when all of them were promised the same time. Shares are of each ticket's own promise
    (1.0 = exactly the promised time), over those that had one, so that contracts can be compared.
    """

    name: str
    level: int | None
    count: int
    median: timedelta
    p90: timedelta
    promise: timedelta | None = None
    median_share: float | None = None
    p90_share: float | None = None


@dataclass(frozen=True)
class OpenTicket:
    """A line of the oldest open tickets."""

    number: int
    level: int | None
    customer: str
    opened_at: datetime
    assignee: str | None


@dataclass(frozen=True)
class Breach:
    """A deadline that fell due unmet in the period; `running`: still not met, `late` grows.

    `reason`, where the records show one: unacknowledged (nobody had it when it fell due), contested (the
    customer said that the repair did not hold), waiting (for the customer).
    """

    ticket: int
    level: int | None
    clock: str
    late: timedelta
    running: bool
    customer: str
    reason: str | None = None


@dataclass(frozen=True)
class Decision:
    """Something only a manager can move.

    `kind` is breached, unacknowledged, low_rating, access or confirmation; `since` is when it began;
    `who` the customer (of an access request: the person); `detail` the clock, the rating or their words.
    """

    kind: str
    since: datetime
    who: str
    ticket: int | None = None
    level: int | None = None
    detail: str | None = None


@dataclass(frozen=True)
class Bucket:
    """One bar of the course of the period: a local day, or a local hour of it."""

    day: date
    hour: int | None
    opened: int = 0
    closed: int = 0
    missed: int = 0


@dataclass(frozen=True)
class Summary:
    """All figures of [start, end), taken at `now`. What is open is open at `now`, not at `end`."""

    start: datetime
    end: datetime
    now: datetime
    contract: str | None = None
    customer: str | None = None
    counts: Counts = Counts()
    previous: Counts = Counts()
    reopened: int = 0
    overdue: int = 0
    """Open tickets with a running clock past its deadline, whenever it passed."""
    open_by_level: tuple[tuple[int | None, int], ...] = ()
    opened_by_kind: tuple[tuple[str, int], ...] = ()
    deadlines: tuple[Deadlines, ...] = ()
    attainment: tuple[Attainment, ...] = ()
    """The same clocks with the time they took, in which `running` includes the overdue ones."""
    timings: tuple[Timing, ...] = ()
    oldest: tuple[OpenTicket, ...] = ()
    ratings: tuple[int, int, int, int, int] = (0, 0, 0, 0, 0)
    """How many of 1, 2, 3, 4, 5."""
    breaches: tuple[Breach, ...] = ()
    decisions: tuple[Decision, ...] = ()
    course: tuple[Bucket, ...] = ()

    @property
    def open_now(self) -> int:
        """All open tickets."""
        return sum(count for _, count in self.open_by_level)

    @property
    def mean_rating(self) -> float | None:
        """The average of the ratings; None without any."""
        count = sum(self.ratings)
        return sum((place + 1) * n for place, n in enumerate(self.ratings)) / count if count else None

    def by_clock(self) -> tuple[Deadlines, ...]:
        """The deadlines of all levels together, one per clock, in the order of the promises."""
        names = sorted({row.clock for row in self.deadlines}, key=clock_order)
        return tuple(
            Deadlines(
                name,
                None,
                sum(row.kept for row in self.deadlines if row.clock == name),
                sum(row.missed for row in self.deadlines if row.clock == name),
                sum(row.running for row in self.deadlines if row.clock == name),
            )
            for name in names
        )

    def times(self) -> tuple[Attainment, ...]:
        """Attainment of all contracts and levels together, one per clock."""
        return by_clock(self.attainment)

    def overall(self, name: str) -> Timing | None:
        """The timing of that name over all levels; None when nothing was timed."""
        return next((row for row in self.timings if row.name == name and row.level is None), None)


def timing(
    name: str, level: int | None, taken: Iterable[tuple[timedelta, timedelta | None]]
) -> Timing | None:
    """Folds (time taken, time promised or None) of tickets into one row; None when there are none.

    A promise of no time at all ("immediately") has no share.
    """
    pairs = list(taken)
    lengths = [length for length, _ in pairs]
    middle, nine_in_ten = median(lengths), percentile(lengths, 0.9)
    if middle is None or nine_in_ten is None:
        return None
    promises = {promise for _, promise in pairs}
    shares = [length / promise for length, promise in pairs if promise]
    return Timing(
        name,
        level,
        len(lengths),
        middle,
        nine_in_ten,
        promises.pop() if len(promises) == 1 else None,
        median(shares),
        percentile(shares, 0.9),
    )
