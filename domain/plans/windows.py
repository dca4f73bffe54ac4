"""The windows of a periodic promise: from a first day on, one after another without gap or overlap."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.calendars import Calendar, stretches
from domain.durations import Duration, Unit

_LONGEST_LEAD = timedelta(days=60)
_SHORTEST_LEAD = timedelta(days=7)
_SEARCH = timedelta(days=30)


@dataclass(frozen=True)
class Window:
    """It may be done from the day `first`, must be done before `due`, and is asked for at `opens`, in working time.

    `day` is the midnight from which it would be asked for if every hour were worked: unlike `opens` it never moves
    when a holiday list is loaded, so that what was seen to can be told by it. All instants are UTC.
    """

    first: date
    day: datetime
    opens: datetime
    due: datetime


def windows(
    anchor: date, every: Duration, zone: str, office: Calendar, after: datetime, until: datetime
) -> Iterator[Window]:
    """The windows whose `day` is in [after, until), oldest first.

    Window k lasts from `anchor` plus k times `every` to the next one's first day, local midnight of `zone`. It is asked
    for a third of its length before its end (a week at least, sixty days at most), in `office` working time: asking
    for a half-yearly inspection on its first day helps nobody.
    """
    place = _place_before(anchor, every, after, zone)
    while True:
        first, end = _day(anchor, every, place), _day(anchor, every, place + 1)
        window = _window(first, end, zone, office)
        if window.day >= until:
            return
        if window.day >= after:
            yield window
        place += 1


def current(anchor: date, every: Duration, zone: str, office: Calendar, now: datetime) -> Window | None:
    """The window in which `now` lies, whether or not it is asked for yet; None before the first one."""
    today = now.astimezone(ZoneInfo(zone)).date()
    if today < anchor:
        return None
    place = _place_before(anchor, every, now, zone)
    while _day(anchor, every, place + 1) <= today:
        place += 1
    return _window(_day(anchor, every, place), _day(anchor, every, place + 1), zone, office)


def between(first: date, end: date, zone: str, office: Calendar) -> Window:
    """A single window, asked for as soon as it begins (P2: in the last three months of the warranty)."""
    opens = _midnight(first, zone)
    return Window(first, opens, in_office(office, opens), _midnight(end, zone))


def _window(first: date, end: date, zone: str, office: Calendar) -> Window:
    due = _midnight(end, zone)
    length = due - _midnight(first, zone)
    lead = min(max(length / 3, _SHORTEST_LEAD), _LONGEST_LEAD, length)
    day = (due - lead).astimezone(ZoneInfo(zone)).date()
    asked = _midnight(max(day, first), zone)
    return Window(first, asked, in_office(office, asked), due)


def in_office(office: Calendar, instant: datetime) -> datetime:
    """The first working moment from `instant` on; `instant` itself where there is none within a month."""
    return next((start for start, _ in stretches(office, instant, instant + _SEARCH)), instant)


def _midnight(day: date, zone: str) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC)


def _place_before(anchor: date, every: Duration, instant: datetime, zone: str) -> int:
    """A window that surely began before `instant` by more than its own length, or the first one."""
    days = (instant.astimezone(ZoneInfo(zone)).date() - anchor).days
    length = every.amount * (31 if every.unit is Unit.MONTHS else 1)
    return max(0, days // max(1, length) - 2)


def _day(anchor: date, every: Duration, count: int) -> date:
    """`anchor` plus so many times `every`, counted from the anchor each time: the 31st does not wear off to the 28th."""
    if every.unit is Unit.DAYS:
        return anchor + timedelta(days=every.amount * count)
    if every.unit is not Unit.MONTHS:
        raise ValueError(f"a promise is repeated in days or months, not {every}")
    months = anchor.year * 12 + anchor.month - 1 + every.amount * count
    year, month = divmod(months, 12)
    following = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return date(year, month + 1, min(anchor.day, (following - timedelta(days=1)).day))


def before(day: date, length: Duration) -> date:
    """The day so long before `day`; ValueError for lengths that are neither days nor months."""
    return _day(day, length, -1)


def after(day: date, length: Duration) -> date:
    """The day so long after `day`: the end of a warranty from its beginning."""
    return _day(day, length, 1)
