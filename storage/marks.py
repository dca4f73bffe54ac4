"""Small facts of the process: the last poll, the end of the last summary, what was greeted."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from storage.tables import marks


def put(conn: Connection, key: str, value: str, now: datetime) -> None:
    """Set a mark."""
    if conn.execute(update(marks).where(marks.c.key == key).values(value=value, at=now)).rowcount == 0:
        conn.execute(insert(marks).values(key=key, value=value, at=now))


def get(conn: Connection, key: str) -> str | None:
    """The mark's value, None if it was never set."""
    return conn.execute(select(marks.c.value).where(marks.c.key == key)).scalar()


def drop(conn: Connection, key: str) -> None:
    """Remove a mark, if it is there."""
    conn.execute(delete(marks).where(marks.c.key == key))
