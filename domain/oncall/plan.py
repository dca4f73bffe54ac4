"""The plan of a whole desk: its layers and kinds of ticket, whose duty when, and what a change moves."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise
from typing import TYPE_CHECKING

from domain.oncall.book import Override
from domain.oncall.duty import Source, answer_at
from domain.oncall.rota import PRIMARY, SECONDARY
from domain.oncall.rotations import Context
from domain.oncall.schedule import Segment, segments

if TYPE_CHECKING:
    from domain.desk import Desk

ANY = Context()


@dataclass(frozen=True)
class Span:
    """A duty of one person, `[start, end)` in UTC; `context.contract` is None where it holds for every ticket."""

    layer: str
    start: datetime
    end: datetime
    context: Context = ANY
    source: Source = "rotation"
    instead_of: int | None = None


@dataclass(frozen=True)
class Moved:
    """`[start, end)` of a layer that goes from `was` to `now`; None: nobody."""

    layer: str
    start: datetime
    end: datetime
    was: int | None
    now: int | None
    context: Context = ANY


def layer_names(desk: Desk) -> tuple[str, ...]:
    """Every layer that has people, the primary first."""
    found = dict.fromkeys(one.layer for one in desk.layers if one.people)
    first = [layer for layer in (PRIMARY, SECONDARY) if layer in found]
    return tuple(dict.fromkeys((*first, *found)))


def context_of(desk: Desk, contract: str) -> Context:
    """What the tickets of a contract bring along."""
    return Context(contract, desk.products.get(contract))


def contexts(desk: Desk) -> tuple[Context, ...]:
    """Tickets of no contract in particular, and those of every contract that has somebody of its own."""
    products = frozenset().union(*(one.products for one in desk.layers))
    named = frozenset().union(
        *(one.contracts for one in desk.layers), *(one.contracts for one in desk.book.overrides)
    )
    own = (
        code for code in desk.contracts if code in named or (products and desk.products.get(code) in products)
    )
    return (ANY, *(context_of(desk, code) for code in own))


def person_at(desk: Desk, layer: str, instant: datetime, context: Context = ANY) -> int | None:
    """Who has the duty of a layer at an instant; None: nobody."""
    answer = answer_at(desk.layers, desk.book, layer, instant, context)
    return answer.person if answer is not None else None


def plan(
    desk: Desk, layer: str, start: datetime, end: datetime, context: Context = ANY
) -> tuple[Segment, ...]:
    """The plan of a layer, without gap: neighbours are different people, or one of them nobody."""
    made: list[Segment] = []
    for one in segments(desk.layers, desk.book, layer, start, end, context):
        if made and _person(made[-1]) == _person(one):
            made[-1] = replace(made[-1], end=one.end)
        else:
            made.append(one)
    return tuple(made)


def spans_of(desk: Desk, person: int, start: datetime, end: datetime) -> tuple[Span, ...]:
    """Every duty of a person, earliest first; one that holds for a contract only where it does not for all."""
    found: list[Span] = []
    for context in contexts(desk):
        for layer in layer_names(desk):
            for one in plan(desk, layer, start, end, context):
                duty = one.duty
                if duty is None or duty.person != person:
                    continue
                span = Span(layer, one.start, one.end, context, duty.source, duty.instead_of)
                if context == ANY or replace(span, context=ANY) not in found:
                    found.append(span)
    return tuple(sorted(found, key=lambda span: (span.start, span.end)))


def lacking(desk: Desk, layer: str, person: int) -> tuple[str, ...]:
    """The skills that rotations of a layer ask for and the person has not."""
    asked = frozenset().union(*(one.skills for one in desk.rotations if one.layer == layer))
    someone = desk.people.get(person)
    return tuple(sorted(asked - (someone.skills if someone is not None else frozenset())))


def can_have(
    desk: Desk,
    layer: str,
    person: int,
    start: datetime,
    end: datetime,
    instead_of: int | None = None,
    contracts: Collection[str] = (),
) -> bool:
    """Whether the skills of a person let a change give them any of a layer's duties, or of one person's only."""
    if not lacking(desk, layer, person):
        return True
    newest = max((one.made_at for one in desk.book.overrides), default=start)
    change = Override(
        id=sys.maxsize, layer=layer, person=person, start=start, end=end, made_at=max(newest, start),
        for_person=instead_of, contracts=frozenset(contracts),
    )  # fmt: skip
    after = replace(desk, book=replace(desk.book, overrides=(*desk.book.overrides, change)))
    return bool(moves(desk, after, start, end))


def moves(before: Desk, after: Desk, start: datetime, end: datetime) -> tuple[Moved, ...]:
    """What goes to other people between two states of a desk; for a contract only where it differs from all."""
    found: list[Moved] = []
    for context in dict.fromkeys((*contexts(before), *contexts(after))):
        for layer in layer_names(after):
            for one in _moved(before, after, layer, start, end, context):
                if context == ANY or replace(one, context=ANY) not in found:
                    found.append(one)
    return tuple(sorted(found, key=lambda one: (one.start, one.layer)))


def _moved(
    before: Desk, after: Desk, layer: str, start: datetime, end: datetime, context: Context
) -> Iterator[Moved]:
    old, new = plan(before, layer, start, end, context), plan(after, layer, start, end, context)
    edges = sorted({one.start for one in (*old, *new)} | {end})
    open_one: Moved | None = None
    for since, until in pairwise(edges):
        was, now = _at(old, since), _at(new, since)
        if open_one is not None and (open_one.was, open_one.now) == (was, now):
            open_one = replace(open_one, end=until)
            continue
        if open_one is not None:
            yield open_one
        open_one = Moved(layer, since, until, was, now, context) if was != now else None
    if open_one is not None:
        yield open_one


def _at(parts: tuple[Segment, ...], instant: datetime) -> int | None:
    return next(_person(one) for one in parts if one.start <= instant < one.end)


def _person(segment: Segment) -> int | None:
    return segment.duty.person if segment.duty is not None else None
