"""Queues the customer's version of a summary: by time, or because a manager said so."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from storage import outbox
from storage.outbox import Lane


def send(
    conn: Connection,
    contract: str,
    period: str,
    start: datetime,
    end: datetime,
    readers: Sequence[int],
    now: datetime,
    *,
    due: datetime | None = None,
) -> int:
    """Queue [start, end) for each of the readers; how many did not have it yet. `due`: when it should have come."""
    count = 0
    for person in readers:
        data = {
            "start": start.isoformat(), "end": end.isoformat(), "period": period, "contract": contract,
            "customer": True, **({"due": due.isoformat()} if due is not None else {"asked": True}),
        }  # fmt: skip
        queued = outbox.put(
            conn, lane=Lane.REPORT, chat_id=person, kind="summary", now=now, person_id=person, data=data,
            dedupe=f"r{period[0]}:{person}:{contract}:{end:%Y%m%dT%H%M}",
        )  # fmt: skip
        count += queued is not None
    return count
