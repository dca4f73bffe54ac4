"""Everybody who ever spoke to the bot, what they may do, and what the bot waits to hear from them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from domain.desk import Desk
from storage.tables import memberships, people

_FIND = select(people).where(people.c.id == bindparam("its_id"))


@dataclass(frozen=True)
class Someone:
    """A person as stored."""

    id: int
    name: str
    username: str | None
    phone: str | None
    language: str
    is_engineer: bool
    is_manager: bool
    superior_id: int | None
    asking: str | None
    focus_ticket: int | None
    focus_until: datetime | None
    reachable: str
    created_at: datetime

    @property
    def staff(self) -> bool:
        """One of ours."""
        return self.is_engineer or self.is_manager


def find(conn: Connection, person_id: int) -> Someone | None:
    """The person, if known."""
    row = conn.execute(_FIND, {"its_id": person_id}).one_or_none()
    return Someone(**row._mapping) if row is not None else None


def add(
    conn: Connection, person_id: int, name: str, language: str, now: datetime, username: str | None = None
) -> Someone:
    """Make a person known; an already known one is left as it is."""
    known = find(conn, person_id)
    if known is not None:
        return known
    conn.execute(
        insert(people).values(
            id=person_id, name=name[:120], username=username, language=language, is_engineer=False,
            is_manager=False, reachable="unknown", created_at=now,
        )
    )  # fmt: skip
    found = find(conn, person_id)
    assert found is not None
    return found


def change(conn: Connection, person_id: int, **values: Any) -> None:
    """Set columns of a person."""
    conn.execute(update(people).where(people.c.id == person_id).values(**values))


def join(conn: Connection, person_id: int, contract: str, now: datetime) -> None:
    """The person speaks for that contract from now on."""
    if contract not in contracts_of(conn, person_id):
        conn.execute(insert(memberships).values(person_id=person_id, contract=contract, since=now))


def contracts_of(conn: Connection, person_id: int) -> list[str]:
    """Codes of the contracts the person may report under."""
    rows = conn.execute(
        select(memberships.c.contract)
        .where(memberships.c.person_id == person_id)
        .order_by(memberships.c.contract)
    )
    return list(rows.scalars())


def members_of(conn: Connection, contract: str) -> list[int]:
    """Who may report under a contract, the newest first."""
    rows = conn.execute(
        select(memberships.c.person_id)
        .where(memberships.c.contract == contract)
        .order_by(memberships.c.since.desc(), memberships.c.person_id.desc())
    )
    return list(rows.scalars())


def sync_staff(conn: Connection, desk: Desk, now: datetime) -> None:
    """Make the records agree with the settings: rights come from there, and leave with them."""
    conn.execute(update(people).values(is_engineer=False, is_manager=False))
    for person in desk.people.values():
        add(conn, person.id, person.name, person.language, now)
        values: dict[str, Any] = {
            "name": person.name,
            "is_engineer": person.engineer,
            "is_manager": person.manager,
            "superior_id": person.superior_id,
        }
        if person.phone:
            values["phone"] = person.phone
        change(conn, person.id, **values)
    conn.execute(delete(memberships).where(memberships.c.contract.not_in(list(desk.contracts))))
