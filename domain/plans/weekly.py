"""The week's report (周报): when it is asked for, until when it is due, and which work of others is looked into.

Source: contract P2 (every engineer to the service manager on Friday before leaving; the service manager spot-checks
the work each week from these reports). A week is Monday to Sunday; its last working day may be a make-up Saturday.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from domain.calendars import Calendar, add, is_working_day, stretches
from domain.durations import Duration, Unit

ASKED_BEFORE = timedelta(hours=2)
"""So long before the end of work the draft comes; half an hour before it a reminder."""
REMINDED_BEFORE = timedelta(minutes=30)
SAMPLE = 3
"""So many tickets of the week are drawn for the spot check, of different engineers where there are enough."""

_DAYS = 7


@dataclass(frozen=True)
class Week:
    """A week with work in it, in the desk's zone. `bundled` is the beginning of the next working day."""

    monday: date
    asked: datetime
    due: datetime
    bundled: datetime

    @property
    def start(self) -> datetime:
        """Like `due` of the week before, but for the local midnight: only a first report begins with it."""
        return self.due - timedelta(days=_DAYS)


@dataclass(frozen=True)
class Work:
    """A ticket somebody worked on; `done` are the steps of the week, in order."""

    ticket: int
    contract: str
    title: str
    level: int | None
    state: str
    done: tuple[str, ...]


@dataclass(frozen=True)
class Other:
    """Something due unasked that was done in the week."""

    kind: str
    contract: str | None
    label: dict[str, str]


def weeks(office: Calendar, after: datetime, until: datetime) -> Iterator[Week]:
    """The weeks whose reports are asked for in [after, until); a week without work has none."""
    zone = ZoneInfo(office.zone)
    day = after.astimezone(zone).date()
    monday = day - timedelta(days=day.weekday() + _DAYS)
    while True:
        week = _week(office, monday)
        if week is not None and week.asked >= after:
            if week.asked >= until:
                return
            yield week
        if datetime.combine(monday, time(), zone) > until + timedelta(days=_DAYS):
            return
        monday += timedelta(days=_DAYS)


def _week(office: Calendar, monday: date) -> Week | None:
    zone = ZoneInfo(office.zone)
    worked = [
        one
        for one in (monday + timedelta(days=place) for place in range(_DAYS))
        if is_working_day(office, one)
    ]
    if not worked:
        return None
    morning = datetime.combine(worked[-1], time(), zone).astimezone(UTC)
    # One who works round the clock leaves at midnight.
    due = (
        morning + timedelta(days=1)
        if office.always
        else add(office, morning - timedelta(days=1), Duration(1, Unit.WORKING_DAYS))
    )
    following = next((start for start, _ in stretches(office, due, due + timedelta(days=30))), due)
    if not office.always and following == due:
        following = next(
            (start for start, _ in stretches(office, due + timedelta(seconds=1), due + timedelta(days=30))),
            due,
        )
    return Week(monday, due - ASKED_BEFORE, due, following)


def sample(tickets: Mapping[int, Sequence[int]], seed: str) -> list[int]:
    """Tickets for the spot check, at random: at first one of each engineer, then more. `tickets` are by engineer.

    The same seed gives the same tickets, so that a repeated transaction does not draw again.
    """
    chance = Random(seed)  # noqa: S311 - a sample, no secret
    people = sorted(tickets)
    chance.shuffle(people)
    left = {person: sorted(tickets[person]) for person in people}
    for numbers in left.values():
        chance.shuffle(numbers)
    found: list[int] = []
    while len(found) < SAMPLE and any(left.values()):
        for person in people:
            if left[person] and len(found) < SAMPLE:
                number = left[person].pop()
                if number not in found:
                    found.append(number)
    return found
