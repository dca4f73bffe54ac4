"""One press of a customer: whose ticket or report it is for is read from the records, never from the button."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from domain.desk import Desk
from domain.tickets.events import Ticket
from domain.tickets.refused import Refused
from handlers.incoming import Answer, Incoming
from handlers.speak import Key, revise, say
from storage import drafts, people, tickets
from storage.drafts import Draft
from storage.people import Someone
from views.callbacks import Press
from views.texts import plain

_FOCUS = timedelta(minutes=10)


@dataclass(frozen=True)
class Turn:
    """Who pressed what, where and when."""

    conn: Connection
    desk: Desk
    incoming: Incoming
    pressed: Press
    person: Someone
    now: datetime

    def own_ticket(self, *, still_open: bool = False) -> Ticket:
        """The ticket of the button's first number; Refused if it is another customer's, or closed if it must be open."""
        ticket = tickets.load(self.conn, self.pressed.number(0))
        if ticket.customer_id != self.person.id:
            raise Refused("button-not-yours")
        if still_open and not ticket.open:
            raise Refused("refused-closed")
        return ticket

    def own_repair(self) -> Ticket:
        """The same; Refused too if the button asks about an earlier repair than the last one."""
        ticket = self.own_ticket()
        if self.pressed.number(1) != ticket.round:
            raise Refused("button-stale")
        return ticket

    def own_draft(self, question: str) -> Draft:
        """The report whose open question is this button's; Refused if it is answered, replaced or another customer's."""
        draft = drafts.get(self.conn, self.pressed.number(0))
        mine = draft.person_id == self.person.id and draft.fence == self.pressed.number(1)
        if not mine or draft.state != "asking" or draft.question != question:
            raise Refused("button-stale")
        return draft

    def focus(self, ticket: int) -> None:
        """What the customer writes in the next ten minutes is for that ticket."""
        people.change(self.conn, self.person.id, focus_ticket=ticket, focus_until=self.now + _FOCUS)

    def say(
        self,
        text_id: str,
        variables: Mapping[str, Any] | None = None,
        *,
        buttons: Sequence[Sequence[Key]] = (),
        ticket: int | None = None,
    ) -> None:
        """A new message to the customer."""
        say(self.conn, self.person.id, self.now, text_id, variables, buttons=buttons, ticket=ticket)

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

    def answer(self, text_id: str, **variables: str | int) -> Answer:
        """A line at the top of the presser's screen."""
        return Answer(plain(self.person.language, text_id, **variables))
