"""What Telegram's refusals mean: one table, so that nobody else reads error texts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.transport import MaybeSent, NotSent


class Outcome(Enum):
    """The situations that somebody treats differently."""

    SENT = "sent"
    NOT_MODIFIED = "it stands there already"
    RETRY_LATER = "too many requests"
    CHAT_BLOCKED = "the person has blocked the bot"
    USER_GONE = "the account is deleted"
    NEVER_STARTED = "the person has never pressed Start"
    KICKED = "the bot is no longer in the group"
    CHAT_NOT_FOUND = "no such chat"
    TOPIC_GONE = "the topic is deleted"
    TOPIC_CLOSED = "the topic is closed"
    EDIT_TARGET_GONE = "the message to change is gone"
    REPLY_TARGET_GONE = "the message to answer is gone"
    COPY_REFUSED = "the message cannot be copied"
    BAD_HTML = "the text is not valid HTML"
    MIGRATED = "the group has a new id"
    NO_RIGHTS = "the bot lacks a right"
    FILE_BAD = "the file is refused"
    BAD_TOKEN = "the token is refused"  # noqa: S105
    MAYBE_SENT = "the answer was lost"
    NOT_SENT = "no connection"
    FATAL = "refused"


@dataclass(frozen=True)
class Verdict:
    """How a call ended. `seconds` belongs to RETRY_LATER, `chat_id` (the new one) to MIGRATED.

    `detail` is Telegram's wording without anything quoted from people.
    """

    outcome: Outcome
    seconds: float = 0.0
    chat_id: int | None = None
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.outcome.value}: {self.detail}" if self.detail else self.outcome.value


_FORBIDDEN = (
    ("bot was blocked by the user", Outcome.CHAT_BLOCKED),
    ("user is deactivated", Outcome.USER_GONE),
    ("can't initiate conversation", Outcome.NEVER_STARTED),
    ("bot was kicked", Outcome.KICKED),
    ("bot is not a member", Outcome.KICKED),
    ("the group chat was deleted", Outcome.KICKED),
    ("not enough rights", Outcome.NO_RIGHTS),
    ("have no rights", Outcome.NO_RIGHTS),
)
_BAD_REQUEST = (
    ("message is not modified", Outcome.NOT_MODIFIED),
    ("message_not_modified", Outcome.NOT_MODIFIED),
    ("topic_not_modified", Outcome.NOT_MODIFIED),
    ("message thread not found", Outcome.TOPIC_GONE),
    ("topic_deleted", Outcome.TOPIC_GONE),
    ("topic_id_invalid", Outcome.TOPIC_GONE),
    ("topic_closed", Outcome.TOPIC_CLOSED),
    ("message to edit not found", Outcome.EDIT_TARGET_GONE),
    ("message can't be edited", Outcome.EDIT_TARGET_GONE),
    ("message_id_invalid", Outcome.EDIT_TARGET_GONE),
    ("message to be replied not found", Outcome.REPLY_TARGET_GONE),
    ("replied message not found", Outcome.REPLY_TARGET_GONE),
    ("message to copy not found", Outcome.COPY_REFUSED),
    ("message can't be copied", Outcome.COPY_REFUSED),
    ("no messages to copy", Outcome.COPY_REFUSED),
    ("message to forward not found", Outcome.COPY_REFUSED),
    ("can't parse entities", Outcome.BAD_HTML),
    ("can't parse message caption", Outcome.BAD_HTML),
    ("not enough rights", Outcome.NO_RIGHTS),
    ("have no rights", Outcome.NO_RIGHTS),
    ("chat_admin_required", Outcome.NO_RIGHTS),
    ("chat_write_forbidden", Outcome.NO_RIGHTS),
    ("user is deactivated", Outcome.USER_GONE),
    ("chat not found", Outcome.CHAT_NOT_FOUND),
    ("peer_id_invalid", Outcome.CHAT_NOT_FOUND),
    ("wrong file identifier", Outcome.FILE_BAD),
    ("wrong remote file", Outcome.FILE_BAD),
    ("file is too big", Outcome.FILE_BAD),
    ("request entity too large", Outcome.FILE_BAD),
    ("failed to get http url content", Outcome.FILE_BAD),
    ("photo_invalid_dimensions", Outcome.FILE_BAD),
    ("image_process_failed", Outcome.FILE_BAD),
)
# A gateway that answers in Telegram's place has not passed the request on.
_NOT_PASSED_ON = ("bad gateway", "service unavailable")
# Causes of the library's own transport, named so that httpx need not be imported.
_NEVER_LEFT = {"ConnectError", "ConnectTimeout", "PoolTimeout", "ProxyError", "UnsupportedProtocol"}


def classify(exc: TelegramError) -> Verdict:
    """What an exception of the library stands for."""
    detail = _safe(exc.message)
    if isinstance(exc, RetryAfter):
        # Today a number, from a coming version on a timedelta; the attribute behind it is one already.
        return Verdict(Outcome.RETRY_LATER, seconds=_seconds(exc._retry_after), detail="")
    if isinstance(exc, ChatMigrated):
        return Verdict(Outcome.MIGRATED, chat_id=exc.new_chat_id)
    if isinstance(exc, Forbidden):
        # "bot can't send messages to the user" passes for some, so it is no reason to forget anybody: FATAL.
        return Verdict(_look_up(exc.message, _FORBIDDEN), detail=detail)
    # BadRequest is a NetworkError to the library: asked first, or a permanent refusal is tried for ever.
    if isinstance(exc, BadRequest):
        return Verdict(_look_up(exc.message, _BAD_REQUEST), detail=detail)
    if isinstance(exc, InvalidToken):
        return Verdict(Outcome.BAD_TOKEN)
    if isinstance(exc, Conflict):
        return Verdict(Outcome.NOT_SENT, detail=detail)
    if isinstance(exc, NotSent):
        return Verdict(Outcome.NOT_SENT, detail=detail)
    if isinstance(exc, MaybeSent):
        return Verdict(Outcome.MAYBE_SENT, detail=detail)
    if isinstance(exc, NetworkError):
        never_left = type(exc.__cause__).__name__ in _NEVER_LEFT
        refused = not isinstance(exc, TimedOut) and any(s in exc.message.lower() for s in _NOT_PASSED_ON)
        if "entity too large" in exc.message.lower():
            return Verdict(Outcome.FILE_BAD, detail=detail)
        return Verdict(Outcome.NOT_SENT if never_left or refused else Outcome.MAYBE_SENT, detail=detail)
    # "Invalid server response": Telegram said yes or no, we could not read which.
    return Verdict(Outcome.MAYBE_SENT, detail=detail)


def _look_up(message: str, table: tuple[tuple[str, Outcome], ...]) -> Outcome:
    lowered = message.lower()
    return next((outcome for words, outcome in table if words in lowered), Outcome.FATAL)


def _seconds(value: float | timedelta) -> float:
    return value.total_seconds() if isinstance(value, timedelta) else float(value)


def _safe(message: str) -> str:
    """Telegram's words without quoted pieces of text, tokens and long numbers (ids, phones)."""
    message = re.sub(r"\d{6,}:[\w-]{20,}", "…", message)
    message = re.sub(r"\"[^\"]*\"|'[^']{12,}'|\d{6,}", "…", message)
    return message[:120]
