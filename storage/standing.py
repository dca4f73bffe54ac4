"""How the desk stands, from its records: for the auditor, `/health` and the operator's command."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, func, select

from domain.watching import Standing
from storage import inbox, marks, outbox, timers
from storage.outbox import Lane
from storage.tables import chats
from storage.tables import outbox as rows

RUNNING_SINCE, LAST_POLL, LAST_SWEEP = "running-since", "last-poll", "last-sweep"
TRIAL_BEGUN, TRIAL_DONE, DEADMAN = "synthetic-begun", "synthetic-done", "deadman-told"


def standing(conn: Connection, now: datetime) -> Standing:
    """See `Standing`."""
    health = outbox.health(conn, now)
    matters = (
        rows.c.state.in_(("new", "sending")),
        rows.c.not_before <= now,
        rows.c.lane <= int(Lane.WARNING),
    )
    oldest = conn.execute(select(func.min(rows.c.not_before)).where(*matters)).scalar_one_or_none()
    trouble = select(chats.c.trouble).where(chats.c.trouble.is_not(None))
    return Standing(
        running_since=instant(conn, RUNNING_SINCE),
        last_poll=instant(conn, LAST_POLL),
        oldest_timer=timers.next_due(conn),
        oldest_message=oldest,
        waiting=health.waiting,
        failed=health.failed,
        put_aside=inbox.count(conn, "failed"),
        trial_begun=instant(conn, TRIAL_BEGUN),
        trial_done=instant(conn, TRIAL_DONE),
        deadman=instant(conn, DEADMAN),
        group_trouble=tuple(conn.execute(trouble).scalars()),
    )


def trials(conn: Connection) -> Standing:
    """Only what is known of trial tickets."""
    return Standing(trial_begun=instant(conn, TRIAL_BEGUN), trial_done=instant(conn, TRIAL_DONE))


def instant(conn: Connection, key: str) -> datetime | None:
    """The instant that a mark holds; None if it was never set."""
    written = marks.get(conn, key)
    return None if written is None else datetime.fromisoformat(written)


def note(conn: Connection, key: str, at: datetime) -> None:
    """Set a mark to an instant."""
    marks.put(conn, key, at.isoformat(), at)
