"""Nobody acknowledged in time: the next step of the ladder is paged."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection

from domain.desk import Desk
from domain.tickets.commands import Escalate
from domain.tickets.events import fold
from storage import apply, duty, incidents, tickets, timers
from storage.timers import Timer


def climb(conn: Connection, desk: Desk, timer: Timer, now: datetime) -> None:
    """Page the next step; above the top everybody on the ladder, again and again, until somebody has it."""
    if timer.ticket is None:
        return
    events = tickets.history(conn, timer.ticket)
    ticket = fold(timer.ticket, events)
    if ticket.assignee_id is not None or not ticket.open:
        return
    if ticket.level is None:
        return
    desk = duty.with_book(conn, desk, now)
    ack = desk.preset_of(ticket).nearest_level(ticket.level).ack_seconds
    if incidents.covered(conn, ticket):
        # Another ladder pages for it; its own stands ready, should that one end without anybody having taken this.
        timers.arm(conn, timer.key, "ladder", now + timedelta(seconds=ack), ticket=ticket.id, data=timer.data)
        return
    call = desk.call(ticket, int(timer.data["step"]), now, ack)
    command = Escalate(call.place, call.people, call.wait, call.channels, call.missing)
    apply.apply(conn, desk, ticket.id, command, now, events)
