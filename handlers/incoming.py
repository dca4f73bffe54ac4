"""What came in from Telegram, as plain values: handlers never see Telegram's objects."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Kind(StrEnum):
    """Kinds of update that the desk acts on."""

    MESSAGE = "message"
    EDIT = "edit"
    PRESS = "press"
    REACTION = "reaction"
    MEMBER = "member"
    """The bot was blocked, unblocked, put into or thrown out of a chat; `text` is its new status."""
    COLLEAGUE = "colleague"
    """Somebody else came into a group or left it; `text` is their new status."""
    MIGRATION = "migration"
    """The group has a new id: `migrate_from` -> `migrate_to`."""
    TOPIC = "topic"
    """A service message about a topic; `text` is closed, reopened, edited or created."""


@dataclass(frozen=True)
class Media:
    """A file in a message; `size` in bytes, 0 if Telegram did not say."""

    kind: str
    file_id: str
    unique_id: str
    size: int = 0
    name: str | None = None


@dataclass(frozen=True)
class Contact:
    """A shared contact; it is the sender's own only if `person_id` is the sender's id."""

    phone: str
    name: str
    person_id: int | None


@dataclass(frozen=True)
class Incoming:
    """One update. `chat_id` is negative for groups. `thread_id` is set only for messages in a forum topic."""

    kind: Kind
    chat_id: int
    person_id: int
    at: datetime
    update_id: int = 0
    message_id: int = 0
    person_name: str = ""
    username: str | None = None
    language_code: str | None = None
    text: str = ""
    media: Media | None = None
    group_id: str | None = None
    contact: Contact | None = None
    location: tuple[float, float] | None = None
    thread_id: int | None = None
    reply_to: int | None = None
    callback_id: str | None = None
    data: str | None = None
    anonymous: bool = False
    """Written as the group, not as a person: it cannot be attributed."""
    migrate_from: int | None = None
    migrate_to: int | None = None
    emoji: str | None = None

    @property
    def private(self) -> bool:
        """From a private chat with the bot."""
        return self.chat_id > 0

    @property
    def command(self) -> str | None:
        """`/t 12` -> "t"; None if it is no command. (Commands for other bots never get here.)"""
        if not self.text.startswith("/") or self.text.startswith("//"):
            return None
        first = self.text[1:].split(maxsplit=1)[0] if len(self.text) > 1 else ""
        return first.split("@")[0].lower() or None

    @property
    def argument(self) -> str:
        """What follows the command."""
        parts = self.text.split(maxsplit=1)
        return parts[1].strip() if len(parts) > 1 else ""


@dataclass(frozen=True)
class Answer:
    """What the presser of a button sees: a line at the top, or a window to close (`alert`). At most 200 characters."""

    text: str = ""
    alert: bool = False
