"""Who asks a dissatisfied customer what went wrong: the superior, never whoever it is about (contract P5)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from domain.calendars import Calendar, add
from domain.desk import Desk
from domain.durations import Duration, Unit

WITHIN = Duration(2, Unit.WORKING_DAYS)
"""So soon after a low answer somebody has spoken with the customer."""


def due_by(office: Calendar, now: datetime) -> datetime:
    """The end of the deadline that begins now."""
    return add(office, now, WITHIN)


def who_follows_up(
    desk: Desk, engineers: Sequence[int], concerned: Collection[int], superiors: Mapping[int, int | None]
) -> int | None:
    """The first superior above the engineers who is not concerned, else the desk's, else a manager; None: nobody.

    `superiors` are those of people who are in the settings no more.
    """
    candidates: list[int | None] = []
    for engineer in engineers:
        above = _above(desk, engineer, superiors)
        while above is not None and above not in candidates:
            candidates.append(above)
            above = _above(desk, above, superiors)
    candidates += [desk.rota.superior_id, *(one.id for one in desk.managers)]
    allowed = (one for one in candidates if one in desk.people and one not in concerned)
    return next(allowed, None)


def _above(desk: Desk, person: int, superiors: Mapping[int, int | None]) -> int | None:
    known = desk.people.get(person)
    return known.superior_id if known is not None else superiors.get(person)
