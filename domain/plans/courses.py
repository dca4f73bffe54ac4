"""The rules of a course: when what is told, what a typed time and a typed question mean, and what a score is.

Source: OBLIGATIONS section 3. Four audiences, in groups, singly and as follow-up; materials are ready 3 days before.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

AUDIENCES = ("leaders", "administrators", "key_users", "users")
FORMS = ("group", "single", "follow_up")

PASS = 60
"""Percent from which an assessment is passed."""
MOST_QUESTIONS = 10
MOST_SEATS = 500
SIGN_IN_BEFORE = timedelta(minutes=15)
"""So long before the beginning one may sign in."""
ANSWERS_AFTER = timedelta(days=7)
"""So long after the end the assessment may be answered and the course be rated."""

_LONGEST_COURSE = timedelta(days=14)
_LONGEST_QUESTION, _LONGEST_CHOICE = 300, 100
_DAY, _HOUR = timedelta(days=1), timedelta(hours=1)


class WrongWords(ValueError):
    """What was typed means nothing: `reason` is the id of a text, `details` are its variables."""

    def __init__(self, reason: str, **details: int | str) -> None:
        super().__init__(reason)
        self.reason, self.details = reason, details


@dataclass(frozen=True)
class Question:
    """One question of an assessment; `right` is the place of the right choice."""

    words: str
    choices: tuple[str, ...]
    right: int

    def to_data(self) -> dict[str, object]:
        """As it is stored."""
        return {"words": self.words, "choices": list(self.choices), "right": self.right}

    @classmethod
    def from_data(cls, data: Mapping[str, object]) -> Question:
        """From what is stored."""
        choices = data["choices"]
        assert isinstance(choices, list)
        return cls(str(data["words"]), tuple(map(str, choices)), int(str(data["right"])))


def notices(starts: datetime, ends: datetime) -> dict[str, tuple[datetime, datetime]]:
    """What is told when, and until when it still makes sense: after downtime what is too late is left out.

    The trainer hears a day before the materials are due (3 days before), on that day, and the superior the day before
    the course; those enrolled the day before and an hour before; then come signing in, the end and the results.
    """
    due = starts - 3 * _DAY
    for_ever = datetime.max.replace(tzinfo=UTC)
    return {
        "materials": (due - _DAY, due),
        "materials-due": (due, starts - _DAY),
        "materials-missing": (starts - _DAY, starts),
        "tomorrow": (starts - _DAY, starts - _HOUR),
        "soon": (starts - _HOUR, starts),
        "sign-in": (starts - SIGN_IN_BEFORE, ends),
        "end": (ends, for_ever),
        "results": (ends + _DAY, for_ever),
    }


def may_sign_in(starts: datetime, ends: datetime, now: datetime) -> bool:
    """Whether it is the time of the session, or shortly before."""
    return starts - SIGN_IN_BEFORE <= now <= ends


def score(questions: Sequence[Question], answers: Sequence[int]) -> int:
    """Percent of right answers, rounded."""
    right = sum(1 for one, answer in zip(questions, answers, strict=True) if one.right == answer)
    return round(100 * right / len(questions))


_YEAR_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
_MONTH_DAY = re.compile(r"(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?")
_NEAR = {"今天": 0, "today": 0, "明天": 1, "tomorrow": 1, "后天": 2}
_TIMES = re.compile(r"(\d{1,2}):(\d{2})\s*(?:-|–|—|~|到|至|to)\s*(\d{1,2}):(\d{2})")


def parse_when(words: str, zone: str, now: datetime) -> tuple[datetime, datetime]:
    """Beginning and end (UTC) that `12-01 14:00-16:00`, `2026年12月1日 14:00到16:00` or `明天 9:00-11:00` mean.

    A day without a year is the next one of that name. WrongWords if it cannot be read, has passed, or ends first.
    """
    line = unicodedata.normalize("NFKC", words).strip().lower()
    times = _TIMES.search(line)
    if times is None or line[times.end() :].strip():
        raise WrongWords("course-wrong-when")
    day = _day(line[: times.start()].strip(" ,;"), now.astimezone(ZoneInfo(zone)).date())
    hours = [int(part) for part in times.groups()]
    try:
        first, last = time(hours[0], hours[1]), time(hours[2], hours[3])
    except ValueError:
        raise WrongWords("course-wrong-when") from None
    starts, ends = (datetime.combine(day, one, ZoneInfo(zone)).astimezone(UTC) for one in (first, last))
    return checked_when(starts, ends, now)


def checked_when(starts: datetime, ends: datetime, now: datetime) -> tuple[datetime, datetime]:
    """The same; WrongWords if it has begun already or ends before it begins."""
    if ends <= starts or ends - starts > _LONGEST_COURSE:
        raise WrongWords("course-wrong-order")
    if starts <= now:
        raise WrongWords("course-wrong-past")
    return starts, ends


def _day(words: str, today: date) -> date:
    if words in _NEAR:
        return today + timedelta(days=_NEAR[words])
    try:
        if found := _YEAR_DAY.fullmatch(words):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := _MONTH_DAY.fullmatch(words):
            # The 29th of February is in the next leap year.
            for year in range(today.year, today.year + 9):
                month, day = int(found[1]), int(found[2])
                if not (month == 2 and day == 29 and year % 4):
                    named = date(year, month, day)
                    if named >= today:
                        return named
    except ValueError:
        pass
    raise WrongWords("course-wrong-when")


_RIGHT = re.compile(r"^\s*[*＊✓√✔]\s*")
_LETTER = re.compile(r"^\s*[A-Da-d][.、)）:：]\s*")


def parse_questions(words: str) -> list[Question]:
    """The questions of a message: a line for the question, 2 to 4 lines of choices, the right one with `*` before it.

    Empty lines stand between questions. WrongWords names the question that cannot be read.
    """
    blocks = [block for block in re.split(r"\n\s*\n", words.strip()) if block.strip()]
    return [_question(number, block) for number, block in enumerate(blocks, 1)]


def _question(number: int, block: str) -> Question:
    first, *rest = [line.strip() for line in block.splitlines() if line.strip()]
    if not 2 <= len(rest) <= 4:
        raise WrongWords("course-wrong-choices", number=number, count=len(rest))
    # The mark may stand before the letter or after it.
    bare = [_LETTER.sub("", line) for line in rest]
    right = [place for place, line in enumerate(bare) if _RIGHT.match(line)]
    if len(right) != 1:
        raise WrongWords("course-wrong-right", number=number, count=len(right))
    choices = tuple(_LETTER.sub("", _RIGHT.sub("", line)).strip() for line in bare)
    if not all(choices) or len(set(choices)) < len(choices):
        raise WrongWords("course-wrong-same", number=number)
    if len(first) > _LONGEST_QUESTION or any(len(one) > _LONGEST_CHOICE for one in choices):
        raise WrongWords(
            "course-wrong-long", number=number, question=_LONGEST_QUESTION, choice=_LONGEST_CHOICE
        )
    return Question(first, choices, right[0])
