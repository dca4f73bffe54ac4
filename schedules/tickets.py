"""Timers of a ticket that only freshen it or end it."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection

from domain.desk import Desk
from domain.tickets.clocks import clocks_of, current, next_deadline
from domain.tickets.commands import CloseSilently, Resume
from domain.tickets.events import State, fold
from storage import apply, tickets, timers
from storage.timers import Timer


def beat(conn: Connection, desk: Desk, timer: Timer, now: datetime) -> None:
    """Freshen the remaining time on both cards, often when it is short."""
    if timer.ticket is None:
        return
    events = tickets.history(conn, timer.ticket)
    ticket = fold(timer.ticket, events)
    if not ticket.open or ticket.state is State.RESOLVED:
        return
    clock = next_deadline(current(clocks_of(ticket, events, desk.terms(ticket.contract))))
    if clock is None:
        return
    apply.refresh_cards(conn, desk, ticket, now)
    left = (clock.due_at - now).total_seconds()
    wait = 600 if 0 < left <= 3600 else 1800 if 0 < left <= 4 * 3600 else 7200
    timers.arm(conn, timer.key, "beat", now + timedelta(seconds=wait), ticket=ticket.id)


def resume(conn: Connection, desk: Desk, timer: Timer, now: datetime) -> None:
    """The agreed time of a pause is over: the clocks run on by themselves, and everybody hears of it."""
    if timer.ticket is not None:
        apply.apply(conn, desk, timer.ticket, Resume(None, "time"), now)


def close(conn: Connection, desk: Desk, timer: Timer, now: datetime) -> None:
    """The customer did not contest the repair within the contract's time: close, and say so."""
    if timer.ticket is not None:
        apply.apply(conn, desk, timer.ticket, CloseSilently(), now)
