"""How the note of a return visit, and of a follow-up, looks at each of its steps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from views.callbacks import encode
from views.survey_pages import Key, Page, key
from views.texts import LANGUAGES, plain

VISIT, FOLLOW_UP = "vi", "vf"
"""Verbs of the buttons: `vi` of a return visit, `vf` of a follow-up; both carry the due's number and fence."""

HOW = ("phone", "onsite")
HOW_FOLLOWED = ("phone", "onsite", "message")
_CONTACTS_AT_MOST = 8
_LINE_AT_MOST, _NOTE_AT_MOST = 150, 900
"""Characters that are shown: a full note still fits into one message, and is kept whole."""


def visit_keys(due: int, fence: int) -> list[list[Key]]:
    """Under the message that asks for a visit, and under its reminders."""
    return [
        [key("visit-button-begin", VISIT, due, fence, "g")],
        [key("visit-button-not-reached", VISIT, due, fence, "n")],
    ]


def follow_up_keys(due: int, fence: int) -> list[list[Key]]:
    """Under the message that asks for a follow-up: how the customer was reached."""
    return [[key(f"follow-up-button-{how}", FOLLOW_UP, due, fence, how)] for how in HOW_FOLLOWED]


def visit_page(
    due: int,
    fence: int,
    customer: str,
    label: Mapping[str, Any],
    note: Mapping[str, Any],
    contacts: Sequence[tuple[int, str]],
    levels: Sequence[tuple[int, str]],
) -> Page:
    """The note at its present step. `levels` are those of the contract (number, name in the reader's language)."""

    def button(text_id: str, *action: int | str) -> Key:
        return key(text_id, VISIT, due, fence, *action)

    def named(words: str, *action: int | str) -> Key:
        return {"text": words[:60], "data": encode(VISIT, due, fence, *action)}

    words: dict[str, Any] = {"customer": customer, "what": dict(label), "note": note_in_words(note)}
    leaving = [button("visit-button-later", "z")]
    match note.get("step", "how"):
        case "how":
            return Page("visit-how", words, [[button(f"visit-how-{how}", "h", how) for how in HOW], leaving])
        case "who":
            people = [[named(name, "w", person)] for person, name in contacts[:_CONTACTS_AT_MOST]]
            return Page("visit-who", words, [*people, [button("visit-button-other", "t", "who")], leaving])
        case "level":
            rows = [[named(name, "lv", number)] for number, name in levels]
            words["problem"] = str(note["problems"][-1]["words"])
            return Page("visit-level", words, [*rows, [button("visit-button-no-ticket", "lv", 0)]])
        case "left":
            return Page("visit-left", words, [[button("visit-button-go-on", "g")]])
        case "type":
            return Page(f"visit-type-{note['typing']}", words, [[button("visit-button-back", "g")]])
        case "done":
            return Page("visit-done", words, [])
        case _:
            said_anything = note.get("problems") or note.get("wishes")
            done = button("visit-button-done" if said_anything else "visit-button-all-well", "ok")
            more = [button("visit-button-problem", "t", "problem"), button("visit-button-wish", "t", "wish")]
            return Page(
                "visit-page", words, [[done], more, [button("visit-button-words", "t", "words"), *leaving]]
            )


def note_in_words(note: Mapping[str, Any]) -> dict[str, Any]:
    """What was noted so far, as a variable of a text in the reader's language."""
    return {"in": {language: _lines(note, language) for language in LANGUAGES}}


def _lines(note: Mapping[str, Any], language: str) -> str:
    found = []
    if "how" in note:
        how = plain(language, f"visit-how-{note['how']}")
        found.append(plain(language, "visit-line-who", how=how, who=note.get("who") or "–"))
    for problem in note.get("problems", ()):
        words = _short(problem["words"])
        if problem.get("ticket"):
            found.append(plain(language, "visit-line-ticket", words=words, number=problem["ticket"]))
        else:
            found.append(plain(language, "visit-line-problem", words=words))
    found += [
        plain(language, "visit-line-wish", words=_short(one["words"])) for one in note.get("wishes", ())
    ]
    if note.get("words"):
        found.append(plain(language, "visit-line-words", words=_short(note["words"], _NOTE_AT_MOST)))
    if note.get("step") == "done" and not note.get("problems") and not note.get("wishes"):
        found.append(plain(language, "visit-line-well"))
    return "\n".join(found)


def _short(words: object, most: int = _LINE_AT_MOST) -> str:
    line = str(words)
    return line if len(line) <= most else f"{line[: most - 1]}…"
