"""Whose duty a layer is at one instant, and why: the order in which rotations and the book are asked.

1. The latest made override for the whole layer, else the person whose turn it is in the first rotation that is active
   and fits. Then, again and again, the latest override made after that one for the person who has the duty now.
2. Whoever came out has a delegate: that one. A delegate was named for just that person, so he goes before the next in
   turn, whether the person is absent or not.
3. If neither the person nor a delegate is there, the next in the order of the rotation in the same way, then the next
   rotation of the layer.

Nobody who is absent ever has a duty: an override for somebody who is away counts only if a delegate acts for them.
Nor does anybody who lacks the skills that the rotation asks for, the first of those on duty for changes of the whole
layer: such a change counts only if a delegate who has them acts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
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
    on_duty = [
        rotation
        for rotation in rotations
        if rotation.layer == layer and rotation.people and rotation.fits(context) and rotation.active(instant)
    ]
    held = [each for each in book.overrides if each.covers(instant) and each.fits(layer, context)]
    # An override that asks nothing of anybody counts the same for every rotation: mostly there is one answer.
    counting: dict[frozenset[int] | None, list[Override]] = {}
    for asked in {None, *(rotation.able for rotation in on_duty)}:
        counting[asked] = [each for each in held if book.stand_in(each.person, instant, asked) is not None]
    orders = [(rotation.order(instant), rotation.able) for rotation in on_duty]
    for answer, able in _before_delegates(orders, counting):
        acting = book.stand_in(answer.person, instant, able)
        if acting == answer.person:
            return answer
        if acting is not None:
            return Answer(acting, "delegate", answer.person)
    return None


def _before_delegates(
    orders: Sequence[tuple[tuple[int, ...], frozenset[int] | None]],
    counting: Mapping[frozenset[int] | None, Sequence[Override]],
) -> Iterator[tuple[Answer, frozenset[int] | None]]:
    """Whose duty it would be with everybody there, first to last: the next one counts if nobody acts for the first.

    With each comes who is able to have that duty; `counting`: the overrides that count where only those are.
    """
    first, asked = (orders[0][0][0], orders[0][1]) if orders else (None, None)
    whole = max(
        (each for each in counting[asked] if each.for_person is None),
        key=lambda each: each.age,
        default=None,
    )
    if whole is not None:
        given = Answer(whole.person, whole.kind, None if whole.person == first else first)
        yield _handed_on(given, whole.age, counting[asked]), asked
        return
    for order, able in orders:
        for person in order:
            own = Answer(person, "rotation") if person == first else Answer(person, "absence", first)
            yield _handed_on(own, _NEVER_MADE, counting[able]), able


def _handed_on(answer: Answer, since: tuple[datetime, int], overrides: Sequence[Override]) -> Answer:
    while True:
        later = [each for each in overrides if each.for_person == answer.person and each.age > since]
        if not later:
            return answer
        last = max(later, key=lambda each: each.age)
        since = last.age
        if last.person != answer.person:
            answer = Answer(last.person, last.kind, answer.person)
