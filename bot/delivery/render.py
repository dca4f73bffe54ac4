"""A row of the outbox becomes a message at the moment of sending, from the state of that moment."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.delivery import (
    agreements,
    bundles,
    calendar,
    changes,
    duty_words,
    experts_room,
    oncall,
    rooms,
    storms,
    tellings,
)
from bot.delivery.facing import language_of, load, name_of
from bot.delivery.parcel import Copy, CreateTopic, Drop, Edit, EditTopic, Knock, Parcel, React, Send, Wait
from domain.desk import Desk
from domain.tickets.events import State
from schedules import synthetic
from storage import cards, chats, experts, said, surveys, tickets, unreached
from storage import rooms as rooms_of
from storage.outbox import Row
from views.cards import customer_card, experts_topic_name, team_card, topic_name
from views.content import MAX_CAPTION, MAX_TEXT, Button, Content, ReplyKey
from views.texts import Safe, escape, plain, text
from views.times import clock_time

_TOPIC_COLOURS = {1: 16478047, 2: 16766590, 3: 7322096, 4: 9367192}
_NO_LEVEL_COLOUR = 13338331


class Renderer:
    """All kinds of row. `desk` may be replaced when the settings are read anew."""

    def __init__(
        self, desk: Desk, paint: Callable[[Connection, Row, datetime], Content | Drop | Wait]
    ) -> None:
        self.desk = desk
        self._paint = paint
        self._kinds: Mapping[str, Callable[[Connection, Row, datetime], Parcel]] = {
            "text": self._text,
            "revise": self._revise,
            "react": self._react,
            "relay": self._relay,
            "relay_edit": self._relay_edit,
            "topic": self._topic,
            "topic_state": self._topic_state,
            "experts_topic": self._experts_topic,
            "experts": self._experts,
            "reach": self._reach,
            "card": self._card,
            "pin": self._pin,
            "page": self._page,
            "page_group": self._page_group,
            "bundle": self._bundle,
            "incident": self._incident,
            "customer": self._customer,
            "team": self._team,
            "person": self._person,
            "managers": self._managers,
            "summary": self._painted,
            "report": self._painted,
            "receipt": self._receipt,
            "week": self._receipt,
            "made": self._receipt,
            "offer": self._offer,
            "ics": self._ics,
            "feed": self._feed,
            "version": self._version,
            "recalculated": self._recalculated,
        }

    def render(self, conn: Connection, row: Row, now: datetime, repeat: bool) -> Parcel:
        """The message of a row; `repeat` marks one that may have been delivered already."""
        parcel = self._kinds[row.kind](conn, row, now)
        if row.ticket == synthetic.NUMBER:
            return Drop(synthetic.TRIAL)
        if repeat:
            parcel = _marked(parcel, language_of(conn, self.desk, row.chat_id))
        return _addressed(conn, parcel)

    # Rows that carry their own text -------------------------------------------------------------

    def _content(self, conn: Connection, row: Row, now: datetime) -> Content:
        data = row.data
        language = data.get("language") or language_of(conn, self.desk, row.chat_id)
        zone = self._zone(conn, row)
        variables = {name: _value(value, language, zone, now) for name, value in data["vars"].items()}
        buttons = tuple(tuple(_key(key, language) for key in line) for line in data.get("buttons", ()))
        reply_keys = tuple(
            tuple(ReplyKey(plain(language, key["id"]), bool(key.get("contact"))) for key in line)
            for line in data.get("reply_keys", ())
        )
        return Content(
            text(language, data["id"], **variables),
            buttons,
            reply_keys=reply_keys,
            remove_keyboard=bool(data.get("remove_keyboard")),
            force_reply=bool(data.get("force_reply")),
        )

    def _version(self, conn: Connection, row: Row, now: datetime) -> Parcel:
        language = language_of(conn, self.desk, row.chat_id)
        content = changes.version_question(conn, self.desk, row, language, now)
        return Drop("decided already") if content is None else Send(row.chat_id, content)

    def _recalculated(self, conn: Connection, row: Row, now: datetime) -> Parcel:
        language = language_of(conn, self.desk, row.chat_id)
        return Send(row.chat_id, changes.recalculated(self.desk, row, language, now))

    def _zone(self, conn: Connection, row: Row) -> ZoneInfo:
        if row.ticket is not None:
            return ZoneInfo(self.desk.contract(tickets.load(conn, row.ticket).contract).timezone)
        return ZoneInfo(self.desk.timezone)

    def _text(self, conn: Connection, row: Row, now: datetime) -> Parcel:
        content = self._content(conn, row, now)
        placed = row.data.get("thread_id") is not None or row.data.get("reply_to") is not None
        if row.ticket is not None and row.chat_id == self.desk.engineers_chat and not placed:
            return self._in_topic(conn, row, content)
        return Send(row.chat_id, content, row.data.get("thread_id"), row.data.get("reply_to"))

    def _revise(self, conn: Connection, row: Row, now: datetime) -> Parcel:
        caption = bool(row.data.get("caption"))
        return Edit(row.chat_id, row.data["message_id"], self._content(conn, row, now), caption=caption)

    def _react(self, conn: Connection, row: Row, now: datetime) -> Parcel:
        return React(row.chat_id, row.data["message_id"], row.data["emoji"])

    # The ticket's place in the engineers' group ---------------------------------------------------

    def _in_topic(self, conn: Connection, row: Row, content: Content) -> Parcel:
        if row.chat_id != self.desk.engineers_chat:
            return Send(row.chat_id, content)
        place = self._place(conn, row)
        if isinstance(place, Wait):
            return place
        return Send(row.chat_id, content, *place)

    def _place(self, conn: Connection, row: Row) -> tuple[int | None, int | None] | Wait:
        """(topic, message to reply to) of the ticket in the group; Wait while the topic is still being made."""
        assert row.ticket is not None
        return rooms.place(conn, self.desk, row.ticket)

    def _pin(self, conn: Connection, row: Row, now: datetime) -> Parcel:
        return rooms.pin(conn, row)

    def _topic(self, conn: Connection, row: Row, now: datetime) -> Parcel:
        assert row.ticket is not None
        if not chats.has_topics(conn, self.desk.engineers_chat):
            return Drop("the group has no topics")
        if tickets.thread_of(conn, row.ticket) is not None:
            return Drop("the topic exists")
        ticket = tickets.load(conn, row.ticket)
        if (why := rooms.needless(conn, ticket, row)) is not None:
            return Drop(why)
        colour = _TOPIC_COLOURS.get(ticket.level, _NO_LEVEL_COLOUR) if ticket.level else _NO_LEVEL_COLOUR
        name = topic_name(ticket, self.desk.contract(ticket.contract).customer)
        return CreateTopic(row.chat_id, name, colour)

    def _topic_state(self, conn: Connection, row: Row, now: datetime) -> Parcel:
        assert row.ticket is not None
        if row.data.get("experts"):
            return experts_room.state(conn, self.desk, row)
        thread = tickets.thread_of(conn, row.ticket)
        if thread is None:
            return Drop("no topic")
        ticket = tickets.load(conn, row.ticket)
        name = topic_name(ticket, self.desk.contract(ticket.contract).customer)
        return EditTopic(row.chat_id, thread, name)

    def _experts_topic(self, conn: Connection, row: Row, now: datetime) -> Parcel:
        assert row.ticket is not None
        if not chats.has_topics(conn, self.desk.engineers_chat):
            return Drop("the group has no topics")
        if experts.thread_of(conn, row.ticket) is not None:
            return Drop("the topic exists")
        ticket = tickets.load(conn, row.ticket)
        name = experts_topic_name(ticket, self.desk.contract(ticket.contract).customer, self.desk.language)
        return CreateTopic(row.chat_id, name, _NO_LEVEL_COLOUR)

    def _experts(self, conn: Connection, row: Row, now: datetime) -> Parcel:
        assert row.ticket is not None
        ticket, _, facing = load(conn, self.desk, row.ticket)
        if not ticket.open:
            return Drop("closed meanwhile")
        mentions = [(person, name_of(conn, self.desk, person)) for person in row.data["people"]]
        content = duty_words.gathered(ticket, self.desk.language, facing, mentions, now)
        if not chats.has_topics(conn, self.desk.engineers_chat):
            placed = self._in_topic(conn, row, content)
            # Under the card, so that what is said in answer finds the ticket.
            return Wait(1.0) if isinstance(placed, Send) and placed.reply_to is None else placed
        thread = experts.thread_of(conn, row.ticket)
        return Send(row.chat_id, content, thread) if thread is not None else Wait(1.0)

    def _reach(self, conn: Connection, row: Row, now: datetime) -> Parcel:
        return Knock(row.chat_id)

    def _card(self, conn: Connection, row: Row, now: datetime) -> Parcel:
        assert row.ticket is not None
        ticket, _, facing = load(conn, self.desk, row.ticket)
        language = language_of(conn, self.desk, row.chat_id)
        known = cards.find(conn, row.ticket, row.chat_id)
        if row.chat_id == self.desk.managers_chat:
            content = team_card(ticket, language, facing, now)
            send = Send(row.chat_id, content)
        elif row.chat_id < 0:
            content = team_card(ticket, language, facing, now)
            place = rooms.card_place(conn, self.desk, ticket, now)
            if isinstance(place, Wait | Drop):
                return place
            pin = chats.has_topics(conn, row.chat_id)
            later = pin and rooms_of.crowded(conn, row.chat_id)
            send = Send(row.chat_id, content, place[0], None, pin=pin and not later, pin_later=later)
        elif row.chat_id != ticket.customer_id:
            if known is not None and not row.data.get("anew"):
                edit = bundles.over(conn, self.desk, row.ticket, row.chat_id, known[0], language, now)
                if edit is not None:
                    shown = known[1] == content_hash(edit.content)
                    return Drop("the page shows this already") if shown else edit
            # A page that was sent goes on as a small card of its own.
            mine = ticket.assignee_id == row.chat_id
            content = tellings.page_now(ticket, language, facing, mine, now)
            send = Send(row.chat_id, content)
            stands = known is None or unreached.paged(conn, ticket.id, ticket.round, row.chat_id)
            if ticket.state is State.NEW and stands:
                return Drop("the page still stands")
        else:
            content = customer_card(ticket, language, facing, now)
            send = Send(row.chat_id, content)
        if known is None or row.data.get("anew"):
            return send
        if known[1] == content_hash(content):
            return Drop("the card shows this already")
        return Edit(row.chat_id, known[0], content, fallback=send)

    # Tellings ---------------------------------------------------------------------------------------

    def _page(self, conn: Connection, row: Row, now: datetime) -> Parcel:
        assert row.ticket is not None
        ticket, _, facing = load(conn, self.desk, row.ticket)
        if (why := bundles.needless(conn, ticket)) is not None:
            return Drop(why)
        language = language_of(conn, self.desk, row.chat_id)
        if (together := bundles.page(conn, self.desk, row, language, now)) is not None:
            return together
        return Send(row.chat_id, tellings.page(ticket, language, facing, row.data["step"], now))

    def _page_group(self, conn: Connection, row: Row, now: datetime) -> Parcel:
        assert row.ticket is not None
        ticket, _, facing = load(conn, self.desk, row.ticket)
        if (why := bundles.needless(conn, ticket)) is not None:
            return Drop(why)
        if (together := bundles.group_page(conn, self.desk, row, now)) is not None:
            return together
        mentions = [(person, name_of(conn, self.desk, person)) for person in row.data["people"]]
        content = tellings.group_page(ticket, self.desk.language, facing, mentions, row.data["step"], now)
        return self._in_topic(conn, row, content)

    def _bundle(self, conn: Connection, row: Row, now: datetime) -> Parcel:
        language = language_of(conn, self.desk, row.chat_id)
        ticket, message = row.data["ticket"], row.data["message"]
        edit = bundles.over(conn, self.desk, ticket, row.chat_id, message, language, now)
        if edit is None:
            return Drop("no such message")
        same = bundles.shown(conn, ticket, row.chat_id, message) == content_hash(edit.content)
        return Drop("the message shows this already") if same else edit

    def _incident(self, conn: Connection, row: Row, now: datetime) -> Parcel:
        parcel, known = storms.question(conn, self.desk, row, now)
        same = isinstance(parcel, Edit) and known == content_hash(parcel.content)
        return Drop("the message shows this already") if same else parcel

    def _customer(self, conn: Connection, row: Row, now: datetime) -> Parcel:
        assert row.ticket is not None
        ticket, events, facing = load(conn, self.desk, row.ticket)
        what = row.data["what"]
        if what in ("restored", "resolved") and ticket.state not in (State.RESTORED, State.RESOLVED):
            return Drop("no longer so")
        if not (agreements.still_asked(what, ticket, row.data) and duty_words.still_so(what, ticket)):
            return Drop("answered meanwhile")
        if what == "ask-rating" and (ticket.open or ticket.rating is not None):
            return Drop("no longer asked")
        if what == "ask-rating" and surveys.rated_enough(conn, row.chat_id, row.id, now, facing.zone):
            return Drop("asked often enough this month")
        language = language_of(conn, self.desk, row.chat_id)
        if what == "status":
            return Send(row.chat_id, duty_words.status(ticket, events, language, facing, now))
        if what == "released" and ticket.assignee_id is not None:
            return Drop("somebody has it again")
        who = name_of(conn, self.desk, row.data.get("by"))
        to = name_of(conn, self.desk, row.data["to"]) if "to" in row.data else ""
        return Send(row.chat_id, tellings.customer(what, ticket, language, facing, row.data, who, to, now))

    def _team(self, conn: Connection, row: Row, now: datetime) -> Parcel:
        assert row.ticket is not None
        ticket, _, facing = load(conn, self.desk, row.ticket)
        if row.data["what"] == "warning" and not _still_runs(facing, row):
            return Drop("the clock stopped meanwhile")
        if not duty_words.still_so(row.data["what"], ticket):
            return Drop("heard of meanwhile")
        if row.data["what"] == "released":
            # By the timer: whom the ticket was taken from is the news, not that the desk did it.
            who = name_of(conn, self.desk, row.data["was"])
        else:
            who = name_of(conn, self.desk, row.data.get("by", row.data.get("person")))
        other = row.data.get("to", row.data.get("asked_by"))
        to = name_of(conn, self.desk, other) if other is not None else ""
        content = tellings.team(ticket, self.desk.language, facing, row.data, who, to, now)
        return self._in_topic(conn, row, content)

    def _person(self, conn: Connection, row: Row, now: datetime) -> Parcel:
        assert row.ticket is not None
        ticket, _, facing = load(conn, self.desk, row.ticket)
        if row.data["what"] == "warning" and not _still_runs(facing, row):
            return Drop("the clock stopped meanwhile")
        if not duty_words.still_so(row.data["what"], ticket, row.chat_id):
            return Drop("heard of meanwhile")
        language = language_of(conn, self.desk, row.chat_id)
        who = name_of(conn, self.desk, row.data.get("person", row.data.get("by")))
        return Send(row.chat_id, tellings.person(ticket, language, facing, row.data, who, now))

    def _managers(self, conn: Connection, row: Row, now: datetime) -> Parcel:
        assert row.ticket is not None
        ticket, _, facing = load(conn, self.desk, row.ticket)
        if not agreements.still_asked(row.data["what"], ticket, row.data):
            return Drop("answered meanwhile")
        who = name_of(conn, self.desk, row.data.get("person", row.data.get("by")))
        return Send(row.chat_id, tellings.managers(ticket, self.desk.language, facing, row.data, who, now))

    def _painted(self, conn: Connection, row: Row, now: datetime) -> Parcel:
        content = self._paint(conn, row, now)
        return content if isinstance(content, Drop | Wait) else Send(row.chat_id, content)

    def _receipt(self, conn: Connection, row: Row, now: datetime) -> Parcel:
        content = self._paint(conn, row, now)
        if isinstance(content, Drop | Wait):
            return content
        return Send(row.chat_id, content, row.data.get("thread_id"), row.data.get("reply_to"))

    # The rota ------------------------------------------------------------------------------------------

    def _offer(self, conn: Connection, row: Row, now: datetime) -> Parcel:
        return oncall.offer_parcel(conn, self.desk, row, language_of(conn, self.desk, row.chat_id), now)

    def _ics(self, conn: Connection, row: Row, now: datetime) -> Parcel:
        return calendar.calendar_file(conn, self.desk, row, language_of(conn, self.desk, row.chat_id), now)

    def _feed(self, conn: Connection, row: Row, now: datetime) -> Parcel:
        return calendar.address_message(conn, self.desk, row, language_of(conn, self.desk, row.chat_id), now)

    # People's own messages --------------------------------------------------------------------------

    def _relay(self, conn: Connection, row: Row, now: datetime) -> Parcel:
        assert row.ticket is not None
        words = [said.get(conn, number) for number in row.data["said"]]
        thread: int | None = None
        reply: int | None = None
        if row.chat_id == self.desk.engineers_chat:
            if rooms_of.shares(conn, tickets.load(conn, row.ticket)) and not rooms_of.asked_for(
                conn, row.ticket
            ):
                # A conversation is had in a room of one's own.
                rooms_of.ask(conn, row.chat_id, row.ticket, now)
                return Wait(1.0)
            place = self._place(conn, row)
            if isinstance(place, Wait):
                return place
            thread, reply = place
        first = words[0]
        language = language_of(conn, self.desk, row.chat_id)
        if first.media is None and len(words) == 1:
            content = spoken(first, name_of(conn, self.desk, first.person_id), language, row.ticket)
            if content is not None:
                return Send(row.chat_id, content, thread, reply)
        ids = tuple(word.message_id for word in words)
        return Copy(row.chat_id, chats.actual(conn, first.chat_id), ids, thread, reply)

    def _relay_edit(self, conn: Connection, row: Row, now: datetime) -> Parcel:
        one = said.get(conn, row.data["said"])
        assert row.ticket is not None
        for chat_id, message_id in said.copies_of(conn, one.id):
            if chat_id != row.chat_id:
                continue
            language = language_of(conn, self.desk, row.chat_id)
            if one.media is not None:
                return Edit(chat_id, message_id, Content(escape(one.text[:MAX_CAPTION])), caption=True)
            content = spoken(one, name_of(conn, self.desk, one.person_id), language, row.ticket)
            return Edit(chat_id, message_id, content or Content(escape(one.text[:MAX_TEXT])))
        return Drop("no copy to edit")


def _still_runs(facing: Any, row: Row) -> bool:
    return any(c.name == row.data["clock"] and c.stopped_at is None for c in facing.clocks)


def spoken(one: said.Said, name: str, language: str, number: int) -> Content | None:
    """Somebody's words with their name before them; None if both together are too long for one message."""
    text_id = "relay-from-customer" if one.side == "customer" else "relay-from-engineer"
    words = text(language, text_id, name=name, words=one.text, number=number)
    return Content(words) if _units(one.text) + _units(name) + 24 <= MAX_TEXT else None


def _units(words: str) -> int:
    # Telegram counts UTF-16: an emoji is two.
    return len(words.encode("utf-16-le", "surrogatepass")) // 2


def content_hash(content: Content) -> str:
    """What a card shows, for telling whether an edit would change anything (the "as of" line left out)."""
    shown = [line for line in content.text.split("\n") if "🕒" not in line]
    return sha256(repr((shown, content.buttons)).encode()).hexdigest()


def _value(value: Any, language: str, zone: ZoneInfo, now: datetime) -> Any:
    if not isinstance(value, dict):
        return value
    if "in" in value:
        return value["in"].get(language) or next(iter(value["in"].values()))
    if "at" in value:
        return clock_time(datetime.fromisoformat(value["at"]), zone, now, language)
    if "safe" in value:
        return Safe(value["safe"])
    inner = {name: _value(v, language, zone, now) for name, v in value.get("vars", {}).items()}
    return text(language, value["id"], **inner)


def _key(key: Mapping[str, Any], language: str) -> Button:
    words = key["text"] if "text" in key else plain(language, key["id"], **key.get("vars", {}))
    return Button(words, key.get("data"), key.get("url"))


def _marked(parcel: Parcel, language: str) -> Parcel:
    if isinstance(parcel, Send):
        words = Safe(f"{text(language, 'repeat-mark')} {parcel.content.text}")
        return replace(parcel, content=replace(parcel.content, text=words))
    return parcel


def _addressed(conn: Connection, parcel: Parcel) -> Parcel:
    if isinstance(parcel, Drop | Wait):
        return parcel
    addressed = replace(parcel, chat_id=chats.actual(conn, parcel.chat_id))
    if isinstance(addressed, Edit) and addressed.fallback is not None:
        fallback = replace(addressed.fallback, chat_id=addressed.chat_id)
        addressed = replace(addressed, fallback=fallback)
    return addressed
