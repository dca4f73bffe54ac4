"""What buttons said of a fault, and what the customer could not say."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from domain.contracts import shipped_preset
from domain.severity import QUESTIONS, Knowledge, highest_possible, parse_rules
from domain.triage.facts import Facts
from domain.triage.reading import read
from handlers.customers.told import Told
from storage.drafts import Draft
from views.texts import plain

RULES = parse_rules(shipped_preset("canteen-video")["rules"])
NOTHING_READ = read("")
NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)


def draft(knowledge: str | None) -> Draft:
    return Draft(1, 31, "c1", "asking", "fault", knowledge, "worst", 3, None, NOON, NOON)


def test_nothing_pressed_is_nothing_told() -> None:
    told = Told.of(draft(None))
    assert told.unsure == frozenset()
    assert told.with_read(NOTHING_READ) == NOTHING_READ.known


def test_what_was_kept_before_anybody_could_be_unsure_is_still_read() -> None:
    known = Knowledge.of(Facts(security=False))
    told = Told.of(draft(known.to_json()))
    assert (told.knowledge, told.unsure) == (known, frozenset())
    assert told.stored() == known.to_json()


def test_questions_not_answered_are_kept_beside_the_answers() -> None:
    worst, danger = QUESTIONS["worst"], QUESTIONS["danger"]
    told = Told.of(draft(None)).not_answered(worst).not_answered(danger)
    told = told.answered(NOTHING_READ, QUESTIONS["scope"], QUESTIONS["scope"].options[2])
    again = Told.of(draft(told.stored()))
    assert again == told
    assert again.unsure == {"worst", "danger"}


def test_what_is_stored_wrongly_is_refused() -> None:
    with pytest.raises(ValueError, match="not a stored knowledge"):
        Told.of(draft("garbage unsure:worst"))


@pytest.mark.parametrize("preset", ["canteen-video", "system-after-sales"])
def test_who_is_never_sure_is_soon_asked_nothing_more_and_the_gravest_counts(preset: str) -> None:
    rules = parse_rules(shipped_preset(preset)["rules"])
    told, asked = Told.of(draft(None)), []
    while (question := told.next_question(rules, NOTHING_READ)) is not None:
        assert question.id not in asked
        asked.append(question.id)
        told = Told.of(draft(told.not_answered(question).stored()))
    assert 1 <= len(asked) <= 5, asked
    assert highest_possible(rules, told.with_read(NOTHING_READ)) == min(rule.level for rule in rules)


def test_an_answer_after_one_that_was_not_known_still_counts() -> None:
    told = Told.of(draft(None)).not_answered(QUESTIONS["worst"])
    question = told.next_question(RULES, NOTHING_READ)
    assert question is not None
    told = told.answered(NOTHING_READ, question, question.options[-1])
    assert highest_possible(RULES, told.with_read(NOTHING_READ)) >= 1
    assert told.unsure == {"worst"}
    assert told.knowledge != Knowledge()


@pytest.mark.parametrize(("language", "words"), [("zh", "不确定"), ("en", "Not sure")])
def test_not_sure_is_said_in_the_customers_language(language: str, words: str) -> None:
    assert plain(language, "option-unsure") == words
