"""Return visits: the note, problems that become tickets, wishes that are kept, customers who are not reached."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from domain.plans.promises import Service
from schedules import dues as plan
from storage import dues, people, tickets
from storage.dues import Due
from tests.engineers.office import BOSS, CUSTOMER, LI, MANAGERS, TEAM, WANG, ZHAO, Office
from tests.satisfaction.bureau import COLLEAGUE, begun, repaired, to, two_contacts
from views.callbacks import encode

MESSAGE = 640


def now_of(office: Office, due: Due) -> Due:
    return dues.get(office.conn, due.id)


def press(office: Office, due: Due, *action: int | str, person: int = LI, message: int = MESSAGE) -> str:
    """Press a button of the visit as it stands; the alert, if there is one."""
    answer = office.press(
        person, encode("vi", due.id, now_of(office, due).fence, *action), chat=None, message=message
    )
    return answer.text if answer.alert else ""


def noted(office: Office, due: Due) -> None:
    """Spoken with the customer by phone."""
    for action in (("g",), ("h", "phone"), ("w", CUSTOMER)):
        assert press(office, due, *action) == ""


def shown(office: Office) -> str:
    """What the living message says in the engineer's language and in English."""
    (row,) = office.rows("revise")
    return office.said_in(row)


def test_the_task_names_whom_to_call_and_until_when(office: Office) -> None:
    two_contacts(office)
    begun(office, "visit", days=10)
    (row,) = office.rows("text")
    words = office.said_in(row)
    assert row.chat_id == LI
    assert "Mr Qian" in words
    assert "+86 139" in words
    assert "03-12" in words
    assert list(office.buttons(row)) == ["📝 记录回访", "📵 联系不上"]


def test_all_well_is_four_taps(office: Office) -> None:
    due = begun(office, "visit")
    noted(office, due)
    office.rows()
    assert press(office, due, "ok") == ""
    after = now_of(office, due)
    assert (after.state, after.late, after.data["note"]["who"]) == ("done", False, "Mrs <i>Chen</i>")
    words = shown(office)
    assert "一切正常" in words
    assert "已完成" in words
    assert dues.log(office.conn, due.id)[-1].type == "done"


def test_a_problem_becomes_a_ticket_that_says_where_it_came_from(office: Office) -> None:
    due = begun(office, "visit")
    noted(office, due)
    press(office, due, "t", "problem")
    office.rows()
    assert office.private(LI, "食堂二楼 <3号> 画面模糊")
    (row,) = office.rows("revise")
    assert "食堂二楼 &lt;3号&gt; 画面模糊" in office.said_in(row)
    assert len(office.buttons(row)) == len(office.desk.contracts["c1"].preset.levels) + 1
    assert press(office, due, "lv", 2) == ""
    (number,) = tickets.open_numbers(office.conn)
    ticket = office.load(number)
    assert (ticket.kind, ticket.level, ticket.customer_id, ticket.provisional) == (
        "fault",
        2,
        CUSTOMER,
        False,
    )
    assert ticket.title == "食堂二楼 <3号> 画面模糊"
    told = office.rows("text")
    assert "comes from: Return visit" in office.shown(to(told, TEAM)[0])
    assert f"now <b>#{number}</b>" in office.shown(to(told, CUSTOMER)[0])
    assert now_of(office, due).data["note"]["problems"][0]["ticket"] == number
    office.private(LI, f"/t {number}")
    assert "画面模糊" in office.words()[-1]
    press(office, due, "ok")
    assert f"→ #{number}" in shown(office)


def test_the_same_tap_twice_opens_one_ticket(office: Office) -> None:
    due = begun(office, "visit")
    noted(office, due)
    press(office, due, "t", "problem")
    office.private(LI, "camera blurred")
    data = encode("vi", due.id, now_of(office, due).fence, "lv", 3)
    assert not office.press(LI, data, chat=None, message=MESSAGE).alert
    assert office.press(LI, data, chat=None, message=MESSAGE).alert
    assert len(tickets.open_numbers(office.conn)) == 1


def test_a_problem_solved_on_the_spot_is_noted_without_a_ticket(office: Office) -> None:
    due = begun(office, "visit")
    noted(office, due)
    press(office, due, "t", "problem")
    office.private(LI, "mouse unplugged")
    assert press(office, due, "lv", 0) == ""
    assert tickets.open_numbers(office.conn) == []
    press(office, due, "ok")
    assert now_of(office, due).data["note"]["problems"][0]["words"] == "mouse unplugged"


def test_a_level_that_the_contract_has_not_opens_nothing(office: Office) -> None:
    due = begun(office, "visit")
    noted(office, due)
    press(office, due, "t", "problem")
    office.private(LI, "blurred")
    assert press(office, due, "lv", 9)
    assert tickets.open_numbers(office.conn) == []


def test_the_ticket_is_the_contacts_with_whom_was_spoken(office: Office) -> None:
    two_contacts(office)
    due = begun(office, "visit")
    for action in (("g",), ("h", "onsite"), ("w", CUSTOMER), ("t", "problem")):
        press(office, due, *action)
    office.private(LI, "blurred")
    press(office, due, "lv", 1)
    assert office.load(tickets.open_numbers(office.conn)[0]).customer_id == CUSTOMER


def test_somebody_unknown_is_named_and_the_newest_contact_gets_the_ticket(office: Office) -> None:
    two_contacts(office)
    due = begun(office, "visit")
    for action in (("g",), ("h", "onsite"), ("t", "who")):
        assert press(office, due, *action) == ""
    office.private(LI, "门卫老张")
    assert now_of(office, due).data["note"]["who"] == "门卫老张"
    press(office, due, "t", "problem")
    office.private(LI, "blurred")
    press(office, due, "lv", 1)
    assert office.load(tickets.open_numbers(office.conn)[0]).customer_id == COLLEAGUE


def test_without_a_contact_no_ticket_can_be_opened_and_it_is_said(office: Office) -> None:
    from sqlalchemy import delete

    from storage.tables import memberships

    office.conn.execute(delete(memberships))
    due = begun(office, "visit")
    for action in (("g",), ("h", "onsite"), ("t", "who")):
        press(office, due, *action)
    office.private(LI, "somebody")
    press(office, due, "t", "problem")
    office.private(LI, "blurred")
    assert "还没有联系人" in press(office, due, "lv", 1)
    assert press(office, due, "lv", 0) == ""


def test_wishes_are_kept_and_listed_for_managers_by_contract(office: Office) -> None:
    due = begun(office, "visit")
    noted(office, due)
    for wish in ("more <cameras>", "a monthly report"):
        press(office, due, "t", "wish")
        office.private(LI, wish)
    press(office, due, "ok")
    office.rows()
    for words in ("/wishes", "/wishes C1"):
        office.managers(BOSS, words)
        answer = office.words()[-1]
        assert "more &lt;cameras&gt;" in answer
        assert "a monthly report" in answer
        assert "School &lt;No. 3&gt;" in answer
        assert "Mrs &lt;i&gt;Chen&lt;/i&gt;" in answer
    office.managers(BOSS, "/wishes 客户.二")
    assert "No wishes" in office.words()[-1]
    office.managers(BOSS, "/wishes nothing")
    assert "no contract" in office.words()[-1]


def test_engineers_do_not_have_the_managers_list(office: Office) -> None:
    office.private(WANG, "/wishes")
    assert "no such command" in office.words()[-1]


def test_what_was_put_aside_goes_on_in_another_message(office: Office) -> None:
    due = begun(office, "visit", days=20)
    noted(office, due)
    press(office, due, "z")
    office.rows()
    office.private(LI, "/visits")
    (row,) = office.rows("text")
    data = next(iter(office.buttons(row).values()))
    office.press(LI, data, chat=None, message=990)
    rows = office.rows("revise")
    assert [(row.data["message_id"], row.data["id"]) for row in rows] == [
        (MESSAGE, "visit-elsewhere"), (990, "visit-page"),
    ]  # fmt: skip
    assert "Mrs" in office.said_in(rows[1])


def test_words_of_a_note_survive_cancel_and_a_form_in_between(office: Office) -> None:
    due = begun(office, "visit")
    noted(office, due)
    press(office, due, "t", "words")
    assert office.private(LI, "/cancel")
    assert people.find(office.conn, LI).asking is None  # type: ignore[union-attr]
    assert press(office, due, "g") == ""
    press(office, due, "t", "words")
    office.pass_time(minutes=5)
    ticket = office.taken(LI)
    office.do(LI, ticket, "res", chat=None)
    form = office.rows()
    assert form
    office.press(
        LI,
        next(data for row in form if row.kind == "text" for data in office.buttons(row).values()),
        chat=None,
    )
    office.private(LI, "the cable")
    assert "words" not in now_of(office, due).data["note"]


@pytest.mark.parametrize(
    ("what", "longest"), [("who", 80), ("problem", 1000), ("wish", 500), ("words", 1000)]
)
def test_words_that_are_too_long_are_said_to_be_and_waited_for_again(
    office: Office, what: str, longest: int
) -> None:
    due = begun(office, "visit")
    for action in (("g",), ("h", "phone")):
        press(office, due, *action)
    if what != "who":
        press(office, due, "w", CUSTOMER)
    press(office, due, "t", what)
    office.rows()
    office.private(LI, "x" * (longest + 1))
    assert str(longest) in office.words()[-1].replace(",", "")
    office.private(LI, "y" * longest)
    assert "y" * longest in str(now_of(office, due).data["note"])


def test_at_most_so_many_problems_fit_into_a_note(office: Office) -> None:
    due = begun(office, "visit")
    noted(office, due)
    for _ in range(8):
        assert press(office, due, "t", "wish") == ""
        office.private(LI, "<" * 500)
        press(office, due, "t", "problem")
        office.private(LI, "<" * 1000)
        press(office, due, "lv", 0)
    assert "8" in press(office, due, "t", "wish")
    assert "8" in press(office, due, "t", "problem")
    press(office, due, "ok")
    assert office.rows()


def test_who_is_not_reached_is_tried_again_the_next_working_day(office: Office) -> None:
    office.now = datetime(2026, 3, 6, 8, 0, tzinfo=UTC)
    due = begun(office, "visit", days=20)
    assert press(office, due, "n") == ""
    office.rows()
    office.tick(days=2, hours=8)
    assert [row for row in office.rows("text") if row.data["id"] == "visit-again"] == []
    office.tick(days=1)
    (row,) = [row for row in office.rows("text") if row.data["id"] == "visit-again"]
    assert "已试 1 次" in office.said_in(row)
    assert [step.type for step in dues.log(office.conn, due.id)].count("tried") == 1
    assert not office.press(LI, next(iter(office.buttons(row).values())), chat=None).alert


def test_overdue_a_visit_climbs_to_the_superior(office: Office) -> None:
    due = begun(office, "visit", days=6)
    office.rows()
    office.tick(days=7)
    told = office.rows("text")
    assert {"due-reminder", "due-overdue"} <= {row.data["id"] for row in to(told, LI)}
    assert [row.data["id"] for row in to(told, ZHAO)] == ["due-overdue-superior"]
    noted(office, due)
    press(office, due, "ok")
    assert (now_of(office, due).state, now_of(office, due).late) == ("done", True)
    office.rows()
    office.tick(days=30)
    assert to(office.rows("text"), ZHAO) == []


def test_only_who_has_to_do_it_a_superior_or_a_manager_may(office: Office) -> None:
    due = begun(office, "visit")
    assert "Li" in press(office, due, "g", person=WANG)
    assert press(office, due, "g", person=ZHAO) == ""
    assert press(office, due, "g", person=BOSS) == ""
    assert office.press(CUSTOMER, encode("vi", due.id, 0, "g"), chat=None).alert
    assert office.press(LI, encode("vi", due.id, now_of(office, due).fence, "g"), chat=TEAM).alert


@pytest.mark.parametrize(
    "data",
    [
        "1.vi", "1.vi.1", "1.vi.zzzzzz.0.g", "1.vi.1.0", "1.vi.1.0.x", "1.vi.1.0.h.fax", "1.vi.1.0.w.2n",
        "1.vi.1.0.t.age", "1.vi.1.0.lv.1", "1.vi.1.0.ok", "1.vf.1.0.phone",
    ],
)  # fmt: skip
def test_forged_presses_change_nothing(office: Office, data: str) -> None:
    due = begun(office, "visit")
    assert office.press(LI, data, chat=None).alert
    assert now_of(office, due) == due


def test_done_is_done(office: Office) -> None:
    due = begun(office, "visit")
    noted(office, due)
    press(office, due, "ok")
    assert "已经完成" in press(office, due, "g")
    assert "已经完成" in press(office, due, "n")


def test_a_visit_of_an_engineer_who_left_is_somebody_elses(office: Office) -> None:
    due = begun(office, "visit")
    office.rows()
    staff = {number: one for number, one in office.desk.people.items() if number != LI}
    office.desk = replace(office.desk, people=staff, service={"c1": Service(date(2026, 1, 1))})
    people.sync_staff(office.conn, office.desk, office.now)
    plan.ensure(office.conn, office.desk, office.now)
    office.tick(seconds=1)
    after = now_of(office, due)
    assert after.person_id == WANG
    (row,) = [row for row in to(office.rows("text"), WANG) if row.data["id"] == "due-reassigned"]
    assert not office.press(WANG, next(iter(office.buttons(row).values())), chat=None).alert
    assert office.press(LI, encode("vi", due.id, now_of(office, due).fence, "g"), chat=None).alert


def test_a_contract_that_ended_needs_no_visit(office: Office) -> None:
    due = begun(office, "visit")
    office.desk = replace(office.desk, service={"c1": Service(date(2026, 1, 1), ends=date(2026, 3, 10))})
    office.pass_time(days=12)
    plan.ensure(office.conn, office.desk, office.now)
    office.tick(seconds=1)
    assert now_of(office, due).state == "cancelled"
    assert "合同已结束" in press(office, due, "g")


def test_my_tasks_are_listed_in_private_only(office: Office) -> None:
    office.topic(LI, "/visits", thread=None)
    assert "in private" in office.words()[-1]
    office.private(LI, "/visits")
    assert "没有待办" in office.said_in(office.rows("text")[-1])
    begun(office, "visit")
    office.rows()
    office.private(LI, "/visits")
    assert "电话回访" in office.words()[-1]


def test_visits_of_the_contract_are_asked_of_its_engineer_by_the_plan(office: Office) -> None:
    plan.ensure(office.conn, office.desk, office.now)
    office.tick(days=25)
    found = dues.listed(office.conn, kinds=("visit",), contract="c1")
    assert found
    assert all(one.person_id == LI for one in found)
    assert "visit-ask" in {row.data["id"] for row in to(office.rows("text"), LI)}


def test_engineers_see_their_own_figures_only_with_three_people_behind_them(office: Office) -> None:
    repaired(office, LI, stars=5)
    repaired(office, LI, stars=1)
    office.private(LI, "/survey")
    assert "不足 3 位" in office.words()[-1]
    office.topic(LI, "/survey", thread=None)
    assert "in private" in office.words()[-1]


def test_managers_are_answered_with_a_made_message(office: Office) -> None:
    office.managers(BOSS, "/survey c1")
    (row,) = office.rows("made")
    assert (row.chat_id, row.data["what"], row.data["contract"]) == (MANAGERS, "survey", "c1")
    office.managers(BOSS, "/survey nothing")
    assert "no contract" in office.words()[-1]
    assert timedelta(days=364) < office.now - datetime.fromisoformat(row.data["start"])


def test_a_superior_who_goes_on_gets_the_note_in_their_own_chat(office: Office) -> None:
    due = begun(office, "visit")
    noted(office, due)
    press(office, due, "t", "wish")
    office.rows()
    press(office, due, "t", "problem", person=ZHAO, message=77)
    assert [(row.chat_id, row.data["message_id"], row.data["id"]) for row in office.rows("revise")] == [
        (LI, MESSAGE, "visit-elsewhere"), (ZHAO, 77, "visit-type-problem"),
    ]  # fmt: skip
    office.private(LI, "these words belong to no note any more")
    assert "problems" not in now_of(office, due).data["note"]
    office.private(ZHAO, "blurred")
    assert now_of(office, due).data["note"]["problems"][0]["words"] == "blurred"


def test_a_photo_is_not_taken_for_words(office: Office) -> None:
    from tests.engineers.office import photo

    due = begun(office, "visit")
    noted(office, due)
    press(office, due, "t", "problem")
    office.rows()
    assert office.private(LI, "see here", media=photo())
    assert "只能记文字" in office.words()[-1]
    assert "problems" not in now_of(office, due).data["note"]
