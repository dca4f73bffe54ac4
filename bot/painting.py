"""Summaries, reports and receipts are drawn outside the process, while their row of the outbox waits."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import datetime
from functools import partial

from sqlalchemy import Connection

from bot import course_files
from bot.delivery.parcel import Drop, Wait
from bot.drawing import Painter
from bot.exports import Exports
from bot.inspection_pdf import Fetch, Inspections
from bot.making import Begin, Making
from bot.oncall import Weeks
from bot.plans import Plans, begin_calendar
from bot.receipts import Receipts
from bot.reporting import Reports
from bot.satisfaction import Satisfaction
from bot.summaries import Summaries, needless
from domain.desk import Desk
from storage import people
from storage.engine import Store
from storage.outbox import Row
from views.content import Content


class Gallery:
    """Keeps the pictures of rows that are about to be sent. Nothing is lost with it: a picture can be drawn again."""

    def __init__(self, store: Store, desk: Desk, painter: Painter, fetch: Fetch | None = None) -> None:
        self.desk, self._painter = desk, painter
        self._making = Making()
        self._begin: Mapping[str, Begin] = {
            "receipt": Receipts(painter).begin,
            "report": Reports(store, painter).begin,
            "summary": Summaries(store, painter).begin,
            "export": Exports(store).begin,
            "week": Weeks(painter).begin,
            "plan": Plans(painter).begin,
            "plan-ics": begin_calendar,
            "inspection": Inspections(painter, fetch).begin,
            "survey": Satisfaction(painter).begin,
            "course-sheet": course_files.begin_sheet,
            "course-materials": course_files.begin_materials,
        }
        """By the kind of row; for rows of kind "made" by what they are."""

    def content(self, conn: Connection, row: Row, now: datetime) -> Content | Drop | Wait:
        """What takes a while to make for a row; Wait while it is being made."""
        begin = self._begin.get(str(row.data["what"]) if row.kind == "made" else row.kind)
        if begin is None:
            raise KeyError(row.kind)
        if (
            begin in (self._begin["summary"], self._begin["export"])
            and (why := needless(conn, row)) is not None
        ):
            return Drop(why)
        language = self._language(conn, row)
        return self._making.content(row, partial(begin, conn, self.desk, row, language, now))

    async def idle(self) -> None:
        """Return when nothing is being drawn."""
        if tasks := self._making.waited_for:
            await asyncio.wait(tasks)

    def close(self) -> None:
        """Stop drawing."""
        self._making.close()
        self._painter.close()

    def _language(self, conn: Connection, row: Row) -> str:
        person = people.find(conn, row.chat_id) if row.chat_id > 0 else None
        return person.language if person else self.desk.language
