"""Warnings before a deadline and the notice at it. After downtime: one late notice a ticket, no replayed backlog."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from domain.desk import Desk
from domain.tickets.clocks import Clock, clocks_of, current
from domain.tickets.commands import Late, Note
from domain.tickets.events import Happened, fold
from storage import apply, tickets
from storage.timers import Timer

_LATE_SECONDS = 120


def warn(conn: Connection, desk: Desk, timer: Timer, now: datetime) -> None:
    """A share of the promised time has passed; skipped if a later share, or the deadline, has passed as well."""
    _note(conn, desk, timer, now, Happened.WARNED)


def breach(conn: Connection, desk: Desk, timer: Timer, now: datetime) -> None:
    """The deadline has passed with the clock running."""
    _note(conn, desk, timer, now, Happened.BREACHED)


def _note(conn: Connection, desk: Desk, timer: Timer, now: datetime, what: Happened) -> None:
    if timer.ticket is None:
        return
    events = tickets.history(conn, timer.ticket)
    ticket = fold(timer.ticket, events)
    preset = desk.preset_of(ticket)
    clocks = [c for c in current(clocks_of(ticket, events, desk.terms(ticket.contract))) if c.running]
    clock = next((c for c in clocks if c.name == timer.data["clock"]), None)
    if clock is None or clock.due_at.isoformat() != timer.data["due_at"]:
        return
    if what is Happened.WARNED and now > clock.due_at:
        return
    late = int((now - timer.due_at).total_seconds())
    if late <= _LATE_SECONDS:
        share = int(timer.data["share"])
        if what is Happened.WARNED:
            share = max(share, *(s for s in (*preset.warn_shares, share) if clock.share_at(s) <= now))
        apply.apply(conn, desk, ticket.id, Note(what, clock.name, clock.due_at, share), now, events)
        return
    # After downtime one notice for everything that passed meanwhile: the deadlines first, else the latest warning.
    missed = [c for c in clocks if c.due_at < now]
    notes = [_late(c, 100, c.due_at, now) for c in missed]
    if not notes:
        share = max(s for s in preset.warn_shares if clock.share_at(s) <= now)
        notes = [_late(clock, share, timer.due_at, now)]
    apply.apply(conn, desk, ticket.id, Late(tuple(notes)), now, events)


def _late(clock: Clock, share: int, at: datetime, now: datetime) -> Note:
    what = Happened.BREACHED if share == 100 else Happened.WARNED
    return Note(what, clock.name, clock.due_at, share, int((now - at).total_seconds()))
