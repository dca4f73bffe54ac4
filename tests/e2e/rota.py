"""Who is paged at an instant: what tests of the rota have in common."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from bot.demo.cast import ENGINEERS as STAFF
from bot.demo.cast import SCHOOL
from domain.tickets.commands import Opening
from storage import apply
from tests.e2e.stage import LINA, Played

NAMES = {player.id: player.name for player in STAFF}


async def opened(desk: Played, level: int = 1, *, at_once: bool = False) -> int:
    """A fault as the customer's report opens it; `at_once` nothing is said that would have to wait."""
    now = desk.stage.clock.now()

    def report(conn: Any) -> int:
        opening = Opening("fault", SCHOOL, 1, LINA, "no picture", level)
        return apply.open_new(conn, desk.stage.service.desk, opening, now).id

    number: int = await desk.write(report)
    await desk.step.settle(*((timedelta(),) if at_once else ()))
    return number


async def paged(desk: Played, number: int) -> set[int]:
    """Who has got a page of that ticket in private so far."""
    return {
        person
        for person in NAMES
        if any(f"#{number}" in words for words in desk.texts(person)) and person in desk.world.chats
    }


async def until(desk: Played, instant: datetime) -> None:
    """Go to an instant; sending may have taken some seconds already."""
    await desk.step.advance((instant - desk.stage.clock.now()).total_seconds())
