"""The form that asks the customer to let the clocks stand still: why, and until when at the latest."""

from __future__ import annotations

from collections.abc import Callable

from domain.tickets.agree import pause_reasons
from domain.tickets.commands import AskPause
from domain.tickets.decide import decide
from domain.tickets.events import Ticket
from domain.tickets.refused import Refused
from handlers.engineers.form_life import begin
from handlers.engineers.form_pages import put, show
from handlers.engineers.pause_keys import chosen, ends, zone_of
from handlers.incoming import Answer
from handlers.staff import Turn, clocks_now
from storage import apply, forms, tickets
from storage.forms import Form
from views.callbacks import Press
from views.cards import pause_label
from views.texts import plain
from views.tokens import token


def open_pause(turn: Turn, ticket: Ticket) -> None:
    """Begin it; Refused if this person cannot ask for a pause of this ticket now."""
    preset = turn.desk.preset_of(ticket)
    reasons = pause_reasons(preset, clocks_now(turn, ticket))
    if not reasons:
        raise Refused("refused-no-pause")
    command = AskPause(turn.person.id, reasons[0].name)
    decide(ticket, tickets.history(turn.conn, ticket.id), command, turn.now, preset)
    begin(turn, ticket, "pause", "pause")


def _reason(turn: Turn, form: Form, pressed: Press) -> Answer:
    ticket = tickets.load(turn.conn, form.ticket)
    preset = turn.desk.preset_of(ticket)
    reasons = {token(one.name): one.name for one in pause_reasons(preset, clocks_now(turn, ticket))}
    if pressed.word(3) not in reasons:
        raise ValueError(pressed.word(3))
    show(turn, forms.move(turn.conn, form, turn.now, "until", {"reason": reasons[pressed.word(3)]}))
    return Answer()


def _until(turn: Turn, form: Form, pressed: Press) -> Answer:
    ticket, terms = chosen(turn, form)
    code = pressed.word(3)
    possible = ends(terms, turn.now, zone_of(turn, ticket))
    if code not in ("1h", "4h", "tomorrow", "longest"):
        raise ValueError(code)
    command = AskPause(turn.person.id, terms.name, possible.get(code, possible["longest"]))
    after = apply.apply(turn.conn, turn.desk, form.ticket, command, turn.now)
    forms.close(turn.conn, form, turn.now)
    words = {
        "number": form.ticket, "until": {"at": after.pause_asked["until"]}, "who": turn.person.name,
        "reason": pause_label(terms.name, turn.language, turn.desk.preset_of(after)),
    }  # fmt: skip
    put(turn, form, "form-pause-sent", words)
    return Answer(plain(turn.language, "engineer-did-pause", number=form.ticket))


ACTIONS: dict[tuple[str, str], Callable[[Turn, Form, Press], Answer]] = {
    ("pause", "pr"): _reason,
    ("until", "un"): _until,
}
