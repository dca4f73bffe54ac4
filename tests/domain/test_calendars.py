from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.calendars import (
    Calendar,
    add,
    is_working_day,
    parse_calendar,
    shifts_on,
    stretches,
    working_seconds,
    year_is_known,
)
from domain.durations import Duration, Unit, parse_duration

SHANGHAI = ZoneInfo("Asia/Shanghai")
OFFICE = parse_calendar("Asia/Shanghai", ["Mon-Fri 09:00-12:00", "Mon-Fri 13:30-18:00"], "cn")
NIGHTS = parse_calendar("Europe/Berlin", ["Mon-Sun 22:00-06:00"])


def local(text: str, zone: ZoneInfo = SHANGHAI) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone).astimezone(UTC)


def test_working_hours_stop_over_lunch_night_and_weekend() -> None:
    assert add(OFFICE, local("2026-11-20 11:00"), parse_duration("2h")) == local("2026-11-20 14:30")
    assert add(OFFICE, local("2026-11-20 17:30"), parse_duration("1h")) == local("2026-11-23 09:30")


def test_a_make_up_saturday_has_the_shifts_of_a_weekday() -> None:
    assert add(OFFICE, local("2026-02-13 17:30"), parse_duration("1h")) == local("2026-02-14 09:30")
    assert shifts_on(OFFICE, date(2026, 10, 10)) == shifts_on(OFFICE, date(2026, 10, 12))


def test_a_public_holiday_on_a_weekday_has_no_shifts() -> None:
    assert shifts_on(OFFICE, date(2026, 10, 1)) == ()
    assert not is_working_day(OFFICE, date(2026, 10, 1))


def test_a_contract_that_works_on_saturdays_keeps_them() -> None:
    six_days = parse_calendar("Asia/Shanghai", ["Mon-Sat 09:00-18:00"], "cn")
    assert is_working_day(six_days, date(2026, 11, 21))
    assert not is_working_day(six_days, date(2026, 10, 3))


def test_a_year_without_an_official_list_falls_back_to_weekdays() -> None:
    assert not year_is_known(OFFICE, 2040)
    assert year_is_known(NIGHTS, 2040)
    assert is_working_day(OFFICE, date(2040, 10, 1))


def test_the_customers_own_closing_days_are_off() -> None:
    closed = Calendar("UTC", ((((9 * 60, 17 * 60)),),) * 7, closed=frozenset({date(2026, 11, 20)}))
    assert shifts_on(closed, date(2026, 11, 20)) == ()


def test_the_third_working_day_ends_with_its_last_shift() -> None:
    assert add(OFFICE, local("2026-02-13 17:30"), parse_duration("3wd")) == local("2026-02-25 18:00")
    assert add(Calendar("UTC"), datetime(2026, 1, 1, 5, tzinfo=UTC), parse_duration("1wd")) == datetime(
        2026, 1, 3, tzinfo=UTC
    )


def test_days_and_months_keep_the_wall_clock() -> None:
    berlin = Calendar("Europe/Berlin")
    zone = ZoneInfo("Europe/Berlin")
    assert add(berlin, local("2026-03-28 12:00", zone), parse_duration("1d")) == local(
        "2026-03-29 12:00", zone
    )
    assert add(berlin, local("2026-01-31 12:00", zone), parse_duration("1month")) == local(
        "2026-02-28 12:00", zone
    )
    assert add(berlin, local("2026-11-30 12:00", zone), parse_duration("1month")) == local(
        "2026-12-30 12:00", zone
    )


def test_an_overnight_shift_is_an_hour_shorter_in_spring_and_longer_in_autumn() -> None:
    def night(day: str) -> float:
        start = local(f"{day} 20:00", ZoneInfo("Europe/Berlin"))
        return working_seconds(NIGHTS, start, start + timedelta(hours=12)) / 3600

    assert night("2026-03-27") == 8
    assert night("2026-03-28") == 7
    assert night("2026-10-24") == 9


@pytest.mark.parametrize(
    ("hours", "wrong"),
    [
        (["Mon-Fri 9-18"], "is not a shift"),
        (["Mon-Fri 09:00-09:00"], "impossible"),
        (["Mon-Fri 09:00-25:00"], "impossible"),
        (["Mon 09:00-12:00", "Mon 11:00-13:00"], "overlap"),
        (["Mon 22:00-10:00", "Tue 09:00-12:00"], "overlap"),
        ([], "at least one shift"),
    ],
)
def test_an_impossible_calendar_is_refused_with_its_line(hours: list[str], wrong: str) -> None:
    with pytest.raises(ValueError, match=wrong):
        parse_calendar("Asia/Shanghai", hours)


def test_an_unknown_zone_or_holiday_list_is_refused() -> None:
    with pytest.raises(ValueError, match="not a time zone"):
        parse_calendar("Asia/Beijing2", "7x24")
    with pytest.raises(ValueError, match="holidays"):
        parse_calendar("UTC", "7x24", "xx")


def test_shifts_may_go_round_the_week() -> None:
    weekend = parse_calendar("UTC", ["Sat-Mon 10:00-12:00"])
    assert [bool(shifts_on(weekend, date(2026, 11, day))) for day in (20, 21, 22, 23, 24)] == [
        False, True, True, True, False,
    ]  # fmt: skip


def test_a_calendar_that_never_works_again_is_named() -> None:
    never = Calendar("UTC", ((((0, 1)),), (), (), (), (), (), ()), closed=frozenset(
        date(2026, 1, 1) + timedelta(days=n) for n in range(4000)
    ))  # fmt: skip
    with pytest.raises(ValueError, match="no working time"):
        add(never, datetime(2026, 1, 5, tzinfo=UTC), parse_duration("1h"))
    with pytest.raises(ValueError, match="no working day"):
        add(never, datetime(2026, 1, 5, tzinfo=UTC), parse_duration("1wd"))


INSTANTS = st.integers(0, 60_000_000).map(lambda s: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=s))


@given(INSTANTS, st.integers(1, 200_000), st.sampled_from([OFFICE, NIGHTS, Calendar("UTC")]))
def test_so_much_working_time_lies_before_the_deadline_as_was_promised(
    start: datetime, seconds: int, calendar: Calendar
) -> None:
    due = add(calendar, start, Duration(seconds, Unit.SECONDS))
    assert working_seconds(calendar, start, due) == seconds
    assert working_seconds(calendar, start, due - timedelta(seconds=1)) == seconds - 1


@given(INSTANTS, st.integers(1, 400), st.sampled_from([OFFICE, NIGHTS]))
def test_working_time_agrees_with_walking_through_the_minutes(
    start: datetime, minutes: int, calendar: Calendar
) -> None:
    start = start.replace(second=0)
    zone = ZoneInfo(calendar.zone)
    walked = 0
    for minute in range(minutes):
        at = (start + timedelta(minutes=minute)).astimezone(zone)
        of_day = at.hour * 60 + at.minute
        today = any(a <= of_day < b for a, b in shifts_on(calendar, at.date()))
        before = any(a <= of_day + 1440 < b for a, b in shifts_on(calendar, at.date() - timedelta(days=1)))
        walked += 60 * (today or before)
    assert working_seconds(calendar, start, start + timedelta(minutes=minutes)) == walked


def test_nothing_lies_between_an_instant_and_an_earlier_one() -> None:
    now = datetime(2026, 1, 5, tzinfo=UTC)
    assert working_seconds(OFFICE, now, now) == 0
    assert list(stretches(OFFICE, now, now)) == []


@pytest.mark.parametrize("calendar", [OFFICE, NIGHTS, Calendar("UTC")])
def test_time_running_backwards_is_no_working_time(calendar: Calendar) -> None:
    now = datetime(2026, 1, 5, 3, tzinfo=UTC)
    earlier = now - timedelta(days=3)
    assert working_seconds(calendar, now, earlier) == 0
    assert list(stretches(calendar, now, earlier)) == []


def test_round_the_clock_is_one_stretch() -> None:
    now = datetime(2026, 1, 5, 3, tzinfo=UTC)
    assert list(stretches(Calendar("UTC"), now, now + timedelta(days=3))) == [(now, now + timedelta(days=3))]
    assert next(stretches(Calendar("UTC"), now))[0] == now
    assert is_working_day(Calendar("UTC"), now.date())
