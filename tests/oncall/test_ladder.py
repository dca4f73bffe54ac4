"""Whom a step calls, and that a ladder always calls somebody."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.calendars import parse_calendar
from domain.desk import Rota
from domain.oncall.book import Book
from domain.oncall.ladder import Call, Called, Who, drill, last_resort, next_call, people_of
from domain.oncall.policies import BUILT_IN, Policy, Step
from domain.oncall.rota import from_rota
from domain.oncall.rotations import Rotation
from tests.oncall.samples import CONTEXTS, PEOPLE, WINDOW, absence, delegate, override, plans, rotation, utc
from tests.oncall.test_policies import POLICIES

AT = utc(2026, 1, 7)
FROM, TO = utc(2026, 1, 6), utc(2026, 1, 8)
ACK = 300
MINUTES = timedelta(minutes=1)

WHO = Who(
    rotations=(rotation((1, 2)), rotation((1, 2), layer="secondary", offset=1)),
    superiors={1: 8, 2: 8},
    managers=(9, 10),
    experts=(5, 6),
    engineers=(1, 2, 5, 6, 8),
    superior=7,
)


def called(*targets: str, who: Who = WHO) -> Called:
    return people_of(Step(targets), AT, who)


def test_targets_are_the_people_behind_them() -> None:
    assert called("primary").people == (1,)
    assert called("secondary").people == (2,)
    assert called("person:42").people == (42,)
    assert called("superior").people == (8,)
    assert called("managers").people == (9, 10)
    assert called("experts").people == (5, 6)
    assert called("group").people == (1, 2, 5, 6, 8)


def test_nobody_is_called_twice_in_a_step() -> None:
    assert called("primary", "person:1", "group", "primary") == Called((1, 2, 5, 6, 8))


def test_targets_without_anybody_are_named() -> None:
    assert called("night", "primary", "experts", who=replace(WHO, experts=())) == Called(
        (1,), ("night", "experts")
    )


def test_the_superior_is_that_of_the_person_meant() -> None:
    assert called("superior", who=replace(WHO, superiors={1: 8, 3: 11}, of=3)).people == (11,)
    assert called("superior", who=replace(WHO, superiors={})).people == (7,)
    assert called("superior", who=replace(WHO, rotations=())).people == (7,)


def test_nobody_is_the_own_superior() -> None:
    assert called("superior", who=replace(WHO, superiors={}, superior=1)) == Called((), ("superior",))
    assert called("superior", who=replace(WHO, superiors={}, superior=None)) == Called((), ("superior",))


def test_delegates_stand_in_for_everybody_whom_a_policy_names() -> None:
    book = Book((), (absence(9, FROM, TO),), (delegate(9, 11, FROM, TO), delegate(8, 12, FROM, TO, 2)))
    who = replace(WHO, book=book)
    assert called("managers", who=who).people == (11, 10)
    assert called("superior", who=who).people == (12,)
    assert called("person:9", who=who).people == (11,)


def test_the_absent_and_those_out_of_reach_are_not_called() -> None:
    who = replace(WHO, book=Book((), (absence(9, FROM, TO),)))
    assert called("managers", who=who).people == (10,)
    assert called("person:9", who=who) == Called((), ("person:9",))
    out = replace(WHO, reachable=frozenset({2, 10}))
    assert called("primary", "managers", who=out) == Called((10,), ("primary",))


def test_a_step_without_anybody_costs_no_time() -> None:
    policy = Policy("", (Step(("night",), 60), Step(("primary",), 120, ("sms",))))
    call = next_call(policy, 0, ACK, AT, WHO)
    assert (call.place, call.step, call.people, call.missing) == (1, 1, (1,), ("night",))
    assert (call.wait, call.channels) == (120, ("sms",))


def test_a_step_that_names_no_wait_waits_as_long_as_the_level_says() -> None:
    assert next_call(BUILT_IN, 0, ACK, AT, WHO).wait == ACK


def test_when_all_steps_are_empty_the_managers_are_called_else_all_engineers() -> None:
    policy = Policy("", (Step(("night",)), Step(("person:42",))))
    out = replace(WHO, reachable=frozenset(WHO.engineers) | {9})
    call = next_call(policy, 0, ACK, AT, out)
    assert (call.step, call.people, call.missing) == (None, (9,), ("night", "person:42"))
    without = replace(out, managers=())
    assert next_call(policy, 0, ACK, AT, without).people == WHO.engineers
    assert next_call(Policy("", ()), 0, ACK, AT, WHO).people == (9, 10)


def test_the_last_resort_would_rather_wake_the_absent_than_nobody() -> None:
    away = Book((), (absence(9, FROM, TO), absence(10, FROM, TO)))
    assert last_resort(AT, replace(WHO, book=away)) == WHO.engineers
    assert last_resort(AT, replace(WHO, book=away, engineers=(), experts=(), superior=None)) == (9, 10)
    assert last_resort(AT, replace(WHO, reachable=frozenset())) == (9, 10)
    assert last_resort(AT, Who(superior=7)) == (7,)
    assert last_resort(AT, Who()) == ()


def test_a_drill_shows_who_would_be_called_and_when() -> None:
    policy = replace(BUILT_IN, steps=(*BUILT_IN.steps[:3], Step(("managers", "experts"), 60)))
    assert drill(policy, AT, ACK, lambda _: WHO) == (
        Call(AT, 0, (1,), ()),
        Call(AT + 5 * MINUTES, 1, (2,), ()),
        Call(AT + 10 * MINUTES, 2, (8,), ()),
        Call(AT + 15 * MINUTES, 3, (9, 10, 5, 6), ()),
    )


def test_a_ladder_is_climbed_once_and_then_as_often_as_it_repeats() -> None:
    policy = Policy("", (Step(("primary",)), Step(("managers",), 60)), repeats=2)
    calls = drill(policy, AT, ACK, lambda _: WHO)
    assert [call.step for call in calls] == [0, 1, 0, 1, 0, 1]
    assert [(call.at - AT) // MINUTES for call in calls] == [0, 5, 6, 11, 12, 17]


def test_a_drill_goes_by_the_rota_of_each_minute() -> None:
    handover = utc(2026, 1, 12, 8)
    policy = Policy("", (Step(("primary",)),), repeats=1)
    calls = drill(policy, handover - 2 * MINUTES, ACK, lambda _: WHO)
    assert [call.people for call in calls] == [(1,), (2,)]


def test_a_drill_names_the_holes_also_above_the_last_call() -> None:
    policy = Policy("", (Step(("primary",)), Step(("night",)), Step(("experts",))))
    calls = drill(policy, AT, ACK, lambda _: replace(WHO, experts=()))
    assert calls == (Call(AT, 0, (1,), ()), Call(AT + 5 * MINUTES, None, (), ("night", "experts")))


def test_with_nobody_in_any_step_each_round_calls_the_last_resort_once() -> None:
    policy = Policy("", (Step(("night",), 60), Step(("day",), 60)), repeats=1)
    calls = drill(policy, AT, ACK, lambda _: WHO)
    assert calls == (
        Call(AT, None, (9, 10), ("night", "day")),
        Call(AT + 5 * MINUTES, None, (9, 10), ("night", "day")),
    )


def test_with_nobody_at_all_a_drill_ends_and_says_so() -> None:
    assert drill(Policy("", (Step(("primary",)),), repeats=3), AT, ACK, lambda _: Who()) == (
        Call(AT, None, (), ("primary",)),
    )


def test_a_place_beyond_the_top_calls_nobody() -> None:
    assert next_call(BUILT_IN, 7, ACK, AT, WHO).people == ()


def test_a_swap_is_called_and_not_who_gave_the_duty_away() -> None:
    swap = override(1, 3, FROM, TO, "swap", for_person=1)
    assert called("primary", who=replace(WHO, book=Book((swap,)))).people == (3,)


def test_the_built_in_ladder_of_a_rota_is_that_of_the_desk() -> None:
    rota = Rota(
        parse_calendar("Asia/Shanghai", "Mon-Fri 09:00-18:00"), (1, 2), (2, 3), "weekly", superior_id=8
    )
    who = Who(from_rota(rota), superior=8, managers=(9,), engineers=(1, 2, 3, 8))
    for hour in range(0, 24 * 14, 5):
        at = AT + timedelta(hours=hour)
        first, second = rota.order(at)[:2]
        people = [call.people for call in drill(BUILT_IN, at, 1, lambda _: who)]
        assert people == [(first,), (second,), (8,), (9,)]


@settings(max_examples=200, deadline=None)
@given(
    made=plans(),
    policy=POLICIES,
    context=CONTEXTS,
    groups=st.tuples(*[st.lists(PEOPLE, max_size=2).map(tuple)] * 3),
    reachable=st.none() | st.frozensets(PEOPLE),
    minutes=st.integers(0, WINDOW.days * 1440),
)
def test_somebody_is_always_called_while_there_is_anybody(
    made: tuple[tuple[Rotation, ...], Book, datetime],
    policy: Policy,
    context: object,
    groups: tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]],
    reachable: frozenset[int] | None,
    minutes: int,
) -> None:
    rotations, book, begin = made
    managers, engineers, experts = groups
    who = Who(
        rotations=rotations,
        book=book,
        context=context,  # type: ignore[arg-type]
        managers=managers,
        experts=experts,
        engineers=engineers,
        reachable=reachable,
    )
    start = begin + timedelta(minutes=minutes)
    calls = drill(policy, start, ACK, lambda _: who)
    if managers or engineers or experts:
        assert calls[0].at == start
        assert calls[0].people
    # Only the end of a ladder is a line without people, time goes on, and nobody is called twice at once.
    assert all(call.people for call in calls[:-1])
    assert all(one.at < other.at for one, other in pairwise(calls))
    for call in calls:
        assert len(set(call.people)) == len(call.people)
        # Who is away or out of reach is called in the last resort only.
        if call.step is not None:
            assert not set(call.people) & book.absent(call.at)
            assert reachable is None or set(call.people) <= reachable
