"""An inspection and the time for it: what was proposed, agreed and taken back, and what reminds of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from storage import dues, timers
from storage.dues import Due

KIND = "inspection"
_ANSWER_WITHIN = timedelta(days=2)
_BEFORE = {"day": timedelta(days=1), "hour": timedelta(hours=1)}
_LATE = timedelta(hours=1)
_RECEIPT_AGAIN = timedelta(days=2)


def proposal_of(due: Due) -> Mapping[str, Any]:
    """What is proposed and not answered yet: at, by, side; empty if nothing is."""
    found: Mapping[str, Any] = due.data.get("proposal") or {}
    return found


def proposed_at(due: Due) -> datetime | None:
    """The time that waits for an answer."""
    found = proposal_of(due)
    return datetime.fromisoformat(found["at"]) if found else None


def propose(conn: Connection, due: Due, at: datetime, side: str, by: int, now: datetime) -> Due:
    """A time that the other side is asked about; what was agreed before stands no more. UnknownDue if stale."""
    _forget(conn, due.id)
    proposal = {"at": at.isoformat(), "by": by, "side": side}
    after = dues.change(
        conn, due, "proposed", now, by, said=proposal, state="open", agreed_at=None,
        data={**due.data, "proposal": proposal},
    )  # fmt: skip
    _arm(conn, due.id, "answer", min(now + _ANSWER_WITHIN, at), at)
    return after


def agree(conn: Connection, due: Due, by: int, now: datetime) -> Due:
    """The proposed time is the appointment. UnknownDue if stale."""
    at = proposed_at(due)
    assert at is not None
    _forget(conn, due.id)
    after = dues.change(
        conn, due, "agreed", now, by, said={"at": at.isoformat()}, state="agreed", agreed_at=at,
        data={**due.data, "proposal": None},
    )  # fmt: skip
    for what, before in _BEFORE.items():
        if at - before > now:
            _arm(conn, due.id, what, at - before, at)
    _arm(conn, due.id, "late", at + _LATE, at)
    return after


def give_up(conn: Connection, due: Due, by: int | None, now: datetime, why: str) -> Due:
    """The appointment, or the proposal, stands no more; the inspection is still due. UnknownDue if stale."""
    _forget(conn, due.id)
    return dues.change(
        conn, due, "unagreed", now, by, said={"why": why}, state="open", agreed_at=None,
        data={**due.data, "proposal": None},
    )  # fmt: skip


def begin(conn: Connection, due: Due, by: int, now: datetime, plan: Mapping[str, Any]) -> Due:
    """It is begun with these lists and sites; nothing reminds of the appointment any more. UnknownDue if stale."""
    _forget(conn, due.id)
    data = {**due.data, "proposal": None, "place": 0, "plan": dict(plan), "begun": now.isoformat()}
    return dues.change(conn, due, "started", now, by, state="started", data=data)


def wait_for_receipt(conn: Connection, due: Due, now: datetime) -> None:
    """Ask the customer once more whether the report has come."""
    _arm(conn, due.id, "receipt", now + _RECEIPT_AGAIN, now)


def received_by(conn: Connection, due: int) -> list[int]:
    """Who has confirmed the report, the first one first."""
    return [step.by for step in dues.log(conn, due) if step.type == "received" and step.by is not None]


def _forget(conn: Connection, number: int) -> None:
    for what in ("answer", "late", *_BEFORE):
        timers.disarm(conn, f"inspect:{number}:{what}")


def _arm(conn: Connection, number: int, what: str, when: datetime, at: datetime) -> None:
    data = {"due": number, "what": what, "at": at.isoformat()}
    timers.arm(conn, f"inspect:{number}:{what}", "inspect", when, data=data)


def arm_answer(conn: Connection, due: Due, when: datetime) -> None:
    """Look at the unanswered proposal again at `when`."""
    at = proposed_at(due)
    assert at is not None
    _arm(conn, due.id, "answer", when, at)
