"""What the desk has to say, in order of importance. A row is rendered when it is sent, not when it is put."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum
from functools import cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    Connection,
    Executable,
    Select,
    and_,
    bindparam,
    case,
    cast,
    delete,
    exists,
    func,
    or_,
    select,
    text,
    update,
)
from sqlalchemy import Row as SqlRow

from storage.dialect import insert_into
from storage.tables import outbox

# Sent rows are evidence of what was said when; the ticket's own record stays longer.
KEEP_SENT = timedelta(days=90)


class Lane(IntEnum):
    """Importance; the lower goes first."""

    FIRST_PAGE = 0
    PAGE = 1
    ANSWER = 2
    WARNING = 3
    CARD = 4
    PROMPT = 5
    REPORT = 6


# As the unique index has it: SQLite only finds an index by the same words.
_MEANT = text("state = 'new' OR NOT reusable")

WAKE = "wake"
"""Rows of this kind go out by another way than Telegram (`storage.wakes`), and count for none of its limits."""

_HEADS = 250
# Lane and id as one number, of which the least of a chat is found in one go: no id will ever be as high.
_LANE = 2**48

# Here a row waits while an earlier one for the same chat and ticket is unsent: it is a conversation.
IN_ORDER = (Lane.ANSWER,)


@dataclass(frozen=True)
class Row:
    """One thing to say; `uncertain` when it may have been said already: cut off before the answer came."""

    id: int
    lane: Lane
    chat_id: int
    kind: str
    ticket: int | None
    person_id: int | None
    data: dict[str, Any]
    fence: int
    dedupe: str | None
    reusable: bool
    state: str
    attempts: int
    uncertain: bool
    not_before: datetime
    created_at: datetime


@dataclass(frozen=True)
class Health:
    """How the outbox stands: how many rows wait, since when the oldest due one, how many were given up."""

    waiting: int
    oldest: datetime | None
    failed: int


def put(
    conn: Connection,
    *,
    lane: Lane,
    chat_id: int,
    kind: str,
    now: datetime,
    ticket: int | None = None,
    person_id: int | None = None,
    data: Mapping[str, Any] | None = None,
    fence: int = 0,
    dedupe: str | None = None,
    reusable: bool = False,
    not_before: datetime | None = None,
) -> int | None:
    """Queue something to say; its id, or None when this meaning was said (or dropped) already.

    A row of the same `dedupe` that still waits is changed instead of a second one added: it takes the new
    data and fence, the more urgent lane, and keeps the earlier of both times, so that a stream of changes
    cannot put it off for ever. `reusable` frees the meaning as soon as sending has begun: a card changes again
    and again.
    """
    values = values_of(
        lane=lane, chat_id=chat_id, kind=kind, now=now, ticket=ticket, person_id=person_id, data=data, fence=fence,
        dedupe=dedupe, reusable=reusable, not_before=not_before,
    )  # fmt: skip
    return conn.execute(_putting(conn.dialect.name, answer=True), values).scalar()


def values_of(
    *,
    lane: Lane,
    chat_id: int,
    kind: str,
    now: datetime,
    ticket: int | None = None,
    person_id: int | None = None,
    data: Mapping[str, Any] | None = None,
    fence: int = 0,
    dedupe: str | None = None,
    reusable: bool = False,
    not_before: datetime | None = None,
) -> dict[str, Any]:
    """What `put` would queue, for `put_all`."""
    return {
        "lane": int(lane), "chat_id": chat_id, "kind": kind, "ticket": ticket, "person_id": person_id,
        "data": dict(data or {}), "fence": fence, "dedupe": dedupe, "reusable": reusable,
        "not_before": max(not_before or now, now), "created_at": now,
    }  # fmt: skip


def put_all(conn: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Queue many things to say, in that order, each as by `put`."""
    if rows:
        conn.execute(_putting(conn.dialect.name, answer=False), list(rows))


@cache
def _putting(dialect: str, *, answer: bool) -> Executable:
    """A row without a `dedupe` conflicts with none; no id comes back as the answer for what was said already."""
    adding = insert_into(dialect, outbox)
    new = adding.excluded
    earlier = case((new.not_before < outbox.c.not_before, new.not_before), else_=outbox.c.not_before)
    putting = adding.on_conflict_do_update(
        index_elements=[outbox.c.dedupe],
        index_where=_MEANT,
        set_={
            "data": new.data, "fence": new.fence, "not_before": earlier,
            "lane": case((new.lane < outbox.c.lane, new.lane), else_=outbox.c.lane),
        },
        where=outbox.c.state == "new",
    )  # fmt: skip
    return putting.returning(outbox.c.id) if answer else putting


def cancel(conn: Connection, ticket: int, kinds: Collection[str], reason: str) -> int:
    """Drop what waits for a ticket and has become pointless; how many rows."""
    mine = and_(outbox.c.ticket == ticket, outbox.c.kind.in_(kinds), outbox.c.state == "new")
    return conn.execute(update(outbox).where(mine).values(state="dropped", error=reason[:300])).rowcount


def waits(conn: Connection, chat_id: int, kind: str, many: int) -> bool:
    """Whether at least so many rows of a kind wait for a chat."""
    unsent = text("outbox.state IN ('new','sending')")
    mine = select(outbox.c.id).where(unsent, outbox.c.chat_id == chat_id, outbox.c.kind == kind).limit(many)
    return len(conn.execute(mine).all()) >= many


def _heads() -> Select[tuple[int, int]]:
    earlier = outbox.alias("earlier")
    held_up = exists().where(
        text("earlier.state IN ('new','sending')"),
        earlier.c.chat_id == outbox.c.chat_id,
        earlier.c.lane == outbox.c.lane,
        earlier.c.id < outbox.c.id,
        func.coalesce(earlier.c.ticket, 0) == func.coalesce(outbox.c.ticket, 0),
    )
    first = func.min(cast(outbox.c.lane, BigInteger) * _LANE + outbox.c.id).label("first")
    return (
        select(outbox.c.chat_id, first)
        .where(
            # As the partial index has it: with the states as parameters SQLite would not see that it may use it, and
            # look for what is held up among all rows, for each row.
            text("outbox.state IN ('new','sending')"),
            outbox.c.state == "new",
            outbox.c.kind != WAKE,
            outbox.c.not_before <= _NOW,
            or_(outbox.c.lane.not_in([int(lane) for lane in IN_ORDER]), ~held_up),
        )
        .group_by(outbox.c.chat_id)
        .order_by(first)
        .limit(_HEADS)
    )


_NOW = bindparam("now", type_=outbox.c.not_before.type)
# Asked before and after everything that is sent: putting these statements together takes longer than their answers.
_HEADS_QUERY = _heads()
_WAITING = select(outbox).where(outbox.c.id == bindparam("its_id"), outbox.c.state == "new")
_MARK = update(outbox).where(outbox.c.id == bindparam("its_id"))
_NEXT_QUERY = select(func.min(outbox.c.not_before)).where(
    outbox.c.state == "new", outbox.c.kind != WAKE, outbox.c.not_before > _NOW
)


def heads(conn: Connection, now: datetime) -> list[tuple[int, int, Lane]]:
    """For each chat the row that goes next: (id, chat_id, lane), the most important first, for the first chats only.

    Of thousands of chats that wait only so many are looked at as may have had their share lately: 30 messages a second
    to people who may have three in three seconds, and the groups. There is always one among them that may have its row.
    """
    rows = conn.execute(_HEADS_QUERY, {"now": now})
    return [(row.first % _LANE, row.chat_id, Lane(row.first // _LANE)) for row in rows]


def next_due(conn: Connection, now: datetime) -> datetime | None:
    """When the next row falls due that is not due yet."""
    return conn.execute(_NEXT_QUERY, {"now": now}).scalar_one_or_none()


def waiting(conn: Connection, row_id: int) -> Row | None:
    """The row, if it still waits."""
    row = conn.execute(_WAITING, {"its_id": row_id}).first()
    return None if row is None else row_of(row)


def interrupted(conn: Connection) -> list[Row]:
    """Rows whose sending had begun and whose answer nobody has recorded."""
    cut_off = select(outbox).where(outbox.c.state == "sending", outbox.c.kind != WAKE)
    return [row_of(row) for row in conn.execute(cut_off.order_by(outbox.c.id))]


def mark_sending(conn: Connection, row_id: int) -> None:
    """Before the request goes out. A reusable meaning is free from here on."""
    conn.execute(_MARK, {"its_id": row_id, "state": "sending"})


def mark_sent(conn: Connection, row_id: int, message_id: int | None, now: datetime) -> None:
    """Telegram has it."""
    values = {"state": "sent", "message_id": message_id, "sent_at": now, "error": None, "uncertain": False}
    conn.execute(_MARK, {"its_id": row_id, **values})


def mark_dropped(conn: Connection, row_id: int, reason: str) -> None:
    """Not to be said any more."""
    conn.execute(_MARK, {"its_id": row_id, "state": "dropped", "error": reason[:300]})


def mark_failed(conn: Connection, row_id: int, error: str) -> None:
    """Given up."""
    conn.execute(_MARK, {"its_id": row_id, "state": "failed", "error": error[:300]})


def delay(
    conn: Connection,
    row: Row,
    not_before: datetime,
    *,
    error: str | None = None,
    attempt: bool = False,
    uncertain: bool = False,
) -> bool:
    """Back in line, for later; False when a newer row of the same reusable meaning makes this one pointless.

    `attempt` counts one; `uncertain` notes that it may have been said already.
    """
    if row.reusable and row.dedupe is not None:
        newer = select(outbox.c.id).where(
            outbox.c.dedupe == row.dedupe, outbox.c.state == "new", outbox.c.id != row.id
        )
        if conn.execute(newer).first() is not None:
            mark_dropped(conn, row.id, "superseded")
            return False
    values: dict[str, Any] = {"state": "new", "not_before": not_before, "error": error}
    if attempt:
        values["attempts"] = row.attempts + 1
    if uncertain:
        values["uncertain"] = True
    conn.execute(update(outbox).where(outbox.c.id == row.id).values(**values))
    return True


def hold_chat(conn: Connection, chat_id: int, until: datetime) -> None:
    """Telegram refuses a chat for a while: nothing goes there before, also after a restart."""
    conn.execute(
        update(outbox)
        .where(outbox.c.chat_id == chat_id, outbox.c.state == "new", outbox.c.not_before < until)
        .values(not_before=until)
    )


def sent_since(conn: Connection, since: datetime) -> list[tuple[int, datetime]]:
    """(chat_id, sent_at) of what was sent lately: a restart does not reset Telegram's counting."""
    sent = select(outbox.c.chat_id, outbox.c.sent_at).where(outbox.c.sent_at >= since, outbox.c.kind != WAKE)
    rows = conn.execute(sent.order_by(outbox.c.sent_at))
    return [(row.chat_id, row.sent_at) for row in rows]


def health(conn: Connection, now: datetime) -> Health:
    """For the health page: see `Health`."""
    unsent = outbox.c.state.in_(("new", "sending"))
    oldest = func.min(outbox.c.not_before).filter(outbox.c.not_before <= now)
    row = conn.execute(select(func.count().label("n"), oldest.label("oldest")).where(unsent)).one()
    failed = conn.execute(select(func.count()).where(outbox.c.state == "failed")).scalar_one()
    return Health(row.n, row.oldest, failed)


def prune(conn: Connection, now: datetime) -> int:
    """Forget old rows that wait for nothing; how many went."""
    finished = outbox.c.state.in_(("sent", "dropped", "failed"))
    return conn.execute(delete(outbox).where(finished, outbox.c.created_at < now - KEEP_SENT)).rowcount


def row_of(row: SqlRow[Any]) -> Row:
    """A row as it was read."""
    return Row(
        id=row.id,
        lane=Lane(row.lane),
        chat_id=row.chat_id,
        kind=row.kind,
        ticket=row.ticket,
        person_id=row.person_id,
        data=row.data,
        fence=row.fence,
        dedupe=row.dedupe,
        reusable=row.reusable,
        state=row.state,
        attempts=row.attempts,
        uncertain=row.uncertain,
        not_before=row.not_before,
        created_at=row.created_at,
    )
