"""Courses and seats on each database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection

from domain.plans.courses import Question
from storage import courses, people, timers
from storage.engine import Store

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


def test_a_question_comes_out_of_the_store_as_it_went_in() -> None:
    one = Question("Q", ("a", "b"), 1)
    assert Question.from_data(one.to_data()) == one


async def test_seats_a_waiting_list_and_timers_are_kept(store: Store) -> None:
    def play(conn: Connection) -> courses.Course:
        for person in (1, 2, 3):
            people.add(conn, person, str(person), "zh", NOW)
            people.join(conn, person, "c", NOW + timedelta(seconds=person))
        starts = NOW + timedelta(days=10)
        course = courses.create(
            conn, 9, NOW, contract="c", seats=1, starts_at=starts, ends_at=starts + timedelta(hours=2)
        )
        course = courses.change(conn, course, {"step": "title", "known": ["contract"]}, state="announced")
        course = courses.change(conn, course, {"step": None})
        states = [
            courses.enrol(conn, course, person, NOW + timedelta(seconds=person)) for person in (1, 2, 3)
        ]
        assert states == ["enrolled", "waiting", "waiting"]
        courses.keep(conn, course.id, 1, state="cancelled")
        assert courses.move_up(conn, course) == [2]
        assert courses.enrol(conn, course, 1, NOW + timedelta(minutes=1)) == "waiting"
        assert [one.person_id for one in courses.enrolled(conn, course.id, "waiting")] == [3, 1]
        courses.arm(conn, course, NOW)
        courses.arm(conn, course, NOW)
        return courses.note(conn, course, told={"soon": "x"})

    course = await store.write(play)
    assert course.fence == 2
    assert dict(course.data) == {"fence": 2, "known": ["contract"], "told": {"soon": "x"}}

    def look(conn: Connection) -> None:
        due = timers.due(conn, NOW + timedelta(days=30))
        assert [one.data["what"] for one in due] == [
            "materials", "materials-due", "materials-missing", "tomorrow", "soon", "sign-in", "end", "results",
        ]  # fmt: skip
        assert courses.contacts(conn, "c") == [1, 2, 3]
        (found,) = courses.listed(conn, states=("announced",), contracts=["c"], ends_after=NOW)
        assert found == course

    await store.read(look)
    await store.write(lambda conn: courses.disarm(conn, course))
    assert await store.read(lambda conn: timers.due(conn, NOW + timedelta(days=30))) == []
