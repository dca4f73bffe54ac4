"""Who is responsible is asked in several places; for any rota, changes and policy they all say the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from types import MappingProxyType

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.calendars import parse_calendar
from domain.contracts import Contract, load_preset, shipped_preset
from domain.desk import Desk, Person, Rota
from domain.drill import drill, imagined, layers_of
from domain.oncall.book import Book
from domain.oncall.duty import answer_at
from domain.oncall.ladder import NextCall, last_resort, people_of
from domain.oncall.plan import ANY, context_of, contexts, layer_names, person_at, plan, spans_of
from domain.oncall.policies import Policy, Step, from_data
from domain.oncall.rota import PRIMARY, SECONDARY
from domain.oncall.rotations import Context, Rotation
from domain.oncall.schedule import LOOK_AHEAD, holes, responsible, segments
from domain.tickets.events import Ticket
from schedules import look
from tests.oncall.samples import LAYERS, SECOND, SKILLS, WEEK, WINDOW, plans

ZONE = "Asia/Shanghai"
PRESET = load_preset("system-after-sales", shipped_preset("system-after-sales"), ZONE)
PRODUCTS: Mapping[str, str] = MappingProxyType({"C1": "P1", "C2": "P2"})
TARGETS = st.sampled_from((*LAYERS, "superior", "managers", "experts", "group", "person:3", "nowhere"))
STEPS = st.builds(
    Step,
    st.lists(TARGETS, max_size=3).map(tuple),
    st.none() | st.integers(1, 7200),
    st.just(()),
)
POLICIES = st.lists(
    st.builds(
        Policy,
        st.sampled_from(("", "one", "two")),
        st.lists(STEPS, max_size=4).map(tuple),
        st.integers(0, 2),
        st.frozensets(st.sampled_from(("C1", "C2")), max_size=1),
        st.frozensets(st.integers(1, 3), max_size=2),
    ),
    max_size=2,
).map(tuple)


@st.composite
def desks(draw: st.DrawFn) -> tuple[Desk, datetime]:
    """Any desk, and an instant at which it is asked."""
    rotations, book, begin = draw(plans())
    # The settings refuse a rota that names anybody else, and the book of a desk is read without them.
    everybody = range(1, 7)
    people = {
        one: Person(
            one,
            f"P{one}",
            "en",
            engineer=draw(st.booleans()),
            manager=draw(st.booleans()),
            superior_id=draw(st.none() | st.sampled_from(list(everybody))),
            skills=draw(SKILLS),
        )
        for one in everybody
    }
    named = st.lists(st.integers(1, 6), max_size=3, unique=True).map(tuple)
    rota = Rota(
        parse_calendar(ZONE, "Mon-Fri 09:00-18:00"),
        draw(named),
        draw(named),
        draw(st.sampled_from(("none", "daily", "weekly"))),
        date(2026, 1, 5),
        draw(st.none() | st.integers(1, 6)),
    )
    desk = Desk(
        people=people,
        rota=rota,
        contracts={code: Contract(code, 1, code, ZONE, PRESET) for code in ("C1", "C2", "C3")},
        engineers_chat=-1,
        managers_chat=-2,
        rotations=draw(st.sampled_from(((), rotations))),
        policies=draw(POLICIES),
        experts={"C1": draw(named)},
        products=PRODUCTS,
        book=draw(st.sampled_from((Book(), book))),
    )
    return desk, begin + timedelta(minutes=draw(st.integers(0, WINDOW.days * 1440)))


CODES = st.sampled_from(("C1", "C2", "C3"))


@settings(max_examples=150, deadline=None)
@given(
    made=desks(),
    code=CODES,
    length=st.integers(1, 5 * 24 * 60),
    seconds=st.lists(st.integers(0, 5 * 86400), max_size=6),
)
def test_at_every_instant_somebody_is_responsible_or_a_hole_is_reported(
    made: tuple[Desk, datetime], code: str, length: int, seconds: list[int]
) -> None:
    desk, start = made
    end = start + timedelta(minutes=length)
    for context in (ANY, context_of(desk, code)):
        for layer in LAYERS:
            parts = segments(desk.layers, desk.book, layer, start, end, context)
            gaps = holes(desk.layers, desk.book, (layer,), start, end, (context,))
            edges = [
                edge
                for part in parts
                for edge in (part.start - SECOND, part.start, part.end, part.end + SECOND)
            ]
            for instant in (*edges, *(start + timedelta(seconds=one) for one in seconds)):
                if not start <= instant < end:
                    continue
                duty = responsible(desk.layers, desk.book, layer, instant, context)
                answer = answer_at(desk.layers, desk.book, layer, instant, context)
                (part,) = [part for part in parts if part.start <= instant < part.end]
                hole = any(gap.start <= instant < gap.end for gap in gaps)
                person = None if duty is None else duty.person
                assert hole == (person is None)
                assert person == (None if answer is None else answer.person)
                assert person == (None if part.duty is None else part.duty.person)
                assert person == person_at(desk, layer, instant, context)
                shown = [
                    one for one in plan(desk, layer, start, end, context) if one.start <= instant < one.end
                ]
                assert [None if one.duty is None else one.duty.person for one in shown] == [person]


@settings(max_examples=100, deadline=None)
@given(made=desks(), minutes=st.integers(1, 3 * 24 * 60))
def test_everybodys_own_shifts_together_are_the_plan(made: tuple[Desk, datetime], minutes: int) -> None:
    desk, start = made
    end = start + timedelta(minutes=minutes)
    instant = start + (end - start) / 2
    people = {one for rotation in desk.layers for one in rotation.people}
    people |= {one.person for one in desk.book.overrides} | {one.to for one in desk.book.delegates}
    mine = {
        (span.layer, person)
        for person in people
        for span in spans_of(desk, person, start, end)
        if span.start <= instant < span.end
    }
    asked = {
        (layer, person)
        for context in contexts(desk)
        for layer in layer_names(desk)
        if (person := person_at(desk, layer, instant, context)) is not None
    }
    assert mine == asked


@settings(max_examples=150, deadline=None)
@given(made=desks(), code=CODES)
def test_whoever_is_responsible_has_the_skills_that_are_asked_for(
    made: tuple[Desk, datetime], code: str
) -> None:
    desk, now = made
    # `plans` draws who is able by chance; on a desk that follows from skills alone.
    desk = replace(desk, rotations=tuple(replace(one, able=None) for one in desk.rotations))
    for context in (ANY, context_of(desk, code)):
        for layer in LAYERS:
            person = person_at(desk, layer, now, context)
            asked = [
                one.skills
                for one in desk.layers
                if one.layer == layer and one.people and one.fits(context) and one.active(now)
            ]
            if person is None or not asked:
                continue
            assert any(skills <= desk.people[person].skills for skills in asked)
            if len(set(asked)) == 1:
                assert asked[0] <= desk.people[person].skills


@settings(max_examples=150, deadline=None)
@given(made=desks(), code=CODES, level=st.integers(1, 3))
def test_the_ladder_the_order_and_the_plan_agree(made: tuple[Desk, datetime], code: str, level: int) -> None:
    desk, now = made
    ticket = imagined(desk, code, level, now)
    policy, who, context = desk.ladder_of(ticket), desk.who(ticket), context_of(desk, code)
    assert policy == desk.policy_of(code, level)
    assert who.context == context
    assert who.rotations == tuple(one for one in desk.layers if one.fits(context))
    duties = {layer: person_at(desk, layer, now, context) for layer in (PRIMARY, SECONDARY)}
    layers = dict.fromkeys((PRIMARY, SECONDARY, *(one.layer for one in desk.layers)))
    on_duty = [person for layer in layers if (person := person_at(desk, layer, now, context)) is not None]
    order = desk.order(now, ticket)
    assert order[: len(dict.fromkeys(on_duty))] == tuple(dict.fromkeys(on_duty))
    for step in policy.steps:
        for target in step.targets:
            if target in duties:
                person = duties[target]
                found = people_of(Step((target,)), now, who)
                assert found.people == (() if person is None else (person,))
                assert found.missing == ((target,) if person is None else ())
    fresh: list[tuple[int, ...]] = []
    seen: set[int] = set()
    for step in policy.steps:
        people = tuple(one for one in people_of(step, now, who).people if one not in seen)
        seen |= set(people)
        fresh += [people] if people else []
    assert desk.ladder(now, ticket) == (tuple(fresh) or (last_resort(now, who),))
    # At one instant the calls of the first round are the ladder: nobody is left out, nobody is called twice.
    called = [call.people for call in _first_round(desk, ticket, now)]
    assert called == list(desk.ladder(now, ticket))
    assert set(desk.everybody_called(ticket, now)) == {one for step in called for one in step}


def _first_round(desk: Desk, ticket: Ticket, now: datetime) -> list[NextCall]:
    steps, place = len(desk.ladder_of(ticket).steps), 0
    found: list[NextCall] = []
    while True:
        call = desk.call(ticket, place, now, 60)
        if found and (call.place >= steps or call.step is None):
            return found
        found.append(call)
        if call.place >= max(steps, 1) - 1:
            return found
        place = call.place + 1


@settings(max_examples=150, deadline=None)
@given(made=desks(), code=CODES, level=st.integers(1, 3))
def test_a_drill_is_the_ladder_played_through(made: tuple[Desk, datetime], code: str, level: int) -> None:
    desk, start = made
    ticket = imagined(desk, code, level, start)
    calls = drill(desk, ticket, start)
    ack = PRESET.nearest_level(level).ack_seconds
    at, place = start, 0
    for call in calls:
        decided = desk.call(ticket, place, at, ack)
        assert (call.at, call.people, call.missing) == (at, decided.people, decided.missing)
        at, place = at + timedelta(seconds=decided.wait), decided.place + 1
    everybody = [*desk.managers, *(one for one in desk.people.values() if one.engineer)]
    if everybody:
        assert all(call.people for call in calls), "somebody is always called while there is anybody"
    # A kept policy is the same policy: what a running ticket keeps and what the settings say read alike.
    assert from_data(ticket.policy) == desk.policy_of(code, level)


@settings(max_examples=25, deadline=None)
@given(made=desks())
def test_the_nightly_look_reports_exactly_the_holes_of_what_policies_call(
    made: tuple[Desk, datetime],
) -> None:
    desk, now = made
    found = {(one.layer, one.contract, one.start, one.end) for one in look.look(desk, now)}
    asked = set()
    for code, contract in desk.contracts.items():
        layers = {
            layer
            for level in contract.preset.levels
            for layer in layers_of(desk.policy_of(code, level.number))
        }
        for gap in holes(desk.layers, desk.book, layers, now, now + LOOK_AHEAD, (context_of(desk, code),)):
            asked.add((gap.layer, code, gap.start, gap.end))
    assert found == asked


def test_the_old_rota_and_the_rotations_made_of_it_name_the_same_people() -> None:
    start = datetime(2026, 3, 1, tzinfo=UTC)
    rota = Rota(parse_calendar(ZONE, "Mon-Fri 09:00-18:00"), (1, 2), (2, 3, 1), "weekly", superior_id=4)
    people = {one: Person(one, str(one), "en", engineer=True) for one in (1, 2, 3, 4)}
    desk = Desk(people, rota, {"C1": Contract("C1", 1, "C1", ZONE, PRESET)}, -1, -2)
    for hour in range(0, 24 * 21, 3):
        now = start + timedelta(hours=hour)
        assert desk.order(now)[:2] == rota.order(now)[:2]
        assert [person_at(desk, layer, now) for layer in (PRIMARY, SECONDARY)] == list(rota.order(now)[:2])
        assert desk.ladder(now)[0] == (rota.order(now)[0],)
    spare = Rotation("primary", (3,), ZONE, datetime(2026, 1, 5, 9, 0), WEEK, contracts=frozenset({"C1"}))  # noqa: DTZ001
    named = replace(desk, rotations=(spare,))
    assert person_at(named, PRIMARY, start, Context("C1")) == 3
    assert person_at(named, PRIMARY, start) is None
