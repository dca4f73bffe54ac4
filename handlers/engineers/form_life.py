"""The beginning and the end of a form, whatever it asks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from domain.tickets.events import Ticket
from handlers.engineers.form_pages import show
from handlers.speak import revise
from handlers.staff import Turn
from storage import forms
from storage.forms import Form


def begin(turn: Turn, ticket: Ticket, kind: str, step: str, data: Mapping[str, Any] | None = None) -> None:
    """Show a new form at its first step; an unfinished one of the same person here is put away."""
    older = forms.living_of(turn.conn, turn.person.id, turn.incoming.chat_id)
    if older is not None:
        put_away(turn, older)
    form = forms.begin(
        turn.conn, person_id=turn.person.id, chat_id=turn.incoming.chat_id, ticket=ticket.id, kind=kind,
        step=step, now=turn.now,
    )  # fmt: skip
    show(turn, forms.move(turn.conn, form, turn.now, step, data) if data else form)


def put_away(turn: Turn, form: Form) -> None:
    """Close a form that was not sent, and say so where it stands."""
    forms.close(turn.conn, form, turn.now)
    if form.message_id is not None:
        revise(
            turn.conn, form.chat_id, form.message_id, turn.now, "form-left", {"number": form.ticket},
            ticket=form.ticket,
        )  # fmt: skip
