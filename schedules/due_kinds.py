"""What each kind of thing due looks like to the person who has to do it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from domain.desk import Desk
from storage.dues import Due

Keys = Sequence[Sequence[dict[str, Any]]]


def no_keys(due: Due) -> Keys:
    """There is nothing to press."""
    return ()


@dataclass(frozen=True)
class Kind:
    """`ask` says it for the first time; `keys` go under that message and under each reminder.

    `climbs`: it is reminded of, and told to the superior when it is overdue. Others see to that themselves.
    `who` does it instead of somebody who left; without it that is whoever looks after the customer.
    """

    ask: Callable[[Connection, Desk, Due, datetime], None]
    keys: Callable[[Due], Keys] = no_keys
    climbs: bool = True
    who: Callable[[Connection, Desk, Due, datetime], int | None] | None = None


KINDS: dict[str, Kind] = {}
"""By the kind of due; each module of a kind puts itself in (see `schedules.dues`)."""


def register(name: str, kind: Kind) -> None:
    """Make a kind known."""
    KINDS[name] = kind
