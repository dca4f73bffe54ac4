"""The keys of the form for a pause: the contract's reasons, and the usual ends within what it allows."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.terms import PauseTerms
from domain.tickets.agree import longest_pause, pause_reasons
from domain.tickets.events import Ticket
from domain.tickets.refused import Refused
from handlers.speak import Key, button, named
from handlers.staff import Turn, clocks_now
from storage import tickets
from storage.forms import Form
from views.times import clock_time
from views.tokens import token

_MORNING = time(9)


def reason_keys(turn: Turn, form: Form) -> list[list[Key]]:
    """The contract's reasons, a key each."""
    ticket = tickets.load(turn.conn, form.ticket)
    return [
        [named(one.label[turn.language], "fm", form.id, form.fence, "pr", token(one.name))]
        for one in pause_reasons(turn.desk.preset_of(ticket), clocks_now(turn, ticket))
    ]


def until_keys(turn: Turn, form: Form) -> list[list[Key]]:
    """Usual ends of a pause that lie before the longest that the contract allows, and that one."""
    ticket, terms = chosen(turn, form)
    zone = zone_of(turn, ticket)
    return [
        [
            button(
                f"form-until-{code}", "fm", form.id, form.fence, "un", code,
                until=clock_time(until, zone, turn.now, turn.language),
            )
        ]
        for code, until in ends(terms, turn.now, zone).items()
    ]  # fmt: skip


def ends(terms: PauseTerms, now: datetime, zone: ZoneInfo) -> dict[str, datetime]:
    """Code of a key -> the end that it stands for; the last is the longest that is allowed."""
    longest = longest_pause(terms, now)
    tomorrow = now.astimezone(zone).date() + timedelta(days=1)
    usual = {
        "1h": now + timedelta(hours=1),
        "4h": now + timedelta(hours=4),
        "tomorrow": datetime.combine(tomorrow, _MORNING, zone).astimezone(UTC),
    }
    return {**{code: end for code, end in usual.items() if end < longest}, "longest": longest}


def chosen(turn: Turn, form: Form) -> tuple[Ticket, PauseTerms]:
    """The form's ticket and the reason that was chosen; Refused if the contract has it no more."""
    ticket = tickets.load(turn.conn, form.ticket)
    terms = turn.desk.preset_of(ticket).pauses.get(form.data.get("reason", ""))
    if terms is None:
        raise Refused("refused-no-pause")
    return ticket, terms


def zone_of(turn: Turn, ticket: Ticket) -> ZoneInfo:
    """The contract's zone: tomorrow morning is the customer's."""
    return ZoneInfo(turn.desk.contract(ticket.contract).timezone)
