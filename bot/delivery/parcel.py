"""What a row of the outbox asks Telegram to do, worked out at the moment of sending."""

from __future__ import annotations

from dataclasses import dataclass

from views.content import Content


@dataclass(frozen=True)
class Send:
    """A new message; `thread_id` is a forum topic (None: General or a chat without topics).

    One that speaks of several tickets names them in `together`, and in `rows` the other rows that it makes needless.
    """

    chat_id: int
    content: Content
    thread_id: int | None = None
    reply_to: int | None = None
    pin: bool = False
    pin_later: bool = False
    """To be pinned when the chat has less to hear of."""
    together: tuple[int, ...] = ()
    rows: tuple[int, ...] = ()


@dataclass(frozen=True)
class Edit:
    """A message changed in place; one that is gone is answered with a new one (`fallback`).

    `together`: the tickets of which it speaks, if these are several.
    """

    chat_id: int
    message_id: int
    content: Content
    fallback: Send | None = None
    caption: bool = False
    together: tuple[int, ...] = ()


@dataclass(frozen=True)
class Copy:
    """People's own messages shown elsewhere; several ids of one album stay an album.

    `header` goes before them as a message of its own when the reader would not know whose words they are.
    """

    chat_id: int
    from_chat_id: int
    message_ids: tuple[int, ...]
    thread_id: int | None = None
    reply_to: int | None = None
    header: Content | None = None


@dataclass(frozen=True)
class React:
    """A reaction of the bot on somebody's message: the cheap receipt."""

    chat_id: int
    message_id: int
    emoji: str


@dataclass(frozen=True)
class CreateTopic:
    """A forum topic for a ticket."""

    chat_id: int
    name: str
    icon_color: int


@dataclass(frozen=True)
class EditTopic:
    """A topic renamed, closed or opened again."""

    chat_id: int
    thread_id: int
    name: str | None = None
    closed: bool | None = None


@dataclass(frozen=True)
class Pin:
    """A message pinned without a sound."""

    chat_id: int
    message_id: int


@dataclass(frozen=True)
class Knock:
    """A chat action that disturbs nobody: only Telegram's answer counts, whether the person can be reached."""

    chat_id: int


@dataclass(frozen=True)
class Drop:
    """Nothing to send any more, and why (kept on the row)."""

    reason: str


@dataclass(frozen=True)
class Wait:
    """Not yet: something that this row needs is still to be sent (its topic, say)."""

    seconds: float


Parcel = Send | Edit | Copy | React | CreateTopic | EditTopic | Pin | Knock | Drop | Wait


@dataclass(frozen=True)
class Delivered:
    """What Telegram answered: ids of the messages made, or of the topic."""

    message_ids: tuple[int, ...] = ()
    thread_id: int | None = None
