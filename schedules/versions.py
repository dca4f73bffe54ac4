"""A contract was changed while tickets run under it: the managers decide, after seeing whose deadlines would move."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from domain.desk import Desk
from storage import marks, outbox, rebuild
from storage.outbox import Lane


def ask(conn: Connection, desk: Desk, now: datetime) -> None:
    """Put every undecided change before the managers, once for each version. What it would move is read when sent."""
    for code, contract in desk.contracts.items():
        if not rebuild.outdated(conn, code, contract.version):
            continue
        key = rebuild.decision(code, contract.version)
        if marks.get(conn, key) is None:
            marks.put(conn, key, "asked", now)
            outbox.put(
                conn, lane=Lane.PROMPT, chat_id=desk.managers_chat, kind="version", now=now,
                data={"contract": code, "version": contract.version},
            )  # fmt: skip
