"""Strangers ask for access; the managers decide. The first decision counts."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from domain.contracts import Contract
from domain.desk import Desk
from handlers.incoming import Answer
from handlers.refusals import short_name
from handlers.speak import Key, button, named, say
from handlers.staff import Turn, number_in
from storage import access, people, timers
from storage.access import AccessRequest
from views.callbacks import Press
from views.texts import plain
from views.times import clock_time
from views.tokens import token

_PAGE = 20
_LABEL_AT_MOST = 48
_WORDS_AT_MOST = 600


def request_access(
    conn: Connection, desk: Desk, person_id: int, name: str, words: str, now: datetime
) -> bool:
    """Put a request before the managers; False if the person has an open one already."""
    request = access.ask(conn, person_id, name, words, now)
    if request is None:
        return False
    show_request(conn, desk, desk.managers_chat, request, now)
    return True


def show_request(conn: Connection, desk: Desk, chat_id: int, request: AccessRequest, now: datetime) -> None:
    """A message with the request and the buttons that decide it."""
    say(conn, chat_id, now, "access-request", _told(conn, request), buttons=_request_keys(desk, request.id))


def _told(conn: Connection, request: AccessRequest) -> dict[str, str | int]:
    person = people.find(conn, request.person_id)
    account = f"@{person.username}" if person is not None and person.username else str(request.person_id)
    return {"name": request.name, "account": account, "words": request.words[:_WORDS_AT_MOST]}


def _request_keys(desk: Desk, number: int, page: int = 0) -> list[list[Key]]:
    return [*contract_keys(desk, page, "acc", number), [button("access-button-refuse", "ref", number)]]


def contract_keys(desk: Desk, page: int, verb: str, *args: int | str) -> list[list[Key]]:
    """A button for each contract, twenty at a time: `verb` with `args` and the contract's token, or another page."""
    contracts = sorted(desk.contracts.values(), key=lambda one: (one.customer, one.code))
    here = contracts[page * _PAGE : (page + 1) * _PAGE]
    rows = [[named(_label(one), verb, *args, token(one.code))] for one in here]
    turning = []
    if page > 0:
        turning.append(named("◀", verb, *args, f"p{page - 1}"))
    if len(contracts) > (page + 1) * _PAGE:
        turning.append(named("▶", verb, *args, f"p{page + 1}"))
    return [*rows, turning] if turning else rows


def _label(contract: Contract) -> str:
    words = f"{contract.customer} · {contract.code}"
    return words if len(words) <= _LABEL_AT_MOST else f"{words[: _LABEL_AT_MOST - 1]}…"


def contract_of(desk: Desk, words: str) -> Contract:
    """The contract of a token; ValueError if there is none."""
    for contract in desk.contracts.values():
        if token(contract.code) == words:
            return contract
    raise ValueError("no such contract")


def page_in(words: str) -> int | None:
    """The page that a turning button asks for; None if it names a contract. Tokens have no p."""
    if not words.startswith("p"):
        return None
    if not (words[1:].isascii() and words[1:].isdigit() and len(words) <= 4):
        raise ValueError(words)
    return int(words[1:])


def grant(turn: Turn, pressed: Press) -> Answer:
    """Let the person in under the contract of the button, or turn the page."""
    request = access.get(turn.conn, number_in(pressed, 0))
    page = page_in(pressed.word(1))
    if request.state == "open" and page is not None:
        turn.revise(
            "access-request", _told(turn.conn, request), buttons=_request_keys(turn.desk, request.id, page)
        )
        return Answer()
    if request.state != "open" or page is not None:
        return _too_late(turn, request)
    contract = contract_of(turn.desk, pressed.word(1))
    access.decide(turn.conn, request.id, turn.person.id, contract.code, turn.now)
    person = people.add(turn.conn, request.person_id, request.name, turn.desk.language, turn.now)
    people.join(turn.conn, person.id, contract.code, turn.now)
    if person.asking == "access":
        people.change(turn.conn, person.id, asking=None)
    say(turn.conn, person.id, turn.now, "access-granted", {"customer": contract.customer})
    timers.arm(turn.conn, f"granted:{person.id}", "granted", turn.now, person_id=person.id)
    _show_decided(turn, access.get(turn.conn, request.id))
    return Answer(plain(turn.language, "access-did-grant", name=short_name(turn.conn, person.id)))


def refuse(turn: Turn, pressed: Press) -> Answer:
    """Keep the person out; they may ask again."""
    request = access.get(turn.conn, number_in(pressed, 0))
    if not access.decide(turn.conn, request.id, turn.person.id, None, turn.now):
        return _too_late(turn, request)
    say(turn.conn, request.person_id, turn.now, "access-refused")
    _show_decided(turn, access.get(turn.conn, request.id))
    return Answer(plain(turn.language, "access-did-refuse"))


def _too_late(turn: Turn, request: AccessRequest) -> Answer:
    _show_decided(turn, request)
    assert request.decided_by is not None
    assert request.decided_at is not None
    return turn.alert(
        "access-decided", state=request.state, who=short_name(turn.conn, request.decided_by),
        at=clock_time(request.decided_at, turn.zone, turn.now, turn.language),
    )  # fmt: skip


def _show_decided(turn: Turn, request: AccessRequest) -> None:
    assert request.decided_by is not None
    assert request.decided_at is not None
    contract = turn.desk.contracts.get(request.contract or "")
    turn.revise(
        f"access-request-{request.state}",
        {
            **_told(turn.conn, request),
            "who": short_name(turn.conn, request.decided_by),
            "at": {"at": request.decided_at.isoformat()},
            "customer": contract.customer if contract else request.contract or "",
        },
    )
