"""Rotations: who takes turns, when a shift changes, at which times and for which tickets.

Handovers are wall-clock times of the rotation's zone: `start` plus a whole number of shifts, in both directions, so
that a rotation has no beginning, no end and no hole. Source of the daylight-saving semantics: issue 4 (a shift's start
is the first such wall-clock time, its end the last).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from domain.calendars import Calendar, stretches, working_seconds
from domain.durations import Duration, Unit
from domain.worktime import from_micros, wall_instant

_SHORTEST_SECONDS = 3600
_MOMENT = timedelta(microseconds=1)
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Context:
    """What a ticket brings along; without a contract or product only what holds for all of them fits."""

    contract: str | None = None
    product: str | None = None


@dataclass(frozen=True)
class Rotation:
    """`people` in turn, each for one `shift`, from the local wall-clock time `start` on and back.

    `hours`: only at these times, or with `outside` at all others. `contracts` and `products`: only for these; empty:
    for all. `offset` moves the turn on, so that a secondary layer is the primary's with offset 1. One that does not
    rotate always begins with the person at `offset`. `skills`: what everybody with its duty must be able to do; `among`
    tells who is, in `able` (None: nothing is asked for).

    ValueError: `start` has a zone or seconds, or `shift` is no whole number of minutes, hours or days, or is under an
    hour.
    """

    layer: str
    people: tuple[int, ...]
    zone: str
    start: datetime
    shift: Duration
    rotates: bool = True
    hours: Calendar | None = None
    outside: bool = False
    contracts: frozenset[str] = frozenset()
    products: frozenset[str] = frozenset()
    offset: int = 0
    name: str = ""
    skills: frozenset[str] = frozenset()
    able: frozenset[int] | None = None

    def __post_init__(self) -> None:
        if self.start.tzinfo is not None or self.start.second or self.start.microsecond:
            raise ValueError(f"a first handover is a local time to the minute, not {self.start.isoformat()}")
        if self.shift.unit not in (Unit.SECONDS, Unit.DAYS) or self.shift.seconds % 60:
            raise ValueError(f"a shift is counted in hours, days or weeks, not {self.shift}")
        if self.shift.seconds < _SHORTEST_SECONDS:
            raise ValueError(f"a shift lasts at least an hour, not {self.shift}")

    def among(self, skills: Mapping[int, frozenset[str]]) -> Rotation:
        """With only those of its people who have all the skills that it asks for; `skills` has everybody's."""
        if not self.skills:
            return self
        able = frozenset(person for person, own in skills.items() if self.skills <= own)
        return replace(self, people=tuple(one for one in self.people if one in able), able=able)

    def order(self, instant: datetime) -> tuple[int, ...]:
        """Everybody in the order of this shift: whose turn it is, then who stands in."""
        if not self.people:
            return ()
        place = shift_at(self, instant).place if self.rotates else self.offset % len(self.people)
        return self.people[place:] + self.people[:place]

    def active(self, instant: datetime) -> bool:
        """Whether the rotation is on duty at all at that instant."""
        if self.hours is None:
            return True
        return (working_seconds(self.hours, instant, instant + _MOMENT) > 0) != self.outside

    def fits(self, context: Context) -> bool:
        """Whether it is there for tickets of that contract and product."""
        return (not self.contracts or context.contract in self.contracts) and (
            not self.products or context.product in self.products
        )


@dataclass(frozen=True)
class Shift:
    """One turn, aware UTC; `place` is the index of its person. Where the clocks go back it overlaps the next one."""

    start: datetime
    end: datetime
    place: int


def shift_at(rotation: Rotation, instant: datetime) -> Shift:
    """The shift that is responsible at `instant`: of two that overlap the newer one. Times of the day are left out.

    ValueError: the rotation has no people.
    """
    if not rotation.people:
        raise ValueError(f'rotation "{rotation.name}" of layer "{rotation.layer}" has no people')
    count = _count(rotation, instant)
    place = (count * rotation.rotates + rotation.offset) % len(rotation.people)
    return Shift(_handover(rotation, count), _handover(rotation, count + 1, end=True), place)


def changes(rotation: Rotation, start: datetime, end: datetime) -> Iterator[datetime]:
    """The instants within `(start, end)` at which its answer can change, in any order."""
    if rotation.rotates and len(set(rotation.people)) > 1:
        for count in range(_count(rotation, start) + 1, _count(rotation, end) + 1):
            at = _handover(rotation, count)
            if start < at < end:
                yield at
    if rotation.hours is not None and not rotation.hours.always:
        for stretch in stretches(rotation.hours, start, end):
            yield from (edge for edge in stretch if start < edge < end)


def _handover(rotation: Rotation, count: int, *, end: bool = False) -> datetime:
    wall = rotation.start + count * timedelta(seconds=rotation.shift.seconds)
    minute = wall.hour * 60 + wall.minute
    return from_micros(wall_instant(ZoneInfo(rotation.zone), wall.toordinal(), minute, end=end))


def _count(rotation: Rotation, instant: datetime) -> int:
    """The number of the last handover that is not after `instant`."""
    # Where the clocks go back, a later wall-clock time may have been reached already: begin with the furthest that
    # any offset near the instant allows, and go back.
    zone = ZoneInfo(rotation.zone)
    near = (instant.astimezone(UTC) + days for days in (-_DAY, timedelta(0), _DAY))
    furthest = max(day.astimezone(zone).utcoffset() or timedelta(0) for day in near)
    wall = instant.astimezone(UTC).replace(tzinfo=None) + furthest
    count = (wall - rotation.start) // timedelta(seconds=rotation.shift.seconds)
    while _handover(rotation, count) > instant:
        count -= 1
    return count
