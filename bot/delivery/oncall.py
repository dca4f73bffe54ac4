"""Rows about offers become messages; what is no longer asked is not sent."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.delivery.facing import load, name_of
from bot.delivery.parcel import Drop, Edit, Parcel, Send
from domain.desk import Desk
from domain.tickets.clocks import next_deadline
from storage import complaints, offers, tickets
from storage.offers import Offer
from storage.outbox import Row
from views.cards import deadline_line, state_words, what_it_is
from views.oncall import layer_name, span_text
from views.oncall_offers import Told, offer_content, ticket_line
from views.texts import Safe, plain, text
from views.times import clock_time

_TICKETS_SHOWN = 12


def offer_parcel(conn: Connection, desk: Desk, row: Row, language: str, now: datetime) -> Parcel:
    """A new message about an offer, or another one changed."""
    offer, what = offers.get(conn, int(row.data["offer"])), str(row.data["what"])
    if what == "asked" and not offer.open:
        return Drop("decided meanwhile")
    told = _told(conn, desk, offer, what, language, now, row.chat_id)
    if what in ("asked", "late") and offer.kind == "handover" and not told.tickets:
        return Drop("nothing left to hand over")
    concerned = row.chat_id in (offer.person_id, offer.decided_by)
    giver = row.chat_id == offer.person_id
    content = offer_content(what, told, language, concerned=concerned, giver=giver)
    if "message_id" in row.data:
        return Edit(row.chat_id, int(row.data["message_id"]), content)
    return Send(row.chat_id, content)


def _told(
    conn: Connection, desk: Desk, offer: Offer, what: str, language: str, now: datetime, reader: int
) -> Told:
    zone, data = ZoneInfo(desk.timezone), offer.data
    taker = offer.to_id if offer.decided_by is None or offer.kind == "handover" else offer.decided_by
    if offer.kind == "handover":
        numbers = [int(one) for one in (data["given"] if what == "taken" else data["tickets"])]
        if what != "taken":
            numbers = [one for one in numbers if _held(conn, desk, one, offer, reader)]
        shown = (
            ()
            if what in ("taken", "expired")
            else tuple(_ticket(conn, desk, one, language, now) for one in numbers)
        )
        more = (text(language, "oncall-more", count=len(shown) - _TICKETS_SHOWN),)
        return Told(
            offer.id, offer.kind, name_of(conn, desk, offer.person_id), name_of(conn, desk, taker),
            count=len(numbers), tickets=shown[:_TICKETS_SHOWN] + (more if len(shown) > _TICKETS_SHOWN else ()),
        )  # fmt: skip
    start, end = datetime.fromisoformat(data["start"]), datetime.fromisoformat(data["end"])
    layers = [data["layer"]] if offer.kind == "swap" else data["layers"]
    return Told(
        offer.id,
        offer.kind,
        name_of(conn, desk, offer.person_id),
        plain(language, "oncall-everybody") if taker is None else name_of(conn, desk, taker),
        by=name_of(conn, desk, data["back_by"]) if "back_by" in data else "",
        layer=plain(language, "duty-between").join(layer_name(one, language) for one in layers),
        when=span_text(start, end, zone, language),
        until=clock_time(end, zone, now, language),
        change=data.get("change"),
    )


def _held(conn: Connection, desk: Desk, number: int, offer: Offer, reader: int) -> bool:
    """Whether the reader hears of it: still to be handed over, and no complaint that is kept from them."""
    ticket = tickets.load(conn, number)
    mine = ticket.open and ticket.assignee_id == offer.person_id
    return mine and not complaints.hidden_from(conn, desk, ticket, reader)


def _ticket(conn: Connection, desk: Desk, number: int, language: str, now: datetime) -> Safe:
    ticket, _, facing = load(conn, desk, number)
    clock = next_deadline(facing.clocks)
    due = deadline_line(clock, language, ZoneInfo(desk.timezone), now) if clock is not None else None
    return ticket_line(
        number, what_it_is(ticket, language, facing.preset), facing.customer,
        state_words(ticket, language, facing.preset), due, language,
    )  # fmt: skip
