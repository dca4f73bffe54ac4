"""Courses, who is enrolled in them, and their timers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from domain.plans.courses import Question, notices
from storage import outbox, timers
from storage.outbox import Lane
from storage.plan_tables import courses, enrolments
from storage.tables import memberships

DRAFT, PLANNED, ANNOUNCED, HELD, CANCELLED = "draft", "planned", "announced", "held", "cancelled"
ENROLLED, WAITING = "enrolled", "waiting"


class UnknownCourse(LookupError):
    """There is no such course."""


@dataclass(frozen=True)
class Course:
    """A course as stored. Of a draft only what was answered so far means anything."""

    id: int
    contract: str
    title: str
    outline: str
    audience: str
    form: str
    place: str
    starts_at: datetime
    ends_at: datetime
    trainer_id: int
    seats: int
    state: str
    ticket: int | None
    follows: int | None
    materials: Mapping[str, Any] | None
    data: Mapping[str, Any]
    created_by: int
    created_at: datetime

    @property
    def fence(self) -> int:
        """Grows with each change: older buttons of the staff do nothing."""
        return int(self.data.get("fence", 0))

    @property
    def step(self) -> str | None:
        """What its form asks now."""
        return self.data.get("step")

    @property
    def questions(self) -> tuple[Question, ...]:
        """Of the assessment."""
        return tuple(Question.from_data(one) for one in self.data.get("questions", ()))

    @property
    def invited(self) -> tuple[int, ...] | None:
        """Whom it is for, if not for all contacts of the contract."""
        people = self.data.get("invited")
        return None if people is None else tuple(people)


@dataclass(frozen=True)
class Enrolment:
    """One person's part in a course. `score` is in percent."""

    course: int
    person_id: int
    state: str
    at: datetime
    signed_in_at: datetime | None
    answers: Sequence[int]
    score: int | None
    rating: int | None
    feedback: str


def create(conn: Connection, created_by: int, now: datetime, **values: Any) -> Course:
    """A draft; what is not given is empty."""
    row = {
        "contract": "", "title": "", "outline": "", "audience": "", "form": "", "place": "", "starts_at": now,
        "ends_at": now, "trainer_id": created_by, "seats": 0, "state": DRAFT, "ticket": None, "follows": None,
        "materials": None, "data": {}, "created_by": created_by, "created_at": now, **values,
    }  # fmt: skip
    number = conn.execute(insert(courses).values(row).returning(courses.c.id)).scalar_one()
    return get(conn, number)


def get(conn: Connection, number: int) -> Course:
    """The course of that number; UnknownCourse."""
    row = conn.execute(select(courses).where(courses.c.id == number)).first()
    if row is None:
        raise UnknownCourse(number)
    return Course(**row._mapping)


def change(conn: Connection, course: Course, data: Mapping[str, Any] | None = None, **values: Any) -> Course:
    """Change it; entries of `data` are merged, those that are None leave. Its fence grows."""
    merged = {**course.data, **(data or {}), "fence": course.fence + 1}
    kept = {key: value for key, value in merged.items() if value is not None}
    conn.execute(update(courses).where(courses.c.id == course.id).values(data=kept, **values))
    return get(conn, course.id)


def note(conn: Connection, course: Course, **data: Any) -> Course:
    """Keep something with it that makes no key stale."""
    conn.execute(update(courses).where(courses.c.id == course.id).values(data={**course.data, **data}))
    return get(conn, course.id)


def discard(conn: Connection, course: Course) -> None:
    """A draft that nobody wants leaves no trace."""
    conn.execute(delete(courses).where(courses.c.id == course.id, courses.c.state == DRAFT))


def draft_of(conn: Connection, person: int) -> Course | None:
    """The newest course that the person has not finished describing."""
    row = conn.execute(
        select(courses)
        .where(courses.c.state == DRAFT, courses.c.created_by == person)
        .order_by(courses.c.id.desc())
    ).first()
    return None if row is None else Course(**row._mapping)


def listed(
    conn: Connection,
    *,
    states: Sequence[str],
    contracts: Sequence[str] | None = None,
    ends_after: datetime | None = None,
    most: int = 20,
) -> list[Course]:
    """Courses in those states, by their beginning."""
    asked = select(courses).where(courses.c.state.in_(states))
    if contracts is not None:
        asked = asked.where(courses.c.contract.in_(contracts))
    if ends_after is not None:
        asked = asked.where(courses.c.ends_at > ends_after)
    rows = conn.execute(asked.order_by(courses.c.starts_at, courses.c.id).limit(most))
    return [Course(**row._mapping) for row in rows]


def follow_up_of(conn: Connection, number: int) -> Course | None:
    """The course that follows that one up, unless it was cancelled."""
    row = conn.execute(
        select(courses).where(courses.c.follows == number, courses.c.state != CANCELLED)
    ).first()
    return None if row is None else Course(**row._mapping)


def of_ticket(conn: Connection, ticket: int) -> Course | None:
    """The course that a request becomes, unless it was cancelled."""
    row = conn.execute(
        select(courses).where(courses.c.ticket == ticket, courses.c.state != CANCELLED)
    ).first()
    return None if row is None else Course(**row._mapping)


def contacts(conn: Connection, contract: str) -> list[int]:
    """Everybody who speaks for the contract, those first who came first."""
    rows = conn.execute(
        select(memberships.c.person_id)
        .where(memberships.c.contract == contract)
        .order_by(memberships.c.since, memberships.c.person_id)
    )
    return list(rows.scalars())


def audience(conn: Connection, course: Course) -> list[int]:
    """Who is told of it: the contacts of the contract, or those of them who are invited."""
    everybody = contacts(conn, course.contract)
    return everybody if course.invited is None else [one for one in everybody if one in course.invited]


# Enrolments -------------------------------------------------------------------------------------------


def enrolment(conn: Connection, number: int, person: int) -> Enrolment | None:
    """One person's part in it, also if it was given up."""
    mine = (enrolments.c.course == number, enrolments.c.person_id == person)
    row = conn.execute(select(enrolments).where(*mine)).first()
    return None if row is None else Enrolment(**row._mapping)


def enrolled(conn: Connection, number: int, *states: str) -> list[Enrolment]:
    """Who takes part, in the order of enrolment; `states`: ENROLLED if none are given."""
    rows = conn.execute(
        select(enrolments)
        .where(enrolments.c.course == number, enrolments.c.state.in_(states or (ENROLLED,)))
        .order_by(enrolments.c.at, enrolments.c.person_id)
    )
    return [Enrolment(**row._mapping) for row in rows]


def taken(conn: Connection, number: int, state: str = ENROLLED) -> int:
    """How many seats are taken, or how many people wait."""
    mine = (enrolments.c.course == number, enrolments.c.state == state)
    return conn.execute(select(func.count()).where(*mine)).scalar_one()


def enrol(conn: Connection, course: Course, person: int, now: datetime) -> str:
    """Take a seat, or the end of the waiting list; which of both."""
    state = ENROLLED if taken(conn, course.id) < course.seats else WAITING
    if enrolment(conn, course.id, person) is None:
        fresh = {"course": course.id, "person_id": person, "state": state, "at": now, "answers": []}
        conn.execute(insert(enrolments).values(fresh))
    else:
        keep(conn, course.id, person, state=state, at=now)
    return state


def keep(conn: Connection, number: int, person: int, **values: Any) -> None:
    """Set columns of one person's part."""
    mine = (enrolments.c.course == number, enrolments.c.person_id == person)
    conn.execute(update(enrolments).where(*mine).values(**values))


def move_up(conn: Connection, course: Course) -> list[int]:
    """Give free seats to those who have waited longest; who got one."""
    free = max(0, course.seats - taken(conn, course.id))
    lucky = [one.person_id for one in enrolled(conn, course.id, WAITING)[:free]]
    for person in lucky:
        keep(conn, course.id, person, state=ENROLLED)
    return lucky


# Timers -----------------------------------------------------------------------------------------------


def arm(conn: Connection, course: Course, now: datetime) -> None:
    """Set its timers anew, as its times have it; what has no sense any more is left out."""
    for what, (at, until) in notices(course.starts_at, course.ends_at).items():
        if now < until:
            timers.arm(conn, _key(course, what), "course", at, data={"course": course.id, "what": what})
        else:
            timers.disarm(conn, _key(course, what))


def disarm(conn: Connection, course: Course) -> None:
    """It does not take place: nothing is told any more."""
    for what in notices(course.starts_at, course.ends_at):
        timers.disarm(conn, _key(course, what))


def _key(course: Course, what: str) -> str:
    return f"course:{course.id}:{what}"


def send_file(conn: Connection, course: Course, chat_id: int, what: str, now: datetime) -> None:
    """Send the materials (`course-materials`) or the sign-in sheet (`course-sheet`), as they are at that moment."""
    outbox.put(
        conn, lane=Lane.REPORT, chat_id=chat_id, kind="made", now=now,
        person_id=chat_id if chat_id > 0 else None, data={"what": what, "course": course.id},
    )  # fmt: skip
