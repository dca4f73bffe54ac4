"""What a message looks like before it is sent: no Telegram objects, so views stay pure values."""

from __future__ import annotations

from dataclasses import dataclass

MAX_TEXT = 4096
MAX_CAPTION = 1024
MAX_CALLBACK_BYTES = 64


@dataclass(frozen=True)
class Button:
    """One key under a message: exactly one of `data` (<= 64 bytes) and `url` is set."""

    text: str
    data: str | None = None
    url: str | None = None


@dataclass(frozen=True)
class ReplyKey:
    """One key of the keyboard that replaces the phone's own."""

    text: str
    request_contact: bool = False


@dataclass(frozen=True)
class File:
    """A file to send: by Telegram's id, or by its bytes."""

    kind: str
    file_id: str | None = None
    data: bytes | None = None
    name: str | None = None


@dataclass(frozen=True)
class Content:
    """One message, ready to be sent or to replace an older one.

    `text` is HTML with everything from people escaped. With `files` it is the caption of the first.
    `remove_keyboard` takes a reply keyboard away, `force_reply` asks the client to open a reply.
    """

    text: str
    buttons: tuple[tuple[Button, ...], ...] = ()
    files: tuple[File, ...] = ()
    reply_keys: tuple[tuple[ReplyKey, ...], ...] = ()
    placeholder: str | None = None
    remove_keyboard: bool = False
    force_reply: bool = False
    silent: bool = False
