"""Pages that wait together go out as one message; it shows what became of each of them as long as that matters."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.delivery.facing import name_of
from bot.delivery.parcel import Edit, Send, Wait
from domain.desk import Desk
from domain.tickets.clocks import clocks_of, current, next_deadline
from domain.tickets.events import Event, Ticket, fold
from storage import bundles, incidents, tickets
from storage.outbox import Row
from views.cards import state_words, what_it_is
from views.content import Content
from views.incidents import Line, Named, bundle, group_bundle, in_full
from views.texts import Safe, text

_GATHER_FIRST, _GATHER = 15, 60
"""Seconds between two mentions of several tickets in a group: of first pages, and of escalations."""


def needless(conn: Connection, ticket: Ticket) -> str | None:
    """Why nobody has to be called for the ticket any more; None: somebody has to be."""
    if ticket.assignee_id is not None or not ticket.open:
        return "acknowledged meanwhile" if ticket.open else "closed meanwhile"
    return "covered by the incident" if incidents.covered(conn, ticket) else None


def page(conn: Connection, desk: Desk, row: Row, language: str, now: datetime) -> Send | None:
    """The private page for this row and all that wait beside it; None if it is alone."""
    beside = _beside(conn, desk, row, language)
    if len(beside.found) < 2:
        return None
    return beside.sent(row, bundle(beside.found, language, now), language)


def group_page(conn: Connection, desk: Desk, row: Row, now: datetime) -> Send | Wait | None:
    """One mention of everybody for this row and all that wait beside it; None if it is alone.

    In a storm the next one gathers for a while: everybody has a private page already, and the group's minute is short.
    """
    gather = timedelta(seconds=_GATHER_FIRST if int(row.data["step"]) == 0 else _GATHER)
    last = bundles.last_said(conn, row, now - gather)
    if last is not None:
        return Wait(max(1.0, (last + gather - now).total_seconds()))
    beside = _beside(conn, desk, row, desk.language)
    if len(beside.found) < 2:
        return None
    people = dict.fromkeys(person for data in beside.data for person in data["people"])
    mentions = [(person, name_of(conn, desk, person)) for person in people]
    return beside.sent(row, group_bundle(beside.found, mentions, desk.language, now), desk.language)


def over(
    conn: Connection, desk: Desk, ticket: int, chat_id: int, message_id: int, language: str, now: datetime
) -> Edit | None:
    """What the message that paged for the ticket and others should show now; None if it is no such message."""
    told = bundles.told(conn, ticket, chat_id, message_id)
    if not told:
        return None
    numbers = tuple(told["tickets"])
    found = said_of(conn, desk, named(conn, numbers), language, {})
    if "people" in told:
        mentions = [(person, name_of(conn, desk, person)) for person in told["people"]]
        content = group_bundle(found, mentions, language, now)
    else:
        content = bundle(found, language, now)
    return Edit(chat_id, message_id, content, together=numbers)


def shown(conn: Connection, ticket: int, chat_id: int, message_id: int) -> str | None:
    """The hash of what that message shows."""
    return bundles.told(conn, ticket, chat_id, message_id).get("shown")


def line_of(
    conn: Connection,
    desk: Desk,
    ticket: Ticket,
    events: Sequence[Event],
    language: str,
    *,
    waits: bool,
    step: int = 0,
) -> Line:
    """What a message of several tickets says of one."""
    contract = desk.contract(ticket.contract)
    clocks = current(clocks_of(ticket, events, desk.terms(ticket.contract)))
    preset = desk.preset_of(ticket)
    return Line(
        number=ticket.id,
        turn=ticket.round,
        level=ticket.level or 0,
        what=what_it_is(ticket, language, preset),
        customer=contract.customer,
        deadline=next_deadline(clocks) if ticket.open else None,
        zone=ZoneInfo(contract.timezone),
        step=step,
        state=state_words(ticket, language, preset),
        who=name_of(conn, desk, ticket.assignee_id) if ticket.assignee_id is not None else None,
        waits=waits,
    )


@dataclass(frozen=True)
class _Together:
    """All tickets to page for, the most urgent first; the other rows these belong to and what all the rows say."""

    found: Sequence[Named]
    rows: tuple[int, ...] = ()
    data: tuple[Mapping[str, Any], ...] = ()
    uncertain: bool = False
    """One of the other rows may have been said already."""

    def sent(self, row: Row, content: Content, language: str) -> Send:
        """The message that says `content` of all of them."""
        marked = _marked(content, language, self.uncertain and not row.uncertain)
        numbers = tuple(one.number for one in self.found)
        return Send(row.chat_id, marked, together=numbers, rows=self.rows)


def _beside(conn: Connection, desk: Desk, row: Row, language: str) -> _Together:
    assert row.ticket is not None
    waiting = bundles.beside(conn, row)
    if not waiting:
        return _Together(())
    steps: dict[int, int] = {row.ticket: int(row.data["step"])}
    for one in waiting:
        steps[one.ticket] = max(int(one.data["step"]), steps.get(one.ticket, 0))
    needed = [one for one in named(conn, steps) if one.waits]
    numbers = {one.number for one in needed}
    kept = [one for one in waiting if one.ticket in numbers]
    return _Together(
        said_of(conn, desk, needed, language, steps),
        tuple(one.id for one in kept),
        (row.data, *(one.data for one in kept)),
        any(one.uncertain for one in kept),
    )


def named(conn: Connection, numbers: Collection[int]) -> list[Named]:
    """The tickets by their numbers, the most urgent first: the most severe, then the earliest deadline."""
    covered = incidents.covered_among(conn, numbers)
    return [
        Named(one.number, 0, one.free and one.number not in covered)
        for one in bundles.by_urgency(conn, numbers)
    ]


def said_of(
    conn: Connection, desk: Desk, found: Sequence[Named], language: str, steps: Mapping[int, int]
) -> list[Named]:
    """The same tickets, with what is to be said of those that are shown in full: reading all of them takes long."""
    histories = tickets.histories(conn, list(in_full(found)))
    return [
        line_of(
            conn, desk, fold(one.number, histories[one.number]), histories[one.number], language, waits=one.waits,
            step=steps.get(one.number, 0),
        )
        if one.number in histories
        else one
        for one in found
    ]  # fmt: skip


def _marked(content: Content, language: str, repeated: bool) -> Content:
    # Another row of the bundle was cut off between request and answer: what this message says may stand there already.
    if not repeated:
        return content
    return replace(content, text=Safe(f"{text(language, 'repeat-mark')} {content.text}"))
