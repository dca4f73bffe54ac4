"""The customer's side of a ticket's conversation: words, files, edits, and what the buttons under them mean."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection

from domain.desk import Desk
from domain.tickets.agree import contest_until
from domain.tickets.commands import Comment, Object, Say
from domain.tickets.events import Ticket
from handlers.customers.words import in_albums, keep
from handlers.incoming import Incoming
from handlers.speak import button, react, relay, relay_edit, say
from storage import apply, people, said, tickets, timers
from storage.said import Said

_ALBUM_SECONDS = 2


def speak_on(
    conn: Connection, desk: Desk, incoming: Incoming, number: int, now: datetime, *, sure: bool
) -> None:
    """A message for ticket `number`. `sure`: the customer said which ticket; otherwise it is told, with a way out."""
    ticket = tickets.load(conn, number)
    said_id = keep(conn, incoming, now, ticket=number)
    if said_id is None:
        return
    if incoming.group_id is not None:
        _gather_album(conn, incoming, number, now)
    else:
        relay(conn, desk.team_chat(ticket.kind), [said_id], number, now)
    apply.apply(conn, desk, number, Say(incoming.person_id, customer=True), now)
    receipt(conn, desk, incoming, ticket, said_id, now, sure=sure)


def _gather_album(conn: Connection, incoming: Incoming, number: int, now: datetime) -> None:
    data = {"ticket": number, "group": incoming.group_id, "chat": incoming.chat_id}
    due = now + timedelta(seconds=_ALBUM_SECONDS)
    key = f"album:{incoming.chat_id}:{incoming.group_id}"
    timers.arm(conn, key, "album", due, ticket=number, data=data)


def pass_on(conn: Connection, desk: Desk, ticket: Ticket, words: list[Said], now: datetime) -> None:
    """Messages that waited for their ticket go to it."""
    for word in words:
        said.assign(conn, word.id, ticket.id)
    for ids in in_albums(words):
        relay(conn, desk.team_chat(ticket.kind), ids, ticket.id, now)
    if words:
        apply.apply(conn, desk, ticket.id, Say(ticket.customer_id, customer=True), now)
        react(conn, words[-1].chat_id, words[-1].message_id, "👀", now)


def receipt(
    conn: Connection,
    desk: Desk,
    incoming: Incoming,
    ticket: Ticket,
    said_id: int,
    now: datetime,
    *,
    sure: bool,
) -> None:
    """Show that the message arrived, and at which ticket: an eye where that was clear, a line where it was guessed."""
    react(conn, incoming.chat_id, incoming.message_id, "👀", now)
    if ticket.open and sure:
        return
    rows = [[button("button-not-this-ticket", "mv", said_id)]]
    text_id = "talk-passed-on"
    if not ticket.open:
        until = contest_until(ticket, desk.preset_of(ticket))
        text_id = "talk-passed-on-closed"
        if until is not None and now > until:
            text_id = "talk-passed-on-late"
        elif until is not None:
            rows.insert(0, [button("button-not-repaired", "nr", ticket.id, ticket.round)])
    variables = {"number": ticket.id, "title": ticket.title[:60]}
    # One line a minute: a burst of messages is answered once.
    minute = int(now.timestamp() // 60)
    say(conn, incoming.chat_id, now, text_id, variables, buttons=rows, ticket=ticket.id,
        dedupe=f"passed:{ticket.id}:{incoming.chat_id}:{minute}")  # fmt: skip


def edited(conn: Connection, desk: Desk, incoming: Incoming, now: datetime) -> None:
    """The customer changed a message: the record keeps both, the engineers' copy is edited."""
    one = said.find(conn, incoming.chat_id, incoming.message_id)
    if one is None or one.person_id != incoming.person_id or not said.edit(conn, one, incoming.text, now):
        return
    if one.ticket is not None:
        relay_edit(conn, one.id, one.ticket, desk.team_chat(tickets.load(conn, one.ticket).kind), now)
        if not tickets.load(conn, one.ticket).open:
            say(conn, incoming.chat_id, now, "talk-edited-closed", {"number": one.ticket}, ticket=one.ticket)
    elif one.draft is not None:
        due = now + timedelta(seconds=desk.gather_seconds)
        key = f"gather:{one.draft}"
        timers.arm(conn, key, "gather", due, person_id=one.person_id, data={"draft": one.draft})


def comment(conn: Connection, desk: Desk, incoming: Incoming, number: int, now: datetime) -> None:
    """Words to a rating."""
    keep(conn, incoming, now, ticket=number)
    apply.apply(conn, desk, number, Comment(incoming.person_id, incoming.text[:1000]), now)
    people.change(conn, incoming.person_id, asking=None)
    say(conn, incoming.chat_id, now, "rating-comment-thanks", {"number": number}, ticket=number)


def objection(conn: Connection, desk: Desk, incoming: Incoming, number: int, now: datetime) -> None:
    """Why the level is wrong, in the customer's words."""
    said_id = keep(conn, incoming, now, ticket=number)
    apply.apply(conn, desk, number, Object(incoming.person_id, incoming.text[:1000]), now)
    if said_id is not None:
        relay(conn, desk.engineers_chat, [said_id], number, now)
    people.change(conn, incoming.person_id, asking=None)
    say(conn, incoming.chat_id, now, "customer-objection-kept", {"number": number}, ticket=number)
