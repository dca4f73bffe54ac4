"""`/survey [contract]` and `/wishes [contract]`: what the customers think and what they wish for."""

from __future__ import annotations

from datetime import timedelta

from domain.contracts import Contract
from handlers.managers.sla import contract_named
from handlers.refusals import short_name
from handlers.staff import Turn
from storage import outbox
from storage.outbox import Lane
from storage.visits import Wish, wishes
from views.texts import Safe, lines, text
from views.times import day_text

_YEAR = timedelta(days=365)
_WISHES_AT_MOST = 20
_WORDS_AT_MOST = 150


def show_survey(turn: Turn) -> None:
    """The results of the last twelve months, as text and picture."""
    known, contract = _contract(turn)
    if not known:
        return
    chat_id = turn.incoming.chat_id
    outbox.put(
        turn.conn, lane=Lane.REPORT, chat_id=chat_id, kind="made", now=turn.now,
        person_id=chat_id if chat_id > 0 else None,
        data={
            "what": "survey", "start": (turn.now - _YEAR).isoformat(), "end": turn.now.isoformat(),
            "contract": contract.code if contract else None, "thread_id": turn.incoming.thread_id,
            "reply_to": None if turn.incoming.private else turn.incoming.message_id,
        },
    )  # fmt: skip


def show_wishes(turn: Turn) -> None:
    """What customers wished for on return visits, the newest first, by contract."""
    known, contract = _contract(turn)
    if not known:
        return
    found, count = wishes(turn.conn, contract.code if contract else None, _WISHES_AT_MOST)
    if not found:
        turn.reply("wishes-none")
        return
    parts = []
    for code in dict.fromkeys(one.contract for one in found):
        mine = [_line(turn, one) for one in found if one.contract == code]
        head = text(turn.language, "wishes-contract", customer=turn.desk.contract(code).customer, code=code)
        parts.append(lines(head, *mine))
    more = text(turn.language, "wishes-more", count=count - len(found)) if count > len(found) else None
    head = text(turn.language, "wishes", count=count)
    turn.reply("engineer-shown", {"lines": {"safe": str(lines(head, *parts, more, between="\n\n"))}})


def _line(turn: Turn, wish: Wish) -> Safe:
    words = wish.words if len(wish.words) <= _WORDS_AT_MOST else f"{wish.words[: _WORDS_AT_MOST - 1]}…"
    return text(
        turn.language, "wishes-line", day=day_text(wish.at.astimezone(turn.zone).date(), turn.language),
        words=words, who=wish.who, by=short_name(turn.conn, wish.by),
    )  # fmt: skip


def _contract(turn: Turn) -> tuple[bool, Contract | None]:
    """Whether the argument can be understood, and the contract that it names, if any."""
    code = turn.incoming.argument.strip()
    if not code:
        return True, None
    contract = contract_named(turn, code)
    if contract is None:
        turn.reply("survey-no-contract", {"code": code[:40]})
    return contract is not None, contract
