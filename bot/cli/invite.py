"""`python -m bot invite CONTRACT`: a link for one person."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Mapping
from datetime import timedelta
from difflib import get_close_matches
from pathlib import Path

from bot.cli.asking import asking
from bot.cli.failure import CommandError
from bot.clock import SystemClock
from bot.settings import Settings, load
from storage import invites
from storage.engine import Store
from storage.errors import StoreError

_LONGEST_DAYS = 365


def invite(config: Path, env: Mapping[str, str], contract: str, days: int) -> int:
    """Print the link, and nothing else, to standard output."""
    if not 1 <= days <= _LONGEST_DAYS:
        raise CommandError(f"--days: must be from 1 to {_LONGEST_DAYS}, not {days}")
    settings = load(config, env)
    codes = [one.code for one in settings.contracts]
    if contract not in codes:
        near = get_close_matches(contract, codes, n=1)
        hint = f'did you mean "{near[0]}"?' if near else f"there are: {', '.join(codes) or 'none yet'}"
        raise CommandError(f'{config}: there is no contract "{contract}"; {hint}')
    link = asyncio.run(_make(settings, contract, days))
    until = SystemClock().now() + timedelta(days=days)
    print(f"for one person of {contract}, good until {until:%Y-%m-%d %H:%M} UTC:", file=sys.stderr)
    print(link)
    return 0


async def _make(settings: Settings, contract: str, days: int) -> str:
    # The name comes first: no code is made that could not be printed.
    async with asking(settings.telegram) as bot:
        username = bot.username
    now = SystemClock().now()
    try:
        store = await Store.open(settings.database.url, exclusive=False)
        try:
            code = await store.write(lambda conn: invites.create(conn, contract, None, now, days))
        finally:
            await store.close()
    except StoreError as trouble:
        raise CommandError(f"database: {trouble}", code=1) from None
    return f"https://t.me/{username}?start={code}"
