"""The contract's clocks, computed from a ticket's events and never accumulated.

A clock runs from the opening of the ticket. What stopped it counts only if the customer did not object later:
"not repaired" makes the clock as if it had never stopped (OBLIGATIONS; issue of the restored, contested fault).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.calendars import add, working_seconds
from domain.contracts import CLOCK_NAMES, ClockSpec, Preset
from domain.durations import Duration, Unit
from domain.tickets.events import Event, Happened, Ticket, effective

_VOIDED_BY_CONTEST = (Happened.RESTORED, Happened.RESOLVED)


@dataclass(frozen=True)
class Clock:
    """One running or stopped promise. `due_at` is exact to the second."""

    name: str
    level: int
    spec: ClockSpec
    started_at: datetime
    due_at: datetime
    stopped_at: datetime | None

    def breached(self, now: datetime) -> bool:
        """Whether the promise was, or by now is, broken. Meeting it on the very second keeps it."""
        return (self.stopped_at or now) > self.due_at

    def share_at(self, share: int) -> datetime:
        """The instant at which `share` percent of the promised time has passed, for warnings."""
        if self.spec.within.unit is Unit.SECONDS:
            seconds = max(1, self.spec.within.amount * share // 100)
            return add(self.spec.calendar, self.started_at, Duration(seconds, Unit.SECONDS))
        total = working_seconds(self.spec.calendar, self.started_at, self.due_at)
        if total < 1:
            return self.started_at + (self.due_at - self.started_at) * share / 100
        return add(
            self.spec.calendar, self.started_at, Duration(max(1, int(total * share / 100)), Unit.SECONDS)
        )


def clocks_of(ticket: Ticket, events: Sequence[Event], preset: Preset) -> tuple[Clock, ...]:
    """Every clock of the ticket's present level, from the original start. Requests without a level have none."""
    if ticket.level is None:
        return ()
    counted = effective(events)
    level = preset.level(ticket.level)
    return tuple(
        Clock(
            spec.name,
            level.number,
            spec,
            ticket.opened_at,
            add(spec.calendar, ticket.opened_at, spec.within),
            _stopped(spec, counted),
        )
        for spec in level.clocks
    )


def _stopped(spec: ClockSpec, events: Sequence[Event]) -> datetime | None:
    stopped: datetime | None = None
    by_repair = False
    for event in events:
        if event.type is Happened.NOT_REPAIRED and by_repair:
            stopped, by_repair = None, False
        elif stopped is None and event.type in (Happened.CLOSED, Happened.CONFIRMED, Happened.WITHDRAWN):
            stopped = event.at
        elif stopped is None and event.type.value in spec.stops:
            stopped, by_repair = event.at, event.type in _VOIDED_BY_CONTEST
    return stopped


def next_deadline(clocks: Sequence[Clock]) -> Clock | None:
    """The running clock that is due first."""
    running = [clock for clock in clocks if clock.stopped_at is None]
    return min(running, key=lambda clock: (clock.due_at, CLOCK_NAMES.index(clock.name)), default=None)


def remaining(clock: Clock, now: datetime) -> timedelta:
    """Time until the deadline; negative when it has passed."""
    return clock.due_at - now
