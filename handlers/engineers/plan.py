"""`/plan`: what is due without anyone asking, everything, one's own or a contract's."""

from __future__ import annotations

from handlers.incoming import Answer
from handlers.staff import Turn
from storage import outbox
from storage.outbox import Lane
from views.callbacks import Press
from views.texts import plain
from views.tokens import token

VERBS = frozenset({"plc"})
"""The plan as a calendar file."""

_MINE = ("me", "我", "我的", "mine")
_ALL = ("", "all", "全部")


def plan_command(turn: Turn) -> None:
    """Send the plan, words and picture."""
    words = turn.incoming.argument.strip()
    if words.casefold() in _ALL:
        _send(turn, "plan", {})
        return
    if words.casefold() in _MINE:
        _send(turn, "plan", {"person": turn.person.id})
        return
    known = turn.desk.contracts
    code = (
        words if words in known else next((one for one in known if one.casefold() == words.casefold()), None)
    )
    if code is None:
        turn.reply("plan-no-contract", {"code": words, "known": ", ".join(known)})
        return
    _send(turn, "plan", {"contract": code})


def press(turn: Turn, pressed: Press) -> Answer:
    """Send the calendar file of a plan; ValueError for a contract that there is not any more."""
    of = pressed.word(0)
    meant: dict[str, str | int] = {}
    if of == "me":
        meant = {"person": turn.person.id}
    elif of != "all":
        code = next((one for one in turn.desk.contracts if token(one) == of), None)
        if code is None:
            raise ValueError("no such contract")
        meant = {"contract": code}
    _send(turn, "plan-ics", meant)
    return Answer(plain(turn.language, "plan-ics-did"))


def _send(turn: Turn, what: str, meant: dict[str, str | int]) -> None:
    chat_id = turn.incoming.chat_id
    outbox.put(
        turn.conn, lane=Lane.ANSWER, chat_id=chat_id, kind="made", now=turn.now,
        person_id=chat_id if chat_id > 0 else None,
        data={
            "what": what, **meant, "thread_id": turn.incoming.thread_id,
            "reply_to": None if turn.incoming.private else turn.incoming.message_id,
        },
    )  # fmt: skip
