"""Two sides agree on a time; whatever is pressed twice, late or by somebody else changes nothing and is answered."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.plans.promises import Service
from storage import appointments, dues, people, timers
from tests.engineers.office import BOSS, CUSTOMER, LI, STRANGER, WANG
from tests.inspections.round import OTHER, Round, look_again, pending, working
from views.texts import plain


def test_the_engineer_proposes_inside_the_working_hours_and_the_customer_accepts(due: Round) -> None:
    at = working(due.office.now)
    due.press(LI, "ip", 0)
    due.propose(at)
    asked = {row.chat_id: row for row in due.office.rows() if row.data["id"] == "inspection-proposed"}
    assert set(asked) == {CUSTOMER, OTHER}, "everybody of the customer may answer"
    assert "10:00" in due.office.shown(asked[OTHER])
    due.press(OTHER, "ica")
    assert due.due.state == "agreed"
    assert due.due.agreed_at == at
    assert {"day", "hour", "late"} <= pending(due.office, due.number)
    told = {row.chat_id for row in due.office.rows() if row.data["id"] == "inspection-agreed"}
    assert told == {OTHER, CUSTOMER, LI}


def test_whoever_answers_first_decides_and_the_other_is_told_so(due: Round) -> None:
    due.propose(working(due.office.now))
    fence = due.due.fence
    due.press(CUSTOMER, "ica", fence=fence)
    late = due.press(OTHER, "icp", 0, fence=fence)
    assert late.alert
    assert late.text == plain("zh", "inspection-stale")
    assert due.due.state == "agreed"


def test_a_counter_proposal_goes_back_to_the_engineer(due: Round) -> None:
    due.propose(working(due.office.now))
    other = working(due.office.now, 3) + timedelta(hours=5)
    due.office.rows()
    due.propose(other, CUSTOMER, "ict")
    rows = due.office.rows()
    assert [row.chat_id for row in rows if row.data["id"] == "inspection-proposed-customer"] == [LI]
    assert [row.chat_id for row in rows if row.data["id"] == "inspection-proposed-by-colleague"] == [OTHER]
    due.press(LI, "ia")
    assert due.due.agreed_at == other


def test_nobody_accepts_their_own_proposal(due: Round) -> None:
    due.propose(working(due.office.now))
    assert due.press(LI, "ia").alert
    due.propose(working(due.office.now, 3), CUSTOMER, "ict")
    assert due.press(CUSTOMER, "ica").alert
    assert due.due.state == "open"


@pytest.mark.parametrize("verb", ["icp", "ica", "icx", "icw", "icb"])
def test_another_customer_presses_in_vain(due: Round, verb: str) -> None:
    due.propose(working(due.office.now))
    before = due.due
    answer = due.press(STRANGER, verb, 0)
    assert answer.alert
    assert answer.text == plain("en", "inspection-not-yours")
    assert due.due == before


def test_another_engineer_presses_in_vain(due: Round) -> None:
    before = due.due
    answer = due.press(WANG, "ip", 0)
    assert answer.alert
    assert "Li <b>Wei</b>" in answer.text
    assert due.go(WANG).alert
    assert due.press(STRANGER, "ip", 0).alert
    assert due.due == before


def test_a_time_that_is_over_outside_the_hours_or_forged_is_refused(due: Round) -> None:
    office = due.office
    saturday = working(office.now, 5)
    assert due.propose(saturday).alert
    assert due.propose(office.now - timedelta(days=1)).alert
    assert due.press(LI, "it", date(2026, 3, 4).toordinal(), 9999).alert
    assert due.press(LI, "id", 99999999).alert
    assert due.press(LI, "ip", 99).alert
    with pytest.raises(ValueError, match="99"):
        due.press(CUSTOMER, "icp", 99)
    assert due.due.state == "open"
    assert not appointments.proposal_of(due.due)


def test_typed_times_of_the_engineer_lie_in_the_customers_hours(due: Round) -> None:
    office = due.office
    due.press(LI, "iw")
    for words, answer in (
        ("03-07 10:00", "inspection-time-closed"),
        ("03-04", "inspection-time-unclear"),
        ("sometime", "inspection-time-unclear"),
        ("10:30", "inspection-time-over"),
    ):
        office.rows()
        assert office.private(LI, words)
        assert [row.data["id"] for row in office.rows("text")] == [answer], words
    assert office.private(LI, "明天下午2点")
    at = appointments.proposed_at(due.due)
    assert at is not None
    assert at == working(office.now, 1) + timedelta(hours=4)
    assert people.find(office.conn, LI).asking is None  # type: ignore[union-attr]


def test_a_cancelled_appointment_leaves_the_inspection_due_and_asks_for_another_time(due: Round) -> None:
    for person, verb, other in ((CUSTOMER, "icx", LI), (LI, "ix", CUSTOMER)):
        due.agreed()
        due.press(person, verb)
        assert due.due.state == "open"
        assert due.due.agreed_at is None
        assert not {"day", "hour", "late"} & pending(due.office, due.number)
        assert "over" in pending(due.office, due.number), "the window still ends"
        rows = due.office.rows()
        assert other in {row.chat_id for row in rows if row.data["id"] == "inspection-called-off"}
        assert [row.chat_id for row in rows if row.data["id"] == "inspection-which-day"] == [person]


def test_reminders_come_the_day_and_the_hour_before_to_both(due: Round) -> None:
    due.agreed()
    office = due.office
    office.tick(days=1, minutes=5)
    assert {row.chat_id for row in office.rows() if row.data["id"].startswith("inspection-soon")} == {
        LI, CUSTOMER, OTHER,
    }  # fmt: skip
    office.tick(hours=23)
    assert {row.chat_id for row in office.rows() if row.data["id"].startswith("inspection-soon")} == {
        LI, CUSTOMER, OTHER,
    }  # fmt: skip
    office.tick(hours=2)
    assert [row.chat_id for row in office.rows() if row.data["id"] == "inspection-not-begun"] == [LI]


def test_after_a_downtime_over_both_reminders_one_comes_and_tells_how_soon_it_is(due: Round) -> None:
    at = due.agreed()
    office = due.office
    office.now = at - timedelta(minutes=50)
    office.tick()
    rows = [row for row in office.rows() if row.chat_id == LI and row.data["id"] == "inspection-soon"]
    assert len(rows) == 1
    assert "一小时后" in office.shown(rows[0])


def test_a_reminder_that_comes_late_on_the_day_does_not_say_tomorrow(due: Round) -> None:
    at = due.agreed()
    office = due.office
    office.now = at - timedelta(hours=8)
    office.tick()
    (row,) = [row for row in office.rows() if row.chat_id == LI and row.data["id"] == "inspection-soon"]
    assert "今天" in office.shown(row)


def test_an_unanswered_proposal_is_asked_about_again_and_given_up_when_its_time_comes(due: Round) -> None:
    office = due.office
    due.propose(working(office.now, 4))
    office.rows()
    office.tick(days=2, minutes=1)
    assert {row.chat_id for row in office.rows() if row.data["id"] == "inspection-still-proposed"} == {
        CUSTOMER, OTHER,
    }  # fmt: skip
    office.tick(days=2)
    assert [row.chat_id for row in office.rows() if row.data["id"] == "inspection-no-answer"] == [LI]
    assert not appointments.proposal_of(due.due)
    assert due.due.state == "open"


def test_a_time_that_came_before_the_answer_cannot_be_accepted(due: Round) -> None:
    at = working(due.office.now)
    due.propose(at)
    due.office.now = at + timedelta(minutes=1)
    assert due.press(CUSTOMER, "ica").text == plain("en", "inspection-time-over")


def test_with_nobody_of_the_customer_the_engineer_is_told_to_phone(due: Round) -> None:
    office = due.office
    people.change(office.conn, CUSTOMER, asking=None)
    office.conn.exec_driver_sql("delete from memberships where contract = 'c1'")
    due.propose(working(office.now))
    assert "inspection-nobody-there" in [row.data["id"] for row in office.rows()]
    due.go()
    assert due.due.state == "started", "agreed by phone: it can be begun"


def test_an_engineer_who_left_is_replaced_and_presses_in_vain(due: Round) -> None:
    office = due.office
    at = due.agreed()
    office.desk = replace(
        office.desk, people={key: one for key, one in office.desk.people.items() if key != LI},
        rota=replace(office.desk.rota, team=(WANG,), oncall=(WANG,)),
    )  # fmt: skip
    people.sync_staff(office.conn, office.desk, office.now)
    look_again(office)
    assert due.due.person_id == WANG
    assert due.due.agreed_at == at, "the customer's appointment stands"
    (row,) = [row for row in office.rows() if row.data["id"] == "due-reassigned"]
    assert row.chat_id == WANG
    assert set(office.buttons(row).values()), "with what to do next"
    assert due.go(LI).alert
    due.go(WANG)
    assert due.due.state == "started"


def test_a_contract_that_ended_calls_everything_off(due: Round) -> None:
    office = due.office
    due.agreed()
    ended = Service(date(2025, 12, 20), date(2026, 3, 2), engineer=LI)
    office.desk = replace(office.desk, service={"c1": ended})
    office.now += timedelta(hours=15)
    look_again(office)
    assert due.due.state == "cancelled"
    assert due.press(CUSTOMER, "icp", 0).text == plain("en", "inspection-over")
    assert due.press(LI, "ip", 0).text == plain("zh", "inspection-over")
    assert due.go().alert
    office.rows()
    office.tick(days=3)
    off = [row.chat_id for row in office.rows() if row.data["id"] == "inspection-off"]
    assert sorted(off) == sorted([CUSTOMER, OTHER]), "each hears once that nobody comes"


def test_an_overdue_inspection_climbs_and_can_still_be_agreed_on(due: Round) -> None:
    office = due.office
    office.tick(days=(due.due.due_at - office.now).days + 1, hours=1)
    rows = [row for row in office.rows() if row.data.get("id") == "due-overdue"]
    assert LI in {row.chat_id for row in rows}
    due.propose(working(office.now, 1 if office.now.weekday() < 4 else 4))
    assert appointments.proposal_of(due.due)
    assert dues.log(office.conn, due.number)[-1].type == "proposed"
    assert timers.next_due(office.conn) is not None
    assert BOSS
