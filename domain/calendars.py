"""Working time: which seconds count, and when so many of them have passed.

A calendar is data: a zone, shifts per weekday, a holiday list and the days that are different. Everything that goes in
and comes out is an aware UTC instant; local wall-clock time exists only inside. Source of the kinds: OBLIGATIONS (bh,
wd, 7x24).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property, lru_cache, partial
from itertools import pairwise
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from domain import holidays as lists
from domain.durations import Duration, Unit
from domain.holidays import NO_LIST, Day, Official, parse_date
from domain.worktime import Shift, Worktime, from_micros, wall_instant

__all__ = [
    "Calendar",
    "Shift",
    "add",
    "is_working_day",
    "parse_calendar",
    "shift_by",
    "shifts_on",
    "stretches",
    "unknown_years",
    "working_seconds",
    "year_is_known",
]

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_HOURS = r"(\d{2}):(\d{2})-(\d{2}):(\d{2})"
_SHIFT = re.compile(rf"(\w{{3}})(?:-(\w{{3}}))?\s+({_HOURS})")
_TIMES = re.compile(_HOURS)
_ROUND_THE_CLOCK: tuple[Shift, ...] = ((0, 1440),)
_SECOND = 1_000_000
_CALENDARS_KEPT = 512


@dataclass(frozen=True)
class Calendar:
    """When work is done. No `shifts` at all: round the clock (7x24).

    `days` are sorted pairs of a day and its own shifts, stronger than `closed` days and holidays. `official` are the
    loaded holiday lists that `holidays="cn"` goes by.
    """

    zone: str
    shifts: tuple[tuple[Shift, ...], ...] = ()
    holidays: str = "none"
    closed: frozenset[date] = frozenset()
    days: tuple[tuple[date, tuple[Shift, ...]], ...] = ()
    official: Official = NO_LIST

    @property
    def always(self) -> bool:
        """Every second counts."""
        return not self.shifts

    @cached_property
    def own_days(self) -> dict[date, tuple[Shift, ...]]:
        """`days` for looking up."""
        return dict(self.days)

    @cached_property
    def worktime(self) -> Worktime:
        """The index of this calendar's working time, shared by all calendars that are equal to it."""
        return _worktime(self)

    def __getstate__(self) -> dict[str, object]:
        # What is cached on the instance stays behind when it is pickled or copied.
        return {each.name: getattr(self, each.name) for each in fields(self)}


@lru_cache(maxsize=_CALENDARS_KEPT)
def _worktime(calendar: Calendar) -> Worktime:
    return Worktime(ZoneInfo(calendar.zone), partial(shifts_on, calendar))


def parse_calendar(
    zone: str,
    hours: str | list[str],
    holidays: str = "none",
    *,
    closed: Iterable[str | date] = (),
    days: Mapping[str, str | list[str]] | None = None,
    official: Official = NO_LIST,
) -> Calendar:
    """`hours` is "7x24" or lines like "Mon-Fri 09:00-18:00"; ValueError says what is wrong.

    `closed` are days without work, `days` days with hours of their own ("09:00-12:00"). 7x24 knows no holidays, but
    closed days and days of its own it may have.
    """
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError, TypeError) as unknown:
        raise ValueError(f'"{zone}" is not a time zone (write e.g. Asia/Shanghai)') from unknown
    if holidays not in ("none", "cn"):
        raise ValueError(f'holidays must be "cn" or "none", not "{holidays}"')
    if isinstance(closed, str) or not isinstance(closed, Iterable):
        raise ValueError('closed days are a list: write ["2026-12-31"]')
    if days is not None and not isinstance(days, Mapping):
        raise ValueError('days with hours of their own are a table: write 2026-02-16 = ["09:00-12:00"]')
    off = frozenset(parse_date(day) for day in closed)
    own = tuple(sorted((parse_date(day), _parse_day(day, times)) for day, times in (days or {}).items()))
    if hours == "7x24" and not off and not own:
        return Calendar(zone)
    if hours == "7x24":
        calendar = Calendar(zone, (_ROUND_THE_CLOCK,) * 7, "none", off, own)
    else:
        loaded = official if holidays == "cn" else NO_LIST
        calendar = Calendar(zone, _parse_week(hours), holidays, off, own, loaded)
    for day, _ in own:
        for early in (day - timedelta(days=1), day):
            if _overlap(shifts_on(calendar, early), shifts_on(calendar, early + timedelta(days=1))):
                raise ValueError(f"the shifts of {day} overlap with each other or with a neighbouring day's")
    return calendar


def _parse_week(hours: str | list[str]) -> tuple[tuple[Shift, ...], ...]:
    week: list[list[Shift]] = [[] for _ in _DAYS]
    for line in _lines(hours, "hours"):
        match = _SHIFT.fullmatch(line.strip()) if isinstance(line, str) else None
        if match is None or match[1] not in _DAYS or (match[2] or match[1]) not in _DAYS:
            raise ValueError(f'"{line}" is not a shift: write "Mon-Fri 09:00-18:00" or "7x24"')
        shift = _parse_shift(match[3], str(line))
        first, last = _DAYS.index(match[1]), _DAYS.index(match[2] or match[1])
        for day in range(first, last + 1) if first <= last else [*range(first, 7), *range(last + 1)]:
            week[day].append(shift)
    for day, shifts in enumerate(week):
        shifts.sort()
        if _overlap(shifts, sorted(week[(day + 1) % 7])):
            raise ValueError(f"the shifts of {_DAYS[day]} overlap")
    if not any(week):
        raise ValueError("a calendar needs at least one shift")
    return tuple(tuple(shifts) for shifts in week)


def _parse_day(day: str, times: str | list[str]) -> tuple[Shift, ...]:
    shifts = []
    for written in _lines(times, f"{day}: hours"):
        if not isinstance(written, str) or not _TIMES.fullmatch(written.strip()):
            raise ValueError(f'{day}: "{written}" are no hours: write "09:00-12:00"')
        shifts.append(_parse_shift(written.strip(), f"{day}: {written}"))
    return tuple(sorted(shifts))


def _lines(written: object, what: str) -> list[object]:
    if isinstance(written, list):
        return written
    if isinstance(written, str):
        return [written]
    raise ValueError(f"{what} are a list of texts, not {written!r}")


def _parse_shift(times: str, line: str) -> Shift:
    match = _TIMES.fullmatch(times)
    assert match is not None
    start, end = int(match[1]) * 60 + int(match[2]), int(match[3]) * 60 + int(match[4])
    if start >= 1440 or end > 1440 or int(match[2]) > 59 or int(match[4]) > 59 or start == end:
        raise ValueError(f'"{line}" has an impossible time')
    return start, end if end > start else end + 1440


def _overlap(shifts: Iterable[Shift], tomorrow: Iterable[Shift]) -> bool:
    following = [(start + 1440, end + 1440) for start, end in tomorrow]
    return any(one[1] > other[0] for one, other in pairwise([*shifts, *following[:1]]))


def year_is_known(calendar: Calendar, year: int) -> bool:
    """Whether the official holidays of that year are known; if not, plain weekdays are used and it is said."""
    return calendar.holidays != "cn" or lists.known(year, calendar.official)


def unknown_years(calendar: Calendar, start: datetime, end: datetime) -> tuple[int, ...]:
    """The local years that `[start, end]` touches and for which plain weekdays stand in for the official list."""
    if calendar.always or calendar.holidays != "cn":
        return ()
    zone = ZoneInfo(calendar.zone)
    first, last = start.astimezone(zone).year, end.astimezone(zone).year
    return tuple(year for year in range(first, last + 1) if not year_is_known(calendar, year))


def shifts_on(calendar: Calendar, day: date) -> tuple[Shift, ...]:
    """The shifts that begin on a local day. A make-up working day has the shifts of an ordinary weekday."""
    if calendar.always:
        return _ROUND_THE_CLOCK
    if day in calendar.own_days:
        return calendar.own_days[day]
    if day in calendar.closed:
        return ()
    ordinary = calendar.shifts[day.weekday()]
    if calendar.holidays != "cn":
        return ordinary
    said = lists.detail(day, calendar.official)
    if said is Day.HOLIDAY:
        return ()
    if said is Day.MAKE_UP and not ordinary and day.weekday() >= 5:
        return next((shifts for shifts in calendar.shifts if shifts), ())
    return ordinary


def is_working_day(calendar: Calendar, day: date) -> bool:
    """Whether any shift begins on that local day; round the clock every day is one."""
    return bool(shifts_on(calendar, day))


def stretches(
    calendar: Calendar, start: datetime, end: datetime | None = None
) -> Iterator[tuple[datetime, datetime]]:
    """The working stretches from `start` on, cut to `[start, end)`, in order and without overlap.

    Without `end` it goes on until ten years later; then, ValueError.
    """
    if end is not None and end <= start:
        return
    if calendar.always:
        yield start.astimezone(UTC), (end or datetime.max.replace(tzinfo=UTC)).astimezone(UTC)
    else:
        yield from calendar.worktime.stretches(start, end)


def working_seconds(calendar: Calendar, start: datetime, end: datetime) -> float:
    """Seconds of working time in `[start, end)`; 0 if `end` is not after `start`."""
    if calendar.always:
        return max(0.0, (end - start).total_seconds())
    return calendar.worktime.between(start, end) / _SECOND


def shift_by(calendar: Calendar, instant: datetime, seconds: float) -> datetime:
    """The instant after `seconds` further working seconds: a deadline pushed by a pause. 0 leaves it where it is.

    Like any deadline it lies at the end of a shift rather than at the start of the next. ValueError: `seconds` is
    negative, or the calendar has no such time within ten years.
    """
    if seconds < 0:
        raise ValueError(f"a deadline is not moved back: {seconds} seconds")
    length = round(seconds * _SECOND)
    if calendar.always or not length:
        return instant.astimezone(UTC) + timedelta(microseconds=length)
    return calendar.worktime.after(instant, length)


def add(calendar: Calendar, start: datetime, duration: Duration) -> datetime:
    """The instant at which `duration` has passed since `start` on this calendar.

    Seconds are working seconds. Working days end with the last shift of the n-th working day after the day of
    `start`. Days and months keep the local wall-clock time; a month without that day ends on its last one.
    ValueError: the calendar has no such time within ten years.
    """
    if duration.unit is Unit.SECONDS:
        return shift_by(calendar, start, duration.amount)
    zone = ZoneInfo(calendar.zone)
    local = start.astimezone(zone)
    if duration.unit is Unit.DAYS:
        return _wall(local.date() + timedelta(days=duration.amount), local.timetz())
    if duration.unit is Unit.MONTHS:
        months = local.year * 12 + local.month - 1 + duration.amount
        year, month = divmod(months, 12)
        return _wall(date(year, month + 1, min(local.day, _days_in(year, month + 1))), local.timetz())
    if calendar.always:
        day = local.date().toordinal() + duration.amount
        return from_micros(wall_instant(zone, day, 1440, end=True))
    return calendar.worktime.end_of_working_day(local.date(), duration.amount)


def _wall(day: date, wall: time) -> datetime:
    # `wall` may say "the second of two"; at a time that the clocks jump over that would mean the offset after it.
    at = datetime.combine(day, wall)
    return at.replace(fold=0).astimezone(UTC)


def _days_in(year: int, month: int) -> int:
    following = date(year + month // 12, month % 12 + 1, 1)
    return (following - timedelta(days=1)).day
