"""Holes of the plan that were reported already, so that each night only new ones are."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import Connection, delete, insert, select

from storage.tables import marks

_PREFIX = "hole:"


@dataclass(frozen=True)
class Known:
    """A hole of a layer for one contract. `cut`: the look ahead ended before the hole did."""

    layer: str
    contract: str
    start: datetime
    end: datetime
    cut: bool

    def holds(self, other: Known) -> bool:
        """Whether `other` is the same hole seen later, or what is left of it: nothing new."""
        same = (self.layer, self.contract) == (other.layer, other.contract)
        reaches = self.start <= other.start and (
            other.start < self.end or (self.cut and other.start == self.end)
        )
        return same and reaches and (self.cut or other.end <= self.end)


def known(conn: Connection) -> list[Known]:
    """All that were reported and still stood at the last look."""
    rows = conn.execute(select(marks.c.value).where(marks.c.key.startswith(_PREFIX))).scalars()
    return [_read(value) for value in rows]


def replace(conn: Connection, found: Collection[Known], now: datetime) -> None:
    """These are the holes that there are; one that is gone and comes back is new again."""
    conn.execute(delete(marks).where(marks.c.key.startswith(_PREFIX)))
    values = {_write(one) for one in found}
    if values:
        rows = [
            {"key": _PREFIX + sha256(value.encode()).hexdigest()[:40], "value": value, "at": now}
            for value in sorted(values)
        ]
        conn.execute(insert(marks), rows)


def _write(one: Known) -> str:
    return json.dumps([one.layer, one.contract, one.start.isoformat(), one.end.isoformat(), one.cut])


def _read(value: str) -> Known:
    layer, contract, start, end, cut = json.loads(value)
    return Known(layer, contract, datetime.fromisoformat(start), datetime.fromisoformat(end), cut)
