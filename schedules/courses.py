"""What the time brings for a course: materials, reminders, signing in, the end, the results; each once.

A notice that comes late, after downtime, is given if it still makes sense and left out if not
(`domain.plans.courses.notices` says until when).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from domain.desk import Desk
from domain.plans.courses import ANSWERS_AFTER, PASS, notices
from schedules.telling import tell
from storage import courses, people
from storage.courses import ANNOUNCED, CANCELLED, ENROLLED, HELD, PLANNED, WAITING, Course, Enrolment
from storage.timers import Timer
from views.courses import follow_up_keys, key, question, rating_keys, sign_in_keys, when

_COMMENTS_SHOWN = 5
_COMMENT_SHOWN = 160


def run(conn: Connection, desk: Desk, timer: Timer, now: datetime) -> None:
    """Tell what is due about a course now."""
    what = str(timer.data["what"])
    try:
        course = courses.get(conn, int(timer.data["course"]))
    except courses.UnknownCourse:
        return
    alive = course.state in (PLANNED, ANNOUNCED) or (course.state == HELD and what == "results")
    if not alive or now >= notices(course.starts_at, course.ends_at)[what][1]:
        return
    if course.state != HELD and now < course.ends_at and _contract_ended(desk, course, now):
        _cancel(conn, desk, course, now)
        return
    told, stamp = dict(course.data.get("told", {})), _stamp(course, what)
    if told.get(what) == stamp:
        return
    course = courses.note(conn, course, told={**told, what: stamp})
    if course.trainer_id not in desk.people and course.state != HELD:
        course = _trainer_left(conn, desk, course, now)
    _ACTS[what](conn, desk, course, now)


def _stamp(course: Course, what: str) -> str:
    """What a notice speaks of: of another time, or to another trainer, it is another notice."""
    about = course.trainer_id if what.startswith("materials") else course.ends_at.isoformat()
    return (
        course.starts_at.isoformat()
        if what in ("tomorrow", "soon")
        else f"{course.starts_at.isoformat()} {about}"
    )


def _contract_ended(desk: Desk, course: Course, now: datetime) -> bool:
    if course.contract not in desk.contracts:
        return True
    service = desk.service.get(course.contract)
    if service is None or service.ends is None:
        return False
    end = datetime.combine(service.ends + timedelta(days=1), time(), _zone(desk, course))
    return now >= end


def _cancel(conn: Connection, desk: Desk, course: Course, now: datetime) -> None:
    """Nobody trains under a contract that has ended: those enrolled hear it, and ours too."""
    words = _words(desk, course)
    for one in courses.enrolled(conn, course.id, ENROLLED, WAITING):
        tell(conn, one.person_id, now, "course-cancelled-ended", words)
    for chat in dict.fromkeys((course.trainer_id, course.created_by)):
        if chat in desk.people:
            tell(conn, chat, now, "course-cancelled-ended", words)
    courses.change(conn, course, state=CANCELLED)
    courses.disarm(conn, course)


def _trainer_left(conn: Connection, desk: Desk, course: Course, now: datetime) -> Course:
    """Somebody has to find another trainer: the managers are asked, once."""
    if course.data.get("left") == course.trainer_id:
        return course
    course = courses.change(conn, course, {"left": course.trainer_id})
    keys = [[key("course-button-trainer", "tc", course.id, course.fence, "tr")]]
    tell(conn, desk.managers_chat, now, "course-trainer-left", _words(desk, course), buttons=keys)
    return course


def _materials(conn: Connection, desk: Desk, course: Course, now: datetime) -> None:
    _ask_for_materials(conn, desk, course, now, "course-materials-soon")


def _materials_due(conn: Connection, desk: Desk, course: Course, now: datetime) -> None:
    _ask_for_materials(conn, desk, course, now, "course-materials-due")


def _ask_for_materials(conn: Connection, desk: Desk, course: Course, now: datetime, text_id: str) -> None:
    if course.materials is None and course.trainer_id in desk.people:
        due = {"due": {"at": (course.starts_at - timedelta(days=3)).isoformat()}}
        tell(conn, course.trainer_id, now, text_id, {**_words(desk, course), **due}, buttons=_upload(course))


def _materials_missing(conn: Connection, desk: Desk, course: Course, now: datetime) -> None:
    """The day before: the trainer's superior hears it, and the trainer once more."""
    if course.materials is not None:
        return
    trainer = desk.people.get(course.trainer_id)
    superior = trainer.superior_id if trainer is not None else None
    above = superior or desk.rota.superior_id
    words = {**_words(desk, course), "who": trainer.name if trainer is not None else "–"}
    chat = above if above is not None and above != course.trainer_id else desk.managers_chat
    tell(conn, chat, now, "course-materials-missing", words)
    if trainer is not None:
        tell(conn, trainer.id, now, "course-materials-missing-you", words, buttons=_upload(course))


def _tomorrow(conn: Connection, desk: Desk, course: Course, now: datetime) -> None:
    _remind(conn, desk, course, now, "course-tomorrow")


def _soon(conn: Connection, desk: Desk, course: Course, now: datetime) -> None:
    _remind(conn, desk, course, now, "course-soon")


def _remind(conn: Connection, desk: Desk, course: Course, now: datetime, text_id: str) -> None:
    if course.state == ANNOUNCED:
        for one in _there(conn, course):
            tell(conn, one.person_id, now, text_id, _words(desk, course))


def _sign_in(conn: Connection, desk: Desk, course: Course, now: datetime) -> None:
    if course.state != ANNOUNCED:
        return
    until = {"until": {"at": course.ends_at.isoformat()}}
    for one in _there(conn, course):
        words = {**_words(desk, course), **until}
        tell(conn, one.person_id, now, "course-sign-in", words, buttons=sign_in_keys(course.id))


def _end(conn: Connection, desk: Desk, course: Course, now: datetime) -> None:
    """The sheet to the trainer and the managers, the assessment and the question for a rating to those who came."""
    if course.state == PLANNED:
        courses.change(conn, course, state=CANCELLED)
        tell(conn, course.created_by, now, "course-never-announced", _words(desk, course))
        return
    courses.change(conn, course, state=HELD)
    for chat in _ours(desk, course):
        courses.send_file(conn, course, chat, "course-sheet", now)
    if now > course.ends_at + ANSWERS_AFTER:
        return
    for one in courses.enrolled(conn, course.id):
        if one.signed_in_at is None:
            continue
        tell(
            conn, one.person_id, now, "course-feedback", _words(desk, course), buttons=rating_keys(course.id)
        )
        if course.questions:
            variables, keys = question(course.id, course.questions, 0)
            tell(
                conn,
                one.person_id,
                now,
                "course-question",
                {"title": course.title, **variables},
                buttons=keys,
            )


def _results(conn: Connection, desk: Desk, course: Course, now: datetime) -> None:
    """A day after: who was there, who passed, what they thought; with the follow-up in one tap."""
    people = courses.enrolled(conn, course.id)
    came = [one for one in people if one.signed_in_at is not None]
    ratings = [one.rating for one in came if one.rating is not None]
    scores = [one.score for one in came if one.score is not None]
    words = {
        **_words(desk, course), "enrolled": len(people), "came": len(came), "absent": len(people) - len(came),
        "answered": len(scores), "passed": sum(1 for one in scores if one >= PASS), "ratings": len(ratings),
        "rating": f"{sum(ratings) / len(ratings):.1f}" if ratings else "–",
        "comments": "\n".join(_comments(came)),
    }  # fmt: skip
    missed = len(came) < len(people) or any(one.score is None or one.score < PASS for one in came)
    again = missed and (bool(course.questions) or len(came) < len(people))
    keys = follow_up_keys(course.id, course.fence) if again else ()
    text_id = "course-results" if course.questions else "course-results-plain"
    for chat in _ours(desk, course):
        tell(conn, chat, now, text_id, words, buttons=keys)


def _comments(came: Sequence[Enrolment]) -> list[str]:
    said = [" ".join(one.feedback.split()) for one in came if one.feedback]
    return [f"· {words[:_COMMENT_SHOWN]}" for words in said[:_COMMENTS_SHOWN]]


def _there(conn: Connection, course: Course) -> list[Enrolment]:
    """Who has a seat and still speaks for the contract."""
    return [
        one
        for one in courses.enrolled(conn, course.id)
        if course.contract in people.contracts_of(conn, one.person_id)
    ]


def _ours(desk: Desk, course: Course) -> list[int]:
    trainer = [course.trainer_id] if course.trainer_id in desk.people else []
    return [*trainer, desk.managers_chat]


def _upload(course: Course) -> list[list[dict[str, Any]]]:
    return [[key("course-button-materials", "tc", course.id, course.fence, "mt")]]


def _zone(desk: Desk, course: Course) -> ZoneInfo:
    try:
        return ZoneInfo(desk.contract(course.contract).timezone)
    except KeyError:
        return ZoneInfo(desk.timezone)


def _words(desk: Desk, course: Course) -> dict[str, Any]:
    times = when(course.starts_at, course.ends_at, _zone(desk, course).key)
    return {"title": course.title, "when": times, "place": course.place}


_ACTS: dict[str, Callable[[Connection, Desk, Course, datetime], None]] = {
    "materials": _materials,
    "materials-due": _materials_due,
    "materials-missing": _materials_missing,
    "tomorrow": _tomorrow,
    "soon": _soon,
    "sign-in": _sign_in,
    "end": _end,
    "results": _results,
}
