"""How a questionnaire looks at each of its places: a text, its variables, its buttons, as a row of the outbox has them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from domain.plans.surveys import END, INDICATORS, LEVELS, Paper, group_of
from views.callbacks import encode
from views.texts import LANGUAGES, plain

VERB = "vs"
Key = dict[str, Any]


@dataclass(frozen=True)
class Page:
    """What a message says, in the form in which `say` and `tell` take it."""

    text_id: str
    variables: dict[str, Any]
    buttons: list[list[Key]]


def key(text_id: str, verb: str, *args: int | str, **variables: Any) -> Key:
    """A button whose words come from the locale."""
    return {"id": text_id, "vars": variables, "data": encode(verb, *args)}


def invitation(number: int, fence: int, customer: str, last_moment: datetime, text_id: str) -> Page:
    """The first message (`survey-ask`), and the one that reminds (`survey-reminder`)."""
    words = {"customer": customer, "count": END, "until": {"at": last_moment.isoformat()}}
    rows = [
        [key("survey-button-begin", VERB, number, fence, "r")],
        [key("survey-button-not", VERB, number, fence, "l")],
    ]
    return Page(text_id, words, rows)


def page(number: int, fence: int, customer: str, paper: Paper, last_moment: datetime) -> Page:
    """The living message of a questionnaire as it stands."""

    def button(text_id: str, action: str) -> Key:
        return key(text_id, VERB, number, fence, action)

    words: dict[str, Any] = {"customer": customer, "count": END, "given": len(paper.answers)}
    if paper.state == "left":
        words["until"] = {"at": last_moment.isoformat()}
        return Page("survey-left", words, [[button("survey-button-go-on", "r")]])
    if paper.state != "open":
        return Page("survey-thanks-low" if paper.low else "survey-thanks", words, [])
    if paper.place == END:
        rows = [
            [button("survey-button-send", "s")],
            [button("survey-button-comment", "w")],
            [button("survey-button-back", "b"), button("survey-button-leave", "l")],
        ]
        return Page("survey-end", words, rows)
    indicator = INDICATORS[paper.place]
    words |= {
        "place": paper.place + 1,
        "group": {"id": f"survey-group-{group_of(indicator)}"},
        "item": {"id": f"survey-item-{indicator}"},
    }
    rows = [[button(f"survey-level-{level}", str(level))] for level in LEVELS]
    rows.append(
        [*([button("survey-button-back", "b")] if paper.place else []), button("survey-button-skip", "k")]
    )
    rows.append([button("survey-button-leave", "l")])
    given = paper.answers.get(indicator)
    if given is None:
        return Page("survey-page", words, rows)
    return Page("survey-page-given", words | {"level": {"id": f"survey-level-{given}"}}, rows)


def answers_in_words(answers: Mapping[str, int], comment: str = "") -> dict[str, Any]:
    """Answers, a line each, and the comment, as a variable of a text in the reader's language."""
    return {"in": {language: _lines(answers, comment, language) for language in LANGUAGES}}


def _lines(answers: Mapping[str, int], comment: str, language: str) -> str:
    found = [
        plain(
            language, "survey-line", group=plain(language, f"survey-group-{group_of(name)}"),
            item=plain(language, f"survey-item-{name}"), level=plain(language, f"survey-level-{value}"),
        )
        for name, value in answers.items()
    ]  # fmt: skip
    return "\n".join(
        [*found, *([plain(language, "survey-line-comment", comment=comment)] if comment else [])]
    )
