"""Monthly reports: words, a picture and a file, made while their row of the outbox waits."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.drawing import Painter
from domain.attainment import Line, Report
from domain.desk import Desk
from storage import attainment
from storage.engine import Store
from storage.outbox import Row
from views.attainment import report_text
from views.attainment_csv import attainment_csv, contract_zones
from views.attainment_picture import attainment_picture
from views.content import Content, File


class Reports:
    """Words, picture and file of the same figures."""

    def __init__(self, store: Store, painter: Painter) -> None:
        self._store, self._painter = store, painter

    def begin(
        self, conn: Connection, desk: Desk, row: Row, language: str, now: datetime
    ) -> Coroutine[Any, Any, Content]:
        """The making of a row's report."""
        return self._make(row, language, ZoneInfo(desk.timezone), now)

    async def _make(self, row: Row, language: str, zone: ZoneInfo, now: datetime) -> Content:
        report, found, zones = await self._store.report(partial(_gather, row, now))
        # Months of a busy desk: nothing else waits for the file to be written.
        file = await asyncio.to_thread(attainment_csv, found, contract_zones(zones), zone)
        drawn = await self._painter.draw(*attainment_picture(report, language, zone))
        name = file_name(report, zone)
        files = (File("photo", data=drawn, name="report.png"),) if drawn is not None else ()
        return Content(
            report_text(report, language, zone), files=(*files, File("document", data=file, name=name))
        )


def file_name(report: Report, zone: ZoneInfo) -> str:
    """`sla-2026-10.csv`, or `sla-2026-10-to-21.csv` of a month that goes on."""
    start, end = report.start.astimezone(zone), report.end.astimezone(zone)
    whole = (end + timedelta(seconds=1)).month != start.month
    return f"sla-{start:%Y-%m}.csv" if whole else f"sla-{start:%Y-%m}-to-{end:%d}.csv"


def _gather(row: Row, now: datetime, conn: Connection) -> tuple[Report, list[Line], dict[str, str]]:
    start, end = (datetime.fromisoformat(row.data[key]) for key in ("start", "end"))
    contract = row.data.get("contract")
    return (
        attainment.report(conn, start, end, now, contract=contract),
        attainment.each_line(conn, start, end, now, contract=contract),
        attainment.timezones(conn),
    )
