"""Inspections that fall due: the engineer is asked, appointments are reminded of, the report's receipt asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from domain.desk import Desk
from schedules.due_kinds import Keys, Kind, register
from schedules.telling import tell
from storage import appointments, dues, people
from storage.dues import Due, UnknownDue
from storage.timers import Timer
from views.inspection_keys import CUSTOMER, customer_keys, engineer_keys, receipt_keys
from views.inspection_words import invited, moment

KIND = appointments.KIND
_HOUR = timedelta(hours=1)


def ask(conn: Connection, desk: Desk, due: Due, now: datetime) -> None:
    """The engineer is to agree on a time with the customer."""
    if due.person_id is not None:
        words = _words(desk, due) | {"until": moment(due.last_moment, _zone(desk, due))}
        tell(conn, due.person_id, now, "inspection-ask", words, buttons=keys(due))


def keys(due: Due) -> Keys:
    """What the engineer can do next."""
    return engineer_keys(due.id, due.fence, due.state, appointments.proposal_of(due).get("side"))


def run(conn: Connection, desk: Desk, timer: Timer, now: datetime) -> None:
    """A timer of an inspection's appointment or report. One that speaks of another time than now stands says nothing."""
    try:
        due = dues.get(conn, int(timer.data["due"]))
    except UnknownDue:
        return
    at = datetime.fromisoformat(timer.data["at"])
    if due.contract is not None and due.contract not in desk.contracts:
        return
    _ACTS[timer.data["what"]](conn, desk, due, at, now)


def _day(conn: Connection, desk: Desk, due: Due, at: datetime, now: datetime) -> None:
    _soon(conn, desk, due, at, now, "day")


def _hour(conn: Connection, desk: Desk, due: Due, at: datetime, now: datetime) -> None:
    _soon(conn, desk, due, at, now, "hour")


def _soon(conn: Connection, desk: Desk, due: Due, at: datetime, now: datetime, which: str) -> None:
    if due.state == "cancelled" and due.agreed_at == at:
        for member in _members(conn, due):
            words = _words(desk, due) | {"at": moment(at, _zone(desk, due))}
            tell(conn, member, now, "inspection-off", words, dedupe=f"inspection-off:{due.id}:{member}")
    if due.state != "agreed" or due.agreed_at != at or at <= now:
        return
    if which == "day" and at - now <= _HOUR:
        # After downtime: the reminder of the hour before is due as well.
        return
    dues.note(conn, due.id, "reminded", now, data={"before": which})
    when = {"id": f"inspection-in-{_how_soon(desk, due, at, now)}"}
    words = _words(desk, due) | {"at": moment(at, _zone(desk, due)), "when": when}
    if due.person_id is not None:
        tell(conn, due.person_id, now, "inspection-soon", words, buttons=keys(due))
    for member in _members(conn, due):
        tell(
            conn, member, now, "inspection-soon-customer", words | _words(desk, due, customer=True),
            buttons=customer_keys(due.id, due.fence, due.state, None),
        )  # fmt: skip


def _how_soon(desk: Desk, due: Due, at: datetime, now: datetime) -> str:
    zone = ZoneInfo(_zone(desk, due))
    if timedelta(minutes=45) <= at - now <= timedelta(minutes=75):
        return "hour"
    return "today" if at.astimezone(zone).date() == now.astimezone(zone).date() else "day"


def _late(conn: Connection, desk: Desk, due: Due, at: datetime, now: datetime) -> None:
    """The appointed time is over and nothing has begun."""
    if due.state == "agreed" and due.agreed_at == at and due.person_id is not None:
        dues.note(conn, due.id, "not-begun", now)
        words = _words(desk, due) | {"at": moment(at, _zone(desk, due))}
        tell(conn, due.person_id, now, "inspection-not-begun", words, buttons=keys(due))


def _answer(conn: Connection, desk: Desk, due: Due, at: datetime, now: datetime) -> None:
    """A proposal has no answer yet: it is asked again once, and given up when its time has come."""
    if due.state != "open" or appointments.proposed_at(due) != at:
        return
    words = _words(desk, due) | {"at": moment(at, _zone(desk, due))}
    if at <= now:
        after = appointments.give_up(conn, due, None, now, "no answer")
        if after.person_id is not None:
            tell(conn, after.person_id, now, "inspection-no-answer", words, buttons=keys(after))
        return
    appointments.arm_answer(conn, due, at)
    if appointments.proposal_of(due)["side"] == CUSTOMER:
        if due.person_id is not None:
            tell(conn, due.person_id, now, "inspection-still-proposed", words, buttons=keys(due))
        return
    for member in _members(conn, due):
        tell(
            conn, member, now, "inspection-still-proposed", words,
            buttons=customer_keys(due.id, due.fence, due.state, appointments.proposal_of(due)["side"]),
        )  # fmt: skip


def _receipt(conn: Connection, desk: Desk, due: Due, at: datetime, now: datetime) -> None:
    if due.state == "done" and not appointments.received_by(conn, due.id):
        dues.note(conn, due.id, "receipt-asked", now)
        for member in _members(conn, due):
            tell(
                conn, member, now, "inspection-receipt-again", _words(desk, due), buttons=receipt_keys(due.id)
            )


def _members(conn: Connection, due: Due) -> list[int]:
    return people.members_of(conn, due.contract) if due.contract is not None else []


def _zone(desk: Desk, due: Due) -> str:
    return desk.contract(due.contract).timezone if due.contract is not None else desk.timezone


def _words(desk: Desk, due: Due, *, customer: bool = False) -> dict[str, Any]:
    """The variables of the texts; `customer`: for the customer."""
    name = desk.contract(due.contract).customer if due.contract is not None else ""
    engineer = desk.people.get(due.person_id) if due.person_id is not None else None
    return {
        "what": due.label,
        "customer": name,
        "engineer": engineer.name if engineer is not None else "–",
        "invited": invited(due.label["in"], customer=customer),
    }


_ACTS: Mapping[str, Callable[[Connection, Desk, Due, datetime, datetime], None]] = {
    "day": _day,
    "hour": _hour,
    "late": _late,
    "answer": _answer,
    "receipt": _receipt,
}

register(KIND, Kind(ask, keys))
