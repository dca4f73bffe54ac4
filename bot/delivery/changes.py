"""What the managers read when a contract or a calendar changed."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from domain.desk import Desk
from storage import rebuild
from storage.outbox import Row
from views.callbacks import encode
from views.content import Button, Content
from views.moved import moved_lines
from views.texts import lines, plain, text
from views.tokens import token


def version_question(conn: Connection, desk: Desk, row: Row, language: str, now: datetime) -> Content | None:
    """Keep the older terms or go over, with the deadlines that would move; None if nothing is left to decide."""
    code, version = str(row.data["contract"]), int(row.data["version"])
    contract = desk.contracts.get(code)
    numbers = rebuild.outdated(conn, code, version)
    if contract is None or contract.version != version or not numbers:
        return None
    moves = [
        (one.ticket, one.clock, one.was, one.due_at)
        for one in rebuild.preview(conn, desk, code, version, now)
    ]
    words = lines(
        text(language, "version-ask", customer=contract.customer, contract=code, version=version, count=len(numbers)),
        text(language, "version-moves" if moves else "version-moves-none"),
        moved_lines(moves, language, ZoneInfo(contract.timezone), now),
    )  # fmt: skip
    return Content(
        words,
        (
            (Button(plain(language, "version-button-keep"), encode("vk", token(code), version)),),
            (Button(plain(language, "version-button-migrate", version=version), encode("vm", token(code), version)),),
        ),
    )  # fmt: skip


def recalculated(desk: Desk, row: Row, language: str, now: datetime) -> Content:
    """Which years are known now, and what moved."""

    def instant(written: str | None) -> datetime | None:
        return None if written is None else datetime.fromisoformat(written)

    moves = [(n, clock, instant(was), instant(due)) for n, clock, was, due in row.data["moves"]]
    years = ", ".join(str(year) for year in row.data["years"])
    more = int(row.data["count"]) - len(moves)
    return Content(
        lines(
            text(language, "calendar-recomputed", years=years),
            text(language, "calendar-moved-none") if not moves else "",
            moved_lines(moves, language, ZoneInfo(desk.timezone), now),
            text(language, "moved-more", count=more) if more > 0 else "",
        )
    )
