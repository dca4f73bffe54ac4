"""What is due without asking, and what became of it: a row for each, and an append-only log of its steps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Select, func, insert, select, update

from storage import timers
from storage.plan_tables import due_events, dues, watermarks

OPEN_STATES = ("open", "agreed", "started")


class UnknownDue(LookupError):
    """There is no such thing."""


@dataclass(frozen=True)
class Due:
    """One thing due: between `opens_at` and `due_at`; `person_id` has to do it. States: see `OPEN_STATES`, then
    done, missed, cancelled."""

    id: int
    key: str
    kind: str
    contract: str | None
    name: str
    person_id: int | None
    opens_at: datetime
    due_at: datetime
    state: str
    agreed_at: datetime | None
    asked_at: datetime | None
    done_at: datetime | None
    late: bool
    fence: int
    data: Mapping[str, Any]

    @property
    def open(self) -> bool:
        """Still to be done."""
        return self.state in OPEN_STATES

    @property
    def label(self) -> dict[str, Any]:
        """What it is called, as a variable of a text: the reader's language is chosen when it is sent."""
        return {"in": dict(self.data.get("label") or {"zh": self.name, "en": self.name})}

    @property
    def last_moment(self) -> datetime:
        """The last second of the window: "until the 30th" is understood, "until the 1st, 00:00" is not."""
        return self.due_at - timedelta(seconds=1)


@dataclass(frozen=True)
class Step:
    """A line of the log."""

    type: str
    at: datetime
    by: int | None
    data: Mapping[str, Any]


def add(
    conn: Connection,
    key: str,
    kind: str,
    name: str,
    opens_at: datetime,
    due_at: datetime,
    now: datetime,
    *,
    contract: str | None = None,
    person_id: int | None = None,
    state: str = "open",
    late: bool = False,
    data: Mapping[str, Any] | None = None,
) -> Due | None:
    """A new thing that is due; None if the one of that key is there already: nothing is due twice."""
    if conn.execute(select(dues.c.id).where(dues.c.key == key)).first() is not None:
        return None
    values = {
        "key": key, "kind": kind, "contract": contract, "name": name, "person_id": person_id, "opens_at": opens_at,
        "due_at": due_at, "state": state, "late": late, "data": dict(data or {}), "fence": 0,
        "asked_at": now if state == "open" else None,
    }  # fmt: skip
    number = conn.execute(insert(dues).values(values).returning(dues.c.id)).scalar_one()
    note(conn, number, "asked" if state == "open" else state, now, data={"late": late})
    return get(conn, number)


def get(conn: Connection, number: int) -> Due:
    """The thing of that number; UnknownDue."""
    row = conn.execute(select(dues).where(dues.c.id == number)).first()
    if row is None:
        raise UnknownDue(number)
    return Due(**row._mapping)


def find(conn: Connection, key: str) -> Due | None:
    """The thing of that meaning, if it is there."""
    row = conn.execute(select(dues).where(dues.c.key == key)).first()
    return Due(**row._mapping) if row is not None else None


def change(
    conn: Connection,
    due: Due,
    step: str,
    now: datetime,
    by: int | None = None,
    *,
    said: Mapping[str, Any] | None = None,
    **values: Any,
) -> Due:
    """Note a step and change the row; its fence grows, so that older buttons do nothing any more.

    `said` is what the log keeps. UnknownDue if somebody else changed it meanwhile.
    """
    changed = conn.execute(
        update(dues)
        .where(dues.c.id == due.id, dues.c.fence == due.fence)
        .values(fence=due.fence + 1, **values)
    )
    if changed.rowcount != 1:
        raise UnknownDue(due.id)
    note(conn, due.id, step, now, by, said)
    return get(conn, due.id)


def finish(
    conn: Connection, due: Due, now: datetime, by: int | None = None, said: Mapping[str, Any] | None = None
) -> Due:
    """It is done; late if its window was over. UnknownDue if somebody else changed it meanwhile."""
    disarm(conn, due.id)
    late = due.late or now > due.due_at
    return change(conn, due, "done", now, by, said=said, state="done", done_at=now, late=late)


def arm(conn: Connection, due: Due, now: datetime) -> None:
    """Remind half-way to the end of the window, and tell when it is over."""
    begin = max(now, due.opens_at)
    half = begin + (due.due_at - begin) / 2
    if half > now:
        timers.arm(conn, f"due:{due.id}:remind", "due-remind", half, data={"due": due.id})
    arm_over(conn, due, max(due.due_at, now), 0)


def arm_over(conn: Connection, due: Due, at: datetime, step: int) -> None:
    """At `at` it is told (once more: `step`) that the window is over."""
    timers.arm(conn, f"due:{due.id}:over", "due-over", at, data={"due": due.id, "step": step})


def disarm(conn: Connection, number: int) -> None:
    """It is done or put away: nothing is reminded of any more."""
    for what in ("remind", "over"):
        timers.disarm(conn, f"due:{number}:{what}")


def note(
    conn: Connection,
    number: int,
    step: str,
    now: datetime,
    by: int | None = None,
    data: Mapping[str, Any] | None = None,
) -> None:
    """Append a line to the log without changing anything: reminded, overdue."""
    last = conn.execute(select(func.max(due_events.c.seq)).where(due_events.c.due == number)).scalar()
    conn.execute(
        insert(due_events).values(
            due=number, seq=(last or 0) + 1, type=step, at=now, by=by, data=dict(data or {})
        )
    )


def log(conn: Connection, number: int) -> list[Step]:
    """Everything that happened to it, oldest first."""
    rows = conn.execute(select(due_events).where(due_events.c.due == number).order_by(due_events.c.seq))
    return [Step(row.type, row.at, row.by, row.data) for row in rows]


def listed(
    conn: Connection,
    *,
    kinds: Sequence[str] = (),
    contract: str | None = None,
    name: str | None = None,
    person_id: int | None = None,
    states: Sequence[str] = (),
    opens_before: datetime | None = None,
    due_after: datetime | None = None,
) -> list[Due]:
    """Things due that fit all that is given, by their windows' openings."""
    asked: Select[Any] = select(dues).order_by(dues.c.opens_at, dues.c.id)
    if kinds:
        asked = asked.where(dues.c.kind.in_(kinds))
    if contract is not None:
        asked = asked.where(dues.c.contract == contract)
    if name is not None:
        asked = asked.where(dues.c.name == name)
    if person_id is not None:
        asked = asked.where(dues.c.person_id == person_id)
    if states:
        asked = asked.where(dues.c.state.in_(states))
    if opens_before is not None:
        asked = asked.where(dues.c.opens_at < opens_before)
    if due_after is not None:
        asked = asked.where(dues.c.due_at > due_after)
    return [Due(**row._mapping) for row in conn.execute(asked)]


def seen_until(conn: Connection, key: str) -> datetime | None:
    """Up to which instant a promise's windows were seen to; None if the promise is new."""
    return conn.execute(select(watermarks.c.until).where(watermarks.c.key == key)).scalar()


def see_until(conn: Connection, key: str, until: datetime) -> None:
    """Everything that opens before `until` was seen to."""
    if conn.execute(update(watermarks).where(watermarks.c.key == key).values(until=until)).rowcount == 0:
        conn.execute(insert(watermarks).values(key=key, until=until))
