"""What was found at each point of an inspection, with its notes, its pictures and the ticket that came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, text, update

from storage.plan_tables import checks
from storage.tables import outbox

MOST_FILES = 10
"""Of one point: more would make a report that nobody can open on a phone."""
LONGEST_NOTE = 1000
CONCLUSION = "conclusion"
"""The key of what is said about the inspection as a whole."""


@dataclass(frozen=True)
class Check:
    """One point. `result` is ok, finding or na; None: so far there are only notes or files."""

    item: str
    result: str | None = None
    note: str = ""
    photos: tuple[Mapping[str, Any], ...] = field(default=())
    ticket: int | None = None
    by: int = 0


def of(conn: Connection, due: int) -> dict[str, Check]:
    """Everything noted so far, by point."""
    rows = conn.execute(select(checks).where(checks.c.due == due))
    return {
        row.item: Check(row.item, row.result, row.note, tuple(row.photos), row.ticket, row.by) for row in rows
    }


def find(conn: Connection, due: int, item: str) -> Check:
    """What is noted of one point; an empty one if nothing is."""
    return of(conn, due).get(item, Check(item))


def keep(conn: Connection, due: int, check: Check, by: int, now: datetime) -> None:
    """Put down what is known of a point."""
    values = {
        "result": check.result, "note": check.note, "photos": [dict(one) for one in check.photos],
        "ticket": check.ticket, "by": by, "at": now,
    }  # fmt: skip
    mine = (checks.c.due == due, checks.c.item == check.item)
    if conn.execute(update(checks).where(*mine).values(**values)).rowcount == 0:
        conn.execute(insert(checks).values(due=due, item=check.item, **values))


def add_note(conn: Connection, due: int, item: str, words: str, by: int, now: datetime) -> bool:
    """Add words to a point; False if there is no room for them."""
    before = find(conn, due, item)
    note = f"{before.note}\n{words}" if before.note else words
    if len(note) > LONGEST_NOTE:
        return False
    keep(conn, due, replace(before, note=note), by, now)
    return True


def add_file(conn: Connection, due: int, item: str, media: Mapping[str, Any], by: int, now: datetime) -> bool:
    """Add a picture, a voice message or a document to a point; False if there are enough."""
    before = find(conn, due, item)
    if any(one["unique_id"] == media["unique_id"] for one in before.photos):
        return True
    if len(before.photos) >= MOST_FILES:
        return False
    keep(conn, due, replace(before, photos=(*before.photos, media)), by, now)
    return True


def message_of(conn: Connection, meaning: str) -> tuple[str, int | None] | None:
    """State and message id of the row of the outbox with that `dedupe`; None if there is none."""
    # As the partial index has it: without these words every row that was ever sent would be looked at.
    meant = text("(state = 'new' OR NOT reusable)")
    found = select(outbox.c.state, outbox.c.message_id).where(outbox.c.dedupe == meaning, meant)
    row = conn.execute(found).first()
    return (row.state, row.message_id) if row is not None else None
