"""`python -m bot check`: everything that would go wrong later, said now, each with what to do about it."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from telegram import Bot, ChatFullInfo, ChatMember, ChatMemberAdministrator
from telegram.constants import ChatMemberStatus, ChatType
from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError

from bot import channels
from bot.cli.asking import asking
from bot.cli.unattended import unattended
from bot.desk import desk_of
from bot.settings import Person, Settings, load_with_doubts

_AWAY = (ChatMemberStatus.LEFT, ChatMemberStatus.BANNED)


def check(config: Path, env: Mapping[str, str], *, offline: bool) -> int:
    """Print a line for each problem; 0 when there is none, 1 otherwise. ConfigError for the file itself.

    What is no problem but deserves a look is printed after "warning:" and does not change the answer.
    """
    settings, doubts = load_with_doubts(config, env)
    for line in (*doubts, *unattended(desk_of(settings, config.resolve().parent), datetime.now(UTC))):
        print(f"warning: {line}", file=sys.stderr)
    if settings.channels and not channels.installed():
        names = ", ".join(channel.name for channel in settings.channels)
        print(
            f"warning: channels: {names} cannot be used: apprise is not installed; pip install apprise",
            file=sys.stderr,
        )
    problems = [] if offline else asyncio.run(_all(settings))
    for problem in problems:
        print(problem, file=sys.stderr)
    if problems:
        return 1
    print(
        f"{config}: {len(settings.people)} people, {len(settings.contracts)} contracts; "
        f"{'the file is in order' if offline else 'everything is in order'}"
    )
    return 0


async def _all(settings: Settings) -> list[str]:
    async with asking(settings.telegram) as bot:
        return [problem async for problem in _problems(bot, settings)]


async def _problems(bot: Bot, settings: Settings) -> AsyncIterator[str]:
    groups = {"engineers": settings.chats.engineers, "managers": settings.chats.managers}
    usable = []
    for name, chat_id in groups.items():
        wrong = await _group(bot, name, chat_id)
        if wrong is None:
            usable.append(name)
        else:
            yield f"chats.{name}: {wrong}"
    for person in settings.people:
        wrong = await _person(bot, person)
        if wrong is not None:
            yield f"people: {person.name} ({person.telegram_id}) {wrong}"
            continue
        for name in usable:
            missing = name.removesuffix("s") in person.roles and not await _is_in(bot, groups[name], person)
            if missing:
                yield f"people: {person.name} ({person.telegram_id}) is not in the {name}' group; add them to it"


async def _group(bot: Bot, name: str, chat_id: int) -> str | None:
    try:
        chat = await bot.get_chat(chat_id)
        if chat.type == ChatType.PRIVATE:
            return f"{chat_id} is a person, not a group; run `python -m bot ids` to find the group's id"
        if chat.type == ChatType.CHANNEL:
            return f"{chat_id} is a channel, not a group; make a group for the {name}"
        me = await bot.get_chat_member(chat_id, bot.id)
    except ChatMigrated as moved:
        return f"the group has become a supergroup; write {moved.new_chat_id} instead of {chat_id}"
    except (BadRequest, Forbidden):
        return f"the bot is not in a group {chat_id}; add @{bot.username} to it, or correct the id"
    except TelegramError as trouble:
        return f"Telegram did not answer about {chat_id} ({trouble.message}); try again"
    return _standing(bot, name, chat, me)


def _standing(bot: Bot, name: str, chat: ChatFullInfo, me: ChatMember) -> str | None:
    title = f'"{chat.title}"'
    if me.status in _AWAY:
        return f"the bot is not in {title}; add @{bot.username} to it"
    if me.status == ChatMemberStatus.RESTRICTED:
        return f"the bot is restricted in {title}; lift the restrictions"
    if name == "managers":
        return None
    if not chat.is_forum:
        return f"Topics are off in {title}; turn them on in the group's settings, so that each ticket has its own"
    if me.status == ChatMemberStatus.OWNER:
        return None
    if not isinstance(me, ChatMemberAdministrator):
        return f'the bot is no administrator of {title}; make it one, with the right "Manage topics"'
    if not me.can_manage_topics:
        return f'the bot may not manage topics in {title}; give it the right "Manage topics"'
    return None


async def _person(bot: Bot, person: Person) -> str | None:
    try:
        await bot.get_chat(person.telegram_id)
    except (BadRequest, Forbidden):
        return f"has not started the bot; they have to open https://t.me/{bot.username} and press Start"
    except TelegramError as trouble:
        return f"could not be looked up ({trouble.message}); try again"
    return None


async def _is_in(bot: Bot, chat_id: int, person: Person) -> bool:
    try:
        member = await bot.get_chat_member(chat_id, person.telegram_id)
    except BadRequest:
        return False
    except TelegramError:
        # Not known is no reason to send somebody looking.
        return True
    return member.status not in _AWAY
