"""`python -m bot sla-report`: how well promises were kept in a month, for the operator."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.cli.failure import CommandError
from bot.cli.promises import columns
from bot.cli.records import with_store
from bot.clock import SystemClock
from bot.settings import Settings, load
from domain.attainment import Attainment, Line, Report, month_of, month_window, together
from storage import attainment
from storage.engine import Store
from views.attainment import percent
from views.attainment_csv import attainment_csv, contract_zones
from views.times import duration_text

_HEAD = (
    "contract", "clock", "level", "kept", "breached", "attained", "running", "overdue", "paused", "half in",
    "9 of 10 in", "of the promise",
)  # fmt: skip
_LANGUAGE = "en"


def report(config: Path, env: Mapping[str, str], month: str, contract: str | None, file: Path | None) -> int:
    """Print the figures of a month, and write each clock to `file` as CSV; CommandError for what cannot be read."""
    settings = load(config, env)
    zone = ZoneInfo(settings.summary.timezone or settings.duty.timezone)
    now = SystemClock().now()
    meant = month_of(month, now.astimezone(zone).date())
    if meant is None:
        raise CommandError(f'--month: must be a month such as "2026-10", "10" or "last", not "{month}"')
    start, end = month_window(*meant, zone, now)
    if start >= end:
        raise CommandError("the month has only just begun", code=1)
    found, lines, zones = asyncio.run(_asked(settings, start, end, now, contract))
    if contract is not None and contract not in found.customers:
        known = ", ".join(sorted(found.customers)) or "none yet"
        raise CommandError(f'there is no contract "{contract}"; there are: {known}')
    if file is not None:
        _write(file, attainment_csv(lines, contract_zones(zones), zone))
    last = end.astimezone(zone) - timedelta(seconds=1)
    print(f"{start.astimezone(zone):%Y-%m-%d} to {last:%Y-%m-%d %H:%M}, {zone.key}")
    rows = [_row(found.customer(row.contract), row) for row in found.rows]
    if len(rows) > 1:
        rows.append(_row("all", together(found.rows)))
    for line in columns([_HEAD, *rows]):
        print(line)
    if file is not None:
        print(
            f"{len(lines)} clocks written to {file}; it holds names and reasons, keep it like the database itself"
        )
    return 0


def _row(name: str, row: Attainment) -> tuple[str, ...]:
    level = str(row.level) if row.level is not None else row.grade or ""
    return (
        f"{row.contract} {name}".strip(), row.clock, level, str(row.kept), str(row.breached),
        "" if row.share is None else f"{percent(row.share)} %", str(row.running), str(row.overdue),
        _length(row.paused) if row.paused else "", _length(row.median), _length(row.p90),
        "" if row.median_share is None or row.p90_share is None
        else f"{row.median_share * 100:.0f} %, {row.p90_share * 100:.0f} %",
    )  # fmt: skip


def _length(length: timedelta | None) -> str:
    return "" if length is None else duration_text(length, _LANGUAGE)


async def _asked(
    settings: Settings, start: datetime, end: datetime, now: datetime, contract: str | None
) -> tuple[Report, list[Line], dict[str, str]]:
    def ask(conn: Connection) -> tuple[Report, list[Line], dict[str, str]]:
        return (
            attainment.report(conn, start, end, now, contract=contract),
            attainment.each_line(conn, start, end, now, contract=contract),
            attainment.timezones(conn),
        )

    async def reading(store: Store) -> tuple[Report, list[Line], dict[str, str]]:
        return await store.report(ask)

    return await with_store(settings, reading)


def _write(file: Path, data: bytes) -> None:
    try:
        file.write_bytes(data)
    except OSError as trouble:
        raise CommandError(f"{file}: {trouble.strerror}", code=1) from None
