"""`/export [period] [contract]`: tickets, clocks and ratings as XLSX and CSV, made outside the loop."""

from __future__ import annotations

from handlers.managers.spans import asked
from handlers.staff import Turn
from storage import outbox
from storage.outbox import Lane


def export_command(turn: Turn) -> None:
    """Queue the files; the month so far where nothing else is said."""
    found = asked(turn, "month")
    if found is None:
        turn.reply("export-usage")
        return
    if found.empty:
        turn.reply("manager-summary-too-early")
        return
    turn.reply("export-making")
    outbox.put(
        turn.conn, lane=Lane.REPORT, chat_id=turn.incoming.chat_id, kind="made", now=turn.now,
        person_id=turn.person.id,
        data={
            "what": "export", "start": found.start.isoformat(), "end": found.end.isoformat(), "period": found.period,
            "contract": found.contract.code if found.contract else None, "by": turn.person.id,
        },
    )  # fmt: skip
