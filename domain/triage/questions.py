"""The finite catalogue of questions about a fault, each a screen of buttons.

A question's options are read from the top: the first that is true is the answer, so for every fault exactly
one option is the truthful one. The five plain questions together settle every fact, so any set of level rules
can be decided; the three combined ones are there to need fewer screens.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from domain.triage.facts import FACTS, Data, Impact, Scope
from domain.triage.knowledge import ALL, Condition, mask


@dataclass(frozen=True)
class Option:
    """A button: true where one of its conditions holds (and no earlier option of the question is true)."""

    id: str
    facts: tuple[Condition, ...]


@dataclass(frozen=True)
class Question:
    """A screen of buttons; `options` may be fewer than the catalogue's where some are already ruled out."""

    id: str
    options: tuple[Option, ...]


_SEVERAL = frozenset({Scope.EVERYONE, Scope.MANY})
_ONE = frozenset({Scope.ONE})


def _impact(*values: Impact) -> Condition:
    return {"impact": frozenset(values)}


def _plain(name: str) -> Question:
    options = []
    for value in FACTS[name]:
        key = ("yes" if value else "no") if isinstance(value, bool) else value.value.replace("_", "-")
        options.append(Option(key, ({name: frozenset([value])},)))
    return Question(name, tuple(options))


_SECURITY: Condition = {"security": frozenset([True])}
_LOST = frozenset({Data.LOST})
_DOWN, _SEVERE, _LIMITED, _SLIGHT = (_impact(i) for i in Impact)

_AFFECTED = Question(
    "affected",
    (
        Option("down-several", ({**_DOWN, "scope": _SEVERAL},)),
        Option("down-one", (_DOWN,)),
        Option("severe-several", ({**_SEVERE, "scope": _SEVERAL},)),
        Option("severe-one", (_SEVERE,)),
        Option("limited", (_LIMITED,)),
        Option("slight", (_SLIGHT,)),
    ),
)
_DANGER = Question(
    "danger",
    (
        Option("security", (_SECURITY,)),
        Option("lost-several", ({"data": _LOST, "scope": _SEVERAL},)),
        Option("lost-one", ({"data": _LOST},)),
        Option("at-risk", ({"data": frozenset([Data.AT_RISK])},)),
        Option("none", ({},)),
    ),
)
_WORST = Question(
    "worst",
    (
        Option("security", (_SECURITY,)),
        Option("down-several", ({**_DOWN, "scope": _SEVERAL},)),
        Option("data", ({"data": frozenset({Data.LOST, Data.AT_RISK})},)),
        Option("severe-several", ({**_SEVERE, "scope": _SEVERAL},)),
        Option("part", (_LIMITED, {"impact": frozenset({Impact.DOWN, Impact.SEVERE}), "scope": _ONE})),
        Option("slight", (_SLIGHT,)),
    ),
)

QUESTIONS: Mapping[str, Question] = MappingProxyType(
    {q.id: q for q in (_WORST, _AFFECTED, _DANGER, *(_plain(name) for name in FACTS))}
)
"""Every question that can be asked, with every option; the texts are in the locale files."""


def _answers(question: Question) -> Mapping[str, int]:
    left, answers = ALL, {}
    for option in question.options:
        holds = 0
        for condition in option.facts:
            holds |= mask(condition)
        answers[option.id] = holds & left
        left &= ~holds
    return MappingProxyType(answers)


ANSWERS: Mapping[str, Mapping[str, int]] = MappingProxyType({q.id: _answers(q) for q in QUESTIONS.values()})
"""Question id -> option id -> the worlds in which that option is the truthful answer."""
