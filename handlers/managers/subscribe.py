"""`/subscribe`: a manager's own summaries, by buttons: which period, of which contract, at what time of day."""

from __future__ import annotations

import re

from domain.plans.periods import PERIODS, begun
from handlers.incoming import Answer
from handlers.managers.access import contract_keys, contract_of, page_in
from handlers.speak import Key, button, named
from handlers.staff import Turn, safe
from storage import forms, subscriptions, timers
from storage.forms import CLOSED, Form
from storage.subscriptions import ALL, Subscription
from views.callbacks import Press
from views.texts import lines, plain, text
from views.tokens import token

VERBS = frozenset({"ua", "uc", "uh", "ux"})
"""ua: the list, or a period to subscribe to; uc: of which contract; uh: at what time; ux: no more."""

FORM = "subscribe"
_TIME = "time"
_TIMES = ("07:30", "08:30", "12:00", "18:00")
_TYPED = re.compile(r"(\d{1,2})\s*[:：.点时]\s*(\d{1,2})?\s*分?")
_MOST = 20
_LONGEST_NAME = 24


def subscribe_command(turn: Turn) -> None:
    """Show what the manager gets; what is one's own is arranged in private."""
    if not turn.incoming.private:
        turn.reply("subscribe-private", {"bot": turn.desk.bot_username})
        return
    _close(turn)
    words, keys = _list(turn)
    turn.reply("engineer-shown", {"lines": words}, buttons=keys)


def press(turn: Turn, pressed: Press) -> Answer:
    """A button of the list or of a step; ValueError for what nobody made. Each presses for themselves only."""
    if not turn.incoming.private:
        raise ValueError("only in private")
    match pressed.verb:
        case "ua":
            return _add(turn, pressed)
        case "uc":
            return _contract(turn, pressed)
        case "uh":
            return _hour(turn, pressed)
        case _:
            return _stop(turn, pressed)


def take(turn: Turn) -> bool:
    """Whether the message is the time of day that was asked for."""
    form = _form(turn) if turn.person.is_manager else None
    if form is None or not turn.incoming.text.strip() or turn.incoming.media is not None:
        return False
    at = time_typed(turn.incoming.text)
    if at is None:
        turn.reply("subscribe-time-wrong")
        return True
    _keep(turn, str(form.data["period"]), str(form.data["contract"]), at)
    forms.close(turn.conn, form, turn.now)
    words, keys = _list(turn)
    turn.reply("engineer-shown", {"lines": words}, buttons=keys)
    return True


def time_typed(words: str) -> str | None:
    """`8:30`, `08.30`, `8点`, `8点30分` as HH:MM; None if it is no time of day."""
    found = _TYPED.fullmatch(words.strip())
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None


def leave(turn: Turn) -> bool:
    """`/cancel`: the time is not asked for any more; False if it was not."""
    if _form(turn) is None:
        return False
    _close(turn)
    turn.reply("subscribe-left")
    return True


def _list(turn: Turn) -> tuple[dict[str, str], list[list[Key]]]:
    mine = subscriptions.of_managers(turn.conn, turn.person.id)
    each = [
        text(
            turn.language, "subscribe-line", period=one.period, at=one.at, contract=_name(turn, one.contract) or "all"
        )
        for one in mine
    ]  # fmt: skip
    head = text(turn.language, "subscribe-head" if mine else "subscribe-none")
    keys = [
        [button("subscribe-stop", "ux", one.period, token(one.contract), period=one.period, of=_name(turn, one.contract))]
        for one in mine
    ]  # fmt: skip
    adding = [button("subscribe-add", "ua", period, period=period) for period in PERIODS]
    rows = [*keys, adding[:2], adding[2:]] if len(mine) < _MOST else keys
    return safe(lines(head, *each, text(turn.language, "subscribe-how"))), rows


def _add(turn: Turn, pressed: Press) -> Answer:
    period = pressed.word(0)
    if period == "list":
        _close(turn)
        _show(turn)
        return Answer()
    if period not in PERIODS:
        raise ValueError(period)
    page = page_in(pressed.word(1)) if len(pressed.args) > 1 else None
    rows = [
        [button("subscribe-all", "uc", period, "all")],
        *contract_keys(turn.desk, page or 0, "uc", period),
        [button("subscribe-back", "ua", "list")],
    ]
    turn.revise("subscribe-which", {"period": period}, buttons=rows)
    return Answer()


def _contract(turn: Turn, pressed: Press) -> Answer:
    period, word = pressed.word(0), pressed.word(1)
    if period not in PERIODS:
        raise ValueError(period)
    if word != "all" and page_in(word) is not None:
        return _add(turn, Press("ua", (period, word)))
    contract = ALL if word == "all" else contract_of(turn.desk, word).code
    form = forms.begin(
        turn.conn, person_id=turn.person.id, chat_id=turn.incoming.chat_id, ticket=0, kind=FORM, step=_TIME,
        now=turn.now,
    )  # fmt: skip
    form = forms.move(turn.conn, form, turn.now, _TIME, {"period": period, "contract": contract})
    times = [named(at, "uh", form.id, form.fence, at.replace(":", "")) for at in _TIMES]
    rows = [times, [button("subscribe-back", "ua", "list")]]
    turn.revise("subscribe-when", {"period": period, "of": _name(turn, contract) or "all"}, buttons=rows)
    return Answer()


def _hour(turn: Turn, pressed: Press) -> Answer:
    form = forms.get(turn.conn, pressed.number(0))
    if form.person_id != turn.person.id or form.kind != FORM:
        raise ValueError("somebody else's")
    if form.step != _TIME or form.fence != pressed.number(1):
        return turn.alert("form-stale")
    at = time_typed(f"{pressed.word(2)[:2]}:{pressed.word(2)[2:]}")
    if at is None:
        raise ValueError("no time")
    _keep(turn, str(form.data["period"]), str(form.data["contract"]), at)
    forms.close(turn.conn, form, turn.now)
    _show(turn)
    return Answer(plain(turn.language, "subscribe-did"))


def _stop(turn: Turn, pressed: Press) -> Answer:
    mine = subscriptions.of_managers(turn.conn, turn.person.id)
    found = [one for one in mine if one.period == pressed.word(0) and token(one.contract) == pressed.word(1)]
    if not found:
        _show(turn)
        return turn.alert("subscribe-gone")
    subscriptions.drop(turn.conn, turn.person.id, found[0].period, found[0].contract)
    _show(turn)
    return Answer(plain(turn.language, "subscribe-stopped"))


def _keep(turn: Turn, period: str, contract: str, at: str) -> None:
    hour, minute = at.split(":")
    # The first one is of the period that runs now.
    until = begun(period, turn.now, (int(hour), int(minute)), turn.desk.timezone)
    subscriptions.keep(turn.conn, Subscription(turn.person.id, period, contract, at, until))
    timers.arm(turn.conn, "summaries", "summaries", turn.now)


def _show(turn: Turn) -> None:
    words, keys = _list(turn)
    turn.revise("engineer-shown", {"lines": words}, buttons=keys)


def _name(turn: Turn, contract: str) -> str:
    known = turn.desk.contracts.get(contract) or turn.desk.retired.get(contract)
    name = known.customer if known is not None else contract
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"


def _form(turn: Turn) -> Form | None:
    form = forms.living_of(turn.conn, turn.person.id, turn.incoming.chat_id)
    return form if form is not None and form.kind == FORM and form.step != CLOSED else None


def _close(turn: Turn) -> None:
    if (form := _form(turn)) is not None:
        forms.close(turn.conn, form, turn.now)
