"""Versions of contracts: every change of one is kept, with the instant since which it applies."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select

from storage.tables import contracts


def keep(conn: Connection, code: str, customer: str, spec: Mapping[str, Any], now: datetime) -> int:
    """Keep the contract as it is now; the number of its version, a new one only if something changed."""
    latest = conn.execute(
        select(contracts).where(contracts.c.code == code).order_by(contracts.c.version.desc()).limit(1)
    ).one_or_none()
    if latest is not None and latest.spec == spec and latest.customer == customer:
        return int(latest.version)
    version = int(latest.version) + 1 if latest is not None else 1
    conn.execute(
        insert(contracts).values(code=code, version=version, customer=customer, spec=dict(spec), since=now)
    )
    return version


def every(conn: Connection) -> list[tuple[str, int, str, Mapping[str, Any]]]:
    """(code, version, customer, spec) of every version that there ever was."""
    rows = conn.execute(select(contracts).order_by(contracts.c.code, contracts.c.version))
    return [(row.code, int(row.version), row.customer, row.spec) for row in rows]


def latest(conn: Connection) -> dict[str, tuple[int, str, Mapping[str, Any]]]:
    """(version, customer, spec) of every contract that there ever was, in its newest version."""
    rows = conn.execute(select(contracts).order_by(contracts.c.code, contracts.c.version))
    return {row.code: (row.version, row.customer, row.spec) for row in rows}


def first_known(conn: Connection) -> dict[str, datetime]:
    """Since when the desk has known each contract."""
    rows = conn.execute(select(contracts.c.code, contracts.c.since).where(contracts.c.version == 1))
    return {row.code: row.since for row in rows}
