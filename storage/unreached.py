"""Somebody was paged who cannot be reached: the ladder does not wait for them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, select

from domain.desk import Desk
from storage import duty, tickets, timers
from storage.tables import outbox
from storage.tables import timers as timer_table

_ON_ITS_WAY = ("new", "sending", "sent")


def move_on(
    conn: Connection, desk: Desk, number: int, step: int, turn: int, person: int, now: datetime
) -> bool:
    """Let the next step be called at once, if `step` is the one that the ladder waits for; whether it does.

    It waits on while somebody else of that step can answer, and when everybody further up was paged already: a desk
    whose people are all out of reach must not climb its ladder for ever in one second.
    """
    ticket = tickets.load(conn, number)
    if ticket.assignee_id is not None or not ticket.open or ticket.level is None or ticket.round != turn:
        return False
    key = f"ladder:{number}"
    waits = conn.execute(select(timer_table.c.data).where(timer_table.c.key == key)).scalar()
    if waits is None or int(waits["step"]) != step + 1:
        return False
    if any(at == step and other != person for at, other in _pages(conn, number, turn)):
        return False
    ack = desk.preset_of(ticket).nearest_level(ticket.level).ack_seconds
    called = duty.with_book(conn, desk, now).call(ticket, step + 1, now, ack)
    tried = {other for _, other in _pages(conn, number, turn, (*_ON_ITS_WAY, "failed"))}
    if set(called.people) <= tried | {person}:
        return False
    timers.arm(conn, key, "ladder", now, ticket=number, data={"step": step + 1})
    return True


def waits_for(conn: Connection, person: int) -> list[tuple[int, int, int]]:
    """(ticket, step, round) of every page to that person that nobody has answered yet."""
    rows = conn.execute(
        select(outbox.c.ticket, outbox.c.data, outbox.c.id)
        .join(timer_table, timer_table.c.ticket == outbox.c.ticket)
        .where(
            timer_table.c.kind == "ladder",
            outbox.c.kind == "page",
            outbox.c.chat_id == person,
            outbox.c.state.in_(_ON_ITS_WAY),
        )
        .order_by(outbox.c.id)
    )
    return [(int(row.ticket), int(row.data["step"]), int(row.data["round"])) for row in rows]


def paged(conn: Connection, number: int, turn: int, person: int) -> bool:
    """Whether the person was paged in that round of the ticket: their page speaks for itself."""
    return any(other == person for _, other in _pages(conn, number, turn))


def _pages(
    conn: Connection, number: int, turn: int, states: Collection[str] = _ON_ITS_WAY
) -> set[tuple[int, int]]:
    """(step, person) of every page of that round in one of these states."""
    rows = conn.execute(
        select(outbox.c.chat_id, outbox.c.data).where(
            outbox.c.ticket == number, outbox.c.kind == "page", outbox.c.state.in_(states)
        )
    )
    return {(int(row.data["step"]), int(row.chat_id)) for row in rows if int(row.data["round"]) == turn}
