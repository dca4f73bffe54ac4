"""Requests of strangers for access: one open at a time per person, decided once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select, update

from storage.dialect import insert_ignore
from storage.tables import access_requests


@dataclass(frozen=True)
class AccessRequest:
    """A request as stored. `state` is open, granted or refused."""

    id: int
    person_id: int
    name: str
    words: str
    state: str
    contract: str | None
    decided_by: int | None
    decided_at: datetime | None
    created_at: datetime


def ask(conn: Connection, person_id: int, name: str, words: str, now: datetime) -> AccessRequest | None:
    """Keep a request; None if the person has an open one already."""
    values = {
        "person_id": person_id, "name": name[:120], "words": words, "state": "open", "created_at": now,
    }  # fmt: skip
    if not insert_ignore(conn, access_requests, values):
        return None
    row = conn.execute(
        select(access_requests).where(
            access_requests.c.person_id == person_id, access_requests.c.state == "open"
        )
    ).one()
    return AccessRequest(**row._mapping)


def get(conn: Connection, number: int) -> AccessRequest:
    """The request of that number; LookupError if there is none."""
    row = conn.execute(select(access_requests).where(access_requests.c.id == number)).one_or_none()
    if row is None:
        raise LookupError(f"no request {number}")
    return AccessRequest(**row._mapping)


def open_requests(conn: Connection) -> list[AccessRequest]:
    """Requests that wait for a manager, oldest first."""
    rows = conn.execute(
        select(access_requests).where(access_requests.c.state == "open").order_by(access_requests.c.id)
    )
    return [AccessRequest(**row._mapping) for row in rows]


def decide(conn: Connection, number: int, by: int, contract: str | None, now: datetime) -> bool:
    """Grant the request for `contract`, or refuse it (None); False if somebody decided before."""
    values = {
        "state": "granted" if contract is not None else "refused",
        "contract": contract, "decided_by": by, "decided_at": now,
    }  # fmt: skip
    undecided = (access_requests.c.id == number, access_requests.c.state == "open")
    return conn.execute(update(access_requests).where(*undecided).values(**values)).rowcount == 1
