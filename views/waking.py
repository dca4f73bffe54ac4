"""What a person is told who is woken by another way than Telegram: plain words, nothing that could reach a customer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from domain.terms import Preset
from domain.tickets.events import Ticket
from views.cards import what_it_is
from views.texts import plain

# Customers write their numbers into what they report; a mail server or a gateway has no business with them.
_NUMBER = re.compile(r"[+(]?\d(?:[\d\s().\-]{5,}\d)")
_LONGEST_TITLE = 80
_LINES_AT_MOST, _NUMBERS_AT_MOST = 10, 20


@dataclass(frozen=True)
class Call:
    """Title and body, without any marks."""

    title: str
    body: str


@dataclass(frozen=True)
class Named:
    """A ticket that somebody is woken for, its customer and its terms."""

    ticket: Ticket
    customer: str
    preset: Preset


def call_words(found: Sequence[Named], language: str) -> Call:
    """Number, level, customer and title, and how to acknowledge; of several tickets a line each, the first ones only."""
    if len(found) == 1:
        return _of_one(found[0], language)
    numbers = " ".join(f"#{one.ticket.id}" for one in found[:_NUMBERS_AT_MOST])
    lines = [
        plain(
            language, "wake-title", number=one.ticket.id, level=what_it_is(one.ticket, language, one.preset),
            customer=one.customer,
        )
        for one in found[:_LINES_AT_MOST]
    ]  # fmt: skip
    more = len(found) - _LINES_AT_MOST
    return Call(
        plain(language, "wake-title-many", count=len(found), numbers=numbers),
        "\n".join(
            (
                plain(language, "wake-body-many", count=len(found)),
                *lines,
                *((plain(language, "list-more", count=more),) if more > 0 else ()),
            )
        ),
    )


def _of_one(one: Named, language: str) -> Call:
    level = what_it_is(one.ticket, language, one.preset)
    words = _NUMBER.sub("…", " ".join(one.ticket.title.split()))[:_LONGEST_TITLE]
    return Call(
        plain(language, "wake-title", number=one.ticket.id, level=level, customer=one.customer),
        plain(language, "wake-body", number=one.ticket.id, level=level, customer=one.customer, words=words),
    )
