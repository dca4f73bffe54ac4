"""What was decided and is still to be written: rows for every table, written at once in few statements.

Deciding reads nothing that is gathered here, so that the decisions of many tickets may be written together. What only
the records know is looked up when writing, for all of them at once: which timers are armed, which chats show a ticket.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from domain.tickets.clocks import Clock
from domain.tickets.events import Event, Ticket
from storage import bundles, cards, incidents, outbox, tickets, timers
from storage.outbox import Lane
from storage.timers import Wanted

_REDRAWN_AFTER = timedelta(seconds=10)
"""Several of a bundle are often taken one after the other; in the group each change counts like another message."""


@dataclass(frozen=True)
class _Arm:
    ticket: int
    timer: Wanted


@dataclass(frozen=True)
class _Replace:
    ticket: int
    prefix: str
    timers: tuple[Wanted, ...]


@dataclass(frozen=True)
class _Drop:
    ticket: int
    prefix: str


@dataclass(frozen=True)
class _Refresh:
    ticket: Ticket
    team_chat: int
    now: datetime


@dataclass
class Writes:
    """Gathered changes. `write` carries them out in the order in which they were added, ticket by ticket."""

    _events: list[tuple[int, Event]] = field(default_factory=list)
    _cached: list[tuple[Ticket, Sequence[Clock] | None, Sequence[Event]]] = field(default_factory=list)
    _timers: list[_Arm | _Replace | _Drop] = field(default_factory=list)
    _said: list[dict[str, Any] | _Refresh] = field(default_factory=list)
    _redrawn: list[tuple[int, int, datetime]] = field(default_factory=list)

    def happened(
        self, ticket: Ticket, running: Sequence[Clock] | None, new: Sequence[Event], events: Sequence[Event]
    ) -> None:
        """`new` are to be kept, and what queries read of the ticket; `events` are all of it, new ones included.

        `running` are its clocks, None if they are as they were.
        """
        self._events += [(ticket.id, event) for event in new]
        self._cached.append((ticket, running, events))

    def arm(self, ticket: int, timer: Wanted) -> None:
        """See `timers.arm`."""
        self._timers.append(_Arm(ticket, timer))

    def replace(self, ticket: int, prefix: str, wanted: Sequence[Wanted]) -> None:
        """See `timers.replace`."""
        self._timers.append(_Replace(ticket, prefix, tuple(wanted)))

    def drop(self, ticket: int, prefix: str) -> None:
        """See `timers.disarm_ticket`."""
        self._timers.append(_Drop(ticket, prefix))

    def say(
        self,
        ticket: Ticket,
        lane: Lane,
        chat_id: int,
        kind: str,
        now: datetime,
        data: dict[str, Any] | None = None,
        dedupe: str | None = None,
        reusable: bool = False,
    ) -> None:
        """See `outbox.put`; whoever hears of an older state of the ticket is told by the fence."""
        self._said.append(
            outbox.values_of(
                lane=lane, chat_id=chat_id, kind=kind, now=now, ticket=ticket.id,
                person_id=chat_id if chat_id > 0 else None, data=data, fence=ticket.seq, dedupe=dedupe,
                reusable=reusable,
            )
        )  # fmt: skip

    def refresh(self, ticket: Ticket, team_chat: int, now: datetime) -> None:
        """Every card, and every page that was sent, is drawn anew; however many changes wait, each is one row."""
        self._said.append(_Refresh(ticket, team_chat, now))

    def redraw(self, ticket: Ticket, group: int, now: datetime) -> None:
        """The group's messages that call for the ticket together with others show what became of it."""
        self._redrawn.append((ticket.id, group, now))

    def write(self, conn: Connection) -> None:
        """Write everything, once."""
        if self._events:
            tickets.append_all(conn, self._events)
        if self._cached:
            tickets.cache_all(conn, self._cached)
        self._write_timers(conn)
        outbox.put_all(conn, self._spoken(conn))
        self._redraw(conn)

    def _write_timers(self, conn: Connection) -> None:
        armed = [one for one in self._timers if isinstance(one, _Arm)]
        replaced = [one for one in self._timers if isinstance(one, _Replace)]
        prefixes = {one.ticket: one.prefix for one in replaced}
        apart = len(prefixes) == len(replaced) and not any(
            one.timer[0].startswith(prefixes.get(one.ticket, "\n")) for one in armed
        )
        if len(armed) + len(replaced) < len(self._timers) or not apart:
            # Their order matters: what is dropped first may be armed again.
            for one in self._timers:
                _write_timer(conn, one)
            return
        timers.arm_all(conn, [(one.ticket, one.timer) for one in armed])
        timers.replace_all(conn, [(one.ticket, one.prefix, one.timers) for one in replaced])

    def _redraw(self, conn: Connection) -> None:
        if not self._redrawn:
            return
        _, group, now = self._redrawn[0]
        found = bundles.in_group(conn, [number for number, _, _ in self._redrawn], group)
        rows = [
            outbox.values_of(
                lane=Lane.CARD, chat_id=group, kind="bundle", now=now, data={"ticket": number, "message": message},
                dedupe=f"bundle:{group}:{message}", reusable=True, not_before=now + _REDRAWN_AFTER,
            )
            for message, number in found.items()
        ]  # fmt: skip
        outbox.put_all(conn, rows)

    def _spoken(self, conn: Connection) -> list[dict[str, Any]]:
        anew = [one for one in self._said if isinstance(one, _Refresh)]
        shown = cards.chats_of(conn, [one.ticket.id for one in anew]) if anew else {}
        if shared := [one for one in anew if one.ticket.incident is not None]:
            incidents.freshen(conn, shared[0].team_chat, [one.ticket.id for one in shared], shared[0].now)
        rows: list[dict[str, Any]] = []
        for one in self._said:
            rows += _card_rows(one, shown.get(one.ticket.id, ())) if isinstance(one, _Refresh) else [one]
        return rows


def _write_timer(conn: Connection, one: _Arm | _Replace | _Drop) -> None:
    match one:
        case _Arm():
            timers.arm_all(conn, [(one.ticket, one.timer)])
        case _Replace():
            timers.replace(conn, one.ticket, one.prefix, one.timers)
        case _Drop():
            timers.disarm_ticket(conn, one.ticket, one.prefix)


def _card_rows(one: _Refresh, shown: Sequence[int]) -> list[dict[str, Any]]:
    ticket = one.ticket
    # The first card is the answer to the report; later ones only freshen it.
    lane = Lane.ANSWER if ticket.seq == 1 else Lane.CARD
    return [
        outbox.values_of(
            lane=lane, chat_id=chat_id, kind="card", now=one.now, ticket=ticket.id,
            person_id=chat_id if chat_id > 0 else None, fence=ticket.seq, dedupe=f"card:{ticket.id}:{chat_id}",
            reusable=True,
        )
        for chat_id in dict.fromkeys((ticket.customer_id, one.team_chat, *shown))
    ]  # fmt: skip
