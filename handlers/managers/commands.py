"""Commands that only managers have."""

from __future__ import annotations

from collections.abc import Callable

from domain.contracts import Contract
from handlers.engineers.lists import send_list
from handlers.managers import sla
from handlers.managers.access import contract_keys, show_request
from handlers.managers.exports import export_command
from handlers.managers.holidays import holidays_command
from handlers.managers.satisfaction import show_survey, show_wishes
from handlers.managers.spans import asked
from handlers.managers.subscribe import subscribe_command
from handlers.staff import Turn
from storage import access, invites, outbox, tickets
from storage.outbox import Lane

_INVITE_DAYS = 7
_REQUESTS_AT_MOST = 10


def run(turn: Turn, name: str) -> bool:
    """Carry out a command; False if it is none of these, or not for this person."""
    if not turn.person.is_manager:
        return False
    if name == "sla":
        return sla.run(turn)
    act = _ACTS.get(name)
    if act is None:
        return False
    act(turn)
    return True


def _summary(turn: Turn) -> None:
    found = asked(turn)
    if found is None or found.period == "year":
        turn.reply("manager-summary-usage")
        return
    if found.empty:
        turn.reply("manager-summary-too-early")
        return
    chat_id = turn.incoming.chat_id
    outbox.put(
        turn.conn, lane=Lane.REPORT, chat_id=chat_id, kind="summary", now=turn.now,
        person_id=chat_id if chat_id > 0 else None,
        data={
            "start": found.start.isoformat(), "end": found.end.isoformat(), "period": found.period, "asked": True,
            "contract": found.contract.code if found.contract else None,
        },
    )  # fmt: skip


def _overdue(turn: Turn) -> None:
    numbers = tickets.overdue_numbers(turn.conn, turn.now)
    if numbers:
        send_list(turn, "manager-overdue", numbers)
    else:
        turn.reply("manager-overdue-none")


def _invite(turn: Turn) -> None:
    code = turn.incoming.argument
    if not code:
        offer_contracts(turn)
        return
    contract = turn.desk.contracts.get(code) or _found(turn, code)
    if contract is None:
        turn.reply("invite-no-contract", {"code": code[:40]})
        return
    turn.reply("invite-made", invitation(turn, contract))


def _found(turn: Turn, code: str) -> Contract | None:
    found = [one for one in turn.desk.contracts.values() if one.code.casefold() == code.casefold()]
    return found[0] if len(found) == 1 else None


def offer_contracts(turn: Turn, page: int = 0, *, again: bool = False) -> None:
    """Ask which contract; `again` turns the page of the message that was pressed."""
    buttons = contract_keys(turn.desk, page, "inv")
    if again:
        turn.revise("invite-which", buttons=buttons)
    else:
        turn.reply("invite-which", buttons=buttons)


def invitation(turn: Turn, contract: Contract) -> dict[str, str | int]:
    """A fresh invitation, for the texts that show it."""
    code = invites.create(turn.conn, contract.code, turn.person.id, turn.now, _INVITE_DAYS)
    link = f"https://t.me/{turn.desk.bot_username}?start={code}"
    return {"link": link, "customer": contract.customer, "days": _INVITE_DAYS}


def _access(turn: Turn) -> None:
    waiting = access.open_requests(turn.conn)
    if not waiting:
        turn.reply("access-none")
        return
    for request in waiting[:_REQUESTS_AT_MOST]:
        show_request(turn.conn, turn.desk, turn.incoming.chat_id, request, turn.now)
    if len(waiting) > _REQUESTS_AT_MOST:
        turn.reply("access-more", {"count": len(waiting) - _REQUESTS_AT_MOST})


_ACTS: dict[str, Callable[[Turn], None]] = {
    "summary": _summary,
    "overdue": _overdue,
    "subscribe": subscribe_command,
    "export": export_command,
    "invite": _invite,
    "access": _access,
    "holidays": holidays_command,
    "survey": show_survey,
    "wishes": show_wishes,
}
