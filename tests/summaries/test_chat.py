from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.summaries import needless
from domain.plans.periods import MONTH, QUARTER
from storage import people, subscriptions, timers
from tests.engineers.office import BOSS, CUSTOMER, LI, MANAGERS, STRANGER, Office
from tests.summaries.conftest import CONTACT, GOVERNMENT
from views.callbacks import encode
from views.tokens import token


def press(office: Office, words: str, person: int = BOSS) -> str:
    """The button of the newest message in private whose words contain these; what the presser saw."""
    (row,) = [row for row in office.rows() if row.kind in ("text", "revise")][-1:]
    found = [data for label, data in office.buttons(row).items() if words in label]
    assert found, office.buttons(row)
    return office.press(person, found[0], chat=person).text


def test_a_manager_subscribes_by_buttons_and_unsubscribes_again(office: Office) -> None:
    office.private(BOSS, "/subscribe")
    press(office, "Weekly")
    press(office, "Hospital")
    press(office, "08:30")
    (one,) = subscriptions.of_managers(office.conn, BOSS)
    assert (one.period, one.contract, one.at) == ("week", "客户.二", "08:30")
    assert any(timer.kind == "summaries" for timer in timers.due(office.conn, office.now))
    (row,) = [row for row in office.rows() if row.kind == "revise"][-1:]
    assert "08:30" in office.shown(row)
    stop = next(data for label, data in office.buttons(row).items() if label.startswith("✖"))
    office.press(BOSS, stop, chat=BOSS)
    assert subscriptions.of_managers(office.conn, BOSS) == []
    assert "do not get" in office.press(BOSS, stop, chat=BOSS).text


@pytest.mark.parametrize(("typed", "kept"), [("7:05", "07:05"), ("18点", "18:00"), ("8 ： 30", "08:30")])
def test_the_time_may_be_typed(office: Office, typed: str, kept: str) -> None:
    office.private(BOSS, "/subscribe")
    press(office, "Daily")
    press(office, "All contracts")
    office.rows()
    assert office.private(BOSS, "25:70")
    assert "time of day" in office.words()[0]
    assert office.private(BOSS, typed)
    (one,) = subscriptions.of_managers(office.conn, BOSS)
    assert (one.contract, one.at) == ("", kept)


def test_cancel_leaves_the_question_and_an_old_time_button_does_nothing(office: Office) -> None:
    office.private(BOSS, "/subscribe")
    press(office, "Monthly")
    press(office, "All contracts")
    (row,) = [row for row in office.rows() if row.kind == "revise"]
    old = office.buttons(row)["08:30"]
    office.private(BOSS, "/cancel")
    assert "newest" in office.press(BOSS, old, chat=BOSS).text
    assert subscriptions.of_managers(office.conn) == []


def test_only_managers_subscribe_and_only_for_themselves(office: Office) -> None:
    office.private(LI, "/subscribe")
    assert "没有这个命令" in office.words()[0]
    assert office.press(LI, encode("ua", "week"), chat=LI).alert
    office.managers(BOSS, "/subscribe")
    assert "in private" in office.words()[0]
    for forged in (
        encode("ua", "year"),
        encode("uc", "week", "nothing"),
        encode("uh", 77, 0, "0830"),
        encode("ux"),
    ):
        assert office.press(BOSS, forged, chat=BOSS).alert


def test_a_contact_turns_the_monthly_report_on_and_the_owed_one_off(office: Office) -> None:
    gov = token(GOVERNMENT)
    assert office.press(CONTACT, encode("ur", gov, "m", "y"), chat=CONTACT).text
    assert subscriptions.readers(office.conn, MONTH, GOVERNMENT, owed=False) == [CONTACT]
    assert subscriptions.readers(office.conn, QUARTER, GOVERNMENT, owed=True) == [CUSTOMER, CONTACT]
    office.press(CONTACT, encode("ur", gov, "q", "n"), chat=CONTACT)
    assert subscriptions.readers(office.conn, QUARTER, GOVERNMENT, owed=True) == [CUSTOMER]
    # Of another customer's contract nothing can be had.
    assert office.press(CONTACT, encode("ur", token("c1"), "m", "y"), chat=CONTACT).alert
    assert subscriptions.wishes(office.conn, MONTH, "c1") == {}


def test_a_manager_sends_the_customers_version_after_being_asked_and_nobody_gets_it_twice(
    office: Office,
) -> None:
    start, end = datetime(2026, 1, 31, 16, tzinfo=UTC), datetime(2026, 2, 28, 16, tzinfo=UTC)
    ask = encode("us", token(GOVERNMENT), "m", int(start.timestamp()), int(end.timestamp()))
    office.press(BOSS, ask, chat=MANAGERS)
    (row,) = office.rows("text")
    assert "City Hall" in office.shown(row)
    send = next(data for label, data in office.buttons(row).items() if "2" in label)
    office.press(BOSS, send, chat=MANAGERS)
    rows = office.rows()
    queued = [one for one in rows if one.kind == "summary"]
    assert [one.chat_id for one in queued] == [CUSTOMER, CONTACT]
    assert all(one.data["customer"] for one in queued)
    office.press(BOSS, send, chat=MANAGERS)
    assert office.rows("summary") == []
    assert office.press(LI, send, chat=MANAGERS).alert
    people.change(office.conn, CONTACT, is_engineer=True)
    assert needless(office.conn, queued[1]) is not None
    assert needless(office.conn, queued[0]) is None


def test_the_last_month_and_a_named_quarter_are_whole(office: Office) -> None:
    for words, start, end in (
        ("last month", datetime(2026, 1, 31, 16, tzinfo=UTC), datetime(2026, 2, 28, 16, tzinfo=UTC)),
        ("2025Q4 c1", datetime(2025, 9, 30, 16, tzinfo=UTC), datetime(2025, 12, 31, 16, tzinfo=UTC)),
        ("上季度", datetime(2025, 9, 30, 16, tzinfo=UTC), datetime(2025, 12, 31, 16, tzinfo=UTC)),
        ("quarter", datetime(2025, 12, 31, 16, tzinfo=UTC), office.now),
    ):
        office.managers(BOSS, f"/summary {words}")
        (row,) = office.rows("summary")
        assert (row.data["start"], row.data["end"]) == (start.isoformat(), end.isoformat())


def test_only_managers_export(office: Office) -> None:
    office.managers(BOSS, "/export 2026-02 C1")
    (row,) = office.rows("made")
    assert (row.data["what"], row.data["contract"]) == ("export", "c1")
    office.private(LI, "/export")
    office.managers(STRANGER, "/export")
    assert office.rows("made") == []
    office.managers(BOSS, "/export everything")
    assert "2026-10" in office.words()[0]


def test_a_summary_asked_for_in_private_does_not_reach_somebody_who_lost_the_office_meanwhile(
    office: Office,
) -> None:
    office.private(BOSS, "/summary")
    (row,) = office.rows("summary")
    assert needless(office.conn, row) is None
    people.change(office.conn, BOSS, is_manager=False)
    assert needless(office.conn, row) is not None
    office.now += timedelta(days=1)
