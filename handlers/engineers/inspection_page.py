"""The one living message of an inspection: the point that is open, or the summary at the end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from domain.plans.checklists import Point
from handlers.inspections import counts, points_of
from handlers.speak import revise, say
from handlers.staff import Turn, safe
from storage import checks
from storage.checks import Check
from storage.dues import Due
from views.callbacks import encode
from views.texts import Safe, escape, lines, text

_BAR = 10
_FINDINGS_SHOWN = 15
_NOTE_SHOWN = 300


def show(turn: Turn, due: Due, *, anew: bool = False) -> None:
    """Draw it where it stands; `anew`: at the bottom of the chat, the older one showing that it goes on below."""
    card = int(due.data["card"])
    words, keys = page(turn, due)
    variables = {"lines": safe(words)}
    if anew and card > 1:
        _retire(turn, due, card - 1)
    meaning = f"inspecting:{due.id}:{card}"
    stands = checks.message_of(turn.conn, meaning)
    if stands is not None and stands[1] is not None:
        revise(
            turn.conn, turn.person.id, stands[1], turn.now, "inspection-page", variables, buttons=keys,
            language=turn.person.language,
        )  # fmt: skip
    else:
        # Not sent yet: what waits takes these words.
        say(
            turn.conn, turn.person.id, turn.now, "inspection-page", variables, buttons=keys, dedupe=meaning,
            language=turn.person.language,
        )  # fmt: skip


def _retire(turn: Turn, due: Due, card: int) -> None:
    stands = checks.message_of(turn.conn, f"inspecting:{due.id}:{card}")
    if stands is not None and stands[1] is not None:
        revise(turn.conn, turn.person.id, stands[1], turn.now, "inspection-below", {"what": due.label})


def page(turn: Turn, due: Due) -> tuple[Safe, list[list[dict[str, Any]]]]:
    """Words and buttons of the place at which the inspection stands."""
    everything, place = points_of(due), int(due.data["place"])
    found = checks.of(turn.conn, due.id)
    if place >= len(everything):
        return _summary(turn, due, everything, found)
    return _point(turn, due, everything, place, found)


def _point(
    turn: Turn, due: Due, everything: Sequence[Point], place: int, found: dict[str, Check]
) -> tuple[Safe, list[list[dict[str, Any]]]]:
    language, point = turn.person.language, everything[place]
    check = found.get(point.key, Check(point.key))
    done = sum(1 for one in everything if one.key in found and found[one.key].result is not None)
    filled = done * _BAR // len(everything)
    site = text(language, "inspection-site", site=point.site) if point.site else None
    words = lines(
        text(language, "inspection-head", customer=_customer(turn, due), title=point.title[language]),
        text(
            language, "inspection-progress", bar="▓" * filled + "░" * (_BAR - filled), done=done,
            total=len(everything),
        ),
        Safe(""),
        site,
        text(
            language, "inspection-item", group=point.group[language], number=place + 1,
            words=point.item.words[language],
        ),
        _state(language, check),
    )  # fmt: skip
    if due.data.get("finding"):
        return lines(words, text(language, "inspection-what-now"), between="\n\n"), _finding_keys(turn, due)
    return lines(words, text(language, "inspection-hint"), between="\n\n"), _point_keys(due, place, check)


def _state(language: str, check: Check) -> Safe:
    """What is noted of a point so far."""
    parts: list[str | None] = [text(language, f"inspection-result-{check.result}") if check.result else None]
    if check.ticket is not None:
        parts.append(text(language, "inspection-has-ticket", number=check.ticket))
    if check.photos:
        pictures = sum(1 for one in check.photos if one["kind"] == "photo")
        parts.append(text(language, "inspection-files", photos=pictures, others=len(check.photos) - pictures))
    if check.note:
        parts.append(text(language, "inspection-note", words=_short(check.note)))
    return lines(*parts)


def _point_keys(due: Due, place: int, check: Check) -> list[list[dict[str, Any]]]:
    back = [_key(due, "inspection-button-previous", "b")] if place else []
    return [
        [_key(due, "inspection-button-ok", "o"), _key(due, "inspection-button-finding", "f")],
        [_key(due, "inspection-button-na", "n"), _key(due, "inspection-button-group-na", "k")],
        [*back, _key(due, "inspection-button-note", "w"), _key(due, "inspection-button-next", "s")],
        *_clearing(due, check),
    ]


def _clearing(due: Due, check: Check) -> list[list[dict[str, Any]]]:
    """What was sent by mistake can be taken away; an edited message is not read again."""
    return [[_key(due, "inspection-button-clear", "x")]] if check.note or check.photos else []


def _finding_keys(turn: Turn, due: Due) -> list[list[dict[str, Any]]]:
    assert due.contract is not None
    levels = turn.desk.contract(due.contract).preset.levels
    rows = [
        [
            {
                "text": f"🎫 {level.label[turn.person.language]}",
                "data": encode("il", due.id, due.fence, level.number),
            }
        ]
        for level in levels
    ]
    return [
        *rows,
        [{"id": "inspection-button-request", "vars": {}, "data": encode("il", due.id, due.fence, 0)}],
        [_key(due, "inspection-button-record", "c"), _key(due, "inspection-button-back", "u")],
    ]


def _summary(
    turn: Turn, due: Due, everything: list[Point], found: dict[str, Check]
) -> tuple[Safe, list[list[dict[str, Any]]]]:
    language, figures = turn.person.language, counts(found, everything)
    findings = [one for one in everything if one.key in found and found[one.key].result == "finding"]
    listed = [_finding_line(language, one, found[one.key]) for one in findings[:_FINDINGS_SHOWN]]
    more = len(findings) - len(listed)
    said = found.get(checks.CONCLUSION, Check(checks.CONCLUSION))
    words = lines(
        text(
            language, "inspection-head", customer=_customer(turn, due), title=due.label["in"].get(language, "")
        ),
        text(language, "inspection-summary", **figures),
        *listed,
        text(language, "inspection-more", count=more) if more > 0 else None,
        _state(language, said) if said.note or said.photos else None,
        text(language, "inspection-unanswered" if figures["open"] else "inspection-sign-hint", count=figures["open"]),
    )  # fmt: skip
    last = [[_key(due, "inspection-button-previous", "b")], *_clearing(due, said)]
    if figures["open"]:
        return words, [[_key(due, "inspection-button-first-open", "g")], *last]
    return words, [[_key(due, "inspection-button-sign", "e")], *last]


def _finding_line(language: str, point: Point, check: Check) -> Safe:
    where = f"{point.site} · " if point.site else ""
    ticket = text(language, "inspection-ticket-mark", number=check.ticket) if check.ticket is not None else ""
    return text(
        language, "inspection-finding-line", words=f"{where}{point.item.words[language]}", ticket=ticket
    )


def _key(due: Due, text_id: str, action: str) -> dict[str, Any]:
    return {"id": text_id, "vars": {}, "data": encode("ik", due.id, due.fence, action)}


def _customer(turn: Turn, due: Due) -> str:
    assert due.contract is not None
    return turn.desk.contract(due.contract).customer


def _short(words: str) -> Safe:
    return escape(words if len(words) <= _NOTE_SHOWN else f"{words[:_NOTE_SHOWN]}…")
