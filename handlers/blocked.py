"""Somebody cannot be reached: those who count on reaching them hear it, once a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from domain.desk import Desk
from domain.tickets.duty_effects import superior_of
from handlers.speak import say
from storage import duty, people
from storage.outbox import Lane
from storage.people import Someone

_OUT_OF_REACH = ("blocked", "gone", "never")


def tell_the_superior(
    conn: Connection, desk: Desk, person_id: int, why: str, now: datetime, duty_from: datetime | None = None
) -> None:
    """Tell why one of ours cannot be paged: the superior, else the managers; once for each person and day.

    `why` is blocked, gone, never or left; `duty_from` is when the person's duty begins, if that is the occasion.
    """
    person = desk.people[person_id]
    words: dict[str, object] = {
        "name": person.name, "link": f"https://t.me/{desk.bot_username}?start=hello",
        "why": {"id": f"trouble-why-{why}"}, "from": {"at": (duty_from or now).isoformat()},
    }  # fmt: skip
    text_id = f"trouble-staff-{why}" if duty_from is None else "trouble-staff-duty"
    day = now.astimezone(ZoneInfo(desk.timezone)).date()
    say(
        conn, _superior(conn, desk, person_id, now), now, text_id, words, lane=Lane.WARNING,
        dedupe=f"trouble:{person_id}:{day.isoformat()}",
    )  # fmt: skip


def _superior(conn: Connection, desk: Desk, person_id: int, now: datetime) -> int:
    """Who answers for the person, or stands in for him, and can be reached; else the managers' chat."""
    superior = superior_of(duty.with_book(conn, desk, now), person_id, now)
    if superior is None or superior == person_id:
        return desk.managers_chat
    known = people.find(conn, superior)
    return desk.managers_chat if known is None or known.reachable in _OUT_OF_REACH else superior


def tell_the_team(
    conn: Connection, desk: Desk, person: Someone, open_now: Sequence[int], now: datetime
) -> None:
    """The superior hears of one of ours, the ticket's topic hears of its customer."""
    if person.id in desk.people:
        tell_the_superior(conn, desk, person.id, "blocked", now)
    for number in open_now:
        say(conn, desk.engineers_chat, now, "trouble-customer", {"name": person.name, "number": number},
            ticket=number, dedupe=f"trouble:{person.id}:{number}:blocked")  # fmt: skip
