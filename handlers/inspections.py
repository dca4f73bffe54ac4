"""What both sides are told about an inspection that is done: the words around its report, and to whom it goes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from domain.desk import Desk
from domain.plans.checklists import Point, from_data, points
from handlers.refusals import short_name
from storage import appointments, checks, outbox, people
from storage.checks import Check
from storage.dues import Due
from storage.outbox import Lane
from views.inspection_words import moment

MADE = "inspection"
"""What the rows of the outbox are called from which the report is made."""


def points_of(due: Due) -> list[Point]:
    """Everything to be looked at in an inspection that has begun."""
    plan = due.data["plan"]
    return points([from_data(one) for one in plan["lists"]], plan["sites"])


def counts(found: dict[str, Check], all_points: list[Point]) -> dict[str, int]:
    """How many points came to which result; `open` are those that nobody has looked at."""
    results = [found[one.key].result if one.key in found else None for one in all_points]
    return {
        "ok": results.count("ok"), "findings": results.count("finding"), "na": results.count("na"),
        "open": results.count(None),
    }  # fmt: skip


def report_words(conn: Connection, desk: Desk, due: Due) -> dict[str, Any]:
    """The variables of the words that go with the report."""
    assert due.contract is not None
    contract = desk.contract(due.contract)
    begun = datetime.fromisoformat(due.data["begun"])
    return {
        "what": due.label, "customer": contract.customer, "at": moment(begun, contract.timezone),
        "who": short_name(conn, due.person_id) if due.person_id is not None else "–",
        **counts(checks.of(conn, due.id), points_of(due)),
    }  # fmt: skip


def hand_over(conn: Connection, desk: Desk, due: Due, now: datetime) -> int:
    """The report goes to everybody of the customer and to the archive; how many customers get it."""
    assert due.contract is not None
    members = people.members_of(conn, due.contract) if due.contract in desk.contracts else []
    for chat in (*members, desk.managers_chat):
        data = {"what": MADE, "due": due.id, "receipt": chat != desk.managers_chat}
        outbox.put(
            conn, lane=Lane.REPORT, chat_id=chat, kind="made", now=now, person_id=chat if chat > 0 else None,
            data=data, dedupe=f"inspected:{due.id}:{chat}",
        )  # fmt: skip
    if members:
        appointments.wait_for_receipt(conn, due, now)
    return len(members)
