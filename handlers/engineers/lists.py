"""Tickets as lines of a list, and one ticket in every detail."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from domain.tickets.clocks import clocks_of, next_deadline
from domain.tickets.events import Event, Ticket, fold
from handlers.refusals import short_name
from handlers.speak import Key
from handlers.staff import Turn, clocks_now, safe
from storage import people, said, tickets
from storage.said import Said
from views.cards import deadline_line, state_words, what_it_is
from views.keys import team_keys
from views.texts import Safe, lines, plain, text
from views.times import clock_time, remaining

_LINES_AT_MOST = 20
_WORDS_SHOWN = 8
_EVENTS_SHOWN = 12
_QUOTE_AT_MOST = 160
_CUSTOMER_AT_MOST = 40


def send_list(turn: Turn, text_id: str, numbers: Sequence[int]) -> None:
    """Answer with a list of tickets; `text_id` is its heading, which also knows how many there are."""
    shown = [ticket_line(turn, number) for number in numbers[:_LINES_AT_MOST]]
    if len(numbers) > len(shown):
        shown.append(text(turn.language, "list-more", count=len(numbers) - len(shown)))
    turn.reply(text_id, {"count": len(numbers), "lines": safe(lines(*shown))})


def ticket_line(turn: Turn, number: int) -> Safe:
    """Number, level, customer, state, who has it, and the next deadline."""
    events = tickets.history(turn.conn, number)
    return brief(turn, fold(number, events), events)


def brief(turn: Turn, ticket: Ticket, events: Sequence[Event]) -> Safe:
    """As `ticket_line`, of a ticket that is already there."""
    language = turn.language
    contract = turn.desk.contract(ticket.contract)
    clock = (
        next_deadline(clocks_of(ticket, events, turn.desk.terms(ticket.contract))) if ticket.open else None
    )
    if clock is None:
        due = text(language, "list-no-deadline")
    else:
        due = text(
            language, "list-deadline", clock=plain(language, f"clock-{clock.name}"),
            at=_at(turn, clock.due_at),
            left=remaining(clock.due_at, turn.now, language),
        )  # fmt: skip
    return text(
        language, "list-line", number=ticket.id, what=_what(turn, ticket), due=due,
        customer=_short(contract.customer, _CUSTOMER_AT_MOST), state=_state(turn, ticket),
    )  # fmt: skip


def _what(turn: Turn, ticket: Ticket) -> str:
    return what_it_is(ticket, turn.language, turn.desk.preset_of(ticket))


def _state(turn: Turn, ticket: Ticket) -> Safe:
    state = state_words(ticket, turn.language, turn.desk.preset_of(ticket))
    if ticket.assignee_id is None:
        return text(turn.language, "list-state", state=state)
    return text(turn.language, "list-state-who", state=state, who=short_name(turn.conn, ticket.assignee_id))


def send_details(turn: Turn, number: int) -> None:
    """The ticket, what was said last and what happened; in private with the keys of the work under it."""
    events = tickets.history(turn.conn, number)
    ticket = fold(number, events)
    contact = people.find(turn.conn, ticket.customer_id)
    language = turn.language
    clocks = clocks_now(turn, ticket)
    words = said.of_ticket(turn.conn, number)
    parts = [
        brief(turn, ticket, events),
        *(deadline_line(clock, language, turn.zone, turn.now) for clock in clocks),
        text(
            language, "details-contact", name=contact.name if contact else str(ticket.customer_id),
            phone=(contact.phone if contact else None) or plain(language, "details-no-phone"),
            contract=ticket.contract,
        ),
        text(language, "details-title", title=ticket.title),
        *_resolution(turn, ticket),
        text(language, "details-words") if words else None,
        *(_quote(turn, one) for one in words[-_WORDS_SHOWN:]),
        text(language, "details-events", count=len(events)),
        *(_event(turn, event) for event in events[-_EVENTS_SHOWN:]),
    ]  # fmt: skip
    buttons = keys(turn, ticket) if turn.incoming.private else ()
    turn.reply("engineer-shown", {"lines": safe(lines(*parts))}, buttons=buttons)


def keys(turn: Turn, ticket: Ticket) -> list[list[Key]]:
    """The keys of the work that fit the ticket's state."""
    preset, clocks = turn.desk.preset_of(ticket), clocks_now(turn, ticket)
    more = not set(turn.desk.experts.get(ticket.contract, ())) <= set(ticket.experts)
    return [
        [{"text": button.text, "data": button.data} for button in row]
        for row in team_keys(ticket, turn.language, preset, clocks, more)
    ]


def _resolution(turn: Turn, ticket: Ticket) -> list[Safe]:
    done = str(ticket.resolution.get("done") or "")
    return [text(turn.language, "details-done", done=_short(done, 2 * _QUOTE_AT_MOST))] if done else []


def _quote(turn: Turn, one: Said) -> Safe:
    words = _short(one.text, _QUOTE_AT_MOST)
    if one.media is not None:
        words = f"📎 {words}".strip()
    return text(
        turn.language, "details-quote", at=_at(turn, one.at),
        who=short_name(turn.conn, one.person_id), side=one.side, words=words,
    )  # fmt: skip


def _event(turn: Turn, event: Event) -> Safe:
    language = turn.language
    what = plain(language, f"engineer-event-{event.type.value}")
    at = _at(turn, event.at)
    if event.by is None:
        return text(language, "details-event", at=at, what=what)
    return text(language, "details-event-by", at=at, what=what, who=short_name(turn.conn, event.by))


def _at(turn: Turn, instant: datetime) -> str:
    return clock_time(instant, turn.zone, turn.now, turn.language)


def _short(words: str, length: int) -> str:
    line = " ".join(words.split())
    return line if len(line) <= length else f"{line[: length - 1]}…"
