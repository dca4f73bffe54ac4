"""What a customer told about a fault by pressing buttons, and what follows from it together with what was read.

What was read from the text is read anew each time, so a later message corrects an earlier one; what a button said
stands above what was read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

from domain.severity import LevelRule, Question, answer, next_question
from domain.triage.knowledge import Knowledge
from domain.triage.questions import ANSWERS, Option
from domain.triage.reading import Reading
from storage.drafts import Draft

_UNSURE = " unsure:"


@dataclass(frozen=True)
class Told:
    """The worlds that the buttons left, and the ids of the questions that the customer could not answer."""

    knowledge: Knowledge
    unsure: frozenset[str]

    @classmethod
    def of(cls, draft: Draft) -> Self:
        """What the draft's row holds; ValueError if that is no such thing."""
        if draft.knowledge is None:
            return cls(Knowledge(), frozenset())
        known, _, unsure = draft.knowledge.partition(_UNSURE)
        return cls(Knowledge.from_json(known), frozenset(filter(None, unsure.split(","))))

    def stored(self) -> str:
        """The reverse of `of`: the knowledge, and behind it the questions not answered, if there are any."""
        known = self.knowledge.to_json()
        return f"{known}{_UNSURE}{','.join(sorted(self.unsure))}" if self.unsure else known

    def answered(self, reading: Reading, question: Question, option: Option) -> Told:
        """After one more answer. If a later message ruled the button out, what was pressed last is right."""
        try:
            known = answer(self.with_read(reading), question, option)
        except ValueError:
            known = Knowledge(ANSWERS[question.id][option.id])
        return replace(self, knowledge=known)

    def not_answered(self, question: Question) -> Told:
        """After the customer said that they do not know: the question is not asked again."""
        return replace(self, unsure=self.unsure | {question.id})

    def with_read(self, reading: Reading) -> Knowledge:
        """Everything that is known: what was read, as far as the buttons do not say otherwise."""
        both = self.knowledge.worlds & reading.known.worlds
        return Knowledge(both) if both else self.knowledge

    def next_question(self, rules: Sequence[LevelRule], reading: Reading) -> Question | None:
        """What to ask now; None if no answer that the customer may have could change the level."""
        return next_question(rules, self.with_read(reading), self.unsure)
