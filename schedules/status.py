"""While experts are at a severe fault the customer hears at a fixed beat how it stands."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from domain.desk import Desk
from domain.tickets.duty_effects import reports_status, status_timer
from storage import apply, outbox, tickets
from storage.outbox import Lane
from storage.timers import Timer


def run(conn: Connection, desk: Desk, timer: Timer, now: datetime) -> None:
    """Queue one report and arm the next. What still waits to be sent is freshened, so no two come at once."""
    if timer.ticket is None:
        return
    ticket = tickets.load(conn, timer.ticket)
    if not reports_status(ticket):
        return
    apply.carry_out(conn, desk, ticket, status_timer(ticket, now), now)
    if ticket.pause:
        return
    outbox.put(
        conn, lane=Lane.ANSWER, chat_id=ticket.customer_id, kind="customer", now=now, ticket=ticket.id,
        person_id=ticket.customer_id, data={"what": "status"}, fence=ticket.seq, dedupe=f"status:{ticket.id}",
        reusable=True,
    )  # fmt: skip
