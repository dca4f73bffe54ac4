"""A desk with people, on a database in memory; everything put into the outbox is rendered, in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, create_engine, select, update

from bot.delivery.parcel import Drop, Edit, Send
from bot.delivery.render import Renderer
from bot.sweep import ACTS
from domain.calendars import parse_calendar
from domain.contracts import Contract, load_preset, shipped_preset
from domain.desk import Desk, Person, Rota
from domain.tickets.commands import Opening, Step
from domain.tickets.events import Happened, Ticket
from handlers.customers import presses as customer_presses
from handlers.engineers import messages, presses, private
from handlers.incoming import Answer, Incoming, Kind, Media
from handlers.managers import messages as manager_messages
from handlers.managers import presses as manager_presses
from storage import apply, chats, outbox, people, tickets, timers
from storage.outbox import Row
from storage.tables import metadata
from storage.tables import outbox as outbox_table
from views.callbacks import decode, encode
from views.summary import visible_length

LI, WANG, ZHAO, BOSS, CUSTOMER, STRANGER = 11, 12, 13, 21, 31, 99
TEAM, MANAGERS = -100500, -100600
THREAD = 77
SENT = 9000
"""A row that was sent became the message of its own number and this."""
START = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
"""A Monday, 10:00 in Shanghai."""


def make_desk(language: str = "en", name: str = "system-after-sales", **terms: Any) -> Desk:
    """The desk; `name` is the preset of its contracts, `terms` replace parts of that."""
    zone = "Asia/Shanghai"
    preset = replace(load_preset(name, shipped_preset(name), zone), **terms)
    staff = (
        Person(LI, "Li <b>Wei</b>", "zh", engineer=True, phone="+86 138"),
        Person(WANG, "Wang", "en", engineer=True),
        Person(ZHAO, "Zhao", "en", engineer=True),
        Person(BOSS, "Boss", "en", manager=True),
    )
    return Desk(
        people={person.id: person for person in staff},
        rota=Rota(parse_calendar(zone, "Mon-Fri 09:00-18:00"), (LI, WANG), (WANG, LI, ZHAO)),
        contracts={
            "c1": Contract("c1", 1, "School <No. 3>", zone, preset),
            "客户.二": Contract("客户.二", 1, "Hospital", zone, preset),
        },
        engineers_chat=TEAM,
        managers_chat=MANAGERS,
        bot_username="faultline_bot",
        language=language,
    )


class Office:
    """Speaks as people do and shows what the desk wants to say to them."""

    def __init__(self, conn: Connection, desk: Desk) -> None:
        self.conn, self.desk, self.now = conn, desk, START
        self._seen, self._message = 0, 1000
        people.sync_staff(conn, desk, START)
        people.add(conn, CUSTOMER, "Mrs <i>Chen</i>", "en", START)
        people.join(conn, CUSTOMER, "c1", START)
        people.change(conn, CUSTOMER, phone="+86 139")

    def pass_time(self, **lengths: float) -> None:
        self.now += timedelta(**lengths)

    def ticket(self, *, kind: str = "fault", level: int | None = 2, topic: bool = True) -> Ticket:
        opening = Opening(kind, "c1", 1, CUSTOMER, "cameras <black>", level)
        ticket = apply.open_new(self.conn, self.desk, opening, self.now)
        if topic:
            chats.know(self.conn, TEAM, has_topics=True)
            tickets.set_thread(self.conn, ticket.id, THREAD)
        self.rows()
        return ticket

    def taken(self, by: int = LI, **options: Any) -> Ticket:
        ticket = self.ticket(**options)
        after = apply.apply(self.conn, self.desk, ticket.id, Step(Happened.ACKNOWLEDGED, by), self.now)
        self.rows()
        return after

    def load(self, number: int) -> Ticket:
        return tickets.load(self.conn, number)

    def incoming(self, kind: Kind, person: int, chat: int | None, **values: Any) -> Incoming:
        self._message += 1
        fresh = Incoming(
            kind, chat or person, person, self.now, message_id=self._message, person_name="Somebody"
        )
        return replace(fresh, **values)

    def topic(self, person: int, words: str, *, thread: int | None = THREAD, **values: Any) -> Incoming:
        """Something written in the engineers' group."""
        incoming = self.incoming(Kind.MESSAGE, person, TEAM, text=words, thread_id=thread, **values)
        messages.hear(self.conn, self.desk, incoming, self.now)
        return incoming

    def edit(self, before: Incoming, words: str) -> None:
        incoming = replace(before, kind=Kind.EDIT, text=words)
        if before.private:
            private.hear(self.conn, self.desk, incoming, self.now)
        else:
            messages.hear(self.conn, self.desk, incoming, self.now)

    def private(self, person: int, words: str, **values: Any) -> bool:
        incoming = self.incoming(Kind.MESSAGE, person, None, text=words, **values)
        return private.hear(self.conn, self.desk, incoming, self.now)

    def managers(self, person: int, words: str, *, edit: bool = False, **values: Any) -> None:
        """Something written, or changed, in the managers' group."""
        kind = Kind.EDIT if edit else Kind.MESSAGE
        incoming = self.incoming(kind, person, MANAGERS, text=words, **values)
        manager_messages.hear(self.conn, self.desk, incoming, self.now)

    def press(
        self, person: int, data: str, *, chat: int | None = TEAM, message: int = 500, **values: Any
    ) -> Answer:
        pressed = decode(data)
        assert pressed is not None
        values = {"message_id": message, "callback_id": "c", "data": data, **values}
        incoming = self.incoming(Kind.PRESS, person, chat, **values)
        act = presses.press
        if pressed.verb in manager_presses.VERBS:
            act = manager_presses.press
        elif pressed.verb in customer_presses.VERBS:
            act = customer_presses.press
        answer = act(self.conn, self.desk, incoming, pressed, self.now)
        assert len(answer.text) <= 200
        return answer

    def do(self, person: int, ticket: Ticket, action: str, **options: Any) -> Answer:
        return self.press(person, encode("do", ticket.id, action, self.load(ticket.id).round), **options)

    def rows(self, kind: str | None = None) -> list[Row]:
        """What was put into the outbox since the last look, of one kind or of all."""
        query = select(outbox_table.c.id).where(outbox_table.c.id > self._seen).order_by(outbox_table.c.id)
        found = [row for one in self.conn.execute(query).scalars() if (row := outbox.waiting(self.conn, one))]
        self._seen = max((row.id for row in found), default=self._seen)
        # As if sent: a later revision of the same message is a row of its own.
        sent = {"state": "sent", "message_id": outbox_table.c.id + SENT}
        self.conn.execute(
            update(outbox_table)
            .where(outbox_table.c.id <= self._seen, outbox_table.c.state == "new")
            .values(**sent)
        )
        for row in found:
            for _ in self._shown(row):
                pass
        return [row for row in found if kind is None or row.kind == kind]

    def shown(self, row: Row) -> str:
        """The words of a row as its reader gets them."""
        return next(self._shown(row))

    def words(self) -> list[str]:
        """The words of all messages and revisions since the last look."""
        return [self.shown(row) for row in self.rows() if row.kind in ("text", "revise")]

    def told(self, kind: str) -> dict[str, Row]:
        """What was told since the last look to the customer, the team, a person or the managers, by its name."""
        return {row.data["what"]: row for row in self.rows(kind)}

    def question(self, what: str) -> Row:
        """The question, or telling, of that name that was put since the last look."""
        return next(row for row in self.rows() if row.data.get("what") == what)

    def said_in(self, row: Row, language: str | None = None) -> str:
        """The words of any row that is sent; `language`: as a desk of that language would put it."""
        parcel = Renderer(
            self.desk if language is None else replace(self.desk, language=language), no_picture
        ).render(self.conn, row, self.now, False)
        assert isinstance(parcel, Send | Edit), parcel
        return parcel.content.text

    def tick(self, **lengths: float) -> None:
        """Let time pass and carry out the ticket's timers on the way, in order."""
        until = self.now + timedelta(**lengths)
        while (timer := next(iter(timers.due(self.conn, until, 1)), None)) is not None:
            self.now = max(self.now, timer.due_at)
            timers.take(self.conn, timer)
            ACTS[timer.kind](self.conn, self.desk, timer, self.now)
        self.now = until

    def _shown(self, row: Row) -> Iterator[str]:
        if row.kind not in ("text", "revise"):
            yield ""
            return
        for language in (row.data.get("language"), "zh", "en"):
            spoken = replace(row, data={**row.data, "language": language})
            parcel = Renderer(self.desk, no_picture).render(self.conn, spoken, self.now, False)
            assert isinstance(parcel, Send | Edit), parcel
            assert visible_length(parcel.content.text) <= 4096
            yield parcel.content.text

    def buttons(self, row: Row) -> dict[str, str]:
        """Words and data of the buttons of a row."""
        parcel = Renderer(self.desk, no_picture).render(self.conn, row, self.now, False)
        assert isinstance(parcel, Send | Edit)
        return {key.text: key.data or "" for line in parcel.content.buttons for key in line}


def no_picture(conn: Connection, row: Row, now: datetime) -> Drop:
    """Stands where pictures are drawn."""
    return Drop("no pictures here")


def open_office(desk: Desk | None = None) -> Iterator[Office]:
    engine = create_engine("sqlite://")
    with engine.begin() as conn:
        metadata.create_all(conn)
        yield Office(conn, desk or make_desk())
    engine.dispose()


def photo(name: str = "p") -> Media:
    return Media("photo", f"file-{name}", f"unique-{name}", 1000)
