"""How a form looks at each of its steps."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from domain.calendars import add
from domain.tickets.decide import FAULT_KINDS
from handlers.engineers import pause_keys
from handlers.speak import Key, button, named, revise
from handlers.staff import Turn, safe
from storage import tickets
from storage.forms import Form
from views import reasons
from views.cards import pause_label
from views.texts import escape

FIELDS = ("kind", "cause", "done", "advice")
"""The parts of the account of a repair in the order in which they are asked; requests have no kind."""

SKIPPED = ("cause", "advice")
"""Parts that may stay empty."""


def show(turn: Turn, form: Form) -> None:
    """The question, or the check, that the form stands at."""
    text_id = page_of("form-check", form) if form.step == "check" else f"form-{form.step}"
    put(turn, form, text_id, account(turn, form), _keys(turn, form))


def page_of(text_id: str, form: Form) -> str:
    """The text that has a line for every answer there is: of a request, of a fault, of one with a software error."""
    if "fault_kind" not in form.data:
        return f"{text_id}-request"
    return f"{text_id}-software" if "defect" in form.data else text_id


def put(
    turn: Turn,
    form: Form,
    text_id: str,
    variables: dict[str, Any],
    buttons: list[list[Key]] | None = None,
) -> None:
    """Show the form in its own message, or in a new one while that is not known."""
    if form.message_id is None:
        turn.reply_about(form.ticket, text_id, variables, buttons=buttons or ())
    else:
        revise(
            turn.conn, form.chat_id, form.message_id, turn.now, text_id, variables, buttons=buttons or (),
            ticket=form.ticket,
        )  # fmt: skip


def account(turn: Turn, form: Form) -> dict[str, Any]:
    """The answers so far. All are given to every step's text: one that does not name them leaves them out."""
    nothing = {"id": "form-nothing"}
    words = {
        name: safe(escape(form.data[name])) if form.data.get(name) else nothing
        for name in ("cause", "done", "advice")
    }
    kind = form.data.get("fault_kind")
    return {
        "number": form.ticket, "kind": {"id": f"fault-kind-{kind}"} if kind else nothing, **words,
        **_more(turn, form),
    }  # fmt: skip


def _more(turn: Turn, form: Form) -> dict[str, Any]:
    data = form.data
    if form.kind == "missed":
        return {"clock": {"id": f"clock-{data['clock']}"}, "due": {"at": data["due_at"]}}
    if "reason" in data and form.kind == "pause":
        preset = turn.desk.preset_of(tickets.load(turn.conn, form.ticket))
        return {"reason": pause_label(data["reason"], turn.language, preset)}
    if form.step == "defect" or "defect" in data:
        return _about_defect(turn, form)
    return {}


def _about_defect(turn: Turn, form: Form) -> dict[str, Any]:
    due = defect_due(turn, form.ticket)
    at = {"at": due.isoformat()} if due is not None else {"id": "form-nothing"}
    if form.data.get("defect") and due is not None:
        return {"due": at, "defect": {"id": "form-defect-left", "vars": {"due": at}}}
    return {"due": at, "defect": {"id": "form-defect-removed"}}


def defect_due(turn: Turn, number: int) -> datetime | None:
    """By when a software error would have to be removed; None if the contract promises nothing about it."""
    ticket = tickets.load(turn.conn, number)
    if ticket.level is None:
        return None
    clocks = turn.desk.preset_of(ticket).nearest_level(ticket.level).clocks
    spec = next((one for one in clocks if one.name == "defect_fix"), None)
    return add(spec.calendar, ticket.restored_at or turn.now, spec.within) if spec is not None else None


def _keys(turn: Turn, form: Form) -> list[list[Key]]:
    def key(text_id: str, action: str, *args: str) -> Key:
        return button(text_id, "fm", form.id, form.fence, action, *args)

    leaving = [key("form-button-cancel", "x")]
    match form.step:
        case "kind":
            return [*([key(f"fault-kind-{kind}", "k", kind)] for kind in FAULT_KINDS), leaving]
        case "level":
            return [*_level_keys(turn, form), leaving]
        case "reason":
            return [*([key(f"regrade-reason-{code}", "rs", code)] for code in reasons.READY), leaving]
        case "defect":
            return [[key("form-defect-yes", "df", "y")], [key("form-defect-no", "df", "n")], leaving]
        case "pause":
            return [*pause_keys.reason_keys(turn, form), leaving]
        case "until":
            return [*pause_keys.until_keys(turn, form), leaving]
        case "missed":
            return [*([key(f"missed-reason-{code}", "ms", code)] for code in reasons.MISSED), leaving]
        case "check":
            return [[key("form-button-send", "ok")], [key("form-button-change", "ch"), *leaving]]
        case "change":
            fields: tuple[str, ...] = FIELDS if "fault_kind" in form.data else FIELDS[1:]
            if "defect" in form.data:
                fields = (*fields, "defect")
            rows = [[key(f"form-field-{field}", "ed", field)] for field in fields]
            return [*rows, [key("form-button-back", "bk"), *leaving]]
        case step if step in SKIPPED:
            return [[key("form-button-skip", "s"), *leaving]]
        case _:
            return [leaving]


def _level_keys(turn: Turn, form: Form) -> list[list[Key]]:
    ticket = tickets.load(turn.conn, form.ticket)
    levels = turn.desk.preset_of(ticket).levels
    # The level of today can be chosen while it is provisional: that makes it final.
    return [
        [named(level.label[turn.language], "fm", form.id, form.fence, "lv", level.number)]
        for level in levels
        if level.number != ticket.level or ticket.provisional
    ]
