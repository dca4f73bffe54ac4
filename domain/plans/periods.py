"""Days, weeks, months and quarters of summaries: one after another, without gap or overlap, whatever the clocks do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAY, WEEK, MONTH, QUARTER = "day", "week", "month", "quarter"
PERIODS = (DAY, WEEK, MONTH, QUARTER)

_LEAST = {DAY: timedelta(), WEEK: timedelta(days=3), MONTH: timedelta(days=10), QUARTER: timedelta(days=30)}
"""A period that became shorter (the desk moved to another time zone) belongs to the next one."""


@dataclass(frozen=True)
class Ended:
    """A period [start, end), and when its summary is due. Instants are UTC."""

    start: datetime
    end: datetime
    due: datetime


def following(period: str, until: datetime, at: tuple[int, int], zone: str) -> Ended:
    """The period that begins at `until`, the end of the one before.

    Weeks end on Monday, months on the 1st, quarters on the 1st of January, April, July and October, local midnight of
    `zone`, and are due that day at `at` (hour, minute). Days end at `at` itself: a summary of the evening has the day.
    An hour that the clocks skip is the one after it, one that comes twice the first.
    """
    info = ZoneInfo(zone)
    day = until.astimezone(info).date()
    while True:
        end = _instant(day, at if period == DAY else (0, 0), info)
        if end > until and end - until >= _LEAST[period]:
            return Ended(until, end, _instant(day, at, info))
        day = _next(period, day)


def begun(period: str, now: datetime, at: tuple[int, int], zone: str) -> datetime:
    """When the period that `now` lies in began: what came before is nobody's summary yet."""
    info = ZoneInfo(zone)
    today = now.astimezone(info).date()
    if period == DAY:
        day = today if _instant(today, at, info) <= now else today - timedelta(days=1)
        return _instant(day, at, info)
    return _instant(first_day(period, today), (0, 0), info)


def first_day(period: str, day: date) -> date:
    """The first day of the period that a day belongs to; ValueError for an unknown period."""
    match period:
        case "day":
            return day
        case "week":
            return day - timedelta(days=day.weekday())
        case "month":
            return day.replace(day=1)
        case "quarter":
            return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
    raise ValueError(period)


def span(period: str, day: date, zone: str) -> tuple[datetime, datetime]:
    """The instants [start, end) of the period that a local day belongs to."""
    first, info = first_day(period, day), ZoneInfo(zone)
    return _instant(first, (0, 0), info), _instant(_next(period, first), (0, 0), info)


def before(period: str, start: datetime, zone: str) -> datetime:
    """Where the period began that ended at `start`: quarters are compared with quarters, not with 92 days."""
    day = (start - timedelta(hours=12)).astimezone(ZoneInfo(zone)).date()
    return span(period, day, zone)[0]


def _next(period: str, day: date) -> date:
    if period == DAY:
        return day + timedelta(days=1)
    if period == WEEK:
        return first_day(WEEK, day) + timedelta(days=7)
    months = 1 if period == MONTH else 3
    place = first_day(period, day).month - 1 + months
    return date(day.year + place // 12, place % 12 + 1, 1)


def _instant(day: date, at: tuple[int, int], zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(*at), zone).astimezone(UTC)
