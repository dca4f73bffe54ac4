from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.tickets.commands import Withdraw
from domain.tickets.events import Happened
from handlers.engineers.notes import note_in
from handlers.incoming import Contact
from schedules import album
from storage import said, tickets, timers
from storage.apply import apply
from storage.outbox import Row
from tests.engineers.office import BOSS, CUSTOMER, LI, STRANGER, TEAM, THREAD, WANG, Office, photo


def relayed(rows: list[Row]) -> list[tuple[int, list[int]]]:
    return [(row.chat_id, row.data["said"]) for row in rows if row.kind == "relay"]


def test_words_in_a_topic_reach_the_customer(office: Office) -> None:
    office.taken(LI)
    written = office.topic(LI, "on <my> way")
    kept = said.find(office.conn, TEAM, written.message_id)
    assert kept is not None
    assert (kept.side, kept.ticket, kept.text) == ("engineer", 1, "on <my> way")
    assert relayed(office.rows()) == [(CUSTOMER, [kept.id])]


def test_the_first_words_of_an_engineer_stop_the_response_clock(office: Office) -> None:
    office.taken(LI)
    office.pass_time(minutes=10)
    office.topic(LI, "which building?")
    last = tickets.history(office.conn, 1)[-1]
    assert (last.type, last.by, last.at) == (Happened.ENGINEER_SAID, LI, office.now)


def test_a_reply_finds_the_ticket_where_there_are_no_topics(office: Office) -> None:
    office.taken(LI, topic=False)
    said.add_copy(office.conn, TEAM, 900, ticket=1)
    office.topic(LI, "hello", thread=None, reply_to=900)
    assert len(relayed(office.rows())) == 1


def test_the_same_message_twice_is_passed_on_once(office: Office) -> None:
    office.taken(LI)
    written = office.topic(LI, "hello")
    office.topic(LI, "hello", message_id=written.message_id)
    assert len(relayed(office.rows())) == 1
    assert [e.type for e in tickets.history(office.conn, 1)].count(Happened.ENGINEER_SAID) == 1


def test_chat_in_general_stays_there(office: Office) -> None:
    office.taken(LI)
    office.topic(LI, "lunch?", thread=None)
    office.topic(STRANGER, "lunch?", thread=None)
    assert not office.rows()


@pytest.mark.parametrize(
    "words",
    ["// broken again", "//broken again", "/note broken again", "  // broken again", "／／broken again",
     "/note@faultline_bot broken again", "/NOTE broken again", "/note\nbroken again"],
)  # fmt: skip
def test_a_note_is_kept_and_never_passed_on(office: Office, words: str) -> None:
    office.taken(LI)
    written = office.topic(LI, words)
    kept = said.find(office.conn, TEAM, written.message_id)
    assert kept is not None
    assert (kept.side, kept.text) == ("note", "broken again")
    rows = office.rows()
    assert [(row.kind, row.data.get("emoji")) for row in rows] == [("react", "✍")]
    assert [e.type for e in tickets.history(office.conn, 1)][-1] is not Happened.ENGINEER_SAID


@pytest.mark.parametrize("words", ["/notebook is broken", "see //server", "a note", "/"])
def test_other_words_are_no_note(words: str) -> None:
    assert note_in(words) is None


def test_a_note_with_a_picture_stays_inside(office: Office) -> None:
    office.taken(LI)
    office.topic(LI, "// their password", media=photo())
    assert not relayed(office.rows())


def test_an_empty_note_or_one_outside_of_a_ticket_is_explained(office: Office) -> None:
    office.taken(LI)
    office.topic(LI, "//")
    office.topic(LI, "// where does this go?", thread=None)
    assert ["internal note" in words for words in office.words()] == [True, True]


def test_an_edit_changes_the_customers_copy_and_keeps_both_versions(office: Office) -> None:
    office.taken(LI)
    written = office.topic(LI, "at 3 pm")
    office.rows()
    office.edit(written, "at 4 pm")
    (row,) = office.rows()
    assert (row.kind, row.chat_id) == ("relay_edit", CUSTOMER)
    kept = said.find(office.conn, TEAM, written.message_id)
    assert kept is not None
    assert (kept.text, kept.version) == ("at 4 pm", 1)


def test_an_edited_note_stays_a_note(office: Office) -> None:
    office.taken(LI)
    written = office.topic(LI, "// their boss is difficult")
    office.rows()
    office.edit(written, "their boss is very difficult")
    office.edit(written, "// their boss is impossible")
    assert not office.rows()
    kept = said.find(office.conn, TEAM, written.message_id)
    assert kept is not None
    assert (kept.side, kept.text) == ("note", "their boss is impossible")


def test_what_the_customer_has_seen_cannot_become_a_note(office: Office) -> None:
    office.taken(LI)
    written = office.topic(LI, "their boss is difficult")
    office.rows()
    office.edit(written, "// their boss is difficult")
    rows = office.rows()
    assert [row.kind for row in rows] == ["text"]
    assert "seen" in office.shown(rows[0])
    kept = said.find(office.conn, TEAM, written.message_id)
    assert kept is not None
    assert (kept.side, kept.version) == ("engineer", 0)


def test_nobody_edits_anothers_words(office: Office) -> None:
    office.taken(LI)
    written = office.topic(LI, "hello")
    office.rows()
    office.edit(replace(written, person_id=WANG), "goodbye")
    assert not office.rows()


def test_words_on_a_closed_ticket_still_reach_the_customer(office: Office) -> None:
    office.taken(LI)
    apply(office.conn, office.desk, 1, Withdraw(CUSTOMER), office.now)
    office.rows()
    office.topic(LI, "all the best")
    assert len(relayed(office.rows())) == 1


def test_whoever_is_not_of_the_staff_is_told_once_and_not_passed_on(office: Office) -> None:
    office.taken(LI)
    office.topic(STRANGER, "hello")
    office.topic(STRANGER, "hello?")
    office.topic(CUSTOMER, "me too")
    rows = office.rows()
    assert [row.kind for row in rows] == ["text", "text"]
    assert "not passed on" in office.shown(rows[0])


def test_words_written_as_the_group_are_not_passed_on(office: Office) -> None:
    office.taken(LI)
    office.topic(LI, "hello", anonymous=True)
    (row,) = office.rows()
    assert "as the group" in office.shown(row)


def test_managers_speak_to_customers_as_well(office: Office) -> None:
    office.taken(LI)
    office.topic(BOSS, "I look into it myself")
    assert len(relayed(office.rows())) == 1


def test_places_and_contacts_are_passed_on(office: Office) -> None:
    office.taken(LI)
    office.topic(LI, "", location=(31.2, 121.4))
    office.topic(LI, "", contact=Contact("+86 1", "Wang", None))
    office.topic(LI, "")
    assert len(relayed(office.rows())) == 2


def test_an_unknown_command_is_not_passed_on(office: Office) -> None:
    office.taken(LI)
    office.topic(LI, "/delete")
    assert ["no such command" in words for words in office.words()] == [True]
    office.topic(LI, "/var/log is full")
    assert len(relayed(office.rows())) == 1


def _album(office: Office, person: int, *captions: str, group: str = "g") -> None:
    for place, caption in enumerate(captions):
        office.topic(person, caption, media=photo(str(place)), group_id=group)


def _due(office: Office) -> None:
    office.now += timedelta(seconds=3)
    for timer in timers.due(office.conn, office.now):
        if timer.kind == "album":
            timers.disarm(office.conn, timer.key)
            album.run(office.conn, office.desk, timer, office.now)


def test_an_album_is_passed_on_as_one(office: Office) -> None:
    office.taken(LI)
    _album(office, LI, "before and after", "", "")
    assert not relayed(office.rows())
    _due(office)
    ((chat, ids),) = relayed(office.rows())
    assert (chat, len(ids)) == (CUSTOMER, 3)


def test_late_pictures_of_an_album_are_not_lost(office: Office) -> None:
    office.taken(LI)
    _album(office, LI, "", "")
    _due(office)
    _album(office, LI, "")
    _due(office)
    _due(office)
    assert [len(ids) for _, ids in relayed(office.rows())] == [2, 1]


def test_an_album_whose_caption_is_a_note_stays_inside_as_a_whole(office: Office) -> None:
    office.taken(LI)
    _album(office, LI, "", "// for us only", "")
    _due(office)
    assert not relayed(office.rows())
    assert {one.side for one in said.of_ticket(office.conn, 1)} == {"note"}


def test_the_customers_album_goes_to_the_engineers(office: Office) -> None:
    office.taken(LI)
    for place in range(12):
        said.record(
            office.conn, chat_id=CUSTOMER, message_id=place, person_id=CUSTOMER, side="customer", text="",
            at=office.now, media={"kind": "photo"}, group_id="h", ticket=1,
        )  # fmt: skip
    timers.arm(
        office.conn, "album:31:h", "album", office.now, ticket=1,
        data={"ticket": 1, "group": "h", "chat": CUSTOMER},
    )  # fmt: skip
    _due(office)
    assert [(chat, len(ids)) for chat, ids in relayed(office.rows())] == [(TEAM, 10), (TEAM, 2)]


def test_an_answer_to_a_command_stays_in_the_topic_where_it_was_asked(office: Office) -> None:
    office.taken(LI)
    written = office.topic(LI, "/queue")
    (row,) = office.rows()
    assert (row.data["thread_id"], row.data["reply_to"]) == (THREAD, written.message_id)
