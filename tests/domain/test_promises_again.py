"""A ticket that comes back asks its assignee for a new promise; superiors are told through their delegates."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from domain.oncall.book import Absence, Book, Delegate
from domain.tickets.commands import Confirm, Join, Note, NotRepaired, Nudge, Promise, Release, Resolve, Step
from domain.tickets.duty import awaited, wants_promise
from domain.tickets.duty_effects import superior_of, tell_superior
from domain.tickets.effects import (
    DropTimers,
    Page,
    SetTimer,
    TellManagers,
    TellPerson,
    Topic,
)
from domain.tickets.events import Happened, State
from tests.domain.samples import BOSS, CUSTOMER, LI, MANAGER, T0, WANG, ZHAO, Story, desk

RESOLVE = Resolve(WANG, "hardware", "disk", "replaced", "keep cool")
HOUR = timedelta(hours=1)


def back(by: int = WANG, **options: object) -> Story:
    """A fault that was repaired by somebody and is not, says the customer an hour later."""
    story = Story(**options)  # type: ignore[arg-type]
    story.do(Step(Happened.ACKNOWLEDGED, by))
    story.do(Promise(by, story.now + timedelta(minutes=15)))
    story.do(Step(Happened.RESTORED, by))
    story.effects = story.do(NotRepaired(CUSTOMER), HOUR)
    return story


def booked(*absences: int, **delegates: int) -> Book:
    """`absences` are away; `p8=9`: person 9 stands in for 8. Around T0."""
    span = {"start": T0 - 10 * HOUR, "end": T0 + 10 * HOUR}
    return Book(
        (),
        tuple(Absence(id=place, person=person, **span) for place, person in enumerate(absences)),
        tuple(Delegate(id=int(key[1:]), person=int(key[1:]), to=to, **span) for key, to in delegates.items()),
    )


def awake(story: Story) -> SetTimer:
    (timer,) = [one for one in story.effects if isinstance(one, SetTimer) and one.kind == "awake"]
    return timer


def test_not_repaired_asks_the_assignee_by_when_like_an_acknowledgement() -> None:
    story = back()
    assert wants_promise(story.ticket)
    assert story.ticket.promise is None, "the one from before the repair is worth nothing any more"
    assert awake(story).due_at == story.now + timedelta(minutes=15), "three times the level's five minutes"
    until = story.now + timedelta(minutes=40)
    story.effects = story.do(Promise(WANG, until))
    assert awake(story).due_at == until


def test_its_passing_counts_reminder_then_release_then_the_ladder() -> None:
    story = back()
    story.do(Nudge(), timedelta(minutes=15))
    assert story.ticket.nudged
    effects = story.do(Release(), timedelta(minutes=5))
    assert story.ticket.state is State.NEW
    assert story.ticket.assignee_id is None
    assert [one.person_id for one in effects if isinstance(one, TellPerson) and one.what == "released"] == [
        WANG
    ]
    assert [one.people for one in effects if isinstance(one, Page)] == [(LI,)], "not those asleep once more"


def test_a_sign_of_work_after_it_came_back_is_enough() -> None:
    story = back()
    effects = story.do(Step(Happened.ON_WAY, WANG))
    assert not awaited(story.ticket)
    assert DropTimers("awake") in effects


def test_who_is_on_duty_by_then_is_called_first_when_it_is_taken_away() -> None:
    story = back()
    story.now = T0 + timedelta(hours=9)
    story.do(Nudge())
    effects = story.do(Release())
    assert [(one.people, one.step) for one in effects if isinstance(one, Page)] == [((LI,), 0)], (
        "after 18:00 the others are on duty: nobody of this round was called yet"
    )
    (timer,) = [one for one in effects if isinstance(one, SetTimer) and one.kind == "ladder"]
    assert timer.data == {"step": 1}


def test_what_closed_and_came_back_is_asked_for_again_too() -> None:
    story = Story()
    story.do(Step(Happened.ACKNOWLEDGED, WANG))
    story.do(RESOLVE)
    story.do(Confirm(CUSTOMER))
    story.effects = story.do(NotRepaired(CUSTOMER))
    assert wants_promise(story.ticket)
    assert awake(story).due_at == story.now + timedelta(minutes=15)
    assert Topic(closed=False) in story.effects


def test_a_part_of_an_incident_that_came_back_goes_its_own_way() -> None:
    story = Story()
    story.do(Join(BOSS, 11))
    story.do(Step(Happened.ACKNOWLEDGED, WANG))
    assert not wants_promise(story.ticket), "the ticket that leads was asked"
    story.do(Step(Happened.RESTORED, WANG))
    story.do(NotRepaired(CUSTOMER))
    assert wants_promise(story.ticket)


def test_a_request_that_comes_back_is_asked_for_no_promise() -> None:
    story = Story(level=None, kind="change")
    story.do(Step(Happened.ACKNOWLEDGED, WANG))
    story.do(RESOLVE)
    story.effects = story.do(NotRepaired(CUSTOMER))
    assert not wants_promise(story.ticket)
    assert not [one for one in story.effects if isinstance(one, SetTimer) and one.kind == "awake"]


def test_a_superiors_delegate_is_told_in_his_place() -> None:
    made = desk(book=booked(p8=ZHAO))
    assert superior_of(made, WANG, T0) == ZHAO
    assert superior_of(desk(), WANG, T0) == BOSS
    assert superior_of(made, WANG, T0 + 11 * HOUR) == BOSS, "only as long as he is named"
    assert tell_superior(made, WANG, "asleep", {}, T0) == TellPerson(ZHAO, "asleep", {})
    assert superior_of(desk(book=booked(BOSS, p8=ZHAO)), WANG, T0) == ZHAO, "absent or not"


def test_nobody_hears_of_themselves_in_their_superiors_place() -> None:
    made = desk(book=booked(p8=WANG))
    assert superior_of(made, WANG, T0) == BOSS
    assert superior_of(made, LI, T0) == WANG
    assert tell_superior(desk(), BOSS, "asleep", {}, T0) == TellManagers("asleep", {})


def test_a_superior_who_is_away_without_anybody_in_his_place_still_gets_the_message() -> None:
    assert superior_of(desk(book=booked(BOSS)), WANG, T0) == BOSS
    assert superior_of(desk(book=booked(BOSS, ZHAO, p8=ZHAO)), WANG, T0) == BOSS


def test_warnings_and_breaches_for_the_superior_go_to_the_delegate() -> None:
    contract = desk().contracts["C1"]
    preset = replace(contract.preset, warn_to={75: ("superior",), 100: ("assignee", "superior")})
    contracts = {"C1": replace(contract, preset=preset)}
    for book, hearer in ((Book(), BOSS), (booked(p8=MANAGER), MANAGER)):
        story = Story(made=desk(book=book, contracts=contracts))
        story.do(Step(Happened.ACKNOWLEDGED, WANG))
        for happened, share, heard in (
            (Happened.WARNED, 75, [hearer]),
            (Happened.BREACHED, 100, [WANG, hearer]),
        ):
            effects = story.do(Note(happened, "onsite", T0 + HOUR, share))
            assert [one.person_id for one in effects if isinstance(one, TellPerson)] == heard
