"""What is due is reminded of, and told to the superior and then the managers when its window is over."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from domain.desk import Desk
from schedules.due_kinds import KINDS
from schedules.telling import tell
from storage import dues
from storage.dues import Due
from storage.outbox import Lane
from storage.timers import Timer

_AGAIN = timedelta(days=7)


def remind(conn: Connection, desk: Desk, timer: Timer, now: datetime) -> None:
    """Say once more what is to be done, unless an appointment stands."""
    due = dues.get(conn, int(timer.data["due"]))
    if not due.open or due.person_id is None or (due.agreed_at is not None and due.agreed_at > now):
        return
    dues.note(conn, due.id, "reminded", now)
    tell(
        conn,
        due.person_id,
        now,
        "due-reminder",
        _words(desk, due),
        buttons=KINDS[due.kind].keys(due),
        lane=Lane.PROMPT,
    )


def over(conn: Connection, desk: Desk, timer: Timer, now: datetime) -> None:
    """The window is over: the person and the superior hear of it; each week after that the managers too."""
    due = dues.get(conn, int(timer.data["due"]))
    if not due.open:
        return
    step = int(timer.data["step"])
    dues.note(conn, due.id, "overdue", now, data={"step": step})
    words = _words(desk, due) | {"who": _name(desk, due.person_id)}
    if due.person_id is not None:
        tell(
            conn,
            due.person_id,
            now,
            "due-overdue",
            words,
            buttons=KINDS[due.kind].keys(due),
            lane=Lane.PROMPT,
        )
    person = desk.people.get(due.person_id) if due.person_id is not None else None
    superior = person.superior_id if person is not None else desk.rota.superior_id
    # A follow-up is about somebody: they do not hear of it, whoever's superior they are.
    if superior in due.data.get("concerned", ()):
        superior = None
    if superior is not None and superior != due.person_id:
        tell(conn, superior, now, "due-overdue-superior", words, lane=Lane.PROMPT)
    if step > 0 or superior is None:
        tell(conn, desk.managers_chat, now, "due-overdue-superior", words, lane=Lane.PROMPT)
    dues.arm_over(conn, due, now + _AGAIN, step + 1)


def tell_cancelled(conn: Connection, desk: Desk, due: Due, now: datetime) -> None:
    """The contract has ended: nobody has to do it any more."""
    if due.person_id in desk.people and due.person_id is not None and KINDS[due.kind].climbs:
        tell(conn, due.person_id, now, "due-cancelled-ended", _words(desk, due), lane=Lane.PROMPT)


def tell_reassigned(conn: Connection, desk: Desk, due: Due, now: datetime) -> None:
    """Somebody left: the one who takes over is asked."""
    if due.person_id is not None and KINDS[due.kind].climbs:
        tell(
            conn, due.person_id, now, "due-reassigned", _words(desk, due), buttons=KINDS[due.kind].keys(due),
            lane=Lane.PROMPT,
        )  # fmt: skip


def _words(desk: Desk, due: Due) -> dict[str, Any]:
    customer = desk.contract(due.contract).customer if due.contract is not None else ""
    return {"what": due.label, "customer": customer, "until": {"at": due.last_moment.isoformat()}}


def _name(desk: Desk, person: int | None) -> str:
    return desk.people[person].name if person is not None and person in desk.people else "–"
