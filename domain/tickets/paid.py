"""Work that no warranty covers: it is offered, and agreed to, before it begins (contract P5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from domain.tickets.agree import resume
from domain.tickets.commands import AnswerOffer, Cover, Offer, Waive
from domain.tickets.events import Event, Happened, Ticket
from domain.tickets.refused import Refused

WORK = (Happened.ARRIVED, Happened.REMOTE)
"""The steps with which work begins."""


def is_paid(ticket: Ticket) -> bool | None:
    """Whether the work is paid; None: only some parts are under warranty, and nobody has said which it is."""
    if "covered" in ticket.cover:
        return not ticket.cover["covered"]
    if not ticket.warranty.get("over"):
        return False
    return None if ticket.warranty.get("still") else True


def may_begin(ticket: Ticket) -> bool:
    """Whether work may begin: nothing to pay, or agreed upon, or a manager has let the offer be.

    Without a price list there is nothing that could be offered, and nothing is held up.
    """
    if is_paid(ticket) is False or not ticket.warranty.get("prices"):
        return True
    return bool(ticket.agreed) or ticket.waived_by is not None


def held_up(ticket: Ticket) -> str | None:
    """Why work may not begin yet, as the id of a text."""
    if may_begin(ticket):
        return None
    return "refused-warranty-first" if is_paid(ticket) is None else "refused-offer-first"


def decide_paid(ticket: Ticket, command: Cover | Offer | AnswerOffer | Waive, now: datetime) -> list[Event]:
    """What is paid, the offer, its answer, or a manager's word that none is needed; raises Refused."""
    if not ticket.open:
        raise Refused("refused-closed")
    match command:
        case Cover():
            return _cover(ticket, command, now)
        case Offer():
            return _offer(ticket, command, now)
        case AnswerOffer(by=by, agreed=agreed):
            if not ticket.offer:
                raise Refused("refused-offer-over")
            kind = Happened.OFFER_AGREED if agreed else Happened.OFFER_REFUSED
            data = {"items": list(ticket.offer["items"]), "currency": ticket.offer["currency"]}
            return [Event(kind, now, by, data), *resume(ticket, by, "customer", now)]
        case Waive(by=by):
            if may_begin(ticket):
                raise Refused("refused-nothing-to-pay")
            return [Event(Happened.OFFER_WAIVED, now, by)]


def _cover(ticket: Ticket, command: Cover, now: datetime) -> list[Event]:
    _must_be_mine(ticket, command.by)
    parts: Sequence[str] = ticket.warranty.get("still" if command.covered else "over", ())
    if not ticket.warranty.get("over") or (command.covered and not parts):
        raise Refused("refused-nothing-to-pay")
    if command.part is not None and command.part not in parts:
        raise Refused("refused-stale")
    if ticket.agreed and command.covered:
        # What the customer agreed to pay is taken back by people, not by a button.
        raise Refused("refused-already")
    data: Mapping[str, Any] = {"covered": command.covered, "part": command.part}
    if data == dict(ticket.cover):
        raise Refused("refused-already")
    return [Event(Happened.COVERED, now, command.by, data)]


def _offer(ticket: Ticket, command: Offer, now: datetime) -> list[Event]:
    _must_be_mine(ticket, command.by)
    if is_paid(ticket) is False:
        raise Refused("refused-nothing-to-pay")
    if is_paid(ticket) is None:
        raise Refused("refused-warranty-first")
    if not command.items:
        raise Refused("refused-offer-empty")
    data = {"items": [dict(one) for one in command.items], "currency": command.currency}
    return [Event(Happened.OFFERED, now, command.by, data)]


def _must_be_mine(ticket: Ticket, by: int) -> None:
    if ticket.assignee_id is None:
        raise Refused("refused-nobody-has-it")
    if ticket.assignee_id != by:
        raise Refused("refused-not-yours", who=ticket.assignee_id)
