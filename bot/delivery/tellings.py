"""The desk's own messages about a ticket: to the customer, the team, one engineer, the managers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from domain.durations import Unit
from domain.tickets.clocks import next_deadline
from domain.tickets.events import Ticket
from storage.said import Said
from views.account import account_lines
from views.callbacks import encode
from views.cards import Facing, deadline_line, team_keys
from views.content import Button, Content
from views.reasons import reason_text
from views.texts import Safe, lines, plain, text
from views.times import duration_text


def _level(ticket: Ticket, language: str, facing: Facing) -> str:
    if ticket.level is None:
        return plain(language, f"kind-{ticket.kind}")
    return facing.preset.level(ticket.level).label[language]


def _deadline(facing: Facing, language: str, now: datetime) -> Safe:
    clock = next_deadline(facing.clocks)
    return deadline_line(clock, language, facing.zone, now) if clock else Safe("")


def page(ticket: Ticket, language: str, facing: Facing, step: int, now: datetime) -> Content:
    """The private page: number, level, deadline, who, what; one key to take it."""
    words = lines(
        text(language, "page-head", number=ticket.id, level=_level(ticket, language, facing)),
        _deadline(facing, language, now),
        text(language, "card-customer", customer=facing.customer, contact=facing.contact),
        text(language, "card-title", title=ticket.title),
        text(language, "page-step", step=step) if step > 0 else "",
    )
    return Content(words, team_keys(ticket, language))


def page_now(ticket: Ticket, language: str, facing: Facing, mine: bool, now: datetime) -> Content:
    """A page after its moment: the keys of the work for the one who has the ticket, for the others only who that is."""
    state = plain(language, f"state-{ticket.state.value}")
    words = lines(
        text(language, "page-over", number=ticket.id, level=_level(ticket, language, facing)),
        text(language, "card-state-who", state=state, who=facing.assignee) if facing.assignee else state,
        _deadline(facing, language, now) if mine and ticket.open else "",
        text(language, "card-title", title=ticket.title),
    )
    return Content(words, team_keys(ticket, language) if mine or ticket.assignee_id is None else ())


def group_page(
    ticket: Ticket, language: str, facing: Facing, people: Sequence[tuple[int, str]], step: int, now: datetime
) -> Content:
    """The mention in the ticket's topic that makes the phones ring."""
    mentions = Safe(" ".join(text(language, "mention", person=person, name=name) for person, name in people))
    text_id = "page-group" if step == 0 else "page-group-escalated"
    return Content(text(language, text_id, mentions=mentions, number=ticket.id, step=step))


def customer(
    what: str,
    ticket: Ticket,
    language: str,
    facing: Facing,
    data: Mapping[str, Any],
    who: str,
    to: str,
    now: datetime,
) -> Content:
    """What the customer hears at once."""
    number, turn = ticket.id, ticket.round
    if what == "ask-rating":
        stars = tuple(
            (Button(plain(language, f"stars-{n}"), encode("st", number, n)),) for n in range(5, 0, -1)
        )  # fmt: skip
        return Content(text(language, "customer-ask-rating", number=number), stars)
    if what in ("restored", "resolved"):
        keys = (
            (Button(plain(language, "button-repaired"), encode("cf", number, turn)),),
            (Button(plain(language, "button-not-repaired"), encode("nr", number, turn)),),
        )
        return Content(_resolved(what, ticket, language, facing, who), keys)
    if what == "regraded":
        level = _level(ticket, language, facing)
        if reason := _reason(data, language):
            words = text(language, "customer-regraded-why", number=number, level=level, reason=reason)
        else:
            words = text(language, "customer-regraded", number=number, level=level)
        return Content(lines(words, _deadline(facing, language, now)))
    if what == "closed-silently":
        key = (Button(plain(language, "button-not-repaired"), encode("nr", number, turn)),)
        return Content(text(language, "customer-closed-silently", number=number), (key,))
    name = to if what == "handed-over" else who
    words = text(language, f"customer-{what}", number=number, who=name)
    return Content(lines(words, _deadline(facing, language, now) if what == "acknowledged" else ""))


def _reason(data: Mapping[str, Any], language: str) -> str:
    return reason_text(language, str(data.get("reason", "")))


def _resolved(what: str, ticket: Ticket, language: str, facing: Facing, who: str) -> Safe:
    if what == "restored":
        return text(language, "customer-restored", number=ticket.id, who=who)
    return lines(
        text(language, "customer-resolved", number=ticket.id, who=who),
        account_lines(ticket, language),
        text(language, "customer-resolved-ask", length=_silence(facing, language)),
    )


def _silence(facing: Facing, language: str) -> str:
    within = facing.preset.confirm
    if within.unit is Unit.SECONDS:
        return duration_text(timedelta(seconds=within.amount), language)
    return plain(language, "confirm-within", unit=within.unit, amount=within.amount)


def team(
    ticket: Ticket, language: str, facing: Facing, data: Mapping[str, Any], who: str, to: str, now: datetime
) -> Content:
    """A line in the ticket's topic."""
    what, number = data["what"], ticket.id
    if what in ("warning", "breach"):
        return Content(_clock_line(what, ticket, language, facing, data, now))
    if what == "regraded":
        level = _level(ticket, language, facing)
        if reason := _reason(data, language):
            return Content(
                text(language, "team-regraded-why", number=number, level=level, who=who, reason=reason)
            )
        return Content(text(language, "team-regraded", number=number, level=level, who=who))
    if what == "rated":
        return Content(text(language, "team-rated", number=number, stars=data["stars"]))
    if what == "taken-back":
        step = plain(language, f"step-{data['what_step']}") if "what_step" in data else ""
        return Content(text(language, "team-taken-back", number=number, who=who, step=step))
    if what in ("objected", "comment"):
        return Content(text(language, f"team-{what}", number=number, who=who, words=data["text"]))
    return Content(text(language, f"team-{what}", number=number, who=who, to=to))


def _clock_line(
    what: str, ticket: Ticket, language: str, facing: Facing, data: Mapping[str, Any], now: datetime
) -> Safe:
    clock = plain(language, f"clock-{data['clock']}")
    return lines(
        text(language, f"team-{what}", number=ticket.id, clock=clock, share=data.get("share", 100)),
        _promise(facing, language, data, now),
    )


def _promise(facing: Facing, language: str, data: Mapping[str, Any], now: datetime) -> Safe:
    """The clock that a warning or a breach is about, as it stands now, and how late the notice itself is."""
    about = next((clock for clock in facing.clocks if clock.name == data["clock"]), None)
    late = timedelta(seconds=data.get("late_seconds", 0))
    return lines(
        deadline_line(about, language, facing.zone, now) if about else "",
        text(language, "said-late", late=duration_text(late, language)) if late else "",
    )


def person(
    ticket: Ticket, language: str, facing: Facing, data: Mapping[str, Any], who: str, now: datetime
) -> Content:
    """A private word to one of ours."""
    what = data["what"]
    keys = team_keys(ticket, language)
    head = text(language, "card-title", title=ticket.title)
    if what == "warning":
        return Content(lines(_clock_line(what, ticket, language, facing, data, now), head), keys)
    words = text(
        language, f"person-{what}", number=ticket.id, who=who, level=_level(ticket, language, facing)
    )
    # A request can wait for the morning: it lies there without a sound.
    return Content(lines(words, _deadline(facing, language, now), head), keys, silent=what == "request-yours")


def managers(
    ticket: Ticket,
    language: str,
    facing: Facing,
    data: Mapping[str, Any],
    words: Sequence[Said],
    now: datetime,
) -> Content:
    """What the managers hear at once: breaches, objections, low ratings; with what happened so far."""
    what = data["what"]
    if what == "breach":
        head = text(
            language, "managers-breach", number=ticket.id, clock=plain(language, f"clock-{data['clock']}")
        )
        extra = _promise(facing, language, data, now)
    elif what == "low-rating":
        head, extra = text(language, "managers-low-rating", number=ticket.id, stars=data["stars"]), Safe("")
    else:
        head, extra = text(language, f"managers-{what}", number=ticket.id, words=data["text"]), Safe("")
    who = facing.assignee or plain(language, "nobody")
    facts = text(
        language, "managers-facts", level=_level(ticket, language, facing), customer=facing.customer,
        contact=facing.contact, state=plain(language, f"state-{ticket.state.value}"), who=who,
    )  # fmt: skip
    return Content(lines(head, extra, facts, text(language, "card-title", title=ticket.title)))
