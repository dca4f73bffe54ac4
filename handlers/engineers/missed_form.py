"""The form that asks why a deadline was missed. Everybody of ours may answer it, once for each deadline."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from domain.tickets.commands import Explain
from domain.tickets.events import Event, Happened
from domain.tickets.refused import Refused
from handlers.engineers.form_life import begin
from handlers.engineers.form_pages import put
from handlers.incoming import Answer
from handlers.staff import Turn, number_in
from storage import apply, forms, tickets
from storage.forms import Form
from views import reasons
from views.callbacks import Press
from views.texts import plain


def open_missed(turn: Turn, pressed: Press) -> Answer:
    """Begin it from the key under the notice; Refused if there is nothing to explain, or nothing left."""
    ticket = tickets.load(turn.conn, number_in(pressed, 0))
    clock, second = pressed.word(1), pressed.number(2)
    events = tickets.history(turn.conn, ticket.id)
    due = next(
        (at for name, at in _of(events, Happened.BREACHED) if name == clock and _second(at) == second), None
    )
    if due is None:
        raise Refused("refused-not-missed")
    _not_explained(events, clock, due)
    begin(turn, ticket, "missed", "missed", {"clock": clock, "due_at": due})
    return Answer()


def explain(turn: Turn, form: Form, words: str) -> None:
    """Keep the reason; Refused if somebody else gave one meanwhile."""
    clock, due = form.data["clock"], form.data["due_at"]
    _not_explained(tickets.history(turn.conn, form.ticket), clock, due)
    apply.apply(turn.conn, turn.desk, form.ticket, Explain(turn.person.id, clock, due, words), turn.now)
    forms.close(turn.conn, form, turn.now)
    put(turn, form, "form-missed-sent", {
        "number": form.ticket, "clock": {"id": f"clock-{clock}"}, "due": {"at": due}, "who": turn.person.name,
        "reason": reasons.reason_text(turn.language, words),
    })  # fmt: skip


def _of(events: Sequence[Event], happened: Happened) -> list[tuple[str, str]]:
    return [(e.data["clock"], e.data["due_at"]) for e in events if e.type is happened]


def _second(written: str) -> int:
    return int(datetime.fromisoformat(written).timestamp())


def _not_explained(events: Sequence[Event], clock: str, due: str) -> None:
    for event in events:
        if event.type is Happened.EXPLAINED and (event.data["clock"], event.data["due_at"]) == (clock, due):
            raise Refused("refused-explained", who=event.by)


def _ready(turn: Turn, form: Form, pressed: Press) -> Answer:
    explain(turn, form, reasons.stored_missed(pressed.word(3)))
    return Answer(plain(turn.language, "engineer-did-missed", number=form.ticket))


ACTIONS: dict[tuple[str, str], Callable[[Turn, Form, Press], Answer]] = {("missed", "ms"): _ready}
