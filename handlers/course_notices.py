"""What customers hear of a course because somebody of ours, or another customer, did something."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from domain.desk import Desk
from domain.plans.courses import may_sign_in
from handlers.refusals import short_name
from handlers.speak import say
from storage import courses
from storage.courses import Course
from storage.outbox import Lane
from views.courses import enrol_keys, facts, seat_keys, when


def runs(desk: Desk, contract: str, now: datetime) -> bool:
    """Whether the contract is one of the desk's, and its last day has not passed."""
    if contract not in desk.contracts:
        return False
    service = desk.service.get(contract)
    ends = service.ends if service is not None else None
    return ends is None or now.astimezone(zone_of(desk, contract)).date() <= ends


def zone_of(desk: Desk, contract: str) -> ZoneInfo:
    """The contract's zone; the desk's for a contract that is gone for good."""
    try:
        return ZoneInfo(desk.contract(contract).timezone)
    except KeyError:
        return ZoneInfo(desk.timezone)


def times(desk: Desk, course: Course) -> dict[str, Any]:
    """When it is, as a variable of a text."""
    return when(course.starts_at, course.ends_at, zone_of(desk, course.contract).key)


def facts_of(conn: Connection, desk: Desk, course: Course) -> dict[str, Any]:
    """Everything that a notice says of it."""
    return facts(
        course.title, course.outline, course.audience, course.form, course.place, times(desk, course),
        short_name(conn, course.trainer_id), course.seats,
    )  # fmt: skip


def announce(conn: Connection, desk: Desk, course: Course, now: datetime) -> int:
    """The notice to everybody whom it is for; to how many that is."""
    people = courses.audience(conn, course)
    for person in people:
        say(
            conn, person, now, "course-notice", facts_of(conn, desk, course), buttons=enrol_keys(course.id),
            lane=Lane.PROMPT,
        )  # fmt: skip
    return len(people)


def concerned(conn: Connection, course: Course) -> list[int]:
    """Everybody who has a seat or waits for one."""
    return [one.person_id for one in courses.enrolled(conn, course.id, courses.ENROLLED, courses.WAITING)]


def tell_concerned(
    conn: Connection, desk: Desk, course: Course, now: datetime, text_id: str, **variables: Any
) -> int:
    """Something changed: those with a seat and those who wait hear it; how many they are."""
    words = {"title": course.title, "when": times(desk, course), "place": course.place, **variables}
    people = concerned(conn, course)
    for person in people:
        say(conn, person, now, text_id, words, lane=Lane.PROMPT)
    return len(people)


def move_up(conn: Connection, desk: Desk, course: Course, now: datetime) -> None:
    """Free seats go to those who have waited longest, and they hear it; nobody moves up once it has begun."""
    if now >= course.starts_at or course.state != courses.ANNOUNCED:
        return
    lucky = courses.move_up(conn, course)
    keys = seat_keys(course.id, sign_in=may_sign_in(course.starts_at, course.ends_at, now))
    for person in lucky:
        say(
            conn, person, now, "course-moved-up", facts_of(conn, desk, course), buttons=keys, lane=Lane.PROMPT,
        )  # fmt: skip
    hand_out(conn, course, lucky, now)


def hand_out(conn: Connection, course: Course, people: Sequence[int], now: datetime) -> None:
    """The materials, if they are there."""
    if course.materials is not None:
        for person in people:
            courses.send_file(conn, course, person, "course-materials", now)
