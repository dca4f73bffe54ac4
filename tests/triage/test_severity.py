import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.contracts import shipped_preset
from domain.severity import (
    QUESTIONS,
    Knowledge,
    LevelRule,
    answer,
    highest_possible,
    level_of,
    next_question,
    parse_rules,
    possible_levels,
    truthful_option,
)
from domain.triage.facts import FACTS, Data, Facts, Impact, Scope
from domain.triage.knowledge import WORLDS
from domain.triage.questions import ANSWERS
from tests.triage import DEV

P1_RULES = parse_rules(shipped_preset("canteen-video")["rules"])

conditions = st.dictionaries(st.sampled_from(list(FACTS)), st.none(), min_size=1, max_size=3).flatmap(
    lambda names: st.fixed_dictionaries(
        {name: st.frozensets(st.sampled_from(FACTS[name]), min_size=1) for name in names}
    )
)
rule_sets = st.lists(st.builds(LevelRule, st.integers(1, 5), conditions), min_size=1, max_size=7).flatmap(
    lambda rules: st.integers(1, 5).map(lambda last: (*rules, LevelRule(last, {})))
)


@given(rule_sets, st.sampled_from(WORLDS), st.frozensets(st.sampled_from(list(FACTS))))
def test_the_level_found_by_questions_is_the_level_of_all_the_facts(rules, world, told):
    known = Knowledge.of(Facts(**{name: getattr(world, name) for name in told}))
    asked = 0
    while question := next_question(rules, known):
        assert len(question.options) >= 2
        assert len(possible_levels(rules, known)) > 1
        option = truthful_option(question, world)
        assert option in question.options
        after = [answer(known, question, o) for o in question.options]
        assert all(k.worlds != known.worlds for k in after)
        known = answer(known, question, option)
        assert known.allows(world)
        asked += 1
    assert possible_levels(rules, known) == {level_of(rules, world)}
    assert asked <= len(FACTS) - len(told)


@given(rule_sets, st.sampled_from(WORLDS), st.frozensets(st.sampled_from(list(QUESTIONS))))
def test_a_question_that_cannot_be_answered_is_not_asked_and_the_true_level_stays_possible(
    rules, world, skip
):
    known = Knowledge()
    while question := next_question(rules, known, skip):
        assert question.id not in skip
        known = answer(known, question, truthful_option(question, world))
    assert level_of(rules, world) in possible_levels(rules, known)


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=list(QUESTIONS))
def test_every_fault_has_exactly_one_truthful_answer_and_every_answer_a_fault(question):
    parts = list(ANSWERS[question.id].values())
    assert sum(part.bit_count() for part in parts) == len(WORLDS)
    assert all(parts)
    assert len(parts) <= 6


def test_the_labelled_levels_follow_from_the_rules():
    for line in DEV:
        if line["type"] == "fault":
            assert level_of(P1_RULES, Facts.from_json(line["facts"])) == line["level"], line["id"]


def test_nothing_is_asked_where_no_answer_can_change_the_level():
    assert next_question(P1_RULES, Facts(security=True)) is None
    assert next_question(P1_RULES, Facts(impact=Impact.DOWN, scope=Scope.MANY)) is None
    assert next_question(P1_RULES, Facts(security=False, data=Data.SAFE, impact=Impact.SLIGHT)) is None


def test_until_everything_is_known_the_worst_that_is_possible_counts():
    assert highest_possible(P1_RULES, Facts()) == 1
    assert highest_possible(P1_RULES, Facts(security=False, data=Data.SAFE, scope=Scope.ONE)) == 3


def test_an_impossible_or_unknown_answer_is_refused():
    with pytest.raises(ValueError, match="possible world"):
        answer(Facts(security=False), "security", "yes")
    with pytest.raises(ValueError, match="no such answer: security maybe"):
        answer(Facts(), "security", "maybe")


def test_knowledge_survives_storage():
    known = answer(Facts(scope=Scope.ONE), "worst", "part")
    assert Knowledge.from_json(json.loads(json.dumps(known.to_json()))) == known
    assert known.facts() == Facts(scope=Scope.ONE, security=False, data=Data.SAFE)
    with pytest.raises(ValueError, match="not a stored knowledge"):
        Knowledge.from_json("garbage")


def test_facts_survive_storage_and_the_later_message_is_right():
    facts = Facts(impact=Impact.DOWN, security=False)
    assert Facts.from_json(facts.to_json()) == facts
    assert facts.merged(Facts(impact=Impact.SEVERE)) == Facts(impact=Impact.SEVERE, security=False)


@pytest.mark.parametrize(
    ("entries", "message"),
    [
        ([], "no rule for"),
        ([{"level": 1, "when": {"security": True}}], "end with a rule that has no 'when'"),
        ([{"level": 0}], "level rule 1: 'level' must be a whole number from 1, not 0"),
        ([{"level": 1, "whne": {}}], "level rule 1: unknown key 'whne'"),
        ([{"level": 1, "when": {"colour": "red"}}], "level rule 1: unknown fact 'colour'"),
        (
            [{"level": 1, "when": {"impact": "dwon"}}],
            "level rule 1: impact cannot be 'dwon', expected",
        ),
        ([{"level": 1, "when": {"security": 1}}], "security cannot be 1, expected one of: true, false"),
        ([{"level": 1, "when": {"scope": []}}], "'scope' accepts nothing"),
        ([{"level": 1, "when": "security"}], "'when' must be a table"),
        (["x"], "expected a table"),
        ([{"level": 1}, {"level": 2}], "level rule 2: never applies"),
    ],
)
def test_a_faulty_rule_is_named_in_one_line(entries, message):
    with pytest.raises(ValueError, match="level rule") as error:
        parse_rules(entries)
    assert message in str(error.value)
    assert "\n" not in str(error.value)


def test_a_missing_fact_is_named():
    with pytest.raises(ValueError, match="'scope'"):
        level_of(P1_RULES, Facts(impact=Impact.DOWN))
