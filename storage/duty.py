"""What people changed about the rota: overrides, swaps, covers, absences, delegates; undone ones stay on record."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, insert, select, update

from domain.desk import Desk
from domain.oncall.book import Absence, Book, Delegate, Override
from storage.tables import duty_changes

_LOOK_BACK = timedelta(days=1)


def with_book(conn: Connection, desk: Desk, now: datetime) -> Desk:
    """The desk with everything that holds now or later, as on record in this transaction."""
    return replace(desk, book=book(conn, now - _LOOK_BACK))


def book(conn: Connection, since: datetime) -> Book:
    """Everything that ends after `since` and was not undone."""
    rows = conn.execute(
        select(duty_changes).where(duty_changes.c.ends_at > since, duty_changes.c.undone_at.is_(None))
    ).all()
    overrides: list[Override] = []
    absences: list[Absence] = []
    delegates: list[Delegate] = []
    for row in rows:
        span = {"id": row.id, "start": row.starts_at, "end": row.ends_at}
        if row.kind == "absence":
            absences.append(Absence(person=row.person_id, **span))
        elif row.kind == "delegate":
            delegates.append(Delegate(person=row.person_id, to=row.other_id, **span))
        else:
            overrides.append(
                Override(
                    layer=row.layer, person=row.person_id, made_at=row.made_at, kind=row.kind,
                    for_person=row.other_id, contracts=frozenset(row.contracts), **span,
                )
            )  # fmt: skip
    return Book(tuple(overrides), tuple(absences), tuple(delegates))


def change(
    conn: Connection,
    kind: str,
    person: int,
    start: datetime,
    end: datetime,
    made_by: int | None,
    now: datetime,
    *,
    layer: str | None = None,
    other: int | None = None,
    contracts: Collection[str] = (),
) -> int:
    """Keep a change; its id. `other`: whose duty only is replaced, or the delegate. ValueError: it ends too early."""
    if end <= start:
        raise ValueError("it ends before it begins")
    values: dict[str, Any] = {
        "kind": kind, "layer": layer, "person_id": person, "other_id": other, "starts_at": start, "ends_at": end,
        "contracts": sorted(contracts), "made_by": made_by, "made_at": now,
    }  # fmt: skip
    result = conn.execute(insert(duty_changes).values(**values))
    assert result.inserted_primary_key is not None
    return int(result.inserted_primary_key[0])


def undo(conn: Connection, number: int, now: datetime) -> bool:
    """It does not hold any more from now on; False if it did not anyway."""
    query = update(duty_changes).where(duty_changes.c.id == number, duty_changes.c.undone_at.is_(None))
    return conn.execute(query.values(undone_at=now)).rowcount > 0
