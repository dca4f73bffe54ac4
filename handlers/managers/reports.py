"""A manager sends the customer's version of a month or quarter by button: asked once more, with how many get it."""

from __future__ import annotations

from datetime import UTC, datetime

from domain.plans.periods import MONTH, QUARTER
from domain.terms import Contract
from handlers.incoming import Answer
from handlers.managers.access import contract_of
from handlers.speak import button
from handlers.staff import Turn
from storage import customer_reports, subscriptions
from views.callbacks import Press
from views.texts import plain

VERBS = frozenset({"us", "ut"})
"""us: ask whether to send; ut: send, or not."""

_PERIODS = {"m": MONTH, "q": QUARTER}


def press(turn: Turn, pressed: Press) -> Answer:
    """ValueError for what nobody made."""
    contract, period, start, end = _meant(turn, pressed)
    readers = subscriptions.contacts(turn.conn, contract.code)
    about = {"customer": contract.customer, "count": len(readers)}
    if pressed.verb == "us":
        if not readers:
            return turn.alert("creport-nobody", customer=contract.customer[:60])
        args = pressed.args[:2]
        spans = (int(start.timestamp()), int(end.timestamp()))
        keys = [
            [button("creport-button-yes", "ut", *args, *spans, "y", count=len(readers))],
            [button("creport-button-no", "ut", *args, *spans, "n")],
        ]
        turn.reply("creport-sure", about, buttons=keys)
        return Answer()
    if pressed.word(4) != "y":
        turn.revise("creport-not-sent", about)
        return Answer()
    sent = customer_reports.send(turn.conn, contract.code, period, start, end, readers, turn.now)
    turn.revise("creport-sent", {**about, "count": sent})
    return Answer(plain(turn.language, "done"))


def _meant(turn: Turn, pressed: Press) -> tuple[Contract, str, datetime, datetime]:
    contract, period = contract_of(turn.desk, pressed.word(0)), _PERIODS[pressed.word(1)]
    start, end = (datetime.fromtimestamp(pressed.number(place), UTC) for place in (2, 3))
    if not start < end <= turn.now:
        raise ValueError("no such time")
    return contract, period, start, end
