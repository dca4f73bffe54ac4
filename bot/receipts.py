"""Receipts of tickets' clocks: worked out and drawn while their row of the outbox waits."""

from __future__ import annotations

import asyncio
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.delivery.facing import name_of
from bot.delivery.parcel import Wait
from bot.drawing import Painter
from domain.desk import Desk
from domain.tickets.events import fold
from domain.tickets.receipt import receipt_of
from storage import tickets
from storage.outbox import Row
from views.content import Content, File
from views.receipt import receipt_text
from views.receipt_picture import picture
from views.receipt_words import Reading

_LOOK_AGAIN_SECONDS = 0.5
_KEPT = 16
_PROGRAM = "views.receipt_chart"


class Receipts:
    """Keeps the receipts that are about to be sent. Nothing is lost with it: a receipt can be made again."""

    def __init__(self, painter: Painter) -> None:
        self._painter = painter
        self._making: dict[int, asyncio.Task[Content]] = {}

    def content(self, conn: Connection, desk: Desk, row: Row, language: str, now: datetime) -> Content | Wait:
        """The receipt of a row, words and picture of the same instant; Wait while it is being drawn."""
        task = self._making.get(row.id)
        if task is None:
            self._forget_old()
            task = asyncio.get_running_loop().create_task(self._make(*_read(conn, desk, row, language, now)))
            self._making[row.id] = task
        # Kept for a while: a row that may not be sent yet is asked for again.
        return task.result() if task.done() else Wait(_LOOK_AGAIN_SECONDS)

    @property
    def waited_for(self) -> list[asyncio.Task[Content]]:
        """What is being drawn."""
        return [task for task in self._making.values() if not task.done()]

    def close(self) -> None:
        """Stop drawing."""
        for task in self._making.values():
            task.cancel()

    def _forget_old(self) -> None:
        done = [number for number, task in self._making.items() if task.done()]
        for number in done[: max(0, len(done) - _KEPT)]:
            del self._making[number]

    async def _make(self, words: str, figures: dict[str, object], labels: dict[str, str]) -> Content:
        drawn = await self._painter.draw(figures, labels, _PROGRAM) if figures["lanes"] else None
        files = (File("photo", data=drawn, name="receipt.png"),) if drawn is not None else ()
        return Content(words, files=files)


def _read(
    conn: Connection, desk: Desk, row: Row, language: str, now: datetime
) -> tuple[str, dict[str, object], dict[str, str]]:
    assert row.ticket is not None
    events = tickets.history(conn, row.ticket)
    ticket = fold(row.ticket, events)
    terms = desk.terms(ticket.contract)
    people = {event.by for event in events} | {event.data.get("asked_by") for event in events}
    reading = Reading(
        language,
        ZoneInfo(desk.contract(ticket.contract).timezone),
        now,
        ticket.contract,
        terms,
        {person: name_of(conn, desk, person) for person in people if person is not None},
        inside=bool(row.data.get("inside")),
    )
    receipt = receipt_of(ticket, events, terms, now)
    return (receipt_text(receipt, reading), *picture(receipt, reading))
