"""Updates that Telegram gave us and that are not worked off yet: stored before they are confirmed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, and_, bindparam, delete, func, or_, select, update

from storage.dialect import insert_ignore
from storage.tables import inbox, seen

# Telegram keeps an update for 24 hours; twice that is beyond every way to get it again.
KEEP_DONE = timedelta(hours=48)
# What failed stays for somebody to look at, but it is people's words: not for ever.
KEEP_FAILED = timedelta(days=30)

_COUNT = select(func.count()).where(inbox.c.state == bindparam("its_state"))


@dataclass(frozen=True)
class Waiting:
    """An update that is still to be worked off; `raw` is its JSON as Telegram sent it."""

    update_id: int
    raw: str
    attempts: int


def record(conn: Connection, update_id: int, raw: str, now: datetime) -> bool:
    """Keep an update; False when it is known already.

    Known means this very id: ids have gaps and jump back after a quiet week, so "not above the last one" would
    throw real updates away.
    """
    row = {"update_id": update_id, "received_at": now, "raw": raw, "state": "new", "attempts": 0}
    return insert_ignore(conn, inbox, row, key=["update_id"])


def pending(conn: Connection) -> list[Waiting]:
    """What is to be worked off, in the order of arrival."""
    rows = conn.execute(
        select(inbox.c.update_id, inbox.c.raw, inbox.c.attempts)
        .where(inbox.c.state == "new")
        .order_by(inbox.c.received_at, inbox.c.update_id)
    )
    return [Waiting(row.update_id, row.raw, row.attempts) for row in rows]


def done(conn: Connection, update_id: int) -> None:
    """Worked off: to be called in the transaction that carries out the consequences.

    Only the id stays, to know the update again; what people wrote is kept where it belongs.
    """
    conn.execute(update(inbox).where(inbox.c.update_id == update_id).values(state="done", raw="", error=None))


def failed(conn: Connection, update_id: int, error: str, *, give_up_after: int) -> int | None:
    """Count an attempt that failed: how many there were, or None when it was the last and it is put aside.

    `error` is the name of the exception's class, never its message, which may quote people.
    """
    attempts = 1 + (
        conn.execute(select(inbox.c.attempts).where(inbox.c.update_id == update_id)).scalar_one_or_none() or 0
    )
    over = attempts >= give_up_after
    conn.execute(
        update(inbox)
        .where(inbox.c.update_id == update_id)
        .values(attempts=attempts, error=error[:300], state="failed" if over else "new")
    )
    return None if over else attempts


def retry_failed(conn: Connection) -> int:
    """Put everything that was put aside back in line (after a defect was repaired); how many there were."""
    statement = update(inbox).where(inbox.c.state == "failed").values(state="new", attempts=0)
    return conn.execute(statement).rowcount


def count(conn: Connection, state: str) -> int:
    """How many updates are `new`, `done` or `failed`."""
    return conn.execute(_COUNT, {"its_state": state}).scalar_one()


def first_seen(conn: Connection, key: str, now: datetime) -> bool:
    """True the first time a meaning is met: the same press may come twice, under different update ids."""
    return insert_ignore(conn, seen, {"key": key, "at": now}, key=["key"])


def prune(conn: Connection, now: datetime) -> int:
    """Forget what can no longer come again; how many rows went."""
    old = conn.execute(
        delete(inbox).where(
            or_(
                and_(inbox.c.state == "done", inbox.c.received_at < now - KEEP_DONE),
                and_(inbox.c.state == "failed", inbox.c.received_at < now - KEEP_FAILED),
            )
        )
    ).rowcount
    return old + conn.execute(delete(seen).where(seen.c.at < now - KEEP_DONE)).rowcount
