"""Seats, the waiting list, signing in, the assessment, the rating: by whom, and when."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest

from bot import course_files
from domain.plans.promises import Service
from storage import courses, people
from tests.engineers.office import BOSS, LI, MANAGERS, STRANGER, WANG
from tests.training.school import ANNA, CHEN, OTHER, PAUL, School
from views.callbacks import encode


def held(school: School) -> courses.Course:
    """Chen and Anna had the two seats; only Chen signed in; the course is over."""
    course = school.make()
    school.enrol(CHEN, ANNA)
    school.until(course, minutes=-5)
    school.press(CHEN, "Sign in")
    school.end(course)
    school.look()
    return school.course(course.id)


def test_a_full_course_has_a_waiting_list_that_moves_up_when_somebody_leaves(school: School) -> None:
    course = school.make()
    school.enrol(CHEN, ANNA)
    answer = school.press(PAUL, "Enrol")
    assert "number 1 on the waiting list" in answer.text
    school.press(ANNA, "Give up")
    assert school.told(PAUL, "course-moved-up")
    assert {one.person_id for one in courses.enrolled(school.office.conn, course.id)} == {CHEN, PAUL}
    assert "number 1" in school.press(ANNA, "Enrol").text, "who comes back is last"


def test_enrolling_twice_is_refused_and_changes_nothing(school: School) -> None:
    course = school.make()
    enrol = school.key(CHEN, "Enrol")
    school.data(CHEN, enrol)
    twice = school.data(CHEN, enrol)
    assert twice.alert
    assert "already" in twice.text
    assert courses.taken(school.office.conn, course.id) == 1


@pytest.mark.parametrize("person", [OTHER, STRANGER])
@pytest.mark.parametrize("verb", ["te", "ts"])
def test_another_contracts_customer_can_neither_enrol_nor_sign_in(
    school: School, person: int, verb: str
) -> None:
    course = school.make()
    data = encode("te", course.id, "y") if verb == "te" else encode("ts", course.id)
    answer = school.data(person, data)
    assert answer.alert
    assert "not for your organisation" in answer.text
    assert not courses.taken(school.office.conn, course.id)


def test_nobody_enrols_or_leaves_once_it_has_begun(school: School) -> None:
    course = school.make()
    enrol = school.key(CHEN, "Enrol")
    school.enrol(ANNA)
    leave = school.key(ANNA, "Give up")
    school.until(course)
    for person, data in ((CHEN, enrol), (ANNA, leave)):
        assert "has begun" in school.data(person, data).text


@pytest.mark.parametrize(
    ("minutes", "fine"), [(-15.1, False), (-15, True), (0, True), (120, True), (120.1, False)]
)
def test_signing_in_is_possible_from_a_quarter_before_to_the_end_only(
    school: School, minutes: float, fine: bool
) -> None:
    course = school.make()
    school.enrol(CHEN)
    school.tick_to(course.starts_at + timedelta(minutes=minutes))
    answer = school.data(CHEN, encode("ts", course.id))
    assert answer.alert is not fine
    mine = courses.enrolment(school.office.conn, course.id, CHEN)
    assert mine is not None
    assert (mine.signed_in_at == school.now) is fine


def test_signing_in_needs_a_seat_and_counts_once(school: School) -> None:
    course = school.make()
    school.enrol(CHEN, ANNA, PAUL)
    school.until(course)
    assert "not enrolled" in school.data(PAUL, encode("ts", course.id)).text
    sign = school.key(CHEN, "Sign in")
    school.data(CHEN, sign)
    first = school.now
    school.office.pass_time(minutes=5)
    assert "already" in school.data(CHEN, sign).text
    mine = courses.enrolment(school.office.conn, course.id, CHEN)
    assert mine is not None
    assert mine.signed_in_at == first


def test_after_the_end_those_who_came_are_asked_and_the_sheet_goes_to_ours(school: School) -> None:
    held(school)
    assert {row.chat_id for row in school.files if row.data["what"] == "course-sheet"} == {WANG, MANAGERS}
    assert school.told(CHEN, "course-feedback")
    assert school.told(CHEN, "course-question")
    assert not school.told(ANNA, "course-feedback")
    assert "+86 13" not in "".join(one.words for one in school.shown), (
        "phone numbers stand in the sheet alone"
    )


async def test_the_sheet_has_a_row_for_everybody_who_signed_in_and_no_formulas(school: School) -> None:
    people.change(school.office.conn, CHEN, name="=1+1")
    held(school)
    row = next(one for one in school.files if one.chat_id == MANAGERS)
    making = course_files.begin_sheet(school.office.conn, school.office.desk, row, "zh", school.now)
    content = await making
    assert "签到 1 人，缺席 1 人" in content.text
    assert [key.text for line in content.buttons for key in line] == ["🔁 安排补训"]
    assert content.files[0].name == "签到表 Backups for beginners.xlsx"
    cells = read(content.files[0].data or b"")
    assert cells[2] == ["序号", "姓名", "单位", "培训内容", "联系方式", "签到时间"]
    assert cells[3] == [
        "1",
        "=1+1",
        "School <No. 3>",
        "Backups for <beginners>",
        "+86 139",
        "2026-03-12 14:05",
    ]
    assert len(cells) == 4


def read(data: bytes) -> list[list[str]]:
    """The cells of the first sheet of an XLSX file, line by line; formulas would come without their text."""
    space = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    with ZipFile(BytesIO(data)) as file:
        texts = ["".join(one.itertext()) for one in ElementTree.fromstring(file.read("xl/sharedStrings.xml"))]
        sheet = ElementTree.fromstring(file.read("xl/worksheets/sheet1.xml"))
    rows: dict[int, list[str]] = {}
    for row in sheet.iter(f"{space}row"):
        cells = rows.setdefault(int(row.attrib["r"]), [])
        for cell in row.iter(f"{space}c"):
            assert cell.find(f"{space}f") is None
            value = cell.findtext(f"{space}v") or ""
            cells.append(texts[int(value)] if cell.attrib.get("t") == "s" else value)
    return [rows.get(number, []) for number in range(1, max(rows) + 1)]


def test_the_assessment_goes_question_by_question_and_gives_a_score(school: School) -> None:
    course = held(school)
    first = school.key(CHEN, "A")
    school.data(CHEN, first)
    assert "question 2/2" in school.told(CHEN, "course-question")[-1].words
    assert "already" in school.data(CHEN, first).text
    school.press(CHEN, "A")
    assert "50 %" in school.told(CHEN, "course-not-passed")[0].words
    mine = courses.enrolment(school.office.conn, course.id, CHEN)
    assert mine is not None
    assert (mine.answers, mine.score) == ([0, 0], 50)
    forged = school.data(ANNA, encode("ta", course.id, 0, 1))
    assert "Only those who signed in" in forged.text
    school.office.pass_time(days=8)
    assert "7 days" in school.data(CHEN, first).text


def test_a_rating_with_words_reaches_the_results(school: School) -> None:
    course = held(school)
    school.press(CHEN, "⭐⭐⭐⭐ Satisfied")
    school.press(CHEN, "omment")
    school.say(CHEN, "More exercises")
    school.press(CHEN, "B")
    school.press(CHEN, "A")
    assert school.told(CHEN, "course-passed")
    school.end(course, days=1, minutes=1)
    for chat in (WANG, MANAGERS):
        results = school.told(chat, "course-results")
        assert len(results) == 1
        assert "enrolled 2, came 1, absent 1" in results[0].words
        assert "1 answered, 1 passed" in results[0].words
        assert "rating: 4.0 (1 answers)" in results[0].words
        assert "More exercises" in results[0].words


def test_the_follow_up_is_one_tap_and_only_for_those_who_missed_or_failed(school: School) -> None:
    course = held(school)
    school.press(CHEN, "B")
    school.press(CHEN, "A")
    school.end(course, days=1, minutes=1)
    school.press(WANG, "Make the follow-up")
    assert school.told(WANG, "course-ask-when"), "all else is known"
    school.say(WANG, "2026-03-25 10:00-11:00")
    school.press(WANG, "Announce now")
    follow = school.course(course.id + 1)
    assert (follow.follows, follow.form, follow.invited) == (course.id, "follow_up", (ANNA,))
    assert len(school.told(ANNA, "course-notice")) == 2
    assert len(school.told(CHEN, "course-notice")) == 1
    assert "not for your" in school.data(CHEN, encode("te", follow.id, "y")).text
    school.press(WANG, "Make the follow-up")
    assert school.told(WANG, "course-card"), "the second tap shows the one there is"


def test_each_notice_comes_once_and_reminders_reach_those_with_a_seat(school: School) -> None:
    course = school.make()
    school.enrol(CHEN)
    school.end(course, days=2)
    counts = {
        "course-tomorrow": 1, "course-soon": 1, "course-sign-in": 1, "course-feedback": 0,
    }  # fmt: skip
    assert {one: len(school.told(CHEN, one)) for one in counts} == counts
    for text_id in ("course-materials-soon", "course-materials-due", "course-materials-missing-you"):
        assert len(school.told(WANG, text_id)) == 1, text_id
    assert len(school.told(MANAGERS, "course-materials-missing")) == 1
    assert not school.told(ANNA, "course-tomorrow")


def test_what_comes_late_after_downtime_comes_once_or_not_at_all(school: School) -> None:
    course = school.make()
    school.enrol(CHEN)
    school.look()
    school.office.now = course.starts_at + timedelta(minutes=30)
    school.office.tick(seconds=1)
    assert school.ids(CHEN) == ["course-sign-in"], "no reminder of what has begun already"
    assert not school.told(WANG, "course-materials-due")
    school.office.now = course.ends_at + timedelta(days=30)
    school.office.tick(seconds=1)
    assert school.course().state == "held"
    assert not school.told(CHEN, "course-feedback")
    assert len(school.told(WANG, "course-results")) == 1


def test_another_trainer_is_asked_for_once_when_the_trainer_has_left(school: School) -> None:
    office = school.office
    course = school.make()
    school.enrol(CHEN)
    staff = {person: one for person, one in office.desk.people.items() if person != WANG}
    office.desk = replace(office.desk, people=staff)
    people.sync_staff(office.conn, office.desk, office.now)
    school.until(course, days=2)
    assert len(school.told(MANAGERS, "course-trainer-left")) == 1
    assert school.data(WANG, encode("tc", course.id, school.course().fence, "mt")).alert
    school.press(BOSS, "Another trainer", chat=MANAGERS)
    school.press(BOSS, "Li", chat=MANAGERS)
    assert school.course().trainer_id == LI
    assert school.told(LI, "course-yours")
    school.until(course, hours=2)
    assert len(school.told(LI, "course-materials-missing-you")) == 1
    assert len(school.told(CHEN, "course-tomorrow")) == 1
    assert len(school.told(MANAGERS, "course-trainer-left")) == 1


def test_a_course_of_a_contract_that_ends_before_it_is_cancelled_and_told(school: School) -> None:
    office = school.office
    course = school.make()
    school.enrol(CHEN)
    office.desk = replace(
        office.desk,
        service={"c1": Service(date(2025, 1, 1), ends=course.starts_at.date() - timedelta(days=5))},
    )
    school.end(course, days=2)
    assert school.course().state == "cancelled"
    for person in (CHEN, WANG):
        assert len(school.told(person, "course-cancelled-ended")) == 1
    assert not school.told(CHEN, "course-soon")


def test_a_course_that_was_never_announced_is_put_away(school: School) -> None:
    course = school.make(at_once=False)
    school.end(course, days=2)
    assert school.course().state == "cancelled"
    assert school.told(BOSS, "course-never-announced")
    assert not school.told(CHEN, "course-notice")


def test_a_customer_finds_the_courses_to_come(school: School) -> None:
    school.make()
    school.say(CHEN, "/courses")
    assert school.told(CHEN, "course-mine-open")
    school.enrol(CHEN)
    school.say(CHEN, "/courses")
    assert school.told(CHEN, "course-mine-enrolled")
    school.say(OTHER, "/courses")
    assert school.told(OTHER, "course-none-for-you")


def test_the_staffs_keys_of_a_course_that_is_not_there_say_so(school: School) -> None:
    for action in ("o", "an", "cy", "ed.when", "fu", "sh", "zz"):
        data: Any = f"1.tc.zz.0.{action}"
        assert school.data(BOSS, data).alert
    course = school.make()
    for data in (f"1.tc.{course.id}.0.zz", f"1.tc.{course.id}.0.cy", f"1.tf.{course.id}.0.ok", "1.tq.zz"):
        assert school.data(BOSS, data).alert, data


def test_who_enrols_in_the_last_minutes_can_sign_in_at_once(school: School) -> None:
    course = school.make()
    school.until(course, minutes=10)
    school.enrol(CHEN)
    assert not school.press(CHEN, "Sign in").alert
    mine = courses.enrolment(school.office.conn, course.id, CHEN)
    assert mine is not None
    assert mine.signed_in_at == school.now


def test_a_form_that_is_begun_in_a_group_is_filled_in_privately(school: School) -> None:
    course = held(school)
    school.end(course, days=1, minutes=1)
    answer = school.press(BOSS, "Make the follow-up", chat=MANAGERS)
    assert "privately" in answer.text
    assert school.told(BOSS, "course-ask-when")
