"""Calendars to subscribe to: one secret address for each person, of which only a hash is on record.

The address itself is kept in memory until it was said; it stands in no row, so no copy of the database holds it.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, delete, select, update

from storage.dialect import upsert
from storage.tables import feeds

TOKEN_BYTES = 32
"""256 bits: nobody guesses one."""

_HOUR = timedelta(hours=1)
_REMEMBERED = 64
_unsaid: dict[str, str] = {}


@dataclass(frozen=True)
class Feed:
    """A person's calendar. `fetched_at` is true to the hour; None: it was never asked for.

    `shown`: by view, the hash of what was given out last and since when that is so.
    """

    person_id: int
    token_hash: str
    made_at: datetime
    fetched_at: datetime | None
    shown: Mapping[str, Any]


def of(conn: Connection, person_id: int) -> Feed | None:
    """The person's calendar, if there is one."""
    row = conn.execute(select(feeds).where(feeds.c.person_id == person_id)).one_or_none()
    return None if row is None else Feed(**row._mapping)


def behind(conn: Connection, token: str) -> Feed | None:
    """The calendar that a token opens."""
    row = conn.execute(select(feeds).where(feeds.c.token_hash == _hash(token))).one_or_none()
    return None if row is None else Feed(**row._mapping)


def make(conn: Connection, person_id: int, now: datetime) -> None:
    """Give the person a calendar under a new address; one under an older address opens no more."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    found = _hash(token)
    values = {"person_id": person_id, "token_hash": found, "made_at": now, "fetched_at": None, "shown": {}}
    upsert(conn, feeds, values)
    _unsaid[found] = token
    for forgotten in list(_unsaid)[:-_REMEMBERED]:
        del _unsaid[forgotten]


def token_of(conn: Connection, person_id: int) -> str | None:
    """The token of the person's calendar, as long as this process remembers it; nobody else ever learns it."""
    feed = of(conn, person_id)
    return None if feed is None else _unsaid.get(feed.token_hash)


def drop(conn: Connection, person_id: int) -> bool:
    """The person's calendar opens no more; False if there was none."""
    return conn.execute(delete(feeds).where(feeds.c.person_id == person_id)).rowcount > 0


def since(feed: Feed, view: str, fingerprint: str, now: datetime) -> datetime:
    """Since when a view of the calendar is as it is, in whole seconds."""
    seen = feed.shown.get(view)
    if seen is not None and seen[0] == fingerprint:
        return datetime.fromisoformat(seen[1])
    return now.replace(microsecond=0)


def note(
    conn: Connection, feed: Feed, view: str, fingerprint: str, as_it_is: datetime, now: datetime
) -> None:
    """Keep what was given out, and that it was asked for, unless the address was changed meanwhile."""
    shown = {**feed.shown, view: [fingerprint, as_it_is.isoformat()]}
    mine = (feeds.c.person_id == feed.person_id, feeds.c.token_hash == feed.token_hash)
    conn.execute(update(feeds).where(*mine).values(shown=shown, fetched_at=now))


def is_news(feed: Feed, view: str, fingerprint: str, now: datetime) -> bool:
    """Whether `note` has anything to keep: what is asked for every minute is written down once an hour."""
    seen = feed.shown.get(view)
    if seen is None or seen[0] != fingerprint:
        return True
    return feed.fetched_at is None or now - feed.fetched_at >= _HOUR


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()
