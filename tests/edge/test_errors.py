"""Telegram's refusals, one by one, and how the transports' failures are told apart."""

from __future__ import annotations

from datetime import timedelta

import httpx
import pytest
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

from bot.delivery.errors import Outcome, Verdict, classify
from bot.transport import AnswerTimedOut, MaybeSent, NotSent

F, B = Forbidden, BadRequest


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        (F, "Forbidden: bot was blocked by the user", Outcome.CHAT_BLOCKED),
        (F, "Forbidden: user is deactivated", Outcome.USER_GONE),
        (F, "Forbidden: bot can't initiate conversation with a user", Outcome.NEVER_STARTED),
        (F, "Forbidden: bot can't send messages to the user", Outcome.FATAL),
        (F, "Forbidden: bot was kicked from the group chat", Outcome.KICKED),
        (F, "Forbidden: bot was kicked from the supergroup chat", Outcome.KICKED),
        (F, "Forbidden: bot is not a member of the supergroup chat", Outcome.KICKED),
        (B, "Bad Request: chat not found", Outcome.CHAT_NOT_FOUND),
        (B, "Bad Request: message thread not found", Outcome.TOPIC_GONE),
        (B, "Bad Request: TOPIC_DELETED", Outcome.TOPIC_GONE),
        (B, "Bad Request: TOPIC_ID_INVALID", Outcome.TOPIC_GONE),
        (B, "Bad Request: TOPIC_CLOSED", Outcome.TOPIC_CLOSED),
        (B, "Bad Request: TOPIC_NOT_MODIFIED", Outcome.NOT_MODIFIED),
        (B, "Bad Request: message is not modified: specified new message content", Outcome.NOT_MODIFIED),
        (B, "Bad Request: message to edit not found", Outcome.EDIT_TARGET_GONE),
        (B, "Bad Request: message can't be edited", Outcome.EDIT_TARGET_GONE),
        (B, "Bad Request: message to be replied not found", Outcome.REPLY_TARGET_GONE),
        (B, "Bad Request: message to copy not found", Outcome.COPY_REFUSED),
        (B, "Bad Request: message can't be copied", Outcome.COPY_REFUSED),
        (B, "Bad Request: can't parse entities: Unsupported start tag", Outcome.BAD_HTML),
        (B, "Bad Request: not enough rights to create a topic", Outcome.NO_RIGHTS),
        (B, "Bad Request: CHAT_ADMIN_REQUIRED", Outcome.NO_RIGHTS),
        (B, "Bad Request: wrong file identifier/HTTP URL specified", Outcome.FILE_BAD),
        (B, "Bad Request: file is too big", Outcome.FILE_BAD),
        (B, "Bad Request: BUTTON_DATA_INVALID", Outcome.FATAL),
        (InvalidToken, "Unauthorized", Outcome.BAD_TOKEN),
        (NetworkError, "Bad Gateway", Outcome.NOT_SENT),
        (NetworkError, "Service Unavailable (503)", Outcome.NOT_SENT),
        (NetworkError, "Internal Server Error", Outcome.MAYBE_SENT),
        (NetworkError, "Request Entity Too Large", Outcome.FILE_BAD),
        (Conflict, "Conflict: terminated by other getUpdates request", Outcome.NOT_SENT),
        (NotSent, "no connection", Outcome.NOT_SENT),
        (MaybeSent, "connection broke", Outcome.MAYBE_SENT),
        (AnswerTimedOut, "no answer in time", Outcome.MAYBE_SENT),
        (TelegramError, "Invalid server response", Outcome.MAYBE_SENT),
    ],
)
def test_every_refusal_has_its_meaning(kind: type[TelegramError], text: str, expected: Outcome) -> None:
    assert classify(kind(text)).outcome is expected
    assert classify(kind(text.upper())).outcome is expected


def test_a_pause_tells_its_length_whatever_type_it_has() -> None:
    assert classify(RetryAfter(17)) == Verdict(Outcome.RETRY_LATER, seconds=17)
    assert classify(RetryAfter(timedelta(seconds=17))) == Verdict(Outcome.RETRY_LATER, seconds=17)


def test_a_migration_tells_the_new_id() -> None:
    assert classify(ChatMigrated(-100123)) == Verdict(Outcome.MIGRATED, chat_id=-100123)


@pytest.mark.parametrize(
    ("cause", "wrapped", "expected"),
    [
        (httpx.ConnectError(""), NetworkError("httpx.ConnectError: "), Outcome.NOT_SENT),
        (httpx.ConnectTimeout(""), TimedOut(), Outcome.NOT_SENT),
        (httpx.PoolTimeout(""), TimedOut("Pool timeout"), Outcome.NOT_SENT),
        (httpx.ReadTimeout(""), TimedOut(), Outcome.MAYBE_SENT),
        (httpx.RemoteProtocolError(""), NetworkError("httpx.RemoteProtocolError: "), Outcome.MAYBE_SENT),
    ],
)
def test_the_librarys_own_transport_is_understood_too(
    cause: Exception, wrapped: TelegramError, expected: Outcome
) -> None:
    wrapped.__cause__ = cause
    assert classify(wrapped).outcome is expected


def test_the_wording_that_is_kept_holds_no_token_no_number_and_nothing_quoted() -> None:
    told = 'Bad Request: can\'t parse "my secret" of 13800138000 with 123456789:AAF-abcdefghijklmnopqrstuvwxyz012'
    detail = classify(BadRequest(told)).detail
    assert "secret" not in detail
    assert "13800138000" not in detail
    assert "AAF" not in detail
