"""What people changed about the rota: overrides, swaps, covers, absences, delegates; undone ones stay on record."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from weakref import WeakKeyDictionary, WeakSet

from sqlalchemy import Connection, Transaction, bindparam, insert, select, update

from domain.desk import Desk
from domain.oncall.book import Absence, Book, Delegate, Override
from storage.tables import duty_changes

_LOOK_BACK = timedelta(days=1)
_BOOK = select(duty_changes).where(
    duty_changes.c.ends_at > bindparam("since", type_=duty_changes.c.ends_at.type),
    duty_changes.c.undone_at.is_(None),
)
# A batch of timers asks for the same book many times. Once changed in a transaction it is read anew each time: what
# was changed there may yet be rolled back to a savepoint.
_known: WeakKeyDictionary[Transaction, _Known] = WeakKeyDictionary()
_changed: WeakSet[Transaction] = WeakSet()


@dataclass(frozen=True)
class _Known:
    """What a transaction has read: the book from `since` on, and the desk that it was last put into."""

    since: datetime
    book: Book
    asked: Desk
    given: Desk


def with_book(conn: Connection, desk: Desk, now: datetime) -> Desk:
    """The desk with everything that holds now or later, as on record in this transaction."""
    since, transaction = now - _LOOK_BACK, conn.get_transaction()
    known = _known.get(transaction) if transaction is not None else None
    if known is not None and known.since <= since:
        if desk is known.asked or desk is known.given:
            return known.given
        since, found = known.since, known.book
    else:
        found = book(conn, since)
    given = replace(desk, book=found.of(desk.people))
    if transaction is not None and transaction not in _changed:
        _known[transaction] = _Known(since, found, desk, given)
    return given


def booked_since(conn: Connection, desk: Desk, since: datetime) -> Desk:
    """The desk with everything that ended after `since`, too: for looking back."""
    return replace(desk, book=book(conn, since))


def book(conn: Connection, since: datetime) -> Book:
    """Everything that ends after `since` and was not undone."""
    rows = conn.execute(_BOOK, {"since": since}).all()
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
    _read_anew(conn)
    result = conn.execute(insert(duty_changes).values(**values))
    assert result.inserted_primary_key is not None
    return int(result.inserted_primary_key[0])


def undo(conn: Connection, number: int, now: datetime) -> bool:
    """It does not hold any more from now on; False if it did not anyway."""
    _read_anew(conn)
    query = update(duty_changes).where(duty_changes.c.id == number, duty_changes.c.undone_at.is_(None))
    return conn.execute(query.values(undone_at=now)).rowcount > 0


def _read_anew(conn: Connection) -> None:
    if (transaction := conn.get_transaction()) is not None:
        _changed.add(transaction)
        _known.pop(transaction, None)


@dataclass(frozen=True)
class Change:
    """A change as it was made. `other_id`: whose duty only is replaced, or the delegate."""

    id: int
    kind: str
    layer: str | None
    person_id: int
    other_id: int | None
    starts_at: datetime
    ends_at: datetime
    contracts: tuple[str, ...]
    made_by: int | None
    made_at: datetime
    undone_at: datetime | None


def find(conn: Connection, number: int) -> Change | None:
    """The change of that number, also one that was undone; None if there never was such a one."""
    row = conn.execute(select(duty_changes).where(duty_changes.c.id == number)).one_or_none()
    return None if row is None else Change(**{**row._mapping, "contracts": tuple(row.contracts)})


def coming(conn: Connection, now: datetime) -> list[Change]:
    """Every change that holds now or later, in the order in which they begin."""
    query = select(duty_changes).where(duty_changes.c.ends_at > now, duty_changes.c.undone_at.is_(None))
    rows = conn.execute(query.order_by(duty_changes.c.starts_at, duty_changes.c.id))
    return [Change(**{**row._mapping, "contracts": tuple(row.contracts)}) for row in rows]
