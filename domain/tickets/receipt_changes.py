"""What moved a ticket's deadlines, and what each change would have been without the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from domain.tickets.clocks import Clock, Terms, clocks_of, current
from domain.tickets.events import Event, Happened, Ticket
from domain.tickets.receipt_lines import (
    Change,
    Contest,
    Explanation,
    Under,
)

_CHANGES = (Happened.REGRADED, Happened.GRADED, Happened.MIGRATED)
_ENDS = ("closed", "confirmed", "withdrawn")


@dataclass(frozen=True)
class Turn:
    """A change of terms with the deadlines before, after, and as the new terms alone would have them."""

    event: Event
    before: Under
    after: Under
    due_before: dict[str, datetime]
    due_after: dict[str, datetime]
    bare: dict[str, datetime]

    def of(self, name: str) -> Change:
        """What it did to the clock of that name."""
        event = self.event
        return Change(
            event.type.value, event.at, self.before, self.after, event.by, event.data.get("reason"),
            event.data.get("asked_by"), event.data.get("consent"),
            self.due_before.get(name), self.due_after.get(name), self.bare.get(name),
        )  # fmt: skip


def turns_of(clock: Clock, turns: Sequence[Turn]) -> tuple[tuple[Change, ...], Change | None]:
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


def changes_of(ticket: Ticket, events: Sequence[Event], terms: Terms) -> list[Turn]:
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
            Turn(
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


def contests_of(ticket: Ticket, events: Sequence[Event], terms: Terms) -> list[tuple[Clock, Contest]]:
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


def explanation_of(clock: Clock, events: Sequence[Event]) -> Explanation | None:
    """Why the clock missed its deadline, as somebody said last."""
    for event in reversed(events):
        if event.type is not Happened.EXPLAINED or event.data.get("clock") != clock.name:
            continue
        if datetime.fromisoformat(event.data["due_at"]).replace(microsecond=0) == clock.due_at:
            return Explanation(event.at, event.by, str(event.data["text"]))
    return None
