"""Duties as a calendar: the file to import, the calendar that is subscribed to, and the message with its address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.delivery.parcel import Drop, Parcel, Send
from domain.desk import Desk
from domain.oncall.ics import calendar_of
from domain.oncall.plan import contexts, layer_names
from domain.oncall.schedule import Segment, segments
from domain.worktime import from_micros, wall_instant
from storage import duty, feeds
from storage.outbox import Row
from views.content import Content, File
from views.oncall import layer_name
from views.texts import plain, text
from views.times import clock_time

MINE, ALL = "me", "all"
"""The views of a calendar: the person's own duties, everybody's."""

_BACK, _AHEAD = timedelta(days=15), timedelta(days=56)
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Shifts:
    """What a calendar shows, and to whom. `person` None: the duties of everybody."""

    parts: tuple[Segment, ...]
    names: Mapping[int, str]
    titles: Mapping[str, str]
    person: int | None
    called: str

    def written(self, stamp: datetime) -> bytes:
        """The calendar, made at `stamp`."""
        return calendar_of(self.parts, self.names, self.person, stamp, self.titles, self.called).encode()

    def fingerprint(self) -> str:
        """The same as long as the calendar says the same, whenever it is made."""
        return sha256(self.written(_NEVER)).hexdigest()


def shifts(desk: Desk, person: int | None, language: str, now: datetime) -> Shifts:
    """The duties from the month's beginning, two weeks ago, until eight weeks from now; `desk` has the book of that time.

    It begins and ends at midnight, so that it changes no more than once a day by itself, and an event that goes on for
    weeks keeps its start, and so its identity, for a month.
    """
    start, end = window(desk, now)
    found: list[Segment] = []
    for layer in layer_names(desk):
        for context in contexts(desk):
            found += segments(desk.layers, desk.book, layer, start, end, context)
    return Shifts(
        tuple(found),
        {one.id: one.name for one in desk.people.values()},
        {layer: layer_name(layer, language) for layer in layer_names(desk)},
        person,
        plain(language, "feed-name-all" if person is None else "feed-name-me"),
    )


def window(desk: Desk, now: datetime) -> tuple[datetime, datetime]:
    """From when until when a calendar goes."""
    zone = ZoneInfo(desk.timezone)
    first = (now - _BACK).astimezone(zone).date().replace(day=1)
    return _midnight(first, zone), _midnight((now + _AHEAD).astimezone(zone).date(), zone)


def calendar_file(conn: Connection, desk: Desk, row: Row, language: str, now: datetime) -> Parcel:
    """The reader's duties of the next eight weeks as a file for their calendar."""
    # A duty that runs keeps the start it has in yesterday's file: its event is changed, not doubled.
    booked = duty.booked_since(conn, desk, window(desk, now)[0])
    found = shifts(booked, row.chat_id, language, now)
    coming = tuple(one for one in found.parts if one.end > now)
    made = calendar_of(
        coming, found.names, row.chat_id, now.astimezone(UTC).replace(microsecond=0), found.titles
    )
    file = File("document", data=made.encode(), name="oncall.ics")
    return Send(row.chat_id, Content(text(language, "oncall-ics"), files=(file,)))


def address_message(conn: Connection, desk: Desk, row: Row, language: str, now: datetime) -> Parcel:
    """The address of the reader's calendar, which nobody can tell a second time."""
    feed = feeds.of(conn, row.chat_id)
    if feed is None or not desk.calendar_url:
        return Drop("there is no calendar any more")
    token = feeds.token_of(conn, row.chat_id)
    if token is None:
        # The desk was started anew since; the address is forgotten.
        made = clock_time(feed.made_at, ZoneInfo(desk.timezone), now, language)
        return Send(row.chat_id, Content(text(language, "feed-forgotten", made=made)))
    return Send(row.chat_id, Content(text(language, "feed-address", url=address(desk, token))))


def address(desk: Desk, token: str) -> str:
    """Where a calendar is."""
    return f"{desk.calendar_url}/calendar/{token}.ics"


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return from_micros(wall_instant(zone, day.toordinal(), 0, end=False))
