"""Survey results: words and picture of the same figures, made while their row of the outbox waits."""

from __future__ import annotations

from collections.abc import Coroutine
from datetime import datetime
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.delivery.facing import name_of
from bot.drawing import Painter
from domain.desk import Desk
from storage.outbox import Row
from storage.survey_results import results
from views.content import Content, File
from views.survey_picture import PROGRAM, picture
from views.survey_results import results_text


class Satisfaction:
    """Answers `/survey` of managers."""

    def __init__(self, painter: Painter) -> None:
        self._painter = painter

    def begin(
        self, conn: Connection, desk: Desk, row: Row, language: str, now: datetime
    ) -> Coroutine[Any, Any, Content]:
        """The making of a row's results."""
        zone = ZoneInfo(desk.timezone)
        start, end = (datetime.fromisoformat(row.data[name]) for name in ("start", "end"))
        code = row.data.get("contract")
        found = results(conn, start, end, now, zone, code)
        customers = {
            one: desk.contract(one).customer for one in (*found.contracts, *([code] if code else []))
        }
        names = {one: name_of(conn, desk, one) for one in found.engineers}
        shown = (found, language, zone, partial(_of, _apart(customers)), partial(_of, _apart(names)))
        only = customers[code] if code else None
        words = results_text(*shown, only)
        drawn = picture(*shown, only) if found.answered or found.taps.count else None
        return self._make(words, drawn)

    async def _make(self, words: str, drawn: tuple[dict[str, Any], dict[str, str]] | None) -> Content:
        png = await self._painter.draw(*drawn, PROGRAM) if drawn is not None else None
        return Content(words, files=(File("photo", data=png, name="survey.png"),) if png is not None else ())


def _apart(names: dict[Any, str]) -> dict[Any, str]:
    """Names by key; two of the same name are told apart by their keys."""
    known = list(names.values())
    return {key: name if known.count(name) == 1 else f"{name} ({key})" for key, name in names.items()}


def _of(names: dict[Any, str], key: Any) -> str:
    return names[key]
