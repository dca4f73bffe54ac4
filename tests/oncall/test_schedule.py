"""The plan of a time and the answer for an instant are one and the same truth."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.calendars import parse_calendar
from domain.oncall.book import Book
from domain.oncall.duty import answer_at
from domain.oncall.rotations import Context, Rotation
from domain.oncall.schedule import LOOK_AHEAD, Hole, Segment, holes, responsible, segments
from tests.oncall.samples import (
    ANY,
    CONTEXTS,
    DAY,
    LAYERS,
    SECOND,
    WINDOW,
    absence,
    delegate,
    override,
    plans,
    rotation,
    utc,
)

Plan = tuple[tuple[Rotation, ...], Book, datetime]
MONDAY = utc(2026, 1, 5, 8)


def plan(rotations: tuple[Rotation, ...], book: Book, start: datetime, end: datetime) -> tuple[Segment, ...]:
    return segments(rotations, book, "primary", start, end, ANY)


def test_a_duty_lasts_until_the_handover() -> None:
    duty = responsible((rotation(),), Book(), "primary", MONDAY, ANY)
    assert duty is not None
    assert (duty.person, duty.layer, duty.source, duty.until) == (
        1,
        "primary",
        "rotation",
        utc(2026, 1, 12, 8),
    )


def test_a_duty_that_nothing_ends_is_told_eight_weeks_ahead() -> None:
    duty = responsible((rotation((4,)),), Book(), "primary", MONDAY, ANY)
    assert duty is not None
    assert duty.until == MONDAY + LOOK_AHEAD


def test_two_turns_of_the_same_person_are_one_duty() -> None:
    found = plan((rotation((1, 1, 2)),), Book(), MONDAY, MONDAY + timedelta(days=21))
    assert [(each.start, each.duty.person) for each in found if each.duty] == [
        (MONDAY, 1),
        (utc(2026, 1, 19, 8), 2),
    ]


def test_an_override_cuts_a_shift_in_three() -> None:
    start, end = utc(2026, 1, 6), utc(2026, 1, 7)
    found = plan((rotation(),), Book((override(1, 5, start, end),)), MONDAY, utc(2026, 1, 9))
    assert [(each.start, each.end, each.duty.person if each.duty else None) for each in found] == [
        (MONDAY, start, 1),
        (start, end, 5),
        (end, utc(2026, 1, 9), 1),
    ]
    last = found[-1].duty
    assert last is not None
    assert last.until == utc(2026, 1, 12, 8)


def test_absences_and_delegates_cut_a_shift_as_well() -> None:
    day = [utc(2026, 1, day) for day in range(6, 10)]
    book = Book((), (absence(1, day[0], day[2]),), (delegate(2, 4, day[1], day[3]),))
    found = plan((rotation(),), book, MONDAY, utc(2026, 1, 10))
    assert [(each.start, each.duty.person, each.duty.source) for each in found if each.duty] == [
        (MONDAY, 1, "rotation"),
        (day[0], 2, "absence"),
        (day[1], 4, "delegate"),
        (day[2], 1, "rotation"),
    ]


def test_a_delegate_of_an_absent_person_has_the_duty_from_the_instant_he_was_named_for() -> None:
    day = [utc(2026, 1, day) for day in range(6, 10)]
    book = Book((), (absence(1, day[0], day[2]),), (delegate(1, 4, day[1], day[3]),))
    found = plan((rotation(),), book, MONDAY, utc(2026, 1, 10))
    assert [(each.start, each.duty.person, each.duty.source) for each in found if each.duty] == [
        (MONDAY, 1, "rotation"),
        (day[0], 2, "absence"),
        (day[1], 4, "delegate"),
        (day[3], 1, "rotation"),
    ], "the end of the absence changes nothing for him"
    for instant in (day[1], day[2] - SECOND, day[2], day[3] - SECOND):
        duty = responsible((rotation(),), book, "primary", instant, ANY)
        assert duty is not None
        assert (duty.person, duty.instead_of, duty.until) == (4, 1, day[3])


def test_over_the_doubled_hour_the_plan_changes_once() -> None:
    made = rotation((1, 2), shift=DAY, start=datetime(2026, 10, 24, 2, 30))  # noqa: DTZ001
    found = plan((made,), Book(), utc(2026, 10, 24, 12), utc(2026, 10, 25, 12))
    assert [each.start for each in found] == [utc(2026, 10, 24, 12), utc(2026, 10, 25, 0, 30)]


def test_an_instant_in_any_zone_gives_the_same_plan() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    made = rotation((1, 2), shift=DAY, start=datetime(2026, 10, 24, 2, 30))  # noqa: DTZ001
    start, end = utc(2026, 10, 25, 0), utc(2026, 10, 25, 3)
    here = plan((made,), Book(), start.astimezone(berlin), end.astimezone(berlin))
    assert here == plan((made,), Book(), start, end)
    second = utc(2026, 10, 25, 1, 10).astimezone(berlin)
    assert responsible((made,), Book(), "primary", second, ANY) == here[1].duty


def test_no_time_has_no_plan() -> None:
    assert plan((rotation(),), Book(), MONDAY, MONDAY) == ()


def test_holes_are_told_by_layer_and_ticket() -> None:
    office = rotation((1,), zone="UTC", hours=parse_calendar("UTC", ["Mon-Fri 09:00-18:00"]))
    special = rotation((2,), contracts=frozenset({"C1"}))
    start, end = utc(2026, 1, 5, 12), utc(2026, 1, 6, 12)
    assert holes((office, special), Book(), LAYERS, start, end, (ANY, Context("C1"))) == (
        Hole(utc(2026, 1, 5, 18), utc(2026, 1, 6, 9), "primary", ANY),
        Hole(start, end, "secondary", ANY),
        Hole(start, end, "secondary", Context("C1")),
    )


def test_when_everybody_is_away_it_is_a_hole_as_long_as_that() -> None:
    away = Book((), tuple(absence(each, utc(2026, 1, 6), utc(2026, 1, 5 + each)) for each in (2, 3)))
    made = (rotation((2, 3)),)
    assert [(hole.start, hole.end) for hole in holes(made, away, ("primary",), MONDAY, utc(2026, 1, 9))] == [
        (utc(2026, 1, 6), utc(2026, 1, 7))
    ]


@settings(max_examples=200, deadline=None)
@given(made=plans(), layer=st.sampled_from(LAYERS), context=CONTEXTS, data=st.data())
def test_at_every_instant_plan_and_answer_agree(
    made: Plan, layer: str, context: Context, data: st.DataObject
) -> None:
    rotations, book, start = made
    end = start + WINDOW
    found = segments(rotations, book, layer, start, end, context)
    # No gap, no overlap, nothing that ought to be one.
    assert (found[0].start, found[-1].end) == (start, end)
    assert all(one.end == other.start and one.duty != other.duty for one, other in pairwise(found))
    assert all(each.start < each.end for each in found)
    seconds = data.draw(st.lists(st.integers(0, int(WINDOW.total_seconds()) - 1), max_size=6))
    instants = {start + second * SECOND for second in seconds}
    for each in found:
        instants.update((each.start, each.end - SECOND, each.end - timedelta(microseconds=1)))
    for instant in sorted(instants):
        here = next(each for each in found if each.start <= instant < each.end)
        # The end of the last segment was looked for from further ahead.
        told = here.duty and replace(here.duty, until=min(here.duty.until, instant + LOOK_AHEAD))
        assert responsible(rotations, book, layer, instant, context) == told


@settings(max_examples=200, deadline=None)
@given(made=plans(), context=CONTEXTS)
def test_somebody_is_responsible_or_a_hole_is_told(made: Plan, context: Context) -> None:
    rotations, book, start = made
    end = start + WINDOW
    told = holes(rotations, book, LAYERS, start, end, (context,))
    for layer in LAYERS:
        for each in segments(rotations, book, layer, start, end, context):
            hole = Hole(each.start, each.end, layer, context)
            assert (each.duty is None) == (hole in told)


@settings(max_examples=200, deadline=None)
@given(made=plans(), context=CONTEXTS, minutes=st.integers(0, WINDOW.days * 1440))
def test_nobody_absent_has_a_duty_and_who_is_there_leaves_no_hole(
    made: Plan, context: Context, minutes: int
) -> None:
    rotations, book, start = made
    instant = start + timedelta(minutes=minutes)
    away = book.absent(instant)
    for layer in LAYERS:
        answer = answer_at(rotations, book, layer, instant, context)
        there = [
            person
            for each in rotations
            if each.layer == layer and each.active(instant) and each.fits(context)
            for person in each.people
            if person not in away
        ]
        if answer is None:
            assert not there
        else:
            assert answer.person not in away


@settings(max_examples=100, deadline=None)
@given(made=plans(), context=CONTEXTS, second=st.integers(0, 1000))
def test_of_the_overrides_for_all_the_latest_made_is_obeyed(
    made: Plan, context: Context, second: int
) -> None:
    rotations, book, start = made
    instant = start + second * 400 * SECOND
    book = Book(tuple(each for each in book.overrides if each.for_person is None))
    fitting = [each for each in book.overrides if each.covers(instant) and each.fits("primary", context)]
    if fitting:
        answer = answer_at(rotations, book, "primary", instant, context)
        assert answer is not None
        assert answer.person == max(fitting, key=lambda each: (each.made_at, each.id)).person
