"""Receipts of tickets' clocks: worked out and drawn while their row of the outbox waits."""

from __future__ import annotations

from collections.abc import Coroutine
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.delivery.facing import name_of
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

_PROGRAM = "views.receipt_chart"


class Receipts:
    """Words and picture of the same instant."""

    def __init__(self, painter: Painter) -> None:
        self._painter = painter

    def begin(
        self, conn: Connection, desk: Desk, row: Row, language: str, now: datetime
    ) -> Coroutine[Any, Any, Content]:
        """The making of a row's receipt."""
        return self._make(*_read(conn, desk, row, language, now))

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
