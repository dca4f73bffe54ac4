"""A ticket's clocks line by line: what counted, what was left out, who moved a deadline and why.

Nothing is computed anew that the clocks compute: every sum is cut into the pieces that it consists of, and the pieces
add up to `Clock.counted`, to the second.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from domain.calendars import Calendar, shifts_on, stretches, unknown_years
from domain.tickets.clocks import Clock, Terms, clocks_of, current, next_deadline
from domain.tickets.events import Event, Happened, Ticket, effective
from domain.tickets.pauses import Pause

_CHANGES = (Happened.REGRADED, Happened.GRADED, Happened.MIGRATED)
_ENDS = ("closed", "confirmed", "withdrawn")


class Verdict(StrEnum):
    """How a promise stands. A breach outlives everything: a superseded clock that was late is BREACHED."""

    KEPT = "kept"
    BREACHED = "breached"
    RUNNING = "running"
    SUPERSEDED = "superseded"


@dataclass(frozen=True)
class Stretch:
    """Time in which the clock ran: `[start, end)`."""

    start: datetime
    end: datetime

    @property
    def seconds(self) -> int:
        """Its length."""
        return round((self.end - self.start).total_seconds())


@dataclass(frozen=True)
class Gap:
    """Time outside work between two stretches; `off`: with a day that would be worked but for a holiday or a closing."""

    start: datetime
    end: datetime
    off: bool


@dataclass(frozen=True)
class Interruption:
    """A pause as one clock saw it, cut to the clock's own time."""

    start: datetime
    end: datetime
    reason: str
    asked_by: int | None
    agreed_by: int | None
    ended_by: str | None
    """The type of the event that ended it, "agreed" at the agreed time; None while it lasts or the clock ended in it."""
    left_out: int
    """Seconds that the clock would have run, until the receipt's instant."""
    after_end: bool
    """It began when this clock had ended: its deadline moved, but that meant nothing any more."""


@dataclass(frozen=True)
class Under:
    """The terms of a stretch of the ticket's life: a contract's version, and a level or a grade."""

    version: int
    level: int | None
    grade: str | None


@dataclass(frozen=True)
class Change:
    """Other terms from `at` on, and what that did to one clock's deadline, with the pauses begun before `at`.

    `due_before` is None if the terms before did not promise this clock, `due_after` if the new ones do not.
    """

    kind: str
    at: datetime
    before: Under
    after: Under
    by: int | None
    reason: str | None
    asked_by: int | None
    consent: str | None
    due_before: datetime | None
    due_after: datetime | None
    bare: datetime | None
    """The deadline that the new terms alone would give, without their minimum notice."""

    @property
    def moved(self) -> bool:
        """Whether the deadline is another one."""
        return self.due_before != self.due_after

    @property
    def eased(self) -> bool:
        """Whether only the minimum notice kept the stricter deadline from falling sooner than is fair."""
        return self.bare is not None and self.due_after is not None and self.due_after > self.bare


@dataclass(frozen=True)
class Contest:
    """The customer said at `at` that it was not repaired: the stop at `stopped_at` counts as never made."""

    stopped_at: datetime
    at: datetime
    by: int | None


@dataclass(frozen=True)
class Explanation:
    """Why the deadline was missed, in the words of one of ours."""

    at: datetime
    by: int | None
    text: str


@dataclass(frozen=True)
class Line:
    """One clock, explained. All lengths are in seconds."""

    clock: Clock
    began_with: str
    """The type of the event that started it."""
    ended_with: str | None
    """The type of the event that stopped it."""
    ended_by: int | None
    until: datetime
    """So far it was counted: to its end, or to the receipt's instant."""
    stretches: tuple[Stretch, ...]
    gaps: tuple[Gap, ...]
    pauses: tuple[Interruption, ...]
    to_come: tuple[Stretch, ...]
    """What is left of a running clock, up to its deadline."""
    changes: tuple[Change, ...]
    superseded_by: Change | None
    contests: tuple[Contest, ...]
    unknown_years: tuple[int, ...]
    """Local years whose public holidays are not known: plain weekdays were counted."""
    warnings: tuple[tuple[int, datetime], ...]
    """Shares of the time, in percent, and when they are used up."""
    used: int
    promised: int
    verdict: Verdict
    explained: Explanation | None
    real_time: bool
    """Days and months run on nights and weekends too."""

    @property
    def left(self) -> int:
        """Seconds that may still be used; 0 when the clock does not run or is late."""
        return sum(stretch.seconds for stretch in self.to_come)

    @property
    def late(self) -> timedelta:
        """How long after the deadline it ended or goes on, on the wall clock; nothing if it is not late."""
        return max(timedelta(), self.until - self.clock.due_at)

    @property
    def paused(self) -> int:
        """Seconds left out by all pauses."""
        return sum(pause.left_out for pause in self.pauses)


@dataclass(frozen=True)
class Receipt:
    """All clocks of a ticket at an instant, those of the present terms first."""

    ticket: Ticket
    at: datetime
    lines: tuple[Line, ...]
    next: Line | None
    """The running clock that is due first."""


def receipt_of(ticket: Ticket, events: Sequence[Event], terms: Terms, now: datetime) -> Receipt:
    """Explains every clock of the ticket as of `now`, which is cut down to the second."""
    now = now.replace(microsecond=0)
    counted = [replace(event, at=event.at.replace(microsecond=0)) for event in effective(events)]
    clocks = clocks_of(ticket, events, terms)
    changes = _changes(ticket, counted, terms)
    contests = _contests(ticket, counted, terms)
    lines = tuple(_line(clock, counted, changes, contests, terms, now) for clock in clocks)
    first = next_deadline(clocks)
    return Receipt(ticket, now, lines, next((line for line in lines if line.clock is first), None))


def _line(
    clock: Clock,
    events: Sequence[Event],
    changes: Sequence[_Turn],
    contests: Sequence[tuple[Clock, Contest]],
    terms: Terms,
    now: datetime,
) -> Line:
    # A moved-back system clock must not show a clock that ends before it starts.
    until = max(clock.ended_at or now, clock.started_at)
    real = clock.in_real_time
    ran = _ran(clock, clock.started_at, until, real)
    to_come = _ran(clock, until, clock.due_at, real) if clock.running else ()
    pauses = _interruptions(clock, until)
    mine, superseded_by = _turns_of(clock, changes)
    began = _event_at(events, clock.started_at, (clock.spec.start, "restored", "resolved"))
    ended = _event_at(events, clock.stopped_at, (*clock.spec.stops, *_ENDS))
    return Line(
        clock=clock,
        began_with=began.type.value if began else clock.spec.start,
        ended_with=ended.type.value if ended else None,
        ended_by=ended.by if ended else None,
        until=until,
        stretches=ran,
        gaps=() if real else _gaps(clock.spec.calendar, clock.started_at, until, ran, pauses),
        pauses=pauses,
        to_come=to_come,
        changes=mine,
        superseded_by=superseded_by,
        contests=tuple(
            contest
            for about, contest in contests
            if (about.name, about.started_at) == (clock.name, clock.started_at)
            and (clock.superseded_at is None or contest.at <= clock.superseded_at)
        ),
        unknown_years=unknown_years(clock.spec.calendar, clock.started_at, max(clock.due_at, until)),
        warnings=tuple((share, clock.share_at(share)) for share in terms(clock.version).warn_shares),
        used=sum(stretch.seconds for stretch in ran),
        promised=round(clock.promised_seconds()),
        verdict=_verdict(clock, now),
        explained=_explanation(clock, events),
        real_time=real,
    )


def _verdict(clock: Clock, now: datetime) -> Verdict:
    if clock.breached(now):
        return Verdict.BREACHED
    if clock.running:
        return Verdict.RUNNING
    return Verdict.SUPERSEDED if clock.superseded_at is not None else Verdict.KEPT


def _event_at(events: Sequence[Event], at: datetime | None, types: Sequence[str]) -> Event | None:
    found = [event for event in events if event.at == at and event.type.value in types]
    return found[0] if found else None


# --- the pieces of the sum ---------------------------------------------------------------------------------------------


def _ran(clock: Clock, start: datetime, end: datetime, real: bool) -> tuple[Stretch, ...]:
    """The stretches of `[start, end)` in which the clock ran: work, or all of it, without the pauses."""
    if end <= start:
        return ()
    pieces = [(start, end)] if real else list(stretches(clock.spec.calendar, start, end))
    for pause in clock.pauses:
        pieces = [rest for piece in pieces for rest in _without(piece, pause)]
    return tuple(Stretch(first, last) for first, last in pieces)


def _without(piece: tuple[datetime, datetime], pause: Pause) -> list[tuple[datetime, datetime]]:
    first, last = piece
    if pause.end <= first or pause.start >= last:
        return [piece]
    rest = [(first, min(pause.start, last)), (max(pause.end, first), last)]
    return [(one, other) for one, other in rest if one < other]


def _interruptions(clock: Clock, until: datetime) -> tuple[Interruption, ...]:
    found = []
    for place, pause in enumerate(clock.pauses):
        start = max(pause.start, clock.started_at)
        after_end = clock.ended_at is not None and start >= clock.ended_at
        end = pause.end if clock.running or after_end else min(pause.end, until)
        lasts = clock.running and pause.end > until
        cut = end < pause.end
        before = replace(clock, pauses=clock.pauses[:place]).paused(until)
        left_out = replace(clock, pauses=clock.pauses[: place + 1]).paused(until) - before
        found.append(
            Interruption(
                start, end, pause.reason, pause.asked_by, pause.agreed_by,
                None if lasts or cut else pause.ended_by or "agreed", round(left_out), after_end,
            )
        )  # fmt: skip
    return tuple(found)


def _gaps(
    calendar: Calendar,
    start: datetime,
    end: datetime,
    ran: Sequence[Stretch],
    pauses: Sequence[Interruption],
) -> tuple[Gap, ...]:
    """What is neither counted nor paused."""
    taken = sorted(
        [(one.start, one.end) for one in ran]
        + [(one.start, min(one.end, end)) for one in pauses if one.start < end]
    )
    found, reached = [], start
    for first, last in [*taken, (end, end)]:
        if first > reached:
            found.append(Gap(reached, first, _has_day_off(calendar, reached, first)))
        reached = max(reached, last)
    return tuple(found)


def _has_day_off(calendar: Calendar, start: datetime, end: datetime) -> bool:
    if calendar.always:
        return False
    zone = ZoneInfo(calendar.zone)
    day, last = start.astimezone(zone).date(), (end - timedelta(seconds=1)).astimezone(zone).date()
    while day <= last:
        if calendar.shifts[day.weekday()] and not shifts_on(calendar, day):
            return True
        day += timedelta(days=1)
    return False


# --- what moved the deadline -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Turn:
    """A change of terms with the deadlines before, after, and as the new terms alone would have them."""

    event: Event
    before: Under
    after: Under
    due_before: dict[str, datetime]
    due_after: dict[str, datetime]
    bare: dict[str, datetime]

    def of(self, name: str) -> Change:
        event = self.event
        return Change(
            event.type.value, event.at, self.before, self.after, event.by, event.data.get("reason"),
            event.data.get("asked_by"), event.data.get("consent"),
            self.due_before.get(name), self.due_after.get(name), self.bare.get(name),
        )  # fmt: skip


def _turns_of(clock: Clock, turns: Sequence[_Turn]) -> tuple[tuple[Change, ...], Change | None]:
    """The changes that a clock has gone through, and the one that took its place."""
    mine: list[Change] = []
    for turn in turns:
        if turn.event.at < clock.started_at:
            continue
        if clock.superseded_at is not None and turn.event.at >= clock.superseded_at:
            if turn.before == Under(clock.version, clock.level, clock.grade):
                return tuple(mine), turn.of(clock.name)
            if turn.event.at > clock.superseded_at:
                break
        mine.append(turn.of(clock.name))
    return tuple(mine), None


def _changes(ticket: Ticket, events: Sequence[Event], terms: Terms) -> list[_Turn]:
    """Each change of terms by itself: the same ticket with the changes up to it, and with one fewer."""
    first = events[0]
    version, level, grade = first.data["contract_version"], first.data.get("level"), first.data.get("grade")
    now = _under(ticket.kind, version, level, grade, terms)
    found = []
    for place, event in enumerate(events):
        match event.type:
            case Happened.REGRADED:
                level = event.data["level"]
            case Happened.GRADED:
                grade = event.data["grade"]
            case Happened.MIGRATED:
                version = event.data["version"]
            case _:
                continue
        before, now = now, _under(ticket.kind, version, level, grade, terms)
        since = [e for e in events if e.type is not Happened.PAUSE_AGREED or e.at < event.at]
        unchanged = [e for e in since if e.type not in _CHANGES]
        data = {**first.data, "contract_version": version, "level": level, "grade": grade}
        done = [e for e in events[:place] if e.type in _CHANGES]
        found.append(
            _Turn(
                event,
                before,
                now,
                _due(ticket, _with(unchanged, done, events), terms),
                _due(ticket, _with(unchanged, [*done, event], events), terms),
                _due(ticket, [replace(first, data=data), *unchanged[1:]], terms),
            )
        )
    return found


def _with(some: Sequence[Event], others: Sequence[Event], order: Sequence[Event]) -> list[Event]:
    wanted = {id(event) for event in (*some, *others)}
    return [event for event in order if id(event) in wanted]


def _due(ticket: Ticket, events: Sequence[Event], terms: Terms) -> dict[str, datetime]:
    return {clock.name: clock.due_at for clock in current(clocks_of(ticket, events, terms))}


def _under(kind: str, version: int, level: int | None, grade: str | None, terms: Terms) -> Under:
    preset = terms(version)
    if level is not None:
        return Under(version, preset.nearest_level(level).number, None)
    graded = preset.grade(kind, grade)
    return Under(version, None, graded.name if graded else None)


def _contests(ticket: Ticket, events: Sequence[Event], terms: Terms) -> list[tuple[Clock, Contest]]:
    """For each "not repaired" the clocks that had stopped just before it and had not just after."""
    found = []
    for place, event in enumerate(events):
        if event.type is not Happened.NOT_REPAIRED:
            continue
        after = current(clocks_of(ticket, events[: place + 1], terms))
        going = {(clock.name, clock.started_at) for clock in after if clock.running}
        for clock in current(clocks_of(ticket, events[:place], terms)):
            if clock.stopped_at is not None and (clock.name, clock.started_at) in going:
                found.append((clock, Contest(clock.stopped_at, event.at, event.by)))
    return found


def _explanation(clock: Clock, events: Sequence[Event]) -> Explanation | None:
    for event in reversed(events):
        if event.type is not Happened.EXPLAINED or event.data.get("clock") != clock.name:
            continue
        if datetime.fromisoformat(event.data["due_at"]).replace(microsecond=0) == clock.due_at:
            return Explanation(event.at, event.by, str(event.data["text"]))
    return None
