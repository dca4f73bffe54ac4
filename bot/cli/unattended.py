"""The times of the coming weeks at which nobody would be on call, as far as the settings tell."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from domain.desk import Desk
from domain.oncall.rotations import Context
from domain.oncall.schedule import LOOK_AHEAD, Hole, holes


def unattended(desk: Desk, now: datetime) -> Iterator[str]:
    """One line for each layer and kind of ticket with a hole in the eight weeks after `now`: the first, and how many."""
    if not desk.layers:
        yield "duty: nobody is on call at any time; every fault goes to the managers"
    for layer in dict.fromkeys(one.layer for one in desk.rotations):
        found: dict[tuple[tuple[datetime, datetime], ...], list[str]] = {}
        counted: dict[tuple[tuple[datetime, datetime], ...], tuple[Hole, ...]] = {}
        for code in desk.contracts or (None,):
            context = Context(code, desk.products.get(code) if code is not None else None)
            there = holes(desk.layers, desk.book, (layer,), now, now + LOOK_AHEAD, (context,))
            times = tuple((hole.start, hole.end) for hole in there)
            if there:
                counted[times] = there
                found.setdefault(times, []).append(code or "")
        for times, codes in found.items():
            yield _line(desk, layer, counted[times], codes)


def _line(desk: Desk, layer: str, there: tuple[Hole, ...], codes: list[str]) -> str:
    zone = ZoneInfo(desk.timezone)
    begin, end = (at.astimezone(zone) for at in (there[0].start, there[0].end))
    more = f", and {len(there) - 1} more times in eight weeks" if len(there) > 1 else ""
    whose = "" if len(codes) == max(len(desk.contracts), 1) else f" for tickets of {', '.join(codes)}"
    until = f"from {begin:%Y-%m-%d %H:%M} to {end:%Y-%m-%d %H:%M} ({desk.timezone})"
    return f'rotations: nobody is "{layer}"{whose} {until}{more}'
