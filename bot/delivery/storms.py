"""The question in the engineers' group whether many reports are one incident; once joined, the message of all of them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from bot.delivery import bundles
from bot.delivery.facing import name_of
from bot.delivery.parcel import Drop, Edit, Parcel, Send
from domain.desk import Desk
from storage import incidents, rooms, tickets
from storage.outbox import Row
from views.content import Content
from views.incidents import Storm, overview, storm, storm_refused


def question(conn: Connection, desk: Desk, row: Row, now: datetime) -> tuple[Parcel, str | None]:
    """The question with all reports that there are by now, or what became of them; and the hash of what it shows."""
    incident = incidents.get(conn, row.data["offer"])
    if incident is None:
        return Drop("no such offer"), None
    first, last = (tickets.load(conn, incident.tickets[at]).opened_at for at in (0, -1))
    contract = desk.contracts.get(incident.code) if incident.scope == "contract" else None
    one = Storm(
        offer=incident.id,
        numbers=incident.tickets,
        what=contract.customer if contract is not None else incident.code,
        span=last - first,
        lead=incident.lead,
        more=incident.more,
    )
    if incident.state == "open":
        content = storm(one, desk.language)
    elif incident.state == "accepted":
        content = _overview(conn, desk, one, name_of(conn, desk, incident.decided_by), now)
    else:
        content = storm_refused(one, desk.language, name_of(conn, desk, incident.decided_by))
    if incident.message is not None:
        return Edit(row.chat_id, incident.message, content), incident.shown
    return (Send(row.chat_id, content) if incident.state == "open" else Drop("decided already")), None


def _overview(conn: Connection, desk: Desk, one: Storm, who: str, now: datetime) -> Content:
    found = bundles.said_of(conn, desk, bundles.named(conn, one.numbers), desk.language, {})
    closed = tickets.closed_among(conn, one.numbers)
    roomless = [
        line.number
        for line in found
        if line.number not in closed and line.number != one.lead and not rooms.asked_for(conn, line.number)
    ]
    return overview(one, found, roomless, desk.language, who, now)
