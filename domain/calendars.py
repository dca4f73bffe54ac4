"""Working time: which seconds count, and when so many of them have passed.

A calendar is data: a zone, shifts per weekday and a holiday list. Everything that goes in and comes out is an
aware UTC instant; local wall-clock time exists only inside. Source of the kinds: OBLIGATIONS (bh, wd, 7x24).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import chinese_calendar

from domain.durations import Duration, Unit

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_SHIFT = re.compile(r"(\w{3})(?:-(\w{3}))?\s+(\d{2}):(\d{2})-(\d{2}):(\d{2})")
_LONGEST_SEARCH_DAYS = 3700

Shift = tuple[int, int]
"""Minutes after local midnight; an overnight shift ends beyond 1440."""


@dataclass(frozen=True)
class Calendar:
    """When work is done. No `shifts` at all: round the clock (7x24)."""

    zone: str
    shifts: tuple[tuple[Shift, ...], ...] = ()
    holidays: str = "none"
    extra_off: frozenset[date] = field(default_factory=frozenset)

    @property
    def always(self) -> bool:
        """Every second counts."""
        return not self.shifts


def parse_calendar(zone: str, hours: str | list[str], holidays: str = "none") -> Calendar:
    """`hours` is "7x24" or lines like "Mon-Fri 09:00-18:00"; ValueError says what is wrong."""
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as unknown:
        raise ValueError(f'"{zone}" is not a time zone (write e.g. Asia/Shanghai)') from unknown
    if holidays not in ("none", "cn"):
        raise ValueError(f'holidays must be "cn" or "none", not "{holidays}"')
    if hours == "7x24":
        return Calendar(zone)
    week: list[list[Shift]] = [[] for _ in _DAYS]
    for line in [hours] if isinstance(hours, str) else hours:
        match = _SHIFT.fullmatch(line.strip())
        if match is None or match[1] not in _DAYS or (match[2] or match[1]) not in _DAYS:
            raise ValueError(f'"{line}" is not a shift: write "Mon-Fri 09:00-18:00" or "7x24"')
        start, end = int(match[3]) * 60 + int(match[4]), int(match[5]) * 60 + int(match[6])
        if start >= 1440 or end > 1440 or int(match[4]) > 59 or int(match[6]) > 59 or start == end:
            raise ValueError(f'"{line}" has an impossible time')
        first, last = _DAYS.index(match[1]), _DAYS.index(match[2] or match[1])
        for day in range(first, last + 1) if first <= last else [*range(first, 7), *range(last + 1)]:
            week[day].append((start, end if end > start else end + 1440))
    for day, shifts in enumerate(week):
        shifts.sort()
        following = [(s + 1440, e + 1440) for s, e in week[(day + 1) % 7]]
        for one, other in zip(shifts, [*shifts[1:], *following[:1]], strict=False):
            if one[1] > other[0]:
                raise ValueError(f"the shifts of {_DAYS[day]} overlap")
    if not any(week):
        raise ValueError("a calendar needs at least one shift")
    return Calendar(zone, tuple(tuple(shifts) for shifts in week), holidays)


def year_is_known(calendar: Calendar, year: int) -> bool:
    """Whether the official holidays of that year are known; if not, plain weekdays are used and it is said."""
    if calendar.holidays != "cn":
        return True
    try:
        chinese_calendar.is_workday(date(year, 7, 1))
    except NotImplementedError:
        return False
    return True


def shifts_on(calendar: Calendar, day: date) -> tuple[Shift, ...]:
    """The shifts that begin on a local day. A make-up working day has the shifts of an ordinary weekday."""
    if day in calendar.extra_off:
        return ()
    ordinary = calendar.shifts[day.weekday()]
    if calendar.holidays != "cn" or not year_is_known(calendar, day.year):
        return ordinary
    off, name = chinese_calendar.get_holiday_detail(day)
    if off:
        # The list also calls ordinary weekends days off, without a name: the contract's own shifts decide there.
        return () if name else ordinary
    if ordinary or day.weekday() < 5:
        return ordinary
    return next((shifts for shifts in calendar.shifts if shifts), ())


def is_working_day(calendar: Calendar, day: date) -> bool:
    """Whether any shift begins on that local day; round the clock every day is one."""
    return calendar.always or bool(shifts_on(calendar, day))


def _instant(zone: ZoneInfo, day: date, minute: int, *, end: bool) -> datetime:
    # Where the clocks go back a wall-clock time comes twice: a shift starts at the first and ends at the last.
    whole, rest = divmod(minute, 1440)
    wall = datetime.combine(day + timedelta(days=whole), time(rest // 60, rest % 60), zone)
    return wall.replace(fold=1 if end else 0).astimezone(UTC)


def stretches(
    calendar: Calendar, start: datetime, end: datetime | None = None
) -> Iterator[tuple[datetime, datetime]]:
    """The working stretches from `start` on, cut to `[start, end)`, in order and without overlap."""
    if calendar.always:
        yield start, end if end is not None else datetime.max.replace(tzinfo=UTC)
        return
    zone = ZoneInfo(calendar.zone)
    day = start.astimezone(zone).date() - timedelta(days=1)
    reached = start
    for _ in range(_LONGEST_SEARCH_DAYS):
        for first, last in shifts_on(calendar, day):
            begin = max(_instant(zone, day, first, end=False), reached)
            stop = _instant(zone, day, last, end=True)
            if end is not None:
                stop = min(stop, end)
            if begin < stop:
                reached = stop
                yield begin, stop
        day += timedelta(days=1)
        if end is not None and _instant(zone, day, 0, end=False) >= end:
            return
    if end is None:
        raise ValueError("the calendar has no working time within ten years")


def working_seconds(calendar: Calendar, start: datetime, end: datetime) -> float:
    """Seconds of working time in `[start, end)`."""
    if end <= start:
        return 0.0
    return sum((last - first).total_seconds() for first, last in stretches(calendar, start, end))


def add(calendar: Calendar, start: datetime, duration: Duration) -> datetime:
    """The instant at which `duration` has passed since `start` on this calendar.

    Seconds are working seconds. Working days end with the last shift of the n-th working day after the day of
    `start`. Days and months keep the local wall-clock time; a month without that day ends on its last one.
    """
    zone = ZoneInfo(calendar.zone)
    local = start.astimezone(zone)
    if duration.unit is Unit.SECONDS:
        left = float(duration.amount)
        for first, last in stretches(calendar, start):
            length = (last - first).total_seconds()
            if length >= left:
                return first + timedelta(seconds=left)
            left -= length
        raise ValueError("the calendar has no working time within ten years")
    if duration.unit is Unit.DAYS:
        return _wall(local.date() + timedelta(days=duration.amount), local.timetz())
    if duration.unit is Unit.MONTHS:
        months = local.year * 12 + local.month - 1 + duration.amount
        year, month = divmod(months, 12)
        return _wall(date(year, month + 1, min(local.day, _days_in(year, month + 1))), local.timetz())
    day, left_days = local.date(), duration.amount
    for _ in range(_LONGEST_SEARCH_DAYS):
        day += timedelta(days=1)
        if is_working_day(calendar, day):
            left_days -= 1
        if left_days == 0:
            minute = 1440 if calendar.always else shifts_on(calendar, day)[-1][1]
            return _instant(zone, day, minute, end=True)
    raise ValueError("the calendar has no working day within ten years")


def _wall(day: date, wall: time) -> datetime:
    return datetime.combine(day, wall).astimezone(UTC)


def _days_in(year: int, month: int) -> int:
    following = date(year + month // 12, month % 12 + 1, 1)
    return (following - timedelta(days=1)).day
