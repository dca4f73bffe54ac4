"""Say something: a row of the outbox that is put into words, in the reader's language, when it is sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from storage import outbox
from storage.outbox import Lane
from views.callbacks import encode

Key = dict[str, Any]
"""A button as stored in a row: `{"id": text id, "vars": {...}, "data": callback data}` or `"url"`, or `"text"`."""


def button(text_id: str, verb: str, *args: int | str, **variables: Any) -> Key:
    """A button whose words come from the locale."""
    return {"id": text_id, "vars": variables, "data": encode(verb, *args)}


def named(words: str, verb: str, *args: int | str) -> Key:
    """A button with words of somebody's own: a name, a title."""
    return {"text": words, "data": encode(verb, *args)}


def say(
    conn: Connection,
    chat_id: int,
    now: datetime,
    text_id: str,
    variables: Mapping[str, Any] | None = None,
    *,
    buttons: Sequence[Sequence[Key]] = (),
    lane: Lane = Lane.ANSWER,
    ticket: int | None = None,
    thread_id: int | None = None,
    reply_to: int | None = None,
    reply_keys: Sequence[Sequence[Key]] = (),
    remove_keyboard: bool = False,
    force_reply: bool = False,
    language: str | None = None,
    fence: int = 0,
    dedupe: str | None = None,
) -> None:
    """Queue a message. `variables` must be JSON; instants go in as `{"at": iso}` and come out in the reader's zone.

    `reply_keys` holds keys like `{"id": ..., "contact": true}`. With a `ticket` replies to the message find it.
    """
    data = {
        "id": text_id, "vars": dict(variables or {}), "buttons": [list(row) for row in buttons],
        "thread_id": thread_id, "reply_to": reply_to, "reply_keys": [list(row) for row in reply_keys],
        "remove_keyboard": remove_keyboard, "force_reply": force_reply, "language": language,
    }  # fmt: skip
    outbox.put(
        conn, lane=lane, chat_id=chat_id, kind="text", now=now, ticket=ticket,
        person_id=chat_id if chat_id > 0 else None, data=data, fence=fence, dedupe=dedupe,
    )  # fmt: skip


def revise(
    conn: Connection,
    chat_id: int,
    message_id: int,
    now: datetime,
    text_id: str,
    variables: Mapping[str, Any] | None = None,
    *,
    buttons: Sequence[Sequence[Key]] = (),
    ticket: int | None = None,
    language: str | None = None,
    caption: bool = False,
) -> None:
    """Change one of the bot's own messages in place: a question shows its answer instead of its buttons.

    `caption`: the message is a file, and its words are the caption.
    """
    data = {
        "id": text_id, "vars": dict(variables or {}), "buttons": [list(row) for row in buttons],
        "message_id": message_id, "language": language, "caption": caption,
    }  # fmt: skip
    outbox.put(
        conn, lane=Lane.ANSWER, chat_id=chat_id, kind="revise", now=now, ticket=ticket,
        person_id=chat_id if chat_id > 0 else None, data=data, dedupe=f"revise:{chat_id}:{message_id}",
        reusable=True,
    )  # fmt: skip


def react(conn: Connection, chat_id: int, message_id: int, emoji: str, now: datetime) -> None:
    """Put a reaction on somebody's message: the cheap receipt."""
    outbox.put(
        conn, lane=Lane.CARD, chat_id=chat_id, kind="react", now=now,
        data={"message_id": message_id, "emoji": emoji}, dedupe=f"react:{chat_id}:{message_id}", reusable=True,
    )  # fmt: skip


def relay(conn: Connection, chat_id: int, said_ids: Sequence[int], ticket: int, now: datetime) -> None:
    """Show people's messages to the other side: a ticket's topic (`chat_id` of the group) or the customer."""
    outbox.put(
        conn, lane=Lane.ANSWER, chat_id=chat_id, kind="relay", now=now, ticket=ticket,
        person_id=chat_id if chat_id > 0 else None, data={"said": list(said_ids)},
        dedupe=f"relay:{chat_id}:{said_ids[0]}",
    )  # fmt: skip


def relay_edit(conn: Connection, said_id: int, ticket: int, chat_id: int, now: datetime) -> None:
    """Edit the copies of a message whose author changed it."""
    outbox.put(
        conn, lane=Lane.ANSWER, chat_id=chat_id, kind="relay_edit", now=now, ticket=ticket, data={"said": said_id},
        dedupe=f"edit:{said_id}:{chat_id}", reusable=True,
    )  # fmt: skip
