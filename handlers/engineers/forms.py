"""Small forms, each one living message: the account of a repair, another level, a pause, why a deadline was missed.

A step takes a press or a typed answer. Every change moves the form's fence, so that older buttons do nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from domain.tickets.commands import Regrade, Resolve
from domain.tickets.decide import FAULT_KINDS, decide
from domain.tickets.events import Ticket
from handlers.engineers import missed_form, paid, pause_form, promises
from handlers.engineers.form_life import begin, put_away
from handlers.engineers.form_pages import SKIPPED, account, defect_due, page_of, put, show
from handlers.incoming import Answer
from handlers.refusals import short_name
from handlers.speak import react
from handlers.staff import Turn, number_in
from storage import apply, forms, relays, said, tickets
from storage.forms import Form
from views import reasons
from views.callbacks import Press
from views.texts import plain

RESOLVE = "resolve"
REGRADE = "regrade"

_NEXT = {"kind": "cause", "cause": "done", "done": "advice", "advice": "check", "defect": "check"}
_TYPED = {"cause": 1000, "done": 1000, "advice": 1000, "reason": 300, "missed": 300, "when": 40}
"""Steps that take words, with the longest answer."""


def open_resolve(turn: Turn, ticket: Ticket) -> None:
    """Begin the account of a repair; Refused if the ticket cannot be resolved by this person now."""
    events = tickets.history(turn.conn, ticket.id)
    decide(ticket, events, Resolve(turn.person.id, FAULT_KINDS[0], "", "", ""), turn.now)
    begin(turn, ticket, RESOLVE, "kind" if ticket.kind == "fault" else "cause")


def open_regrade(turn: Turn, ticket: Ticket) -> None:
    """Begin a change of level; Refused if the ticket can have no other."""
    events = tickets.history(turn.conn, ticket.id)
    # No contract has a level 0: this asks whether any change is possible at all.
    decide(ticket, events, Regrade(turn.person.id, 0, ""), turn.now)
    begin(turn, ticket, REGRADE, "level")


def press(turn: Turn, pressed: Press) -> Answer:
    """A button of a form; ValueError or UnknownForm if nobody made such a button, Refused from the ticket."""
    form = forms.get(turn.conn, number_in(pressed, 0))
    if form.chat_id != turn.incoming.chat_id:
        raise ValueError("a form of another chat")
    if form.person_id != turn.person.id:
        return turn.alert("form-not-yours", who=short_name(turn.conn, form.person_id))
    if not form.living or number_in(pressed, 1) != form.fence:
        return turn.alert("form-stale")
    act = _ACTIONS.get((form.step, pressed.word(2))) or _ANYWHERE.get(pressed.word(2))
    if act is None:
        raise ValueError(pressed.word(2))
    return act(turn, forms.stands_at(turn.conn, form, turn.incoming.message_id), pressed)


def take_answer(turn: Turn, here: int | None) -> bool:
    """Whether the message is the answer that a form waits for; then it went no further than the form."""
    incoming = turn.incoming
    form = forms.living_of(turn.conn, turn.person.id, incoming.chat_id)
    if form is None or form.step not in _TYPED or not incoming.text.strip() or incoming.media is not None:
        return False
    if not _meant_for(turn, form, here):
        return False
    words = incoming.text.strip()
    longest = _TYPED[form.step]
    if _length(words) > longest:
        turn.reply("form-too-long", {"length": _length(words), "most": longest})
        return True
    if form.step == "reason":
        _regrade(turn, form, words)
    elif form.step == "missed":
        missed_form.explain(turn, form, words)
    elif form.step == "when":
        if not promises.take_time(turn, form, words):
            return True
    else:
        sources = {**form.data.get("sources", {}), str(incoming.message_id): form.step}
        _answered(turn, form, {form.step: words, "sources": sources})
    react(turn.conn, incoming.chat_id, incoming.message_id, "👌", turn.now)
    return True


def _length(words: str) -> int:
    # As Telegram counts: three answers with many emoji must still fit into one message.
    return len(words.encode("utf-16-le")) // 2


def _meant_for(turn: Turn, form: Form, here: int | None) -> bool:
    incoming = turn.incoming
    if incoming.reply_to is not None and relays.shows_words(turn.conn, incoming.chat_id, incoming.reply_to):
        # Somebody's words are answered, not the form.
        return False
    if incoming.private:
        replied = incoming.reply_to and said.ticket_of_message(turn.conn, incoming.chat_id, incoming.reply_to)
        return replied is None or replied == form.ticket
    if here is not None:
        return here == form.ticket
    without_topic = tickets.thread_of(turn.conn, form.ticket) is None
    return without_topic and incoming.thread_id is None and incoming.reply_to is None


def take_edit(turn: Turn) -> bool:
    """Whether an edited message had answered a form that is still open; the answer changes with it."""
    form = forms.living_of(turn.conn, turn.person.id, turn.incoming.chat_id)
    if form is None:
        return False
    field = form.data.get("sources", {}).get(str(turn.incoming.message_id))
    if field is None:
        return False
    words = turn.incoming.text.strip()
    if words and _length(words) <= _TYPED[field]:
        show(turn, forms.move(turn.conn, form, turn.now, form.step, {**form.data, field: words}))
    return True


def leave(turn: Turn) -> bool:
    """Give up the form of this chat; False if there is none."""
    form = forms.living_of(turn.conn, turn.person.id, turn.incoming.chat_id)
    if form is None:
        return False
    if form.message_id is None:
        turn.reply("form-left", {"number": form.ticket})
    else:
        react(turn.conn, turn.incoming.chat_id, turn.incoming.message_id, "👌", turn.now)
    put_away(turn, form)
    return True


def _kind(turn: Turn, form: Form, pressed: Press) -> Answer:
    kind = pressed.word(3)
    if kind not in FAULT_KINDS:
        raise ValueError(kind)
    return _answered(turn, form, {"fault_kind": kind})


def _defect(turn: Turn, form: Form, pressed: Press) -> Answer:
    removed = {"y": True, "n": False}.get(pressed.word(3))
    if removed is None:
        raise ValueError(pressed.word(3))
    return _answered(turn, form, {"defect": not removed})


def _skip(turn: Turn, form: Form, pressed: Press) -> Answer:
    return _answered(turn, form, {form.step: ""})


def _answered(turn: Turn, form: Form, given: dict[str, Any]) -> Answer:
    data = {**form.data, **given}
    step = "check" if data.pop("editing", False) else _NEXT[form.step]
    if data.get("fault_kind") != "software":
        data.pop("defect", None)
    elif step == "check" and "defect" not in data and defect_due(turn, form.ticket) is not None:
        step = "defect"
    show(turn, forms.move(turn.conn, form, turn.now, step, data))
    return Answer()


def _choose_change(turn: Turn, form: Form, pressed: Press) -> Answer:
    show(turn, forms.move(turn.conn, form, turn.now, "change"))
    return Answer()


def _change(turn: Turn, form: Form, pressed: Press) -> Answer:
    step = pressed.word(3)
    answer = {"kind": "fault_kind"}.get(step, step)
    if step not in _NEXT or (step in ("kind", "defect") and answer not in form.data):
        raise ValueError(step)
    show(turn, forms.move(turn.conn, form, turn.now, step, {**form.data, "editing": True}))
    return Answer()


def _back(turn: Turn, form: Form, pressed: Press) -> Answer:
    data = {name: value for name, value in form.data.items() if name != "editing"}
    show(turn, forms.move(turn.conn, form, turn.now, "check", data))
    return Answer()


def _send(turn: Turn, form: Form, pressed: Press) -> Answer:
    data = form.data
    command = Resolve(
        turn.person.id, data.get("fault_kind", ""), data["cause"], data["done"], data["advice"],
        defect=bool(data.get("defect", False)),
    )  # fmt: skip
    apply.apply(turn.conn, turn.desk, form.ticket, command, turn.now)
    forms.close(turn.conn, form, turn.now)
    turn.revise(page_of("form-sent", form), account(turn, form), ticket=form.ticket)
    return Answer(plain(turn.language, "engineer-did-res", number=form.ticket))


def _level(turn: Turn, form: Form, pressed: Press) -> Answer:
    ticket = tickets.load(turn.conn, form.ticket)
    level = pressed.number(3)
    if level not in [one.number for one in turn.desk.preset_of(ticket).levels]:
        raise ValueError(level)
    # Asked before the reason is, so that nobody explains what cannot be done.
    events = tickets.history(turn.conn, ticket.id)
    command = Regrade(turn.person.id, level, "", manager=turn.person.is_manager)
    decide(ticket, events, command, turn.now, turn.desk.preset_of(ticket))
    show(turn, forms.move(turn.conn, form, turn.now, "reason", {"level": level}))
    return Answer()


def _reason(turn: Turn, form: Form, pressed: Press) -> Answer:
    asked = _regrade(turn, form, reasons.stored(pressed.word(3)))
    text_id = "engineer-did-lvl-asked" if asked else "engineer-did-lvl"
    return Answer(plain(turn.language, text_id, number=form.ticket))


def _regrade(turn: Turn, form: Form, reason: str) -> bool:
    """Change the level, or ask for the consent that the contract wants; whether it was only asked for."""
    level = int(form.data["level"])
    command = Regrade(turn.person.id, level, reason, manager=turn.person.is_manager)
    ticket = apply.apply(turn.conn, turn.desk, form.ticket, command, turn.now)
    asked = bool(ticket.regrade_asked)
    forms.close(turn.conn, form, turn.now)
    label = turn.desk.preset_of(ticket).nearest_level(level).label[turn.language]
    words = {
        "number": form.ticket, "level": label, "reason": reasons.reason_text(turn.language, reason),
        "who": turn.person.name,
    }  # fmt: skip
    put(turn, form, "form-regrade-asked" if asked else "form-regraded", words)
    return asked


def _cancel(turn: Turn, form: Form, pressed: Press) -> Answer:
    put_away(turn, form)
    return Answer(plain(turn.language, "form-left-answer"))


_Act = Callable[[Turn, Form, Press], Answer]
_ACTIONS: dict[tuple[str, str], _Act] = {
    ("kind", "k"): _kind,
    ("defect", "df"): _defect,
    **{(step, "s"): _skip for step in SKIPPED},
    ("check", "ok"): _send,
    ("check", "ch"): _choose_change,
    ("change", "ed"): _change,
    ("change", "bk"): _back,
    ("level", "lv"): _level,
    ("reason", "rs"): _reason,
    **pause_form.ACTIONS,
    **missed_form.ACTIONS,
    **paid.ACTIONS,
}
_ANYWHERE: dict[str, _Act] = {"x": _cancel}
