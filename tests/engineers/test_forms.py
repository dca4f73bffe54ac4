from __future__ import annotations

import pytest

from domain.tickets.decide import FAULT_KINDS
from domain.tickets.events import State
from storage import forms, said, tickets
from storage.outbox import Row
from tests.engineers.office import LI, TEAM, THREAD, WANG, ZHAO, Office, photo


def last(office: Office) -> Row:
    """The newest row that shows the form."""
    return [row for row in office.rows() if row.kind in ("text", "revise")][-1]


def opened(office: Office, action: str = "res", **options: object) -> Row:
    ticket = office.taken(LI, **options)
    assert not office.do(LI, ticket, action).alert
    return last(office)


def press(office: Office, row: Row, words: str, person: int = LI) -> Row:
    answer = office.press(person, office.buttons(row)[words], message=600)
    assert not answer.alert, answer
    return last(office)


def filled(office: Office) -> Row:
    """A form up to its check."""
    press(office, opened(office), "🐞 Software error")
    office.topic(LI, "memory <leak>")
    office.topic(LI, "restarted & patched")
    return press(office, last(office), "Skip")


def test_the_kinds_of_fault_are_asked_in_the_order_of_the_contract(office: Office) -> None:
    row = opened(office)
    assert row.kind == "text"
    assert row.ticket == 1
    assert list(office.buttons(row)) == [
        "🔌 Hardware or network line",
        "⚙️ Configuration",
        "👆 Operation/misuse",
        "🐞 Software error",
        "💡 Improvement or other",
        "✖️ Cancel",
    ]
    sent = [data.split(".")[-1] for data in office.buttons(row).values()]
    assert sent[:-1] == list(FAULT_KINDS)


def test_a_filled_form_resolves_the_ticket_with_its_words(office: Office) -> None:
    row = filled(office)
    shown = office.shown(row)
    assert "memory &lt;leak&gt;" in shown
    assert "<b>Advice</b>: –" in shown
    assert office.load(1).state is State.ACKNOWLEDGED
    assert office.press(LI, office.buttons(row)["✅ Send"]).text.startswith("#1: repaired")
    ticket = office.load(1)
    assert ticket.state is State.RESOLVED
    assert ticket.resolution == {
        "fault_kind": "software",
        "cause": "memory <leak>",
        "done": "restarted & patched",
        "advice": "",
    }
    assert not office.buttons([r for r in office.rows("revise") if r.chat_id == TEAM][-1])


def test_the_form_is_one_message_changed_in_place(office: Office) -> None:
    row = press(office, opened(office), "⚙️ Configuration")
    assert (row.kind, row.data["message_id"]) == ("revise", 600)
    office.topic(LI, "wrong address")
    row = last(office)
    assert (row.kind, row.data["message_id"]) == ("revise", 600)


def test_an_answer_goes_into_the_form_and_not_to_the_customer(office: Office) -> None:
    press(office, opened(office), "🐞 Software error")
    written = office.topic(LI, "the admin's password was 1234")
    assert "relay" not in {row.kind for row in office.rows()}
    assert said.find(office.conn, TEAM, written.message_id) is None


def test_while_a_form_waits_notes_files_and_other_people_are_heard_as_ever(office: Office) -> None:
    press(office, opened(office), "🐞 Software error")
    office.topic(LI, "// just a note")
    assert not office.rows("relay")
    office.topic(LI, "the screen", media=photo())
    office.topic(WANG, "hello from Wang")
    office.topic(LI, "in another topic", thread=THREAD + 1)
    assert len(office.rows("relay")) == 2
    form = forms.living_of(office.conn, LI, TEAM)
    assert form is not None
    assert form.step == "cause"


def test_a_reply_to_the_customers_words_is_no_answer_to_the_form(office: Office) -> None:
    press(office, opened(office), "🐞 Software error")
    said.add_copy(office.conn, TEAM, 900, said_id=1, ticket=1)
    office.topic(LI, "thank you!", reply_to=900)
    assert len(office.rows("relay")) == 1


def test_an_edited_answer_changes_the_form(office: Office) -> None:
    press(office, opened(office), "🐞 Software error")
    written = office.topic(LI, "memory leek")
    old = last(office)
    office.edit(written, "memory leak")
    assert office.press(LI, office.buttons(old)["✖️ Cancel"]).alert
    form = forms.living_of(office.conn, LI, TEAM)
    assert form is not None
    assert form.data["cause"] == "memory leak"


def test_an_answer_that_is_too_long_is_asked_for_again(office: Office) -> None:
    press(office, opened(office), "🐞 Software error")
    office.topic(LI, "x" * 1001)
    assert "1001 characters" in office.words()[0]
    form = forms.living_of(office.conn, LI, TEAM)
    assert form is not None
    assert form.step == "cause"


def test_the_longest_answers_fit_into_one_message(office: Office) -> None:
    press(office, opened(office), "🐞 Software error")
    for _ in range(3):
        office.topic(LI, "😀" * 500)
    assert "😀" * 500 in office.shown(last(office))
    office.topic(LI, "😀" * 501)


def test_old_buttons_of_a_form_do_nothing_and_say_so(office: Office) -> None:
    first = opened(office)
    second = press(office, first, "🐞 Software error")
    answer = office.press(LI, office.buttons(first)["⚙️ Configuration"])
    assert answer.alert
    assert "done" in answer.text
    form = forms.living_of(office.conn, LI, TEAM)
    assert form is not None
    assert form.data["fault_kind"] == "software"
    assert not office.press(LI, office.buttons(second)["Skip"]).alert


def test_buttons_of_a_form_that_was_put_away_never_fit_a_newer_one(office: Office) -> None:
    first = opened(office)
    office.press(LI, office.buttons(first)["✖️ Cancel"])
    office.do(LI, office.load(1), "res")
    for data in office.buttons(first).values():
        assert office.press(LI, data).alert


def test_nobody_else_fills_in_somebodys_form(office: Office) -> None:
    row = opened(office)
    answer = office.press(WANG, office.buttons(row)["🐞 Software error"])
    assert answer.alert
    assert "filling this in" in answer.text
    office.topic(WANG, "my words go to the customer")
    assert len(office.rows("relay")) == 1


def test_every_part_can_be_changed_before_it_is_sent(office: Office) -> None:
    row = press(office, filled(office), "✏️ Change…")
    assert list(office.buttons(row)) == [
        "Kind of fault", "Cause", "What was done", "Advice", "⬅️ Back", "✖️ Cancel",
    ]  # fmt: skip
    press(office, row, "What was done")
    office.topic(LI, "replaced the disk")
    row = press(office, last(office), "✏️ Change…")
    row = press(office, row, "Kind of fault")
    row = press(office, row, "🔌 Hardware or network line")
    row = press(office, press(office, row, "✏️ Change…"), "⬅️ Back")
    office.press(LI, office.buttons(row)["✅ Send"])
    assert office.load(1).resolution["done"] == "replaced the disk"
    assert office.load(1).resolution["fault_kind"] == "hardware"
    assert office.load(1).resolution["cause"] == "memory <leak>"


def test_a_request_is_not_asked_for_a_kind_of_fault(office: Office) -> None:
    row = opened(office, kind="consultation", level=None)
    assert list(office.buttons(row)) == ["Skip", "✖️ Cancel"]
    row = press(office, row, "Skip")
    office.topic(LI, "explained the menu")
    row = press(office, last(office), "Skip")
    assert "Kind" not in office.shown(row)
    office.press(LI, office.buttons(row)["✅ Send"])
    assert office.load(1).state is State.RESOLVED


def test_a_typed_answer_before_any_press_gets_the_next_question_as_a_new_message(office: Office) -> None:
    opened(office, kind="training", level=None)
    office.topic(LI, "new staff")
    row = last(office)
    assert row.kind == "text"
    assert "done" in office.shown(row)


def test_cancel_leaves_the_form_by_button_or_command(office: Office) -> None:
    row = press(office, opened(office), "🐞 Software error")
    office.press(LI, office.buttons(row)["✖️ Cancel"])
    assert "put away" in office.words()[-1]
    office.do(LI, office.load(1), "res")
    office.topic(LI, "/cancel")
    assert "put away" in office.words()[-1]
    assert forms.living_of(office.conn, LI, TEAM) is None
    office.topic(LI, "/cancel")
    assert "no form" in office.words()[-1]
    assert office.load(1).state is State.ACKNOWLEDGED


def test_a_new_form_puts_the_older_one_away(office: Office) -> None:
    row = press(office, opened(office), "🐞 Software error")
    office.do(LI, office.load(1), "lvl")
    words = office.words()
    assert "put away" in words[0]
    assert "Which level" in words[1]
    assert office.press(LI, office.buttons(row)["Skip"]).alert


def test_the_form_opens_only_for_whoever_has_the_ticket(office: Office) -> None:
    ticket = office.taken(LI)
    assert office.do(WANG, ticket, "res").alert
    assert not office.rows()


def test_a_ticket_that_changed_hands_meanwhile_is_not_resolved_by_the_old_form(office: Office) -> None:
    row = filled(office)
    office.do(LI, office.load(1), "hand")
    office.press(LI, office.buttons(office.rows("text")[-1])["Zhao"])
    answer = office.press(LI, office.buttons(row)["✅ Send"])
    assert answer.alert
    assert "Zhao" in answer.text
    assert office.load(1).assignee_id == ZHAO
    assert forms.living_of(office.conn, LI, TEAM) is not None


def test_without_topics_the_next_words_of_its_owner_answer_the_form(office: Office) -> None:
    ticket = office.taken(LI, topic=False)
    office.do(LI, ticket, "res")
    press(office, last(office), "🐞 Software error")
    office.topic(LI, "memory leak", thread=None)
    form = forms.living_of(office.conn, LI, TEAM)
    assert form is not None
    assert form.step == "done"


def test_a_form_can_be_filled_in_privately(office: Office) -> None:
    ticket = office.taken(WANG)
    office.do(WANG, ticket, "res", chat=None)
    row = office.rows("text")[-1]
    assert row.chat_id == WANG
    office.press(WANG, office.buttons(row)["🐞 Software error"], chat=None)
    assert office.private(WANG, "memory leak")
    assert office.private(WANG, "restarted it")
    assert office.private(WANG, "restart it weekly")
    row = last(office)
    office.press(WANG, office.buttons(row)["✅ Send"], chat=None)
    assert office.load(1).resolution["advice"] == "restart it weekly"


def test_a_form_of_one_chat_cannot_be_pressed_in_another(office: Office) -> None:
    row = opened(office)
    assert office.press(LI, office.buttons(row)["🐞 Software error"], chat=None).alert


@pytest.mark.parametrize("action", ["ok", "ch", "ed.cause", "lv.1", "rs.workaround", "k.flood", "zz", "s"])
def test_a_forged_action_of_a_form_changes_nothing(office: Office, action: str) -> None:
    opened(office)
    form = forms.living_of(office.conn, LI, TEAM)
    assert form is not None
    assert office.press(LI, f"1.fm.{form.id}.{form.fence}.{action}").alert
    assert office.load(1).state is State.ACKNOWLEDGED
    assert not office.rows()


def test_another_level_is_chosen_and_its_reason_tapped(office: Office) -> None:
    row = opened(office, "lvl")
    assert list(office.buttons(row)) == ["Level 1 · system down", "Level 3 · partly abnormal", "✖️ Cancel"]
    row = press(office, row, "Level 1 · system down")
    assert office.load(1).level == 2
    answer = office.press(LI, office.buttons(row)["Data or security is at risk"])
    assert answer.text == "#1: level changed."
    assert office.load(1).level == 1
    event = tickets.history(office.conn, 1)[-1]
    assert event.data["reason"] == "regrade-reason-data-or-security"
    words = [office.shown(row) for row in office.rows("revise")]
    assert "Data or security is at risk" in words[-1]


def test_the_reason_of_another_level_may_be_typed(office: Office) -> None:
    press(office, opened(office, "lvl"), "Level 3 · partly abnormal")
    office.topic(LI, "only <one> printer")
    assert office.load(1).level == 3
    assert tickets.history(office.conn, 1)[-1].data["reason"] == "only <one> printer"
    assert "only &lt;one&gt; printer" in office.words()[-1]


def test_a_typed_reason_that_comes_too_late_is_refused_in_words(office: Office) -> None:
    press(office, opened(office, "lvl"), "Level 3 · partly abnormal")
    office.do(WANG, office.load(1), "lvl")
    row = press(office, last(office), "Level 3 · partly abnormal", WANG)
    office.press(WANG, office.buttons(row)["As agreed with the customer"])
    office.rows()
    office.topic(LI, "only one printer")
    assert office.words() == ["⚠️ It has that level already."]
    assert not office.rows("relay")


def test_requests_have_no_level_to_change(office: Office) -> None:
    ticket = office.taken(LI, kind="training", level=None)
    answer = office.do(LI, ticket, "lvl")
    assert answer.alert
    assert "Only faults" in answer.text
