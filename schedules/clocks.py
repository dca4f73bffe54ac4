"""Warnings before a deadline and the notice at it. After downtime: one late notice a ticket, no replayed backlog."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from domain.desk import Desk
from domain.tickets.clocks import Clock, clocks_of, current
from domain.tickets.commands import Late, Note
from domain.tickets.events import Event, Happened, Ticket, fold
from storage import apply, duty, tickets
from storage.timers import Timer
from storage.writes import Writes

_LATE_SECONDS = 120


def warn(conn: Connection, desk: Desk, timer: Timer, now: datetime) -> None:
    """A share of the promised time has passed; skipped if a later share, or the deadline, has passed as well."""
    warn_all(conn, desk, [timer], now)


def breach(conn: Connection, desk: Desk, timer: Timer, now: datetime) -> None:
    """The deadline has passed with the clock running."""
    breach_all(conn, desk, [timer], now)


def warn_all(conn: Connection, desk: Desk, due: Sequence[Timer], now: datetime) -> None:
    """As `warn` for timers of several tickets, each of which is named once."""
    _note_all(conn, desk, due, now, Happened.WARNED)


def breach_all(conn: Connection, desk: Desk, due: Sequence[Timer], now: datetime) -> None:
    """As `breach` for timers of several tickets, each of which is named once."""
    _note_all(conn, desk, due, now, Happened.BREACHED)


def _note_all(conn: Connection, desk: Desk, due: Sequence[Timer], now: datetime, what: Happened) -> None:
    desk = duty.with_book(conn, desk, now)
    known = tickets.histories_of(conn, [timer.ticket for timer in due if timer.ticket is not None])
    writes = Writes()
    for timer in due:
        if timer.ticket is not None:
            ticket = fold(timer.ticket, known[timer.ticket])
            command = _missed(desk, timer, ticket, known[ticket.id], now, what)
            if command is not None:
                apply.decided(conn, desk, ticket.id, command, now, known[ticket.id], writes, ticket)
    writes.write(conn)


def _missed(
    desk: Desk, timer: Timer, ticket: Ticket, events: Sequence[Event], now: datetime, what: Happened
) -> Note | Late | None:
    preset = desk.preset_of(ticket)
    clocks = [c for c in current(clocks_of(ticket, events, desk.terms(ticket.contract))) if c.running]
    clock = next((c for c in clocks if c.name == timer.data["clock"]), None)
    if clock is None or clock.due_at.isoformat() != timer.data["due_at"]:
        return None
    if what is Happened.WARNED and now > clock.due_at:
        return None
    late = int((now - timer.due_at).total_seconds())
    if late <= _LATE_SECONDS:
        share = int(timer.data["share"])
        if what is Happened.WARNED:
            share = max(share, *(s for s in (*preset.warn_shares, share) if clock.share_at(s) <= now))
        return Note(what, clock.name, clock.due_at, share)
    # After downtime one notice for everything that passed meanwhile: the deadlines first, else the latest warning.
    missed = [c for c in clocks if c.due_at < now]
    notes = [_late(c, 100, c.due_at, now) for c in missed]
    if not notes:
        share = max(s for s in preset.warn_shares if clock.share_at(s) <= now)
        notes = [_late(clock, share, timer.due_at, now)]
    return Late(tuple(notes))


def _late(clock: Clock, share: int, at: datetime, now: datetime) -> Note:
    what = Happened.BREACHED if share == 100 else Happened.WARNED
    return Note(what, clock.name, clock.due_at, share, int((now - at).total_seconds()))
