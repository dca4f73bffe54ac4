"""The week on call: worked out and drawn while its row of the outbox waits."""

from __future__ import annotations

from collections.abc import Coroutine
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.delivery.facing import name_of
from bot.drawing import Painter
from domain.desk import Desk
from domain.oncall.plan import layer_names, plan
from domain.worktime import from_micros, wall_instant
from storage import duty
from storage.outbox import Row
from views.content import Content, File
from views.oncall import layer_name, week_text
from views.oncall_picture import picture

_DAYS = 7
_PROGRAM = "views.oncall_chart"


class Weeks:
    """Words and picture of the same instant."""

    def __init__(self, painter: Painter) -> None:
        self._painter = painter

    def begin(
        self, conn: Connection, desk: Desk, row: Row, language: str, now: datetime
    ) -> Coroutine[Any, Any, Content]:
        """The making of a row's week."""
        return self._make(*_read(conn, desk, row, language, now))

    async def _make(self, words: str, figures: dict[str, object], labels: dict[str, str]) -> Content:
        drawn = await self._painter.draw(figures, labels, _PROGRAM) if figures["layers"] else None
        return Content(words, files=(File("photo", data=drawn, name="oncall.png"),) if drawn else ())


def _read(
    conn: Connection, desk: Desk, row: Row, language: str, now: datetime
) -> tuple[str, dict[str, object], dict[str, str]]:
    zone = ZoneInfo(desk.timezone)
    days = week_from(datetime.fromisoformat(row.data["start"]), zone)
    # The hours of today that are over are shown as they were.
    booked = duty.booked_since(conn, desk, days[0][0])
    start, end = days[0][0], days[-1][1]
    layers = [(layer, plan(booked, layer, start, end)) for layer in layer_names(booked)]

    def name(person: int) -> str:
        return name_of(conn, desk, person)

    titled = [(layer_name(layer, language), segments) for layer, segments in layers]
    words = week_text(days, titled, name, zone, language)
    return (words, *picture(days, layers, name, zone, now, language))


def week_from(instant: datetime, zone: ZoneInfo) -> list[tuple[datetime, datetime]]:
    """The first instant and the end of the local day of `instant` and of the six after it."""
    first = instant.astimezone(zone).date()
    edges = [
        from_micros(wall_instant(zone, (first + timedelta(days=day)).toordinal(), 0, end=False))
        for day in range(_DAYS + 1)
    ]
    return list(pairwise(edges))
