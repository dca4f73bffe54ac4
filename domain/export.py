"""What a manager takes away as files: lines of tickets, clocks and ratings. No phone numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from domain.attainment import Line

_PHONES = re.compile(
    r"(?<![\d.])(?:"
    r"(?:\+|00)\d{1,3}[\s\-().]*\d(?:[\s\-().]*\d){6,12}"  # international
    r"|(?:86[\s\-]?)?1[3-9]\d(?:[\s\-]?\d{4}){2}"  # Chinese mobile
    r"|\(?0\d{2,3}\)?[\s\-]?\d{7,8}"  # Chinese landline
    r"|400[\s\-]?\d{3,4}[\s\-]?\d{3,4}"
    r")(?!\d)"
)
_HIDDEN = "***"


def without_phones(words: str) -> str:
    """People's words with every phone number left out; numbers of devices and addresses stay."""
    return _PHONES.sub(_HIDDEN, words)


@dataclass(frozen=True)
class TicketLine:
    """A ticket of the period: opened, still open or closed in it."""

    number: int
    contract: str
    customer: str
    kind: str
    level: int | None
    title: str
    state: str
    opened_at: datetime
    acknowledged_at: datetime | None
    restored_at: datetime | None
    resolved_at: datetime | None
    closed_at: datetime | None
    engineer: str
    fault_kind: str
    cause: str
    done: str
    advice: str


@dataclass(frozen=True)
class RatingLine:
    """Stars that were given in the period, with the customer's words."""

    ticket: int
    contract: str
    customer: str
    at: datetime
    stars: int
    engineer: str
    comment: str


@dataclass(frozen=True)
class Exported:
    """What the files hold."""

    tickets: tuple[TicketLine, ...]
    clocks: tuple[Line, ...]
    ratings: tuple[RatingLine, ...]
