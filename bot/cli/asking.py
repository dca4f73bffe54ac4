"""A bot for one command: opened, asked a few things, closed."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot.cli.failure import CommandError
from bot.settings import Telegram
from bot.transport import AiohttpRequest

_REFUSED = "telegram.token: Telegram refuses this token (401). Copy it again from @BotFather."
_PATIENCE = 10.0


@asynccontextmanager
async def asking(telegram: Telegram) -> AsyncIterator[Bot]:
    """A bot that knows who it is. CommandError when the token is refused or Telegram cannot be reached."""
    request = AiohttpRequest(
        pool_size=4, connect_timeout=_PATIENCE, read_timeout=_PATIENCE, proxy=telegram.proxy
    )
    bot = Bot(
        telegram.token, base_url=telegram.api_base, base_file_url=telegram.file_base, request=request,
        get_updates_request=request,
    )  # fmt: skip
    try:
        await bot.initialize()
    except InvalidToken:
        await bot.shutdown()
        raise CommandError(_REFUSED, code=1) from None
    except TelegramError as unreachable:
        await bot.shutdown()
        raise CommandError(
            f"telegram: no answer from {telegram.api_base} ({unreachable.message}). "
            "Look at the network, and at proxy and api_base in [telegram].",
            code=1,
        ) from None
    try:
        yield bot
    finally:
        await bot.shutdown()
