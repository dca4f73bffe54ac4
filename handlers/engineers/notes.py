"""Internal notes: words on a ticket that the customer never sees."""

from __future__ import annotations

import re

from handlers.speak import react
from handlers.staff import Turn
from storage import said

# A full-width stroke is what a Chinese keyboard makes of it; both must keep the words inside.
_NOTE = re.compile(r"\s*(?:[/／]{2}|[/／]note(?:@\w+)?(?=\s|$))\s*", re.IGNORECASE)


def note_in(words: str) -> str | None:
    """The note that a message holds, without its mark; None if it is none."""
    mark = _NOTE.match(words)
    return words[mark.end() :].strip() if mark is not None else None


def take_note(turn: Turn, number: int | None, note: str) -> None:
    """Keep a note on the ticket and show by a pen that it stayed inside."""
    if number is None or not (note or turn.incoming.media):
        turn.reply("note-usage")
    elif keep(turn, number, "note", note) is not None:
        react(turn.conn, turn.incoming.chat_id, turn.incoming.message_id, "✍", turn.now)


def keep(turn: Turn, number: int, side: str, words: str) -> int | None:
    """Keep a message on the ticket; None if there is nothing in it or it was kept before."""
    incoming = turn.incoming
    media = dict(vars(incoming.media)) if incoming.media is not None else None
    if incoming.location is not None:
        media = {"kind": "location"}
    elif incoming.contact is not None:
        media = {"kind": "contact"}
    if media is None and not words.strip():
        return None
    return said.record(
        turn.conn,
        chat_id=incoming.chat_id,
        message_id=incoming.message_id,
        person_id=turn.person.id,
        side=side,
        text=words,
        at=turn.now,
        media=media,
        group_id=incoming.group_id,
        ticket=number,
    )
