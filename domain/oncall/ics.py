"""The schedule as a calendar file to import or subscribe to (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from uuid import NAMESPACE_URL, uuid5

from icalendar import Calendar, Event

from domain.oncall.schedule import Segment

_PRODUCT = "-//Faultline//On call//EN"
_ASK_AGAIN = timedelta(hours=1)
_NOTHING: Mapping[str, str] = MappingProxyType({})


def calendar_of(
    segments: Iterable[Segment],
    names: Mapping[int, str],
    person: int | None,
    stamp: datetime,
    titles: Mapping[str, str] = _NOTHING,
    called: str = "",
) -> str:
    """An event for every duty, or only for those of `person`; holes make none. `stamp` is when it was made.

    `titles` are the layers' names for the reader. An event keeps its UID as long as its person, layer and start stay,
    so begin with a whole duty rather than in the midst of one. Events leave their time free: on call is not busy.
    `called` is the name of a calendar that is subscribed to; whoever does is asked to look again every hour (RFC 7986,
    and what calendars understood before it).
    """
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    if called:
        calendar.add("name", called)
        calendar.add("x-wr-calname", called)
        calendar.add("refresh-interval", _ASK_AGAIN, parameters={"VALUE": "DURATION"})
        calendar.add("x-published-ttl", "PT1H")
    seen = set()
    for segment in segments:
        duty = segment.duty
        if duty is None or person not in (None, duty.person):
            continue
        start = segment.start.astimezone(UTC)
        uid = f"{uuid5(NAMESPACE_URL, f'{duty.layer}|{duty.person}|{start.isoformat()}')}@faultline"
        if uid in seen:
            continue
        seen.add(uid)
        event = Event()
        event.add("uid", uid)
        event.add("dtstamp", stamp.astimezone(UTC))
        event.add("dtstart", start)
        event.add("dtend", segment.end.astimezone(UTC))
        name = names.get(duty.person, str(duty.person))
        event.add("summary", f"{titles.get(duty.layer, duty.layer)}: {name}")
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return bytes(calendar.to_ical()).decode()
