"""The customer's side of an inspection: the time for it, and that the report was received."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from domain.desk import Desk
from domain.tickets.refused import Refused
from handlers import appointments
from handlers.appointments import Side
from handlers.customers.turn import Turn
from handlers.incoming import Answer, Incoming
from handlers.inspections import report_words
from handlers.speak import revise
from storage import appointments as kept
from storage import dues, people
from storage.dues import UnknownDue
from storage.people import Someone
from views.inspection_keys import CUSTOMER, verb_of
from views.texts import plain

_RECEIVED = verb_of(CUSTOMER, "r")
VERBS = frozenset({_RECEIVED, *(verb_of(CUSTOMER, action) for action in appointments.ACTIONS)})


def press(turn: Turn) -> Answer:
    """A step of an appointment, or the receipt of a report; Refused if it is not this person's."""
    if turn.pressed.verb == _RECEIVED:
        return _received(turn)
    side = Side(turn.conn, turn.desk, turn.incoming, turn.person, turn.now, CUSTOMER)
    return appointments.act(side, turn.pressed.verb.removeprefix(verb_of(CUSTOMER, "")), turn.pressed)


def take_typed(
    conn: Connection, desk: Desk, incoming: Incoming, person: Someone, number: int, now: datetime
) -> None:
    """A time typed by somebody of the customer."""
    appointments.take_typed(Side(conn, desk, incoming, person, now, CUSTOMER), number, incoming.text)


def _received(turn: Turn) -> Answer:
    try:
        due = dues.get(turn.conn, turn.pressed.number(0))
    except UnknownDue:
        raise Refused("inspection-stale") from None
    if due.kind != kept.KIND or due.contract not in people.contracts_of(turn.conn, turn.person.id):
        raise Refused("inspection-not-yours")
    if due.state != "done":
        raise Refused("inspection-stale")
    before = kept.received_by(turn.conn, due.id)
    if turn.person.id not in before:
        dues.note(turn.conn, due.id, "received", turn.now, turn.person.id)
    words = report_words(turn.conn, turn.desk, due) | {"when": {"at": turn.now.isoformat()}}
    is_file = turn.pressed.number(1) == 1
    revise(
        turn.conn, turn.incoming.chat_id, turn.incoming.message_id, turn.now,
        "inspection-received" if is_file else "inspection-received-again", words, caption=is_file,
    )  # fmt: skip
    return Answer(plain(turn.person.language, "inspection-received-short"))
