"""The timers that ask who is responsible, for handovers and for the look before the night, say what the plan says."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.desk import Desk
from domain.oncall.plan import contexts, layer_names, person_at, plan
from domain.oncall.rota import PRIMARY
from schedules import handover, reach
from tests.oncall.samples import SECOND
from tests.oncall.test_one_truth import desks

DAY = timedelta(hours=24)


@settings(max_examples=60, deadline=None)
@given(made=desks())
def test_whoever_is_on_duty_within_a_day_is_tried_and_nobody_else(made: tuple[Desk, datetime]) -> None:
    desk, now = made
    spans = [
        (span.duty.person, span.start)
        for context in contexts(desk)
        for layer in layer_names(desk)
        for span in plan(desk, layer, now, now + DAY, context)
        if span.duty is not None
    ]
    first = {person: min(start for who, start in spans if who == person) for person, _ in spans}
    assert reach.on_duty(desk, now) == first


@settings(max_examples=60, deadline=None)
@given(made=desks(), places=st.lists(st.floats(0, 1), max_size=4))
def test_until_the_next_handover_nobody_else_is_primary(
    made: tuple[Desk, datetime], places: list[float]
) -> None:
    desk, now = made
    change = handover.next_change(desk, now)
    assert change > now
    instants = [now + (change - now) * place for place in places]
    for context in contexts(desk):
        present = person_at(desk, PRIMARY, now, context)
        for instant in (*instants, change - SECOND):
            if now <= instant < change:
                assert person_at(desk, PRIMARY, instant, context) == present
