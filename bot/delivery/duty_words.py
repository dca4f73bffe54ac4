"""Words around promises: reminders, a ticket taken from somebody, experts called together, how it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from domain.tickets.clocks import next_deadline
from domain.tickets.duty import awaited
from domain.tickets.duty_effects import reports_status
from domain.tickets.events import Event, Happened, Ticket, effective
from views.cards import Facing, deadline_line, facing_keys, state_words, what_it_is
from views.content import Button, Content
from views.keys import reminder_keys
from views.texts import Safe, lines, plain, text
from views.times import clock_time

TEAM = frozenset({"nudge", "released"})
"""What `team` puts into words."""

PERSON = frozenset({"nudge", "released", "still-on-it", "asleep", "experts"})
"""What `person` puts into words."""

_STEPS = (
    Happened.ACKNOWLEDGED,
    Happened.ASSIGNED,
    Happened.HANDED_OVER,
    Happened.ON_WAY,
    Happened.ARRIVED,
    Happened.REMOTE,
    Happened.WAITING,
    Happened.RELEASED,
    Happened.NOT_REPAIRED,
)


def still_so(what: str, ticket: Ticket, person: int | None = None) -> bool:
    """Whether what waited for its turn to be sent is still worth saying; `person` is whom it is for."""
    match what:
        case "nudge":
            return ticket.nudged and awaited(ticket) and person in (None, ticket.assignee_id)
        case "still-on-it":
            return awaited(ticket) and person == ticket.assignee_id
        case "asleep":
            return awaited(ticket)
        case "status":
            return reports_status(ticket) and not ticket.pause
        case "experts":
            return ticket.open
        case _:
            return True


def _about(ticket: Ticket, language: str, facing: Facing, now: datetime) -> Safe:
    clock = next_deadline(facing.clocks)
    return lines(
        deadline_line(clock, language, facing.zone, now) if clock is not None else "",
        text(language, "card-title", title=ticket.title),
    )


def team(
    what: str, ticket: Ticket, language: str, facing: Facing, data: Mapping[str, Any], who: str, now: datetime
) -> Content:
    """A line in the ticket's topic; whoever is reminded is mentioned, so that their phone rings."""
    if what == "nudge":
        person = text(language, "mention", person=data["person"], name=who)
        words = text(language, "team-nudge", number=ticket.id, who=person)
        return Content(words, reminder_keys(ticket, language))
    text_id = "team-gave-back" if data["by"] is not None else "team-released"
    return Content(text(language, text_id, number=ticket.id, who=who))


def person(
    ticket: Ticket, language: str, facing: Facing, data: Mapping[str, Any], who: str, now: datetime
) -> Content:
    """A private word to one of ours."""
    what = data["what"]
    keys: tuple[tuple[Button, ...], ...] = ()
    if what == "asleep":
        head = asleep(ticket, language, facing, data, who, now)
    elif what == "experts":
        level = what_it_is(ticket, language, facing.preset)
        head = text(language, "person-experts", number=ticket.id, level=level)
        head = lines(head, text(language, "card-customer", customer=facing.customer, contact=facing.contact))
        keys = facing_keys(ticket, language, facing) if ticket.assignee_id is None else ()
    else:
        head = text(language, f"person-{what}", number=ticket.id)
        if what == "nudge":
            keys = reminder_keys(ticket, language)
        elif what == "still-on-it":
            keys = reminder_keys(ticket, language, ("yes", "no"))
    return Content(lines(head, _about(ticket, language, facing, now)), keys)


def asleep(
    ticket: Ticket, language: str, facing: Facing, data: Mapping[str, Any], who: str, now: datetime
) -> Safe:
    """To the superior, or the managers: nothing was heard for long, and the question was not answered."""
    since = clock_time(datetime.fromisoformat(data["since"]), facing.zone, now, language)
    return text(language, "person-asleep", number=ticket.id, who=who, since=since)


def gathered(
    ticket: Ticket, language: str, facing: Facing, people: Sequence[tuple[int, str]], now: datetime
) -> Content:
    """The head of the experts' topic: who is called, what it is about."""
    mentions = Safe(" ".join(text(language, "mention", person=person, name=name) for person, name in people))
    level = what_it_is(ticket, language, facing.preset)
    words = lines(
        text(language, "experts-called", mentions=mentions, number=ticket.id, level=level),
        text(language, "card-customer", customer=facing.customer, contact=facing.contact),
        _about(ticket, language, facing, now),
        text(language, "experts-inside"),
    )
    return Content(words)


def status(ticket: Ticket, events: Sequence[Event], language: str, facing: Facing, now: datetime) -> Content:
    """To the customer at a fixed beat: who is at it since when, who helps, what is promised next."""
    if facing.assignee is None:
        head = text(language, "customer-status-calling", number=ticket.id)
    else:
        since = max(event.at for event in effective(events) if event.type in _STEPS)
        head = text(
            language, "customer-status", number=ticket.id, who=facing.assignee,
            state=state_words(ticket, language, facing.preset),
            since=clock_time(since, facing.zone, now, language),
        )  # fmt: skip
    names = plain(language, "names-between").join(facing.experts)
    clock = next_deadline(facing.clocks)
    return Content(
        lines(
            head,
            text(language, "card-experts", who=names),
            deadline_line(clock, language, facing.zone, now) if clock is not None else "",
        )
    )
