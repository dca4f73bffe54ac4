"""When another person becomes primary, whoever goes off duty hands over the tickets whose clocks run, of every kind.

The timer keeps, by contract, who was primary when it last ran. So a change is found whatever brought it about: the
shift, the book, the settings, or time that passed while the desk was down. Until the incoming person accepts, the
outgoing one stays responsible.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from domain.desk import Desk
from domain.oncall.plan import context_of, contexts, person_at, plan
from domain.oncall.rota import PRIMARY
from domain.tickets.clocks import clocks_of, current
from domain.tickets.duty_effects import superior_of
from storage import complaints, duty, offers, tickets, timers
from storage.offers import Offer
from storage.outbox import Lane
from storage.timers import Timer

_AHEAD = timedelta(days=8)


def ensure(conn: Connection, now: datetime) -> None:
    """At start: look at once whether somebody else is primary now than when the desk was last there."""
    offers.hasten(conn, now)


def run(conn: Connection, desk: Desk, timer: Timer, now: datetime) -> None:
    """Ask whoever came on duty to take over, and arm the timer for the next change within eight days."""
    desk = duty.with_book(conn, desk, now)
    before: Mapping[str, Any] = timer.data.get("primary", {})
    codes = dict.fromkeys((*desk.contracts, *desk.retired))
    present = {code: _present(desk, code, now) for code in codes}
    _hand_over(conn, desk, before, present, now)
    # Through a hole the one before stays the outgoing person.
    kept = {code: before.get(code) if person is None else person for code, person in present.items()}
    timers.arm(conn, timer.key, timer.kind, next_change(desk, now), data={"primary": kept})


def next_change(desk: Desk, now: datetime) -> datetime:
    """When somebody else becomes primary for any ticket; in eight days at the latest."""
    end = now + _AHEAD
    return min((plan(desk, PRIMARY, now, end, one)[0].end for one in contexts(desk)), default=end)


def late(conn: Connection, desk: Desk, timer: Timer, now: datetime) -> None:
    """Nobody accepted in time: the superior hears it once. The question stays."""
    desk = duty.with_book(conn, desk, now)
    offer = offers.get(conn, int(timer.data["offer"]))
    if not offer.open or not any(
        _still(conn, desk, offer.person_id, offer.to_id, int(one)) for one in offer.data["tickets"]
    ):
        return
    hearer = _superior(desk, offer, now)
    told = offers.note(conn, offer, told=hearer)
    offers.tell(conn, told, hearer, "late", now, Lane.WARNING)


def _present(desk: Desk, code: str, now: datetime) -> int | None:
    """Who is primary for a contract's tickets; somebody whom the settings do not know can take nothing over."""
    person = person_at(desk, PRIMARY, now, context_of(desk, code))
    return person if person in desk.people else None


def _hand_over(
    conn: Connection, desk: Desk, before: Mapping[str, Any], present: Mapping[str, int | None], now: datetime
) -> None:
    waiting = offers.open_ones(conn, "handover")
    asked = {(one.person_id, int(number)) for one in waiting for number in one.data["tickets"]}
    wanted: dict[tuple[int, int], list[int]] = {}
    outgoing = {*before.values(), *(one.person_id for one in waiting)} - {None}
    for giver in sorted(outgoing):
        for number in tickets.open_numbers(conn, giver):
            code = tickets.load(conn, number).contract
            to = present.get(code)
            went = before.get(code) == giver or (giver, number) in asked
            if went and to is not None and to != giver and _still(conn, desk, giver, to, number):
                wanted.setdefault((giver, to), []).append(number)
    for offer in waiting:
        numbers = wanted.pop((offer.person_id or 0, offer.to_id or 0), None)
        if numbers is None:
            _over(conn, offer, now)
        elif numbers != offer.data["tickets"]:
            offers.note(conn, offer, tickets=numbers)
    for (giver, to), numbers in wanted.items():
        _ask(conn, desk, giver, to, numbers, now)


def _ask(conn: Connection, desk: Desk, giver: int, to: int, numbers: list[int], now: datetime) -> None:
    offer = offers.make(conn, "handover", giver, to, {"tickets": numbers}, now)
    due = now + timedelta(seconds=desk.oncall.handover_seconds)
    timers.arm(conn, f"handover-late:{offer.id}", "handover-late", due, data={"offer": offer.id})
    offers.tell(conn, offer, to, "asked", now)
    offers.tell(conn, offer, giver, "outgoing", now)


def _over(conn: Connection, offer: Offer, now: datetime) -> None:
    done = offers.decide(conn, offer, "expired", None, now)
    timers.disarm(conn, f"handover-late:{offer.id}")
    if done is not None:
        offers.answered(conn, done, "expired", now)


def _still(conn: Connection, desk: Desk, giver: int | None, to: int | None, number: int) -> bool:
    """Whether the ticket is that person's with a clock that runs, and may be known to who takes over."""
    ticket = tickets.load(conn, number)
    if not ticket.open or ticket.assignee_id != giver or complaints.hidden_from(conn, desk, ticket, to):
        return False
    events = tickets.history(conn, number)
    return any(
        one.stopped_at is None for one in current(clocks_of(ticket, events, desk.terms(ticket.contract)))
    )


def _superior(desk: Desk, offer: Offer, now: datetime) -> int:
    """The incoming person's superior, or who stands in; else the managers' group."""
    superior = superior_of(desk, offer.to_id, now)
    if superior is None or superior in (offer.to_id, offer.person_id):
        return desk.managers_chat
    return superior
