"""The schedule of a layer: who is responsible now and until when, the whole plan of a time, and its holes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from domain.oncall.book import Book
from domain.oncall.duty import Answer, Source, answer_at
from domain.oncall.rotations import Context, Rotation, changes

LOOK_AHEAD = timedelta(days=56)
"""How far ahead the end of a duty is looked for: eight weeks, as the nightly look (issue 4)."""

_STEPS = (timedelta(days=1), timedelta(days=8), LOOK_AHEAD)


@dataclass(frozen=True)
class Duty:
    """Who is responsible for a layer; `instead_of`: who would be without what `source` names.

    `until` is when anything of that changes, aware UTC; if nothing does in the eight weeks ahead, then their end.
    """

    person: int
    layer: str
    source: Source
    instead_of: int | None
    until: datetime


@dataclass(frozen=True)
class Segment:
    """`[start, end)`, aware UTC, with one and the same duty; None: nobody is responsible."""

    start: datetime
    end: datetime
    duty: Duty | None


@dataclass(frozen=True)
class Hole:
    """`[start, end)`, aware UTC: nobody is responsible for that layer and such tickets."""

    start: datetime
    end: datetime
    layer: str
    context: Context


@dataclass(frozen=True)
class _Plan:
    rotations: tuple[Rotation, ...]
    book: Book
    layer: str
    context: Context

    def at(self, instant: datetime) -> Answer | None:
        return answer_at(self.rotations, self.book, self.layer, instant, self.context)

    def between(self, start: datetime, end: datetime) -> _Plan:
        return _Plan(self.rotations, self.book.within(start, end), self.layer, self.context)

    def changes(self, start: datetime, end: datetime) -> list[datetime]:
        found = set(self.book.changes(start, end))
        for rotation in self.rotations:
            found.update(changes(rotation, start, end))
        return sorted(found)

    def answers(self, start: datetime, end: datetime) -> Iterator[tuple[datetime, Answer | None]]:
        """The first answer and every other one with the instant from which on it holds."""
        last = self.at(start)
        yield start, last
        for instant in self.changes(start, end):
            answer = self.at(instant)
            if answer != last:
                last = answer
                yield instant, answer

    def end_of(self, answer: Answer | None, since: datetime) -> datetime:
        """When `answer`, which holds at `since`, holds no more; at most LOOK_AHEAD later."""
        reached = since
        for step in _STEPS:
            window = self.between(reached, since + step)
            for instant, other in window.answers(reached, since + step):
                if other != answer:
                    return instant
            reached = since + step
        return reached


def _plan(rotations: Iterable[Rotation], book: Book, layer: str, context: Context) -> _Plan:
    own = tuple(each for each in rotations if each.layer == layer and each.people and each.fits(context))
    kept = tuple(each for each in book.overrides if each.fits(layer, context))
    return _Plan(own, Book(kept, book.absences, book.delegates), layer, context)


def _duty(answer: Answer | None, layer: str, until: datetime) -> Duty | None:
    if answer is None:
        return None
    return Duty(answer.person, layer, answer.source, answer.instead_of, until)


def responsible(
    rotations: Iterable[Rotation], book: Book, layer: str, instant: datetime, context: Context
) -> Duty | None:
    """Who is responsible for `layer` and such a ticket at the aware `instant`; None: nobody, a hole.

    Who only needs the person asks `duty.answer_at`, which looks at nothing but the instant.
    """
    instant = instant.astimezone(UTC)
    plan = _plan(rotations, book, layer, context)
    answer = plan.at(instant)
    return None if answer is None else _duty(answer, layer, plan.end_of(answer, instant))


def segments(
    rotations: Iterable[Rotation], book: Book, layer: str, start: datetime, end: datetime, context: Context
) -> tuple[Segment, ...]:
    """The plan of `[start, end)`: in order, without gap or overlap, neighbours differ.

    A duty's `until` may lie beyond `end`, where the last segment is cut.
    """
    start, end = start.astimezone(UTC), end.astimezone(UTC)
    if end <= start:
        return ()
    plan = _plan(rotations, book, layer, context)
    found = list(plan.between(start, end).answers(start, end))
    made = [
        Segment(since, until, _duty(answer, layer, until)) for (since, answer), (until, _) in pairwise(found)
    ]
    since, answer = found[-1]
    until = end if answer is None else plan.end_of(answer, end)
    return (*made, Segment(since, end, _duty(answer, layer, until)))


def holes(
    rotations: Iterable[Rotation],
    book: Book,
    layers: Iterable[str],
    start: datetime,
    end: datetime,
    contexts: Sequence[Context] = (Context(),),
) -> tuple[Hole, ...]:
    """Every time of `[start, end)` at which nobody is responsible, layer by layer and ticket by ticket."""
    rotations = tuple(rotations)
    return tuple(
        Hole(segment.start, segment.end, layer, context)
        for layer in layers
        for context in contexts
        for segment in segments(rotations, book, layer, start, end, context)
        if segment.duty is None
    )
