"""The end of a warranty is told before it comes: to the managers, and to the customer's contacts."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from domain.desk import Desk
from domain.plans.parts import part_words
from domain.plans.promises import WARRANTY
from schedules.due_kinds import Kind, register
from schedules.telling import tell
from storage import courses, dues
from storage.dues import Due
from views.texts import LANGUAGES


def _ask(conn: Connection, desk: Desk, due: Due, now: datetime) -> None:
    """Tell it, once; with that it is done."""
    assert due.contract is not None
    contract = desk.contracts[due.contract]
    last = (due.due_at - timedelta(seconds=1)).astimezone(ZoneInfo(contract.timezone)).date()
    left = (last - now.astimezone(ZoneInfo(contract.timezone)).date()).days
    words = _words(due, last, left) | {"customer": contract.customer, "contract": due.contract}
    service = desk.service.get(due.contract)
    listed = "prices" if service is not None and service.prices else "plain"
    # After downtime nobody is told of an end to come that has passed.
    told = f"ends-{{}}-{listed}" if left >= 0 else "ended-{}"
    tell(conn, desk.managers_chat, now, f"warranty-{told.format('managers')}", words)
    for person in courses.contacts(conn, due.contract):
        tell(conn, person, now, f"warranty-{told.format('customer')}", words)
    dues.finish(conn, due, now)


def _words(due: Due, last: date, left: int) -> dict[str, Any]:
    part = {"in": {language: part_words(due.name, language) for language in LANGUAGES}}
    return {"part": part, "until": f"{last:%Y-%m-%d}", "days": max(0, left)}


register(WARRANTY, Kind(_ask, climbs=False))
