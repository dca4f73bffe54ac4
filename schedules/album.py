"""An album is complete, or as complete as it will be: pass it on to the other side as one."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from domain.desk import Desk
from storage import outbox, relays, tickets
from storage.outbox import Lane
from storage.timers import Timer

_LARGEST = 10


def run(conn: Connection, desk: Desk, timer: Timer, now: datetime) -> None:
    """Queue what nobody passed on yet; pictures that come later make an album of their own."""
    number, source = int(timer.data["ticket"]), int(timer.data["chat"])
    ids = relays.rest_of_album(conn, number, source, timer.data["group"])
    ticket = tickets.load(conn, number)
    target = ticket.customer_id if source < 0 else desk.team_chat(ticket.kind)
    for first in range(0, len(ids), _LARGEST):
        part = ids[first : first + _LARGEST]
        outbox.put(
            conn, lane=Lane.ANSWER, chat_id=target, kind="relay", now=now, ticket=number,
            person_id=target if target > 0 else None, data={"said": part}, dedupe=f"relay:{target}:{part[0]}",
        )  # fmt: skip
