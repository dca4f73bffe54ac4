"""How a form looks at each of its steps."""

from __future__ import annotations

from typing import Any

from domain.tickets.decide import FAULT_KINDS
from handlers.speak import Key, button, named, revise
from handlers.staff import Turn, safe
from storage import tickets
from storage.forms import Form
from views import reasons
from views.texts import escape

FIELDS = ("kind", "cause", "done", "advice")
"""The parts of the account of a repair in the order in which they are asked; requests have no kind."""

SKIPPED = ("cause", "advice")
"""Parts that may stay empty."""


def show(turn: Turn, form: Form) -> None:
    """The question, or the check, that the form stands at."""
    text_id = f"form-{form.step}"
    if form.step == "check" and "fault_kind" not in form.data:
        text_id = "form-check-request"
    put(turn, form, text_id, account(form), _keys(turn, form))


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


def account(form: Form) -> dict[str, Any]:
    """The answers so far. All are given to every step's text: one that does not name them leaves them out."""
    nothing = {"id": "form-nothing"}
    words = {
        name: safe(escape(form.data[name])) if form.data.get(name) else nothing
        for name in ("cause", "done", "advice")
    }
    kind = form.data.get("fault_kind")
    return {
        "number": form.ticket, "kind": {"id": f"fault-kind-{kind}"} if kind else nothing, **words,
    }  # fmt: skip


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
        case "check":
            return [[key("form-button-send", "ok")], [key("form-button-change", "ch"), *leaving]]
        case "change":
            fields = FIELDS if "fault_kind" in form.data else FIELDS[1:]
            rows = [[key(f"form-field-{field}", "ed", field)] for field in fields]
            return [*rows, [key("form-button-back", "bk"), *leaving]]
        case step if step in SKIPPED:
            return [[key("form-button-skip", "s"), *leaving]]
        case _:
            return [leaving]


def _level_keys(turn: Turn, form: Form) -> list[list[Key]]:
    ticket = tickets.load(turn.conn, form.ticket)
    levels = turn.desk.contract(ticket.contract).preset.levels
    # The level of today can be chosen while it is provisional: that makes it final.
    return [
        [named(level.label[turn.language], "fm", form.id, form.fence, "lv", level.number)]
        for level in levels
        if level.number != ticket.level or ticket.provisional
    ]
