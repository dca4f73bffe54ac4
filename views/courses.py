"""What a course looks like in a chat: its facts as variables of texts, and the keys under its messages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from domain.plans.courses import Question
from views.callbacks import encode
from views.texts import LANGUAGES
from views.times import weekday

Key = dict[str, Any]
_LETTERS = "ABCD"


def when(starts: datetime, ends: datetime, zone: str) -> dict[str, Any]:
    """`2026-12-01 Tue 14:00–16:00` in the contract's zone, as a variable in the reader's language."""
    first, last = (one.astimezone(ZoneInfo(zone)) for one in (starts, ends))
    until = f"{last:%H:%M}" if last.date() == first.date() else f"{last:%Y-%m-%d %H:%M}"
    return {
        "in": {
            one: f"{first:%Y-%m-%d} {weekday(first.date(), one)} {first:%H:%M}–{until}" for one in LANGUAGES
        }
    }


def facts(
    title: str,
    outline: str,
    audience: str,
    form: str,
    place: str,
    times: Mapping[str, Any],
    trainer: str,
    seats: int,
) -> dict[str, Any]:
    """Everything that a notice says of a course."""
    return {
        "title": title, "outline": outline, "audience": {"id": f"course-audience-{audience}"},
        "form": {"id": f"course-form-{form}"}, "place": place, "when": dict(times), "trainer": trainer, "seats": seats,
    }  # fmt: skip


def key(text_id: str, verb: str, *args: int | str, **variables: Any) -> Key:
    """A button whose words come from the locale."""
    return {"id": text_id, "vars": variables, "data": encode(verb, *args)}


def enrol_keys(course: int) -> list[list[Key]]:
    """Under a notice."""
    return [[key("course-button-enrol", "te", course, "y")]]


def seat_keys(course: int, *, sign_in: bool) -> list[list[Key]]:
    """Under a notice that was answered with yes; who comes late to it signs in by it."""
    leave = [[key("course-button-leave", "te", course, "n")]]
    return [*sign_in_keys(course), *leave] if sign_in else leave


def sign_in_keys(course: int) -> list[list[Key]]:
    """While the session lasts."""
    return [[key("course-button-sign-in", "ts", course)]]


def rating_keys(course: int) -> list[list[Key]]:
    """One to five, the best first."""
    return [[key(f"stars-{stars}", "tr", course, stars)] for stars in range(5, 0, -1)]


def follow_up_keys(course: int, fence: int) -> list[list[Key]]:
    """Once it was held."""
    return [[key("course-button-follow-up", "tc", course, fence, "fu")]]


def question(
    course: int, questions: Sequence[Question], place: int
) -> tuple[dict[str, Any], list[list[Key]]]:
    """The variables and the keys of one question: the choices stand in the text, their letters on the keys."""
    one = questions[place]
    choices = "\n".join(f"{letter}. {words}" for letter, words in zip(_LETTERS, one.choices, strict=False))
    variables = {"place": place + 1, "count": len(questions), "question": one.words, "choices": choices}
    letters = [
        {"text": _LETTERS[choice], "data": encode("ta", course, place, choice)}
        for choice in range(len(one.choices))
    ]
    return variables, [letters]
