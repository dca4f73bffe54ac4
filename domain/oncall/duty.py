"""Whose duty a layer is at one instant, and why: the order in which rotations and the book are asked.

1. The latest made override for the whole layer, else the person whose turn it is in the first rotation that is active
   and fits. Then, again and again, the latest override made after that one for the person who has the duty now.
2. If nobody of these is there, the next in the order of the rotation, then the next rotation of the layer.
3. The delegate of whoever came out.

Nobody who is absent ever has a duty: an override for somebody who is away does not count.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from domain.oncall.book import Book, Override
from domain.oncall.rotations import Context, Rotation

Source = Literal["rotation", "override", "swap", "cover", "absence", "delegate"]

_NEVER_MADE = (datetime.min.replace(tzinfo=UTC), 0)


@dataclass(frozen=True)
class Answer:
    """Who has the duty; `instead_of`: who would have it without what `source` names."""

    person: int
    source: Source
    instead_of: int | None = None


def answer_at(
    rotations: Iterable[Rotation], book: Book, layer: str, instant: datetime, context: Context
) -> Answer | None:
    """Who has the duty of `layer` for that ticket at `instant`; None: nobody."""
    orders = [
        rotation.order(instant)
        for rotation in rotations
        if rotation.layer == layer and rotation.people and rotation.fits(context) and rotation.active(instant)
    ]
    away = book.absent(instant)
    overrides = [
        each
        for each in book.overrides
        if each.covers(instant) and each.fits(layer, context) and each.person not in away
    ]
    answer = _before_delegates(orders, overrides, away)
    if answer is None:
        return None
    acting = book.stand_in(answer.person, instant)
    if acting is None or acting == answer.person:
        return answer
    return Answer(acting, "delegate", answer.person)


def _before_delegates(
    orders: Sequence[tuple[int, ...]], overrides: Sequence[Override], away: frozenset[int]
) -> Answer | None:
    first = orders[0][0] if orders else None
    whole = max(
        (each for each in overrides if each.for_person is None), key=lambda each: each.age, default=None
    )
    if whole is not None:
        given = Answer(whole.person, whole.kind, None if whole.person == first else first)
        return _handed_on(given, whole.age, overrides)
    for order in orders:
        for person in order:
            own = Answer(person, "rotation") if person == first else Answer(person, "absence", first)
            answer = _handed_on(own, _NEVER_MADE, overrides)
            if answer.person not in away:
                return answer
    return None


def _handed_on(answer: Answer, since: tuple[datetime, int], overrides: Sequence[Override]) -> Answer:
    while True:
        later = [each for each in overrides if each.for_person == answer.person and each.age > since]
        if not later:
            return answer
        last = max(later, key=lambda each: each.age)
        since = last.age
        if last.person != answer.person:
            answer = Answer(last.person, last.kind, answer.person)
