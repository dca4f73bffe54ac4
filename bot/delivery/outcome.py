"""What follows from a delivery, or from Telegram's refusal: maps are kept, people and topics marked, nothing is lost."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from bot.delivery.errors import Outcome
from bot.delivery.parcel import Copy, CreateTopic, Delivered, Edit, Knock, Parcel, Send
from bot.delivery.render import content_hash
from domain.desk import Desk
from handlers.blocked import tell_the_superior
from handlers.speak import say
from storage import bundles, cards, chats, experts, incidents, marks, outbox, people, said, tickets, unreached
from storage.outbox import Lane, Row

_GONE = {
    Outcome.CHAT_BLOCKED: "blocked",
    Outcome.USER_GONE: "gone",
    Outcome.NEVER_STARTED: "never",
    # To a person: Telegram knows nobody of that id who ever spoke to the bot.
    Outcome.CHAT_NOT_FOUND: "never",
}


def keep_delivered(conn: Connection, row: Row, parcel: Parcel, delivered: Delivered, now: datetime) -> None:
    """Remember which message shows what, in the transaction that marks the row sent."""
    if isinstance(parcel, CreateTopic) and row.ticket is not None and delivered.thread_id is not None:
        if row.kind == "experts_topic":
            experts.set_thread(conn, row.ticket, delivered.thread_id, now)
        else:
            tickets.set_thread(conn, row.ticket, delivered.thread_id)
    if row.chat_id > 0 and isinstance(parcel, Send | Knock):
        people.change(conn, row.chat_id, reachable="yes")
    if not delivered.message_ids:
        return
    message = delivered.message_ids[0]
    if row.kind == "incident" and isinstance(parcel, Send | Edit):
        incidents.sent(conn, row.data["offer"], message, content_hash(parcel.content))
    if isinstance(parcel, Send) and parcel.pin_later:
        outbox.put(
            conn, lane=Lane.REPORT, chat_id=row.chat_id, kind="pin", now=now, ticket=row.ticket,
            data={"message": message}, dedupe=f"pin:{row.chat_id}:{message}",
        )  # fmt: skip
    if isinstance(parcel, Send | Edit) and parcel.together:
        _keep_together(conn, row, parcel, message)
        return
    if row.kind in ("card", "page") and row.ticket is not None and isinstance(parcel, Send | Edit):
        cards.remember(conn, row.ticket, row.chat_id, message, content_hash(parcel.content))
    if row.kind == "relay":
        numbers = list(row.data["said"])
        for number, copy in zip(numbers, delivered.message_ids[-len(numbers) :], strict=False):
            said.add_copy(conn, row.chat_id, copy, said_id=number, ticket=row.ticket)
    elif row.ticket is not None and isinstance(parcel, Send | Edit | Copy):
        for copy in delivered.message_ids:
            said.add_copy(conn, row.chat_id, copy, ticket=row.ticket)


def _keep_together(conn: Connection, row: Row, parcel: Send | Edit, message: int) -> None:
    """A message of several tickets: a reply to it belongs to none of them, and it is drawn anew for all."""
    shown = content_hash(parcel.content)
    if isinstance(parcel, Edit):
        bundles.shows(conn, row.chat_id, message, parcel.together, shown)
        return
    bundles.keep(conn, row, parcel.rows, parcel.together, message, shown)
    if row.chat_id > 0:
        cards.remember_all(conn, parcel.together, row.chat_id, message, shown)


def keep_refused(
    conn: Connection, desk: Desk, row: Row, parcel: Parcel | None, outcome: Outcome, now: datetime
) -> str | None:
    """Act on a refusal, in the transaction that records it; "retry" has the row rendered again."""
    if outcome in _GONE and row.chat_id > 0:
        _unreachable(conn, desk, row, parcel, outcome, now)
        return None
    if outcome in (Outcome.TOPIC_GONE, Outcome.TOPIC_CLOSED) and row.kind == "experts":
        return _gather_again(conn, desk, row, now)
    if outcome in (Outcome.TOPIC_GONE, Outcome.TOPIC_CLOSED) and row.ticket is not None:
        return _make_topic_again(conn, desk, row, now)
    if outcome is Outcome.EDIT_TARGET_GONE and row.kind == "card" and row.ticket is not None:
        cards.forget(conn, row.ticket, row.chat_id)
        return "retry"
    if outcome is Outcome.NO_RIGHTS and row.kind in ("topic", "topic_state", "experts_topic"):
        # Without the right to manage topics the desk goes on with threads of replies, and says so once.
        chats.know(conn, desk.engineers_chat, has_topics=False, trouble="may not manage topics")
        say(conn, desk.managers_chat, now, "trouble-no-topics", dedupe=f"trouble-topics:{now:%Y%m%d}")
        return None
    if outcome in (Outcome.KICKED, Outcome.CHAT_NOT_FOUND) and row.chat_id < 0:
        _lost_group(conn, desk, row, outcome, now)
    return None


def _unreachable(
    conn: Connection, desk: Desk, row: Row, parcel: Parcel | None, outcome: Outcome, now: datetime
) -> None:
    person = people.find(conn, row.chat_id)
    state = _GONE[outcome]
    people.change(conn, row.chat_id, reachable=state)
    name = person.name if person else str(row.chat_id)
    if row.chat_id in desk.people:
        begins = datetime.fromisoformat(row.data["from"]) if row.kind == "reach" else None
        tell_the_superior(conn, desk, row.chat_id, state, now, begins)
    elif row.ticket is not None:
        say(conn, desk.engineers_chat, now, "trouble-customer", {"name": name, "number": row.ticket},
            ticket=row.ticket, dedupe=f"trouble:{row.chat_id}:{row.ticket}:{state}")  # fmt: skip
    if row.kind == "page" and row.ticket is not None:
        # A page that nobody can receive must not cost the ladder's waiting time, nor those that waited beside it.
        beside = parcel.rows if isinstance(parcel, Send) else ()
        for one in (row, *(found for other in beside if (found := outbox.waiting(conn, other)) is not None)):
            assert one.ticket is not None
            step, turn = int(one.data["step"]), int(one.data["round"])
            unreached.move_on(conn, desk, one.ticket, step, turn, row.chat_id, now)
            if one is not row:
                outbox.mark_failed(conn, one.id, outcome.value)


def _gather_again(conn: Connection, desk: Desk, row: Row, now: datetime) -> str | None:
    """The experts' topic was deleted: they get another one."""
    assert row.ticket is not None
    if experts.thread_of(conn, row.ticket) is not None:
        experts.forget_thread(conn, row.ticket)
        outbox.put(
            conn,
            lane=Lane.PAGE,
            chat_id=desk.engineers_chat,
            kind="experts_topic",
            now=now,
            ticket=row.ticket,
        )
    return "retry"


def _make_topic_again(conn: Connection, desk: Desk, row: Row, now: datetime) -> str | None:
    assert row.ticket is not None
    if row.kind == "topic_state":
        return None
    dead = tickets.thread_of(conn, row.ticket)
    if dead is not None:
        tickets.set_thread(conn, row.ticket, None)
        cards.forget(conn, row.ticket, desk.engineers_chat)
        outbox.put(
            conn,
            lane=Lane.FIRST_PAGE,
            chat_id=desk.engineers_chat,
            kind="topic",
            now=now,
            ticket=row.ticket,
            data={"asked": True},
        )
        if row.kind != "card":
            outbox.put(
                conn, lane=Lane.PAGE, chat_id=desk.engineers_chat, kind="card", now=now, ticket=row.ticket, data={},
                dedupe=f"card:{row.ticket}:{desk.engineers_chat}", reusable=True,
            )  # fmt: skip
    return "retry"


def _lost_group(conn: Connection, desk: Desk, row: Row, outcome: Outcome, now: datetime) -> None:
    """The group is gone: managers hear it privately, and what was meant for it wakes people one by one."""
    chats.know(conn, row.chat_id, trouble=outcome.value)
    for manager in desk.managers:
        say(conn, manager.id, now, "trouble-group", {"chat": str(row.chat_id)}, lane=Lane.PAGE,
            dedupe=f"trouble-group:{row.chat_id}:{manager.id}:{now:%Y%m%d%H}")  # fmt: skip
    if row.chat_id == desk.managers_chat and row.kind == "managers":
        for manager in desk.managers:
            outbox.put(
                conn, lane=Lane.WARNING, chat_id=manager.id, kind="managers", now=now, ticket=row.ticket,
                person_id=manager.id, data=row.data, dedupe=f"instead:{row.id}:{manager.id}",
            )  # fmt: skip


def mark_alive(conn: Connection, what: str, now: datetime) -> None:
    """Note that something worked: the health view and the auditor read it."""
    marks.put(conn, what, now.isoformat(), now)
