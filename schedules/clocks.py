"""Warnings before a deadline and the notice at it. After downtime: one late notice a ticket, no replayed backlog."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from domain.desk import Desk
from domain.tickets.clocks import clocks_of
from domain.tickets.decide import Note
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
    preset = desk.contract(ticket.contract).preset
    clock = next((c for c in clocks_of(ticket, events, preset) if c.name == timer.data["clock"]), None)
    if not ticket.open or clock is None or clock.stopped_at is not None:
        return
    if clock.due_at.isoformat() != timer.data["due_at"]:
        return
    if what is Happened.WARNED and now > clock.due_at:
        return
    late = int((now - timer.due_at).total_seconds())
    share = int(timer.data["share"])
    if what is Happened.WARNED:
        share = max(share, *(s for s in (*preset.warn_shares, share) if clock.share_at(s) <= now))
    note = Note(what, clock.name, clock.due_at, share, late if late > _LATE_SECONDS else 0)
    apply.apply(conn, desk, ticket.id, note, now)
