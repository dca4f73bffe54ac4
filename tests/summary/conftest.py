from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, create_engine, insert

from storage.tables import access_requests, clocks, contracts, events, metadata, people, tickets

# 18:30 on a Saturday in Shanghai.
NOW = datetime(2026, 11, 21, 10, 30, tzinfo=UTC)
DAY = (NOW - timedelta(days=1), NOW)


def ago(**length: float) -> datetime:
    return NOW - timedelta(**length)


@dataclass
class Desk:
    """Writes tickets as rows: the figures must not depend on who wrote them."""

    conn: Connection
    number: int = 0
    clocks: Counter[int] = field(default_factory=Counter)

    def ticket(self, opened: datetime, level: int | None = 2, **values: Any) -> int:
        self.number += 1
        row: dict[str, Any] = {
            "id": self.number, "kind": "fault", "contract": "school", "contract_version": 1, "customer_id": 1,
            "title": "t", "level": level, "state": "acknowledged", "assignee_id": 7, "seq": 1,
            "opened_at": opened, "breached": False,
        }  # fmt: skip
        if "closed_at" in values:
            row["state"] = "closed"
        self.conn.execute(insert(tickets).values(**row | values))
        return self.number

    def clock(
        self, ticket: int, name: str, started: datetime, hours: float, stopped: datetime | None, **values: Any
    ) -> None:
        due = started + timedelta(hours=hours)
        place, self.clocks[ticket] = self.clocks[ticket], self.clocks[ticket] + 1
        row = {
            "ticket": ticket, "place": place, "name": name, "level": 2, "version": 1, "started_at": started,
            "due_at": due, "stopped_at": stopped, "superseded": False, "promised_seconds": int(hours * 3600),
            "spent_seconds": None if stopped is None else int((stopped - started).total_seconds()),
            "paused_seconds": 0,
        }  # fmt: skip
        self.conn.execute(insert(clocks).values(**row | values))

    def event(self, ticket: int, seq: int, kind: str, at: datetime, **data: Any) -> None:
        self.conn.execute(insert(events).values(ticket=ticket, seq=seq, type=kind, at=at, by=1, data=data))

    def access(self, name: str, at: datetime, state: str = "open") -> None:
        self.conn.execute(
            insert(access_requests).values(
                person_id=hash(name) % 10**9, name=name, words="let me in", state=state, created_at=at
            )
        )


@pytest.fixture
def desk() -> Iterator[Desk]:
    engine = create_engine("sqlite://")
    metadata.create_all(engine)
    with engine.begin() as conn:
        conn.execute(
            insert(people).values(
                id=7, name="Zhang Wei", language="zh", created_at=ago(days=90), is_engineer=True
            )
        )
        for code, customer in (("school", "No. 3 School"), ("clinic", "City Clinic")):
            conn.execute(
                insert(contracts).values(code=code, version=1, customer=customer, spec={}, since=ago(days=90))
            )
        yield Desk(conn)
    engine.dispose()
