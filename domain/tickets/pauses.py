"""Clocks that stand still by agreement: from the customer's yes until somebody goes on, or the agreed time comes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from domain.tickets.events import Event, Happened

_ENDS = (
    Happened.RESUMED,
    Happened.CUSTOMER_SAID,
    Happened.RESTORED,
    Happened.RESOLVED,
    Happened.NOT_REPAIRED,
    Happened.CLOSED,
    Happened.CONFIRMED,
    Happened.WITHDRAWN,
)


@dataclass(frozen=True)
class Pause:
    """The clocks named stand still in `[start, end)`; the agreed end counts until something ends it sooner."""

    start: datetime
    end: datetime
    reason: str
    clocks: tuple[str, ...]
    asked_by: int | None = None
    agreed_by: int | None = None
    ended_by: str | None = None
    """What ended it before its time: the type of that event; None for the agreed time."""


def pauses_of(events: Sequence[Event]) -> tuple[Pause, ...]:
    """Every agreed pause, in order. `events` are those that count, in order, at whole seconds."""
    found: list[Pause] = []
    for place, event in enumerate(events):
        if event.type is not Happened.PAUSE_AGREED:
            continue
        end = datetime.fromisoformat(event.data["until"]).replace(microsecond=0)
        ended_by = None
        for later in events[place + 1 :]:
            if later.at >= end:
                break
            if later.type in _ENDS:
                end, ended_by = later.at, later.type.value
                break
        if found and found[-1].end > event.at:
            # What had ended it was taken back, and another one was agreed on meanwhile: no second counts twice.
            found[-1] = replace(found[-1], end=event.at)
        found.append(
            Pause(
                event.at,
                max(end, event.at),
                event.data["reason"],
                tuple(event.data["clocks"]),
                event.data.get("asked_by"),
                event.by,
                ended_by,
            )
        )
    return tuple(found)
