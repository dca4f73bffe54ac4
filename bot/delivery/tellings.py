"""The desk's own messages about a ticket: to the customer, the team, one engineer, the managers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.delivery import agreements, duty_words, paid_words
from bot.delivery.deadlines import clock_lines, managers_breach, why_missed
from domain.tickets.clocks import next_deadline
from domain.tickets.events import Ticket
from views.account import account_lines
from views.callbacks import encode
from views.cards import Facing, deadline_line, duty_lines, facing_keys, state_words, what_it_is
from views.content import Button, Content
from views.reasons import reason_text
from views.texts import Safe, lines, plain, text
from views.times import clock_time, written_length


def _level(ticket: Ticket, language: str, facing: Facing) -> str:
    return what_it_is(ticket, language, facing.preset)


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
    return Content(words, facing_keys(ticket, language, facing))


def page_now(ticket: Ticket, language: str, facing: Facing, mine: bool, now: datetime) -> Content:
    """A page after its moment: the keys of the work for the one who has the ticket, for the others only who that is."""
    state = state_words(ticket, language, facing.preset)
    words = lines(
        text(language, "page-over", number=ticket.id, level=_level(ticket, language, facing)),
        text(language, "card-state-who", state=state, who=facing.assignee) if facing.assignee else state,
        _deadline(facing, language, now) if mine and ticket.open else "",
        *(duty_lines(ticket, language, facing, now) if mine else ()),
        text(language, "card-title", title=ticket.title),
    )
    keys = facing_keys(ticket, language, facing) if mine or ticket.assignee_id is None else ()
    return Content(words, keys)


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
    if what in paid_words.CUSTOMER:
        return paid_words.customer(what, ticket, language, facing, data, who)
    if what in agreements.CUSTOMER:
        return agreements.customer(what, ticket, language, facing, data, who, now)
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
        return Content(_resolved(what, ticket, language, facing, who, now), keys)
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


def _defect(ticket: Ticket, language: str, facing: Facing, now: datetime) -> Safe:
    """Until when a software error that is not removed yet will be, by the contract."""
    clock = next((one for one in facing.clocks if one.name == "defect_fix"), None) if ticket.defect else None
    if clock is None:
        return Safe("")
    return text(language, "customer-defect-open", due=clock_time(clock.due_at, facing.zone, now, language))


def _resolved(what: str, ticket: Ticket, language: str, facing: Facing, who: str, now: datetime) -> Safe:
    if what == "restored":
        return text(language, "customer-restored", number=ticket.id, who=who)
    return lines(
        text(language, "customer-resolved", number=ticket.id, who=who),
        account_lines(ticket, language),
        _defect(ticket, language, facing, now),
        text(language, "customer-resolved-ask", length=written_length(facing.preset.confirm, language)),
    )


def team(
    ticket: Ticket, language: str, facing: Facing, data: Mapping[str, Any], who: str, to: str, now: datetime
) -> Content:
    """A line in the ticket's topic."""
    what, number = data["what"], ticket.id
    if what in ("warning", "breach"):
        words = clock_lines(what, ticket, language, facing, data, now)
        return Content(words, why_missed(ticket, language, data).buttons if what == "breach" else ())
    if what == "explain":
        return why_missed(ticket, language, data)
    if what in duty_words.TEAM:
        return duty_words.team(what, ticket, language, facing, data, who, now)
    if what in paid_words.TEAM:
        return paid_words.team(ticket, language, data, who)
    if what in agreements.TEAM:
        return agreements.team(ticket, language, facing, data, who, to, now)
    if what == "regraded":
        level = _level(ticket, language, facing)
        if "consent" in data:
            return Content(
                text(
                    language, "team-regraded-agreed", number=number, level=level, who=to, agreed=who,
                    reason=_reason(data, language),
                )
            )  # fmt: skip
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


def person(
    ticket: Ticket, language: str, facing: Facing, data: Mapping[str, Any], who: str, now: datetime
) -> Content:
    """A private word to one of ours."""
    what = data["what"]
    if what in duty_words.PERSON:
        return duty_words.person(ticket, language, facing, data, who, now)
    keys = facing_keys(ticket, language, facing)
    head = text(language, "card-title", title=ticket.title)
    if what in ("warning", "breach"):
        return Content(lines(clock_lines(what, ticket, language, facing, data, now), head), keys)
    words = text(
        language, f"person-{what}", number=ticket.id, who=who, level=_level(ticket, language, facing)
    )
    if what == "reopened":
        # Like after an acknowledgement: by when, with the times under it.
        head = lines(head, *duty_lines(ticket, language, facing, now))
    # A request can wait for the morning: it lies there without a sound.
    return Content(lines(words, _deadline(facing, language, now), head), keys, silent=what == "request-yours")


def managers(
    ticket: Ticket,
    language: str,
    facing: Facing,
    data: Mapping[str, Any],
    who: str,
    now: datetime,
) -> Content:
    """What the managers hear at once: breaches, objections, low ratings; with what happened so far."""
    what = data["what"]
    keys: tuple[tuple[Button, ...], ...] = ()
    if what == "breach":
        head = managers_breach(ticket, language, facing, data, now)
    elif what == "warning":
        head = clock_lines(what, ticket, language, facing, data, now)
    elif what == "regrade-asked":
        question = agreements.managers_regrade(ticket, language, facing, data, who)
        head, keys = Safe(question.text), question.buttons
    elif what == "offer-refused":
        refused = paid_words.managers_refused(ticket, language, data, who)
        head, keys = Safe(refused.text), refused.buttons
    elif what == "asleep":
        head = duty_words.asleep(ticket, language, facing, data, who, now)
    elif what == "step-empty":
        layers = ", ".join(data["layers"])
        head = text(language, "managers-step-empty", number=ticket.id, layers=layers)
    elif what == "low-rating":
        head = text(language, "managers-low-rating", number=ticket.id, stars=data["stars"])
    else:
        head = text(language, f"managers-{what}", number=ticket.id, words=data["text"])
    contact = f"{facing.contact} · {facing.phone}" if facing.phone else facing.contact
    facts = text(
        language, "managers-facts", level=_level(ticket, language, facing), customer=facing.customer,
        contact=contact, state=state_words(ticket, language, facing.preset),
        who=facing.assignee or plain(language, "nobody"),
    )  # fmt: skip
    return Content(lines(head, facts, text(language, "card-title", title=ticket.title)), keys)
