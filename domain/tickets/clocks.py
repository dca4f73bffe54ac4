"""The contract's clocks, computed from a ticket's events and never accumulated.

So pausing, re-grading, contesting and migrating cannot make them forget: every deadline is worked out anew from the
original start. All instants are cut down to the whole second before anything is computed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property
from itertools import pairwise

from domain.calendars import add, shift_by, working_seconds
from domain.durations import Duration, Unit
from domain.terms import CLOCK_NAMES, ClockSpec, Preset
from domain.tickets.events import Event, Happened, Ticket, effective
from domain.tickets.pauses import Pause, pauses_of

Terms = Callable[[int], Preset]
"""The contract's terms in a version."""

_ENDS = ("closed", "confirmed", "withdrawn")
_CONTESTED = (
    Happened.RESTORED,
    Happened.RESOLVED,
    Happened.CLOSED,
    Happened.CONFIRMED,
    Happened.WITHDRAWN,
)
_UNTIMED = (Happened.ESCALATED, Happened.WARNED, Happened.BREACHED, Happened.SEEN, Happened.NUDGED)
_BEGINS = {"restored": ("restored", "resolved")}


@dataclass(frozen=True)
class Clock:
    """One promise under one set of terms. `due_at` is exact to the second.

    `superseded_at`: other terms took its place then (re-graded, migrated); it stays on record.
    """

    name: str
    level: int | None
    """The level under which it was promised; None for a request, which has a grade."""
    version: int
    grade: str | None
    spec: ClockSpec
    started_at: datetime
    due_at: datetime
    stopped_at: datetime | None
    superseded_at: datetime | None = None
    pauses: tuple[Pause, ...] = ()
    """The pauses that concern it, in order of time."""

    @property
    def running(self) -> bool:
        """Neither stopped nor superseded."""
        return self.stopped_at is None and self.superseded_at is None

    @property
    def ended_at(self) -> datetime | None:
        """When it stopped, or when other terms took its place."""
        return self.stopped_at or self.superseded_at

    def breached(self, now: datetime) -> bool:
        """Whether the promise was, or by now is, broken. Meeting it on the very second keeps it."""
        return (self.ended_at or _whole(now)) > self.due_at

    def share_at(self, share: int) -> datetime:
        """The instant at which `share` percent of the time has been used, pauses left out; for warnings."""
        used = max(1, int(self.promised_seconds() * share / 100))
        if self.in_real_time:
            return _pushed(self.started_at + timedelta(seconds=used), self.spec, self.started_at, self.pauses)
        at = add(self.spec.calendar, self.started_at, Duration(used, Unit.SECONDS))
        return _pushed(at, self.spec, self.started_at, self.pauses)

    def promised_seconds(self) -> float:
        """Seconds that count between the start and the deadline: working time, or real time where days are meant."""
        return self._promised

    @cached_property
    def _promised(self) -> float:
        return self.counted(self.started_at, self.due_at)

    def counted(self, start: datetime, end: datetime) -> float:
        """Seconds of `[start, end)` in which this clock ran."""
        whole = self._worked(start, end)
        return whole - sum(
            self._worked(max(pause.start, start), min(pause.end, end)) for pause in self.pauses
        )

    def paused(self, end: datetime) -> float:
        """Seconds until `end` in which it would have run had it not been paused."""
        return sum(
            self._worked(max(pause.start, self.started_at), min(pause.end, end)) for pause in self.pauses
        )

    @cached_property
    def in_real_time(self) -> bool:
        """Whether every second counts, because days or months are meant, or no working time lies in between."""
        if self.spec.within.unit in (Unit.DAYS, Unit.MONTHS):
            return True
        # A deadline at the very start of the first shift, or none at all in between: nothing could be shared out.
        return working_seconds(self.spec.calendar, self.started_at, self.due_at) < 1

    def _worked(self, start: datetime, end: datetime) -> float:
        if self.in_real_time:
            return max(0.0, (end - start).total_seconds())
        return working_seconds(self.spec.calendar, start, end)


@dataclass(frozen=True)
class _Period:
    """A stretch of a ticket's life under the same terms."""

    at: datetime
    version: int
    level: int | None
    grade: str | None
    specs: tuple[ClockSpec, ...]
    notice: Duration

    def spec(self, name: str) -> ClockSpec | None:
        return next((spec for spec in self.specs if spec.name == name), None)


def clocks_of(ticket: Ticket, events: Sequence[Event], terms: Terms) -> tuple[Clock, ...]:
    """Every clock of the ticket: those of the present terms first, then those that others took the place of."""
    counted = [
        Event(event.type, _whole(event.at), event.by, event.data, event.seq) for event in effective(events)
    ]
    periods = _periods(ticket, counted, terms)
    pauses = pauses_of(counted)
    counted = _uncontested(counted)
    names = sorted({spec.name for period in periods for spec in period.specs}, key=CLOCK_NAMES.index)
    found = [clock for name in names for clock in _line(name, periods, counted, pauses)]
    return (
        *(clock for clock in found if clock.superseded_at is None),
        *(clock for clock in found if clock.superseded_at is not None),
    )


def untouched(new: Sequence[Event]) -> bool:
    """Whether these events change no clock, whatever the terms say; they may be taken for granted between two looks."""
    return all(event.type in _UNTIMED for event in new)


def current(clocks: Sequence[Clock]) -> tuple[Clock, ...]:
    """The clocks of the present terms."""
    return tuple(clock for clock in clocks if clock.superseded_at is None)


def next_deadline(clocks: Sequence[Clock]) -> Clock | None:
    """The running clock that is due first."""
    running = [clock for clock in clocks if clock.running]
    return min(running, key=lambda clock: (clock.due_at, CLOCK_NAMES.index(clock.name)), default=None)


def remaining(clock: Clock, now: datetime) -> timedelta:
    """Time until the deadline; negative when it has passed."""
    return clock.due_at - now


def _whole(instant: datetime) -> datetime:
    return instant.replace(microsecond=0)


def _periods(ticket: Ticket, events: Sequence[Event], terms: Terms) -> list[_Period]:
    first = events[0]
    version, level, grade = first.data["contract_version"], first.data.get("level"), first.data.get("grade")
    periods = [_period(ticket.kind, first.at, version, level, grade, terms)]
    for event in events[1:]:
        match event.type:
            case Happened.REGRADED:
                level = event.data["level"]
            case Happened.GRADED:
                grade = event.data["grade"]
            case Happened.MIGRATED:
                version = event.data["version"]
            case _:
                continue
        periods.append(_period(ticket.kind, event.at, version, level, grade, terms))
    return periods


def _period(
    kind: str, at: datetime, version: int, level: int | None, grade: str | None, terms: Terms
) -> _Period:
    preset = terms(version)
    if level is not None:
        here = preset.nearest_level(level)
        return _Period(at, version, here.number, None, here.clocks, preset.notice)
    graded = preset.grade(kind, grade)
    if graded is None:
        return _Period(at, version, None, None, (), preset.notice)
    return _Period(at, version, None, graded.name, graded.clocks, preset.notice)


def _line(
    name: str, periods: Sequence[_Period], events: Sequence[Event], pauses: Sequence[Pause]
) -> list[Clock]:
    """One clock through all the terms that the ticket has had."""
    mine = tuple(pause for pause in pauses if name in pause.clocks)
    chain = _chain(name, periods, events, mine)
    found = [] if chain[-1] is None else [chain[-1]]
    for place, (old, new) in enumerate(pairwise(chain), 1):
        at = periods[place].at
        if old is None or not _stays_on_record(old, new, at):
            continue
        then = tuple(pause for pause in mine if pause.start < at)
        kept = old if then == mine else _chain(name, periods[:place], events, then)[-1] or old
        by_then = kept.stopped_at is not None and kept.stopped_at <= at
        found.append(replace(kept, stopped_at=kept.stopped_at if by_then else None, superseded_at=at))
    return found


def _chain(
    name: str, periods: Sequence[_Period], events: Sequence[Event], pauses: tuple[Pause, ...]
) -> list[Clock | None]:
    """The clock under each of the terms, each looking back at the one before."""
    found: list[Clock | None] = []
    for period in periods:
        spec = period.spec(name)
        before = found[-1] if found else None
        clock = None if spec is None else _clock(period, spec, events, pauses, before, first=not found)
        found.append(clock)
    return found


def _clock(
    period: _Period,
    spec: ClockSpec,
    events: Sequence[Event],
    pauses: tuple[Pause, ...],
    before: Clock | None,
    *,
    first: bool,
) -> Clock | None:
    began = _begin(spec, events)
    if began is None:
        return None
    start = events[began].at
    due = _pushed(add(spec.calendar, start, spec.within), spec, start, pauses)
    if not first and start <= period.at:
        notice = add(spec.calendar, period.at, period.notice)
        limit = _pushed(notice, replace(spec, within=period.notice), period.at, pauses)
        due = max(due, limit if before is None else min(before.due_at, limit))
    # A pause that began with the deadline behind it moved nothing.
    concerned = tuple(pause for pause in pauses if pause.end > start and pause.start < due)
    return Clock(
        spec.name, period.level, period.version, period.grade, spec, start, due, _stop(spec, events, began),
        pauses=concerned,
    )  # fmt: skip


def _stays_on_record(old: Clock, new: Clock | None, at: datetime) -> bool:
    """Whether the old terms' clock says something that the new one does not."""
    if old.started_at > at:
        return False
    hidden = _broken_by(old, at) and (new is None or not _broken_by(new, at))
    if old.stopped_at is not None and old.stopped_at <= at:
        return hidden
    return hidden or new is None or new.due_at != old.due_at


def _broken_by(clock: Clock, at: datetime) -> bool:
    """Whether the deadline had been missed by then; what stopped the clock later is not known yet."""
    stopped = clock.stopped_at
    return (stopped if stopped is not None and stopped <= at else at) > clock.due_at


def _pushed(due: datetime, spec: ClockSpec, start: datetime, pauses: Sequence[Pause]) -> datetime:
    """The deadline moved on by every pause that began before it, by as much time as would have counted."""
    real = spec.within.unit in (Unit.DAYS, Unit.MONTHS)
    for pause in pauses:
        begin = max(pause.start, start)
        if begin >= due or pause.end <= begin:
            continue
        if real:
            due += pause.end - begin
        else:
            due = shift_by(spec.calendar, due, working_seconds(spec.calendar, begin, pause.end))
    return due


def _uncontested(events: Sequence[Event]) -> list[Event]:
    """Without the repairs and endings that the customer contested: as if they had not been."""
    last = max(
        (place for place, event in enumerate(events) if event.type is Happened.NOT_REPAIRED), default=-1
    )
    return [event for place, event in enumerate(events) if place > last or event.type not in _CONTESTED]


def _begin(spec: ClockSpec, events: Sequence[Event]) -> int | None:
    """The place of the event that starts the clock; None if it has not started."""
    if spec.name == "defect_fix" and not any(
        event.type is Happened.RESOLVED and event.data.get("defect") for event in events
    ):
        return None
    wanted = _BEGINS.get(spec.start, (spec.start,))
    return next((place for place, event in enumerate(events) if event.type.value in wanted), None)


def _stop(spec: ClockSpec, events: Sequence[Event], began: int) -> datetime | None:
    ends = ("withdrawn",) if spec.name == "defect_fix" else _ENDS
    stops = (*spec.stops, *ends)
    return next((event.at for event in events[began:] if event.type.value in stops), None)
