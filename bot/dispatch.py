"""One update, one transaction: find who is meant, hand it on, and make sure that every press is answered."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from domain.desk import Desk
from handlers.blocked import tell_the_team
from handlers.customers import messages as customer_messages
from handlers.customers import presses as customer_presses
from handlers.engineers import colleagues, private, reactions
from handlers.engineers import messages as engineer_messages
from handlers.engineers import presses as engineer_presses
from handlers.incoming import Answer, Incoming, Kind
from handlers.managers import messages as manager_messages
from handlers.managers import presses as manager_presses
from storage import chats, people, tickets
from storage.people import Someone
from views.callbacks import Press, decode
from views.texts import closest, plain

log = logging.getLogger("faultline.dispatch")


def dispatch(conn: Connection, desk: Desk, incoming: Incoming, now: datetime) -> Answer | None:
    """Carry out one update; for a press the answer that its presser sees."""
    incoming = replace(incoming, chat_id=chats.configured(conn, incoming.chat_id))
    match incoming.kind:
        case Kind.PRESS:
            return _press(conn, desk, incoming, now)
        case Kind.MESSAGE | Kind.EDIT:
            _message(conn, desk, incoming, now)
        case Kind.MEMBER:
            _member(conn, desk, incoming, now)
        case Kind.MIGRATION:
            assert incoming.migrate_from is not None
            assert incoming.migrate_to is not None
            chats.migrate(conn, incoming.migrate_from, incoming.migrate_to)
        case Kind.COLLEAGUE:
            colleagues.moved(conn, desk, incoming, now)
        case Kind.REACTION:
            reactions.hear(conn, desk, incoming, now)
        case Kind.TOPIC:
            # What people do to a topic changes no ticket.
            pass
    return None


def _message(conn: Connection, desk: Desk, incoming: Incoming, now: datetime) -> None:
    if incoming.chat_id == desk.engineers_chat:
        engineer_messages.hear(conn, desk, incoming, now)
    elif incoming.chat_id == desk.managers_chat:
        manager_messages.hear(conn, desk, incoming, now)
    elif incoming.private and not incoming.anonymous:
        person = people.find(conn, incoming.person_id)
        if person is not None and person.staff and private.hear(conn, desk, incoming, now):
            return
        customer_messages.hear(conn, desk, incoming, now)


def _press(conn: Connection, desk: Desk, incoming: Incoming, now: datetime) -> Answer:
    person = people.find(conn, incoming.person_id)
    pressed = decode(incoming.data or "")
    language = _language(desk, incoming, person)
    try:
        if pressed is None:
            raise ValueError("not of this version")
        return _route(conn, desk, incoming, pressed, now)
    except (ValueError, LookupError):
        log.info("a button that is not valid was pressed by %s", incoming.person_id)
        return Answer(plain(language, "button-stale"), alert=True)


def _route(conn: Connection, desk: Desk, incoming: Incoming, pressed: Press, now: datetime) -> Answer:
    if pressed.verb in customer_presses.VERBS:
        return customer_presses.press(conn, desk, incoming, pressed, now)
    if pressed.verb in engineer_presses.VERBS:
        return engineer_presses.press(conn, desk, incoming, pressed, now)
    if pressed.verb in manager_presses.VERBS:
        return manager_presses.press(conn, desk, incoming, pressed, now)
    raise ValueError(pressed.verb)


def _language(desk: Desk, incoming: Incoming, person: Someone | None) -> str:
    if not incoming.private:
        return desk.language
    return person.language if person else closest(incoming.language_code, desk.language)


def _member(conn: Connection, desk: Desk, incoming: Incoming, now: datetime) -> None:
    """Blocked or unblocked by a person: an early warning that costs no message."""
    if not incoming.private:
        gone = incoming.text in ("kicked", "left")
        chats.know(conn, incoming.chat_id, trouble="the bot is not in this group" if gone else None)
        return
    person = people.find(conn, incoming.person_id)
    if person is None:
        return
    reachable = "blocked" if incoming.text in ("kicked", "left") else "yes"
    people.change(conn, person.id, reachable=reachable)
    if reachable == "blocked":
        tell_the_team(conn, desk, person, tickets.open_of(conn, person.id), now)
