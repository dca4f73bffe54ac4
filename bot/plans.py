"""The plan: worked out and drawn while its row of the outbox waits; and the same as a calendar file."""

from __future__ import annotations

from collections.abc import Coroutine
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.delivery.facing import name_of
from bot.drawing import Painter
from domain.desk import Desk
from domain.plans.ics import calendar_of
from domain.plans.outlook import Standing
from storage.outbox import Row
from storage.plan import standings
from views.callbacks import encode
from views.content import MAX_CAPTION, MAX_TEXT, Button, Content, File
from views.plan import plan_text
from views.plan_picture import picture
from views.texts import plain, text
from views.tokens import token

_PROGRAM = "views.plan_chart"


class Plans:
    """Words and picture of the same instant. A row says whose plan: `contract`, `person`, or neither (everything)."""

    def __init__(self, painter: Painter) -> None:
        self._painter = painter

    def begin(
        self, conn: Connection, desk: Desk, row: Row, language: str, now: datetime
    ) -> Coroutine[Any, Any, Content]:
        """The making of a row's plan."""
        zone, found = ZoneInfo(desk.timezone), _found(conn, desk, row, now)
        of = _of(desk, row, language)

        def name(person: int) -> str:
            return name_of(conn, desk, person)

        room = MAX_CAPTION if found else MAX_TEXT
        words = plan_text(found, of, name, zone, now, language, room)
        keys = ((Button(plain(language, "plan-ics-button"), encode("plc", _meant(row))),),) if found else ()
        return self._make(Content(words, keys), picture(found, of, zone, now, language))

    async def _make(self, content: Content, paper: tuple[dict[str, Any], dict[str, str]]) -> Content:
        figures, labels = paper
        drawn = await self._painter.draw(figures, labels, _PROGRAM) if figures["rows"] else None
        files = (File("photo", data=drawn, name="plan.png"),) if drawn is not None else ()
        return Content(content.text, content.buttons, files=files)


async def _at_once(content: Content) -> Content:
    return content


def begin_calendar(
    conn: Connection, desk: Desk, row: Row, language: str, now: datetime
) -> Coroutine[Any, Any, Content]:
    """The plan of a row as a calendar file."""
    names = {one.id: one.name for one in desk.people.values()}
    made = calendar_of(_found(conn, desk, row, now), names, now, language, ZoneInfo(desk.timezone))
    file = File("document", data=made.encode(), name="plan.ics")
    return _at_once(Content(text(language, "plan-ics"), files=(file,)))


def _found(conn: Connection, desk: Desk, row: Row, now: datetime) -> list[Standing]:
    return standings(conn, desk, now, contract=row.data.get("contract"), person=row.data.get("person"))


def _of(desk: Desk, row: Row, language: str) -> str:
    code = row.data.get("contract")
    if code is not None:
        return desk.contract(code).customer
    return plain(language, "plan-mine" if row.data.get("person") is not None else "plan-all")


def _meant(row: Row) -> str:
    if row.data.get("person") is not None:
        return "me"
    code = row.data.get("contract")
    return "all" if code is None else token(code)
