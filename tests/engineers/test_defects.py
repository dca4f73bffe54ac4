"""A software defect that outlives its ticket, and requests that are more demanding than they looked."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from domain.tickets.commands import Confirm, NotRepaired
from domain.tickets.decide import decide
from domain.tickets.events import Happened, State
from storage import apply, tickets
from storage.outbox import Row
from tests.engineers.office import BOSS, CUSTOMER, LI, WANG, Office, make_desk, open_office


@pytest.fixture
def office() -> Iterator[Office]:
    yield from open_office(make_desk(name="canteen-video"))


def last(office: Office) -> Row:
    return [row for row in office.rows() if row.kind in ("text", "revise")][-1]


def press(office: Office, row: Row, words: str) -> Row:
    answer = office.press(LI, office.buttons(row)[words], message=600)
    assert not answer.alert, answer
    return last(office)


def account(office: Office, kind: str = "🐞 Software error") -> Row:
    """The account of a repair up to whatever is asked after the advice."""
    office.do(LI, office.taken(LI), "res")
    press(office, last(office), kind)
    office.topic(LI, "a leak")
    office.topic(LI, "restarted it every night")
    return press(office, last(office), "Skip")


def left(office: Office) -> None:
    """Resolved with a defect that is not removed."""
    row = press(office, account(office), "🐞 Not yet")
    assert not office.press(LI, office.buttons(row)["✅ Send"], message=600).alert


def test_a_software_error_is_asked_whether_the_defect_itself_is_removed(office: Office) -> None:
    row = account(office)
    assert list(office.buttons(row)) == ["✅ Removed", "🐞 Not yet", "✖️ Cancel"]
    assert "by <b>04-02 10:00</b>" in office.shown(row), "a month from the repair"
    row = press(office, row, "🐞 Not yet")
    assert "to be removed by 04-02 10:00" in office.shown(row)


def test_other_faults_are_not_asked(office: Office) -> None:
    assert "✅ Send" in office.buttons(account(office, "⚙️ Configuration"))


def test_a_contract_that_promises_nothing_about_defects_is_not_asked() -> None:
    for other in open_office():
        assert "✅ Send" in other.buttons(account(other))


def test_another_kind_of_fault_takes_the_answer_away_and_back_again_asks_anew(office: Office) -> None:
    row = press(office, account(office), "🐞 Not yet")
    row = press(office, press(office, row, "✏️ Change…"), "Kind of fault")
    row = press(office, row, "🔌 Hardware or network line")
    assert "Defect" not in office.shown(row)
    row = press(office, press(office, row, "✏️ Change…"), "Kind of fault")
    row = press(office, row, "🐞 Software error")
    assert "✅ Removed" in office.buttons(row)
    row = press(office, row, "✅ Removed")
    row = press(office, press(office, row, "✏️ Change…"), "Defect")
    row = press(office, row, "🐞 Not yet")
    office.press(LI, office.buttons(row)["✅ Send"], message=600)
    assert office.load(1).defect


def test_a_removed_defect_has_no_clock(office: Office) -> None:
    row = press(office, account(office), "✅ Removed")
    office.press(LI, office.buttons(row)["✅ Send"], message=600)
    assert not office.load(1).defect
    assert "defect" not in tickets.history(office.conn, 1)[-1].data


def test_the_customer_reads_by_when_it_will_be_removed(office: Office) -> None:
    left(office)
    words = office.said_in(office.told("customer")["resolved"])
    assert "removed by <b>04-02 10:00</b>" in words


def test_a_closed_ticket_keeps_its_card_deadline_and_button_until_the_defect_is_removed(
    office: Office,
) -> None:
    left(office)
    apply.apply(office.conn, office.desk, 1, Confirm(CUSTOMER), office.now)
    rows = office.rows("card")
    team = next(row for row in rows if row.chat_id < 0)
    assert list(office.buttons(team)) == ["🐞 Defect removed"]
    for row in rows:
        assert "⏱ <b>Defect removed by 04-02 10:00</b>" in office.said_in(row)
    office.pass_time(days=3)
    assert not office.do(WANG, office.load(1), "fixed").alert
    ticket = office.load(1)
    assert ticket.state is State.CLOSED
    assert not ticket.defect
    rows = office.rows()
    assert "is removed" in office.said_in(next(row for row in rows if row.kind == "customer"))
    team = next(row for row in rows if row.kind == "card" and row.chat_id < 0)
    assert not office.buttons(team)
    again = office.do(WANG, ticket, "fixed")
    assert again.alert
    assert "no defect left" in again.text


def test_the_deadline_of_a_defect_is_watched_after_the_ticket_was_closed(office: Office) -> None:
    left(office)
    apply.apply(office.conn, office.desk, 1, Confirm(CUSTOMER), office.now)
    office.rows()
    office.tick(days=32)
    rows = office.rows()
    missed = [row for row in rows if row.data.get("what") == "breach"]
    assert {row.data["clock"] for row in missed} == {"defect_fix"}
    team = next(row for row in missed if row.kind == "team")
    assert list(office.buttons(team)) == ["✍️ Give the reason"]


def test_contested_too_late_is_refused_with_what_to_do_instead(office: Office) -> None:
    left(office)
    apply.apply(office.conn, office.desk, 1, Confirm(CUSTOMER), office.now)
    button = next(
        data
        for row in office.rows("card")
        if row.chat_id == CUSTOMER
        for data in office.buttons(row).values()
    )
    office.pass_time(days=6, hours=23)
    assert decide(office.load(1), [], NotRepaired(CUSTOMER), office.now, office.desk.contracts["c1"].preset)
    office.pass_time(hours=2)
    answer = office.press(CUSTOMER, button, chat=None)
    assert answer.alert
    assert "new report" in answer.text
    assert "ended 10:00" in answer.text
    assert office.load(1).state is State.CLOSED
    apply.show_card(office.conn, office.load(1), CUSTOMER, office.now)
    assert not office.buttons(office.rows("card")[-1]), "a button that would only be refused is not offered"


def test_a_question_is_sorted_as_needing_research_and_the_customer_reads_the_new_deadline(
    office: Office,
) -> None:
    ticket = office.taken(LI, kind="consultation", level=None)
    apply.refresh_cards(office.conn, office.desk, ticket, office.now)
    card = next(row for row in office.rows("card") if row.chat_id < 0)
    assert "Question · Ordinary question" in office.said_in(card)
    data = office.buttons(card)["🏷 Needs research"]
    assert office.press(WANG, data).text == "#1: handled as “Needs research”."
    event = tickets.history(office.conn, 1)[-1]
    assert (event.type, event.data["grade"]) == (Happened.GRADED, "research")
    rows = office.rows()
    words = office.said_in(next(row for row in rows if row.data.get("what") == "graded"))
    assert "Question · Needs research" in words
    assert "03-05 18:00" in words, "the end of the third working day"
    card = next(row for row in rows if row.kind == "card" and row.chat_id < 0)
    assert "🏷 Ordinary question" in office.buttons(card)
    again = office.press(WANG, data)
    assert again.alert
    assert again.text == "That is so already."
    assert office.press(WANG, "1.do.1.gr.0.9").alert
    assert office.press(BOSS, "1.do.1.gr.0").alert


def test_a_request_waits_for_the_customer_by_agreement_too(office: Office) -> None:
    office.do(LI, office.taken(LI, kind="consultation", level=None), "pause")
    assert list(office.buttons(last(office))) == ["Waiting for the customer", "✖️ Cancel"]
