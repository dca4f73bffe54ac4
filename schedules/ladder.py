"""Nobody acknowledged in time: the next step of the ladder is paged."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from domain.desk import Desk
from domain.tickets.commands import Escalate
from storage import apply, duty, tickets
from storage.timers import Timer


def climb(conn: Connection, desk: Desk, timer: Timer, now: datetime) -> None:
    """Page the next step; above the top everybody on the ladder, again and again, until somebody has it."""
    if timer.ticket is None:
        return
    ticket = tickets.load(conn, timer.ticket)
    if ticket.assignee_id is not None or not ticket.open:
        return
    if ticket.level is None:
        return
    desk = duty.with_book(conn, desk, now)
    ack = desk.preset_of(ticket).nearest_level(ticket.level).ack_seconds
    call = desk.call(ticket, int(timer.data["step"]), now, ack)
    command = Escalate(call.place, call.people, call.wait, call.channels, call.missing)
    apply.apply(conn, desk, ticket.id, command, now)
