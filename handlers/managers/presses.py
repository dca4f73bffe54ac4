"""The managers' buttons: requests for access, invitations. Only managers by the records of the moment may press."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from domain.desk import Desk
from domain.tickets.refused import Refused
from handlers import consent
from handlers.incoming import Answer, Incoming
from handlers.managers import reports, subscribe, versions
from handlers.managers.access import contract_of, grant, page_in, refuse
from handlers.managers.commands import invitation, offer_contracts
from handlers.refusals import refusal_text
from handlers.staff import Turn, number_in, refuse_outsider, take_turn
from storage import tickets
from views.callbacks import Press
from views.texts import plain

VERBS = frozenset({"acc", "ref", "inv", "rm", *versions.DECISIONS, *subscribe.VERBS, *reports.VERBS})
"""acc, ref: grant or refuse a request for access; inv: make an invitation; rm: a lower level, yes or no;
vk, vm: keep a contract's older terms for running tickets, or let them go over."""


def press(conn: Connection, desk: Desk, incoming: Incoming, pressed: Press, now: datetime) -> Answer:
    """Act on a press; whatever it was, there is an answer."""
    turn = take_turn(conn, desk, incoming, now)
    if turn is None or not turn.person.is_manager:
        return refuse_outsider(conn, desk, incoming, "only-managers")
    try:
        return _act(turn, pressed)
    except Refused as refused:
        return Answer(refusal_text(conn, desk, turn.language, refused, now), alert=True)
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
        case "rm":
            return _regrade(turn, pressed)
        case verb if verb in versions.DECISIONS:
            return versions.decide(turn, pressed)
        case verb if verb in subscribe.VERBS:
            return subscribe.press(turn, pressed)
        case verb if verb in reports.VERBS:
            return reports.press(turn, pressed)
        case verb:
            raise ValueError(verb)


def _regrade(turn: Turn, pressed: Press) -> Answer:
    ticket, seq = tickets.load(turn.conn, number_in(pressed, 0)), pressed.number(1)
    agreed = {"y": True, "n": False}[pressed.word(2)]
    consent.answer_regrade(turn.conn, turn.desk, ticket, seq, turn.person.id, "manager", agreed, turn.now)
    return Answer(plain(turn.language, "done"))


def _invite(turn: Turn, pressed: Press) -> Answer:
    page = page_in(pressed.word(0))
    if page is not None:
        offer_contracts(turn, page, again=True)
        return Answer()
    contract = contract_of(turn.desk, pressed.word(0))
    # The list of contracts stays: the next invitation may be for another one.
    turn.reply("invite-made", invitation(turn, contract))
    return Answer(plain(turn.language, "invite-did"))
