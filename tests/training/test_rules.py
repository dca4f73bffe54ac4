"""What typed times and questions mean, when what is told, and scores."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from domain.plans.courses import (
    WrongWords,
    may_sign_in,
    notices,
    parse_questions,
    parse_when,
    score,
)

NOW = datetime(2026, 12, 20, 1, 0, tzinfo=UTC)
"""A Sunday morning in Shanghai."""
ZONE = "Asia/Shanghai"


@pytest.mark.parametrize(
    ("typed", "starts", "hours"),
    [
        ("2026-12-31 14:00-16:00", datetime(2026, 12, 31, 6, 0, tzinfo=UTC), 2),
        ("2027年1月5日 9:30 到 11:30", datetime(2027, 1, 5, 1, 30, tzinfo=UTC), 2),
        ("２０２７/１/５　９：３０～１０：３０", datetime(2027, 1, 5, 1, 30, tzinfo=UTC), 1),
        ("12.31 14:00–15:00", datetime(2026, 12, 31, 6, 0, tzinfo=UTC), 1),
        ("1月5号 14:00至15:00", datetime(2027, 1, 5, 6, 0, tzinfo=UTC), 1),
        ("2-29 14:00-15:00", datetime(2028, 2, 29, 6, 0, tzinfo=UTC), 1),
        ("明天14:00-15:00", datetime(2026, 12, 21, 6, 0, tzinfo=UTC), 1),
        ("Tomorrow 14:00 to 15:00", datetime(2026, 12, 21, 6, 0, tzinfo=UTC), 1),
        ("今天 14:00-15:00", datetime(2026, 12, 20, 6, 0, tzinfo=UTC), 1),
    ],
)
def test_times_are_read_as_people_write_them_in_the_contracts_zone(
    typed: str, starts: datetime, hours: int
) -> None:
    assert parse_when(typed, ZONE, NOW) == (starts, starts + timedelta(hours=hours))


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", "course-wrong-when"),
        ("14:00-15:00", "course-wrong-when"),
        ("12-31", "course-wrong-when"),
        ("12-31 14:00", "course-wrong-when"),
        ("13-01 14:00-15:00", "course-wrong-when"),
        ("2-30 14:00-15:00", "course-wrong-when"),
        ("12-31 25:00-26:00", "course-wrong-when"),
        ("12-31 14:00-15:00 or so", "course-wrong-when"),
        ("12-31 15:00-15:00", "course-wrong-order"),
        ("2026-12-19 14:00-15:00", "course-wrong-past"),
        ("今天 08:00-10:00", "course-wrong-past"),
    ],
)
def test_what_is_no_time_to_come_is_said_to_be_none(typed: str, why: str) -> None:
    with pytest.raises(WrongWords) as wrong:
        parse_when(typed, ZONE, NOW)
    assert wrong.value.reason == why


def test_questions_are_read_with_letters_marks_and_empty_lines_as_they_come() -> None:
    found = parse_questions("\nQ1\nA. one\n*B. two\n \nQ2\n＊ yes\n no\n\n\nQ3\n√a\nb\nc\nd\n")
    assert [(one.words, one.choices, one.right) for one in found] == [
        ("Q1", ("one", "two"), 1),
        ("Q2", ("yes", "no"), 0),
        ("Q3", ("a", "b", "c", "d"), 0),
    ]


@pytest.mark.parametrize(
    ("typed", "why", "number"),
    [
        ("Q\n*a", "course-wrong-choices", 1),
        ("Q\n*a\nb\n\nQ\n*a\nb\nc\nd\ne", "course-wrong-choices", 2),
        ("Q\na\nb", "course-wrong-right", 1),
        ("Q\n*\nb", "course-wrong-same", 1),
        ("Q\n*a\na", "course-wrong-same", 1),
        ("Q" * 301 + "\n*a\nb", "course-wrong-long", 1),
        ("Q\n*a\n" + "b" * 101, "course-wrong-long", 1),
    ],
)
def test_a_question_that_cannot_be_read_is_named(typed: str, why: str, number: int) -> None:
    with pytest.raises(WrongWords) as wrong:
        parse_questions(typed)
    assert (wrong.value.reason, wrong.value.details["number"]) == (why, number)


def test_a_score_is_rounded_percent() -> None:
    questions = parse_questions("Q\n*a\nb\n\nQ2\n*a\nb\n\nQ3\n*a\nb")
    assert [score(questions, answers) for answers in ([0, 0, 0], [0, 0, 1], [1, 1, 1])] == [100, 67, 0]


def test_notices_come_in_order_and_end_before_the_next_of_their_kind() -> None:
    starts, ends = NOW, NOW + timedelta(hours=2)
    found = notices(starts, ends)
    assert [starts - at for at, _ in found.values()][:6] == [
        timedelta(days=4), timedelta(days=3), timedelta(days=1), timedelta(days=1), timedelta(hours=1),
        timedelta(minutes=15),
    ]  # fmt: skip
    assert all(at < until for at, until in found.values())
    assert may_sign_in(starts, ends, ends)
    assert not may_sign_in(starts, ends, ends + timedelta(seconds=1))
