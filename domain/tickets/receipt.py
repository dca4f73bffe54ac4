"""A ticket's clocks line by line: what counted, what was left out, who moved a deadline and why.

Nothing is computed anew that the clocks compute: every sum is cut into the pieces that it consists of, and the pieces
add up to `Clock.counted`, to the second.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from domain.calendars import Calendar, shifts_on, stretches, unknown_years
from domain.tickets.clocks import Clock, Terms, clocks_of, next_deadline
from domain.tickets.events import Event, Happened, Ticket, effective
from domain.tickets.pauses import Pause
from domain.tickets.receipt_changes import Turn, changes_of, contests_of, explanation_of, turns_of
from domain.tickets.receipt_lines import (
    Contest,
    Gap,
    Interruption,
    Line,
    Receipt,
    Stretch,
    Verdict,
)

_CHANGES = (Happened.REGRADED, Happened.GRADED, Happened.MIGRATED)
_ENDS = ("closed", "confirmed", "withdrawn")


def receipt_of(ticket: Ticket, events: Sequence[Event], terms: Terms, now: datetime) -> Receipt:
    """Explains every clock of the ticket as of `now`, which is cut down to the second."""
    now = now.replace(microsecond=0)
    counted = [replace(event, at=event.at.replace(microsecond=0)) for event in effective(events)]
    clocks = clocks_of(ticket, events, terms)
    changes = changes_of(ticket, counted, terms)
    contests = contests_of(ticket, counted, terms)
    lines = tuple(_line(clock, counted, changes, contests, terms, now) for clock in clocks)
    first = next_deadline(clocks)
    return Receipt(ticket, now, lines, next((line for line in lines if line.clock is first), None))


def _line(
    clock: Clock,
    events: Sequence[Event],
    changes: Sequence[Turn],
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
    mine, superseded_by = turns_of(clock, changes)
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
        explained=explanation_of(clock, events),
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
