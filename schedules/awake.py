"""No sign of the assignee by the time promised: a reminder, then the ladder goes on. Long quiet tickets: only asked."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection

from domain.desk import Desk
from domain.tickets.clocks import clocks_of, current
from domain.tickets.commands import Nudge, Release
from domain.tickets.duty import LONG_QUIET, interval, quiet_since
from domain.tickets.duty_effects import sign_due, tell_superior
from domain.tickets.effect import TellPerson
from domain.tickets.events import Event, Ticket, fold
from storage import apply, duty, tickets, timers
from storage.timers import Timer

_DAY = timedelta(days=1)


def run(conn: Connection, desk: Desk, timer: Timer, now: datetime) -> None:
    """Remind; after the reminder let the ladder go on. What was long quiet is asked about, never taken away."""
    if timer.ticket is None:
        return
    events = tickets.history(conn, timer.ticket)
    ticket = fold(timer.ticket, events)
    if sign_due(ticket, desk, desk.preset_of(ticket)) is None:
        return
    if now - quiet_since(events) >= LONG_QUIET:
        _ask(conn, desk, timer, ticket, events, now)
        return
    if (later := _just_heard(desk, ticket, events)) > now:
        timers.arm(conn, timer.key, "awake", later, ticket=ticket.id)
        return
    apply.apply(conn, desk, ticket.id, Release() if ticket.nudged else Nudge(), now)


def _just_heard(desk: Desk, ticket: Ticket, events: list[Event]) -> datetime:
    """Whoever has just undone a step is there: nobody is reminded of what lies before it at once."""
    last = max(event.at for event in events if event.by == ticket.assignee_id)
    return last + timedelta(seconds=desk.oncall.promise_grace_seconds)


def _ask(
    conn: Connection, desk: Desk, timer: Timer, ticket: Ticket, events: list[Event], now: datetime
) -> None:
    """Ask whether somebody is still on it; without an answer the superior is told. Both once a day at most."""
    assert ticket.assignee_id is not None
    clocks = current(clocks_of(ticket, events, desk.terms(ticket.contract)))
    if ticket.level is None or not any(clock.running for clock in clocks):
        return
    patience = interval(desk.preset_of(ticket).nearest_level(ticket.level).ack_seconds)
    if timer.data.get("asked"):
        told = {"person": ticket.assignee_id, "since": quiet_since(events).isoformat()}
        booked = duty.with_book(conn, desk, now)
        word = tell_superior(booked, ticket.assignee_id, "asleep", told, now)
        apply.carry_out(conn, desk, ticket, word, now)
        timers.arm(conn, timer.key, "awake", now + _DAY - patience, ticket=ticket.id)
        return
    apply.carry_out(conn, desk, ticket, TellPerson(ticket.assignee_id, "still-on-it"), now)
    timers.arm(conn, timer.key, "awake", now + patience, ticket=ticket.id, data={"asked": True})
