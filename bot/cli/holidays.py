"""`python -m bot holidays`: which years' public holidays are known; load the official list of a year."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path

from bot.cli.failure import CommandError
from bot.cli.records import with_store
from bot.clock import SystemClock
from bot.settings import load
from domain.holidays import Official, known, parse_official
from storage import holidays
from storage.engine import Store

_YEARS_AHEAD = 5


def show(config: Path, env: Mapping[str, str]) -> int:
    """Print the years from last year on and where their holidays come from."""
    official = asyncio.run(with_store(load(config, env), lambda store: store.read(holidays.load)))
    this = SystemClock().now().year
    for year in range(this - 1, this + _YEARS_AHEAD + 1):
        print(f"{year}  {_source(year, official)}")
    return 0


def _source(year: int, official: Official) -> str:
    if year in official.years:
        off = sum(day.year == year for day in official.off)
        work = sum(day.year == year for day in official.work)
        return f"loaded: {off} days off, {work} make-up working days"
    return "known" if known(year) else "NOT KNOWN: plain weekdays until its list is loaded"


def load_list(config: Path, env: Mapping[str, str], file: Path, year: int) -> int:
    """Load the list of a year; a running desk computes its deadlines anew within a second."""
    settings = load(config, env)
    try:
        official = parse_official(file.read_text(encoding="utf-8"), year)
    except OSError as trouble:
        raise CommandError(f"{file}: {trouble.strerror}") from None
    except UnicodeDecodeError:
        raise CommandError(f"{file}: is not UTF-8 text") from None
    except ValueError as wrong:
        raise CommandError(f"{file}: {wrong}") from None
    now = SystemClock().now()

    async def keep(store: Store) -> bool:
        return await store.write(lambda conn: holidays.keep(conn, year, official, None, now))

    if not asyncio.run(with_store(settings, keep)):
        print(f"{year} was loaded already, with the same days")
        return 0
    print(f"{year}: {len(official.off)} days off, {len(official.work)} make-up working days")
    return 0
