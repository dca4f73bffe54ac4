"""The managers' buttons: requests for access, invitations. Only managers by the records of the moment may press."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from domain.desk import Desk
from handlers.incoming import Answer, Incoming
from handlers.managers.access import contract_of, grant, page_in, refuse
from handlers.managers.commands import invitation, offer_contracts
from handlers.staff import Turn, refuse_outsider, take_turn
from views.callbacks import Press
from views.texts import plain

VERBS = frozenset({"acc", "ref", "inv"})
"""acc, ref: grant or refuse a request for access; inv: make an invitation."""


def press(conn: Connection, desk: Desk, incoming: Incoming, pressed: Press, now: datetime) -> Answer:
    """Act on a press; whatever it was, there is an answer."""
    turn = take_turn(conn, desk, incoming, now)
    if turn is None or not turn.person.is_manager:
        return refuse_outsider(conn, desk, incoming, "only-managers")
    try:
        return _act(turn, pressed)
    except (ValueError, LookupError):
        return turn.alert("refused-stale")


def _act(turn: Turn, pressed: Press) -> Answer:
    match pressed.verb:
        case "acc":
            return grant(turn, pressed)
        case "ref":
            return refuse(turn, pressed)
        case "inv":
            return _invite(turn, pressed)
        case verb:
            raise ValueError(verb)


def _invite(turn: Turn, pressed: Press) -> Answer:
    page = page_in(pressed.word(0))
    if page is not None:
        offer_contracts(turn, page, again=True)
        return Answer()
    contract = contract_of(turn.desk, pressed.word(0))
    # The list of contracts stays: the next invitation may be for another one.
    turn.reply("invite-made", invitation(turn, contract))
    return Answer(plain(turn.language, "invite-did"))
