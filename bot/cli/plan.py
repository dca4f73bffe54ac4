"""`python -m bot plan`: everything owed unasked, when it was asked for, done, late or missed, for the operator."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.cli.failure import CommandError
from bot.cli.promises import columns
from bot.cli.records import with_store
from bot.clock import SystemClock
from bot.desk import desk_of
from bot.settings import load
from domain.desk import Desk
from domain.plans.outlook import coming, every_promise
from storage import contracts, dues, holidays
from storage.dues import Due
from storage.engine import Store

HEAD = ("contract", "kind", "what", "window", "due", "asked", "agreed", "done", "became", "whose")
_MINUTES = "%Y-%m-%d %H:%M"


def plan(
    config: Path,
    env: Mapping[str, str],
    contract: str | None,
    first: str | None,
    last: str | None,
    language: str,
) -> int:
    """Print a line for each thing due in [first, last]; CommandError for what cannot be read."""
    settings = load(config, env)
    now = SystemClock().now()

    def ask(conn: Connection) -> list[str]:
        versions = {code: version for code, version, *_ in contracts.every(conn)}
        known = {one.code: versions.get(one.code, 1) for one in settings.contracts}
        desk = desk_of(
            settings, config.resolve().parent, known, holidays.load(conn), contracts.first_known(conn)
        )
        if contract is not None and contract not in desk.contracts:
            raise CommandError(f'there is no contract "{contract}"; there are: {", ".join(desk.contracts)}')
        zone = ZoneInfo(desk.timezone)
        start = _instant("--from", first, zone) if first else None
        end = _instant("--to", last, zone) + timedelta(days=1) if last else None
        return list(table(conn, desk, now, contract, start, end, language))

    async def reading(store: Store) -> list[str]:
        return await store.report(ask)

    for line in asyncio.run(with_store(settings, reading)):
        print(line)
    return 0


def table(
    conn: Connection,
    desk: Desk,
    now: datetime,
    contract: str | None,
    start: datetime | None,
    end: datetime | None,
    language: str,
) -> Iterator[str]:
    """The lines: what was asked for whose window ends after `start` and opens before `end`, then what is to come."""
    zone = ZoneInfo(desk.timezone)
    rows = [
        _row(desk, due, zone, now, language)
        for due in dues.listed(conn, contract=contract, opens_before=end, due_after=start)
    ]
    for promise, service in every_promise(desk, contract):
        window = coming(desk, promise, service, now)
        if (
            window is not None
            and (end is None or window.opens < end)
            and (start is None or window.due > start)
        ):
            label = promise.label.get(language, promise.name)
            shown = f"{window.first} - {_last_day(window.due, zone)}"
            rows.append(
                (
                    promise.contract,
                    promise.kind,
                    label,
                    shown,
                    _last_day(window.due, zone),
                    "",
                    "",
                    "",
                    "to come",
                    "",
                )
            )
    yield from columns([HEAD, *rows])
    yield ""
    yield f"{len(rows)} lines as of {now.astimezone(zone):%Y-%m-%d %H:%M} {zone.key}"


def became(due: Due, now: datetime) -> str:
    """What it came to: done, done late, missed, cancelled, overdue, or its state."""
    if due.state == "done":
        return "done late" if due.done_at is not None and due.done_at > due.due_at else "done"
    if due.open and now >= due.due_at:
        return "overdue"
    return due.state


def _row(desk: Desk, due: Due, zone: ZoneInfo, now: datetime, language: str) -> tuple[str, ...]:
    label = due.label["in"]

    def shown(at: datetime | None) -> str:
        return "" if at is None else f"{at.astimezone(zone):{_MINUTES}}"

    person = desk.people.get(due.person_id) if due.person_id is not None else None
    return (
        due.contract or "", due.kind, str(label.get(language, due.name)),
        f"{due.data.get('first') or due.opens_at.astimezone(zone).date()} - {_last_day(due.due_at, zone)}",
        _last_day(due.due_at, zone), shown(due.asked_at), shown(due.agreed_at), shown(due.done_at), became(due, now),
        person.name if person is not None else str(due.person_id or ""),
    )  # fmt: skip


def _last_day(due: datetime, zone: ZoneInfo) -> str:
    return f"{(due - timedelta(seconds=1)).astimezone(zone).date()}"


def _instant(option: str, written: str, zone: ZoneInfo) -> datetime:
    try:
        return datetime.combine(date.fromisoformat(written), time(), zone)
    except ValueError:
        raise CommandError(f'{option}: write a day like 2026-12-24, not "{written}"') from None
