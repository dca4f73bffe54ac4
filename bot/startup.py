"""What is learnt from, and told to, Telegram when the desk starts. Nothing here may keep it from starting."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable
from functools import partial

from sqlalchemy import Connection
from telegram import Bot, BotCommand, BotCommandScopeAllPrivateChats, BotCommandScopeChat
from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError

from domain.desk import Desk
from storage import chats
from storage.engine import Store
from views.texts import plain

log = logging.getLogger("faultline.startup")

_PAUSES = (1.0, 2.0)
_CUSTOMER = ("help", "my", "sla", "survey", "courses", "reports", "language", "cancel")
_ENGINEER = (
    "queue", "t", "sla", "oncall", "cover", "swap", "away", "override", "delegate", "drill", "note", "plan", "inspect",
    "visits", "survey", "course", "health", "help", "cancel",
)  # fmt: skip
_MANAGER = (
    "summary", "subscribe", "export", "overdue", "queue", "t", "sla", "oncall", "override", "away", "delegate",
    "drill", "plan", "invite", "access",
    "holidays", "course", "survey", "wishes", "health", "help",
)  # fmt: skip


async def learn_chats(bot: Bot, store: Store, desk: Desk) -> None:
    """Whether the engineers' group has topics; what is wrong with a group is kept for the health view."""
    for configured in (desk.engineers_chat, desk.managers_chat):
        actual = await store.read(partial(_actual, configured))
        topics, trouble = await _ask_about(bot, actual)
        if trouble:
            log.warning("chat %s: %s", configured, trouble)
        await store.write(partial(_keep, configured, topics, trouble))


async def _ask_about(bot: Bot, chat_id: int) -> tuple[bool | None, str | None]:
    """Whether a chat has topics (None: not known), and what is wrong with it.

    Passing trouble is waited out for a moment: a group never asked about counts as one without topics, so at the
    first start a single lost answer would cost every ticket its topic until the next start.
    """
    topics: bool | None = None
    for pause in (*_PAUSES, None):
        try:
            chat = await bot.get_chat(chat_id)
            topics = bool(chat.is_forum)
            if topics:
                topics = await _may_manage_topics(bot, chat_id)
                return topics, None if topics else "may not manage topics: using threads of replies"
        except TelegramError as refused:
            passing = isinstance(refused, NetworkError | RetryAfter) and not isinstance(refused, BadRequest)
            if pause is None or not passing:
                return topics, f"{type(refused).__name__}: {refused.message}"[:300]
            await asyncio.sleep(pause)
        else:
            break
    return topics, None


def _actual(configured: int, conn: Connection) -> int:
    return chats.actual(conn, configured)


def _keep(configured: int, topics: bool | None, trouble: str | None, conn: Connection) -> None:
    chats.know(conn, configured, has_topics=topics, trouble=trouble)


async def _may_manage_topics(bot: Bot, chat_id: int) -> bool:
    me = await bot.get_chat_member(chat_id, bot.id)
    return bool(getattr(me, "can_manage_topics", False)) or me.status == "creator"


async def set_commands(bot: Bot, desk: Desk) -> None:
    """The commands that the "/" menu offers, per chat and language."""
    for language, code in (("zh", "zh"), ("en", None)):
        await _try(
            bot.set_my_commands(
                _menu("customer", _CUSTOMER, language), BotCommandScopeAllPrivateChats(), code
            )
        )
    for chat, role, names in (
        (desk.engineers_chat, "engineer", _ENGINEER),
        (desk.managers_chat, "manager", _MANAGER),
    ):
        await _try(bot.set_my_commands(_menu(role, names, desk.language), BotCommandScopeChat(chat)))
    for person in desk.people.values():
        role, names = ("manager", _MANAGER) if person.manager else ("engineer", _ENGINEER)
        await _try(bot.set_my_commands(_menu(role, names, person.language), BotCommandScopeChat(person.id)))


def _menu(role: str, names: tuple[str, ...], language: str) -> list[BotCommand]:
    return [BotCommand(name, plain(language, f"command-{role}-{name}")) for name in names]


async def _try(call: Awaitable[bool]) -> None:
    # A person who never pressed Start has no menu yet: that is no reason to stop.
    try:
        await call
    except TelegramError as refused:
        log.info("commands not set: %s", type(refused).__name__)
