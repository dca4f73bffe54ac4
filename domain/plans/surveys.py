"""The satisfaction survey (用户满意度调查表): its fifteen indicators, and how a person goes through them.

Source: OBLIGATIONS section 2. Asked whole at the contract's interval; after a closed ticket there is only one tap.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta

GROUPS: Mapping[str, tuple[str, ...]] = {
    "phone": ("phone-reach", "phone-diagnosis", "phone-effect"),
    "onsite": ("onsite-response", "onsite-diagnosis", "onsite-time", "onsite-success", "onsite-manner"),
    "online": ("online-response", "online-content", "online-effect"),
    "department": (
        "department-complaints",
        "department-initiative",
        "department-promises",
        "department-improvement",
    ),
}
"""The indicators by group, in the order of the form; their words are in the locales (`survey-item-…`)."""

INDICATORS = tuple(indicator for group in GROUPS.values() for indicator in group)
LEVELS = (5, 4, 3, 2, 1)
"""From very satisfied to very dissatisfied."""

LOW = 2
"""This level and those below it are followed up."""

RATINGS_A_MONTH = 4
"""So many one-tap ratings are asked of one person in a calendar month: who is asked more often answers none."""

REMIND_AFTER = timedelta(days=7)
COMMENT_AT_MOST = 1000

END = len(INDICATORS)
"""The place after the last indicator: a comment, and the sending."""


class WrongMove(Exception):
    """The paper is not open for that: it was sent, put aside, or has no such level."""


@dataclass(frozen=True)
class Paper:
    """One person's form. `state`: open, left (put aside, can be taken up again), done, expired."""

    state: str = "open"
    place: int = 0
    answers: Mapping[str, int] = field(default_factory=dict)
    comment: str = ""

    @property
    def answered(self) -> bool:
        """Whether it says anything."""
        return bool(self.answers or self.comment)

    @property
    def low(self) -> dict[str, int]:
        """Answers that somebody has to ask about, in the order of the form."""
        return low_of(self.answers)


def low_of(answers: Mapping[str, int]) -> dict[str, int]:
    """The answers of `LOW` and below, in the order of the form."""
    return {one: answers[one] for one in INDICATORS if answers.get(one, LOW + 1) <= LOW}


def group_of(indicator: str) -> str:
    """The group of an indicator; KeyError for what is none."""
    for group, indicators in GROUPS.items():
        if indicator in indicators:
            return group
    raise KeyError(indicator)


def answer(paper: Paper, value: int) -> Paper:
    """A level for the indicator that is asked; a former one is replaced. WrongMove."""
    if paper.state != "open" or paper.place >= END or value not in LEVELS:
        raise WrongMove
    return replace(paper, place=paper.place + 1, answers={**paper.answers, INDICATORS[paper.place]: value})


def skip(paper: Paper) -> Paper:
    """No opinion on this indicator: a former answer goes. WrongMove."""
    if paper.state != "open" or paper.place >= END:
        raise WrongMove
    kept = {name: value for name, value in paper.answers.items() if name != INDICATORS[paper.place]}
    return replace(paper, place=paper.place + 1, answers=kept)


def back(paper: Paper) -> Paper:
    """The indicator before; the first one stays. WrongMove."""
    if paper.state != "open":
        raise WrongMove
    return replace(paper, place=max(0, paper.place - 1))


def leave(paper: Paper) -> Paper:
    """Put it aside, as it is. WrongMove."""
    if paper.state != "open":
        raise WrongMove
    return replace(paper, state="left")


def resume(paper: Paper) -> Paper:
    """Go on where it was put aside. WrongMove once it was sent or is too late."""
    if paper.state not in ("open", "left"):
        raise WrongMove
    return replace(paper, state="open")


def submit(paper: Paper, comment: str | None = None) -> Paper:
    """Send it, at its end; one that says nothing is only put aside. WrongMove."""
    if paper.state != "open" or paper.place != END:
        raise WrongMove
    sent = paper if comment is None else replace(paper, comment=comment)
    return replace(sent, state="done" if sent.answered else "left")
