"""What is said about paid work and its offers, and about a request that became a course."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from domain.plans.parts import part_words
from domain.plans.prices import money, total
from domain.tickets.events import Ticket
from views.callbacks import encode
from views.cards import Facing
from views.content import Button, Content
from views.paid import offer_lines, parts_words, waive_key
from views.texts import lines, plain, text

CUSTOMER = frozenset({"offered", "became-course"})
"""What `customer` puts into words."""

TEAM = frozenset({"covered", "offer-agreed", "offer-refused", "offer-waived", "became-course"})
"""What `team` puts into words."""


def customer(
    what: str, ticket: Ticket, language: str, facing: Facing, data: Mapping[str, Any], who: str
) -> Content:
    """An offer with its answers, or what became of a request."""
    if what == "became-course":
        return Content(text(language, "customer-became-course", number=ticket.id, title=data["title"]))
    words = lines(
        text(language, "customer-offered", number=ticket.id, who=who, part=_part(ticket, language)),
        offer_lines(data["items"], data["currency"], language),
        text(language, "customer-offered-then"),
    )
    seq = ticket.offer.get("seq", 0)
    answers = ["y", "n", *(["w"] if "offer" in facing.preset.pauses and not ticket.pause else [])]
    keys = tuple(
        (Button(plain(language, f"button-offer-{one}"), encode("tp", ticket.id, seq, one)),)
        for one in answers
    )
    return Content(words, keys)


def team(ticket: Ticket, language: str, data: Mapping[str, Any], who: str) -> Content:
    """A line in the ticket's topic."""
    what, number = data["what"], ticket.id
    if what == "covered":
        part = part_words(data["part"], language) if data["part"] else _part(ticket, language)
        text_id = "team-covered" if data["covered"] else "team-paid"
        return Content(text(language, text_id, number=number, who=who, part=part))
    if what == "became-course":
        return Content(text(language, "team-became-course", number=number, who=who, title=data["title"]))
    if what == "offer-waived":
        return Content(text(language, "team-offer-waived", number=number, who=who))
    return Content(text(language, f"team-{what}", number=number, who=who, sum=_sum(data)))


def managers_refused(ticket: Ticket, language: str, data: Mapping[str, Any], who: str) -> Content:
    """The customer will not pay: managers may let the work begin all the same."""
    words = text(language, "managers-offer-refused", number=ticket.id, who=who, sum=_sum(data))
    return Content(words, waive_key(ticket, language))


def _sum(data: Mapping[str, Any]) -> str:
    return money(total(data["items"]), data["currency"])


def _part(ticket: Ticket, language: str) -> str:
    part = ticket.cover.get("part")
    return part_words(part, language) if part else parts_words(ticket.warranty.get("over", ()), language)
