"""Asks for the receipt of a ticket's clocks: text and picture are made when it is sent."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from storage import outbox
from storage.outbox import Lane


def send_receipt(
    conn: Connection,
    number: int,
    chat_id: int,
    now: datetime,
    *,
    inside: bool = False,
    thread_id: int | None = None,
    reply_to: int | None = None,
) -> None:
    """Queue the receipt of a ticket. `inside`: for ours, with the reasons that are given for missed deadlines."""
    outbox.put(
        conn, lane=Lane.ANSWER, chat_id=chat_id, kind="receipt", now=now, ticket=number,
        person_id=chat_id if chat_id > 0 else None,
        data={"inside": inside, "thread_id": thread_id, "reply_to": reply_to},
    )  # fmt: skip
