"""The book of what people changed: overrides, swaps and covers, absences, delegates.

All instants are aware UTC and all times half open: at `end` it is over.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from domain.oncall.rotations import Context

OverrideKind = Literal["override", "swap", "cover"]

_LONGEST_CHAIN = 5
"""A duty is handed on at most so many times (issue 4)."""


@dataclass(frozen=True)
class _Span:
    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        if self.start.utcoffset() != timedelta(0) or self.end.utcoffset() != timedelta(0):
            raise ValueError(f"times are kept in UTC, not {self.start.isoformat()} to {self.end.isoformat()}")
        if self.end <= self.start:
            raise ValueError(f"it ends at {self.end.isoformat()} before it begins")

    def covers(self, instant: datetime) -> bool:
        """Whether it holds at that instant."""
        return self.start <= instant < self.end

    def touches(self, start: datetime, end: datetime) -> bool:
        """Whether it holds at any time of `[start, end)`."""
        return self.start < end and start < self.end


@dataclass(frozen=True, kw_only=True)
class Override(_Span):
    """`person` has the duty of `layer`; with `for_person` only where it would be that person's.

    `contracts`: only for tickets of these; empty: for all. Of several the latest made counts.
    """

    id: int
    layer: str
    person: int
    made_at: datetime
    kind: OverrideKind = "override"
    for_person: int | None = None
    contracts: frozenset[str] = frozenset()

    def fits(self, layer: str, context: Context) -> bool:
        """Whether it says anything about that layer and ticket."""
        return self.layer == layer and (not self.contracts or context.contract in self.contracts)

    @property
    def age(self) -> tuple[datetime, int]:
        """What overrides are ordered by, earliest made first."""
        return self.made_at, self.id


@dataclass(frozen=True, kw_only=True)
class Absence(_Span):
    """`person` is away and is given no duty."""

    id: int
    person: int


@dataclass(frozen=True, kw_only=True)
class Delegate(_Span):
    """`to` stands in for `person` everywhere (contract P4). Of several at a time the highest `id` counts."""

    id: int
    person: int
    to: int


@dataclass(frozen=True)
class Book:
    """Everything that people changed, in any order."""

    overrides: tuple[Override, ...] = ()
    absences: tuple[Absence, ...] = ()
    delegates: tuple[Delegate, ...] = ()

    def within(self, start: datetime, end: datetime) -> Book:
        """Only what holds at any time of `[start, end)`."""
        return Book(
            tuple(each for each in self.overrides if each.touches(start, end)),
            tuple(each for each in self.absences if each.touches(start, end)),
            tuple(each for each in self.delegates if each.touches(start, end)),
        )

    def of(self, people: Collection[int]) -> Book:
        """Only what gives a duty to one of these: the settings may have lost somebody since it was written."""
        return Book(
            tuple(each for each in self.overrides if each.person in people),
            self.absences,
            tuple(each for each in self.delegates if each.to in people),
        )

    def changes(self, start: datetime, end: datetime) -> Iterator[datetime]:
        """The instants within `(start, end)` at which anything begins or ends, in any order."""
        for each in (*self.overrides, *self.absences, *self.delegates):
            yield from (edge for edge in (each.start, each.end) if start < edge < end)

    def absent(self, instant: datetime) -> frozenset[int]:
        """Who is away at that instant."""
        return frozenset(absence.person for absence in self.absences if absence.covers(instant))

    def stand_in(self, person: int, instant: datetime, able: Collection[int] | None = None) -> int | None:
        """Who acts for `person`: the last in the chain of delegates who is there; `person` too counts; else None.

        The chain has at most five links and nobody twice; it leads through somebody absent, or who is not `able` to (None:
        everybody is), to that one's delegate.
        """
        away = self.absent(instant)

        def acts(one: int) -> bool:
            return one not in away and (able is None or one in able)

        chosen = person if acts(person) else None
        seen = [person]
        while len(seen) <= _LONGEST_CHAIN:
            named = [each for each in self.delegates if each.person == seen[-1] and each.covers(instant)]
            to = max(named, key=lambda each: each.id).to if named else seen[-1]
            if to in seen:
                break
            seen.append(to)
            chosen = to if acts(to) else chosen
        return chosen
