"""The address in chat: said once and in private, changed and taken back by a word or a tap."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import select

from bot.delivery.parcel import Drop, Send
from bot.delivery.render import Renderer
from handlers.incoming import Answer
from storage import feeds
from storage.outbox import Row
from storage.tables import outbox as outbox_table
from tests.engineers.office import BOSS, LI, MANAGERS, TEAM, WANG, Office, make_desk, no_picture, open_office
from views.callbacks import encode

URL = "https://desk.example/oncall"


@pytest.fixture
def office() -> Iterator[Office]:
    yield from open_office(replace(make_desk(), calendar_url=URL))


def told(office: Office) -> list[tuple[int, str]]:
    """(chat, words) of everything that was said since the last look."""
    return [(row.chat_id, said(office, row)) for row in office.rows()]


def said(office: Office, row: Row) -> str:
    parcel = Renderer(office.desk, no_picture).render(office.conn, row, office.now, False)
    return parcel.content.text if isinstance(parcel, Send) else type(parcel).__name__


def address(office: Office, person: int) -> str:
    return f"{URL}/calendar/{feeds.token_of(office.conn, person)}.ics"


def press(office: Office, person: int, what: str) -> Answer:
    return office.press(person, encode("oc", "f", what), chat=None)


def test_the_first_word_makes_an_address_and_says_it(office: Office) -> None:
    assert office.private(WANG, "/oncall feed")
    ((chat, words),) = told(office)
    assert chat == WANG
    assert f"<code>{address(office, WANG)}</code>" in words
    assert "?who=all" in words


def test_in_a_group_the_address_goes_to_the_private_chat(office: Office) -> None:
    office.topic(LI, "/oncall feed", thread=None)
    office.managers(BOSS, "/oncall 订阅")
    words = told(office)
    assert [chat for chat, _ in words] == [LI, TEAM, BOSS, MANAGERS]
    assert all(("/calendar/" in text) == (chat > 0) for chat, text in words)


def test_nothing_that_is_kept_holds_the_address(office: Office) -> None:
    office.private(WANG, "/oncall feed")
    token = feeds.token_of(office.conn, WANG)
    assert token is not None
    kept = office.conn.execute(select(outbox_table)).all()
    assert kept
    assert token not in repr(kept)
    assert token not in repr(feeds.of(office.conn, WANG))


def test_asking_again_tells_how_it_stands_and_not_the_address(office: Office) -> None:
    office.private(WANG, "/oncall feed")
    before = address(office, WANG)
    office.rows()
    office.pass_time(hours=1)
    office.private(WANG, "/oncall feed")
    (row,) = office.rows()
    words = office.shown(row)
    assert "made 10:00, last fetched: never" in office.said_in(row, "en") or "从未" in words
    assert "/calendar/" not in words
    assert address(office, WANG) == before
    assert len(office.buttons(row)) == 2


def test_a_group_gets_no_buttons_that_change_the_pressers_own_address(office: Office) -> None:
    office.private(WANG, "/oncall feed")
    office.rows()
    office.topic(WANG, "/oncall feed", thread=None)
    (row,) = office.rows()
    assert office.buttons(row) == {}


@pytest.mark.parametrize("by_tap", [False, True])
def test_a_new_address_takes_the_place_of_the_old_one(office: Office, by_tap: bool) -> None:
    office.private(WANG, "/oncall feed")
    old = feeds.token_of(office.conn, WANG)
    assert old is not None
    office.rows()
    if by_tap:
        assert press(office, WANG, "new").text
    else:
        office.private(WANG, "/oncall feed new")
    ((chat, words),) = told(office)
    assert chat == WANG
    assert address(office, WANG) in words
    assert old not in words
    assert feeds.behind(office.conn, old) is None


@pytest.mark.parametrize("by_tap", [False, True])
def test_it_is_closed_and_a_message_not_yet_sent_says_no_address(office: Office, by_tap: bool) -> None:
    office.private(WANG, "/oncall feed")
    (waiting,) = office.rows()
    if by_tap:
        press(office, WANG, "off")
    else:
        office.private(WANG, "/oncall feed off")
    assert feeds.of(office.conn, WANG) is None
    assert said(office, waiting) == Drop.__name__
    assert [text for _, text in told(office)] != []
    office.private(WANG, "/oncall feed 关闭")
    assert any("no calendar" in text for _, text in told(office))


def test_after_a_restart_the_message_says_that_the_address_is_lost(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.private(WANG, "/oncall feed")
    monkeypatch.setattr(feeds, "_unsaid", {})
    ((_, words),) = told(office)
    assert "lost" in words
    assert "/calendar/" not in words


def test_without_the_setting_only_the_file_is_there(office: Office) -> None:
    office.desk = replace(office.desk, calendar_url="")
    for words in ("/oncall feed", "/oncall feed new", "/oncall feed off"):
        office.private(WANG, words)
        ((_, text),) = told(office)
        assert "/oncall ics" in text
    assert feeds.of(office.conn, WANG) is None
    assert press(office, WANG, "new").alert
    office.private(WANG, "/oncall me")
    assert not any("oc.f" in data for row in office.rows() for data in office.buttons(row).values())


def test_my_duties_offer_the_calendar_and_the_button_makes_it_once(office: Office) -> None:
    office.private(WANG, "/oncall me")
    (row,) = office.rows()
    assert any(data.endswith("oc.f.get") for data in office.buttons(row).values())
    press(office, WANG, "get")
    ((_, words),) = told(office)
    made = address(office, WANG)
    assert made in words
    press(office, WANG, "get")
    ((_, words),) = told(office)
    assert "/calendar/" not in words
    assert address(office, WANG) == made


def test_other_words_are_answered_with_what_can_be_written(office: Office) -> None:
    office.private(WANG, "/oncall feed me")
    ((_, words),) = told(office)
    assert "/oncall feed new" in words
    assert press(office, WANG, "sesame").alert
    assert feeds.of(office.conn, WANG) is None
