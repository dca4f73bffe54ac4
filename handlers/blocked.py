"""Somebody blocked the bot: those who count on reaching them hear it once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from domain.desk import Desk
from handlers.speak import say
from storage.people import Someone


def tell_the_team(
    conn: Connection, desk: Desk, person: Someone, open_now: Sequence[int], now: datetime
) -> None:
    """Managers hear of one of ours, the ticket's topic hears of its customer."""
    if person.id in desk.people:
        say(conn, desk.managers_chat, now, "trouble-staff-blocked",
            {"name": person.name, "link": f"https://t.me/{desk.bot_username}?start=hello"},
            dedupe=f"trouble:{person.id}:blocked:{now:%Y%m%d}")  # fmt: skip
    for number in open_now:
        say(conn, desk.engineers_chat, now, "trouble-customer", {"name": person.name, "number": number},
            ticket=number, dedupe=f"trouble:{person.id}:{number}:blocked")  # fmt: skip
