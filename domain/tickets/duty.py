"""An acknowledgement is a promise: who took a ticket is expected to be at work by a time, else the ladder goes on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from domain.tickets.commands import CallExperts, Join, Nudge, Promise, Release, See
from domain.tickets.events import Event, Happened, State, Ticket, effective
from domain.tickets.refused import Refused

LONGEST_PROMISE = timedelta(hours=24)
LONG_QUIET = timedelta(hours=12)
"""A ticket that was quiet for so long is never taken from somebody without asking first."""
SHORTEST_INTERVAL = timedelta(minutes=15)
_AT_WORK = (State.ACKNOWLEDGED,)

DutyCommand = Promise | See | Nudge | Release | Join | CallExperts


def decide_duty(ticket: Ticket, command: DutyCommand, now: datetime) -> list[Event]:
    """The events that such a command leads to; raises Refused."""
    match command:
        case Promise(by=by, until=until):
            return [_promise(ticket, by, until, now)]
        case See(by=by):
            if ticket.assignee_id is not None or not ticket.open or by in ticket.seen:
                return []
            return [Event(Happened.SEEN, now, by)]
        case Nudge():
            return [Event(Happened.NUDGED, now)] if awaited(ticket) and not ticket.nudged else []
        case Release(by=by, why=why):
            return _release(ticket, by, why, now)
        case Join(by=by, lead=lead):
            if not ticket.open or lead == (ticket.incident or ticket.id):
                raise Refused("refused-already")
            return [Event(Happened.JOINED, now, by, {"lead": lead})]
        case CallExperts(by=by, people=people):
            new = [person for person in people if person not in ticket.experts]
            if not new or not ticket.open:
                raise Refused("refused-already")
            return [Event(Happened.EXPERTS_CALLED, now, by, {"people": [*ticket.experts, *new], "new": new})]


def awaited(ticket: Ticket) -> bool:
    """Whether the desk still waits for a sign that the assignee is at work."""
    return ticket.promised_from is not None and ticket.state in _AT_WORK


def wants_promise(ticket: Ticket) -> bool:
    """Whether the assignee is asked by when; a request without a level never is, nor what another ticket leads.

    A ticket that came back after a repair goes its own way, whatever it was a part of.
    """
    alone = ticket.incident in (None, ticket.id) or ticket.reopened > 0
    return awaited(ticket) and ticket.level is not None and alone


def interval(ack_seconds: int) -> timedelta:
    """How long a sign is waited for without a promise: three times the level's acknowledge time, at least 15 min."""
    return max(timedelta(seconds=3 * ack_seconds), SHORTEST_INTERVAL)


def expected_by(ticket: Ticket, ack_seconds: int, grace_seconds: int) -> datetime | None:
    """When the missing sign has consequences: the reminder or, `grace_seconds` after it, the ladder; None: never.

    "Now" is a promise as well: it is given the grace before anybody reminds.
    """
    since = ticket.promised_from
    if since is None or not wants_promise(ticket):
        return None
    grace = timedelta(seconds=grace_seconds)
    if ticket.nudged:
        return since + grace
    if ticket.promise is None:
        return since + interval(ack_seconds)
    return max(ticket.promise, since + grace)


def quiet_since(events: Sequence[Event]) -> datetime:
    """When a person last did or said anything about the ticket; what the desk itself did does not count."""
    return max(event.at for event in events if event.by is not None or event.type is Happened.OPENED)


def taken_at(events: Sequence[Event]) -> datetime:
    """Since when whoever has the ticket has it; its opening if nobody does."""
    taking = (Happened.ACKNOWLEDGED, Happened.HANDED_OVER, Happened.ASSIGNED)
    return next((one.at for one in reversed(effective(events)) if one.type in taking), events[0].at)


def _promise(ticket: Ticket, by: int, until: datetime, now: datetime) -> Event:
    if not ticket.open:
        raise Refused("refused-closed")
    if ticket.assignee_id is None:
        raise Refused("refused-nobody-has-it")
    if ticket.assignee_id != by:
        raise Refused("refused-not-yours", who=ticket.assignee_id)
    if ticket.state not in _AT_WORK:
        raise Refused("refused-already")
    if not now <= until <= now + LONGEST_PROMISE:
        raise Refused("refused-promise-time")
    return Event(Happened.PROMISED, now, by, {"until": until.replace(microsecond=0).isoformat()})


def _release(ticket: Ticket, by: int | None, why: str, now: datetime) -> list[Event]:
    data = {"why": why, "was": ticket.assignee_id, "step": ticket.step}
    if by is None:
        # The timer: only while nothing was heard, and only after the reminder.
        return [Event(Happened.RELEASED, now, None, data)] if awaited(ticket) and ticket.nudged else []
    if not ticket.open:
        raise Refused("refused-closed")
    if ticket.assignee_id is None:
        raise Refused("refused-nobody-has-it")
    if ticket.assignee_id != by:
        raise Refused("refused-not-yours", who=ticket.assignee_id)
    return [Event(Happened.RELEASED, now, by, data)]
