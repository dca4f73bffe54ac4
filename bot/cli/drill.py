"""`python -m bot drill`: who would be paged for a fault, from the settings and the database, for the operator."""

from __future__ import annotations

import asyncio
import html
import re
from collections.abc import Mapping
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.cli.failure import CommandError
from bot.cli.records import with_store
from bot.clock import SystemClock
from bot.desk import desk_of
from bot.settings import load
from domain.drill import written_instant
from handlers.engineers.drill import named, played
from storage import contracts, holidays
from storage.engine import Store
from views.drill import drill_text


def drill(
    config: Path, env: Mapping[str, str], level: int, contract: str, when: str | None, language: str
) -> int:
    """Print who would be called minute by minute; CommandError for what cannot be read."""
    settings = load(config, env)
    now = SystemClock().now()
    zone = ZoneInfo(settings.duty.timezone)
    at = now if when is None else written_instant(when, now, zone)
    if at is None:
        raise CommandError(f'--at: write a time like 02:50 or "2026-12-24 02:50", not "{when}"')

    def ask(conn: Connection) -> str:
        versions = {code: version for code, version, *_ in contracts.every(conn)}
        known = {one.code: versions.get(one.code, 1) for one in settings.contracts}
        desk = desk_of(settings, config.resolve().parent, known, holidays.load(conn))
        found = named(desk, contract)
        if found is None:
            raise CommandError(f'there is no contract "{contract}"; there are: {", ".join(desk.contracts)}')
        levels = [one.number for one in found.preset.levels]
        if level not in levels:
            raise CommandError(f"{found.code} has no level {level}; there are: {', '.join(map(str, levels))}")
        return drill_text(played(conn, desk, found, level, at, language, now), language, now)

    async def reading(store: Store) -> str:
        return await store.report(ask)

    print(html.unescape(re.sub(r"<[^>]*>", "", asyncio.run(with_store(settings, reading)))))
    return 0
