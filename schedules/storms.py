"""Many reports within minutes: whether they may be one incident is asked once, in the engineers' group."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection

from domain.desk import Desk
from domain.tickets.events import Ticket
from storage import incidents, tickets
from storage.incidents import Incident
from storage.timers import Timer


def run(conn: Connection, desk: Desk, timer: Timer, now: datetime) -> None:
    """A fault was reported: does it go with others of its contract, or of its product at several contracts?"""
    if timer.ticket is None or timer.ticket < 0 or desk.oncall.storm_count < 2:
        return
    ticket = tickets.load(conn, timer.ticket)
    if not ticket.open or ticket.level is None or ticket.incident is not None:
        return
    recent = incidents.recent(conn, now)
    if any(ticket.id in one.tickets for one in recent):
        return
    if not _of(conn, desk, ticket, "contract", ticket.contract, recent, now):
        product = desk.products.get(ticket.contract)
        if product is not None:
            _of(conn, desk, ticket, "product", product, recent, now)


def _of(
    conn: Connection, desk: Desk, ticket: Ticket, scope: str, code: str, recent: list[Incident], now: datetime
) -> bool:
    """Whether the ticket was put beside others of that contract or product."""
    patience = timedelta(seconds=desk.oncall.storm_seconds)
    same = [one for one in recent if (one.scope, one.code) == (scope, code) and now - one.last_at <= patience]
    asked = next((one for one in same if one.state == "open"), None)
    if asked is not None:
        numbers = sorted((*asked.tickets, ticket.id))
        incidents.change(conn, asked, tickets=numbers, last_at=now.isoformat())
        incidents.ask(conn, desk.engineers_chat, asked.id, now, again=True)
        return True
    joined = next((one for one in same if one.state == "accepted" and one.lead is not None), None)
    if joined is not None and joined.lead is not None and tickets.load(conn, joined.lead).open:
        number = incidents.offer(conn, scope, code, [ticket.id], now, joined.lead)
        incidents.ask(conn, desk.engineers_chat, number, now)
        return True
    contracts = [ticket.contract] if scope == "contract" else _contracts_of(desk, code)
    known = {number for one in recent for number in one.tickets}
    found = [one for one in incidents.fresh(conn, contracts, now - patience) if one[0] not in known]
    several = scope == "contract" or len({contract for _, contract in found}) > 1
    if len(found) < desk.oncall.storm_count or not several:
        return False
    number = incidents.offer(conn, scope, code, [number for number, _ in found], now)
    incidents.ask(conn, desk.engineers_chat, number, now)
    return True


def _contracts_of(desk: Desk, product: str) -> list[str]:
    return [code for code, made in desk.products.items() if made == product]
