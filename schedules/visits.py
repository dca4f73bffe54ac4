"""Return visits (回访): a small task for whoever looks after the customer; who was not reached is tried again."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from domain.calendars import stretches
from domain.desk import Desk
from domain.plans.outlook import working
from schedules.due_kinds import Keys, Kind, register
from schedules.telling import tell
from storage import dues, surveys, timers
from storage.dues import Due
from storage.outbox import Lane
from storage.timers import Timer
from views.visit_pages import visit_keys

_CONTACTS_AT_MOST = 5
_SEARCH = timedelta(days=30)


def ask(conn: Connection, desk: Desk, due: Due, now: datetime) -> None:
    """Whom to call, with the numbers, and by when."""
    if due.person_id is not None:
        tell(
            conn,
            due.person_id,
            now,
            "visit-ask",
            _words(conn, desk, due),
            buttons=keys(due),
            lane=Lane.PROMPT,
        )


def keys(due: Due) -> Keys:
    """Begin the note, or say that nobody was reached."""
    return visit_keys(due.id, due.fence)


def again(conn: Connection, desk: Desk, timer: Timer, now: datetime) -> None:
    """The day after nobody was reached, in working time, it is asked for once more."""
    due = dues.get(conn, int(timer.data["due"]))
    if not due.open or due.contract is None or due.contract not in desk.contracts or due.person_id is None:
        return
    begin = next((start for start, _ in stretches(working(desk, due.contract), now, now + _SEARCH)), now)
    if begin > now:
        timers.arm(conn, timer.key, timer.kind, begin, data=timer.data)
        return
    words = _words(conn, desk, due) | {"tries": len(due.data.get("tried", ()))}
    tell(conn, due.person_id, now, "visit-again", words, buttons=keys(due), lane=Lane.PROMPT)


def _words(conn: Connection, desk: Desk, due: Due) -> dict[str, Any]:
    contract = due.contract or ""
    contacts = surveys.contacts_of(conn, contract)[:_CONTACTS_AT_MOST]
    lines = [f"{one.name}  {one.phone}" if one.phone else one.name for one in contacts]
    return {
        "customer": desk.contract(contract).customer, "what": due.label, "contacts": "\n".join(lines) or "–",
        "until": {"at": due.last_moment.isoformat()},
    }  # fmt: skip


register("visit", Kind(ask, keys))
