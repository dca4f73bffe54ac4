"""`/export` as files: read apart from all other work, written in a thread, too large ones split by month."""

from __future__ import annotations

from collections.abc import Coroutine
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from domain.desk import Desk
from domain.export import Exported
from domain.plans.periods import MONTH, span
from storage import exports, outbox
from storage.aside import aside
from storage.attainment import timezones
from storage.engine import Store
from storage.outbox import Lane, Row
from views.attainment_csv import contract_zones
from views.content import Content, File
from views.exports import TICKETS, TooManyRows, tables, workbook
from views.texts import text

MOST_BYTES = 45 * 2**20
"""A bot may send files of 50 MB."""

_MOST_TICKETS = 60_000
"""Of more the files would be too large in any case: they are not written in order to see that."""

_SHORTEST = timedelta(days=1)


class Exports:
    """Workbook and tables of a period."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def begin(
        self, conn: Connection, desk: Desk, row: Row, language: str, now: datetime
    ) -> Coroutine[Any, Any, Content]:
        """The making of a row's files."""
        return self._make(desk, row, language, now)

    async def _make(self, desk: Desk, row: Row, language: str, now: datetime) -> Content:
        start, end = (datetime.fromisoformat(row.data[key]) for key in ("start", "end"))
        contract, zone = row.data.get("contract"), ZoneInfo(desk.timezone)
        parts = split(start, end, desk.timezone)
        size = await self._store.report(partial(_count, start, end, now, contract))
        files: tuple[File, ...] | None = None
        if size <= _MOST_TICKETS or len(parts) == 1:
            found, zones = await self._store.report(partial(_read, start, end, now, contract))
            files = await aside(partial(_files, found, zones, zone, _stem(start, end, zone, contract)))
            size = len(found.tickets)
        if files is None:
            # Each part makes its own files, and is split again if it is still too large.
            await self._store.write(partial(_queue, row, parts, now))
            return Content(text(language, "export-split", count=len(parts)))
        about = text(
            language, "export-made", count=size, name=_span(start, end, zone), contract=contract or "all"
        )
        return Content(about, files=files)


def split(start: datetime, end: datetime, zone: str) -> list[tuple[datetime, datetime]]:
    """[start, end) by local months; what lies in one month in halves, down to a day."""
    found = []
    at = start
    while at < end:
        until = min(span(MONTH, at.astimezone(ZoneInfo(zone)).date(), zone)[1], end)
        found.append((at, until))
        at = until
    if len(found) == 1 and end - start >= 2 * _SHORTEST:
        half = start + (end - start) / 2
        return [(start, half), (half, end)]
    return found


def _files(found: Exported, zones: dict[str, str], zone: ZoneInfo, stem: str) -> tuple[File, ...] | None:
    """None if one of them is too large to be sent."""
    places = contract_zones(zones)
    try:
        written = {f"{stem}.xlsx": workbook(found, places, zone)}
    except TooManyRows:
        return None
    for name, data in tables(found, places, zone).items():
        written[f"{stem}.csv" if name == TICKETS else f"{stem}-{name}.csv"] = data
    if max(map(len, written.values())) > MOST_BYTES:
        return None
    return tuple(File("document", data=data, name=name) for name, data in written.items())


def _stem(start: datetime, end: datetime, zone: ZoneInfo, contract: str | None) -> str:
    safe = "".join(char if char.isalnum() or char in "-_" else "-" for char in contract or "")
    return "-".join(filter(None, ("tickets", safe, _span(start, end, zone))))


def _span(start: datetime, end: datetime, zone: ZoneInfo) -> str:
    first, last = start.astimezone(zone), (end - timedelta(seconds=1)).astimezone(zone)
    return f"{first:%Y%m%d}" if first.date() == last.date() else f"{first:%Y%m%d}-{last:%Y%m%d}"


def _count(start: datetime, end: datetime, now: datetime, contract: str | None, conn: Connection) -> int:
    return exports.count(conn, start, end, now, contract)


def _read(
    start: datetime, end: datetime, now: datetime, contract: str | None, conn: Connection
) -> tuple[Exported, dict[str, str]]:
    return exports.exported(conn, start, end, now, contract=contract), timezones(conn)


def _queue(row: Row, parts: list[tuple[datetime, datetime]], now: datetime, conn: Connection) -> None:
    for start, end in parts:
        outbox.put(
            conn, lane=Lane.REPORT, chat_id=row.chat_id, kind="made", now=now, person_id=row.person_id,
            data={**row.data, "start": start.astimezone(UTC).isoformat(), "end": end.astimezone(UTC).isoformat()},
            dedupe=f"export:{row.id}:{start:%Y%m%d%H%M}",
        )  # fmt: skip
