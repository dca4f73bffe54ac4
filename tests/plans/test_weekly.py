"""Weekly reports: asked for on the last working day, once each, bundled for the service manager with a sample."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, select

from domain.calendars import parse_calendar
from domain.plans.weekly import SAMPLE, Week, sample, weeks
from schedules import weekly
from storage import dues as kept
from storage import timers
from storage.tables import outbox
from tests.plans.samples import CHEN, OFFICE, WANG, ZHOU, desk

ACTS = {"weekly": weekly.run, "weekly-remind": weekly.remind, "weekly-bundle": weekly.bundle}
MADE = desk({})


def local(at: datetime) -> str:
    return at.astimezone(ZoneInfo("Asia/Shanghai")).strftime("%a %m-%d %H:%M")


def between(first: str, last: str) -> list[Week]:
    begin, end = (datetime.fromisoformat(f"{day}T00:00+08:00") for day in (first, last))
    return list(weeks(OFFICE, begin, end))


def test_an_ordinary_week_is_asked_on_friday_two_hours_before_leaving() -> None:
    (week,) = between("2026-11-16", "2026-11-22")
    assert (local(week.asked), local(week.due), local(week.bundled)) == (
        "Fri 11-20 16:00", "Fri 11-20 18:00", "Mon 11-23 09:00",
    )  # fmt: skip


def test_a_make_up_saturday_is_the_last_working_day() -> None:
    # 2025: Saturday 11 October is worked, 1 to 8 October are off.
    assert [local(one.asked) for one in between("2025-09-29", "2025-10-13")] == [
        "Tue 09-30 16:00",
        "Sat 10-11 16:00",
    ]
    assert local(between("2025-09-29", "2025-10-05")[0].bundled) == "Thu 10-09 09:00"


def test_a_week_without_work_has_no_report() -> None:
    closed = parse_calendar(
        "Asia/Shanghai", ["Mon-Fri 09:00-18:00"], closed=[f"2026-11-{day}" for day in range(16, 21)]
    )
    begin, end = datetime(2026, 11, 9, tzinfo=UTC), datetime(2026, 11, 30, tzinfo=UTC)
    assert [str(one.monday) for one in weeks(closed, begin, end)] == ["2026-11-09", "2026-11-23"]


@given(
    st.integers(0, 26_000), st.lists(st.integers(0, 24 * 90), max_size=10),
    st.sampled_from(("Asia/Shanghai", "Europe/Berlin", "America/New_York")),
)  # fmt: skip
def test_however_the_time_is_cut_each_week_is_asked_once(start: int, cuts: list[int], zone: str) -> None:
    office = parse_calendar(zone, ["Mon-Fri 09:00-18:00"], "cn")
    begin = datetime(2024, 1, 1, tzinfo=UTC) + timedelta(hours=start)
    edges = [begin, *(begin + timedelta(hours=cut) for cut in sorted(cuts)), begin + timedelta(days=90)]
    found = [week for one, other in pairwise(edges) for week in weeks(office, one, other)]
    assert found == list(weeks(office, begin, edges[-1]))
    assert len({week.monday for week in found}) == len(found)
    for one, other in pairwise(found):
        assert one.asked < one.due <= one.bundled <= other.asked


@given(
    st.dictionaries(st.integers(1, 9), st.lists(st.integers(1, 99), min_size=1, max_size=5), max_size=6),
    st.text(max_size=5),
)
def test_the_sample_is_of_different_engineers_where_there_are_enough(
    resolved: dict[int, list[int]], seed: str
) -> None:
    drawn = sample(resolved, seed)
    known = {number for numbers in resolved.values() for number in numbers}
    assert len(drawn) == len(set(drawn)) == min(SAMPLE, len(known))
    assert set(drawn) <= known
    assert drawn == sample(resolved, seed)


def play(conn: Connection, start: datetime, end: datetime) -> None:
    weekly.ensure(conn, MADE, start)
    now = start
    while (due_at := timers.next_due(conn)) is not None and due_at <= end:
        now = max(now, due_at)
        for timer in timers.due(conn, now):
            if timers.take(conn, timer) and timer.kind in ACTS:
                ACTS[timer.kind](conn, MADE, timer, now)


def said(conn: Connection, chat: int) -> list[str]:
    found = conn.execute(
        select(outbox.c.data).where(outbox.c.chat_id == chat).order_by(outbox.c.id)
    ).scalars()
    return [data["id"] for data in found]


MONDAY, TUESDAY = datetime(2026, 11, 16, 2, tzinfo=UTC), datetime(2026, 11, 24, 2, tzinfo=UTC)


def test_who_does_not_send_is_reminded_and_then_named(conn: Connection) -> None:
    play(conn, MONDAY, datetime(2026, 11, 20, 9, 45, tzinfo=UTC))
    (due,) = kept.listed(conn, kinds=("weekly",), person_id=WANG)
    kept.finish(conn, due, datetime(2026, 11, 20, 9, 50, tzinfo=UTC), WANG)
    play(conn, datetime(2026, 11, 20, 9, 50, tzinfo=UTC), TUESDAY)
    assert said(conn, WANG) == ["weekly-ask", "weekly-remind"]
    assert said(conn, CHEN) == ["weekly-ask", "weekly-remind", "weekly-missing"]
    assert said(conn, ZHOU)[-2:] == ["weekly-bundle", "weekly-report"]
    rows = conn.execute(select(outbox.c.data).where(outbox.c.chat_id == ZHOU)).scalars()
    (bundled,) = [data["vars"] for data in rows if data["id"] == "weekly-bundle"]
    assert (bundled["sent"], bundled["all"], bundled["missing"]) == (1, 2, "陈静")


def test_after_three_weeks_of_downtime_one_late_report_is_asked_for(conn: Connection) -> None:
    play(conn, MONDAY, MONDAY)
    back = MONDAY + timedelta(days=24)
    play(conn, back, back)
    found = kept.listed(conn, kinds=("weekly",), person_id=WANG)
    assert [(one.state, one.late) for one in found] == [("missed", True), ("missed", True), ("open", True)]
    assert said(conn, WANG) == ["weekly-ask"]
