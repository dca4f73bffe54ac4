"""What each step of a course's form accepts, typed or pressed; WrongWords says what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from domain.calendars import stretches
from domain.plans.courses import (
    AUDIENCES,
    FORMS,
    MOST_QUESTIONS,
    MOST_SEATS,
    WrongWords,
    checked_when,
    parse_questions,
    parse_when,
)
from handlers.course_notices import runs, zone_of
from handlers.speak import Key, button, named
from handlers.staff import Turn
from storage import courses
from storage.courses import Course
from views.callbacks import base36
from views.texts import LANGUAGES, plain
from views.times import weekday
from views.tokens import token

STEPS = (
    "contract", "title", "outline", "audience", "form", "when", "place", "trainer", "seats", "questions",
)  # fmt: skip
"""In the order in which they are asked."""

_LONGEST = {"title": 100, "outline": 1000, "place": 300}
_USUAL_SEATS = (5, 10, 20, 30)
_USUAL_TIMES = ((time(9, 30), timedelta(hours=2)), (time(14), timedelta(hours=2)))
_FIRST_DAY = timedelta(days=4)
"""So far ahead times are proposed: materials are due 3 days before."""
_DAYS_PROPOSED = 3
_KEYS_AT_MOST = 40

Values = dict[str, Any]


def typed(turn: Turn, course: Course, words: str) -> Values:
    """The columns that the words set at the step that the course stands at."""
    assert course.step is not None
    return _TYPED[course.step](turn, course, words.strip())


def pressed(turn: Turn, course: Course, value: str) -> Values:
    """The columns that a key sets; ValueError if no such key was made."""
    match course.step:
        case "contract":
            code = next((one for one in turn.desk.contracts if token(one) == value), None)
            if code is None:
                raise ValueError(value)
            return _contract(turn, code)
        case "audience" if value in AUDIENCES:
            return {"audience": value}
        case "form" if value in FORMS:
            return {"form": value}
        case "when":
            first, length = (int(part, 36) for part in value.split("-"))
            starts = datetime.fromtimestamp(first * 60, UTC)
            starts, ends = checked_when(starts, starts + timedelta(minutes=length), turn.now)
            return {"starts_at": starts, "ends_at": ends}
        case "trainer":
            person = int(value, 36)
            if person not in turn.desk.people:
                raise WrongWords("course-wrong-trainer")
            return {"trainer_id": person}
        case "seats":
            return _seats(turn, course, value)
    raise ValueError(value)


def keys(turn: Turn, course: Course) -> list[list[Key]]:
    """The answers that a key can give."""

    def key(words: str, value: str) -> Key:
        return named(words, "tf", course.id, course.fence, "v", value)

    match course.step:
        case "contract":
            running = [one for one in turn.desk.contracts.values() if runs(turn.desk, one.code, turn.now)]
            return [[key(f"{one.customer} · {one.code}"[:60], token(one.code))] for one in running][
                :_KEYS_AT_MOST
            ]
        case "audience":
            names = [key(plain(turn.language, f"course-audience-{one}"), one) for one in AUDIENCES]
            return [names[:2], names[2:]]
        case "form":
            return [[key(plain(turn.language, f"course-form-{one}"), one) for one in FORMS]]
        case "when":
            return [[key(words, value) for words, value in day] for day in _proposals(turn, course)]
        case "trainer":
            staff = sorted(turn.desk.people.values(), key=lambda one: (not one.engineer, one.name))
            return [[key(one.name, base36(one.id))] for one in staff[:_KEYS_AT_MOST]]
        case "seats":
            return [[key(str(count), str(count)) for count in _USUAL_SEATS]]
        case "questions":
            done = button("course-button-done", "tf", course.id, course.fence, "q")
            last = button("course-button-drop", "tf", course.id, course.fence, "ql")
            none = button("course-button-no-questions", "tf", course.id, course.fence, "q")
            return [[done, last]] if course.questions else [[none]]
    return []


def _contract(turn: Turn, code: str) -> Values:
    if not runs(turn.desk, code, turn.now):
        raise WrongWords("course-contract-ended")
    return {"contract": code}


def _contract_typed(turn: Turn, course: Course, words: str) -> Values:
    folded = words.casefold()
    found = [
        one.code
        for one in turn.desk.contracts.values()
        if folded in (one.code.casefold(), one.customer.casefold())
    ]
    if len(found) != 1:
        raise WrongWords("course-wrong-contract")
    return _contract(turn, found[0])


def _text(turn: Turn, course: Course, words: str) -> Values:
    assert course.step is not None
    most = _LONGEST[course.step]
    if len(words) > most:
        raise WrongWords("course-wrong-length", length=len(words), most=most)
    return {course.step: words}


def _choice(turn: Turn, course: Course, words: str) -> Values:
    step = course.step
    known = AUDIENCES if step == "audience" else FORMS
    for one in known:
        if words.casefold() in {plain(language, f"course-{step}-{one}").casefold() for language in LANGUAGES}:
            return {str(step): one}
    raise WrongWords("course-wrong-choice")


def _when(turn: Turn, course: Course, words: str) -> Values:
    starts, ends = parse_when(words, zone_of(turn.desk, course.contract).key, turn.now)
    return {"starts_at": starts, "ends_at": ends}


def _trainer(turn: Turn, course: Course, words: str) -> Values:
    found = [one.id for one in turn.desk.people.values() if one.name.casefold() == words.casefold()]
    if len(found) != 1:
        raise WrongWords("course-wrong-trainer")
    return {"trainer_id": found[0]}


def _seats(turn: Turn, course: Course, words: str) -> Values:
    if not (words.isascii() and words.isdigit()) or not 1 <= int(words[:6]) <= MOST_SEATS:
        raise WrongWords("course-wrong-seats", most=MOST_SEATS)
    taken = courses.taken(turn.conn, course.id)
    if int(words) < taken:
        raise WrongWords("course-wrong-seats-taken", taken=taken)
    return {"seats": int(words)}


def _questions(turn: Turn, course: Course, words: str) -> Values:
    found = [*course.questions, *parse_questions(words)]
    if len(found) > MOST_QUESTIONS:
        raise WrongWords("course-wrong-many", most=MOST_QUESTIONS, count=len(course.questions))
    return {"data": {"questions": [one.to_data() for one in found]}}


def _proposals(turn: Turn, course: Course) -> list[list[tuple[str, str]]]:
    """The first working days on which the materials can be ready in time, at the usual hours."""
    zone = zone_of(turn.desk, course.contract)
    begin = turn.now + _FIRST_DAY
    days: list[date] = []
    for start, _ in stretches(turn.desk.rota.office, begin, begin + timedelta(days=21)):
        day = start.astimezone(zone).date()
        if day > begin.astimezone(zone).date() and day not in days:
            days.append(day)
        if len(days) == _DAYS_PROPOSED:
            break
    return [[_proposal(turn, day, at, length, zone) for at, length in _USUAL_TIMES] for day in days]


def _proposal(turn: Turn, day: date, at: time, length: timedelta, zone: ZoneInfo) -> tuple[str, str]:
    starts = datetime.combine(day, at, zone).astimezone(UTC)
    ends = (starts + length).astimezone(zone)
    words = f"{day:%m-%d} {weekday(day, turn.language)} {at:%H:%M}–{ends:%H:%M}"
    return words, f"{base36(int(starts.timestamp()) // 60)}-{base36(int(length.total_seconds()) // 60)}"


_TYPED: dict[str, Callable[[Turn, Course, str], Values]] = {
    "contract": _contract_typed,
    "title": _text,
    "outline": _text,
    "audience": _choice,
    "form": _choice,
    "when": _when,
    "place": _text,
    "trainer": _trainer,
    "seats": _seats,
    "questions": _questions,
}
