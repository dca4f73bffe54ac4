"""A message in a private chat, from a customer or from somebody who may become one."""

from __future__ import annotations

import re
from datetime import datetime

from sqlalchemy import Connection

from domain.desk import Desk
from domain.triage.facts import Kind as RequestKind
from domain.triage.reading import read
from handlers.customers import (
    appointments,
    courses,
    onboarding,
    receipts,
    reports,
    service_reports,
    surveys,
    talk,
)
from handlers.customers.words import keep
from handlers.incoming import Incoming, Kind
from handlers.speak import button, named, say
from storage import drafts, people, said, tickets, timers
from storage.people import Someone
from views.texts import plain

_REPORTS = (RequestKind.FAULT, RequestKind.CHANGE, RequestKind.TRAINING, RequestKind.MAINTENANCE)
_COMMANDS = ("start", "help", "language", "cancel", "my", "sla", "survey", "courses", "reports")


def hear(conn: Connection, desk: Desk, incoming: Incoming, now: datetime) -> None:
    """Take in one private message or edit."""
    if incoming.kind is Kind.EDIT:
        talk.edited(conn, desk, incoming, now)
        return
    person = onboarding.greet(conn, desk, incoming, now)
    if incoming.command in _COMMANDS or (incoming.command and _UNKNOWN_COMMAND.fullmatch(incoming.text)):
        _command(conn, desk, incoming, person, now)
        return
    if incoming.media is not None and incoming.media.size > desk.max_file_bytes:
        say(
            conn,
            person.id,
            now,
            "file-large",
            {"name": incoming.media.name or "", "mb": desk.max_file_bytes // 2**20},
        )
    if not people.contracts_of(conn, person.id) and not tickets.open_of(conn, person.id):
        _stranger_spoke(conn, desk, incoming, person, now)
        return
    if not _was_awaited(conn, desk, incoming, person, now):
        _report_or_talk(conn, desk, incoming, person, now)


def _command(conn: Connection, desk: Desk, incoming: Incoming, person: Someone, now: datetime) -> None:
    match incoming.command:
        case "start":
            onboarding.start(conn, desk, incoming, now)
        case "language":
            say(
                conn,
                person.id,
                now,
                "ask-language",
                buttons=[[named("中文", "lg", "zh"), named("English", "lg", "en")]],
            )
        case "cancel":
            _cancel(conn, person, now)
        case "my":
            show_mine(conn, desk, person, now)
        case "sla":
            receipts.ask(conn, incoming, person, now)
        case "survey":
            surveys.show_mine(conn, desk, person, now)
        case "courses":
            courses.show_mine(conn, desk, person, now)
        case "reports":
            service_reports.show_mine(conn, desk, person, now)
        case _:
            say(conn, person.id, now, "customer-help")


def _cancel(conn: Connection, person: Someone, now: datetime) -> None:
    draft = drafts.live_of(conn, person.id)
    people.change(conn, person.id, asking=None, focus_ticket=None)
    if draft is None and (person.asking or "").startswith(surveys.ASKING):
        say(conn, person.id, now, "survey-comment-left")
        return
    if draft is None:
        say(conn, person.id, now, "cancel-nothing", remove_keyboard=True)
        return
    drafts.change(conn, draft.id, now, state="dropped", fence=draft.fence + 1)
    timers.disarm(conn, f"gather:{draft.id}")
    timers.disarm(conn, f"silence:{draft.id}")
    say(conn, person.id, now, "cancel-done", remove_keyboard=True)


def show_mine(conn: Connection, desk: Desk, person: Someone, now: datetime) -> None:
    """The customer's tickets: open ones first, each a button away."""
    numbers = list(
        dict.fromkeys([*tickets.open_of(conn, person.id), *tickets.latest_of(conn, person.id, 5)])
    )[:10]
    if not numbers:
        say(conn, person.id, now, "my-none")
        return
    rows = []
    for number in numbers:
        ticket = tickets.load(conn, number)
        state = plain(person.language, f"state-{ticket.state.value}")
        rows.append([named(f"#{number} · {state} · {ticket.title[:32]}", "sh", number)])
    say(conn, person.id, now, "my-tickets", {"count": len(tickets.open_of(conn, person.id))}, buttons=rows)


def _stranger_spoke(conn: Connection, desk: Desk, incoming: Incoming, person: Someone, now: datetime) -> None:
    if person.asking == "access" and incoming.text:
        onboarding.ask_access(conn, desk, person, incoming.text[:1000], now)
        return
    # Kept although nobody may act on it yet: once access is granted the words become a report.
    keep(conn, incoming, now)
    minute = int(now.timestamp() // 60)
    say(
        conn,
        person.id,
        now,
        "stranger",
        buttons=[[button("button-ask-access", "aa")]],
        dedupe=f"stranger:{person.id}:{minute}",
    )


def _was_awaited(conn: Connection, desk: Desk, incoming: Incoming, person: Someone, now: datetime) -> bool:
    """Whether the message is what the bot asked for. A fault is a fault even when a name was asked for."""
    if incoming.contact is not None and (person.asking or "").startswith(("name", "phone")):
        return onboarding.phone_given(conn, desk, incoming, now)
    if person.asking is None or not incoming.text or (incoming.reply_to and _ticket_of_reply(conn, incoming)):
        return False
    if person.asking == "phone" and incoming.text == plain(person.language, "button-skip-phone"):
        onboarding.phone_skipped(conn, person.id, now)
        return True
    asking, _, number = person.asking.partition(":")
    reading = read(incoming.text)
    urgent = reading.kind is RequestKind.FAULT and reading.sure
    if asking == "name":
        return not urgent and onboarding.name_given(conn, desk, incoming, now)
    if asking in ("phone", "name-known"):
        return onboarding.phone_given(conn, desk, incoming, now)
    if asking == "object":
        talk.objection(conn, desk, incoming, int(number), now)
        return True
    if asking == "when" and not urgent:
        appointments.take_typed(conn, desk, incoming, person, int(number), now)
        return True
    if asking == "comment" and not urgent:
        talk.comment(conn, desk, incoming, int(number), now)
        return True
    if asking == courses.ASKING and not urgent:
        courses.take_comment(conn, incoming, int(number), now)
        return True
    if asking == surveys.ASKING:
        return surveys.comment(conn, desk, incoming, int(number), person, now, like_a_fault=urgent)
    return False


def _ticket_of_reply(conn: Connection, incoming: Incoming) -> int | None:
    if incoming.reply_to is None:
        return None
    return said.ticket_of_message(conn, incoming.chat_id, incoming.reply_to)


def _report_or_talk(conn: Connection, desk: Desk, incoming: Incoming, person: Someone, now: datetime) -> None:
    replied = _ticket_of_reply(conn, incoming)
    if replied is not None and tickets.load(conn, replied).customer_id == person.id:
        people.change(conn, person.id, focus_ticket=replied, focus_until=None)
        talk.speak_on(conn, desk, incoming, replied, now, sure=True)
        return
    draft = drafts.live_of(conn, person.id)
    if draft is not None:
        reports.add(conn, desk, draft, incoming, now)
        return
    open_now = tickets.open_of(conn, person.id)
    focused = person.focus_ticket if person.focus_until is not None and person.focus_until > now else None
    if focused in open_now and focused is not None:
        talk.speak_on(conn, desk, incoming, focused, now, sure=True)
    elif not open_now:
        reports.begin(conn, desk, incoming, now)
    elif not people.contracts_of(conn, person.id):
        # The contract has ended: nothing new can be reported, what is open goes on.
        talk.speak_on(conn, desk, incoming, open_now[0], now, sure=False)
    elif len(likely := tickets.waiting_of(conn, person.id) or open_now) == 1 and not _looks_new(incoming):
        talk.speak_on(conn, desk, incoming, likely[0], now, sure=False)
    else:
        reports.begin(conn, desk, incoming, now, routing=True)


_UNKNOWN_COMMAND = re.compile(r"/[A-Za-z_]\w*(@\w+)?")
_GOES_ON = re.compile(
    r"^(还是|仍然?|依旧|依然|又|再|照样|still|again|same|it'?s still|no change)", re.IGNORECASE
)
_SHORTEST_NEW = 10


def _looks_new(incoming: Incoming) -> bool:
    """Whether a message beside an open ticket tells of something else; "still black" goes on with what there is."""
    words = incoming.text.strip()
    if len(words) < _SHORTEST_NEW or _GOES_ON.match(words):
        return False
    reading = read(words)
    return reading.sure and reading.kind in _REPORTS
