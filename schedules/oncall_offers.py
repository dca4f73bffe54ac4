"""What was offered and not taken expires; a cover hands itself back."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from domain.desk import Desk
from storage import duty, offers
from storage.offers import Offer
from storage.timers import Timer


def run(conn: Connection, desk: Desk, timer: Timer, now: datetime) -> None:
    """An open offer has expired: whoever made it hears so. A cover is over: both hear so."""
    offer = offers.get(conn, int(timer.data["offer"]))
    if offer.open:
        done = offers.decide(conn, offer, "expired", None, now)
        if done is not None and done.person_id is not None:
            offers.answered(conn, done, "expired", now)
            offers.tell(conn, done, done.person_id, "expired", now)
    elif offer.kind == "cover" and offer.state == "accepted" and _held(conn, offer):
        for person in (offer.person_id, offer.decided_by):
            if person is not None:
                offers.tell(conn, offer, person, "over", now)


def _held(conn: Connection, offer: Offer) -> bool:
    """Whether it lasted until now: who undid it has told everybody."""
    found = (duty.find(conn, int(number)) for number in offer.data["changes"])
    return any(change is not None and change.undone_at is None for change in found)
