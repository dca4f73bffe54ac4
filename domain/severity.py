"""A fault's level: the rules of a contract, and which question to ask next.

The rules are data of a contract preset: a list of `{level = 1, when = {security = true}}`, first match wins,
an empty `when` is everything else. 1 is the most severe level.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from domain.triage.facts import Facts, fact_value
from domain.triage.knowledge import ALL, Condition, Knowledge, bits, mask
from domain.triage.questions import ANSWERS, QUESTIONS, Option, Question

__all__ = [
    "QUESTIONS",
    "Knowledge",
    "LevelRule",
    "Option",
    "Question",
    "answer",
    "highest_possible",
    "level_of",
    "next_question",
    "parse_rules",
    "possible_levels",
    "truthful_option",
]


@dataclass(frozen=True)
class LevelRule:
    """A line of a contract's level rules: the level where all of `when` holds."""

    level: int
    when: Condition


def parse_rules(entries: Sequence[Mapping[str, object]]) -> tuple[LevelRule, ...]:
    """Level rules from a preset's list of tables.

    A value of `when` is one value or a list of them. Raises ValueError with one line that names the rule
    (counted from 1) if something is unknown, a rule can never apply, or some fault would get no level.
    """
    rules, left = [], ALL
    for number, entry in enumerate(entries, 1):
        try:
            rule = _parse_rule(entry)
        except ValueError as error:
            raise ValueError(f"level rule {number}: {error}") from None
        if not left & mask(rule.when):
            raise ValueError(f"level rule {number}: never applies, the rules before it take everything")
        left &= ~mask(rule.when)
        rules.append(rule)
    if left:
        example = Knowledge(left & -left).facts().to_json()
        raise ValueError(f"level rules: no rule for {example}; end with a rule that has no 'when'")
    return tuple(rules)


def _parse_rule(entry: Mapping[str, object]) -> LevelRule:
    if not isinstance(entry, Mapping):
        raise ValueError("expected a table with 'level' and 'when'")
    if extra := sorted(set(entry) - {"level", "when"}):
        raise ValueError(f"unknown key {extra[0]!r}, expected 'level' and 'when'")
    level, when = entry.get("level"), entry.get("when", {})
    if not isinstance(level, int) or isinstance(level, bool) or level < 1:
        raise ValueError(f"'level' must be a whole number from 1, not {level!r}")
    if not isinstance(when, Mapping):
        raise ValueError(f"'when' must be a table, not {when!r}")
    condition = {}
    for name, accepted in when.items():
        values = accepted if isinstance(accepted, list | tuple | set | frozenset) else [accepted]
        if not values:
            raise ValueError(f"'{name}' accepts nothing")
        condition[name] = frozenset(fact_value(name, value) for value in values)
    return LevelRule(level, condition)


def level_of(rules: Iterable[LevelRule], facts: Facts) -> int:
    """The level of a fault of which all facts are known; ValueError names a missing fact otherwise."""
    if missing := facts.missing():
        raise ValueError(f"no level while {missing[0]!r} is not known")
    (level,) = possible_levels(rules, facts)
    return level


def possible_levels(rules: Iterable[LevelRule], known: Facts | Knowledge) -> frozenset[int]:
    """Every level that the fault can still turn out to have."""
    levels = _levels(tuple(rules))
    return _possible(levels, _knowledge(known).worlds)


def highest_possible(rules: Iterable[LevelRule], known: Facts | Knowledge) -> int:
    """The most severe level still possible (the smallest number): what counts until more is known."""
    return min(possible_levels(rules, known))


def next_question(
    rules: Iterable[LevelRule], known: Facts | Knowledge, skip: Collection[str] = ()
) -> Question | None:
    """The question that leads to the level with the fewest further questions on average.

    Only options that can still be true are in it. `skip` names questions that the customer could not answer.
    None when no answer can change the level any more (or only skipped questions could).
    """
    worlds = _knowledge(known).worlds
    chosen = _plan(_levels(tuple(rules)), worlds, frozenset(skip))[1]
    if chosen is None:
        return None
    question = QUESTIONS[chosen]
    return Question(question.id, tuple(o for o in question.options if worlds & ANSWERS[chosen][o.id]))


def answer(known: Facts | Knowledge, question: Question | str, option: Option | str) -> Knowledge:
    """What is known after the answer; ValueError for an option that is unknown or already ruled out."""
    name = question if isinstance(question, str) else question.id
    choice = option if isinstance(option, str) else option.id
    if choice not in ANSWERS.get(name, {}):
        raise ValueError(f"no such answer: {name} {choice}")
    return _knowledge(known).learned(ANSWERS[name][choice])


def truthful_option(question: Question | str, facts: Facts) -> Option:
    """The one option that is true for these complete facts."""
    whole = QUESTIONS[question if isinstance(question, str) else question.id]
    world = Knowledge.of(facts).worlds
    return next(o for o in whole.options if world & ANSWERS[whole.id][o.id])


_UNDECIDED = 10.0
"""What it costs to stop undecided, in questions: more than the five that always decide."""

Levels = tuple[tuple[int, int], ...]
"""(level, worlds of that level), a rule set boiled down to what matters."""


def _levels(rules: tuple[LevelRule, ...]) -> Levels:
    left, found = ALL, dict[int, int]()
    for rule in rules:
        holds = mask(rule.when) & left
        left &= ~holds
        found[rule.level] = found.get(rule.level, 0) | holds
    if left:
        raise ValueError("level rules leave some faults without a level")
    return tuple(sorted(found.items()))


def _possible(levels: Levels, worlds: int) -> frozenset[int]:
    return frozenset(level for level, mine in levels if worlds & mine)


def _knowledge(known: Facts | Knowledge) -> Knowledge:
    return Knowledge.of(known) if isinstance(known, Facts) else known


@lru_cache(maxsize=1)
def _prior() -> tuple[int, ...]:
    text = files("domain.triage").joinpath("prior.json").read_text(encoding="utf-8")
    return tuple(json.loads(text)["weights"])


@lru_cache(maxsize=1 << 14)
def _weight(worlds: int) -> int:
    prior = _prior()
    return sum(prior[i] for i in bits(worlds))


@lru_cache(maxsize=1 << 16)
def _plan(levels: Levels, worlds: int, skip: frozenset[str]) -> tuple[float, str | None]:
    if len(_possible(levels, worlds)) < 2:
        return 0.0, None
    total = _weight(worlds)
    best: tuple[float, int, str | None] = (_UNDECIDED, 0, None)
    for question in QUESTIONS.values():
        if question.id in skip:
            continue
        parts = [part for answers in ANSWERS[question.id].values() if (part := worlds & answers)]
        if len(parts) < 2:
            continue
        cost = 1.0
        for part in parts:
            cost += _weight(part) / total * _plan(levels, part, skip)[0]
            if cost > best[0]:
                break
        else:
            best = min(best, (cost, len(parts), question.id), key=lambda b: b[:2])
    return best[0], best[2]
