"""What the desk asks a person, or several, to accept: swaps, covers, handovers. Decided once, by whoever is first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from storage import outbox
from storage.outbox import Lane
from storage.tables import offers
from storage.tables import outbox as outbox_table
from storage.tables import timers as timers_table


class UnknownOffer(LookupError):
    """There is no offer of that number."""


@dataclass(frozen=True)
class Offer:
    """An offer as stored. `to_id` None: whoever of ours is first; `state`: open accepted refused expired undone."""

    id: int
    kind: str
    state: str
    person_id: int | None
    to_id: int | None
    data: Mapping[str, Any]
    created_at: datetime
    expires_at: datetime | None
    decided_by: int | None
    decided_at: datetime | None

    @property
    def open(self) -> bool:
        """Nobody has decided and it has not expired."""
        return self.state == "open"


def make(
    conn: Connection,
    kind: str,
    person: int | None,
    to: int | None,
    data: Mapping[str, Any],
    now: datetime,
    expires_at: datetime | None = None,
) -> Offer:
    """Keep a new, open offer."""
    values: dict[str, Any] = {
        "kind": kind, "person_id": person, "to_id": to, "data": dict(data), "created_at": now,
        "expires_at": expires_at,
    }  # fmt: skip
    key = conn.execute(insert(offers).values(**values)).inserted_primary_key
    assert key is not None
    return get(conn, int(key[0]))


def get(conn: Connection, number: int) -> Offer:
    """The offer of that number; UnknownOffer if there is none."""
    row = conn.execute(select(offers).where(offers.c.id == number)).one_or_none()
    if row is None:
        raise UnknownOffer(number)
    return Offer(**row._mapping)


def open_ones(conn: Connection, kind: str, person: int | None = None) -> list[Offer]:
    """Offers of that kind that wait for an answer, oldest first; optionally one person's."""
    query = select(offers).where(offers.c.kind == kind, offers.c.state == "open")
    if person is not None:
        query = query.where(offers.c.person_id == person)
    return [Offer(**row._mapping) for row in conn.execute(query.order_by(offers.c.id))]


def decide(
    conn: Connection, offer: Offer, state: str, by: int | None, now: datetime, **data: Any
) -> Offer | None:
    """Take an offer from the state that it was read in to another; None if somebody was faster. `data` is added."""
    values = {"state": state, "decided_by": by, "decided_at": now, "data": {**offer.data, **data}}
    mine = (offers.c.id == offer.id, offers.c.state == offer.state)
    if conn.execute(update(offers).where(*mine).values(**values)).rowcount == 0:
        return None
    return get(conn, offer.id)


def note(conn: Connection, offer: Offer, **data: Any) -> Offer:
    """Keep more about an offer, whatever its state."""
    conn.execute(update(offers).where(offers.c.id == offer.id).values(data={**offer.data, **data}))
    return get(conn, offer.id)


def tell(
    conn: Connection, offer: Offer, chat_id: int, what: str, now: datetime, lane: Lane = Lane.ANSWER
) -> None:
    """Say `what` about an offer in a chat, once. "asked" is the question itself; it goes out while it is open."""
    key = f"offer:{offer.id}:{chat_id}" if what == "asked" else f"offer:{offer.id}:{what}:{chat_id}"
    outbox.put(
        conn, lane=lane, chat_id=chat_id, kind="offer", now=now, person_id=chat_id if chat_id > 0 else None,
        data={"offer": offer.id, "what": what}, dedupe=key,
    )  # fmt: skip


def revise(conn: Connection, offer: Offer, chat_id: int, message_id: int, what: str, now: datetime) -> None:
    """Let one message about an offer say `what`."""
    outbox.put(
        conn, lane=Lane.ANSWER, chat_id=chat_id, kind="offer", now=now,
        person_id=chat_id if chat_id > 0 else None,
        data={"offer": offer.id, "what": what, "message_id": message_id},
        dedupe=f"revise:{chat_id}:{message_id}", reusable=True,
    )  # fmt: skip


def answered(conn: Connection, offer: Offer, what: str, now: datetime) -> None:
    """Every message that asks for it says what became of it, in place of its buttons."""
    for chat_id, message_id in asked_in(conn, offer.id):
        revise(conn, offer, chat_id, message_id, what, now)


def asked_in(conn: Connection, number: int) -> list[tuple[int, int]]:
    """(chat, message) of every message that puts the question."""
    query = select(outbox_table.c.chat_id, outbox_table.c.message_id, outbox_table.c.data).where(
        outbox_table.c.kind == "offer",
        outbox_table.c.dedupe.startswith(f"offer:{number}:", autoescape=True),
        outbox_table.c.message_id.is_not(None),
    )
    return [(row.chat_id, row.message_id) for row in conn.execute(query) if row.data["what"] == "asked"]


def hasten(conn: Connection, now: datetime) -> None:
    """The book was changed: whose tickets have to be handed over is looked at at once. What was noted stays."""
    mine = timers_table.c.key == HANDOVER
    if conn.execute(
        update(timers_table).where(mine, timers_table.c.due_at > now).values(due_at=now)
    ).rowcount:
        return
    if conn.execute(select(timers_table.c.key).where(mine)).first() is None:
        conn.execute(insert(timers_table).values(key=HANDOVER, kind=HANDOVER, due_at=now, fence=0, data={}))


HANDOVER = "handover"
"""Key and kind of the timer of the next change of the person on duty."""
