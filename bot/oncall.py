"""The week on call: worked out and drawn while its row of the outbox waits."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.delivery.facing import name_of
from bot.delivery.parcel import Wait
from bot.drawing import Painter
from domain.desk import Desk
from domain.oncall.plan import layer_names, plan
from domain.worktime import from_micros, wall_instant
from storage import duty
from storage.outbox import Row
from views.content import Content, File
from views.oncall import layer_name, week_text
from views.oncall_picture import picture

_LOOK_AGAIN_SECONDS = 0.5
_KEPT = 16
_DAYS = 7
_PROGRAM = "views.oncall_chart"


class Weeks:
    """Keeps the weeks that are about to be sent. Nothing is lost with it: a week can be drawn again."""

    def __init__(self, painter: Painter) -> None:
        self._painter = painter
        self._making: dict[int, asyncio.Task[Content]] = {}

    def content(self, conn: Connection, desk: Desk, row: Row, language: str, now: datetime) -> Content | Wait:
        """The week of a row, words and picture of the same instant; Wait while it is being drawn."""
        task = self._making.get(row.id)
        if task is None:
            done = [number for number, one in self._making.items() if one.done()]
            for number in done[: max(0, len(done) - _KEPT)]:
                del self._making[number]
            task = asyncio.get_running_loop().create_task(self._make(*_read(conn, desk, row, language, now)))
            self._making[row.id] = task
        return task.result() if task.done() else Wait(_LOOK_AGAIN_SECONDS)

    @property
    def waited_for(self) -> list[asyncio.Task[Content]]:
        """What is being drawn."""
        return [task for task in self._making.values() if not task.done()]

    def close(self) -> None:
        """Stop drawing."""
        for task in self._making.values():
            task.cancel()

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
