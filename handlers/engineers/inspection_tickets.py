"""A finding of an inspection becomes a ticket: both know of each other, and the team sees what the engineer saw."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from domain.plans.checklists import Point
from domain.tickets.commands import Assign, Opening
from domain.tickets.refused import Refused
from handlers.speak import relay, say
from handlers.staff import Turn
from storage import apply, checks, dues, people, said
from storage.checks import Check
from storage.dues import Due
from views.texts import plain

_KIND_OF_REQUEST = "maintenance"
_TITLE_AT_MOST = 200


def open_ticket(turn: Turn, due: Due, point: Point, level: int | None) -> int:
    """Open it for the customer's newest contact, as a fault of that level or as a request; its number.

    Refused where the customer has nobody in the chat: a ticket without anybody to tell would be nobody's.
    """
    assert due.contract is not None
    contract = turn.desk.contracts.get(due.contract)
    members = people.members_of(turn.conn, due.contract)
    if contract is None or not members:
        raise Refused("inspection-nobody-for-ticket")
    if level is not None and level not in [one.number for one in contract.preset.levels]:
        raise ValueError(level)
    check = checks.find(turn.conn, due.id, point.key)
    if check.ticket is not None:
        raise Refused("inspection-has-ticket-already", number=check.ticket)
    kind = "fault" if level is not None else _KIND_OF_REQUEST
    title = _title(turn, point, check)
    opening = Opening(kind, contract.code, contract.version, members[0], title, level, {}, False)
    ticket = apply.open_new(turn.conn, turn.desk, opening, turn.now)
    if level is None and (owner := turn.desk.owner(kind, turn.now)) is not None:
        apply.apply(turn.conn, turn.desk, ticket.id, Assign(owner), turn.now)
    checks.keep(
        turn.conn, due.id, replace(check, result="finding", ticket=ticket.id), turn.person.id, turn.now
    )
    dues.note(turn.conn, due.id, "ticket", turn.now, turn.person.id, {"ticket": ticket.id, "item": point.key})
    nothing = {"id": "inspection-nothing"}
    words: dict[str, Any] = {
        "number": ticket.id, "what": due.label, "who": turn.person.name,
        "item": {"in": dict(point.item.words)}, "site": point.site or nothing, "note": check.note or nothing,
    }  # fmt: skip
    say(turn.conn, turn.desk.engineers_chat, turn.now, "inspection-ticket-team", words, ticket=ticket.id)
    say(turn.conn, members[0], turn.now, "inspection-ticket-customer", words, ticket=ticket.id)
    for media in check.photos:
        pass_on(turn, media, ticket.id)
    return ticket.id


def pass_on(turn: Turn, media: Any, number: int) -> None:
    """A file of the finding is shown to the team and kept on the ticket; never sent to the customer by itself."""
    kept = said.record(
        turn.conn, chat_id=media["chat_id"], message_id=media["message_id"], person_id=turn.person.id, side="note",
        text=media.get("caption", ""), at=turn.now, media=media, ticket=number,
    )  # fmt: skip
    if kept is not None:
        relay(turn.conn, turn.desk.engineers_chat, [kept], number, turn.now)


def _title(turn: Turn, point: Point, check: Check) -> str:
    language = turn.desk.language
    words = check.note.split("\n")[0] or point.item.words[language]
    where = f"{point.site} · " if point.site else ""
    return plain(language, "inspection-ticket-title", words=f"{where}{words}")[:_TITLE_AT_MOST]
