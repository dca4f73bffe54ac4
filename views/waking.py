"""What a person is told who is woken by another way than Telegram: plain words, nothing that could reach a customer."""

from __future__ import annotations

import re
from dataclasses import dataclass

from domain.terms import Preset
from domain.tickets.events import Ticket
from views.cards import what_it_is
from views.texts import plain

# Customers write their numbers into what they report; a mail server or a gateway has no business with them.
_NUMBER = re.compile(r"[+(]?\d(?:[\d\s().\-]{5,}\d)")
_LONGEST_TITLE = 80


@dataclass(frozen=True)
class Call:
    """Title and body, without any marks."""

    title: str
    body: str


def call_words(ticket: Ticket, customer: str, language: str, preset: Preset) -> Call:
    """Number, level, customer and title, and how to acknowledge."""
    level = what_it_is(ticket, language, preset)
    words = _NUMBER.sub("…", " ".join(ticket.title.split()))[:_LONGEST_TITLE]
    return Call(
        plain(language, "wake-title", number=ticket.id, level=level, customer=customer),
        plain(language, "wake-body", number=ticket.id, level=level, customer=customer, words=words),
    )
