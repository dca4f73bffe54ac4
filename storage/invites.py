"""One-time invitations to a contract. Only a hash of the code is kept, and guessing is slowed down."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from hashlib import sha256

from sqlalchemy import Connection, delete, insert, select, update

from storage.dialect import upsert
from storage.tables import guesses, invites

_CODE_BYTES = 18
_WRONG_AT_MOST = 5
_WINDOW = timedelta(hours=1)
_FIRST_BLOCK = timedelta(minutes=15)
_LONGEST_BLOCK = timedelta(days=1)


class Refusal(StrEnum):
    """Why a code opens nothing."""

    USED = "used"
    EXPIRED = "expired"
    UNKNOWN = "unknown"
    SLOW_DOWN = "slow_down"


@dataclass(frozen=True)
class Redeemed:
    """The code of the contract that its holder belongs to from now on."""

    contract: str


def create(conn: Connection, contract: str, created_by: int | None, now: datetime, days: int = 7) -> str:
    """A new code for `contract`, good for one person within `days`: 144 bits, fit for a deep link (A-Za-z0-9_-)."""
    code = secrets.token_urlsafe(_CODE_BYTES)
    conn.execute(
        insert(invites).values(
            code_hash=_hash(code), contract=contract, created_by=created_by, created_at=now,
            expires_at=now + timedelta(days=days),
        )
    )  # fmt: skip
    return code


def redeem(conn: Connection, code: str, person_id: int, now: datetime) -> Redeemed | Refusal:
    """Use a code up. The same person pressing start again is let in again.

    Five unknown codes within an hour close the door for 15 minutes, every further one for twice as long (a day at
    most); while it is closed good codes are refused as well, so that an answer tells a guesser nothing.
    """
    if _closed(conn, person_id, now):
        return Refusal.SLOW_DOWN
    found = conn.execute(select(invites).where(invites.c.code_hash == _hash(code))).one_or_none()
    if found is None:
        return Refusal.SLOW_DOWN if _count_wrong(conn, person_id, now) else Refusal.UNKNOWN
    if found.used_by == person_id:
        return Redeemed(found.contract)
    if found.used_by is not None:
        return Refusal.USED
    if found.expires_at <= now:
        return Refusal.EXPIRED
    unused = (invites.c.code_hash == found.code_hash, invites.c.used_by.is_(None))
    if conn.execute(update(invites).where(*unused).values(used_by=person_id, used_at=now)).rowcount == 0:
        return Refusal.USED
    conn.execute(delete(guesses).where(guesses.c.person_id == person_id))
    return Redeemed(found.contract)


def _hash(code: str) -> str:
    return sha256(code.encode()).hexdigest()


def _closed(conn: Connection, person_id: int, now: datetime) -> bool:
    count, until = _wrong_so_far(conn, person_id)
    return count >= _WRONG_AT_MOST and until > now


def _wrong_so_far(conn: Connection, person_id: int) -> tuple[int, datetime]:
    """How many wrong codes, and until when the door is closed; before that, until when they count together."""
    query = select(guesses.c["count"], guesses.c.blocked_until).where(guesses.c.person_id == person_id)
    row = conn.execute(query).one_or_none()
    return (row[0], row[1]) if row is not None else (0, datetime.min.replace(tzinfo=UTC))


def _count_wrong(conn: Connection, person_id: int, now: datetime) -> bool:
    """Count a wrong code; True if the door is closed by it."""
    count, until = _wrong_so_far(conn, person_id)
    forgotten_at = until + _WINDOW if count >= _WRONG_AT_MOST else until
    if count == 0 or now >= forgotten_at:
        count, until = 0, now + _WINDOW
    count += 1
    closed = count >= _WRONG_AT_MOST
    if closed:
        # The power is bounded: a long row of wrong codes must not overflow.
        until = now + min(_FIRST_BLOCK * 2 ** min(count - _WRONG_AT_MOST, 10), _LONGEST_BLOCK)
    upsert(conn, guesses, {"person_id": person_id, "count": count, "blocked_until": until})
    return closed
