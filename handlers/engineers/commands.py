"""Commands of everybody of ours, in the groups and in private."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from datetime import time as clock
from zoneinfo import ZoneInfo

from domain.calendars import stretches
from domain.desk import Desk
from handlers.engineers import forms
from handlers.engineers.lists import send_details, send_list
from handlers.receipts import send_receipt
from handlers.refusals import short_name
from handlers.staff import Turn, number_typed, safe
from storage import people, tickets
from storage.tickets import UnknownTicket
from views.texts import Safe, lines, plain, text
from views.times import clock_time

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_DUTY_SEARCH = timedelta(days=8)


def command_of(turn: Turn) -> str | None:
    """The command; None for words that only begin with a stroke, such as a path of a file."""
    name = turn.incoming.command
    return name if name is not None and _COMMAND.fullmatch(name) else None


def run(turn: Turn, name: str, here: int | None = None) -> bool:
    """Carry out a command; False if it is none of these. `here` is the ticket of the place where it was written."""
    if name == "t":
        _details(turn, here)
        return True
    if name == "sla":
        _receipt(turn, here)
        return True
    act = _ACTS.get(name)
    if act is None:
        return False
    act(turn)
    return True


def unknown(turn: Turn) -> None:
    """There is no such command: say so, and that nothing went to the customer."""
    turn.reply("engineer-unknown-command")


def _queue(turn: Turn) -> None:
    numbers = tickets.open_numbers(turn.conn)
    if numbers:
        send_list(turn, "engineer-queue", numbers)
    else:
        turn.reply("engineer-queue-empty")


def _details(turn: Turn, here: int | None) -> None:
    words = turn.incoming.argument
    number = number_typed(words) if words else here
    if number is None:
        turn.reply("engineer-details-usage")
        return
    try:
        send_details(turn, number)
    except UnknownTicket:
        turn.reply("engineer-no-such-ticket", {"number": number})


def _receipt(turn: Turn, here: int | None) -> None:
    words = turn.incoming.argument
    number = number_typed(words) if words else here
    if number is None:
        turn.reply("receipt-usage")
        return
    try:
        tickets.load(turn.conn, number)
    except UnknownTicket:
        turn.reply("engineer-no-such-ticket", {"number": number})
        return
    send_receipt(
        turn.conn, number, turn.incoming.chat_id, turn.now, inside=True,
        thread_id=turn.incoming.thread_id,
        reply_to=None if turn.incoming.private else turn.incoming.message_id,
    )  # fmt: skip


def _duty(turn: Turn) -> None:
    desk, now, language = turn.desk, turn.now, turn.language
    between = plain(language, "duty-between")
    office = desk.rota.in_office_hours(now)
    order = desk.rota.order(now)
    parts = [text(language, "duty-office" if office else "duty-oncall")]
    parts += [_person_line(turn, place, person) for place, person in enumerate(order, 1)]
    if not order:
        parts.append(text(language, "duty-nobody"))
    change = next_change(desk, now)
    if change is not None:
        at = clock_time(change, turn.zone, now, language)
        names = between.join(short_name(turn.conn, person) for person in desk.rota.order(change))
        parts.append(text(language, "duty-next", at=at, names=names or plain(language, "duty-nobody")))
    parts.append(text(language, "duty-ladder"))
    for place, step in enumerate(desk.ladder(now), 1):
        names = between.join(short_name(turn.conn, person) for person in step)
        parts.append(text(language, "duty-step", place=place, names=names))
    turn.reply("engineer-shown", {"lines": safe(lines(*parts))})


def _person_line(turn: Turn, place: int, person_id: int) -> Safe:
    person = people.find(turn.conn, person_id)
    name = short_name(turn.conn, person_id)
    if person is None or not person.phone:
        return text(turn.language, "duty-person", place=place, name=name)
    return text(turn.language, "duty-person-phone", place=place, name=name, phone=person.phone)


def next_change(desk: Desk, now: datetime) -> datetime | None:
    """When other people, or the same in another order, are on duty; None if that is not so within eight days."""
    zone = ZoneInfo(desk.rota.office.zone)
    end = now + _DUTY_SEARCH
    today = now.astimezone(zone).date()
    midnights = (datetime.combine(today + timedelta(days=day), clock(), zone) for day in range(1, 9))
    at = {midnight.astimezone(UTC) for midnight in midnights}
    for first, last in stretches(desk.rota.office, now, end):
        at |= {first, last}
    order = desk.rota.order(now)
    return next((one for one in sorted(at) if now < one < end and desk.rota.order(one) != order), None)


def _help(turn: Turn) -> None:
    parts = [text(turn.language, "engineer-help")]
    if turn.person.is_manager:
        parts.append(text(turn.language, "manager-help"))
    turn.reply("engineer-shown", {"lines": safe(lines(*parts, between="\n\n"))})


def _cancel(turn: Turn) -> None:
    if not forms.leave(turn):
        turn.reply("engineer-nothing-to-cancel")


def _language(turn: Turn) -> None:
    turn.reply("engineer-language-private")


_ACTS: dict[str, Callable[[Turn], None]] = {
    "queue": _queue,
    "duty": _duty,
    "help": _help,
    "cancel": _cancel,
    "language": _language,
}
