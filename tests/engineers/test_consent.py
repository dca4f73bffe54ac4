"""A lower level that needs consent: asked of the customer and of the managers, and the first answer counts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from domain.tickets.commands import Regrade, Withdraw
from domain.tickets.events import Happened
from storage import apply, people, tickets
from storage.outbox import Row
from tests.engineers.office import (
    BOSS,
    CUSTOMER,
    LI,
    MANAGERS,
    SENT,
    STRANGER,
    WANG,
    Office,
    make_desk,
    open_office,
)


@pytest.fixture
def office() -> Iterator[Office]:
    yield from open_office(make_desk(downgrade_consent=frozenset({"customer", "manager"})))


def downgrade(office: Office, by: int = LI) -> tuple[Row, Row]:
    """Asked for by an engineer; the questions to the customer and to the managers."""
    office.do(by, office.taken(LI), "lvl")
    form(office, by, "Level 3 · partly abnormal")
    answer = form(office, by, "Work goes on with a workaround")
    assert "asked" in answer
    rows = office.rows()
    asked = [row for row in rows if row.data.get("what") == "regrade-asked" and row.kind != "team"]
    shown = [office.shown(row) for row in rows if row.kind == "revise"]
    assert "needs consent" in shown[-1]
    to = {row.chat_id: row for row in asked}
    assert set(to) == {CUSTOMER, MANAGERS}
    return to[CUSTOMER], to[MANAGERS]


def form(office: Office, by: int, words: str) -> str:
    row = [row for row in office.rows() if row.kind in ("text", "revise")][-1]
    answer = office.press(by, office.buttons(row)[words], message=600)
    assert not answer.alert, answer
    return answer.text


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_question_names_both_levels_who_asks_and_why(office: Office, language: str) -> None:
    for row in downgrade(office):
        people.change(office.conn, CUSTOMER, language=language)
        words = office.said_in(row, language)
        assert "#1" in words
        assert {"zh": "已有临时办法", "en": "workaround"}[language] in words
        assert {"zh": "三级", "en": "Level 3"}[language] in words
        assert {"zh": "二级", "en": "Level 2"}[language] in words
        assert len(office.buttons(row)) == 2
    assert office.load(1).level == 2, "until somebody says yes the level stays"


def outcomes(office: Office) -> dict[int, str]:
    """What stands in place of each question."""
    return {row.chat_id: office.shown(row) for row in office.rows("revise")}


def test_the_customer_agrees_and_the_managers_see_it(office: Office) -> None:
    mine, theirs = downgrade(office)
    agree = next(iter(office.buttons(mine).values()))
    manager_agree = next(iter(office.buttons(theirs).values()))
    assert not office.press(CUSTOMER, agree, chat=None, message=mine.id + SENT).alert
    assert office.load(1).level == 3
    shown = outcomes(office)
    assert set(shown) == {CUSTOMER, MANAGERS}
    for words in shown.values():
        assert "agreed: Mrs &lt;i&gt;Chen&lt;/i&gt;" in words
        assert "Level 3" in words
    late = office.press(BOSS, manager_agree, chat=MANAGERS)
    assert late.alert
    assert "settled" in late.text


def test_a_manager_keeps_the_level_and_the_customer_sees_it(office: Office) -> None:
    mine, theirs = downgrade(office)
    agree = next(iter(office.buttons(mine).values()))
    keep = list(office.buttons(theirs).values())[1]
    assert office.press(LI, keep, chat=MANAGERS).text == "Only managers can press this."
    assert not office.press(BOSS, keep, chat=MANAGERS).alert
    assert office.load(1).level == 2
    assert not office.load(1).regrade_asked
    rows = office.rows()
    shown = {row.chat_id: office.shown(row) for row in rows if row.kind == "revise"}
    assert "stays <b>Level 2" in shown[CUSTOMER]
    assert "not agreed: Boss" in shown[MANAGERS]
    assert any(row.data.get("what") == "regrade-refused" for row in rows if row.kind == "team")
    assert office.press(CUSTOMER, agree, chat=None).alert


def test_a_manager_agrees_and_the_customer_is_told(office: Office) -> None:
    _, theirs = downgrade(office)
    office.press(BOSS, next(iter(office.buttons(theirs).values())), chat=MANAGERS)
    assert office.load(1).level == 3
    event = tickets.history(office.conn, 1)[-1]
    assert (event.type, event.by, event.data["asked_by"], event.data["consent"]) == (
        Happened.REGRADED, BOSS, LI, "manager",
    )  # fmt: skip
    rows = office.rows()
    assert any(row.data.get("what") == "regraded" for row in rows if row.kind == "customer")
    team = next(row for row in rows if row.kind == "team" and row.data["what"] == "regraded")
    assert "agreed: Boss" in office.said_in(team)
    assert "Li &lt;b&gt;Wei" in office.said_in(team)


def test_nobody_else_answers_for_the_customer(office: Office) -> None:
    mine, _ = downgrade(office)
    agree = next(iter(office.buttons(mine).values()))
    for person in (STRANGER, LI, BOSS):
        assert office.press(person, agree, chat=None).alert
    assert office.load(1).level == 2


def test_a_manager_lowers_the_level_alone(office: Office) -> None:
    office.do(BOSS, office.taken(LI), "lvl")
    form(office, BOSS, "Level 3 · partly abnormal")
    assert form(office, BOSS, "As agreed with the customer") == "#1: level changed."
    assert office.load(1).level == 3


def test_raising_needs_no_consent_and_ends_the_question(office: Office) -> None:
    mine, _ = downgrade(office)
    agree = next(iter(office.buttons(mine).values()))
    apply.apply(office.conn, office.desk, 1, Regrade(WANG, 1, "worse"), office.now)
    assert office.load(1).level == 1
    assert office.press(CUSTOMER, agree, chat=None).alert
    assert office.load(1).level == 1


def test_the_same_question_is_not_asked_twice(office: Office) -> None:
    downgrade(office)
    office.do(LI, office.load(1), "lvl")
    row = office.rows("text")[-1]
    answer = office.press(LI, office.buttons(row)["Level 3 · partly abnormal"], message=601)
    assert answer.alert
    assert "already" in answer.text


def test_a_closed_ticket_has_no_level_to_agree_to(office: Office) -> None:
    mine, _ = downgrade(office)
    agree = next(iter(office.buttons(mine).values()))
    apply.apply(office.conn, office.desk, 1, Withdraw(CUSTOMER), office.now)
    assert office.press(CUSTOMER, agree, chat=None).alert


@pytest.mark.parametrize("data", ["1.rm.1.3", "1.rm.1.3.x", "1.rm.zz.3.y", "1.rm", "1.rm.1..y"])
def test_forged_answers_change_nothing(office: Office, data: str) -> None:
    downgrade(office)
    assert office.press(BOSS, data, chat=MANAGERS).alert
    assert office.load(1).level == 2


@pytest.mark.parametrize("language", ["zh", "en"])
def test_moved_deadlines_are_said_with_the_notice_that_the_contract_gives(
    office: Office, language: str
) -> None:
    office.taken(LI, level=3)
    office.pass_time(hours=3, minutes=40)
    apply.apply(office.conn, office.desk, 1, Regrade(BOSS, 1, "worse"), office.now)
    words = office.said_in(office.told("team")["deadlines-moved"], language)
    # Level 1 wanted somebody on site by 12:00; it is 13:40 now, and the contract gives half an hour.
    assert "12:00" in words
    assert "14:10" in words
    assert {"zh": "30 分钟", "en": "30 min"}[language] in words
