"""The clocks of a ticket by the letter of the rules: each deadline walked through the calendar, nothing kept.

Contracts are read from their plain data, not from what the product made of them. Times are cut to whole seconds first;
a step that was taken back did not happen. The rules, by the numbers used below:

1. The opening, and every change of level, grade or contract version, begins a period with its own terms.
2. A deadline counts from the clock's start on its calendar: working seconds; the end of the n-th working day after the
   day of the start; or the same time on the wall so many days or months later.
3. A clock that runs from the repair starts with the first restored or resolved that was not contested.
4. A pause begins when it is agreed and ends at the agreed time, or with the first event that resumes or ends the
   ticket, or with another pause. Every second that would have counted in it is given back after the deadline so far;
   a pause that begins with the deadline, or later, gives nothing.
5. The first stop event from the start on stops the clock; the ticket's end stops all but the removal of a defect.
   What was contested later (repairs, endings) did not stop anything.
6. At a change the deadline is counted anew from the original start. It never comes sooner than the contract's notice
   allows, unless the old one did. The old clock stays on record if it ran and the new one differs or is not there, or
   if it was broken by then and the new one would hide it; it knows only the pauses begun before the change.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from domain.tickets.events import Event, Happened
from tests.oracle.walk import (
    Hours,
    Pause,
    end_of_working_day,
    instant_of,
    same_time_later,
    second_of,
    when_passed,
    worked,
)

REPAIR = ("restored", "resolved")
END = ("closed", "confirmed", "withdrawn")
_SPOKE = ("engineer_said", "on_way", "arrived", "remote", "restored", "resolved")
START_AND_STOPS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "response": ("opened", _SPOKE),
    "onsite": ("opened", ("arrived", "restored", "resolved")),
    "restore": ("opened", ("restored", "resolved")),
    "report": ("restored", ("resolved",)),
    "defect_fix": ("restored", ("defect_fixed",)),
    "answer": ("opened", ("engineer_said", "resolved")),
    "change": ("opened", ("resolved",)),
    "complaint": ("opened", ("engineer_said", "resolved")),
}
_KEY = {"fault": "number"}
# Where taking back a step makes an old pause go on into a later one, the later one takes its place.
_ENDS_A_PAUSE = ("resumed", "customer_said", "restored", "resolved", "not_repaired", "pause_agreed", *END)


@dataclass(frozen=True)
class Terms:
    """One version of a contract: the data of its preset, the customer's time zone, near or far."""

    data: Mapping[str, Any]
    timezone: str
    zone: str = "near"

    def hours(self, name: str) -> Hours:
        return Hours.read(self.timezone, self.data["calendars"][name])

    def grade(self, kind: str, wanted: Any) -> Any:
        """The level of that number or the nearest (the lower of two); the request's grade of that name or the first."""
        there = [one[_KEY.get(kind, "grade")] for one in self._offered(kind)]
        if not there or (kind == "fault" and wanted is None):
            return None  # nothing is promised for such a request, or for a fault that has no level yet
        if wanted in there:
            return wanted
        return min(there, key=lambda number: (abs(number - wanted), number)) if kind == "fault" else there[0]

    def clocks(self, kind: str, grade: Any) -> Mapping[str, Promise]:
        """What is promised for a fault of that level, or a request of that grade."""
        found = {}
        for one in self._offered(kind):
            if one[_KEY.get(kind, "grade")] == grade:
                for name, spec in one.get("clocks", {}).items():
                    promise = self._promise(name, spec)
                    if promise is not None:
                        found[name] = promise
        return found

    def _offered(self, kind: str) -> Sequence[Mapping[str, Any]]:
        levels: Sequence[Mapping[str, Any]] = self.data["levels"]
        return levels if kind == "fault" else self.data.get("requests", {}).get(kind, [])

    def notice(self) -> int:
        amount, unit = length_of(self.data.get("regrade", {}).get("notice", "30m"))
        assert unit == "s"
        return amount

    def _promise(self, name: str, spec: Mapping[str, Any]) -> Promise | None:
        within = spec.get("within", "none")
        if self.zone == "far":
            within = spec.get("within_far", within)
        if within == "none":
            return None
        start, stops = START_AND_STOPS[name]
        stops = tuple(spec.get("stop", stops))
        if spec.get("or_remote"):
            stops = (*stops, "remote")
        hours = self.hours(spec.get("calendar", "always"))
        return Promise(name, *length_of(within), hours, spec.get("start", start), stops)


@dataclass(frozen=True)
class Promise:
    """A clock of the contract: `amount` of `unit` (s, d, wd, month)."""

    name: str
    amount: int
    unit: str
    hours: Hours
    start: str
    stops: tuple[str, ...]


@dataclass(frozen=True)
class Seen:
    """A clock as both sides should see it."""

    name: str
    grade: str
    version: int
    started_at: datetime
    due_at: datetime
    stopped_at: datetime | None
    superseded_at: datetime | None


@dataclass(frozen=True)
class Period:
    """From `begin` on these terms hold."""

    begin: int
    version: int
    grade: Any
    clocks: Mapping[str, Promise]
    notice: int


def length_of(written: str) -> tuple[int, str]:
    """A written length as amount and unit; hours and minutes become seconds."""
    if written == "nextday":
        return 1, "wd"
    if written == "at once":
        return 300, "s"
    found = re.fullmatch(r"(\d+)(s|m|h|d|wd|month)", written)
    assert found, written
    seconds = {"s": 1, "m": 60, "h": 3600}
    if found[2] in seconds:
        return int(found[1]) * seconds[found[2]], "s"
    return int(found[1]), found[2]


def clocks_by_walking(events: Sequence[Event], terms: Callable[[int], Terms]) -> list[Seen]:
    """Every clock of the ticket, the superseded ones too, in no particular order."""
    return _Story(events, terms).seen()


class _Story:
    def __init__(self, events: Sequence[Event], terms: Callable[[int], Terms]) -> None:
        void = [event.data["of"] for event in events if event.type == "taken_back"]
        self.events = [e for e in events if e.type != "taken_back" and e.seq not in void]
        self.at = [second_of(event.at) for event in self.events]
        self.kinds = [event.type.value for event in self.events]
        self.periods = self._periods(terms)

    # --- rule 1: periods of terms

    def _periods(self, terms: Callable[[int], Terms]) -> list[Period]:
        opening = self.events[0].data
        kind, version = opening["kind"], opening["contract_version"]
        grade = opening["level"] if kind == "fault" else opening.get("grade")
        periods = []
        for event, at in zip(self.events, self.at, strict=True):
            if event.type == "regraded":
                grade = event.data["level"]
            elif event.type == "graded":
                grade = event.data["grade"]
            elif event.type == "migrated":
                version = event.data["version"]
            elif event is not self.events[0]:
                continue
            now = terms(version)
            here = now.grade(kind, grade)
            periods.append(Period(at, version, here, now.clocks(kind, here), now.notice()))
        return periods

    # --- rules 3 and 5: which event started a clock, which one stopped it

    def _void(self, index: int) -> bool:
        """A repair, and an end of the ticket, that the customer contested later."""
        return self.kinds[index] in (*REPAIR, *END) and "not_repaired" in self.kinds[index + 1 :]

    def _start(self, promise: Promise) -> int | None:
        """The index of the event that started it."""
        if promise.name == "defect_fix" and not self._defect_found():
            return None
        wanted = REPAIR if promise.start == "restored" else (promise.start,)
        for index, kind in enumerate(self.kinds):
            if kind in wanted and not self._void(index):
                return index
        return None

    def _defect_found(self) -> bool:
        return any(
            event.type is Happened.RESOLVED and event.data.get("defect") and not self._void(index)
            for index, event in enumerate(self.events)
        )

    def _started_at(self, promise: Promise) -> int | None:
        index = self._start(promise)
        return None if index is None else self.at[index]

    def _stopped_at(self, promise: Promise) -> int | None:
        start = self._start(promise)
        assert start is not None
        ends = ("withdrawn",) if promise.name == "defect_fix" else END
        for index in range(start, len(self.events)):
            if self.kinds[index] in (*promise.stops, *ends) and not self._void(index):
                return self.at[index]
        return None

    # --- rule 4: pauses

    def _pauses(self, name: str, before: int | None = None) -> tuple[Pause, ...]:
        """The pauses that the clock has part in; with `before` only those that began before that second."""
        pauses = []
        for index, event in enumerate(self.events):
            if self.kinds[index] != "pause_agreed" or name not in event.data["clocks"]:
                continue
            if before is not None and self.at[index] >= before:
                continue
            end = second_of(datetime.fromisoformat(event.data["until"]))
            for later in range(index + 1, len(self.events)):
                if self.kinds[later] in _ENDS_A_PAUSE:
                    end = min(end, self.at[later])
            pauses.append((self.at[index], end))
        return tuple(pauses)

    # --- rule 2: the deadline under one set of terms

    def _base(self, promise: Promise, pauses: tuple[Pause, ...]) -> int:
        start = self._started_at(promise)
        assert start is not None
        if promise.unit == "s":
            # Walking with a stop-watch: it is held in every pause.
            return when_passed(promise.hours, start, promise.amount, pauses)
        if promise.unit == "wd":
            due = end_of_working_day(promise.hours, start, promise.amount)
        elif promise.unit == "d":
            due = same_time_later(promise.hours, start, days=promise.amount)
        else:
            due = same_time_later(promise.hours, start, months=promise.amount)
        for begin, end in pauses:
            counts_from = max(begin, start)
            if counts_from >= due or counts_from >= end:
                continue
            if promise.unit == "wd":
                due = when_passed(promise.hours, due, worked(promise.hours, counts_from, end))
            else:
                due += end - counts_from
        return due

    # --- rule 6: changes of terms

    def _due(self, number: int, name: str, before: int | None = None) -> int | None:
        """The effective deadline in that period; None if the clock is not in its terms or has not started."""
        period = self.periods[number]
        promise = period.clocks.get(name)
        if promise is None:
            return None
        start = self._started_at(promise)
        if start is None:
            return None
        pauses = self._pauses(name, before)
        base = self._base(promise, pauses)
        if number == 0 or start > period.begin:
            return base
        notice = when_passed(promise.hours, period.begin, period.notice, pauses)
        earlier = self._due(number - 1, name, before)
        return max(base, notice) if earlier is None else max(base, min(earlier, notice))

    def seen(self) -> list[Seen]:
        """All clocks: those of the last period, and those that an earlier one left on record."""
        last = len(self.periods) - 1
        found = []
        for name, promise in self.periods[last].clocks.items():
            due = self._due(last, name)
            if due is not None:
                found.append(self._show(last, promise, due, self._stopped_at(promise), None))
        for number in range(1, last + 1):
            for promise in self.periods[number - 1].clocks.values():
                old = self._left_on_record(number, promise)
                if old is not None:
                    found.append(old)
        return found

    def _left_on_record(self, number: int, promise: Promise) -> Seen | None:
        """The clock of the period before `number`, if it must stay visible."""
        change = self.periods[number].begin
        start = self._started_at(promise)
        if start is None or start > change:
            return None
        old, new = self._due(number - 1, promise.name), self._due(number, promise.name)
        recorded = self._due(number - 1, promise.name, before=change)
        assert old is not None
        assert recorded is not None
        stop = self._stopped_at(promise)
        by_then = stop if stop is not None and stop <= change else None
        successor = self.periods[number].clocks.get(promise.name)
        hidden = _broken(old, stop, change) and (
            successor is None or new is None or not _broken(new, self._stopped_at(successor), change)
        )
        if hidden or (by_then is None and new != old):
            return self._show(number - 1, promise, recorded, by_then, change)
        return None

    def _show(
        self, number: int, promise: Promise, due: int, stop: int | None, superseded: int | None
    ) -> Seen:
        start = self._started_at(promise)
        assert start is not None
        return Seen(
            promise.name,
            str(self.periods[number].grade),
            self.periods[number].version,
            instant_of(start),
            instant_of(due),
            None if stop is None else instant_of(stop),
            None if superseded is None else instant_of(superseded),
        )


def _broken(due: int, stop: int | None, at: int) -> bool:
    """Whether the promise was broken at that second, by what had happened until then."""
    return min(stop, at) > due if stop is not None else at > due
