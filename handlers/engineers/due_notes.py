"""What notes of return visits and follow-ups have in common: whose they are, and the words that they wait for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from domain.tickets.refused import Refused
from handlers.staff import Turn, number_in
from storage import dues, forms, people
from storage.dues import Due, UnknownDue
from views.callbacks import Press
from views.visit_pages import follow_up_keys, visit_keys

ASKING = "due"
"""What `people.asking` begins with while a note waits for words."""

A_DAY = timedelta(days=1)


def mine(turn: Turn, pressed: Press, kind: str) -> Due:
    """The due of a button; Refused if somebody else has to do it, it is done with, or the button is an older one.

    A superior and managers may do it as well; nobody whom it is about ever.
    """
    due = dues.get(turn.conn, number_in(pressed, 0))
    if due.kind != kind or not turn.incoming.private:
        raise ValueError(due.kind)
    if not may(turn, due):
        raise Refused("due-not-yours", who=due.person_id or 0)
    if not due.open:
        raise Refused({"done": "due-done", "cancelled": "due-cancelled"}.get(due.state, "due-missed"))
    if due.contract not in turn.desk.contracts:
        raise Refused("due-cancelled")
    if pressed.number(1) != due.fence:
        raise Refused("refused-stale")
    return due


def may(turn: Turn, due: Due) -> bool:
    """Whether this person may do it, by the records of this moment."""
    if turn.person.id in due.data.get("concerned", ()):
        return False
    person = turn.desk.people.get(due.person_id) if due.person_id is not None else None
    superior = person.superior_id if person is not None else turn.desk.rota.superior_id
    return turn.person.id in (due.person_id, superior) or turn.person.is_manager


def wait_for(turn: Turn, due: Due) -> None:
    """The next words of this person in private are for that note."""
    people.change(turn.conn, turn.person.id, asking=f"{ASKING}:{due.id}")


def stop_waiting(turn: Turn) -> None:
    """Nothing is waited for any more."""
    if (turn.person.asking or "").startswith(f"{ASKING}:"):
        people.change(turn.conn, turn.person.id, asking=None)


def awaited(turn: Turn) -> Due | None:
    """The due whose note waits for this message; None if it is other words, or for a form begun after it."""
    what, _, number = (turn.person.asking or "").partition(":")
    if what != ASKING or not turn.incoming.text.strip():
        return None
    try:
        due = dues.get(turn.conn, int(number))
    except UnknownDue:
        due = None
    if due is None or not due.open or not may(turn, due) or not _asked_of(turn, due):
        stop_waiting(turn)
        return None
    form = forms.living_of(turn.conn, turn.person.id, turn.incoming.chat_id)
    asked = due.data["note"].get("asked")
    return None if form is not None and asked and form.updated_at > datetime.fromisoformat(asked) else due


def _asked_of(turn: Turn, due: Due) -> bool:
    """Whether the note still waits, and for words of this person: two may have opened it."""
    note = due.data.get("note", {})
    return bool(note.get("step") == "type" and note.get("asker") == turn.person.id)


def shown_in(turn: Turn, note: Mapping[str, Any]) -> int | None:
    """The message of this chat that shows a note; None if it stands in somebody else's."""
    chat, message = note.get("place") or (None, None)
    return message if chat == turn.incoming.chat_id else None


def keys_of(due: Due) -> list[list[dict[str, Any]]]:
    """The buttons under the message that asks for it."""
    if due.kind == "visit":
        return visit_keys(due.id, due.fence)
    return follow_up_keys(due.id, due.fence)
