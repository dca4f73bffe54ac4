"""The week's report: sent as drafted, or written anew; and the service manager's spot check."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from domain.tickets.refused import Refused
from handlers.incoming import Answer
from handlers.speak import say
from handlers.staff import Turn
from storage import dues, people
from storage.dues import Due
from storage.outbox import Lane
from views.callbacks import Press
from views.texts import plain
from views.weekly import MAX_REPORT, report_keys, span, spot_keys

VERBS = frozenset({"wk", "ws"})
"""wk: a button under the draft; ws: a result of the spot check."""

ASKED_REPORT, ASKED_NOTE = "weekly", "spot"
"""What `people.asking` begins with while a text is waited for."""


def press(turn: Turn, pressed: Press) -> Answer:
    """Act on a button; Refused or ValueError for what is not the presser's or not any more."""
    if pressed.verb == "ws":
        return _check(turn, pressed)
    due = _own(turn, pressed.number(0))
    if due.fence != pressed.number(1):
        raise Refused("refused-stale")
    match pressed.word(2):
        case "s":
            _send(turn, due)
            return Answer(plain(turn.language, "weekly-sent-answer"))
        case "c":
            people.change(turn.conn, turn.person.id, asking=f"{ASKED_REPORT}:{due.id}")
            turn.reply("weekly-write")
            return Answer()
        case action:
            raise ValueError(action)


def take(turn: Turn) -> bool:
    """Whether the words were a report's or a spot check's."""
    asking, _, number = (turn.person.asking or "").partition(":")
    act = {ASKED_REPORT: _take_report, ASKED_NOTE: _take_note}.get(asking)
    if act is None:
        return False
    try:
        act(turn, int(number))
    except (Refused, dues.UnknownDue):
        # Sent meanwhile from another message: these words are for somebody else.
        people.change(turn.conn, turn.person.id, asking=None)
        return False
    return True


def leave(turn: Turn) -> bool:
    """Give up the text that was waited for, if one was."""
    if (turn.person.asking or "").partition(":")[0] not in (ASKED_REPORT, ASKED_NOTE):
        return False
    people.change(turn.conn, turn.person.id, asking=None)
    turn.reply("asked-cancelled")
    return True


def _take_report(turn: Turn, number: int) -> None:
    """The engineer's own words take the draft's place; nothing is sent before they press."""
    words = turn.incoming.text.strip()
    due = _own(turn, number)
    if not words:
        turn.reply("weekly-words-only")
        return
    if len(words) > MAX_REPORT:
        turn.reply("weekly-too-long", {"length": len(words), "most": MAX_REPORT})
        return
    people.change(turn.conn, turn.person.id, asking=None)
    after = dues.change(
        turn.conn, due, "corrected", turn.now, turn.person.id, data={**due.data, "text": words}
    )
    turn.reply("weekly-corrected", {"text": words}, buttons=report_keys(after.id, after.fence))


def _take_note(turn: Turn, number: int) -> None:
    """What the service manager found."""
    words = turn.incoming.text.strip()
    if not words:
        turn.reply("weekly-words-only")
        return
    due = _spot(turn, number)
    people.change(turn.conn, turn.person.id, asking=None)
    said = {"note": words[:MAX_REPORT]}
    dues.change(turn.conn, due, "noted", turn.now, turn.person.id, said=said, data={**due.data, **said})
    turn.reply("weekly-note-kept")


def _send(turn: Turn, due: Due) -> None:
    people.change(turn.conn, turn.person.id, asking=None)
    after = dues.finish(turn.conn, due, turn.now, turn.person.id)
    turn.revise("weekly-sent", {"text": after.data.get("text", ""), "week": {"in": _spans(after)}})
    told = any(step.type == "overdue" for step in dues.log(turn.conn, due.id))
    if told:
        # The bundle is out: this one follows it.
        words = {"who": turn.person.name, "text": after.data.get("text", ""), "late": "yes"}
        say(turn.conn, turn.desk.reports_to, turn.now, "weekly-report", words, lane=Lane.REPORT)


def _check(turn: Turn, pressed: Press) -> Answer:
    due = _spot(turn, pressed.number(0))
    if pressed.word(2) == "n":
        people.change(turn.conn, turn.person.id, asking=f"{ASKED_NOTE}:{due.id}")
        turn.reply("weekly-note-write")
        return Answer()
    verdict = {"g": "good", "l": "lacking"}[pressed.word(2)]
    ticket = pressed.number(1)
    drawn, results = list(due.data["drawn"]), dict(due.data["results"])
    if ticket not in drawn:
        raise ValueError("not drawn")
    if str(ticket) in results:
        raise Refused("refused-stale")
    results[str(ticket)] = verdict
    said = {"ticket": ticket, "verdict": verdict}
    after = dues.change(
        turn.conn, due, "checked", turn.now, turn.person.id, said=said, data={**due.data, "results": results}
    )
    if len(results) == len(drawn):
        after = dues.finish(turn.conn, after, turn.now, turn.person.id)
    listed = " ".join(
        f"#{number} {_MARKS[results[str(number)]] if str(number) in results else ''}".strip()
        for number in drawn
    )
    turn.revise("weekly-spot", {"numbers": listed}, buttons=spot_keys(after.id, drawn, results))
    return Answer(plain(turn.language, "weekly-checked", number=ticket))


_MARKS = {"good": "✅", "lacking": "⚠️"}


def _own(turn: Turn, number: int) -> Due:
    due = dues.get(turn.conn, number)
    if due.kind != "weekly" or due.person_id != turn.person.id:
        raise Refused("refused-not-yours", who=due.person_id)
    if not due.open:
        raise Refused("refused-already" if due.state == "done" else "refused-stale")
    return due


def _spot(turn: Turn, number: int) -> Due:
    due = dues.get(turn.conn, number)
    allowed = turn.person.id == due.person_id or turn.person.is_manager
    if due.kind != "spot" or not allowed:
        raise Refused("refused-stale")
    return due


def _spans(due: Due) -> dict[str, Any]:
    monday = datetime.fromisoformat(str(due.data["first"]))
    return {language: span(monday.date(), language) for language in ("zh", "en")}
