"""Pages that wait together go out as one message; it shows what became of each of them as long as that matters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
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
from views.incidents import Line, bundle, group_bundle
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
    found, rows, uncertain = _beside(conn, desk, row, language)
    if len(found) < 2:
        return None
    content = _marked(bundle(found, language, now), language, uncertain and not row.uncertain)
    return Send(row.chat_id, content, together=_numbers(found), rows=rows)


def group_page(conn: Connection, desk: Desk, row: Row, now: datetime) -> Send | Wait | None:
    """One mention of everybody for this row and all that wait beside it; None if it is alone.

    In a storm the next one gathers for a while: everybody has a private page already, and the group's minute is short.
    """
    gather = timedelta(seconds=_GATHER_FIRST if int(row.data["step"]) == 0 else _GATHER)
    last = bundles.last_said(conn, row, now - gather)
    if last is not None:
        return Wait(max(1.0, (last + gather - now).total_seconds()))
    people: dict[int, None] = {}
    found, rows, uncertain = _beside(conn, desk, row, desk.language, people)
    if len(found) < 2:
        return None
    mentions = [(person, name_of(conn, desk, person)) for person in people]
    content = group_bundle(found, mentions, desk.language, now)
    content = _marked(content, desk.language, uncertain and not row.uncertain)
    return Send(row.chat_id, content, together=_numbers(found), rows=rows)


def over(
    conn: Connection, desk: Desk, ticket: int, chat_id: int, message_id: int, language: str, now: datetime
) -> Edit | None:
    """What the message that paged for the ticket and others should show now; None if it is no such message."""
    numbers = bundles.tickets_in(conn, ticket, chat_id, message_id)
    if not numbers:
        return None
    found = [line_of(conn, desk, one, events, language) for one, events in _read(conn, numbers).values()]
    content = bundle(sorted(found, key=_urgency), language, now)
    return Edit(chat_id, message_id, content, together=numbers)


def line_of(
    conn: Connection, desk: Desk, ticket: Ticket, events: Sequence[Event], language: str, step: int = 0
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
        waits=needless(conn, ticket) is None,
    )


def _beside(
    conn: Connection, desk: Desk, row: Row, language: str, people: dict[int, None] | None = None
) -> tuple[list[Line], tuple[int, ...], bool]:
    """Lines of all tickets to page for, the other rows these belong to, and whether one may have been said already."""
    assert row.ticket is not None
    waiting = bundles.beside(conn, row)
    if not waiting:
        return [], (), False
    steps: dict[int, int] = {row.ticket: int(row.data["step"])}
    for one in waiting:
        steps[one.ticket] = max(int(one.data["step"]), steps.get(one.ticket, 0))
    histories = _read(conn, list(steps))
    needed = {number for number, (ticket, _) in histories.items() if needless(conn, ticket) is None}
    lines = [
        line_of(conn, desk, *histories[number], language, steps[number])
        for number in steps
        if number in needed
    ]
    kept = [one for one in waiting if one.ticket in needed]
    if people is not None:
        _mentioned(people, [row.data, *(one.data for one in kept)])
    rows = tuple(one.id for one in kept)
    return sorted(lines, key=_urgency), rows, any(one.uncertain for one in kept)


def _mentioned(people: dict[int, None], data: Sequence[Mapping[str, Any]]) -> None:
    for one in data:
        people.update(dict.fromkeys(one["people"]))


def _read(conn: Connection, numbers: Sequence[int]) -> dict[int, tuple[Ticket, list[Event]]]:
    found = tickets.histories(conn, list(numbers))
    return {number: (fold(number, events), events) for number, events in found.items()}


def _numbers(found: Sequence[Line]) -> tuple[int, ...]:
    return tuple(line.number for line in found)


def _urgency(line: Line) -> tuple[int, float, int]:
    """The most severe first, then the earliest deadline."""
    due = line.deadline.due_at.timestamp() if line.deadline is not None else float("inf")
    return line.level, due, line.number


def _marked(content: Content, language: str, repeated: bool) -> Content:
    # Another row of the bundle was cut off between request and answer: what this message says may stand there already.
    if not repeated:
        return content
    return replace(content, text=Safe(f"{text(language, 'repeat-mark')} {content.text}"))
