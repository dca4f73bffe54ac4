"""The questionnaire: who gets it, how it is gone through, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.plans.promises import Service
from domain.plans.surveys import GROUPS, INDICATORS
from storage import drafts, dues, people, surveys
from tests.engineers.office import BOSS, CUSTOMER, LI, MANAGERS, WANG, Office
from tests.satisfaction.bureau import (
    COLLEAGUE,
    begun,
    fill_in,
    move,
    repaired,
    sheet,
    to,
    two_contacts,
    write_to_bot,
)
from views.callbacks import encode
from views.texts import plain

TABLE = {
    "电话服务": ["电话服务易接通性", "故障诊断水平", "电话服务效果"],
    "现场服务": ["服务响应时间", "故障诊断准确率", "故障解决时间", "故障解决成功率", "服务人员态度"],
    "网上服务": ["服务响应时间", "服务内容", "服务效果"],
    "服务部门服务": ["处理投诉的及时性", "服务的主动性", "承诺兑现情况", "信息反馈与改进"],
}


def test_the_form_has_the_words_of_the_contracts_in_their_order() -> None:
    shown = {
        plain("zh", f"survey-group-{group}"): [plain("zh", f"survey-item-{one}") for one in indicators]
        for group, indicators in GROUPS.items()
    }
    assert shown == TABLE
    assert list(shown) == list(TABLE)
    assert len(INDICATORS) == len(set(INDICATORS)) == 15
    levels = [plain("zh", f"survey-level-{level}") for level in (5, 4, 3, 2, 1)]
    assert levels == ["非常满意", "满意", "一般", "不满意", "非常不满意"]


def test_every_contact_gets_it_and_nobody_of_ours(office: Office) -> None:
    two_contacts(office)
    people.join(office.conn, WANG, "c1", office.now)
    begun(office, "survey")
    asked = office.rows("text")
    assert {row.chat_id for row in asked} == {CUSTOMER, COLLEAGUE}
    assert "Satisfaction survey" in office.shown(to(asked, CUSTOMER)[0])
    assert "用户满意度调查" in office.said_in(to(asked, COLLEAGUE)[0])


def test_a_whole_survey_is_one_message_of_fifteen_questions(office: Office) -> None:
    survey = sheet(office, due := begun(office, "survey"))
    office.rows()
    move(office, survey, "r")
    for place in range(15):
        (row,) = office.rows("revise")
        assert f"{place + 1}/15" in office.shown(row)
        assert row.data["message_id"] == 700
        keys = list(office.buttons(row))
        assert keys[:5] == ["Very satisfied", "Satisfied", "Neutral", "Dissatisfied", "Very dissatisfied"]
        answer = move(office, survey, "4")
        assert "Satisfied" in answer.text
    office.rows()
    move(office, survey, "s")
    (row,) = office.rows("revise")
    assert "Thank you" in office.shown(row)
    assert office.buttons(row) == {}
    after = surveys.get(office.conn, survey.id)
    assert (after.paper.state, len(after.paper.answers)) == ("done", 15)
    done = dues.get(office.conn, due.id)
    assert (done.state, done.late) == ("done", False)


def test_back_shows_the_answer_and_another_one_replaces_it(office: Office) -> None:
    survey = sheet(office, begun(office, "survey"))
    move(office, survey, "r")
    move(office, survey, "5")
    office.rows()
    move(office, survey, "b")
    assert "Your answer: Very satisfied" in office.words()[-1]
    move(office, survey, "2")
    assert surveys.get(office.conn, survey.id).paper.answers == {"phone-reach": 2}
    move(office, survey, "b")
    move(office, survey, "k")
    assert surveys.get(office.conn, survey.id).paper.answers == {}


def test_what_was_put_aside_goes_on_where_it_stood(office: Office) -> None:
    survey = sheet(office, begun(office, "survey"))
    fill_in(office, survey, [5, None, 3])
    office.rows()
    move(office, survey, "l")
    (row,) = office.rows("revise")
    assert "2 of 15" in office.shown(row)
    office.pass_time(days=3)
    move(office, survey, "r")
    assert "4/15" in office.words()[-1]


def test_the_comment_at_the_end_sends_it(office: Office) -> None:
    survey = sheet(office, begun(office, "survey"))
    fill_in(office, survey, [4] * 14)
    move(office, survey, "5")
    move(office, survey, "w")
    write_to_bot(office, CUSTOMER, "Mr Li is <very> patient")
    after = surveys.get(office.conn, survey.id).paper
    assert (after.state, after.comment) == ("done", "Mr Li is <very> patient")
    assert people.find(office.conn, CUSTOMER).asking is None  # type: ignore[union-attr]


def test_a_comment_about_a_past_fault_stays_a_comment_and_the_way_to_report_is_told(office: Office) -> None:
    survey = sheet(office, begun(office, "survey"))
    fill_in(office, survey, [4] * 14)
    move(office, survey, "k")
    move(office, survey, "w")
    office.rows()
    write_to_bot(office, CUSTOMER, "All cameras are down, nobody can see anything")
    assert surveys.get(office.conn, survey.id).paper.comment.startswith("All cameras")
    assert "write it once more" in office.words()[-1]
    assert drafts.live_of(office.conn, CUSTOMER) is None
    write_to_bot(office, CUSTOMER, "All cameras are down, nobody can see anything")
    assert drafts.live_of(office.conn, CUSTOMER) is not None


def test_a_comment_can_be_left_out_again(office: Office) -> None:
    survey = sheet(office, begun(office, "survey"))
    fill_in(office, survey, [4] * 14)
    move(office, survey, "k")
    move(office, survey, "w")
    write_to_bot(office, CUSTOMER, "/cancel")
    assert "no comment" in office.words()[-1]
    assert not move(office, survey, "s").alert
    assert surveys.get(office.conn, survey.id).paper.state == "done"


def test_a_survey_that_says_nothing_is_not_an_answer(office: Office) -> None:
    survey = sheet(office, due := begun(office, "survey"))
    fill_in(office, survey, [None] * 15)
    assert surveys.get(office.conn, survey.id).paper.state == "left"
    assert dues.get(office.conn, due.id).open


def test_answering_twice_is_refused_with_the_reason(office: Office) -> None:
    survey = sheet(office, begun(office, "survey"))
    fill_in(office, survey, [4] * 15)
    before = surveys.get(office.conn, survey.id)
    for action in ("5", "b", "r", "l", "s", "w"):
        refused = move(office, survey, action)
        assert refused.alert
        assert "sent this survey already" in refused.text
    assert surveys.get(office.conn, survey.id) == before


def test_a_second_tap_on_the_same_button_counts_once(office: Office) -> None:
    survey = sheet(office, begun(office, "survey"))
    move(office, survey, "r")
    data = encode("vs", survey.id, surveys.get(office.conn, survey.id).fence, "4")
    assert not office.press(CUSTOMER, data, chat=None, message=700).alert
    again = office.press(CUSTOMER, data, chat=None, message=700)
    assert again.alert
    assert "noted already" in again.text
    assert surveys.get(office.conn, survey.id).paper.answers == {"phone-reach": 4}


@pytest.mark.parametrize("person", [COLLEAGUE, LI, BOSS, 99])
def test_another_person_cannot_answer_it(office: Office, person: int) -> None:
    two_contacts(office)
    survey = sheet(office, begun(office, "survey"))
    refused = move(office, survey, "1", person)
    assert refused.alert
    assert (
        plain("en", "survey-not-yours") in (refused.text, "")
        or plain("zh", "survey-not-yours") == refused.text
    )
    assert surveys.get(office.conn, survey.id).fence == 0


def test_after_its_end_it_is_closed_and_what_was_answered_counts(office: Office) -> None:
    two_contacts(office)
    survey = sheet(office, due := begun(office, "survey"))
    fill_in(office, survey, [4, 4])
    office.tick(days=61)
    refused = move(office, survey, "4")
    assert refused.alert
    assert "closed" in refused.text
    after = dues.get(office.conn, due.id)
    assert (after.state, after.late, after.done_at) == ("done", False, due.due_at)
    assert surveys.get(office.conn, survey.id).paper.state == "expired"
    rows = office.rows()
    assert any("1 of 2 answered" in office.said_in(row) for row in to(rows, MANAGERS) if row.kind == "text")
    (closed,) = [row for row in to(rows, CUSTOMER) if row.data.get("id") == "survey-closed"]
    assert closed.data["message_id"] == 700
    assert office.buttons(closed) == {}


def test_it_is_closed_for_a_press_even_before_the_desk_noticed(office: Office) -> None:
    survey = sheet(office, due := begun(office, "survey"))
    office.now = due.due_at
    assert "closed" in move(office, survey, "r").text


def test_a_survey_that_nobody_answered_is_missed_with_the_reason(office: Office) -> None:
    due = begun(office, "survey")
    office.tick(days=61)
    assert dues.get(office.conn, due.id).state == "missed"
    assert dues.log(office.conn, due.id)[-1].data == {"why": "nobody-answered"}
    assert any("nobody answered" in office.said_in(row) for row in to(office.rows("text"), MANAGERS))


def test_a_survey_without_a_contact_is_missed_and_said(office: Office) -> None:
    from sqlalchemy import delete

    from storage.tables import memberships

    office.conn.execute(delete(memberships))
    due = begun(office, "survey")
    office.tick(days=61)
    assert dues.log(office.conn, due.id)[-1].data == {"why": "nobody-to-ask"}


def test_one_reminder_after_a_week_for_those_who_did_nothing(office: Office) -> None:
    two_contacts(office)
    due = begun(office, "survey")
    move(office, sheet(office, due, COLLEAGUE), "l", message=800)
    office.rows()
    office.tick(days=59)
    told = office.rows("text")
    assert [row.chat_id for row in told if row.data["id"] == "survey-reminder"] == [CUSTOMER]
    row = next(row for row in told if row.data["id"] == "survey-reminder")
    data = next(iter(office.buttons(row).values()))
    assert not office.press(CUSTOMER, data, chat=None, message=900).alert


def test_who_became_a_contact_meanwhile_is_asked_with_the_reminder(office: Office) -> None:
    due = begun(office, "survey")
    office.rows()
    two_contacts(office)
    office.tick(days=8)
    assert "survey-ask" in [row.data["id"] for row in to(office.rows("text"), COLLEAGUE)]
    assert len(surveys.of_due(office.conn, due.id)) == 2


def test_a_contact_who_lost_access_cannot_answer_and_is_not_reminded(office: Office) -> None:
    from sqlalchemy import delete

    from storage.tables import memberships

    survey = sheet(office, begun(office, "survey"))
    office.rows()
    office.conn.execute(delete(memberships).where(memberships.c.person_id == CUSTOMER))
    assert "no contact of this customer" in move(office, survey, "r").text
    office.tick(days=10)
    assert to(office.rows("text"), CUSTOMER) == []


def test_a_contract_that_ended_closes_its_survey(office: Office) -> None:
    from schedules import dues as plan

    survey = sheet(office, due := begun(office, "survey"))
    office.desk = replace(office.desk, service={"c1": Service(date(2026, 1, 1), ends=date(2026, 3, 10))})
    office.pass_time(days=12)
    plan.ensure(office.conn, office.desk, office.now)
    office.tick(seconds=1)
    assert dues.get(office.conn, due.id).state == "cancelled"
    assert "contract has ended" in move(office, survey, "r").text
    office.rows()
    office.tick(days=60)
    assert all(row.data["id"] != "survey-over-silent" for row in office.rows("text"))
    assert surveys.get(office.conn, survey.id).paper.state == "expired"


def test_survey_command_brings_the_form_to_the_bottom(office: Office) -> None:
    survey = sheet(office, begun(office, "survey"))
    fill_in(office, survey, [4, 4])
    office.rows()
    write_to_bot(office, CUSTOMER, "/survey")
    rows = office.rows()
    assert "3/15" in office.shown(next(row for row in rows if row.kind == "text"))
    assert any(row.kind == "revise" and row.data["id"] == "survey-elsewhere" for row in rows)
    move(office, survey, "5", message=950)
    (row,) = office.rows("revise")
    assert row.data["message_id"] == 950


def test_survey_command_without_a_survey_says_so(office: Office) -> None:
    write_to_bot(office, CUSTOMER, "/survey")
    assert "no survey" in office.words()[-1]


def test_the_engineer_judged_is_the_one_of_most_repairs(office: Office) -> None:
    for engineer in (WANG, LI, WANG):
        repaired(office, engineer)
    due = begun(office, "survey")
    assert due.data["engineers"] == [WANG]
    assert sheet(office, due).engineer_id == WANG
    assert set(due.data["involved"]) == {WANG, LI}


def test_repairs_before_the_last_survey_count_no_more(office: Office) -> None:
    repaired(office, WANG)
    office.pass_time(days=1)
    begun(office, "survey", days=30)
    office.pass_time(days=40)
    repaired(office, LI)
    assert begun(office, "survey").data["engineers"] == [LI]


def test_equal_repairs_judge_both(office: Office) -> None:
    for engineer in (WANG, LI):
        repaired(office, engineer)
    assert set(begun(office, "survey").data["engineers"]) == {WANG, LI}


def test_a_repair_that_was_taken_back_is_nobodys(office: Office) -> None:
    from domain.tickets.commands import Resolve, TakeBack
    from storage import apply
    from storage.survey_results import resolvers

    ticket = office.taken(LI)
    for command in (Resolve(LI, "hardware", "a", "b", ""), TakeBack(LI)):
        office.pass_time(minutes=1)
        apply.apply(office.conn, office.desk, ticket.id, command, office.now)
    assert resolvers(office.conn, "c1", office.now - timedelta(days=1), office.now + timedelta(days=1)) == []
