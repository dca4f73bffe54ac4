"""A manager answers a complaint from the managers' group; the customer's words come back there."""

from __future__ import annotations

import pytest

from domain.tickets.clocks import clocks_of
from domain.tickets.commands import Assign
from domain.tickets.events import Happened, Ticket
from handlers.customers import messages as customer_messages
from handlers.incoming import Kind
from storage import apply, said, tickets
from tests.engineers.office import BOSS, CUSTOMER, LI, MANAGERS, STRANGER, TEAM, Office, photo

CARD = 800


def complaint(office: Office, kind: str = "complaint") -> Ticket:
    """A complaint whose card stands in the managers' group."""
    ticket = office.ticket(kind=kind, level=None, topic=False)
    ticket = apply.apply(office.conn, office.desk, ticket.id, Assign(BOSS), office.now)
    said.add_copy(office.conn, MANAGERS, CARD, ticket=ticket.id)
    office.rows()
    return ticket


def test_a_reply_to_the_complaint_goes_to_the_customer_and_stops_its_clock(office: Office) -> None:
    ticket = complaint(office)
    office.pass_time(minutes=30)
    office.managers(BOSS, "We are <sorry> & look into it", reply_to=CARD)
    rows = office.rows()
    (relay,) = [row for row in rows if row.kind == "relay"]
    assert relay.chat_id == CUSTOMER
    assert "We are &lt;sorry&gt; &amp; look into it" in office.said_in(relay)
    assert [row.data["emoji"] for row in rows if row.kind == "react"] == ["👌"]
    events = tickets.history(office.conn, ticket.id)
    assert events[-1].type is Happened.ENGINEER_SAID
    (clock,) = clocks_of(office.load(ticket.id), events, office.desk.terms("c1"))
    assert clock.name == "complaint"
    assert clock.stopped_at == office.now


def test_the_customers_words_come_back_to_the_managers_and_can_be_replied_to(office: Office) -> None:
    ticket = complaint(office)
    incoming = office.incoming(Kind.MESSAGE, CUSTOMER, None, text="and nobody called back")
    customer_messages.hear(office.conn, office.desk, incoming, office.now)
    rows = office.rows()
    relay = next(row for row in rows if row.kind == "relay")
    assert relay.chat_id == MANAGERS
    assert not [row for row in rows if row.chat_id == TEAM and row.kind == "relay"]
    said.add_copy(office.conn, MANAGERS, 801, said_id=relay.data["said"][0], ticket=ticket.id)
    office.managers(BOSS, "I call you at three", reply_to=801)
    assert office.rows("relay")[0].chat_id == CUSTOMER


def test_an_album_of_a_complaint_stays_with_the_managers(office: Office) -> None:
    complaint(office)
    for name in "ab":
        incoming = office.incoming(Kind.MESSAGE, CUSTOMER, None, media=photo(name), group_id="g")
        customer_messages.hear(office.conn, office.desk, incoming, office.now)
    office.tick(seconds=5)
    assert {row.chat_id for row in office.rows("relay")} == {MANAGERS}


def test_an_album_of_a_manager_reaches_the_customer(office: Office) -> None:
    complaint(office)
    for name in "ab":
        office.managers(BOSS, "", reply_to=CARD, media=photo(name), group_id="g")
    office.tick(seconds=5)
    assert {row.chat_id for row in office.rows("relay")} == {CUSTOMER}


def test_a_changed_answer_changes_the_customers_copy(office: Office) -> None:
    complaint(office)
    office.managers(BOSS, "on Monday", reply_to=CARD)
    one = said.of_ticket(office.conn, 1)[-1]
    said.add_copy(office.conn, CUSTOMER, 55, said_id=one.id, ticket=1)
    office.rows()
    office.managers(BOSS, "on Tuesday", edit=True, message_id=one.message_id)
    (row,) = office.rows("relay_edit")
    assert row.chat_id == CUSTOMER
    assert "on Tuesday" in office.said_in(row)


def test_a_note_stays_inside(office: Office) -> None:
    complaint(office)
    office.managers(BOSS, "// he is right", reply_to=CARD)
    assert {row.kind for row in office.rows()} == {"react"}
    assert said.of_ticket(office.conn, 1)[-1].side == "note"


def test_what_managers_say_to_each_other_stays_theirs(office: Office) -> None:
    complaint(office)
    office.managers(BOSS, "who takes this?")
    office.managers(BOSS, "I do", reply_to=4711)
    assert not office.rows()


@pytest.mark.parametrize("kind", ["consultation", "fault"])
def test_other_tickets_are_answered_in_their_topic_only(office: Office, kind: str) -> None:
    complaint(office, kind)
    office.managers(BOSS, "hm, who has it?", reply_to=CARD)
    assert not [row for row in office.rows() if row.kind == "relay"]


@pytest.mark.parametrize("person", [LI, STRANGER])
def test_only_managers_answer_and_others_are_told_so(office: Office, person: int) -> None:
    complaint(office)
    office.managers(person, "I explain it", reply_to=CARD)
    rows = office.rows()
    assert not [row for row in rows if row.kind == "relay"]
    assert "only managers" in office.shown(rows[0])


def test_a_form_of_a_complaint_is_answered_where_it_stands(office: Office) -> None:
    ticket = complaint(office)
    assert not office.do(BOSS, ticket, "res", chat=MANAGERS).alert
    row = office.rows("text")[-1]
    assert row.chat_id == MANAGERS
    office.press(BOSS, office.buttons(row)["Skip"], chat=MANAGERS, message=600)
    office.managers(BOSS, "called and apologised")
    row = [row for row in office.rows() if row.kind == "revise"][-1]
    office.press(BOSS, office.buttons(row)["Skip"], chat=MANAGERS, message=600)
    row = office.rows("revise")[-1]
    office.press(BOSS, office.buttons(row)["✅ Send"], chat=MANAGERS, message=600)
    assert office.load(1).resolution["done"] == "called and apologised"


def test_a_missed_answer_to_a_complaint_is_explained_by_the_managers(office: Office) -> None:
    complaint(office)
    office.tick(days=2)
    rows = office.rows()
    assert len([row for row in rows if row.data.get("what") == "breach"]) == 1, (
        "not once as team, once as managers"
    )
    row = next(row for row in rows if row.data.get("what") == "explain")
    assert row.chat_id == MANAGERS
    (data,) = office.buttons(row).values()
    office.press(BOSS, data, chat=MANAGERS)
    office.managers(BOSS, "everybody was ill")
    assert tickets.history(office.conn, 1)[-1].data["text"] == "everybody was ill"
