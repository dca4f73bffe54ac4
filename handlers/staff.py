"""One message or press of one of ours, and how to answer it where it was made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from domain.desk import Desk
from domain.tickets.clocks import Clock, clocks_of, current
from domain.tickets.events import Ticket
from handlers.incoming import Answer, Incoming
from handlers.speak import Key, revise, say
from storage import people, tickets
from storage.people import Someone
from views.callbacks import Press
from views.texts import Safe, plain

_LARGEST_NUMBER = 2**31 - 1
_LARGEST_ID = 2**52


@dataclass(frozen=True)
class Turn:
    """Who does what, where and when. Rights are those of the records at this moment."""

    conn: Connection
    desk: Desk
    incoming: Incoming
    person: Someone
    now: datetime

    @property
    def language(self) -> str:
        """The person's own in private, the desk's in a group."""
        return self.person.language if self.incoming.private else self.desk.language

    @property
    def zone(self) -> ZoneInfo:
        """The zone in which lists are read."""
        return ZoneInfo(self.desk.timezone)

    def reply(
        self,
        text_id: str,
        variables: Mapping[str, Any] | None = None,
        *,
        buttons: Sequence[Sequence[Key]] = (),
        dedupe: str | None = None,
    ) -> None:
        """Answer where it was asked: in the same topic, under the same message."""
        say(
            self.conn, self.incoming.chat_id, self.now, text_id, variables, buttons=buttons, dedupe=dedupe,
            thread_id=self.incoming.thread_id,
            reply_to=None if self.incoming.private else self.incoming.message_id,
        )  # fmt: skip

    def reply_about(
        self,
        ticket: int,
        text_id: str,
        variables: Mapping[str, Any] | None = None,
        *,
        buttons: Sequence[Sequence[Key]] = (),
    ) -> None:
        """Say something in the ticket's topic (or here, in private); replies to it find the ticket."""
        say(self.conn, self.incoming.chat_id, self.now, text_id, variables, buttons=buttons, ticket=ticket)

    def revise(
        self,
        text_id: str,
        variables: Mapping[str, Any] | None = None,
        *,
        buttons: Sequence[Sequence[Key]] = (),
        ticket: int | None = None,
    ) -> None:
        """Change the message whose button was pressed."""
        chat_id, message_id = self.incoming.chat_id, self.incoming.message_id
        revise(self.conn, chat_id, message_id, self.now, text_id, variables, buttons=buttons, ticket=ticket)

    def alert(self, text_id: str, **variables: str | int) -> Answer:
        """A window that the presser must close: nothing was done."""
        return Answer(plain(self.language, text_id, **variables), alert=True)


def take_turn(conn: Connection, desk: Desk, incoming: Incoming, now: datetime) -> Turn | None:
    """The turn of one of ours; None for everybody else."""
    person = people.find(conn, incoming.person_id)
    if person is None or not person.staff or incoming.anonymous:
        return None
    return Turn(conn, desk, incoming, person, now)


def refuse_outsider(conn: Connection, desk: Desk, incoming: Incoming, text_id: str) -> Answer:
    """The alert for somebody who may not press this: `text_id`, or why nobody can be told by a group's name."""
    person = people.find(conn, incoming.person_id)
    language = person.language if person is not None and incoming.private else desk.language
    return Answer(plain(language, "staff-anonymous-press" if incoming.anonymous else text_id), alert=True)


def hint_outsider(conn: Connection, desk: Desk, incoming: Incoming, now: datetime) -> None:
    """Tell somebody in a group of ours, once, why nothing happens; somebody who writes as the group, once a day."""
    key = f"outsider:{incoming.chat_id}:{incoming.person_id}"
    variables = {"name": incoming.person_name or str(incoming.person_id)}
    if incoming.anonymous:
        text_id, key, variables = "staff-anonymous", f"anonymous:{incoming.chat_id}:{now:%Y%m%d}", {}
    elif incoming.chat_id == desk.managers_chat:
        text_id = "staff-no-manager"
    else:
        text_id = "staff-outsider"
    say(
        conn, incoming.chat_id, now, text_id, variables,
        thread_id=incoming.thread_id, reply_to=incoming.message_id, dedupe=key,
    )  # fmt: skip


def clocks_now(turn: Turn, ticket: Ticket) -> tuple[Clock, ...]:
    """The clocks of the ticket's present terms."""
    events = tickets.history(turn.conn, ticket.id)
    return current(clocks_of(ticket, events, turn.desk.terms(ticket.contract)))


def number_in(press: Press, place: int) -> int:
    """A ticket's, form's or request's number among the arguments; ValueError if no such thing can have it."""
    number = press.number(place)
    if not 0 <= number <= _LARGEST_NUMBER:
        raise ValueError("out of range")
    return number


def person_in(press: Press, place: int) -> int:
    """A person's id among the arguments; ValueError if it can be none."""
    number = press.number(place)
    if not 0 < number <= _LARGEST_ID:
        raise ValueError("out of range")
    return number


def number_typed(words: str) -> int | None:
    """The ticket that "12" or "#12" means."""
    digits = words.strip().lstrip("#＃")
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 10):
        return None
    return number if (number := int(digits)) <= _LARGEST_NUMBER else None


def safe(words: Safe) -> dict[str, str]:
    """HTML that a row carries as it is."""
    return {"safe": str(words)}
