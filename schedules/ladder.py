"""Nobody acknowledged in time: the next step of the ladder is paged."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection

from domain.desk import Desk
from domain.tickets.commands import Escalate
from domain.tickets.events import Event, fold
from storage import apply, duty, incidents, tickets
from storage.timers import Timer
from storage.writes import Writes


def climb(conn: Connection, desk: Desk, timer: Timer, now: datetime) -> None:
    """Page the next step; above the top everybody on the ladder, again and again, until somebody has it."""
    climb_all(conn, desk, [timer], now)


def climb_all(conn: Connection, desk: Desk, due: Sequence[Timer], now: datetime) -> None:
    """As `climb` for the ladders of several tickets: none depends on what another one does."""
    desk = duty.with_book(conn, desk, now)
    known = tickets.histories_of(conn, [timer.ticket for timer in due if timer.ticket is not None])
    writes = Writes()
    for timer in due:
        if timer.ticket is not None:
            _climb(conn, desk, timer, timer.ticket, known[timer.ticket], now, writes)
    writes.write(conn)


def _climb(
    conn: Connection,
    desk: Desk,
    timer: Timer,
    number: int,
    events: Sequence[Event],
    now: datetime,
    writes: Writes,
) -> None:
    ticket = fold(number, events)
    if ticket.assignee_id is not None or not ticket.open or ticket.level is None:
        return
    ack = desk.preset_of(ticket).nearest_level(ticket.level).ack_seconds
    if incidents.covered(conn, ticket):
        # Another ladder pages for it; its own stands ready, should that one end without anybody having taken this.
        writes.arm(number, (timer.key, "ladder", now + timedelta(seconds=ack), timer.data))
        return
    call = desk.call(ticket, int(timer.data["step"]), now, ack)
    command = Escalate(call.place, call.people, call.wait, call.channels, call.missing)
    apply.decided(conn, desk, number, command, now, events, writes, ticket)
