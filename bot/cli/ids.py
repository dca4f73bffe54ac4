"""`python -m bot ids`: which numbers to write into the settings."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path

from telegram import Update
from telegram.error import Conflict, TelegramError

from bot.cli.asking import asking
from bot.cli.failure import CommandError
from bot.settings import Telegram, load_telegram


def ids(config: Path, env: Mapping[str, str]) -> int:
    """Print a line for each group and person that wrote to the bot and has not been answered yet."""
    lines = asyncio.run(_lines(load_telegram(config, env)))
    print("\n".join(lines) or "nobody wrote to the bot lately: write something in the group, then try again")
    return 0


async def _lines(telegram: Telegram) -> list[str]:
    async with asking(telegram) as bot:
        try:
            # Without an offset nothing is confirmed: the desk gets these updates all the same.
            updates = await bot.get_updates(timeout=0)
        except Conflict:
            raise CommandError(
                "the desk is running or has a webhook, and gets what is written; stop it first", 1
            ) from None
        except TelegramError as trouble:
            raise CommandError(f"telegram: {trouble.message}", 1) from None
    return list(dict.fromkeys(line for update in updates for line in _of(update)))


def _of(update: Update) -> list[str]:
    chat, person = update.effective_chat, update.effective_user
    lines = []
    if chat is not None and chat.type != chat.PRIVATE:
        lines.append(f"{chat.id}  {chat.type} {chat.title}{' (topics are on)' if chat.is_forum else ''}")
    if person is not None and not person.is_bot:
        lines.append(f"{person.id}  {person.full_name}")
    return lines
