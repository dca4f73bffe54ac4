"""The small tasks that the contracts make unasked, in the private chat of whoever has to do them: visits, follow-ups."""

from __future__ import annotations

from handlers.engineers import due_notes, follow_ups, visits
from handlers.incoming import Answer
from handlers.speak import react
from handlers.staff import Turn
from storage import dues
from views.callbacks import Press
from views.visit_pages import FOLLOW_UP, VISIT

VERBS = frozenset({VISIT, FOLLOW_UP})


def press(turn: Turn, pressed: Press) -> Answer:
    """A button of a visit or a follow-up."""
    return visits.press(turn, pressed) if pressed.verb == VISIT else follow_ups.press(turn, pressed)


def take_words(turn: Turn) -> bool:
    """Whether the message is what a note waits for; what is too long is said, and the note goes on waiting."""
    due = due_notes.awaited(turn)
    if due is None:
        return False
    if turn.incoming.media is not None:
        turn.reply("visit-words-only")
        return True
    words = turn.incoming.text.strip()
    longest = follow_ups.LONGEST
    if due.kind == visits.KIND:
        longest = visits.TYPED[due.data["note"]["typing"]]
    if len(words) > longest:
        turn.reply("form-too-long", {"length": len(words), "most": longest})
        return True
    due_notes.stop_waiting(turn)
    (visits.typed if due.kind == visits.KIND else follow_ups.typed)(turn, due, words)
    react(turn.conn, turn.incoming.chat_id, turn.incoming.message_id, "👌", turn.now)
    return True


def leave(turn: Turn) -> bool:
    """Wait for words no more (/cancel); False if none were waited for. The note stays as it is."""
    due = due_notes.awaited(turn)
    if due is None:
        return False
    due_notes.stop_waiting(turn)
    turn.reply("visit-words-left", buttons=due_notes.keys_of(due))
    return True


def show_mine(turn: Turn) -> None:
    """`/visits`: what this person has to do, each with its buttons. Said in private only: it names customers."""
    if not turn.incoming.private:
        turn.reply("visits-private")
        return
    found = dues.listed(
        turn.conn, kinds=(visits.KIND, follow_ups.KIND), person_id=turn.person.id, states=dues.OPEN_STATES
    )
    if not found:
        turn.reply("visits-none")
    for due in found:
        words = {
            "customer": turn.desk.contract(due.contract or "").customer, "what": due.label,
            "until": {"at": due.last_moment.isoformat()},
        }  # fmt: skip
        turn.reply("visits-one", words, buttons=due_notes.keys_of(due))
