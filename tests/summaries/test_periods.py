from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.plans.periods import DAY, MONTH, PERIODS, QUARTER, WEEK, before, begun, following, span

SHANGHAI, BERLIN = "Asia/Shanghai", "Europe/Berlin"
ZONES = (SHANGHAI, BERLIN, "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata")
AT = (8, 30)


def local(zone: str, *parts: int) -> datetime:
    return datetime(*parts, tzinfo=ZoneInfo(zone)).astimezone(UTC)  # type: ignore[arg-type,misc]


def test_a_week_ends_on_monday_a_month_on_the_first_a_quarter_with_its_third_month() -> None:
    until = local(SHANGHAI, 2026, 9, 28)
    week = following(WEEK, until, AT, SHANGHAI)
    assert (week.end, week.due) == (local(SHANGHAI, 2026, 10, 5), local(SHANGHAI, 2026, 10, 5, 8, 30))
    month = following(MONTH, local(SHANGHAI, 2026, 12, 1), AT, SHANGHAI)
    assert month.end == local(SHANGHAI, 2027, 1, 1)
    quarter = following(QUARTER, local(SHANGHAI, 2026, 10, 1), AT, SHANGHAI)
    assert (quarter.end, quarter.due) == (local(SHANGHAI, 2027, 1, 1), local(SHANGHAI, 2027, 1, 1, 8, 30))


def test_the_week_in_which_the_clocks_are_changed_lasts_an_hour_more_and_is_one() -> None:
    week = following(WEEK, local(BERLIN, 2026, 10, 19), AT, BERLIN)
    assert week.end - week.start == timedelta(days=7, hours=1)
    assert following(WEEK, week.end, AT, BERLIN).start == local(BERLIN, 2026, 10, 26)


def test_an_hour_that_the_clocks_skip_is_the_one_after_it() -> None:
    day = following(DAY, local(BERLIN, 2026, 3, 28, 2, 30), (2, 30), BERLIN)
    assert day.due == local(BERLIN, 2026, 3, 29, 3, 30)


def test_a_desk_that_moved_to_another_zone_leaves_no_gap_and_tells_no_week_of_hours() -> None:
    until = local(SHANGHAI, 2026, 9, 28)
    week = following(WEEK, until, AT, BERLIN)
    assert week.start == until
    assert week.end == local(BERLIN, 2026, 10, 5)


def test_quarters_are_compared_with_quarters() -> None:
    assert before(QUARTER, local(BERLIN, 2026, 4, 1), BERLIN) == local(BERLIN, 2026, 1, 1)
    assert before(MONTH, local(SHANGHAI, 2026, 3, 1), SHANGHAI) == local(SHANGHAI, 2026, 2, 1)
    assert span(QUARTER, date(2026, 11, 3), SHANGHAI) == (
        local(SHANGHAI, 2026, 10, 1),
        local(SHANGHAI, 2027, 1, 1),
    )
    with pytest.raises(ValueError, match="year"):
        span("year", date(2026, 1, 1), SHANGHAI)


@given(
    period=st.sampled_from(PERIODS),
    zone=st.sampled_from(ZONES),
    now=st.datetimes(datetime(2024, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    hour=st.integers(0, 23),
    minute=st.integers(0, 59),
)
def test_periods_follow_each_other_without_gap_or_overlap(
    period: str, zone: str, now: datetime, hour: int, minute: int
) -> None:
    at = (hour, minute)
    until = begun(period, now, at, zone)
    assert until <= now
    longest = {DAY: 1, WEEK: 7, MONTH: 31, QUARTER: 92}[period]
    for _ in range(6):
        one = following(period, until, at, zone)
        assert one.start == until
        assert one.start < one.end <= one.due
        assert abs(one.end - one.start) <= timedelta(days=longest, hours=1)
        until = one.end
