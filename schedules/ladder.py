"""Nobody acknowledged in time: the next step of the ladder is paged."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from domain.desk import Desk
from domain.tickets.decide import Escalate
from storage import apply, tickets
from storage.timers import Timer


def climb(conn: Connection, desk: Desk, timer: Timer, now: datetime) -> None:
    """Page the next step; above the top everybody on the ladder, again and again, until somebody has it."""
    if timer.ticket is None:
        return
    ticket = tickets.load(conn, timer.ticket)
    if ticket.assignee_id is not None or not ticket.open:
        return
    ladder = desk.ladder(now)
    step = int(timer.data["step"])
    people = ladder[step] if step < len(ladder) else tuple(dict.fromkeys(p for rung in ladder for p in rung))
    apply.apply(conn, desk, ticket.id, Escalate(step, people), now)
