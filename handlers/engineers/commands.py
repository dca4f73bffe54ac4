"""Commands of everybody of ours, in the groups and in private."""

from __future__ import annotations

import re
from collections.abc import Callable

from handlers.engineers import courses, drill, forms, incidents, inspections, oncall, tasks
from handlers.engineers.health import health_command
from handlers.engineers.lists import send_details, send_list
from handlers.engineers.plan import plan_command
from handlers.engineers.satisfaction import show_own
from handlers.receipts import send_receipt
from handlers.staff import Turn, number_typed, safe
from storage import tickets
from storage.tickets import UnknownTicket
from views.texts import lines, text

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")


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
        return oncall.run(turn, name)
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
        incidents.open_room(turn, number)
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
    "drill": drill.run,
    "health": health_command,
    "plan": plan_command,
    "inspect": inspections.command,
    "visits": tasks.show_mine,
    "survey": show_own,
    "course": courses.command,
    "help": _help,
    "cancel": _cancel,
    "language": _language,
}
