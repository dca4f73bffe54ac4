"""Working time by walking from minute to minute; nothing here is shared with the calendars under test.

Instants are whole seconds since 1970 (UTC). Inside a minute nothing changes, because zones differ from UTC by whole
minutes and shifts begin and end on whole minutes; so a minute is the longest step, and a second the shortest.
"""

from __future__ import annotations

import calendar as months_of
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache, lru_cache
from typing import Any
from zoneinfo import ZoneInfo

import chinese_calendar

MINUTE, DAY = 60, 86400
LONGEST_WALK = 1000
"""Days; longer than any promise of the random contracts."""
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
Pause = tuple[int, int]
"""From the first second to the one after the last."""


@dataclass(frozen=True)
class Hours:
    """A contract's calendar as it was written, only made hashable."""

    zone: str
    lines: tuple[str, ...]
    cn: bool = False
    closed: frozenset[str] = frozenset()
    special: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @classmethod
    def read(cls, zone: str, written: Mapping[str, Any]) -> Hours:
        return cls(
            zone,
            _lines(written["hours"]),
            written.get("holidays", "none") == "cn",
            frozenset(str(day) for day in written.get("closed", ())),
            tuple((str(day), _lines(hours)) for day, hours in sorted(written.get("days", {}).items())),
        )

    @property
    def always(self) -> bool:
        return self.round_the_clock and not self.closed and not self.special

    @property
    def round_the_clock(self) -> bool:
        """7x24 knows no holidays, but closed days and days of its own it may have."""
        return self.lines == ("7x24",)


def _lines(written: str | Sequence[str]) -> tuple[str, ...]:
    return (written,) if isinstance(written, str) else tuple(written)


# --- the clock on the wall -------------------------------------------------------------------------------------------


def wall_minute(day: date, minute: int = 0) -> int:
    """Minutes from 1970 to that time as the clock on the wall shows it; any minute of any day, also beyond 24:00."""
    return (day - date(1970, 1, 1)).days * 1440 + minute


def wall_at(zone: str, minute: int) -> int:
    """What the wall clock shows in that minute (since 1970, UTC)."""
    local = datetime.fromtimestamp(minute * MINUTE, ZoneInfo(zone))
    return wall_minute(local.date(), local.hour * 60 + local.minute)


@cache
def readings(zone: str, utc_day: int) -> Mapping[int, list[int]]:
    """For each time that the wall clock shows on that UTC day: the minutes in which it shows it."""
    first = utc_day * 1440
    offsets = {wall_at(zone, first + hour * 60) - first - hour * 60 for hour in range(25)}
    shown: dict[int, list[int]] = {}
    for minute in range(first, first + 1440):
        # Only a day whose offset changes has to be asked minute by minute.
        wall = minute + min(offsets) if len(offsets) == 1 else wall_at(zone, minute)
        shown.setdefault(wall, []).append(minute)
    return shown


@cache
def minute_of(zone: str, wall: int, *, last: bool) -> int:
    """The first or last minute in which the wall clock shows that; one that it skips is read as before the change."""
    near = range(wall // 1440 - 1, wall // 1440 + 2)
    minutes = [minute for day in near for minute in readings(zone, day).get(wall, [])]
    if minutes:
        return max(minutes) if last else min(minutes)
    for minute in range(near[0] * 1440, near[-1] * 1440 + 1440):
        if wall_at(zone, minute) < wall < wall_at(zone, minute + 1):
            return wall - (wall_at(zone, minute) - minute)
    raise AssertionError("no such time")


# --- which minutes are working time ----------------------------------------------------------------------------------


def _clock_time(written: str) -> int:
    hour, minute = written.split(":")
    return int(hour) * 60 + int(minute)


def _shift(written: str) -> tuple[int, int]:
    begin, end = (_clock_time(part) for part in written.split("-"))
    return begin, end if end > begin else end + 1440


def _weekdays(written: str) -> Iterator[int]:
    names = written.split("-")
    day, last = WEEKDAYS.index(names[0]), WEEKDAYS.index(names[-1])
    yield day
    while day != last:
        day = (day + 1) % 7
        yield day


def _weekly(hours: Hours, weekday: int) -> list[tuple[int, int]]:
    if hours.round_the_clock:
        return [(0, 1440)]
    lines = [line.split(" ") for line in hours.lines]
    return sorted(_shift(times) for days, times in lines if weekday in _weekdays(days))


def _official(day: date) -> str:
    """What the State Council says of a day: "off", "makeup" or nothing special; nothing for an unknown year."""
    try:
        off, name = chinese_calendar.get_holiday_detail(day)
    except NotImplementedError:
        return ""
    if name is None:
        return ""
    return "off" if off else "makeup"


@cache
def shifts(hours: Hours, day: date) -> tuple[tuple[int, int], ...]:
    """The shifts that begin on that local day, in minutes after its midnight."""
    for special, own in hours.special:
        if special == day.isoformat():
            return tuple(sorted(_shift(line) for line in own))
    if day.isoformat() in hours.closed:
        return ()
    usual = _weekly(hours, day.weekday())
    official = _official(day) if hours.cn and not hours.round_the_clock else ""
    if official == "off":
        return ()
    if official == "makeup" and day.weekday() >= 5 and not usual:
        # A make-up day has the hours of the first weekday with any.
        usual = next(week for week in (_weekly(hours, weekday) for weekday in range(7)) if week)
    return tuple(usual)


@cache
def _table(hours: Hours, utc_day: int) -> bytes:
    """1440 minutes of a UTC day: 1 where it is working time."""
    if hours.always:
        return bytes([1] * 1440)
    table = bytearray(1440)
    first = utc_day * 1440
    # Shifts of two local days before may reach into it: overnight, and the zone may be half a day behind.
    for ahead in range(-2, 2):
        day = date(1970, 1, 1) + timedelta(days=utc_day + ahead)
        for begin, end in shifts(hours, day):
            opens = minute_of(hours.zone, wall_minute(day, begin), last=False)
            shuts = minute_of(hours.zone, wall_minute(day, end), last=True)
            for minute in range(max(opens, first), min(shuts, first + 1440)):
                table[minute - first] = 1
    return bytes(table)


def works(hours: Hours, minute: int) -> bool:
    """Whether that minute (since 1970) is working time."""
    return _table(hours, minute // 1440)[minute % 1440] == 1


# --- walking ---------------------------------------------------------------------------------------------------------


def _working_steps(hours: Hours, at: int, edges: Collection[int]) -> Iterator[tuple[int, int]]:
    """The working time from `at` on: minute by minute, and second by second in a minute that holds one of the edges."""
    slow = {edge // MINUTE for edge in (at, *edges)}
    for day in range(at // DAY, at // DAY + LONGEST_WALK):
        table = _table(hours, day)
        for minute in range(1440):
            begin = day * DAY + minute * MINUTE
            if not table[minute] or begin + MINUTE <= at:
                continue
            if begin // MINUTE not in slow:
                yield begin, MINUTE
            else:
                yield from ((second, 1) for second in range(begin, begin + MINUTE) if second >= at)
    raise AssertionError("time has no end")


@lru_cache(maxsize=100_000)
def when_passed(hours: Hours, start: int, seconds: int, pauses: tuple[Pause, ...] = ()) -> int:
    """The instant at which so many working seconds outside the pauses have passed since `start`."""
    left = seconds
    if left == 0:
        return start
    for at, length in _working_steps(hours, start, [edge for pause in pauses for edge in pause]):
        if pauses and any(begin <= at < end for begin, end in pauses):
            continue
        if left <= length:
            return at + left
        left -= length
    raise AssertionError("time has no end")


def worked(hours: Hours, start: int, end: int) -> int:
    """Working seconds from `start` until `end`."""
    total = 0
    for at, length in _working_steps(hours, start, [end]):
        if at >= end:
            break
        total += length
    return total


def end_of_working_day(hours: Hours, start: int, days: int) -> int:
    """The end of the last shift of the n-th working day after the local day of `start`."""
    day = datetime.fromtimestamp(start, ZoneInfo(hours.zone)).date()
    while days:
        day += timedelta(days=1)
        if shifts(hours, day):
            days -= 1
    return minute_of(hours.zone, wall_minute(day, shifts(hours, day)[-1][1]), last=True) * MINUTE


def same_time_later(hours: Hours, start: int, days: int = 0, months: int = 0) -> int:
    """The same time on the wall so many days or months later; the first, if the wall clock shows it twice."""
    local = datetime.fromtimestamp(start, ZoneInfo(hours.zone))
    day = local.date() + timedelta(days=days)
    for _ in range(months):
        year, month = (day.year, day.month + 1) if day.month < 12 else (day.year + 1, 1)
        day = date(year, month, 1)
    if months:
        day = day.replace(day=min(local.day, months_of.monthrange(day.year, day.month)[1]))
    wall = wall_minute(day, local.hour * 60 + local.minute)
    return minute_of(hours.zone, wall, last=False) * MINUTE + local.second


def second_of(instant: datetime) -> int:
    """Whole seconds since 1970; the rest is cut off."""
    return int(instant.replace(microsecond=0).timestamp())


def instant_of(second: int) -> datetime:
    """The aware instant of that second."""
    return datetime.fromtimestamp(second, UTC)
