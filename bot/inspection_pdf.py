"""The report of an inspection: its photos are fetched and its pages typeset while its row of the outbox waits."""

from __future__ import annotations

import asyncio
import base64
import logging
import re
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection
from telegram import Bot
from telegram.error import BadRequest, InvalidToken, TelegramError

from bot.delivery.facing import name_of
from bot.drawing import Painter
from domain.desk import Desk
from handlers.inspections import points_of, report_words
from storage import checks, dues
from storage.outbox import Row
from views.content import MAX_CAPTION, Button, Content, File
from views.inspection_keys import receipt_keys
from views.inspection_report import Report, findings_text, pictures, sheet
from views.texts import Safe, lines, plain, text

log = logging.getLogger("faultline.reports")

Fetch = Callable[[str], Awaitable[bytes]]
"""The file of that id; TelegramError."""

_PROGRAM = "views.inspection_sheet"
_PDF = b"%PDF-"
_SECONDS = 120.0
_LARGEST_PHOTO = 10 * 2**20
_KEPT_REPORTS = 4
_PAUSES = (1.0, 5.0, 15.0, 60.0)
_NOT_IN_NAMES = re.compile(r"[^\w-]+")


async def fetch_file(bot: Bot, file_id: str) -> bytes:
    """A file that somebody sent to the bot. TelegramError, also for one that Telegram keeps no more."""
    file = await bot.get_file(file_id)
    return bytes(await file.download_as_bytearray())


class Inspections:
    """Makes each report once per language, however many people of the customer get it."""

    def __init__(self, painter: Painter, fetch: Fetch | None = None) -> None:
        self._painter, self._fetch = painter, fetch
        self._turn = asyncio.Lock()
        self._made: OrderedDict[tuple[int, str], bytes] = OrderedDict()

    def begin(
        self, conn: Connection, desk: Desk, row: Row, language: str, now: datetime
    ) -> Coroutine[Any, Any, Content]:
        """The making of a row's report."""
        report = read_report(conn, desk, int(row.data["due"]))
        words = _words(report_words(conn, desk, dues.get(conn, report.number)), language)
        return self._make(report, words, language, receipt=bool(row.data["receipt"]))

    async def _make(
        self, report: Report, words: Mapping[str, Any], language: str, *, receipt: bool
    ) -> Content:
        async with self._turn:
            made = self._made.get((report.number, language)) or await self._draw(report, language)
            if made is not None:
                self._made[report.number, language] = made
                while len(self._made) > _KEPT_REPORTS:
                    self._made.popitem(last=False)
        keys = receipt_keys(report.number, under_file=made is not None) if receipt else []
        buttons = tuple(
            tuple(Button(plain(language, key["id"]), key["data"]) for key in line) for line in keys
        )
        please = text(language, "inspection-report-please") if receipt else None
        if made is None:
            sorry = text(language, "inspection-report-no-file")
            found = findings_text(report, language)
            return Content(lines(text(language, "inspection-report", **words), sorry, found, please), buttons)
        caption = lines(text(language, "inspection-report", **words), please)
        # Names of customers can be long: Telegram refuses a caption that is.
        caption = caption if len(caption) <= MAX_CAPTION else Safe(please or "")
        return Content(caption, buttons, files=(File("document", data=made, name=_name(report, language)),))

    async def _draw(self, report: Report, language: str) -> bytes | None:
        figures, labels = sheet(report, language)
        figures["pictures"] = await self._pictures(pictures(report))
        return await self._painter.draw(figures, labels, _PROGRAM, _PDF, _SECONDS)

    async def _pictures(self, media: Sequence[Mapping[str, Any]]) -> list[str | None]:
        """The photos in base64, None for each that cannot be had."""
        found: list[str | None] = []
        for one in media:
            data = await self._get(one)
            found.append(base64.b64encode(data).decode("ascii") if data is not None else None)
        return found

    async def _get(self, media: Mapping[str, Any]) -> bytes | None:
        if self._fetch is None or int(media.get("size") or 0) > _LARGEST_PHOTO:
            return None
        for pause in (*_PAUSES, None):
            try:
                data = await self._fetch(str(media["file_id"]))
            except (BadRequest, InvalidToken) as refused:
                log.warning("a photo of a report cannot be had: %s", type(refused).__name__)
                return None
            except TelegramError as trouble:
                if pause is None:
                    log.warning("a photo of a report could not be fetched: %s", type(trouble).__name__)
                    return None
                await asyncio.sleep(pause)
            else:
                return data if len(data) <= _LARGEST_PHOTO else None
        return None


def read_report(conn: Connection, desk: Desk, number: int) -> Report:
    """Everything that the report of a signed inspection says; UnknownDue if there is none."""
    due = dues.get(conn, number)
    assert due.contract is not None
    assert due.done_at is not None
    contract, found = desk.contract(due.contract), checks.of(conn, number)
    return Report(
        number=number,
        customer=contract.customer,
        contract=contract.code,
        label=due.label["in"],
        engineer=name_of(conn, desk, due.person_id),
        zone=contract.timezone,
        last_moment=due.last_moment,
        begun=datetime.fromisoformat(due.data["begun"]),
        ended=due.done_at,
        late=due.late,
        points=points_of(due),
        found=found,
        conclusion=found.get(checks.CONCLUSION),
    )


def _words(variables: Mapping[str, Any], language: str) -> dict[str, Any]:
    return {
        name: value["in"].get(language, "") if isinstance(value, dict) else value
        for name, value in variables.items()
    }


def _name(report: Report, language: str) -> str:
    day = report.ended.astimezone(ZoneInfo(report.zone))
    customer = _NOT_IN_NAMES.sub("-", report.customer).strip("-")[:40]
    return f"{plain(language, 'inspection-report-file')}-{customer}-{day:%Y-%m-%d}.pdf"
