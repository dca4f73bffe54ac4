"""The question in the engineers' group whether many reports are one incident."""

from __future__ import annotations

from sqlalchemy import Connection

from bot.delivery.facing import name_of
from bot.delivery.parcel import Drop, Edit, Parcel, Send
from domain.desk import Desk
from storage import incidents, tickets
from storage.outbox import Row
from views.incidents import Storm, storm, storm_decided


def question(conn: Connection, desk: Desk, row: Row) -> Parcel:
    """The question with all reports that there are by now, or the answer that was given to it."""
    incident = incidents.get(conn, row.data["offer"])
    if incident is None:
        return Drop("no such offer")
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
    else:
        who = name_of(conn, desk, incident.decided_by)
        content = storm_decided(one, desk.language, incident.state == "accepted", who)
    if incident.message is not None:
        return Edit(row.chat_id, incident.message, content)
    return Send(row.chat_id, content) if incident.state == "open" else Drop("decided already")
