"""The nightly look at the plan: holes of the next eight weeks, each told to the managers once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from domain.desk import Desk
from domain.drill import layers_of
from domain.oncall.rotations import Context
from domain.oncall.schedule import LOOK_AHEAD, holes
from storage import duty, marks, outbox, timers
from storage import holes as told
from storage.holes import Known
from storage.outbox import Lane
from storage.timers import Timer
from views.drill import Gap, gap_lines
from views.texts import Safe

KEY = "look"
_AT = time(2)
_MARK = "last-look"
_DAY = timedelta(days=1)


def ensure(conn: Connection, desk: Desk, now: datetime) -> None:
    """Arm the timer at start; a look that fell into downtime is taken at once."""
    last = marks.get(conn, _MARK)
    since = datetime.fromisoformat(last) if last is not None else now
    timers.arm(conn, KEY, "look", next_time(desk, min(since, now)))


def run(conn: Connection, desk: Desk, timer: Timer, now: datetime) -> None:
    """Tell the managers of holes that they were not told of yet, and arm the next look."""
    timers.arm(conn, KEY, "look", next_time(desk, now))
    marks.put(conn, _MARK, now.isoformat(), now)
    found = look(duty.with_book(conn, desk, now), now)
    before = told.known(conn)
    new = [one for one in found if not any(known.holds(one) for known in before)]
    told.replace(conn, found, now)
    if new:
        words: dict[str, Any] = {"safe": str(_lines(desk, new, now))}
        variables = {"lines": words, "count": len({(one.layer, one.start, one.end) for one in new})}
        data = {"id": "look-holes", "vars": variables, "language": desk.language}
        outbox.put(conn, lane=Lane.WARNING, chat_id=desk.managers_chat, kind="text", now=now, data=data)


def look(desk: Desk, now: datetime) -> list[Known]:
    """Every hole of the next eight weeks in a layer that a policy of a contract calls."""
    end = now + LOOK_AHEAD
    seen: dict[tuple[object, ...], list[tuple[datetime, datetime]]] = {}
    found = []
    for code, contract in desk.contracts.items():
        levels = (level.number for level in contract.preset.levels)
        layers = dict.fromkeys(name for level in levels for name in layers_of(desk.policy_of(code, level)))
        context = Context(code, desk.products.get(code))
        for layer in layers:
            # Contracts that no rotation and no override tells apart have the same plan.
            alike = (layer, *_fits(desk, layer, context))
            if alike not in seen:
                gaps = holes(desk.layers, desk.book, (layer,), now, end, (context,))
                seen[alike] = [(gap.start, gap.end) for gap in gaps]
            found += [Known(layer, code, since, until, until == end) for since, until in seen[alike]]
    return found


def _fits(desk: Desk, layer: str, context: Context) -> tuple[bool, ...]:
    return (
        *(rotation.fits(context) for rotation in desk.layers),
        *(override.fits(layer, context) for override in desk.book.overrides),
    )


def _lines(desk: Desk, new: Sequence[Known], now: datetime) -> Safe:
    together: dict[tuple[datetime, datetime, str, bool], list[str]] = {}
    for one in new:
        together.setdefault((one.start, one.end, one.layer, one.cut), []).append(one.contract)
    everywhere = set(desk.contracts)
    gaps = [
        Gap(start, end, layer, () if set(codes) == everywhere else _customers(desk, codes), cut)
        for (start, end, layer, cut), codes in sorted(together.items())
    ]
    return gap_lines(gaps, desk.language, ZoneInfo(desk.timezone), now)


def _customers(desk: Desk, codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(desk.contract(code).customer for code in sorted(codes))


def next_time(desk: Desk, after: datetime) -> datetime:
    """The first instant later than `after` at which the desk's clocks show two in the night."""
    day = after.astimezone(ZoneInfo(desk.timezone)).date()
    days = (day + more * _DAY for more in range(-1, 3))
    return next(at for one in days if (at := _on(desk, one)) > after)


def _on(desk: Desk, day: date) -> datetime:
    return datetime.combine(day, _AT, ZoneInfo(desk.timezone)).astimezone(UTC)
