"""Who was woken when, and when they took the ticket: from what was sent and what happened."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import Connection, select

from domain.fairness import Paged
from domain.tickets.events import Happened
from storage.tables import events, outbox


def paged(conn: Connection, start: datetime, end: datetime) -> Iterator[Paged]:
    """Every private page sent in [start, end). Pages that went out in one message have only its one time: one page.

    Sent messages are kept for ninety days (`outbox.KEEP_SENT`); what lies further back cannot be told.
    """
    sent = (outbox.c.sent_at >= start, outbox.c.sent_at < end, outbox.c.kind == "page", outbox.c.ticket > 0)
    pages = conn.execute(
        select(outbox.c.chat_id, outbox.c.ticket, outbox.c.sent_at).where(*sent).order_by(outbox.c.sent_at)
    ).all()
    numbers = {page.ticket for page in pages}
    taken: dict[tuple[int, int], list[datetime]] = {}
    acknowledged = select(events.c.ticket, events.c.by, events.c.at).where(
        events.c.ticket.in_(numbers), events.c.type == Happened.ACKNOWLEDGED.value
    )
    for event in conn.execute(acknowledged.order_by(events.c.at)):
        taken.setdefault((event.ticket, event.by), []).append(event.at)
    last: dict[tuple[int, int], list[int]] = {}
    for place, page in enumerate(pages):
        last.setdefault((page.ticket, page.chat_id), []).append(place)
    answers: dict[int, datetime] = {}
    for key, places in last.items():
        for at in taken.get(key, ()):
            # An acknowledgement answers the last page before it.
            before = [place for place in places if pages[place].sent_at <= at]
            if before:
                answers.setdefault(before[-1], at)
    for place, page in enumerate(pages):
        yield Paged(page.chat_id, page.sent_at, answers.get(place))
