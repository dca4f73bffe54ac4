"""The few statements that SQLite and PostgreSQL spell alike but SQLAlchemy keeps apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite


def _insert(conn: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    if conn.dialect.name == "postgresql":
        return postgresql.insert(table)
    return sqlite.insert(table)


def insert_ignore(
    conn: Connection, table: Table, values: Mapping[str, Any], *, key: Sequence[str] | None = None
) -> bool:
    """Insert one row unless a row with the same key is there; True when it was inserted.

    `key` names the columns of the unique constraint that may be hit; None means any.
    """
    statement = _insert(conn, table).values(**values).on_conflict_do_nothing(index_elements=key)
    return conn.execute(statement).rowcount == 1


def upsert(
    conn: Connection,
    table: Table,
    values: Mapping[str, Any],
    *,
    key: Sequence[str] | None = None,
    update: Sequence[str] | None = None,
) -> None:
    """Insert one row, or change the one with the same key.

    `key` defaults to the primary key; `update` names the columns that change, all given ones by default.
    """
    columns = list(key) if key is not None else [column.name for column in table.primary_key]
    changed = [name for name in values if name not in columns] if update is None else list(update)
    statement = _insert(conn, table).values(**values)
    if changed:
        statement = statement.on_conflict_do_update(
            index_elements=columns, set_={name: statement.excluded[name] for name in changed}
        )
    else:
        statement = statement.on_conflict_do_nothing(index_elements=columns)
    conn.execute(statement)
