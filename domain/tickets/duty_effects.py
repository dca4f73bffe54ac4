"""What follows when somebody promises, stays silent, gives a ticket back, or experts are called together. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from domain.desk import Desk
from domain.terms import Preset
from domain.tickets.duty import expected_by
from domain.tickets.effect import (
    DropTimers,
    Effect,
    Gather,
    SetTimer,
    TellCustomer,
    TellManagers,
    TellPerson,
    TellTeam,
)
from domain.tickets.events import Event, Happened, State, Ticket

_STATUS_SECONDS = 1800


def of_duty(after: Ticket, event: Event, desk: Desk, now: datetime) -> list[Effect]:
    """Who hears of such an event, and the beat at which the customer hears how it stands."""
    data: dict[str, Any] = {"by": event.by, **event.data}
    match event.type:
        case Happened.NUDGED:
            assert after.assignee_id is not None
            told: dict[str, Any] = {"person": after.assignee_id}
            return [TellPerson(after.assignee_id, "nudge"), TellTeam("nudge", told)]
        case Happened.RELEASED:
            # Who gave it back by a button has the answer to that.
            own = [TellPerson(event.data["was"], "released", data)] if event.by is None else []
            return [*own, TellTeam("released", data), TellCustomer("released", data)]
        case Happened.EXPERTS_CALLED:
            return [Gather(tuple(event.data["new"])), status_timer(after, now)]
        case Happened.RESTORED | Happened.RESOLVED:
            return [DropTimers("status")] if after.experts else []
        case Happened.NOT_REPAIRED:
            return [status_timer(after, now)] if after.experts else []
        case Happened.TAKEN_BACK if after.experts and reports_status(after):
            return [status_timer(after, now)]
        case _:
            return []


def awake_timer(before: Ticket | None, after: Ticket, desk: Desk, preset: Preset) -> list[Effect]:
    """When a sign of the assignee is missed; untouched by events that change nothing about that."""
    due = sign_due(after, desk, preset)
    if due == (sign_due(before, desk, preset) if before is not None else None):
        return []
    return [SetTimer(f"awake:{after.id}", "awake", due) if due is not None else DropTimers("awake")]


def sign_due(ticket: Ticket, desk: Desk, preset: Preset) -> datetime | None:
    """As `expected_by`, with the acknowledge time of the ticket's level and the desk's patience."""
    if ticket.level is None:
        return None
    ack = preset.nearest_level(ticket.level).ack_seconds
    return expected_by(ticket, ack, desk.oncall.promise_grace_seconds)


def reports_status(ticket: Ticket) -> bool:
    """Whether the customer hears at a fixed beat how it stands: experts were called and it does not work yet."""
    return bool(ticket.experts) and ticket.state not in (State.RESTORED, State.RESOLVED, State.CLOSED)


def status_timer(ticket: Ticket, now: datetime) -> SetTimer:
    """The next beat: the policy's, else every half an hour."""
    seconds = int(ticket.policy.get("status_seconds") or _STATUS_SECONDS)
    return SetTimer(f"status:{ticket.id}", "status", now + timedelta(seconds=seconds))


def superior_of(desk: Desk, person: int | None, now: datetime) -> int | None:
    """Who is told of that person: the superior, else the desk's; a delegate in his place (P4). None: there is none.

    `desk` must have the book of `now`. Who is his own superior comes out himself. Whoever stands in for their own
    superior leaves it to him, and so do delegates who are all away.
    """
    known = desk.people.get(person) if person is not None else None
    superior = (known.superior_id if known else None) or desk.rota.superior_id
    if superior is None or superior == person:
        return superior
    acting = desk.book.stand_in(superior, now)
    return superior if acting in (None, person) else acting


def tell_superior(
    desk: Desk, person: int | None, what: str, data: dict[str, Any], now: datetime
) -> TellPerson | TellManagers:
    """A word to the person's superior, or to who stands in for him; else to the managers."""
    superior = superior_of(desk, person, now)
    if superior is None or superior == person:
        return TellManagers(what, data)
    return TellPerson(superior, what, data)


def page_after_release_at(ticket: Ticket, was: int, desk: Desk, preset: Preset, now: datetime) -> int:
    """Where the ladder goes on for a ticket taken from `was`: not with a page to that very person alone."""
    if ticket.level is None or ticket.step > 0:
        return ticket.step
    call = desk.call(ticket, ticket.step, now, preset.nearest_level(ticket.level).ack_seconds)
    return call.place + 1 if call.people == (was,) else call.place
