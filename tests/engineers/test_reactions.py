"""A thumb up that takes nothing is answered once, where it was given; eyes are only noted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.desk import Person
from domain.tickets.commands import Assign, HandOver, Withdraw
from domain.tickets.events import Ticket
from handlers.engineers import reactions
from handlers.incoming import Kind
from storage import apply, cards, people
from storage.outbox import Row
from tests.engineers.office import (
    BOSS,
    CUSTOMER,
    LI,
    MANAGERS,
    START,
    STRANGER,
    TEAM,
    WANG,
    ZHAO,
    Office,
)

CARD, PAGE = 501, 502


def shown(office: Office, ticket: Ticket, chat: int = TEAM, message: int = CARD) -> None:
    """The ticket's card stands there."""
    cards.remember(office.conn, ticket.id, chat, message, "hash")


def react(
    office: Office,
    person: int,
    emoji: str = "👍",
    chat: int | None = TEAM,
    message: int = CARD,
    **values: bool,
) -> list[Row]:
    """What the desk says to that."""
    incoming = office.incoming(Kind.REACTION, person, chat, message_id=message, emoji=emoji, **values)
    reactions.hear(office.conn, office.desk, incoming, office.now)
    return office.rows("text")


def test_a_thumb_up_takes_the_ticket_and_needs_no_answer(office: Office) -> None:
    ticket = office.ticket()
    shown(office, ticket)
    assert react(office, ZHAO) == []
    assert office.load(ticket.id).assignee_id == ZHAO
    assert react(office, ZHAO) == [], "it is theirs already"


def test_somebody_else_has_it_is_said_once_in_the_ticket_s_topic(office: Office) -> None:
    ticket = office.taken(LI)
    shown(office, ticket)
    (row,) = react(office, WANG)
    assert row.chat_id == TEAM
    assert office.said_in(row) == (
        f"⚠️ Wang, your 👍 did not take <b>#{ticket.id}</b>: Li &lt;b&gt;Wei&lt;/b&gt; has had it since 10:00."
    )
    assert row.data["reply_to"] is None
    assert row.ticket == ticket.id, "so it goes to the ticket's topic"
    assert react(office, WANG) == [], "tapping again asks nothing new"
    assert len(react(office, ZHAO)) == 1, "somebody else is told as well"
    assert office.load(ticket.id).assignee_id == LI


def test_since_when_is_since_the_present_owner_has_it(office: Office) -> None:
    ticket = office.taken(LI)
    shown(office, ticket)
    react(office, ZHAO)
    office.pass_time(minutes=40)
    apply.apply(office.conn, office.desk, ticket.id, HandOver(LI, WANG), office.now)
    office.rows()
    (row,) = react(office, ZHAO)
    assert "Wang has had it since 10:40" in office.said_in(row), "another owner is news"


def test_a_request_that_was_given_to_somebody_says_since_when_too(office: Office) -> None:
    ticket = office.ticket(kind="consultation", level=None)
    apply.apply(office.conn, office.desk, ticket.id, Assign(LI), office.now)
    office.rows()
    shown(office, ticket)
    (row,) = react(office, WANG)
    assert "has had it since 10:00" in office.said_in(row)


def test_in_private_the_answer_comes_there_in_the_person_s_own_language(office: Office) -> None:
    ticket = office.taken(WANG)
    shown(office, ticket, LI, PAGE)
    (row,) = react(office, LI, chat=LI, message=PAGE)
    assert row.chat_id == LI
    assert office.said_in(row) == f"⚠️ 您点的 👍 没有接下 <b>#{ticket.id}</b>：Wang 已接单（10:00）。"


def test_a_closed_ticket_says_so_whoever_had_it(office: Office) -> None:
    ticket = office.taken(LI)
    shown(office, ticket)
    apply.apply(office.conn, office.desk, ticket.id, Withdraw(CUSTOMER), office.now)
    office.rows()
    for person in (LI, WANG):
        (row,) = react(office, person)
        assert "This ticket is closed" in office.said_in(row)


def test_who_is_never_on_call_is_told_so_and_takes_nothing(office: Office) -> None:
    ticket = office.ticket()
    shown(office, ticket)
    (row,) = react(office, BOSS)
    assert "Only engineers, who can be on call" in office.said_in(row)
    assert office.load(ticket.id).assignee_id is None


def test_a_manager_takes_a_complaint_by_thumb(office: Office) -> None:
    ticket = office.ticket(kind="complaint", level=None, topic=False)
    shown(office, ticket, MANAGERS)
    assert react(office, BOSS, chat=MANAGERS) == []
    assert office.load(ticket.id).assignee_id == BOSS
    office.desk = replace(
        office.desk, people={**office.desk.people, 22: Person(22, "Second", "en", manager=True)}
    )
    people.sync_staff(office.conn, office.desk, START)
    (row,) = react(office, 22, chat=MANAGERS)
    assert row.chat_id == MANAGERS
    assert "Boss has had it" in office.said_in(row)


def test_a_stranger_s_thumb_in_the_group_is_explained_once_and_a_customer_s_never(office: Office) -> None:
    ticket = office.ticket()
    shown(office, ticket)
    (row,) = react(office, STRANGER)
    assert "not on the desk’s staff list" in office.said_in(row)
    assert react(office, STRANGER) == []
    shown(office, ticket, CUSTOMER, PAGE)
    assert react(office, CUSTOMER, chat=CUSTOMER, message=PAGE) == []
    assert office.load(ticket.id).assignee_id is None


@pytest.mark.parametrize("person", [LI, WANG, BOSS, STRANGER])
def test_eyes_stay_seen_and_are_never_answered(office: Office, person: int) -> None:
    open_one, taken = office.ticket(), office.taken(LI)
    shown(office, open_one)
    shown(office, taken, message=PAGE)
    assert react(office, person, "👀") == []
    assert react(office, person, "👀", message=PAGE) == []
    assert office.load(open_one.id).seen == (() if person == STRANGER else (person,))
    assert office.load(taken.id).seen == ()


@pytest.mark.parametrize("emoji", ["❤", "🔥", None])
def test_any_other_reaction_means_nothing(office: Office, emoji: str) -> None:
    ticket = office.taken(LI)
    shown(office, ticket)
    assert react(office, WANG, emoji) == []


def test_a_thumb_on_something_else_the_desk_wrote_means_nothing(office: Office) -> None:
    office.taken(LI)
    assert react(office, WANG, message=777) == []
