"""What needs the other side's yes, where the time for it has passed, and what is said about moved deadlines."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from domain.tickets.agree import contest_until, pause_open, pause_reasons
from domain.tickets.clocks import clocks_of
from domain.tickets.commands import AnswerPause, AskPause, Late, Note, Regrade, Step
from domain.tickets.effects import TellManagers, TellTeam
from domain.tickets.events import Happened
from domain.tickets.refused import Refused
from tests.domain.samples import CUSTOMER, MANAGER, T0, WANG, Story


def taken(level: int = 1) -> Story:
    story = Story(level)
    story.do(Step(Happened.ACKNOWLEDGED, WANG), 0)
    return story


def test_a_question_that_nobody_answered_in_its_time_may_be_asked_anew() -> None:
    story = taken()
    story.do(AskPause(WANG, "access", T0 + timedelta(hours=1)))
    with pytest.raises(Refused, match="refused-paused-already"):
        story.do(AskPause(WANG, "access"))
    assert pause_open(story.ticket, T0 + timedelta(minutes=59, seconds=59))
    assert not pause_open(story.ticket, T0 + timedelta(hours=1))
    story.do(AskPause(WANG, "access"), timedelta(hours=2))
    first, second = (e.seq for e in story.events if e.type is Happened.PAUSE_ASKED)
    assert story.ticket.pause_asked["seq"] == second > first


def test_only_reasons_that_stop_a_running_clock_are_offered() -> None:
    story = taken(3)
    preset = story.desk.contracts["C1"].preset
    clocks = clocks_of(story.ticket, story.events, story.desk.terms("C1"))
    assert [one.name for one in pause_reasons(preset, clocks)] == ["access", "customer", "part"]
    story.do(Step(Happened.ARRIVED, WANG))
    clocks = clocks_of(story.ticket, story.events, story.desk.terms("C1"))
    assert pause_reasons(preset, clocks) == ()


def test_there_is_nothing_to_contest_before_a_repair() -> None:
    story = taken()
    preset = story.desk.preset_of(story.ticket)
    assert contest_until(story.ticket, preset) is None
    story.do(Step(Happened.RESTORED, WANG), timedelta(hours=1))
    assert contest_until(story.ticket, preset) == T0 + timedelta(days=7, hours=1)


def moved(story: Story) -> dict[str, dict[str, Any]]:
    (telling,) = [one for one in story.effects if isinstance(one, TellTeam) and one.what == "deadlines-moved"]
    return {one["clock"]: one for one in telling.data["clocks"]}


def test_a_stricter_deadline_that_has_passed_is_named_with_the_notice() -> None:
    story = taken(3)
    story.do(Regrade(MANAGER, 1, "worse", manager=True), timedelta(hours=3))
    onsite = moved(story)["onsite"]
    assert datetime.fromisoformat(onsite["was"]) == T0 + timedelta(hours=8)
    assert datetime.fromisoformat(onsite["strict"]) == T0 + timedelta(hours=2)
    assert datetime.fromisoformat(onsite["due_at"]) == T0 + timedelta(hours=3, minutes=30)


def test_a_deadline_that_a_pause_keeps_ahead_is_not_called_passed() -> None:
    story = taken(3)
    story.do(AskPause(WANG, "access", T0 + timedelta(hours=3)), 0)
    story.do(AnswerPause(CUSTOMER, agreed=True), 0)
    story.do(Regrade(MANAGER, 1, "worse", manager=True), timedelta(hours=4))
    onsite = moved(story)["onsite"]
    assert datetime.fromisoformat(onsite["due_at"]) == T0 + timedelta(hours=5)
    assert onsite["strict"] is None, "two hours promised, three paused: an hour is left"


def test_a_complaint_is_told_to_the_managers_once() -> None:
    story = Story(None, kind="complaint")
    clock = clocks_of(story.ticket, story.events, story.desk.terms("C1"))[0]
    out = story.do(
        Late((Note(Happened.BREACHED, clock.name, clock.due_at, 100),)),
        clock.due_at - T0 + timedelta(seconds=1),
    )
    assert [one.what for one in out if isinstance(one, TellManagers)] == ["breach"]
    assert [one.what for one in out if isinstance(one, TellTeam)] == ["explain"]
