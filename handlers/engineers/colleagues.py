"""An engineer left the engineers' group: the superior hears of it, and no ladder waits for them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from domain.desk import Desk
from handlers.blocked import tell_the_superior
from handlers.incoming import Incoming
from storage import unreached

_OUTSIDE = ("left", "kicked")


def moved(conn: Connection, desk: Desk, incoming: Incoming, now: datetime) -> None:
    """Act on somebody's new standing in a group; only who is ours, and goes, matters."""
    person = desk.people.get(incoming.person_id)
    if person is None or not person.engineer or incoming.text not in _OUTSIDE:
        return
    if incoming.chat_id != desk.engineers_chat:
        return
    tell_the_superior(conn, desk, person.id, "left", now)
    for number, step, turn in unreached.waits_for(conn, person.id):
        unreached.move_on(conn, desk, number, step, turn, person.id, now)
