"""How somebody becomes a customer: an invitation, a name, a phone number; or a request for access."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from domain.desk import Desk
from handlers.incoming import Incoming
from handlers.managers.access import request_access
from handlers.speak import Key, button, say
from storage import invites, people
from storage.people import Someone
from views.texts import closest

_NAME_AT_MOST = 60


def start(conn: Connection, desk: Desk, incoming: Incoming, now: datetime) -> None:
    """`/start`, with or without the code of an invitation. Pressing it again does no harm."""
    person = greet(conn, desk, incoming, now)
    code = incoming.argument
    if not code:
        _where_am_i(conn, desk, person, now)
        return
    result = invites.redeem(conn, code, person.id, now)
    if isinstance(result, invites.Refusal):
        say(conn, person.id, now, f"invite-{result.value}", buttons=[[button("button-ask-access", "aa")]])
        return
    contract = desk.contracts.get(result.contract)
    if contract is None:
        say(conn, person.id, now, "invite-unknown", buttons=[[button("button-ask-access", "aa")]])
        return
    people.join(conn, person.id, contract.code, now)
    say(conn, person.id, now, "welcome", {"customer": contract.customer})
    ask_next(conn, desk, person.id, now)


def greet(conn: Connection, desk: Desk, incoming: Incoming, now: datetime) -> Someone:
    """Make the writer known, in the language of their Telegram."""
    name = incoming.person_name.strip() or str(incoming.person_id)
    language = closest(incoming.language_code, desk.language)
    person = people.add(conn, incoming.person_id, name, language, now, incoming.username)
    if person.reachable != "yes":
        people.change(conn, person.id, reachable="yes")
    return person


def _where_am_i(conn: Connection, desk: Desk, person: Someone, now: datetime) -> None:
    if people.contracts_of(conn, person.id):
        if person.phone is None or person.asking in ("name", "phone"):
            ask_next(conn, desk, person.id, now)
        else:
            say(conn, person.id, now, "customer-ready")
    elif person.staff:
        say(conn, person.id, now, "staff-ready", {"name": person.name})
    else:
        stranger(conn, person, now)


def stranger(conn: Connection, person: Someone, now: datetime) -> None:
    """Somebody without a contract: say politely how to get in."""
    say(conn, person.id, now, "stranger", buttons=[[button("button-ask-access", "aa")]])


def ask_next(conn: Connection, desk: Desk, person_id: int, now: datetime) -> None:
    """Ask for what is still missing: the name first, then the phone number, each once."""
    person = people.find(conn, person_id)
    assert person is not None
    if person.phone is None and person.asking is None:
        people.change(conn, person_id, asking="name")
        say(conn, person_id, now, "ask-name", {"name": person.name},
            buttons=[[button("button-name-right", "nm")]])  # fmt: skip
    elif person.phone is None:
        people.change(conn, person_id, asking="phone")
        keys: list[list[Key]] = [
            [{"id": "button-share-contact", "contact": True}],
            [{"id": "button-skip-phone"}],
        ]
        say(conn, person_id, now, "ask-phone", reply_keys=keys)
    else:
        people.change(conn, person_id, asking=None)
        say(conn, person_id, now, "customer-ready", remove_keyboard=True)


def name_given(conn: Connection, desk: Desk, incoming: Incoming, now: datetime) -> bool:
    """The name, typed. False if it cannot be one."""
    name = " ".join(incoming.text.split())
    if not name or len(name) > _NAME_AT_MOST or incoming.media is not None:
        return False
    people.change(conn, incoming.person_id, name=name, asking="name-known")
    ask_next(conn, desk, incoming.person_id, now)
    return True


def name_kept(conn: Connection, desk: Desk, person_id: int, now: datetime) -> None:
    """The name that Telegram shows is right."""
    people.change(conn, person_id, asking="name-known")
    ask_next(conn, desk, person_id, now)


def phone_given(conn: Connection, desk: Desk, incoming: Incoming, now: datetime) -> bool:
    """The phone number, shared by the button or typed. False if it is none.

    A shared contact must be the sender's own (anybody can forward somebody's card); its number is what Telegram
    knows, no proof of a contract.
    """
    if incoming.contact is not None:
        if incoming.contact.person_id != incoming.person_id:
            say(conn, incoming.chat_id, now, "phone-not-yours")
            return True
        number = incoming.contact.phone
    else:
        number = "".join(c for c in incoming.text if c.isdigit() or c == "+")
        letters = sum(c.isalpha() for c in incoming.text)
        if not 5 <= len(number.lstrip("+")) <= 15 or letters > 6:
            return False
    people.change(conn, incoming.person_id, phone=number[:40])
    ask_next(conn, desk, incoming.person_id, now)
    return True


def phone_skipped(conn: Connection, person_id: int, now: datetime) -> None:
    """Not now: the desk works without it, the engineers write instead of calling."""
    people.change(conn, person_id, asking=None)
    say(conn, person_id, now, "customer-ready", remove_keyboard=True)


def ask_access(conn: Connection, desk: Desk, person: Someone, words: str, now: datetime) -> None:
    """A stranger's request goes to the managers."""
    people.change(conn, person.id, asking=None)
    fresh = request_access(conn, desk, person.id, person.name, words, now)
    say(conn, person.id, now, "access-asked" if fresh else "access-asked-already")
