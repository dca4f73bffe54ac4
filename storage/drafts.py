"""Half-told reports. A conversation is nothing but this row and what can still change its outcome."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from storage.tables import drafts

LIVE = ("gathering", "asking", "routing")


@dataclass(frozen=True)
class Draft:
    """A report in the making.

    `state`: gathering (more messages may come), routing (which ticket is it for?), asking (a question is open; the
    ticket may have been opened meanwhile), filed, dropped. `knowledge` holds what buttons answered, not what was read.
    """

    id: int
    person_id: int
    contract: str | None
    state: str
    kind: str | None
    knowledge: str | None
    question: str | None
    fence: int
    ticket: int | None
    created_at: datetime
    updated_at: datetime


def create(conn: Connection, person_id: int, state: str, now: datetime, contract: str | None = None) -> Draft:
    """Begin a draft."""
    result = conn.execute(
        insert(drafts).values(
            person_id=person_id, contract=contract, state=state, fence=0, created_at=now, updated_at=now
        )
    )
    assert result.inserted_primary_key is not None
    return get(conn, int(result.inserted_primary_key[0]))


def get(conn: Connection, number: int) -> Draft:
    """The draft of that number; LookupError if there is none."""
    row = conn.execute(select(drafts).where(drafts.c.id == number)).one_or_none()
    if row is None:
        raise LookupError(f"no draft {number}")
    return Draft(**row._mapping)


def live_of(conn: Connection, person_id: int) -> Draft | None:
    """The person's newest draft that has not become a ticket yet."""
    row = conn.execute(
        select(drafts)
        .where(drafts.c.person_id == person_id, drafts.c.state.in_(LIVE), drafts.c.ticket.is_(None))
        .order_by(drafts.c.id.desc())
        .limit(1)
    ).one_or_none()
    return Draft(**row._mapping) if row is not None else None


def of_ticket(conn: Connection, ticket: int) -> Draft | None:
    """The draft that a ticket came from."""
    row = conn.execute(
        select(drafts).where(drafts.c.ticket == ticket).order_by(drafts.c.id).limit(1)
    ).one_or_none()
    return Draft(**row._mapping) if row is not None else None


def change(conn: Connection, number: int, now: datetime, **values: Any) -> Draft:
    """Set columns of a draft; the draft as it is then."""
    conn.execute(update(drafts).where(drafts.c.id == number).values(updated_at=now, **values))
    return get(conn, number)
