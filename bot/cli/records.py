"""Commands that need only the database: how the desk stands, a copy of it, a second try."""

from __future__ import annotations

import asyncio
import html
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.cli.failure import CommandError
from bot.clock import SystemClock
from bot.desk import desk_of
from bot.settings import Settings, load
from domain.desk import Desk
from domain.durations import parse_duration
from domain.watching import findings, troubles, unheard_outside
from storage import duty, inbox, marks, outbox, timers
from storage import standing as standing_records
from storage.engine import Store
from storage.errors import StoreError
from views.standing import standing_text

T = TypeVar("T")


@dataclass(frozen=True)
class _Standing:
    waiting_in: int
    put_aside: int
    out: outbox.Health
    timer: datetime | None
    last_update: datetime | None
    last_poll: datetime | None
    last_sweep: datetime | None


def health(config: Path, env: Mapping[str, str], late: str) -> int:
    """Print how the desk stands; 1 when anything is amiss, or overdue by more than `late`, a written duration."""
    try:
        allowed = timedelta(seconds=parse_duration(late).seconds)
    except ValueError:
        raise CommandError(f'--late: must be a duration such as "90s" or "5m", not "{late}"') from None
    settings = load(config, env)
    now = SystemClock().now()
    desk = desk_of(settings, config.resolve().parent)

    def look(conn: Connection) -> tuple[_Standing, str, bool]:
        return _standing(conn), *_in_words(conn, desk, now)

    standing, words, amiss = asyncio.run(with_store(settings, lambda store: store.report(look)))
    print(words)
    print()
    print(f"last message taken in   {_when(standing.last_update, now)}")
    print(f"last answer of Telegram {_when(standing.last_poll, now)}")
    print(f"messages to work off    {standing.waiting_in}, put aside after failing: {standing.put_aside}")
    print(f"messages to send        {standing.out.waiting}, given up: {standing.out.failed}")
    overdue = []
    for what, due in (("oldest message to send", standing.out.oldest), ("oldest timer", standing.timer)):
        if due is not None and now - due > allowed:
            overdue.append(f"{what} is due since {_when(due, now)}")
    if standing.last_sweep is not None and now - standing.last_sweep > allowed:
        overdue.append(f"what is due was last looked at {_when(standing.last_sweep, now)}")
    for line in overdue:
        print(f"BEHIND: {line}; is the desk running?")
    return 1 if amiss or overdue else 0


def _standing(conn: Connection) -> _Standing:
    return _Standing(
        waiting_in=inbox.count(conn, "new"),
        put_aside=inbox.count(conn, "failed"),
        out=outbox.health(conn, SystemClock().now()),
        timer=timers.next_due(conn),
        last_update=_instant(marks.get(conn, "last-update")),
        last_poll=_instant(marks.get(conn, "last-poll")),
        last_sweep=standing_records.instant(conn, standing_records.LAST_SWEEP),
    )


def _in_words(conn: Connection, desk: Desk, now: datetime) -> tuple[str, bool]:
    """What works and since when, what does not and what to do, as `/health` tells it; and whether anything does not."""
    desk = duty.with_book(conn, desk, now)
    found = standing_records.standing(conn, now)
    names = ", ".join(desk.people[one].name for one in desk.order(now)[:3] if one in desk.people)
    words = standing_text(
        found, findings(found, desk, now), names, "en", ZoneInfo(desk.timezone), now,
        channels=tuple(sorted(desk.channels)), unheard=unheard_outside(found, desk, now),
    )  # fmt: skip
    return html.unescape(re.sub(r"<[^>]+>", "", words)), bool(troubles(found, desk, now))


def _instant(written: str | None) -> datetime | None:
    return None if written is None else datetime.fromisoformat(written)


def _when(instant: datetime | None, now: datetime) -> str:
    if instant is None:
        return "never"
    return f"{instant:%Y-%m-%d %H:%M:%S} UTC, {int((now - instant).total_seconds())} s ago"


def backup(config: Path, env: Mapping[str, str], file: Path) -> int:
    """Copy the database into `file`, which must not exist yet."""
    asyncio.run(with_store(load(config, env), lambda store: store.backup(file)))
    print(f"copied to {file}; it holds names and messages, keep it like the database itself")
    return 0


def retry(config: Path, env: Mapping[str, str]) -> int:
    """Put what was put aside back in line."""
    count = asyncio.run(with_store(load(config, env), lambda store: store.write(inbox.retry_failed)))
    print(f"{count} messages will be worked off when the desk starts the next time")
    return 0


async def with_store(settings: Settings, ask: Callable[[Store], Awaitable[T]]) -> T:
    """Ask the database, which must be there, beside a running desk; CommandError says what is wrong with it."""
    url = settings.database.url
    # Opening makes a file that is not there; a question must not.
    path = url.removeprefix("sqlite:///")
    if path != url and not Path(path).exists():  # noqa: ASYNC240 - nothing else runs in this process
        raise CommandError(f"there is no database {path} yet; `python -m bot run` makes it", code=1)
    try:
        store = await Store.open(url, exclusive=False)
        try:
            return await ask(store)
        finally:
            await store.close()
    except StoreError as trouble:
        raise CommandError(f"database: {trouble}", code=1) from None
