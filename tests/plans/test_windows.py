"""The windows of a periodic promise."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.calendars import parse_calendar, working_seconds
from domain.durations import Duration, Unit, parse_duration
from domain.plans import windows
from domain.plans.windows import Window
from tests.plans.samples import OFFICE

ZONES = ("Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia")
LENGTHS = st.one_of(
    st.integers(1, 24).map(lambda n: Duration(n, Unit.MONTHS)),
    st.integers(7, 400).map(lambda n: Duration(n, Unit.DAYS)),
)
DAYS = st.dates(date(2019, 1, 1), date(2028, 12, 31))
ALWAYS = parse_calendar("UTC", "7x24")


def local(at: datetime, zone: str = "Asia/Shanghai") -> str:
    return at.astimezone(ZoneInfo(zone)).strftime("%Y-%m-%d %H:%M")


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


@given(DAYS, LENGTHS, st.sampled_from(ZONES), DAYS)
def test_windows_follow_each_other_without_gap_or_overlap(
    anchor: date, every: Duration, zone: str, start: date
) -> None:
    found = list(windows.windows(anchor, every, zone, ALWAYS, at(start), at(start) + timedelta(days=2000)))
    for one, other in pairwise(found):
        assert one.due == datetime.combine(other.first, datetime.min.time(), ZoneInfo(zone)).astimezone(UTC)
        assert one.day < other.day
    for one in found:
        assert one.day <= one.opens < one.due
        assert one.first >= anchor


@given(DAYS, LENGTHS, st.sampled_from(ZONES), DAYS, st.lists(st.integers(0, 2000), max_size=8))
def test_however_the_time_is_cut_each_window_comes_once(
    anchor: date, every: Duration, zone: str, start: date, cuts: list[int]
) -> None:
    begin, end = at(start), at(start) + timedelta(days=2000)
    edges = [begin, *(begin + timedelta(days=cut) for cut in sorted(cuts)), end]
    pieces: list[Window] = []
    for one, other in pairwise(edges):
        pieces += windows.windows(anchor, every, zone, ALWAYS, one, other)
    assert pieces == list(windows.windows(anchor, every, zone, ALWAYS, begin, end))


@given(DAYS, LENGTHS, st.sampled_from(ZONES), DAYS)
def test_every_day_from_the_first_on_lies_in_one_window(
    anchor: date, every: Duration, zone: str, day: date
) -> None:
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo(zone))
    window = windows.current(anchor, every, zone, ALWAYS, noon)
    if day < anchor:
        assert window is None
    else:
        assert window is not None
        assert window.first <= day
        assert noon < window.due


def test_a_promise_of_the_31st_keeps_its_day() -> None:
    found = windows.windows(
        date(2026, 1, 31), parse_duration("1month"), "Asia/Shanghai", ALWAYS,
        datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 7, 1, tzinfo=UTC),
    )  # fmt: skip
    assert [str(one.first) for one in found] == [
        "2026-01-31",
        "2026-02-28",
        "2026-03-31",
        "2026-04-30",
        "2026-05-31",
    ]


def test_half_yearly_inspections_are_asked_sixty_days_before_the_end_in_working_time() -> None:
    (one,) = windows.windows(
        date(2026, 1, 5), parse_duration("6month"), "Asia/Shanghai", OFFICE,
        datetime(2026, 1, 5, tzinfo=UTC), datetime(2026, 7, 5, tzinfo=UTC),
    )  # fmt: skip
    assert (local(one.opens), local(one.due)) == ("2026-05-06 09:00", "2026-07-05 00:00")
    assert working_seconds(OFFICE, one.opens, one.opens + timedelta(hours=1)) == 3600


def test_asking_in_a_holiday_waits_for_the_first_working_day_also_a_make_up_saturday() -> None:
    # 1 to 8 October 2025 are off; Sunday 28 September and Saturday 11 October are worked.
    window = windows.between(date(2025, 10, 1), date(2025, 12, 1), "Asia/Shanghai", OFFICE)
    assert local(window.opens) == "2025-10-09 09:00"
    window = windows.between(date(2025, 10, 11), date(2025, 12, 1), "Asia/Shanghai", OFFICE)
    assert local(window.opens) == "2025-10-11 09:00"
    assert local(window.day) == "2025-10-11 00:00"


def test_lengths_that_are_no_days_are_refused() -> None:
    with pytest.raises(ValueError, match="days or months"):
        windows.before(date(2026, 1, 1), parse_duration("4h"))
