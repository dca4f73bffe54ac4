"""The plan as a calendar file to import (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta, tzinfo
from uuid import NAMESPACE_URL, uuid5

from icalendar import Calendar, Event

from domain.plans.outlook import Standing

_PRODUCT = "-//Faultline//Plan//EN"
_APPOINTMENT = timedelta(hours=2)


def calendar_of(
    found: Iterable[Standing], names: Mapping[int, str], stamp: datetime, language: str, zone: tzinfo
) -> str:
    """An event for each promise: the appointment where one is agreed, else the last day on which it may be done.

    An event keeps its UID when an appointment is made or moved, so that an import changes it and doubles nothing.
    """
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for one in found:
        event = Event()
        event.add("uid", f"{uuid5(NAMESPACE_URL, f'{one.promise.key}|{one.due.isoformat()}')}@faultline")
        event.add("dtstamp", stamp.astimezone(UTC).replace(microsecond=0))
        if one.agreed_at is not None:
            event.add("dtstart", one.agreed_at.astimezone(UTC))
            event.add("dtend", (one.agreed_at + _APPOINTMENT).astimezone(UTC))
        else:
            day = (one.due - timedelta(seconds=1)).astimezone(zone).date()
            event.add("dtstart", day)
            event.add("dtend", day + timedelta(days=1))
            event.add("transp", "TRANSPARENT")
        label = one.promise.label.get(language, one.promise.name)
        who = f" ({names[one.person]})" if one.person is not None and one.person in names else ""
        event.add("summary", f"{one.customer}: {label}{who}")
        calendar.add_component(event)
    return bytes(calendar.to_ical()).decode()
