"""The rota in chat: what is shown, who may change what, what a second press does."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from icalendar import Calendar

from bot.delivery.calendar import calendar_file
from bot.delivery.parcel import Send
from domain.durations import Duration, Unit
from domain.oncall.plan import person_at
from domain.oncall.rotations import Rotation
from storage import duty, offers, people
from storage.duty import Change
from storage.outbox import Row
from tests.engineers.office import BOSS, CUSTOMER, LI, MANAGERS, START, STRANGER, TEAM, WANG, ZHAO, Office
from views.callbacks import encode
from views.locales_check import read_language
from views.texts import LOCALES


def said(office: Office, person: int, words: str, where: int | None = None) -> str:
    """What the desk answers to a private message, or to one in a group."""
    if where is None:
        assert office.private(person, words)
    elif where == TEAM:
        office.topic(person, words, thread=None)
    else:
        office.managers(person, words)
    chat = where or person
    return "\n".join(office.said_in(row) for row in rows(office) if row.chat_id == chat)


_last: list[Row] = []


def rows(office: Office) -> list[Row]:
    """What was put since the last look; kept for its buttons."""
    _last[:] = office.rows()
    return _last


def button(office: Office, chat: int, words: str) -> str:
    """The data of a button of what was said last in a chat."""
    for row in reversed(_last):
        if row.chat_id != chat or row.kind == "ics":
            continue
        for label, data in office.buttons(row).items():
            if words in label:
                return data
    raise AssertionError((words, [office.buttons(row) for row in _last if row.chat_id == chat]))


def changes(office: Office) -> list[Change]:
    return duty.coming(office.conn, office.now)


def primary(office: Office) -> int | None:
    return person_at(duty.with_book(office.conn, office.desk, office.now), "primary", office.now)


def test_who_names_the_person_of_each_layer_until_when_and_who_comes_next(office: Office) -> None:
    words = said(office, WANG, "/oncall")
    assert "Primary</b>: <b>Li &lt;b&gt;Wei&lt;/b&gt;</b> · +86 138 until 18:00" in words
    assert "From 18:00: Wang" in words
    assert "Secondary</b>: <b>Wang</b> until 18:00" in words
    assert said(office, BOSS, "/duty", MANAGERS).count("Wang") >= 2, "managers may ask as well"


def test_who_says_why_somebody_else_has_it(office: Office) -> None:
    said(office, LI, "/away 2h")
    assert "<b>Wang</b> (absence, for Li" in said(office, WANG, "/oncall who")


def test_a_contract_with_people_of_its_own_is_shown_apart(office: Office) -> None:
    own = Rotation(
        "primary", (ZHAO,), "Asia/Shanghai", datetime(2026, 1, 5), Duration(1, Unit.DAYS),  # noqa: DTZ001
        contracts=frozenset({"c1"}),
    )  # fmt: skip
    rest = tuple(one for one in office.desk.layers if one.layer == "primary")
    office.desk = replace(office.desk, rotations=(own, *rest))
    words = said(office, WANG, "/oncall")
    assert "Primary (c1)</b>: <b>Zhao</b>, no change in the next eight weeks" in words
    assert "Primary</b>: <b>Li" in words


def test_a_hole_is_shouted(office: Office) -> None:
    said(office, BOSS, "/away Li 3d", MANAGERS)
    said(office, BOSS, "/away Wang 3d", MANAGERS)
    told = said(office, BOSS, "/away Zhao 3d", MANAGERS)
    assert "→ <b>NOBODY</b>" in told
    assert "⚠️ <b>NOBODY</b>" in said(office, BOSS, "/oncall")


def test_me_lists_my_duties_and_who_has_none_hears_so(office: Office) -> None:
    words = said(office, WANG, "/oncall me")
    assert "Mon 03-02 18:00 – Tue 03-03 09:00 · Primary" in words
    assert "no duty" in said(office, BOSS, "/oncall me")
    assert "no duty" in said(office, BOSS, "/oncall ics")
    assert "Write <code>/oncall</code>" in said(office, WANG, "/oncall nonsense")


def test_the_calendar_file_has_my_duties_and_keeps_the_ids_of_those_that_run(office: Office) -> None:
    def events(at: datetime) -> dict[str, datetime]:
        row = Row(1, 2, WANG, "ics", None, WANG, {}, 0, None, False, "new", 0, False, at, at)  # type: ignore[arg-type]
        parcel = calendar_file(office.conn, office.desk, row, "en", at)
        assert isinstance(parcel, Send)
        (file,) = parcel.content.files
        assert file.name == "oncall.ics"
        assert file.data is not None
        calendar = Calendar.from_ical(file.data)
        return {str(one["uid"]): one["dtstart"].dt for one in calendar.walk("VEVENT")}

    today, later = events(START), events(START + timedelta(hours=3))
    assert today.keys() <= later.keys() | {uid for uid, start in today.items() if start < START}
    assert all(start.tzinfo is not None for start in today.values())
    assert any(start < START for start in today.values()), "a duty that runs keeps its own start"


def test_the_file_goes_to_whoever_presses_in_private(office: Office) -> None:
    said(office, LI, "/oncall me", TEAM)
    answer = office.press(WANG, button(office, TEAM, "Calendar"))
    assert not answer.alert
    (row,) = office.rows("ics")
    assert row.chat_id == WANG


def test_outsiders_and_customers_change_nothing(office: Office) -> None:
    for person in (STRANGER, CUSTOMER):
        assert not office.private(person, "/cover 2h")
        office.topic(person, "/away 2h", thread=None)
        assert office.press(person, encode("oc", "ao", LI, 1, 2**31)).alert
    assert changes(office) == []


@pytest.mark.parametrize(
    "words", ["/override Wang 12-24", "/away Wang 2h", "/delegate Wang Zhao until 03-09"]
)
def test_an_engineer_changes_nothing_for_others(office: Office, words: str) -> None:
    assert "Only a manager" in said(office, ZHAO, words)
    assert changes(office) == []


def test_an_engineer_takes_a_duty_a_manager_gives_one(office: Office) -> None:
    said(office, ZHAO, "/override 14:00")
    assert primary(office) == ZHAO
    said(office, BOSS, "/override primary Wang 14:00")
    assert primary(office) == WANG, "the latest made counts"
    (first, second) = changes(office)
    assert (first.made_by, second.made_by) == (ZHAO, BOSS)


def test_names_are_found_by_username_beginning_and_in_full(office: Office) -> None:
    people.change(office.conn, ZHAO, username="zh_ao")
    for words in ("@zh_ao", "zhao", "ZHAO", "@Zh"):
        said(office, BOSS, f"/override secondary {words} 2h")
        assert [one.person_id for one in changes(office)] == [ZHAO]
        office.press(BOSS, button(office, BOSS, "Undo"), chat=BOSS)
        office.rows()
        assert changes(office) == []


def test_the_same_change_twice_is_one(office: Office) -> None:
    said(office, LI, "/away")
    data = button(office, LI, "今天")
    assert not office.press(LI, data, chat=LI).alert
    assert office.press(LI, data, chat=LI).alert
    assert len(changes(office)) == 1


def test_a_button_whose_time_is_over_does_nothing(office: Office) -> None:
    said(office, LI, "/away")
    data = button(office, LI, "今天")
    office.pass_time(days=2)
    assert office.press(LI, data, chat=LI).alert
    assert changes(office) == []


def test_buttons_of_others_do_nothing(office: Office) -> None:
    said(office, LI, "/away", TEAM)
    assert office.press(WANG, button(office, TEAM, "Today")).alert
    assert not office.press(BOSS, button(office, TEAM, "Today")).alert, "a manager may"
    rows(office)
    assert office.press(ZHAO, encode("oc", "u", changes(office)[0].id)).alert
    assert len(changes(office)) == 1
    assert not office.press(LI, encode("oc", "u", changes(office)[0].id)).alert, "the person concerned may"
    assert changes(office) == []


@pytest.mark.parametrize(
    "data",
    [
        encode("oc", "zz"),
        encode("oc", "oo", "nolayer", LI, 1, 2),
        encode("oc", "ao", CUSTOMER, 1, 2**31),
        encode("oc", "do", LI, LI, 1, 2**31),
        encode("oc", "ct", 4711),
        encode("oc", "ht", 4711),
        encode("oc", "u", 4711),
        encode("oc", "ss", "x", 5, 0),
        encode("oc", "cv", LI, 5),
        encode("oc", "v", "zz"),
        encode("oc"),
    ],
)
def test_a_button_that_nobody_made_does_nothing_and_says_so(office: Office, data: str) -> None:
    answer = None
    try:
        answer = office.press(LI, data, chat=LI)
    except LookupError:
        return  # the dispatcher's own answer
    assert answer.alert
    assert changes(office) == []


def test_nobody_is_put_on_duty_while_away(office: Office) -> None:
    said(office, ZHAO, "/away tomorrow")
    assert "away then" in said(office, BOSS, "/override Zhao tomorrow")
    assert len(changes(office)) == 1


def test_a_wrong_time_gets_one_clear_line(office: Office) -> None:
    words = said(office, WANG, "/away until the cows come home")
    assert "neither a time nor a colleague" in words
    assert "12-24 09:00" in words
    assert "would end before" in said(office, WANG, "/away 12-24 09:00 – 12-23 09:00")
    assert "over already" in said(office, WANG, "/away 2026-01-01")


def test_changes_are_listed_with_who_made_them_and_undone_there(office: Office) -> None:
    said(office, BOSS, "/override Zhao tomorrow")
    office.pass_time(minutes=5)
    words = said(office, WANG, "/oncall changes")
    assert "Zhao" in words
    assert "Boss, 10:00" in words
    assert not office.press(BOSS, button(office, WANG, "↩️ 1"), chat=WANG).alert
    rows(office)
    assert "Nobody has changed" in said(office, WANG, "/oncall changes")


def test_an_undone_change_is_told_to_those_whom_it_moves(office: Office) -> None:
    said(office, BOSS, "/override Zhao 2h")
    office.press(BOSS, button(office, BOSS, "Undo"), chat=BOSS)
    told = {row.chat_id: office.said_in(row) for row in rows(office)}
    assert told.keys() == {BOSS, ZHAO, LI, TEAM}
    assert "Undone" in told[ZHAO]
    assert "已撤销" in told[LI], "in the reader's language"


def test_who_is_on_no_shift_has_nothing_to_offer_or_cover(office: Office) -> None:
    assert "no duty" in said(office, BOSS, "/swap")
    assert "not on duty" in said(office, ZHAO, "/cover 1h")
    assert "不是三天以内" in said(office, LI, "/cover soon")


def test_a_shift_is_offered_once_and_withdrawn_by_its_owner(office: Office) -> None:
    said(office, WANG, "/swap")
    shift = button(office, WANG, "Primary")
    office.press(WANG, shift, chat=WANG)
    rows(office)
    everybody = button(office, WANG, "Everybody")
    assert not office.press(WANG, everybody, chat=WANG).alert
    shown = rows(office)
    take = button(office, ZHAO, "I take it")
    withdraw = button(office, WANG, "Withdraw")
    assert {row.chat_id for row in shown} == {WANG, LI, ZHAO}
    assert office.press(WANG, everybody, chat=WANG).alert, "offered already"
    assert office.press(ZHAO, withdraw, chat=WANG).alert
    assert office.press(WANG, take, chat=ZHAO).alert, "one's own shift"
    assert not office.press(WANG, withdraw, chat=WANG).alert
    assert office.press(ZHAO, take, chat=ZHAO).alert
    assert changes(office) == []
    edits = [row for row in rows(office) if "message_id" in row.data]
    assert {row.chat_id for row in edits} == {WANG, LI, ZHAO}, "no stale button stays"


def test_an_offer_to_all_is_refused_when_the_last_one_says_no(office: Office) -> None:
    said(office, WANG, "/swap")
    office.press(WANG, button(office, WANG, "Primary"), chat=WANG)
    rows(office)
    office.press(WANG, button(office, WANG, "Everybody"), chat=WANG)
    rows(office)
    no_li, no_zhao = button(office, LI, "不接"), button(office, ZHAO, "No")
    office.press(LI, no_li, chat=LI)
    assert {row.chat_id for row in rows(office)} == {LI}, "one no is nobody else's business"
    assert office.press(LI, no_li, chat=LI).alert, "said already"
    office.press(ZHAO, no_zhao, chat=ZHAO)
    assert [row.data["what"] for row in rows(office) if row.chat_id == WANG] == ["refused"]
    assert offers.open_ones(office.conn, "swap") == []


def test_a_swap_that_the_rota_has_overtaken_is_over(office: Office) -> None:
    said(office, WANG, "/swap Zhao")
    office.press(WANG, button(office, WANG, "Primary"), chat=WANG)
    rows(office)
    take = button(office, ZHAO, "I take it")
    said(office, BOSS, "/override Li 3d")
    assert office.press(ZHAO, take, chat=ZHAO).alert
    assert [one.kind for one in changes(office)] == ["override"]


def test_the_giver_of_a_swap_may_undo_it_the_taker_may_not(office: Office) -> None:
    said(office, WANG, "/swap Zhao")
    office.press(WANG, button(office, WANG, "Primary"), chat=WANG)
    rows(office)
    office.press(ZHAO, button(office, ZHAO, "I take it"), chat=ZHAO)
    rows(office)
    data = button(office, WANG, "Undo")
    (change,) = changes(office)
    assert (change.kind, change.person_id, change.other_id, change.made_by) == ("swap", ZHAO, WANG, ZHAO)
    assert not office.press(WANG, data, chat=WANG).alert
    assert changes(office) == []


def test_who_is_away_takes_no_cover(office: Office) -> None:
    said(office, LI, "/cover 2h")
    take = button(office, WANG, "take over")
    said(office, WANG, "/away 1h")
    assert office.press(WANG, take, chat=WANG).alert
    assert not office.press(ZHAO, take, chat=ZHAO).alert
    assert primary(office) == ZHAO


def test_a_cover_is_asked_once_and_a_manager_cannot_take_it(office: Office) -> None:
    said(office, LI, "/cover 2h")
    take = button(office, WANG, "take over")
    assert "已经在问" in said(office, LI, "/cover 1h")
    assert office.press(BOSS, take, chat=WANG).alert
    assert office.press(LI, take, chat=WANG).alert
    assert primary(office) == LI


def test_every_message_about_an_offer_has_words_in_both_languages() -> None:
    for language in ("zh", "en"):
        entries, problems = read_language(LOCALES / language)
        assert problems == []
        for kind, whats in {
            "swap": ("asked", "mine", "taken", "said-no", "refused", "expired", "withdrawn"),
            "cover": ("asked", "mine", "taken", "over", "back", "expired", "withdrawn"),
            "handover": ("asked", "outgoing", "taken", "late", "expired"),
        }.items():
            assert {f"offer-{kind}-{what}" for what in whats} <= entries.keys()
