"""The plan of a desk says the same as the answer of each instant; what a change moves is told whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.desk import Desk
from domain.oncall.book import Absence, Book, Override
from domain.oncall.plan import ANY, contexts, layer_names, moves, person_at, plan, spans_of
from tests.engineers.office import LI, START, WANG, ZHAO, make_desk

HOUR = timedelta(hours=1)
END = START + timedelta(days=10)
PEOPLE = st.sampled_from((LI, WANG, ZHAO))
HOURS = st.integers(0, 9 * 24)


def _change(number: int, person: int, other: int, start: int, length: int, kind: int) -> Absence | Override:
    since = START + start * HOUR
    span = {"id": number, "person": person, "start": since, "end": since + (1 + length) * HOUR}
    if kind == 0:
        return Absence(**span)  # type: ignore[arg-type]
    return Override(
        layer="primary" if kind < 3 else "secondary", made_at=START + number * timedelta(seconds=1),
        for_person=other if kind == 2 else None, **span,  # type: ignore[arg-type]
    )  # fmt: skip


BOOKS = st.lists(st.tuples(PEOPLE, PEOPLE, HOURS, st.integers(0, 60), st.integers(0, 3)), max_size=5).map(
    lambda all_of: [_change(number, *one) for number, one in enumerate(all_of, 1)]
)


def _desk(changes: list[Absence | Override]) -> Desk:
    absences = tuple(one for one in changes if isinstance(one, Absence))
    overrides = tuple(one for one in changes if isinstance(one, Override))
    return replace(make_desk(), book=Book(overrides, absences))


@settings(max_examples=40, deadline=None)
@given(BOOKS, st.integers(0, 10 * 24 * 60 - 1))
def test_plan_and_spans_agree_with_the_answer_of_every_instant(
    changes: list[Absence | Override], minute: int
) -> None:
    desk, at = _desk(changes), START + timedelta(minutes=minute)
    for layer in layer_names(desk):
        (here,) = (one for one in plan(desk, layer, START, END) if one.start <= at < one.end)
        person = here.duty.person if here.duty is not None else None
        assert person == person_at(desk, layer, at)
        for somebody in (LI, WANG, ZHAO):
            spans = [one for one in spans_of(desk, somebody, START, END) if one.start <= at < one.end]
            assert (layer in [one.layer for one in spans]) == (somebody == person)


@settings(max_examples=40, deadline=None)
@given(BOOKS, BOOKS, st.integers(0, 10 * 24 * 60 - 1))
def test_what_a_change_moves_is_every_difference_and_nothing_else(
    first: list[Absence | Override], second: list[Absence | Override], minute: int
) -> None:
    before, after, at = _desk(first), _desk(second), START + timedelta(minutes=minute)
    moved = moves(before, after, START, END)
    for layer in layer_names(after):
        here = [one for one in moved if one.layer == layer and one.start <= at < one.end]
        was, now = person_at(before, layer, at), person_at(after, layer, at)
        assert [(one.was, one.now) for one in here] == ([(was, now)] if was != now else [])


def test_a_contract_counts_apart_only_where_somebody_has_it_for_itself() -> None:
    desk = make_desk()
    assert contexts(desk) == (ANY,)
    own = Override(
        id=1, layer="primary", person=ZHAO, made_at=START, start=START, end=END, contracts=frozenset({"c1"})
    )
    desk = replace(desk, book=Book((own,)))
    assert [one.contract for one in contexts(desk)] == [None, "c1"]
    (span,) = spans_of(desk, ZHAO, START, END)
    assert span.context.contract == "c1"
    assert (span.start, span.end) == (START, END)
