"""A drill: everything that a ticket's ladder would do from an instant on if nobody ever acknowledged."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.desk import Desk
from domain.oncall.ladder import Call
from domain.oncall.policies import EXPERTS, GROUP, MANAGERS, PERSON, SUPERIOR, Policy, to_data
from domain.oncall.rota import PRIMARY
from domain.tickets.commands import Opening
from domain.tickets.decide import open_ticket
from domain.tickets.events import Ticket, fold

_NOT_LAYERS = (SUPERIOR, MANAGERS, EXPERTS, GROUP)
_LINES_AT_MOST = 200


def imagined(desk: Desk, contract: str, level: int, at: datetime) -> Ticket:
    """The ticket that a fault of that level, reported at that instant, would be. KeyError: no such contract."""
    policy = to_data(desk.policy_of(contract, level))
    version = desk.contract(contract).version
    opening = Opening("fault", contract, version, 0, "", level, policy=policy)
    return fold(0, [open_ticket(opening, at)])


def drill(desk: Desk, ticket: Ticket, start: datetime) -> tuple[Call, ...]:
    """Every call as `Desk.call` decides it, the last one above the top, which is repeated ever more slowly."""
    policy = desk.ladder_of(ticket)
    top = len(policy.steps) * (policy.repeats + 1)
    ack = desk.preset_of(ticket).nearest_level(ticket.level or 1).ack_seconds
    at, place = start, 0
    calls: list[Call] = []
    while len(calls) < _LINES_AT_MOST:
        call = desk.call(ticket, place, at, ack)
        calls.append(Call(at, call.step, call.people, call.missing, call.channels))
        if call.place >= top:
            break
        at, place = at + timedelta(seconds=call.wait), call.place + 1
    return tuple(calls)


def layers_of(policy: Policy) -> tuple[str, ...]:
    """The on-call layers that a policy calls. Of the built-in one only the first: it may well have nobody second."""
    named = [target for step in policy.steps for target in step.targets]
    layers = [one for one in named if one not in _NOT_LAYERS and not one.startswith(PERSON)]
    return tuple(dict.fromkeys(layers)) if policy.name else tuple(one for one in layers if one == PRIMARY)


_CLOCK = r"(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})"
_WHEN = re.compile(
    rf"(?:(?:(?P<year>[0-9]{{4}})-)?(?P<month>[0-9]{{1,2}})-(?P<day>[0-9]{{1,2}})[ T]+)?{_CLOCK}"
)


def written_instant(words: str, now: datetime, zone: ZoneInfo) -> datetime | None:
    """02:50 (the next one), 12-24 02:50 (this year's, or next year's once past) or 2026-12-24 02:50; None: unreadable.

    Wall-clock times of `zone`; one that does not exist is read with the offset before the change. Aware UTC.
    """
    found = _WHEN.fullmatch(unicodedata.normalize("NFKC", words).strip())
    if found is None:
        return None
    today = now.astimezone(zone).date()
    try:
        clock = time(int(found["hour"]), int(found["minute"]))
        if found["month"] is None:
            days = [today, today + timedelta(days=1), today + timedelta(days=2)]
        elif found["year"] is not None:
            return _at(date(int(found["year"]), int(found["month"]), int(found["day"])), clock, zone)
        else:
            years = (today.year, today.year + 1)
            days = [date(year, int(found["month"]), int(found["day"])) for year in years]
    except (ValueError, OverflowError):
        return None
    return next((at for day in days if (at := _at(day, clock, zone)) > now), None)


def _at(day: date, clock: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, clock, zone).astimezone(UTC)
