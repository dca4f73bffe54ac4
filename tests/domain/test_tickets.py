from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.tickets.clocks import Clock, clocks_of, current, next_deadline, remaining
from domain.tickets.commands import (
    Assign,
    CloseSilently,
    Comment,
    Confirm,
    Escalate,
    HandOver,
    Note,
    NotRepaired,
    Object,
    Rate,
    Regrade,
    Resolve,
    Say,
    Step,
    TakeBack,
    Withdraw,
)
from domain.tickets.effects import (
    DropTimers,
    OpenTopic,
    Page,
    ReplaceTimers,
    SetTimer,
    TellCustomer,
    TellManagers,
    TellPerson,
    TellTeam,
    Topic,
)
from domain.tickets.events import Event, Happened, State, fold
from domain.tickets.refused import Refused
from tests.domain.samples import BOSS, CUSTOMER, LI, MANAGER, T0, WANG, ZHAO, Story, desk

ACK = Step(Happened.ACKNOWLEDGED, WANG)
RESOLVE = Resolve(WANG, "hardware", "disk", "replaced", "keep cool")


def clocks(story: Story) -> dict[str, Clock]:
    preset = story.desk.contracts["C1"].preset
    return {
        clock.name: clock for clock in current(clocks_of(story.ticket, story.events, lambda version: preset))
    }


def test_a_new_fault_pages_the_first_on_duty_and_arms_the_next_step() -> None:
    story = Story(level=1)
    assert Page((WANG,), 0) in story.effects
    timer = next(e for e in story.effects if isinstance(e, SetTimer) and e.kind == "ladder")
    assert timer.due_at == T0 + timedelta(minutes=5)


def test_out_of_office_hours_the_on_call_order_is_paged() -> None:
    assert Page((LI,), 0) in Story(at=T0 + timedelta(hours=12)).effects


def test_a_request_without_a_level_wakes_nobody() -> None:
    story = Story(level=None, kind="consultation")
    assert not any(isinstance(effect, Page) for effect in story.effects)
    assert list(clocks(story)) == ["answer"], "it has the clock that the contract promises for such a request"


def test_a_request_is_given_to_an_owner_of_the_office_team_once() -> None:
    story = Story(level=None, kind="training")
    owner = story.desk.owner("training", story.now)
    assert owner == WANG
    effects = story.do(Assign(WANG))
    assert any(isinstance(e, TellPerson) and e.what == "request-yours" for e in effects)
    assert story.ticket.assignee_id == WANG
    assert story.ticket.acknowledged_at is None
    assert story.do(Assign(LI)) == []
    nobody = desk(rota=type(story.desk.rota)(story.desk.rota.office, (), ()))
    assert nobody.owner("training", story.now) is None


def test_the_first_press_wins_and_the_loser_is_told_who_and_when() -> None:
    story = Story()
    story.do(ACK)
    with pytest.raises(Refused) as refused:
        story.do(Step(Happened.ACKNOWLEDGED, LI))
    assert refused.value.reason == "refused-taken"
    assert refused.value.details == {"who": WANG, "at": T0 + timedelta(seconds=60)}
    with pytest.raises(Refused, match="refused-already"):
        story.do(ACK)


def test_acknowledging_stops_the_ladder_and_tells_the_customer() -> None:
    effects = Story().do(ACK)
    assert DropTimers("ladder") in effects
    assert any(isinstance(e, TellCustomer) and e.what == "acknowledged" for e in effects)


def test_a_late_rung_of_the_ladder_pages_nobody_once_somebody_has_it() -> None:
    story = Story()
    story.do(ACK)
    assert story.do(Escalate(1, (LI,))) == []


def test_the_ladder_climbs_to_the_managers_and_never_ends() -> None:
    story = Story()
    ladder = story.desk.ladder(T0)
    assert ladder == ((WANG,), (LI,), (BOSS,), (MANAGER,))
    for step in range(1, 6):
        effects = story.do(Escalate(step, (LI,)))
        rung = next(e for e in effects if isinstance(e, SetTimer) and e.kind == "ladder")
        assert rung.data == {"step": step + 1}
        wait = 300 if step + 1 < 4 else story.desk.repeat_seconds * 2 ** (step + 1 - 4)
        assert rung.due_at == story.now + timedelta(seconds=wait)


def test_with_nobody_on_duty_somebody_is_paged_all_the_same() -> None:
    empty = desk()
    bare = desk(rota=type(empty.rota)(empty.rota.office, (), (), superior_id=None))
    assert bare.ladder(T0) == ((MANAGER,),)
    nobody = desk(
        rota=type(empty.rota)(empty.rota.office, (), ()),
        people={p.id: p for p in empty.people.values() if not p.manager},
    )
    assert nobody.ladder(T0) == ((WANG, LI, ZHAO, BOSS),)


def test_the_rota_rotates_by_week_or_day() -> None:
    rota = desk().rota
    weekly = type(rota)(rota.office, (), (WANG, LI, ZHAO), rotate="weekly")
    assert weekly.order(T0) != weekly.order(T0 + timedelta(days=7))
    assert weekly.order(T0) == weekly.order(T0 + timedelta(days=21))
    daily = type(rota)(rota.office, (), (WANG, LI, ZHAO), rotate="daily")
    assert daily.order(T0)[0] == daily.order(T0 + timedelta(days=1))[-1]


def test_only_the_one_who_has_it_may_go_on() -> None:
    story = Story()
    with pytest.raises(Refused, match="refused-nobody-has-it"):
        story.do(Step(Happened.ARRIVED, WANG))
    story.do(ACK)
    with pytest.raises(Refused, match="refused-not-yours"):
        story.do(Step(Happened.ARRIVED, LI))


def test_arriving_stops_the_onsite_clock_and_repair_the_restore_clock() -> None:
    story = Story()
    assert clocks(story)["onsite"].due_at == T0 + timedelta(hours=2)
    story.do(ACK)
    story.do(Step(Happened.ON_WAY, WANG))
    story.do(Step(Happened.ARRIVED, WANG))
    assert clocks(story)["onsite"].stopped_at == story.now
    assert next_deadline(list(clocks(story).values())) == clocks(story)["restore"]
    story.do(Step(Happened.RESTORED, WANG))
    assert clocks(story)["restore"].stopped_at == story.now
    assert next_deadline(list(clocks(story).values())) is None


def test_the_first_word_of_an_engineer_is_the_response() -> None:
    story = Story()
    story.do(ACK)
    assert clocks(story)["response"].stopped_at is None
    effects = story.do(Say(WANG, customer=False))
    assert clocks(story)["response"].stopped_at == story.now
    assert effects
    assert story.do(Say(WANG, customer=False)) == []


def test_not_repaired_means_the_clock_never_stopped() -> None:
    story = Story()
    for command in (ACK, Step(Happened.ARRIVED, WANG), Step(Happened.RESTORED, WANG), RESOLVE):
        story.do(command)
    due = clocks(story)["restore"].due_at
    effects = story.do(NotRepaired(CUSTOMER))
    restored = clocks(story)["restore"]
    assert restored.stopped_at is None
    assert restored.due_at == due
    assert clocks(story)["onsite"].stopped_at is not None
    assert story.ticket.state is State.ACKNOWLEDGED
    assert TellPerson(WANG, "reopened", {"by": CUSTOMER}) in effects


def test_an_onsite_clock_that_a_remote_repair_stopped_runs_again_when_contested() -> None:
    story = Story(level=2)
    story.do(ACK)
    story.do(Step(Happened.RESTORED, WANG))
    assert clocks(story)["onsite"].stopped_at is not None
    story.do(NotRepaired(CUSTOMER))
    assert clocks(story)["onsite"].stopped_at is None


def test_working_remotely_keeps_the_promise_where_the_contract_says_or_remote() -> None:
    story = Story(level=3)
    story.do(ACK)
    story.do(Step(Happened.REMOTE, WANG))
    assert clocks(story)["onsite"].stopped_at == story.now
    severe = Story(level=2)
    severe.do(ACK)
    severe.do(Step(Happened.REMOTE, WANG))
    assert clocks(severe)["onsite"].stopped_at is None


def test_meeting_the_deadline_on_its_very_second_keeps_the_promise() -> None:
    story = Story()
    clock = clocks(story)["onsite"]
    assert not clock.breached(clock.due_at)
    assert clock.breached(clock.due_at + timedelta(seconds=1))
    assert remaining(clock, T0) == timedelta(hours=2)


def test_warnings_are_armed_at_their_shares_and_the_breach_just_after_the_deadline() -> None:
    replaced = [e for e in Story().effects if isinstance(e, ReplaceTimers)]
    timers = {timer.key: timer.due_at for e in replaced for timer in e.timers}
    assert timers["clock:12:onsite:50"] == T0 + timedelta(hours=1)
    assert timers["clock:12:onsite:90"] == T0 + timedelta(minutes=108)
    assert timers["clock:12:onsite:100"] == T0 + timedelta(hours=2, seconds=1)


def test_a_warning_comes_once_also_after_regrading_there_and_back() -> None:
    story = Story()
    due = clocks(story)["onsite"].due_at
    note = Note(Happened.WARNED, "onsite", due, 50)
    assert any(isinstance(e, TellTeam) for e in story.do(note))
    assert story.do(note) == []
    story.do(Regrade(WANG, 2, "less"))
    story.do(Regrade(WANG, 1, "more"))
    assert story.do(note) == []
    timers = [timer.key for e in story.do(ACK) if isinstance(e, ReplaceTimers) for timer in e.timers]
    assert "clock:12:onsite:50" not in timers
    assert "clock:12:onsite:75" in timers


def test_a_breach_is_told_to_the_managers() -> None:
    story = Story()
    due = clocks(story)["onsite"].due_at
    effects = story.do(Note(Happened.BREACHED, "onsite", due))
    assert any(isinstance(e, TellManagers) and e.what == "breach" for e in effects)


def test_the_whole_way_ends_with_confirmation_and_a_question_for_the_rating() -> None:
    story = Story()
    story.do(ACK)
    confirm = next(e for e in story.do(RESOLVE) if isinstance(e, SetTimer) and e.kind == "confirm")
    assert confirm.due_at == story.now + timedelta(days=3)
    effects = story.do(Confirm(CUSTOMER))
    assert story.ticket.state is State.CLOSED
    assert TellCustomer("ask-rating", {}) in effects
    assert Topic(closed=True) in effects
    assert DropTimers("") in effects
    assert any(isinstance(e, TellManagers) for e in story.do(Rate(CUSTOMER, 2)))
    assert any(isinstance(e, TellManagers) for e in story.do(Comment(CUSTOMER, "slow")))
    assert story.ticket.rating == 2
    assert story.ticket.comment == "slow"
    with pytest.raises(Refused, match="refused-already-rated"):
        story.do(Rate(CUSTOMER, 5))


def test_a_good_rating_disturbs_no_manager() -> None:
    story = Story()
    story.do(ACK)
    story.do(RESOLVE)
    story.do(Confirm(CUSTOMER))
    effects = [*story.do(Rate(CUSTOMER, 5)), *story.do(Comment(CUSTOMER, "fine"))]
    assert not any(isinstance(e, TellManagers) for e in effects)


def test_silence_closes_only_what_is_resolved() -> None:
    story = Story()
    assert story.do(CloseSilently()) == []
    story.do(ACK)
    story.do(RESOLVE)
    story.do(CloseSilently())
    assert story.ticket.closed_silently


def test_a_closed_ticket_can_be_contested_but_not_confirmed_again() -> None:
    story = Story()
    story.do(ACK)
    story.do(RESOLVE)
    story.do(CloseSilently())
    with pytest.raises(Refused, match="refused-closed"):
        story.do(Confirm(CUSTOMER))
    story.do(NotRepaired(CUSTOMER))
    assert story.ticket.open
    assert story.ticket.round == 1


def test_what_was_never_repaired_cannot_be_confirmed_or_contested() -> None:
    story = Story()
    with pytest.raises(Refused, match="refused-not-repaired-yet"):
        story.do(Confirm(CUSTOMER))
    with pytest.raises(Refused, match="refused-already-reopened"):
        story.do(NotRepaired(CUSTOMER))
    with pytest.raises(Refused, match="refused-still-open"):
        story.do(Rate(CUSTOMER, 5))
    story.do(Withdraw(CUSTOMER))
    with pytest.raises(Refused, match="refused-already-reopened"):
        story.do(NotRepaired(CUSTOMER))


def test_taking_back_undoes_one_step_and_releasing_pages_again() -> None:
    story = Story()
    story.do(ACK)
    story.do(Step(Happened.ARRIVED, WANG))
    story.do(TakeBack(WANG))
    assert story.ticket.state is State.ACKNOWLEDGED
    assert clocks(story)["onsite"].stopped_at is None
    effects = story.do(TakeBack(WANG))
    assert story.ticket.assignee_id is None
    assert story.ticket.round == 1
    assert any(isinstance(e, Page) for e in effects)


def test_after_a_handover_there_is_nothing_of_ones_own_to_take_back() -> None:
    story = Story()
    story.do(ACK)
    effects = story.do(HandOver(WANG, LI))
    assert any(isinstance(e, TellPerson) and e.person_id == LI for e in effects)
    with pytest.raises(Refused, match="refused-nothing-to-take-back"):
        story.do(TakeBack(LI))


def test_handing_over_needs_the_one_who_has_it_or_a_manager() -> None:
    story = Story()
    with pytest.raises(Refused, match="refused-nobody-has-it"):
        story.do(HandOver(WANG, LI))
    story.do(ACK)
    with pytest.raises(Refused, match="refused-not-yours"):
        story.do(HandOver(LI, ZHAO))
    with pytest.raises(Refused, match="refused-already"):
        story.do(HandOver(WANG, WANG))
    story.do(HandOver(MANAGER, ZHAO, manager=True))
    assert story.ticket.assignee_id == ZHAO


def test_regrading_computes_from_the_original_start() -> None:
    story = Story(level=3)
    story.do(Regrade(WANG, 1, "worse"), after=3600)
    assert clocks(story)["onsite"].due_at == T0 + timedelta(hours=2)
    with pytest.raises(Refused, match="refused-same-level"):
        story.do(Regrade(WANG, 1, "again"))


def test_a_worse_level_pages_again_while_nobody_has_it() -> None:
    assert any(isinstance(e, Page) for e in Story(level=3).do(Regrade(CUSTOMER, 1, "answers", {})))
    assert not any(isinstance(e, Page) for e in Story(level=1).do(Regrade(CUSTOMER, 3, "answers", {})))
    story = Story(level=3)
    story.do(ACK)
    assert TellPerson(WANG, "regraded", {"level": 1}) in story.do(Regrade(LI, 1, "worse"))


def test_a_request_has_no_level_to_change() -> None:
    with pytest.raises(Refused, match="refused-no-level"):
        Story(level=None, kind="change").do(Regrade(WANG, 1, "x"))


def test_an_objection_reaches_team_and_managers() -> None:
    effects = Story().do(Object(CUSTOMER, "it is worse"))
    assert any(isinstance(e, TellTeam) for e in effects)
    assert any(isinstance(e, TellManagers) for e in effects)


def test_waiting_for_the_customer_ends_with_their_next_word() -> None:
    story = Story()
    story.do(ACK)
    story.do(Step(Happened.REMOTE, WANG))
    story.do(Step(Happened.WAITING, WANG))
    assert story.ticket.state is State.WAITING
    story.do(Say(CUSTOMER, customer=True))
    assert story.ticket.state is State.REMOTE


def test_a_resolved_ticket_takes_no_more_steps_and_no_unknown_kind() -> None:
    story = Story()
    story.do(ACK)
    with pytest.raises(Refused, match="refused-stale"):
        story.do(Resolve(WANG, "magic", "", "", ""))
    story.do(RESOLVE)
    for again in (RESOLVE, Step(Happened.ARRIVED, WANG)):
        with pytest.raises(Refused, match="refused-already"):
            story.do(again)


def test_reopened_with_nobody_on_it_the_ladder_begins_again() -> None:
    story = Story()
    story.do(ACK)
    story.do(Step(Happened.RESTORED, WANG))
    story.events.append(Event(Happened.TAKEN_BACK, story.now, WANG, {"of": 2, "released": True}, seq=4))
    assert any(isinstance(e, Page) for e in story.do(NotRepaired(CUSTOMER)))


def test_a_ticket_must_begin_with_its_opening() -> None:
    with pytest.raises(ValueError, match="does not begin"):
        fold(1, [])


COMMANDS = st.sampled_from(
    [
        ACK, Step(Happened.ACKNOWLEDGED, LI), Step(Happened.ON_WAY, WANG), Step(Happened.ARRIVED, WANG),
        Step(Happened.REMOTE, LI), Step(Happened.WAITING, WANG), Step(Happened.RESTORED, WANG), RESOLVE, TakeBack(WANG),
        TakeBack(LI), HandOver(WANG, LI), Regrade(WANG, 2, "r"), Regrade(LI, 4, "r"), Confirm(CUSTOMER),
        NotRepaired(CUSTOMER), CloseSilently(), Say(CUSTOMER, customer=True), Say(WANG, customer=False),
        Escalate(1, (LI,)), Rate(CUSTOMER, 4),
    ]
)  # fmt: skip


@given(st.lists(st.tuples(COMMANDS, st.integers(0, 7200)), max_size=25))
def test_whatever_happens_the_clocks_agree_with_the_story(steps: list[tuple[object, int]]) -> None:
    story = Story()
    for command, after in steps:
        try:
            effects = story.do(command, after)  # type: ignore[arg-type]
        except Refused:
            continue
        ticket = story.ticket
        # Somebody has it, or a page is armed or it is not a fault any more: never nobody and nothing.
        if (
            ticket.open
            and ticket.assignee_id is None
            and any(isinstance(e, DropTimers) and e.prefix == "ladder" for e in effects)
        ):
            assert any(isinstance(e, SetTimer) and e.kind == "ladder" for e in effects)
        for clock in clocks(story).values():
            assert clock.started_at == T0
            assert clock.stopped_at is None or clock.stopped_at <= story.now
            if ticket.state is State.CLOSED:
                assert clock.stopped_at is not None
        if ticket.state in (State.RESTORED, State.RESOLVED):
            assert next_deadline(list(clocks(story).values())) is None
    assert fold(12, story.events) == story.ticket


def test_a_contract_that_ended_still_rules_its_tickets() -> None:
    whole = desk()
    ended = desk(contracts={}, retired=whole.contracts)
    assert ended.contract("C1") is whole.contract("C1")
    with pytest.raises(KeyError):
        ended.contract("C2")


def test_a_complaint_is_the_managers_and_never_reaches_the_engineers() -> None:
    story = Story(level=None, kind="complaint")
    assert OpenTopic() not in story.effects
    assert OpenTopic() in Story(level=None, kind="training").effects
    assert story.desk.team_chat("complaint") == story.desk.managers_chat
    assert story.desk.owner("complaint", T0) == MANAGER
    alone = desk(people={p.id: p for p in story.desk.people.values() if not p.manager})
    assert alone.owner("complaint", T0) == BOSS


def test_the_pages_above_the_ladder_come_ever_more_rarely() -> None:
    story = Story()
    waits = []
    for step in range(4, 12):
        rung = next(
            e for e in story.do(Escalate(step, (LI,))) if isinstance(e, SetTimer) and e.kind == "ladder"
        )
        waits.append((rung.due_at - story.now).total_seconds())
    assert waits == sorted(waits)
    assert waits[-1] == 4 * 3600
