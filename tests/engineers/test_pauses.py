"""The clocks stand still by agreement: asked, agreed or not, and running on again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from bot.delivery.parcel import Drop
from bot.delivery.render import Renderer
from domain.tickets.clocks import clocks_of, current
from domain.tickets.commands import Say
from domain.tickets.events import Happened, State
from handlers.incoming import Answer
from storage import apply, forms, tickets
from storage.outbox import Row
from tests.engineers.office import (
    BOSS,
    CUSTOMER,
    LI,
    STRANGER,
    TEAM,
    WANG,
    Office,
    make_desk,
    no_picture,
    open_office,
)

STOP, GO = "⏸ Stop the clock", "▶️ Go on"


def due(office: Office, name: str = "onsite") -> datetime:
    history = tickets.history(office.conn, 1)
    found = current(clocks_of(office.load(1), history, office.desk.terms("c1")))
    return next(clock.due_at for clock in found if clock.name == name)


def asked(office: Office, reason: str = "Waiting for access", until: str = "4 hours (until 14:00)") -> Row:
    """Li asks for a pause of ticket 1; the question to the customer."""
    assert not office.do(LI, office.load(1), "pause").alert
    for words in (reason, until):
        row = [row for row in office.rows() if row.kind in ("text", "revise")][-1]
        answer = office.press(LI, office.buttons(row)[words], message=600)
        assert not answer.alert, answer
    return office.question("pause-asked")


def chosen(office: Office) -> Row:
    """The same, of a ticket that Li has just taken."""
    office.taken(LI)
    return asked(office)


def answered(office: Office, question: Row, words: str, person: int = CUSTOMER) -> Answer:
    return office.press(person, office.buttons(question)[words], chat=None, message=700)


def test_the_reasons_are_those_of_the_contract_that_stop_a_clock_of_this_ticket(office: Office) -> None:
    office.do(LI, office.taken(LI), "pause")
    row = office.rows("text")[-1]
    assert list(office.buttons(row)) == [
        "Waiting for access", "Waiting for the customer", "✖️ Cancel",
    ], "a part delays the restoring only, which level 2 does not promise"  # fmt: skip
    assert "once the customer agrees" in office.shown(row)


def test_the_ends_offered_lie_within_what_the_contract_allows(office: Office) -> None:
    office.do(LI, office.taken(LI), "pause")
    row = office.rows("text")[-1]
    office.press(LI, office.buttons(row)["Waiting for access"], message=600)
    row = office.rows("revise")[-1]
    assert list(office.buttons(row)) == [
        "1 hour (until 11:00)", "4 hours (until 14:00)", "tomorrow 09:00", "Longest: until tomorrow 10:00",
        "✖️ Cancel",
    ]  # fmt: skip


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_customer_reads_who_asks_why_until_when_and_which_clocks(office: Office, language: str) -> None:
    question = chosen(office)
    office.conn.exec_driver_sql("UPDATE people SET language = ?", (language,))
    words = office.said_in(question)
    for part in ("#1", "14:00", "Li &lt;b&gt;Wei&lt;/b&gt;"):
        assert part in words
    assert {"zh": "等待进场或授权", "en": "Waiting for access"}[language] in words
    assert {"zh": "到场", "en": "On site"}[language] in words
    assert {"zh": "不答复则照常计时", "en": "Without an answer it runs on"}[language] in words


def test_without_an_answer_the_clock_runs_on(office: Office) -> None:
    office.taken(LI)
    before = due(office)
    asked(office)
    assert due(office) == before
    assert office.load(1).state is State.ACKNOWLEDGED


def test_a_yes_stops_the_clock_and_both_sides_see_until_when(office: Office) -> None:
    question = chosen(office)
    before = due(office)
    office.pass_time(minutes=10)
    assert not answered(office, question, "✅ Agree").alert
    assert due(office) == before + timedelta(hours=3, minutes=50), "as if it lasted to its agreed end"
    rows = office.rows()
    agreed = next(row for row in rows if row.data.get("what") == "pause-agreed")
    assert "14:00" in office.said_in(agreed)
    assert "stands still until 14:00 at the latest" in office.said_in(agreed)
    outcome = next(row for row in rows if row.kind == "revise")
    assert "You agreed" in office.shown(outcome)
    assert not office.buttons(outcome)
    cards = [office.said_in(row) for row in rows if row.kind == "card"]
    assert len(cards) == 2
    for card in cards:
        assert "Waiting for access · " in card, "the state says what is waited for"
        assert "stands still until 14:00 at the latest; then by <b>17:50</b>" in card


def test_the_customers_message_starts_the_clock_again_by_exactly_the_paused_time(office: Office) -> None:
    question = chosen(office)
    before = due(office)
    answered(office, question, "✅ Agree")
    office.rows()
    office.pass_time(minutes=47, seconds=13)
    apply.apply(office.conn, office.desk, 1, Say(CUSTOMER, customer=True), office.now)
    assert due(office) == before + timedelta(minutes=47, seconds=13)
    told = office.rows()
    names = {row.data.get("what"): row for row in told if row.kind in ("customer", "team")}
    assert "Your message" in office.said_in(next(r for r in told if r.kind == "customer"))
    assert "resumed" in names


def test_the_agreed_time_ends_the_pause_by_itself(office: Office) -> None:
    question = chosen(office)
    before = due(office)
    answered(office, question, "✅ Agree")
    office.rows()
    office.tick(hours=4)
    assert due(office) == before + timedelta(hours=4)
    assert not office.load(1).pause
    assert "agreed time is over" in office.said_in(office.told("customer")["resumed"])


def test_the_engineer_goes_on_with_a_button(office: Office) -> None:
    question = chosen(office)
    answered(office, question, "✅ Agree")
    ticket = office.load(1)
    row = next(row for row in office.rows() if row.kind == "card" and row.chat_id < 0)
    assert GO in office.buttons(row)
    assert STOP not in office.buttons(row)
    office.pass_time(minutes=5)
    assert office.do(WANG, ticket, "go").alert, "only whoever has it"
    assert office.do(LI, ticket, "go").text == "#1: the clock runs again."
    assert "Li &lt;b&gt;Wei&lt;/b&gt;</b> goes on" in office.said_in(office.told("customer")["resumed"])
    again = office.do(LI, ticket, "go")
    assert again.alert
    assert again.text == "The clock is not stopped."


def test_a_no_leaves_the_clock_running_and_the_team_hears_it(office: Office) -> None:
    question = chosen(office)
    before = due(office)
    answered(office, question, "❌ Object")
    assert due(office) == before
    rows = office.rows()
    refused = next(row for row in rows if row.data.get("what") == "pause-refused")
    assert "objects" in office.said_in(refused)
    assert "You objected" in office.shown(next(row for row in rows if row.kind == "revise"))


def test_asking_again_while_asked_or_paused_is_refused_with_one_line(office: Office) -> None:
    question = chosen(office)
    ticket = office.load(1)
    assert "asked already" in office.do(LI, ticket, "pause").text
    answered(office, question, "✅ Agree")
    assert "asked already" in office.do(LI, ticket, "pause").text


def test_a_question_that_nobody_answered_in_its_time_does_not_stand_in_the_way(office: Office) -> None:
    question = chosen(office)
    office.pass_time(hours=5)
    answer = answered(office, question, "✅ Agree")
    assert "over" in answer.text
    assert not office.do(LI, office.load(1), "pause").alert


def test_the_buttons_answer_once_and_only_the_customer_and_only_the_open_question(office: Office) -> None:
    agree, objected = office.buttons(chosen(office)).values()
    for person in (STRANGER, WANG, BOSS):
        assert office.press(person, agree, chat=None).alert
    assert not office.load(1).pause
    assert not office.press(CUSTOMER, objected, chat=None).alert
    again = office.press(CUSTOMER, agree, chat=None)
    assert again.alert
    assert "over" in again.text
    office.pass_time(minutes=1)
    newer, _ = office.buttons(asked(office, "Waiting for the customer", "4 hours (until 14:01)")).values()
    assert office.press(CUSTOMER, agree, chat=None).alert, "the older question is not the newer one"
    assert not office.press(CUSTOMER, newer, chat=None).alert
    assert office.load(1).pause["reason"] == "customer"
    assert office.press(CUSTOMER, newer, chat=None).alert


def test_a_question_answered_before_it_was_sent_is_not_sent(office: Office) -> None:
    question = chosen(office)
    answered(office, question, "❌ Object")
    parcel = Renderer(office.desk, no_picture).render(office.conn, question, office.now, False)
    assert isinstance(parcel, Drop)


def test_only_whoever_has_the_ticket_asks_for_a_pause(office: Office) -> None:
    answer = office.do(WANG, office.taken(LI), "pause")
    assert answer.alert
    assert "Wei" in answer.text


def test_a_contract_without_pauses_keeps_the_older_button(office: Office) -> None:
    for bare in _bare():
        ticket = bare.taken(LI)
        apply.refresh_cards(bare.conn, bare.desk, ticket, bare.now)
        row = next(row for row in bare.rows() if row.kind == "card" and row.chat_id < 0)
        assert STOP not in bare.buttons(row)
        assert "⏸ Waiting" in bare.buttons(row)
        assert "no reason" in bare.do(LI, ticket, "pause").text


def test_where_no_clock_runs_any_more_there_is_nothing_to_stop(office: Office) -> None:
    ticket = office.taken(LI)
    office.do(LI, ticket, "arr")
    row = [row for row in office.rows("card") if row.chat_id < 0][-1]
    assert STOP not in office.buttons(row), "response and arrival are all that level 2 promises"
    assert "⏸ Waiting" in office.buttons(row)
    assert not office.do(LI, ticket, "wait").alert


def _bare() -> Iterator[Office]:
    yield from open_office(make_desk(pauses={}))


def test_who_is_on_the_way_waits_no_more(office: Office) -> None:
    question = chosen(office)
    answered(office, question, "✅ Agree")
    office.pass_time(minutes=30)
    office.do(LI, office.load(1), "way")
    assert office.load(1).state is State.ON_WAY
    assert not office.load(1).pause
    types = [event.type for event in tickets.history(office.conn, 1)]
    assert types[-2:] == [Happened.RESUMED, Happened.ON_WAY]


def test_a_ticket_given_back_while_it_waits_can_be_taken_by_somebody_else(office: Office) -> None:
    question = chosen(office)
    answered(office, question, "✅ Agree")
    office.do(LI, office.load(1), "back")
    row = next(row for row in office.rows() if row.kind == "card" and row.chat_id < 0)
    assert list(office.buttons(row)) == ["✋ I take it"]
    assert not office.do(WANG, office.load(1), "ack").alert
    assert office.load(1).assignee_id == WANG


@pytest.mark.parametrize("action", ["pr.abc", "un.1h", "un.next", "pr", "un"])
def test_a_forged_key_of_the_form_changes_nothing(office: Office, action: str) -> None:
    office.do(LI, office.taken(LI), "pause")
    form = forms.living_of(office.conn, LI, TEAM)
    assert form is not None
    assert office.press(LI, f"1.fm.{form.id}.{form.fence}.{action}").alert
    assert not office.load(1).pause_asked
