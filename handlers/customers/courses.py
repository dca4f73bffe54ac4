"""The customer's part in a course: a seat, signing in, the assessment, a rating. Whose it is, the records say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection

from domain.desk import Desk
from domain.plans.courses import ANSWERS_AFTER, PASS, may_sign_in, score
from domain.tickets.refused import Refused
from handlers.course_notices import facts_of, hand_out, move_up, times
from handlers.customers.turn import Turn
from handlers.incoming import Answer, Incoming
from handlers.speak import button, say
from storage import courses, people
from storage.courses import ANNOUNCED, CANCELLED, ENROLLED, HELD, WAITING, Course, Enrolment
from storage.people import Someone
from views.courses import enrol_keys, question, seat_keys, sign_in_keys

ASKING = "coursenote"
_LONGEST_COMMENT = 1000


def _course(turn: Turn) -> Course:
    """The course of the button; Refused for other customers and for one that does not take place."""
    course = courses.get(turn.conn, turn.pressed.number(0))
    mine = courses.enrolment(turn.conn, course.id, turn.person.id) is not None
    if not mine and turn.person.id not in courses.audience(turn.conn, course):
        raise Refused("course-not-for-you")
    if course.state == CANCELLED:
        raise Refused("course-is-cancelled")
    if course.state not in (ANNOUNCED, HELD):
        raise Refused("button-stale")
    return course


def _seat(turn: Turn) -> Answer:
    course = _course(turn)
    wanted = {"y": True, "n": False}.get(turn.pressed.word(1))
    if wanted is None:
        raise ValueError(turn.pressed.word(1))
    if turn.now >= course.starts_at or course.state != ANNOUNCED:
        raise Refused("course-has-begun")
    mine = courses.enrolment(turn.conn, course.id, turn.person.id)
    return _enrol(turn, course, mine) if wanted else _leave(turn, course, mine)


def _enrol(turn: Turn, course: Course, mine: Enrolment | None) -> Answer:
    if turn.person.id not in courses.audience(turn.conn, course):
        raise Refused("course-not-for-you")
    if mine is not None and mine.state in (ENROLLED, WAITING):
        raise Refused("course-enrolled-already" if mine.state == ENROLLED else "course-waiting-already")
    state = courses.enrol(turn.conn, course, turn.person.id, turn.now)
    facts = facts_of(turn.conn, turn.desk, course)
    if state == WAITING:
        place = courses.taken(turn.conn, course.id, WAITING)
        turn.revise(
            "course-notice-waiting", {**facts, "line": place}, buttons=seat_keys(course.id, sign_in=False)
        )
        return turn.answer("course-you-wait", place=place)
    now = may_sign_in(course.starts_at, course.ends_at, turn.now)
    turn.revise("course-notice-enrolled", facts, buttons=seat_keys(course.id, sign_in=now))
    hand_out(turn.conn, course, [turn.person.id], turn.now)
    return turn.answer("course-you-are-in")


def _leave(turn: Turn, course: Course, mine: Enrolment | None) -> Answer:
    if mine is None or mine.state not in (ENROLLED, WAITING):
        raise Refused("course-not-enrolled")
    courses.keep(turn.conn, course.id, turn.person.id, state=CANCELLED)
    facts = facts_of(turn.conn, turn.desk, course)
    turn.revise("course-notice-left", facts, buttons=enrol_keys(course.id))
    move_up(turn.conn, turn.desk, course, turn.now)
    return turn.answer("course-you-left")


def _sign_in(turn: Turn) -> Answer:
    course = _course(turn)
    mine = courses.enrolment(turn.conn, course.id, turn.person.id)
    if mine is None or mine.state != ENROLLED:
        raise Refused("course-not-enrolled")
    if not may_sign_in(course.starts_at, course.ends_at, turn.now):
        raise Refused("course-sign-in-early" if turn.now < course.starts_at else "course-sign-in-late")
    if mine.signed_in_at is not None:
        raise Refused("course-signed-in-already")
    courses.keep(turn.conn, course.id, turn.person.id, signed_in_at=turn.now)
    variables = {"title": course.title, "at": {"at": turn.now.isoformat()}}
    turn.revise("course-signed-in", variables)
    return turn.answer("course-you-signed-in")


def _afterwards(turn: Turn) -> tuple[Course, Enrolment]:
    """The course and the part of somebody who was there; Refused before the end and when it is long over."""
    course = _course(turn)
    mine = courses.enrolment(turn.conn, course.id, turn.person.id)
    if mine is None or mine.signed_in_at is None:
        raise Refused("course-were-not-there")
    if turn.now < course.ends_at:
        raise Refused("course-not-over")
    if turn.now > course.ends_at + ANSWERS_AFTER:
        raise Refused("course-long-over")
    return course, mine


def _answer(turn: Turn) -> Answer:
    course, mine = _afterwards(turn)
    place, choice = turn.pressed.number(1), turn.pressed.number(2)
    questions, answers = course.questions, list(mine.answers)
    if place != len(answers) or place >= len(questions):
        raise Refused("course-answered-already")
    if choice >= len(questions[place].choices):
        raise ValueError(choice)
    answers.append(choice)
    if len(answers) < len(questions):
        courses.keep(turn.conn, course.id, turn.person.id, answers=answers)
        variables, keys = question(course.id, questions, len(answers))
        turn.revise("course-question", {"title": course.title, **variables}, buttons=keys)
        return Answer()
    reached = score(questions, answers)
    courses.keep(turn.conn, course.id, turn.person.id, answers=answers, score=reached)
    right = sum(1 for one, given in zip(questions, answers, strict=True) if one.right == given)
    turn.revise(
        "course-passed" if reached >= PASS else "course-not-passed",
        {"title": course.title, "score": reached, "right": right, "count": len(questions), "pass": PASS},
    )
    return turn.answer("done")


def _rate(turn: Turn) -> Answer:
    course, _ = _afterwards(turn)
    stars = turn.pressed.number(1)
    if not 1 <= stars <= 5:
        raise ValueError(stars)
    courses.keep(turn.conn, course.id, turn.person.id, rating=stars)
    comment = [[button("button-add-comment", "tm", course.id)]]
    turn.revise("course-rated", {"title": course.title, "stars": stars}, buttons=comment)
    return turn.answer("rating-noted")


def _comment(turn: Turn) -> Answer:
    course, _ = _afterwards(turn)
    people.change(turn.conn, turn.person.id, asking=f"{ASKING}:{course.id}")
    turn.say("course-ask-comment", {"title": course.title})
    return Answer()


def take_comment(conn: Connection, incoming: Incoming, number: int, now: datetime) -> None:
    """Words to a course, awaited after the button."""
    people.change(conn, incoming.person_id, asking=None)
    course = courses.get(conn, number)
    courses.keep(conn, number, incoming.person_id, feedback=incoming.text.strip()[:_LONGEST_COMMENT])
    say(conn, incoming.person_id, now, "course-comment-kept", {"title": course.title})


def show_mine(conn: Connection, desk: Desk, person: Someone, now: datetime) -> None:
    """The courses to come that this person may take, each with its state and its key."""
    codes = people.contracts_of(conn, person.id)
    ahead = courses.listed(conn, states=(ANNOUNCED,), contracts=codes, ends_after=now)
    mine = [course for course in ahead if person.id in courses.audience(conn, course)]
    if not mine:
        say(conn, person.id, now, "course-none-for-you")
    for course in mine:
        part = courses.enrolment(conn, course.id, person.id)
        state = part.state if part is not None and part.state != CANCELLED else "open"
        keys = enrol_keys(course.id) if state == "open" else seat_keys(course.id, sign_in=False)
        if now >= course.starts_at:
            keys = []
        if state == ENROLLED and may_sign_in(course.starts_at, course.ends_at, now):
            keys = sign_in_keys(course.id)
        words = {"title": course.title, "when": times(desk, course), "place": course.place}
        say(conn, person.id, now, f"course-mine-{state}", words, buttons=keys)


ACTIONS: dict[str, Callable[[Turn], Answer]] = {
    "te": _seat,
    "ts": _sign_in,
    "ta": _answer,
    "tr": _rate,
    "tm": _comment,
}
"""te: a seat, yes or no; ts: signing in; ta: an answer of the assessment; tr, tm: stars and words."""
