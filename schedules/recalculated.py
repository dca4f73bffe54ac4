"""Calendars changed under running clocks: the managers hear what moved; the cards show the new deadlines."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from domain.desk import Desk
from storage import holidays, outbox
from storage.outbox import Lane
from storage.rebuild import Moved


def tell(conn: Connection, desk: Desk, moved: Sequence[Moved], now: datetime) -> None:
    """One message, whoever loaded the list and however many deadlines moved."""
    moves = [
        [one.ticket, one.clock, one.was and one.was.isoformat(), one.due_at and one.due_at.isoformat()]
        for one in moved
    ]
    outbox.put(
        conn, lane=Lane.REPORT, chat_id=desk.managers_chat, kind="recalculated", now=now,
        data={"years": [year for year, _ in holidays.years(conn)], "moves": moves[:50], "count": len(moves)},
    )  # fmt: skip
