"""The few statements that SQLite and PostgreSQL spell alike but SQLAlchemy keeps apart.

They are built once for each table and set of columns: building takes longer than carrying out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Executable, Table
from sqlalchemy.dialects import postgresql, sqlite


def insert_into(dialect: str, table: Table) -> sqlite.Insert | postgresql.Insert:
    """An INSERT that can say what happens on a conflict, for `conn.dialect.name`."""
    return postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)


def insert_ignore(
    conn: Connection, table: Table, values: Mapping[str, Any], *, key: Sequence[str] | None = None
) -> bool:
    """Insert one row unless a row with the same key is there; True when it was inserted.

    `key` names the columns of the unique constraint that may be hit; None means any.
    """
    statement = _ignoring(conn.dialect.name, table, None if key is None else tuple(key))
    return conn.execute(statement, dict(values)).rowcount == 1


def upsert(
    conn: Connection,
    table: Table,
    values: Mapping[str, Any] | Sequence[Mapping[str, Any]],
    *,
    key: Sequence[str] | None = None,
    update: Sequence[str] | None = None,
) -> None:
    """Insert one row, or change the one with the same key; or several rows of the same columns, in that order.

    `key` defaults to the primary key; `update` names the columns that change, all given ones by default.
    """
    rows = [values] if isinstance(values, Mapping) else values
    columns = tuple(key) if key is not None else tuple(column.name for column in table.primary_key)
    changed = tuple(name for name in rows[0] if name not in columns) if update is None else tuple(update)
    statement = _changing(conn.dialect.name, table, columns, changed)
    given = [dict(row) for row in rows]
    conn.execute(statement, given[0] if len(given) == 1 else given)


@lru_cache(maxsize=100)
def _ignoring(dialect: str, table: Table, key: tuple[str, ...] | None) -> Executable:
    return insert_into(dialect, table).on_conflict_do_nothing(index_elements=key)


@lru_cache(maxsize=100)
def _changing(dialect: str, table: Table, key: tuple[str, ...], changed: tuple[str, ...]) -> Executable:
    statement = insert_into(dialect, table)
    if not changed:
        return statement.on_conflict_do_nothing(index_elements=key)
    return statement.on_conflict_do_update(
        index_elements=key, set_={name: statement.excluded[name] for name in changed}
    )
