"""A course is made in chat by keys or typed words, kept when left, and announced."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from domain.plans.promises import Service
from domain.tickets.commands import Assign
from storage import apply, courses
from tests.engineers.office import BOSS, LI, MANAGERS, WANG, ZHAO, photo
from tests.training.school import ANNA, CHEN, OTHER, PAUL, QUESTIONS, School


def test_a_course_described_in_chat_is_announced_to_every_contact_of_the_contract(school: School) -> None:
    course = school.make()
    assert course.state == "announced"
    assert (course.contract, course.audience, course.form, course.seats) == (
        "c1",
        "administrators",
        "group",
        2,
    )
    assert course.starts_at == datetime(2026, 3, 12, 6, 0, tzinfo=UTC), "in the contract's zone"
    assert [one.right for one in course.questions] == [1, 0]
    for person in (CHEN, ANNA, PAUL):
        notice = school.told(person, "course-notice")[0]
        assert "Backups for &lt;beginners&gt;" in notice.words
        assert "2026-03-12 Thu 14:00–16:00" in notice.words
        assert list(notice.keys) == ["✅ Enrol"]
    assert not school.told(OTHER, "course-notice")
    assert school.told(WANG, "course-yours")


@pytest.mark.parametrize(
    ("step", "typed", "why"),
    [
        ("contract", "nobody's", "course-wrong-contract"),
        ("title", "x" * 101, "course-wrong-length"),
        ("audience", "everybody", "course-wrong-choice"),
        ("when", "some day", "course-wrong-when"),
        ("when", "2026-02-30 10:00-11:00", "course-wrong-when"),
        ("when", "2026-03-12 16:00-14:00", "course-wrong-order"),
        ("when", "2026-03-01 10:00-11:00", "course-wrong-past"),
        ("trainer", "Nobody", "course-wrong-trainer"),
        ("seats", "none", "course-wrong-seats"),
        ("seats", "0", "course-wrong-seats"),
        ("seats", "٣", "course-wrong-seats"),
        ("questions", "Only a question", "course-wrong-choices"),
        ("questions", "Q\n*a\n*b", "course-wrong-right"),
        ("questions", "Q\n*a\na", "course-wrong-same"),
        ("questions", "\n\n".join([QUESTIONS] * 6), "course-wrong-many"),
    ],
)
def test_a_wrong_answer_is_explained_and_the_step_stays(
    school: School, step: str, typed: str, why: str
) -> None:
    school.say(BOSS, "/course")
    school.press(BOSS, "New course")
    draft = courses.draft_of(school.office.conn, BOSS)
    assert draft is not None
    known = [one for one in ("contract", "title", "outline", "audience", "form", "when") if one != step]
    courses.change(school.office.conn, draft, {"step": step, "known": known}, contract="c1", title="T")
    school.say(BOSS, typed)
    assert why in school.ids(BOSS)
    assert school.course().step == step


def test_a_draft_that_was_left_goes_on_where_it_was(school: School) -> None:
    school.say(BOSS, "/course")
    school.press(BOSS, "New course")
    school.say(BOSS, "c1")
    school.say(BOSS, "Backups")
    old = school.key(BOSS, "Later")
    school.say(BOSS, "/cancel")
    assert "course-kept" in school.ids(BOSS)
    school.say(BOSS, "/course")
    school.press(BOSS, "Go on: Backups")
    assert school.told(BOSS, "course-ask-outline")
    assert school.data(BOSS, old).alert, "the key from before does nothing"
    school.say(BOSS, "All about them")
    assert school.course().outline == "All about them"


def test_every_field_can_be_changed_before_the_course_is_saved(school: School) -> None:
    school.say(BOSS, "/course")
    school.press(BOSS, "New course")
    for how, what in (
        ("press", "School"), ("say", "T"), ("say", "O"), ("press", "Users"), ("press", "One person"),
        ("press", "14:00"), ("say", "https://meet.example.com/1"), ("press", "Zhao"), ("press", "10"),
        ("press", "No assessment"),
    ):  # fmt: skip
        (school.say if how == "say" else school.press)(BOSS, what)
    assert school.course().starts_at > school.now + timedelta(days=3), (
        "proposed so that materials can be ready"
    )
    school.press(BOSS, "Change")
    school.press(BOSS, "Title")
    school.say(BOSS, "Better")
    school.press(BOSS, "Save, announce later")
    course = school.course()
    assert (course.state, course.title, course.trainer_id, course.seats) == ("planned", "Better", ZHAO, 10)
    assert not school.told(CHEN, "course-notice")
    school.say(BOSS, "/course")
    school.press(BOSS, "Better")
    school.press(BOSS, "Announce now")
    assert school.told(CHEN, "course-notice")


def test_only_whose_course_it_is_may_change_it_and_stale_keys_say_so(school: School) -> None:
    school.make()
    school.say(BOSS, "/course")
    school.press(BOSS, "Backups")
    seats, cancel = school.key(BOSS, "Seats"), school.key(BOSS, "Cancel the course")
    assert "course-not-yours" not in school.ids(BOSS)
    assert "只有课程的建立者" in school.data(LI, cancel).text
    school.data(BOSS, seats)
    school.say(BOSS, "5")
    assert school.course().seats == 5
    assert school.data(BOSS, seats).alert
    school.data(BOSS, cancel)
    school.press(BOSS, "Yes, cancel")
    assert school.course().state == "cancelled"
    assert school.data(BOSS, seats).alert


def test_another_time_or_place_is_told_to_those_enrolled_and_moves_every_reminder(school: School) -> None:
    course = school.make()
    school.enrol(CHEN)
    for field, words in (("Time", "2026-03-20 9:00-10:00"), ("Place", "Room 5")):
        school.say(BOSS, "/course")
        school.press(BOSS, "Backups")
        school.press(BOSS, field)
        school.say(BOSS, words)
    assert "2026-03-12" in school.told(CHEN, "course-changed-when")[0].words
    assert "Room 5" in school.told(CHEN, "course-changed-place")[0].words
    assert not school.told(ANNA, "course-changed-when")
    school.until(course, minutes=0)
    assert not school.told(CHEN, "course-soon")
    school.until(school.course(), minutes=0)
    assert len(school.told(CHEN, "course-soon")) == 1
    assert len(school.told(CHEN, "course-tomorrow")) == 1


def test_more_seats_move_the_waiting_list_up_and_fewer_than_taken_are_refused(school: School) -> None:
    school.make()
    school.enrol(CHEN, ANNA, PAUL)
    for words, answer in (("1", "course-wrong-seats-taken"), ("3", "course-changed")):
        school.say(BOSS, "/course")
        school.press(BOSS, "Backups")
        school.press(BOSS, "Seats")
        school.say(BOSS, words)
        assert answer in school.ids(BOSS)
    assert school.told(PAUL, "course-moved-up")


def test_a_cancelled_course_is_told_to_those_enrolled_and_is_silent_then(school: School) -> None:
    course = school.make()
    school.enrol(CHEN, ANNA, PAUL)
    enrol = school.key(CHEN, "Give up")
    school.say(BOSS, "/course")
    school.press(BOSS, "Backups")
    school.press(BOSS, "Cancel the course")
    school.press(BOSS, "Yes, cancel")
    for person in (CHEN, ANNA, PAUL, WANG):
        assert len(school.told(person, "course-cancelled")) == 1, person
    assert "cancelled" in school.data(CHEN, enrol).text
    school.look()
    school.end(course, days=3)
    assert school.look() == []


def test_a_request_for_training_becomes_a_course_and_says_so(school: School) -> None:
    office = school.office
    ticket = office.ticket(kind="training", level=None)
    apply.apply(office.conn, office.desk, ticket.id, Assign(WANG), office.now)
    school.say(WANG, f"/t {ticket.id}")
    school.press(WANG, "Make it a course")
    draft = courses.draft_of(office.conn, WANG)
    assert draft is not None
    assert (draft.contract, draft.ticket) == ("c1", ticket.id)
    assert school.told(WANG, "course-ask-outline"), "contract and title are known"
    school.say(WANG, "How to use the cameras")
    for how, what in (
        ("press", "Users"), ("press", "In a group"), ("press", "09:30"), ("say", "Room"), ("press", "Wang"),
        ("press", "5"), ("press", "No assessment"), ("press", "Announce now"),
    ):  # fmt: skip
        (school.say if how == "say" else school.press)(WANG, what)
    assert office.load(ticket.id).course == draft.id
    assert "Your request has become a course" in school.tellings(CHEN)
    school.say(WANG, f"/t {ticket.id}")
    school.press(WANG, "Show the course")
    assert school.told(WANG, "course-card")
    school.say(WANG, f"/course {office.ticket().id}")
    assert "course-no-request" in school.ids(WANG)


def test_only_the_trainers_file_becomes_material_and_goes_to_those_enrolled(school: School) -> None:
    course = school.make()
    school.enrol(CHEN)
    school.until(course, days=4)
    school.press(WANG, "Upload materials")
    school.say(WANG, "here it comes")
    assert "course-wrong-file" in school.ids(WANG)
    school.say(WANG, "", media=photo("slides"))
    school.look()
    assert [(row.chat_id, row.data["what"]) for row in school.files] == [(CHEN, "course-materials")]
    school.enrol(ANNA)
    school.look()
    assert school.files[-1].chat_id == ANNA
    school.until(course, days=1)
    assert not school.told(WANG, "course-materials-due")
    assert not school.told(MANAGERS, "course-materials-missing")


def test_a_course_needs_a_contract_that_runs(school: School) -> None:
    service = {"c1": Service(date(2025, 1, 1), ends=date(2026, 3, 1))}
    school.office.desk = replace(school.office.desk, service=service)
    school.say(BOSS, "/course")
    school.press(BOSS, "New course")
    with pytest.raises(AssertionError):
        school.key(BOSS, "School")
    school.say(BOSS, "c1")
    assert "course-contract-ended" in school.ids(BOSS)
