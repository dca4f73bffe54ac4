"""The customer's answer to an offer for paid work: yes, no, or time to think with the clocks standing still."""

from __future__ import annotations

from collections.abc import Callable

from domain.plans.prices import money, total
from domain.tickets.commands import AnswerOffer, AnswerPause, AskPause
from domain.tickets.refused import Refused
from handlers.customers.turn import Turn
from handlers.incoming import Answer
from handlers.speak import button
from storage import apply

_PAUSE = "offer"


def _answer(turn: Turn) -> Answer:
    ticket = turn.own_ticket()
    if not ticket.open or not ticket.offer or ticket.offer["seq"] != turn.pressed.number(1):
        raise Refused("refused-offer-over")
    amount = money(total(ticket.offer["items"]), ticket.offer["currency"])
    words = {"number": ticket.id, "sum": amount}
    match turn.pressed.word(2):
        case "y" | "n" as answer:
            command = AnswerOffer(turn.person.id, agreed=answer == "y")
            apply.apply(turn.conn, turn.desk, ticket.id, command, turn.now)
            turn.revise("offer-answer-yes" if answer == "y" else "offer-answer-no", words, ticket=ticket.id)
        case "w":
            if ticket.assignee_id is None:
                raise Refused("refused-offer-over")
            # The customer's own wish is both sides' agreement: the engineer asked by making the offer.
            apply.apply(turn.conn, turn.desk, ticket.id, AskPause(ticket.assignee_id, _PAUSE), turn.now)
            agreed = AnswerPause(turn.person.id, agreed=True)
            after = apply.apply(turn.conn, turn.desk, ticket.id, agreed, turn.now)
            seq = after.offer["seq"]
            keys = [[button(f"button-offer-{one}", "tp", ticket.id, seq, one)] for one in ("y", "n")]
            until = {"until": {"at": after.pause["until"]}}
            turn.revise("offer-answer-wait", {**words, **until}, buttons=keys, ticket=ticket.id)
        case other:
            raise ValueError(other)
    return turn.answer("done")


ACTIONS: dict[str, Callable[[Turn], Answer]] = {"tp": _answer}
"""tp: the answer to an offer."""
