"""How the burden of being called is shared: pages outside office hours and at night, and how quickly they were taken."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from zoneinfo import ZoneInfo

from domain.calendars import Calendar, stretches

NIGHT_BEGINS, NIGHT_ENDS = 23, 7
"""Hours of sleep on the desk's clocks (issue 4)."""
_MOMENT = timedelta(seconds=1)


@dataclass(frozen=True)
class Paged:
    """A message that woke somebody; `taken` is when the same person then acknowledged one of its tickets."""

    person: int
    at: datetime
    taken: datetime | None = None


@dataclass(frozen=True)
class Burden:
    """One person's share of a period."""

    person: int
    pages: int
    outside: int
    asleep: int
    median: timedelta | None
    """From the page to the acknowledgement, of the pages that led to one."""


def burdens(paged: Iterable[Paged], office: Calendar, zone: ZoneInfo) -> tuple[Burden, ...]:
    """Who was called how often, the most burdened first: by nights, then by times outside office hours."""
    by_person: dict[int, list[Paged]] = {}
    for page in paged:
        by_person.setdefault(page.person, []).append(page)
    found = [_burden(person, pages, office, zone) for person, pages in by_person.items()]
    return tuple(sorted(found, key=lambda one: (-one.asleep, -one.outside, -one.pages, one.person)))


def at_night(at: datetime, zone: ZoneInfo) -> bool:
    """From 23:00 to 07:00 there."""
    hour = at.astimezone(zone).hour
    return hour >= NIGHT_BEGINS or hour < NIGHT_ENDS


def _burden(person: int, pages: list[Paged], office: Calendar, zone: ZoneInfo) -> Burden:
    taken = [(page.taken - page.at).total_seconds() for page in pages if page.taken is not None]
    return Burden(
        person,
        len(pages),
        sum(not any(True for _ in stretches(office, page.at, page.at + _MOMENT)) for page in pages),
        sum(at_night(page.at, zone) for page in pages),
        timedelta(seconds=median(taken)) if taken else None,
    )
