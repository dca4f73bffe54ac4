"""Closing a follow-up of a low rating: how the customer was reached, and what was agreed."""

from __future__ import annotations

from domain.tickets.refused import Refused
from handlers.engineers import due_notes
from handlers.incoming import Answer
from handlers.speak import revise, say
from handlers.staff import Turn
from storage import dues, people
from storage.dues import Due
from views.callbacks import Press
from views.survey_pages import key
from views.visit_pages import FOLLOW_UP, HOW_FOLLOWED, note_in_words

KIND = "follow_up"
LONGEST = 1000


def press(turn: Turn, pressed: Press) -> Answer:
    """How the customer was reached; the words come next. Refused for whoever it is about."""
    due = due_notes.mine(turn, pressed, KIND)
    how = pressed.word(2)
    due_notes.stop_waiting(turn)
    if how == "b":
        after = _keep(turn, due, {**due.data.get("note", {}), "step": "how"})
        turn.revise("follow-up-how", _words(turn, after), buttons=due_notes.keys_of(after))
        return Answer()
    if how not in HOW_FOLLOWED:
        raise ValueError(how)
    note = {
        "how": how, "who": _contact(turn, due), "step": "type",
        "place": [turn.incoming.chat_id, turn.incoming.message_id], "asked": turn.now.isoformat(),
        "asker": turn.person.id,
    }  # fmt: skip
    after = _keep(turn, due, note)
    due_notes.wait_for(turn, after)
    back = [[key("visit-button-back", FOLLOW_UP, after.id, after.fence, "b")]]
    turn.revise("follow-up-type", _words(turn, after), buttons=back)
    return Answer()


def typed(turn: Turn, due: Due, words: str) -> None:
    """What was agreed: the follow-up is done."""
    note = {**due.data["note"], "words": words, "step": "closed"}
    due = _keep(turn, due, note)
    dues.finish(turn.conn, due, turn.now, turn.person.id, {"how": note["how"]})
    chat, shown = turn.incoming.chat_id, {**_words(turn, due), "note": note_in_words(note)}
    here = due_notes.shown_in(turn, note)
    if here is None:
        say(turn.conn, chat, turn.now, "follow-up-done", shown)
    else:
        revise(turn.conn, chat, here, turn.now, "follow-up-done", shown)


def _keep(turn: Turn, due: Due, note: dict[str, object]) -> Due:
    data = {**due.data, "note": note}
    return dues.change(turn.conn, due, "noted", turn.now, turn.person.id, data=data, state="started")


def _contact(turn: Turn, due: Due) -> str:
    contact = people.find(turn.conn, int(due.data["customer"]))
    if contact is None:
        raise Refused("refused-stale")
    return contact.name


def _words(turn: Turn, due: Due) -> dict[str, object]:
    customer = turn.desk.contract(due.contract or "").customer
    return {"customer": customer, "contact": _contact(turn, due), "until": {"at": due.due_at.isoformat()}}
