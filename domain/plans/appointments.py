"""When an appointment can be: on whose working days, at which hours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from domain.calendars import Calendar, is_working_day, stretches
from domain.desk import Desk
from domain.worktime import from_micros, wall_instant

NOTICE = timedelta(hours=1)
"""Nobody is asked to be ready in less time."""
SHORTEST = timedelta(hours=1)
"""Of working time that is left after the beginning: an hour before they close nobody begins an inspection."""
LONGEST_AHEAD = timedelta(days=366)
_MOST_HOURS = 12
_SEARCHED_DAYS = 120
_DAY = timedelta(days=1)


def hours_of(desk: Desk, contract: str) -> Calendar:
    """The customer's working hours: the contract's own working days, else the desk's office hours."""
    days = desk.contract(contract).preset.working_days
    return desk.rota.office if days.always else days


def days(calendar: Calendar, zone: str, now: datetime, count: int, skipped: int = 0) -> list[date]:
    """The next local days on which an appointment can begin, after `skipped` others."""
    return list(islice(_days(calendar, zone, now), skipped, skipped + count))


def _days(calendar: Calendar, zone: str, now: datetime) -> Iterator[date]:
    first = now.astimezone(ZoneInfo(zone)).date()
    for place in range(_SEARCHED_DAYS):
        day = first + place * _DAY
        if is_working_day(calendar, day) and hours(calendar, zone, day, now):
            yield day


def hours(calendar: Calendar, zone: str, day: date, now: datetime) -> list[datetime]:
    """The instants of a local day at which an appointment can begin: on the hour, in working time, with notice."""
    place = ZoneInfo(zone)
    start, end = _at(day, 0, place), _at(day, 1440, place)
    found = []
    for begins, closes in stretches(calendar, start, end):
        for minute in range(0, 1440, 60):
            at = _at(day, minute, place)
            if begins <= at <= closes - SHORTEST and at >= now + NOTICE:
                found.append(at)
    # Round the clock there would be a button for every hour of the night.
    return found if len(found) <= _MOST_HOURS else found[::2]


def at_minute(zone: str, day: date, minute: int) -> datetime:
    """The instant of a minute of a local day."""
    return _at(day, minute, ZoneInfo(zone))


def within(calendar: Calendar, instant: datetime) -> bool:
    """Whether work is done at that instant."""
    return any(True for _ in stretches(calendar, instant, instant + timedelta(seconds=1)))


def opening_hours(calendar: Calendar, zone: str, day: date) -> list[tuple[time, time]]:
    """From when to when work is done on a local day, on the wall."""
    place = ZoneInfo(zone)
    return [
        (begins.astimezone(place).time(), closes.astimezone(place).time())
        for begins, closes in stretches(calendar, _at(day, 0, place), _at(day, 1440, place))
    ]


def together(label: Mapping[str, str]) -> bool:
    """Whether the customer's people are invited (P5), as the label of the round says."""
    return "邀请客户" in label.get("zh", "") or "together with the customer" in label.get("en", "").lower()


def _at(day: date, minute: int, zone: ZoneInfo) -> datetime:
    return from_micros(wall_instant(zone, day.toordinal(), minute, end=False))
