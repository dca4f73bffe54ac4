"""`/sla`: a customer sees how their deadlines are counted, line by line."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from handlers.incoming import Incoming
from handlers.receipts import send_receipt
from handlers.speak import Key, named, say
from handlers.staff import number_typed
from storage import said, tickets
from storage.people import Someone
from storage.tickets import UnknownTicket
from views.texts import plain

_LISTED = 10
_TITLE_AT_MOST = 32


def ask(conn: Connection, incoming: Incoming, person: Someone, now: datetime) -> None:
    """`/sla 12`, or of the ticket replied to, or of the only open one; otherwise a list to choose from.

    Somebody else's ticket and one that does not exist are answered alike.
    """
    number = number_typed(incoming.argument)
    if number is not None:
        if _own(conn, number, person):
            send_receipt(conn, number, person.id, now)
        else:
            say(conn, person.id, now, "receipt-not-yours", {"number": number})
        return
    replied = None
    if incoming.reply_to is not None:
        replied = said.ticket_of_message(conn, incoming.chat_id, incoming.reply_to)
    if replied is not None and _own(conn, replied, person):
        send_receipt(conn, replied, person.id, now)
        return
    open_now = tickets.open_of(conn, person.id)
    if len(open_now) == 1 and not incoming.argument:
        send_receipt(conn, open_now[0], person.id, now)
        return
    _offer(conn, person, [*open_now, *tickets.latest_of(conn, person.id, 5)], now)


def _own(conn: Connection, number: int, person: Someone) -> bool:
    try:
        return tickets.load(conn, number).customer_id == person.id
    except UnknownTicket:
        return False


def _offer(conn: Connection, person: Someone, numbers: list[int], now: datetime) -> None:
    rows: list[list[Key]] = []
    for number in list(dict.fromkeys(numbers))[:_LISTED]:
        ticket = tickets.load(conn, number)
        words = plain(
            person.language, "receipt-button", number=number, title=ticket.title[:_TITLE_AT_MOST],
            state=plain(person.language, f"state-{ticket.state.value}"),
        )  # fmt: skip
        rows.append([named(words, "sl", number)])
    say(conn, person.id, now, "receipt-which" if rows else "receipt-none", buttons=rows)
