"""Sums of working time by looking them up: all stretches of a year, sorted, with running totals.

Each local year is laid out once; after that a deadline is a binary search. Everything inside is whole microseconds
since 1970 in UTC, so results are exact.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

Shift = tuple[int, int]
"""Minutes after local midnight; an overnight shift ends beyond 1440."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_EPOCH_DAY = date(1970, 1, 1).toordinal()
_DAY_MINUTES = 1440
_SECOND = 1_000_000
_LONGEST_DAYS = 3700
_LONGEST = _LONGEST_DAYS * 86400 * _SECOND
_LONGEST_YEARS = 12
_YEARS_KEPT = 64
_NEVER = "the calendar has no working time within ten years"


def micros(instant: datetime) -> int:
    """Microseconds since 1970 of an aware instant."""
    passed = instant - _EPOCH
    return (passed.days * 86400 + passed.seconds) * _SECOND + passed.microseconds


def from_micros(count: int) -> datetime:
    """The UTC instant so many microseconds after 1970 began."""
    return _EPOCH + timedelta(microseconds=count)


def wall_instant(zone: ZoneInfo, ordinal: int, minute: int, *, end: bool) -> int:
    """The instant, in microseconds, of a wall-clock minute of the local day with that ordinal.

    Where the clocks go back a wall-clock time comes twice: a shift starts at the first and ends at the last. A time
    that the clocks jump over is read with the offset before the jump.
    """
    later, rest = divmod(minute, _DAY_MINUTES)
    day = date.fromordinal(ordinal + later)
    wall = datetime(day.year, day.month, day.day, rest // 60, rest % 60, tzinfo=zone)
    offset = _offset(wall)
    if end:
        # fold=1 is the second of two and the offset *after* a jump: the smaller offset is right for both.
        offset = min(offset, _offset(wall.replace(fold=1)))
    return ((ordinal - _EPOCH_DAY) * 86400 + minute * 60 - offset) * _SECOND


def _offset(wall: datetime) -> int:
    offset = wall.utcoffset()
    assert offset is not None
    return offset.days * 86400 + offset.seconds


@dataclass(frozen=True)
class _Year:
    """The stretches that begin in a local year: sorted, without overlap, `done` = total with the i-th."""

    begins: array[int] = field(default_factory=lambda: array("q"))
    ends: array[int] = field(default_factory=lambda: array("q"))
    done: array[int] = field(default_factory=lambda: array("q"))
    days: array[int] = field(default_factory=lambda: array("q"))
    day_ends: array[int] = field(default_factory=lambda: array("q"))

    @property
    def total(self) -> int:
        return self.done[-1] if self.done else 0

    def before(self, i: int) -> int:
        return self.done[i - 1] if i else 0

    def passed(self, instant: int) -> int:
        """Working time of this year that lies before `instant`."""
        i = bisect_right(self.ends, instant)
        if i == len(self.ends):
            return self.total
        return self.before(i) + max(0, instant - self.begins[i])


class Worktime:
    """The working time that `shifts_on` describes, day by day, in a zone. Shifts that overlap count once."""

    def __init__(self, zone: ZoneInfo, shifts_on: Callable[[date], tuple[Shift, ...]]) -> None:
        self._zone = zone
        self._shifts_on = shifts_on
        self._years: dict[int, _Year] = {}

    def between(self, start: datetime, end: datetime) -> int:
        """Microseconds of working time in `[start, end)`."""
        since, until = micros(start), micros(end)
        if until <= since:
            return 0
        first, last = self._year_at(start, since), self._year_at(end, until)
        whole = sum(self._year(year).total for year in range(first, last))
        return whole + self._year(last).passed(until) - self._year(first).passed(since)

    def after(self, start: datetime, length: int) -> datetime:
        """The instant at which `length` (microseconds, more than 0) of working time have passed since `start`.

        That is the end of a shift, not the start of the next. ValueError: not within ten years.
        """
        since = micros(start)
        first = self._year_at(start, since)
        target = self._year(first).passed(since) + length
        for number in range(first, first + _LONGEST_YEARS):
            year = self._year(number)
            if target <= year.total:
                i = bisect_left(year.done, target)
                if year.begins[i] - since > _LONGEST:
                    break
                return from_micros(year.ends[i] - (year.done[i] - target))
            target -= year.total
        raise ValueError(_NEVER)

    def stretches(self, start: datetime, end: datetime | None) -> Iterator[tuple[datetime, datetime]]:
        """The stretches from `start` on, cut to `[start, end)`. ValueError, without `end`, ten years later."""
        since = micros(start)
        until = micros(end) if end is not None else None
        number = self._year_at(start, since)
        while until is not None or number < start.year + _LONGEST_YEARS:
            year = self._year(number)
            for i in range(bisect_right(year.ends, since), len(year.ends)):
                begin, stop = max(year.begins[i], since), year.ends[i]
                if until is None:
                    if begin - since > _LONGEST:
                        raise ValueError(_NEVER)
                elif begin >= until:
                    return
                else:
                    stop = min(stop, until)
                yield from_micros(begin), from_micros(stop)
            number += 1
            if until is not None and wall_instant(self._zone, _new_year(number), 0, end=False) >= until:
                return
        raise ValueError(_NEVER)

    def end_of_working_day(self, day: date, count: int) -> datetime:
        """The end of the last shift of the `count`-th working day after the local `day`; ValueError as above."""
        ordinal = day.toordinal()
        for number in range(day.year, day.year + _LONGEST_YEARS):
            year = self._year(number)
            i = bisect_right(year.days, ordinal)
            if i + count <= len(year.days):
                if year.days[i + count - 1] - ordinal > _LONGEST_DAYS:
                    break
                return from_micros(year.day_ends[i + count - 1])
            count -= len(year.days) - i
        raise ValueError("the calendar has no working day within ten years")

    def _year_at(self, instant: datetime, count: int) -> int:
        # The last year whose work has begun, as far as that is worth telling: east of Greenwich it may be the next
        # one on the last day of December already. A year early is harmless, its work is over; a year late is not.
        day = instant.astimezone(UTC)
        year = day.year + 1 if (day.month, day.day) == (12, 31) else day.year
        begins = self._year(year).begins
        return year if begins and begins[0] <= count else year - 1

    def _year(self, number: int) -> _Year:
        year = self._years.get(number)
        if year is None:
            if len(self._years) >= _YEARS_KEPT:
                self._years.clear()
            year = self._years[number] = self._laid_out(number)
        return year

    def _laid_out(self, number: int) -> _Year:
        year, zone = _Year(), self._zone
        first, after = _new_year(number), _new_year(number + 1)
        found: list[tuple[int, int]] = []
        # Two days more for the night shifts that work into this year; not one, since a zone that crosses the date
        # line skips a day.
        for ordinal in range(first - 2, after):
            shifts = self._shifts_on(date.fromordinal(ordinal))
            for begin, end in shifts:
                at = wall_instant(zone, ordinal, begin, end=False)
                found.append((at, wall_instant(zone, ordinal, end, end=True)))
            if shifts and ordinal >= first:
                year.days.append(ordinal)
                year.day_ends.append(found[-1][1])
        # Sorted, because a start that the clocks jump over may come after the next shift's.
        found.sort()
        begins = wall_instant(zone, first, 0, end=False)
        ends = wall_instant(zone, after, 0, end=False)
        done, reached = 0, begins - _LONGEST
        for start, stop in found:
            begin = max(start, reached)
            if begin >= stop:
                continue
            reached = stop
            if begins <= begin < ends:
                done += stop - begin
                year.begins.append(begin)
                year.ends.append(stop)
                year.done.append(done)
        return year


def _new_year(year: int) -> int:
    return date(year, 1, 1).toordinal()
