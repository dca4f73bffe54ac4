from __future__ import annotations

import re

from domain.tickets.events import Happened
from handlers.refusals import REASONS
from storage import people, said
from tests.engineers.office import BOSS, CUSTOMER, LI, MANAGERS, STRANGER, TEAM, WANG, Office
from views.locales_check import ROOT
from views.summary import visible_length
from views.texts import has, plain


def test_the_queue_shows_the_most_severe_first_with_who_and_until_when(office: Office) -> None:
    office.ticket(level=3)
    office.taken(LI, level=1)
    office.pass_time(minutes=3)
    office.topic(WANG, "/queue", thread=None)
    (words,) = office.words()
    assert words.index("#2") < words.index("#1")
    assert "Li &lt;b&gt;Wei&lt;/b&gt;" in words
    assert "Response 10:05 (in 2 min)" in words
    assert "School &lt;No. 3&gt;" in words


def test_a_long_queue_is_cut_and_says_so(office: Office) -> None:
    for _ in range(25):
        office.ticket()
    office.topic(WANG, "/queue", thread=None)
    (words,) = office.words()
    assert "Open tickets: 25" in words
    assert words.count("#") == 20
    assert "and 5 more" in words


def test_an_empty_queue_is_said(office: Office) -> None:
    office.topic(WANG, "/queue", thread=None)
    assert "No open tickets" in office.words()[0]


def test_details_show_contact_words_notes_and_events(office: Office) -> None:
    office.taken(LI)
    office.topic(LI, "hello <customer>")
    office.topic(LI, "// a note")
    office.rows()
    office.topic(WANG, "/t")
    (words,) = office.words()
    for part in (
        "Mrs &lt;i&gt;Chen&lt;/i&gt;",
        "+86 139",
        "hello &lt;customer&gt;",
        "📝",
        "a note",
        "accepted",
    ):
        assert part in words


def test_details_of_a_busy_ticket_fit_into_a_message(office: Office) -> None:
    office.taken(LI)
    for _ in range(30):
        office.topic(LI, "<&>" * 300)
    office.rows()
    office.private(WANG, "/t 1")
    assert visible_length(office.words()[0]) <= 4096


def test_details_in_private_have_the_keys_of_the_work(office: Office) -> None:
    office.ticket()
    assert office.private(WANG, "/t #1")
    (row,) = office.rows()
    assert plain("en", "do-ack") in office.buttons(row)


def test_a_ticket_that_is_not_there_is_said(office: Office) -> None:
    for words in ("/t 99", "/t 99999999999999999999", "/t x", "/t"):
        office.topic(WANG, words, thread=None)
    assert [("no ticket #99" in w, "Which ticket" in w) for w in office.words()] == [
        (True, False), (False, True), (False, True), (False, True),
    ]  # fmt: skip


def test_duty_shows_who_is_on_now_and_who_comes_next(office: Office) -> None:
    office.topic(WANG, "/duty", thread=None)
    (words,) = office.words()
    assert "Primary</b>: <b>Li &lt;b&gt;Wei&lt;/b&gt;</b> · +86 138 until 18:00" in words
    assert "From 18:00: Wang" in words
    assert "2. Wang" in words, "the ladder is shown, too"


def test_outsiders_learn_nothing_by_commands(office: Office) -> None:
    office.ticket()
    for person in (CUSTOMER, STRANGER):
        office.topic(person, "/queue", thread=None)
        office.topic(person, "/t 1", thread=None)
        assert not office.private(person, "/queue")
        office.managers(person, "/t 1")
    assert all("not on the desk" in words or "only managers" in words for words in office.words())


def test_help_tells_managers_more(office: Office) -> None:
    office.topic(WANG, "/help", thread=None)
    office.managers(BOSS, "/help")
    engineers, managers = office.words()
    assert "/overdue" not in engineers
    assert "/overdue" in managers


def test_engineers_have_no_managers_commands(office: Office) -> None:
    assert office.private(WANG, "/summary")
    assert office.private(WANG, "/invite c1")
    assert all("no such command" in words for words in office.words())


def test_a_private_message_of_one_of_ours_is_never_lost_silently(office: Office) -> None:
    assert office.private(WANG, "the printer is broken")
    assert "reaches nobody" in office.words()[0]


def test_one_of_ours_who_is_a_customer_too_is_heard_as_one(office: Office) -> None:
    people.join(office.conn, WANG, "c1", office.now)
    assert not office.private(WANG, "the printer is broken")
    assert not office.private(WANG, "/my")
    assert office.private(WANG, "/queue")


def test_start_language_and_a_cancel_without_a_form_are_heard_as_anybodys(office: Office) -> None:
    for words in ("/start", "/start code", "/language", "/cancel"):
        assert not office.private(WANG, words)
    assert not office.rows()


def test_the_groups_language_is_not_changed_from_within(office: Office) -> None:
    office.topic(WANG, "/language", thread=None)
    assert "private" in office.words()[0]


def test_a_note_can_be_written_from_afar(office: Office) -> None:
    office.taken(LI)
    assert office.private(WANG, "/note 1 the key is with the porter")
    said.add_copy(office.conn, WANG, 40, ticket=1)
    assert office.private(WANG, "// second floor", reply_to=40)
    assert [(one.side, one.text) for one in said.of_ticket(office.conn, 1)] == [
        ("note", "the key is with the porter"),
        ("note", "second floor"),
    ]
    assert {row.kind for row in office.rows()} == {"react"}


def test_a_note_on_a_ticket_that_is_not_there_is_explained(office: Office) -> None:
    assert office.private(WANG, "/note 12 hello")
    assert "internal note" in office.words()[0]


def test_every_refusal_of_the_rules_has_words() -> None:
    source = "".join(path.read_text() for path in (ROOT / "domain" / "tickets").glob("*.py"))
    assert set(re.findall(r'Refused\(\s*"([a-z-]+)"', source)) <= REASONS
    for reason in REASONS:
        assert has(reason), reason


def test_everything_that_can_happen_has_a_name_in_the_details() -> None:
    for happened in Happened:
        assert has(f"engineer-event-{happened.value}"), happened


def test_answers_stand_in_the_chat_of_the_question(office: Office) -> None:
    office.managers(BOSS, "/queue")
    office.topic(WANG, "/queue", thread=None)
    office.private(WANG, "/queue")
    assert [row.chat_id for row in office.rows()] == [MANAGERS, TEAM, WANG]
