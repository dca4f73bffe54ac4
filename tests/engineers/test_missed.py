"""A missed deadline: who hears of it, with what, and why it was missed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.sweep import ACTS
from domain.tickets.commands import Step
from domain.tickets.events import Happened
from storage import apply, tickets, timers
from storage.outbox import Row
from tests.engineers.office import (
    BOSS,
    CUSTOMER,
    LI,
    MANAGERS,
    STRANGER,
    WANG,
    Office,
    make_desk,
    open_office,
)


def missed(office: Office, **lengths: float) -> list[Row]:
    """A ticket of level 2 that Li has taken and left lying; what was said when time had passed."""
    office.taken(LI)
    office.tick(**(lengths or {"hours": 2, "minutes": 1}))
    return office.rows()


def asking(rows: list[Row]) -> Row:
    """The notice in the topic, which asks for the reason."""
    return next(row for row in rows if row.kind == "team" and row.data["what"] == "breach")


def key(office: Office, rows: list[Row]) -> str:
    return office.buttons(asking(rows))["✍️ Give the reason"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_managers_read_what_happened_so_far_with_times_level_customer_and_phone(
    office: Office, language: str
) -> None:
    ticket = office.taken(LI)
    office.pass_time(minutes=20)
    apply.apply(office.conn, office.desk, ticket.id, Step(Happened.ON_WAY, LI), office.now)
    office.tick(hours=4)
    row = [row for row in office.rows("managers") if row.data["what"] == "breach"][-1]
    words = office.said_in(row, language)
    for part in ("10:00", "10:20", "School &lt;No. 3&gt;", "+86 139", "Li &lt;b&gt;Wei&lt;/b&gt;"):
        assert part in words
    assert {"zh": "报修", "en": "reported 10:00 → accepted 10:00 → on the way 10:20"}[language] in words
    assert {"zh": "二级", "en": "Level 2"}[language] in words


def test_a_button_under_the_breach_asks_for_the_reason(office: Office) -> None:
    rows = missed(office)
    assert list(office.buttons(asking(rows))) == ["✍️ Give the reason"]
    assert not [row for row in rows if row.data.get("what") == "explain"], "one message, not two"


def test_a_contract_that_names_only_the_managers_still_has_the_team_asked() -> None:
    for other in open_office(make_desk(warn_to={100: ("managers",)})):
        rows = missed(other)
        assert not [row for row in rows if row.kind == "team" and row.data["what"] == "breach"]
        row = next(row for row in rows if row.data.get("what") == "explain")
        assert "Why was it late" in other.said_in(row)
        assert list(other.buttons(row)) == ["✍️ Give the reason"]


@pytest.mark.parametrize("person", [LI, WANG, BOSS])
def test_a_ready_reason_is_tapped_by_anybody_of_ours(office: Office, person: int) -> None:
    rows = missed(office)
    assert not office.press(person, key(office, rows)).alert
    row = office.rows("text")[-1]
    assert list(office.buttons(row)) == [
        "Waiting for a part", "Traffic", "No access", "Fault hard to find", "Too few of us", "✖️ Cancel",
    ]  # fmt: skip
    assert "Response (12:00)" in office.shown(row)
    answer = office.press(person, office.buttons(row)["Traffic"], message=600)
    assert answer.text == "#1: the reason is on record."
    event = tickets.history(office.conn, 1)[-1]
    assert (event.type, event.by, event.data["clock"]) == (Happened.EXPLAINED, person, "response")
    told = office.told("team")["explained"]
    assert "Traffic" in office.said_in(told)
    assert "路上耽搁" in office.said_in(told, "zh")


def test_a_reason_of_ones_own_is_typed_and_does_not_reach_the_customer(office: Office) -> None:
    office.press(LI, key(office, missed(office)))
    office.topic(LI, "the <lift> was stuck")
    assert tickets.history(office.conn, 1)[-1].data["text"] == "the <lift> was stuck"
    rows = office.rows()
    assert not [row for row in rows if row.kind == "relay"]
    assert "the &lt;lift&gt; was stuck" in office.said_in(
        next(row for row in rows if row.data.get("what") == "explained")
    )


def test_a_reason_is_given_once_for_each_deadline(office: Office) -> None:
    data = key(office, missed(office))
    office.press(LI, data)
    mine = office.rows("text")[-1]
    office.press(WANG, data)
    theirs = office.rows("text")[-1]
    assert not office.press(LI, office.buttons(mine)["No access"], message=600).alert
    late = office.press(WANG, office.buttons(theirs)["Traffic"], message=601)
    assert late.alert
    assert "has given the reason already" in late.text
    assert "has given the reason already" in office.press(BOSS, data).text


def test_what_was_not_missed_cannot_be_explained(office: Office) -> None:
    office.taken(LI)
    assert "No such missed deadline" in office.press(LI, "1.ex.1.response.abc").text
    for forged in ("1.ex.1", "1.ex.zz.response.1", "1.ex.1.response.", "1.ex"):
        assert office.press(LI, forged).alert
    for person in (CUSTOMER, STRANGER):
        assert office.press(person, "1.ex.1.response.abc").text == "Only engineers can press this."


def late_rows(office: Office) -> list[Row]:
    """The desk was down for ten hours: the first timer that is carried out finds everything missed."""
    office.taken(LI)
    office.pass_time(hours=10)
    first = timers.due(office.conn, office.now, 100)
    for timer in first:
        if timers.take(office.conn, timer):
            ACTS[timer.kind](office.conn, office.desk, timer, office.now)
    return office.rows()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_after_downtime_one_notice_lists_every_missed_deadline(office: Office, language: str) -> None:
    rows = late_rows(office)
    for kind, chat in (("team", None), ("managers", MANAGERS)):
        found = [row for row in rows if row.kind == kind and row.data["what"] == "breach"]
        assert len(found) == 1
        assert chat in (None, found[0].chat_id)
        words = office.said_in(found[0], language)
        assert words.count("🔥") == 2
        assert "10:00 → 12:00" in words
        assert "10:00 → 14:00" in words
        assert {"zh": "迟到", "en": "late: the desk was down"}[language] in words
    assert not [row for row in rows if row.data.get("what") == "warning"]
    assert len(office.buttons(asking(rows))) == 2, "a reason for each"


def test_each_of_several_is_explained_by_itself(office: Office) -> None:
    rows = late_rows(office)
    for words, clock in zip(office.buttons(asking(rows)), ("response", "onsite"), strict=True):
        office.press(LI, office.buttons(asking(rows))[words])
        row = office.rows("text")[-1]
        office.press(LI, office.buttons(row)["Too few of us"], message=600)
        assert tickets.history(office.conn, 1)[-1].data["clock"] == clock
        office.rows()


def test_a_deadline_met_on_the_second_is_not_missed(office: Office) -> None:
    ticket = office.taken(LI)
    office.now = ticket.opened_at + timedelta(hours=2)
    apply.apply(office.conn, office.desk, ticket.id, Step(Happened.ARRIVED, LI), office.now)
    office.tick(hours=1)
    assert not [row for row in office.rows() if row.data.get("what") in ("breach", "explain")]
