"""Small facts of the process: the last poll, the end of the last summary, what was greeted."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from storage.tables import marks

_VALUE = select(marks.c.value).where(marks.c.key == bindparam("its_key"))
_SET = update(marks).where(marks.c.key == bindparam("its_key"))
_ADD = insert(marks)


def put(conn: Connection, key: str, value: str, now: datetime) -> None:
    """Set a mark."""
    if conn.execute(_SET, {"its_key": key, "value": value, "at": now}).rowcount == 0:
        conn.execute(_ADD, {"key": key, "value": value, "at": now})


def get(conn: Connection, key: str) -> str | None:
    """The mark's value, None if it was never set."""
    return conn.execute(_VALUE, {"its_key": key}).scalar()


def drop(conn: Connection, key: str) -> None:
    """Remove a mark, if it is there."""
    conn.execute(delete(marks).where(marks.c.key == key))
