"""What customers wrote, as it is kept: one message, and the messages of a report together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from handlers.incoming import Incoming
from storage import said
from storage.said import Said

_TITLE_AT_MOST = 80
_ALBUM_AT_MOST = 10
_MEDIA_TITLES = {"photo": "📷", "voice": "🎤", "video": "🎬", "location": "📍"}
# A word that the cut may have halved. Chinese has no spaces: there every character is a place to cut.
_LAST_WORD = re.compile(r"[^\s\u2e80-\U0010ffff]+$")


def keep(
    conn: Connection,
    incoming: Incoming,
    now: datetime,
    *,
    ticket: int | None = None,
    draft: int | None = None,
) -> int | None:
    """Keep the customer's message; None if it was kept before."""
    media = incoming.media
    return said.record(
        conn,
        chat_id=incoming.chat_id,
        message_id=incoming.message_id,
        person_id=incoming.person_id,
        side="customer",
        text=incoming.text,
        at=now,
        media=vars(media) if media else ({"kind": "location"} if incoming.location else None),
        group_id=incoming.group_id,
        ticket=ticket,
        draft=draft,
    )


def text_of(words: Sequence[Said]) -> str:
    """The texts of the messages, a line each."""
    return "\n".join(word.text for word in words if word.text)


def title_of(words: Sequence[Said]) -> str:
    """A ticket's title of at most 80 characters: the beginning of what was written, or what kind of file came."""
    line = " ".join(text_of(words).split())
    if line:
        return _shortened(line)
    kinds = [str(word.media["kind"]) for word in words if word.media]
    return _MEDIA_TITLES.get(kinds[0], "📎") if kinds else "…"


def _shortened(line: str) -> str:
    if len(line) <= _TITLE_AT_MOST:
        return line
    room = _TITLE_AT_MOST - 1
    cut = line[:room]
    if _LAST_WORD.match(line[room]):
        cut = _LAST_WORD.sub("", cut)
    # A link can be longer than the title: then half of it says more than what stands before it.
    if len(cut) < room // 2:
        cut = line[:room]
    return cut.rstrip(" ,;:-，、；：。") + "…"


def in_albums(words: Sequence[Said]) -> list[list[int]]:
    """Ids of messages, those of one album together (2 to 10), in order."""
    groups: list[list[int]] = []
    album: str | None = None
    for word in words:
        if word.group_id is not None and word.group_id == album and len(groups[-1]) < _ALBUM_AT_MOST:
            groups[-1].append(word.id)
        else:
            groups.append([word.id])
        album = word.group_id
    return groups
