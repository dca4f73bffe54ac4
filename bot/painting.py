"""Summaries, reports and receipts are drawn outside the process, while their row of the outbox waits."""

from __future__ import annotations

import asyncio
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.delivery.facing import name_of
from bot.delivery.parcel import Drop, Wait
from bot.drawing import Painter
from bot.oncall import Weeks
from bot.receipts import Receipts
from bot.reporting import Reports
from domain.desk import Desk
from domain.fairness import burdens
from domain.summary import Summary
from storage import people
from storage.engine import Store
from storage.fairness import paged
from storage.outbox import Row
from storage.summary import gather
from views.content import MAX_CAPTION, Content, File
from views.fairness import fairness_brief
from views.summary import summary_text, visible_length
from views.summary_picture import picture
from views.texts import Safe, lines, text
from views.times import duration_text

_LATE_SECONDS = 600
_LOOK_AGAIN_SECONDS = 1.0


class Gallery:
    """Keeps the pictures of rows that are about to be sent. Nothing is lost with it: a picture can be drawn again."""

    def __init__(self, store: Store, desk: Desk, painter: Painter) -> None:
        self._store, self.desk, self._painter = store, desk, painter
        self._drawing: dict[int, asyncio.Task[bytes | None]] = {}
        self._reports = Reports(store, painter)
        self._receipts = Receipts(painter)
        self._weeks = Weeks(painter)

    def content(self, conn: Connection, row: Row, now: datetime) -> Content | Drop | Wait:
        """The summary, report or receipt of a row; Wait while its picture is being drawn."""
        if row.kind == "receipt":
            return self._receipts.content(conn, self.desk, row, self._language(conn, row), now)
        if row.kind == "week":
            return self._weeks.content(conn, self.desk, row, self._language(conn, row), now)
        if row.kind == "report":
            return self._reports.content(row, self._language(conn, row), ZoneInfo(self.desk.timezone), now)
        task = self._drawing.get(row.id)
        if task is None:
            summary = self._gather(conn, row, now)
            figures, labels = picture(summary, self._language(conn, row), ZoneInfo(self.desk.timezone))
            self._drawing[row.id] = asyncio.get_running_loop().create_task(
                self._painter.draw(figures, labels)
            )
            return Wait(_LOOK_AGAIN_SECONDS)
        if not task.done():
            return Wait(_LOOK_AGAIN_SECONDS)
        del self._drawing[row.id]
        return self._compose(conn, row, now, task.result())

    async def idle(self) -> None:
        """Return when nothing is being drawn."""
        others = (self._reports, self._receipts, self._weeks)
        if tasks := [*self._drawing.values(), *(task for one in others for task in one.waited_for)]:
            await asyncio.wait(tasks)

    def close(self) -> None:
        """Stop drawing."""
        for task in self._drawing.values():
            task.cancel()
        self._reports.close()
        self._receipts.close()
        self._weeks.close()
        self._painter.close()

    def _language(self, conn: Connection, row: Row) -> str:
        person = people.find(conn, row.chat_id) if row.chat_id > 0 else None
        return person.language if person else self.desk.language

    def _gather(self, conn: Connection, row: Row, now: datetime) -> Summary:
        start, end = (datetime.fromisoformat(row.data[key]) for key in ("start", "end"))
        return gather(
            conn, start, end, now, zone=ZoneInfo(self.desk.timezone), contract=row.data.get("contract")
        )

    def _compose(self, conn: Connection, row: Row, now: datetime, drawn: bytes | None) -> Content:
        language = self._language(conn, row)
        summary = self._gather(conn, row, now)
        late = now - datetime.fromisoformat(row.data["end"])
        note = (
            text(language, "said-late", late=duration_text(late, language)) if self._is_late(row, now) else ""
        )
        fair = self._fairness(conn, row, language) if row.data.get("period") == "month" else None
        more = lines(fair, note)
        room = MAX_CAPTION - (visible_length(more) + 1 if more else 0)
        words = lines(summary_text(summary, language, ZoneInfo(self.desk.timezone), room), more)
        if drawn is None or visible_length(words) > MAX_CAPTION:
            return Content(words)
        return Content(words, files=(File("photo", data=drawn, name="summary.png"),))

    def _fairness(self, conn: Connection, row: Row, language: str) -> Safe | None:
        start, end = (datetime.fromisoformat(row.data[key]) for key in ("start", "end"))
        found = burdens(paged(conn, start, end), self.desk.rota.office, ZoneInfo(self.desk.timezone))
        return fairness_brief(found, lambda person: name_of(conn, self.desk, person), language)

    @staticmethod
    def _is_late(row: Row, now: datetime) -> bool:
        asked = bool(row.data.get("asked"))
        return not asked and (now - datetime.fromisoformat(row.data["end"])).total_seconds() > _LATE_SECONDS
