"""`/reports`: a contact chooses which reports of the contract come by themselves; off until wished, unless owed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from domain.desk import Desk
from domain.plans.periods import MONTH, QUARTER
from domain.plans.reports import owed
from domain.terms import Contract
from domain.tickets.refused import Refused
from handlers.customers.turn import Turn
from handlers.incoming import Answer
from handlers.speak import Key, button, say
from storage import people, subscriptions
from storage.people import Someone
from views.texts import Safe, lines, plain, text
from views.tokens import token

_PERIODS = {"m": MONTH, "q": QUARTER}


def show_mine(conn: Connection, desk: Desk, person: Someone, now: datetime) -> None:
    """What comes by itself, with a button for each to turn it on or off."""
    words, keys = _page(conn, desk, person)
    say(conn, person.id, now, "creport-shown", {"lines": {"safe": str(words)}}, buttons=keys)


def press_report(turn: Turn) -> Answer:
    """A button of the page; Refused if the contract is not the presser's."""
    mine = _contracts(turn.conn, turn.desk, turn.person)
    contract = next((one for one in mine if token(one.code) == turn.pressed.word(0)), None)
    period = _PERIODS.get(turn.pressed.word(1))
    if period is None:
        raise ValueError("no such period")
    if contract is None:
        raise Refused("button-not-yours")
    wanted = {"y": True, "n": False}.get(turn.pressed.word(2))
    if wanted is None:
        raise ValueError("neither on nor off")
    subscriptions.wish(turn.conn, turn.person.id, period, contract.code, turn.now, wanted=wanted)
    words, keys = _page(turn.conn, turn.desk, turn.person)
    turn.revise("creport-shown", {"lines": {"safe": str(words)}}, buttons=keys)
    return Answer(plain(turn.person.language, "creport-on" if wanted else "creport-off", period=period))


def _page(conn: Connection, desk: Desk, person: Someone) -> tuple[Safe, list[list[Key]]]:
    contracts = _contracts(conn, desk, person)
    if not contracts:
        return text(person.language, "creport-no-contract"), []
    each, keys = [], []
    for contract in contracts:
        each.append(text(person.language, "creport-of", customer=contract.customer))
        for short, period in _PERIODS.items():
            on = subscriptions.wishes(conn, period, contract.code).get(person.id, owed(contract, period))
            state = "on" if on else "off"
            each.append(text(person.language, "creport-line", period=period, state=state))
            of = contract.customer[:24] if len(contracts) > 1 else ""
            key = button(
                "creport-button", "ur", token(contract.code), short, "n" if on else "y",
                period=period, state=state, of=of,
            )  # fmt: skip
            keys.append([key])
    return lines(text(person.language, "creport-page"), *each), keys


def _contracts(conn: Connection, desk: Desk, person: Someone) -> list[Contract]:
    return [desk.contracts[code] for code in people.contracts_of(conn, person.id) if code in desk.contracts]
