"""`/sla report [month] [contract]`: how well promises were kept, for managers."""

from __future__ import annotations

from domain.attainment import month_of, month_window
from domain.contracts import Contract
from handlers.staff import Turn
from storage import outbox
from storage.outbox import Lane

_REPORT = ("report", "报告", "月报")


def run(turn: Turn) -> bool:
    """Carry out `/sla report`; False if it is another `/sla`, which everybody of ours has."""
    first, _, rest = turn.incoming.argument.strip().partition(" ")
    if first.lower() not in _REPORT:
        return False
    _report(turn, rest.split())
    return True


def contract_named(turn: Turn, code: str) -> Contract | None:
    """The contract of that code, also one that has ended; upper and lower case are the same."""
    known = [*turn.desk.contracts.values(), *turn.desk.retired.values()]
    exact = [one for one in known if one.code == code]
    found = exact or [one for one in known if one.code.casefold() == code.casefold()]
    return found[0] if len(found) == 1 else None


def _report(turn: Turn, words: list[str]) -> None:
    today = turn.now.astimezone(turn.zone).date()
    month, contract = month_of(" ".join(words), today), None
    if month is None and (contract := contract_named(turn, words[-1])) is not None:
        month = month_of(" ".join(words[:-1]), today)
    if month is None:
        turn.reply("sla-report-usage")
        return
    start, end = month_window(*month, turn.zone, turn.now)
    if start >= end:
        turn.reply("sla-report-too-early")
        return
    chat_id = turn.incoming.chat_id
    outbox.put(
        turn.conn, lane=Lane.REPORT, chat_id=chat_id, kind="report", now=turn.now,
        person_id=chat_id if chat_id > 0 else None,
        data={
            "start": start.isoformat(), "end": end.isoformat(), "contract": contract.code if contract else None,
        },
    )  # fmt: skip
