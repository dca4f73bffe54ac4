"""What somebody is told whose command the ticket's rules refuse."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from domain.desk import Desk
from domain.tickets.refused import Refused
from storage import people
from views.texts import plain
from views.times import clock_time

REASONS = frozenset(
    {
        "refused-already",
        "refused-already-rated",
        "refused-already-reopened",
        "refused-closed",
        "refused-contest-late",
        "refused-explained",
        "refused-no-defect",
        "refused-no-experts",
        "refused-no-grade",
        "refused-no-level",
        "refused-no-pause",
        "refused-nobody-has-it",
        "refused-not-asked",
        "refused-not-missed",
        "refused-not-on-call",
        "refused-not-paused",
        "refused-not-repaired-yet",
        "refused-not-yours",
        "refused-nothing-to-take-back",
        "refused-pause-over",
        "refused-paused-already",
        "refused-promise-time",
        "refused-regrade-over",
        "refused-same-level",
        "refused-stale",
        "refused-still-open",
        "refused-taken",
        "refused-no-prices",
        "refused-offer-over",
        "refused-offer-empty",
        "refused-nothing-to-pay",
        "refused-offer-first",
        "refused-warranty-first",
    }
)
"""Every reason that the rules of a ticket, or the handlers for them, give: each is the id of a text."""

_NAME_AT_MOST = 40


def refusal_text(conn: Connection, desk: Desk, language: str, refused: Refused, now: datetime) -> str:
    """The words for an alert (at most 200 characters): names instead of ids, instants in the desk's zone."""
    variables: dict[str, str | int] = {}
    for name, value in refused.details.items():
        if name == "who":
            variables[name] = short_name(conn, value)
        elif isinstance(value, datetime):
            variables[name] = clock_time(value, ZoneInfo(desk.timezone), now, language)
        else:
            variables[name] = value
    return plain(language, refused.reason, **variables)


def short_name(conn: Connection, person_id: int) -> str:
    """The person's name, short enough for a button or an alert; the id of somebody unknown."""
    person = people.find(conn, person_id)
    name = person.name if person is not None else str(person_id)
    return name if len(name) <= _NAME_AT_MOST else f"{name[: _NAME_AT_MOST - 1]}…"
