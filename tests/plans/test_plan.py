"""`/plan` and its calendar: every promise with its next date, when it was last done, and what is overdue first."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar
from sqlalchemy import Connection

from bot.cli.plan import table
from domain.plans.ics import calendar_of
from storage import dues as kept
from storage.plan import standings
from tests.plans.samples import CHEN, WANG, desk, service
from tests.plans.test_dues import BEGIN, Asked, play
from views.plan import plan_text
from views.plan_chart import draw
from views.plan_picture import picture

ZONE = ZoneInfo("Asia/Shanghai")
MADE = desk(
    {
        "H": (
            "medical-it",
            service("2026-01-05", engineer=WANG, warranties=(("服务器", date(2026, 12, 31)),)),
        ),
        "O": ("oa-suite", service("2026-02-01", engineer=CHEN)),
    }
)
NOW = datetime(2026, 2, 10, 2, tzinfo=UTC)
NAMES = {one.id: one.name for one in MADE.people.values()}


def name(person: int) -> str:
    return NAMES[person]


def test_every_promise_stands_in_the_plan_overdue_ones_first(conn: Connection, asked: Asked) -> None:
    play(conn, MADE, BEGIN, NOW)
    found = standings(conn, MADE, NOW)
    assert (found[0].promise.name, found[0].overdue, found[0].person) == ("call", True, WANG)
    assert {(one.promise.contract, one.promise.name) for one in found} == {
        ("H", "call"), ("H", "routine"), ("H", "key-equipment"), ("H", "everything"), ("H", "survey"),
        ("H", "服务器"), ("O", "call"), ("O", "on-site"), ("O", "survey"),
    }  # fmt: skip
    assert not any(one.overdue for one in found[1:])


def test_a_persons_own_plan_has_only_what_is_theirs(conn: Connection, asked: Asked) -> None:
    play(conn, MADE, BEGIN, NOW)
    assert {one.promise.contract for one in standings(conn, MADE, NOW, person=CHEN)} == {"O"}
    assert {one.promise.contract for one in standings(conn, MADE, NOW, contract="H")} == {"H"}


def test_what_was_done_is_shown_with_its_day_and_the_next_window_follows(
    conn: Connection, asked: Asked
) -> None:
    play(conn, MADE, BEGIN, NOW)
    first = asked[0][1]
    kept.finish(conn, kept.get(conn, first.id), NOW, WANG)
    (call,) = [one for one in standings(conn, MADE, NOW, contract="H") if one.promise.name == "call"]
    assert (call.state, call.last_done, call.overdue) == ("coming", NOW, False)
    assert call.opens > NOW


def test_the_text_fits_a_caption_and_counts_what_it_leaves_out(conn: Connection, asked: Asked) -> None:
    play(conn, MADE, BEGIN, NOW)
    found = standings(conn, MADE, NOW)
    whole = plan_text(found, "全部合同", name, ZONE, NOW, "zh", 4096)
    assert whole.splitlines()[1].startswith("⏰ 电话回访")
    assert "已逾期 6 天" in whole
    short = plan_text(found, "全部合同", name, ZONE, NOW, "zh", 200)
    assert len(short) <= 230
    assert "还有 6 项" in short


def test_an_appointment_moves_in_the_calendar_and_is_not_doubled(conn: Connection, asked: Asked) -> None:
    play(conn, MADE, BEGIN, NOW)
    before = Calendar.from_ical(calendar_of(standings(conn, MADE, NOW), NAMES, NOW, "zh", ZONE))
    due = kept.get(conn, asked[0][1].id)
    kept.change(conn, due, "agreed", NOW, state="agreed", agreed_at=NOW + timedelta(days=1))
    after = Calendar.from_ical(calendar_of(standings(conn, MADE, NOW), NAMES, NOW, "zh", ZONE))
    assert {str(one["uid"]) for one in before.walk("VEVENT")} == {
        str(one["uid"]) for one in after.walk("VEVENT")
    }
    starts = {str(one["summary"]): one["dtstart"].dt for one in after.walk("VEVENT")}
    assert starts["Customer H: 电话回访 (王强)"] == NOW + timedelta(days=1)
    assert starts["Customer O: 满意度调查 (陈静)"] == date(2026, 7, 31)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_picture_is_drawn(conn: Connection, asked: Asked, language: str) -> None:
    play(conn, MADE, BEGIN, NOW)
    figures, labels = picture(standings(conn, MADE, NOW), "all", ZONE, NOW, language)
    assert figures["rows"][0]["overdue"]
    assert all(0 <= row["from"] <= row["to"] <= 1 for row in figures["rows"] if not row["after"])
    assert draw(figures, labels).startswith(b"\x89PNG")


def test_the_operators_table_says_what_became_of_each(conn: Connection, asked: Asked) -> None:
    play(conn, MADE, BEGIN, datetime(2026, 3, 20, tzinfo=UTC))
    now = datetime(2026, 3, 20, tzinfo=UTC)
    first, second = (row for row in kept.listed(conn, contract="H", name="call"))
    assert first.state == "missed"
    kept.finish(conn, second, now, WANG)
    lines = list(table(conn, MADE, now, "H", None, None, "en"))
    calls = [line.split() for line in lines if "Call to the users" in line]
    assert ["missed" in line for line in calls] == [True, False, False]
    assert "done late" in " ".join(calls[1])
    assert "to come" in " ".join(calls[2])
