"""Deadlines against a slow walk, minute by minute, that knows zones and shifts by itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from domain.calendars import (
    Calendar,
    Shift,
    add,
    is_working_day,
    parse_calendar,
    shift_by,
    stretches,
    working_seconds,
)
from domain.durations import Duration, Unit

MINUTE = timedelta(minutes=1)
FAR = timedelta(days=45)

# Days around which something happens: a change of the clocks (at midnight in Brazil and Egypt, by half an hour on Lord
# Howe, by a whole day in Samoa and Kiribati), New Year, a holiday, a make-up day.
DAYS = {
    "Asia/Shanghai": ("2026-01-01", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"),
    "Europe/Berlin": ("2026-03-29", "2026-10-25", "2027-01-01"),
    "America/New_York": ("2026-03-08", "2026-11-01", "2027-01-01"),
    "Australia/Lord_Howe": ("2026-04-05", "2026-10-04", "2027-01-01"),
    "America/Sao_Paulo": ("2018-11-04", "2019-02-17", "2019-01-01"),
    "Africa/Cairo": ("2026-04-24", "2026-10-30"),
    "Pacific/Apia": ("2011-12-30", "2012-01-01"),
    "Pacific/Kiritimati": ("1995-01-01", "2027-01-01"),
}

# The State Council's notice for 2026, typed in by hand.
OFF_2026 = {
    date(2026, *first) + timedelta(days=n)
    for first, days in (
        ((1, 1), 3), ((2, 15), 9), ((4, 4), 3), ((5, 1), 5), ((6, 19), 3), ((9, 25), 3), ((10, 1), 7),
    )
    for n in range(days)
}  # fmt: skip
WORKED_2026 = {date(2026, *day) for day in ((1, 4), (2, 14), (2, 28), (5, 9), (9, 20), (10, 10))}


def wall_clock(zone: ZoneInfo, day: date, minute: int) -> list[datetime]:
    """The instants at which the clocks of that zone show that time: one, two, or the one it would have been."""
    wall = datetime.combine(day, time()) + timedelta(minutes=minute)
    offsets = [(wall + timedelta(days=d)).replace(tzinfo=UTC).astimezone(zone).utcoffset() for d in (-2, 2)]
    possible = sorted({(wall - offset).replace(tzinfo=UTC) for offset in offsets if offset is not None})
    shown = [at for at in possible if at.astimezone(zone).replace(tzinfo=None) == wall]
    assert offsets[0] is not None
    return shown or [(wall - offsets[0]).replace(tzinfo=UTC)]


def shifts_by_hand(calendar: Calendar, day: date) -> tuple[Shift, ...]:
    own = [shifts for other, shifts in calendar.days if other == day]
    if own:
        return own[0]
    if day in calendar.closed or (calendar.holidays == "cn" and day in OFF_2026):
        return ()
    ordinary = calendar.shifts[day.weekday()]
    if calendar.holidays == "cn" and day in WORKED_2026 and not ordinary:
        return next(shifts for shifts in calendar.shifts if shifts)
    return ordinary


def worked_minutes(calendar: Calendar, start: datetime, end: datetime) -> set[datetime]:
    zone = ZoneInfo(calendar.zone)
    worked = set()
    day = start.date() - timedelta(days=3)
    while day <= end.date() + timedelta(days=2):
        for first, last in shifts_by_hand(calendar, day):
            at, until = wall_clock(zone, day, first)[0], wall_clock(zone, day, last)[-1]
            while at < until:
                worked.add(at)
                at += MINUTE
        day += timedelta(days=1)
    return worked


def walk(start: datetime, end: datetime, worked: set[datetime]) -> timedelta:
    passed, at = timedelta(), start.replace(second=0, microsecond=0)
    while at < end:
        if at in worked:
            passed += min(at + MINUTE, end) - max(at, start)
        at += MINUTE
    return passed


def walk_until(start: datetime, left: timedelta, worked: set[datetime]) -> datetime | None:
    at = start.replace(second=0, microsecond=0)
    while at < start + FAR:
        if at in worked:
            first = max(at, start)
            if at + MINUTE - first >= left:
                return first + left
            left -= at + MINUTE - first
        at += MINUTE
    return None


@st.composite
def days_shifts(draw: st.DrawFn) -> tuple[Shift, ...]:
    cuts = sorted(draw(st.sets(st.integers(0, 95), max_size=6)))
    shifts = [(15 * a, 15 * b) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    if len(cuts) % 2:
        # The night shift; it may run into the next day's work, as one before a make-up day can.
        shifts.append((15 * cuts[-1], 1440 + 15 * draw(st.integers(0, cuts[-1] - 1)) if cuts[-1] else 1440))
    return tuple(shifts)


@st.composite
def calendars_and_starts(draw: st.DrawFn) -> tuple[Calendar, datetime]:
    zone = draw(st.sampled_from(sorted(DAYS)))
    near = date.fromisoformat(draw(st.sampled_from(DAYS[zone])))
    days = st.integers(-6, 12).map(lambda n: near + timedelta(days=n))
    week = tuple(draw(days_shifts()) for _ in range(7))
    assume(any(week))
    calendar = Calendar(
        zone,
        week,
        "cn" if zone == "Asia/Shanghai" and near != date(2026, 1, 1) else "none",
        closed=frozenset(draw(st.sets(days, max_size=3))),
        days=tuple(sorted(draw(st.dictionaries(days, days_shifts(), max_size=3)).items())),
    )
    start = datetime.combine(near, time(), UTC) + timedelta(
        seconds=draw(st.integers(-4 * 86400, 4 * 86400)),
        microseconds=draw(st.sampled_from([0, 0, 1, 999_999])),
    )
    return calendar, start


@settings(deadline=None)
@given(calendars_and_starts(), st.integers(1, 200_000), st.integers(0, 200_000))
def test_deadlines_agree_with_a_walk_through_the_minutes(
    drawn: tuple[Calendar, datetime], seconds: int, more: int
) -> None:
    calendar, start = drawn
    worked = worked_minutes(calendar, start, start + FAR)
    due = walk_until(start, timedelta(seconds=seconds), worked)
    assume(due is not None)
    assert due is not None
    assert add(calendar, start, Duration(seconds, Unit.SECONDS)) == due
    assert timedelta(seconds=working_seconds(calendar, start, due)) == timedelta(seconds=seconds)
    with pytest.raises(ValueError, match="not moved back"):
        shift_by(calendar, due, -1)
    pushed = walk_until(due, timedelta(seconds=more), worked) if more else due
    if pushed is not None:
        assert shift_by(calendar, due, more) == pushed
        assert shift_by(calendar, start, seconds + more) == (pushed if more else due)


@settings(deadline=None)
@given(calendars_and_starts(), st.integers(0, 7 * 86400))
def test_working_time_and_its_stretches_agree_with_a_walk(
    drawn: tuple[Calendar, datetime], seconds: int
) -> None:
    calendar, start = drawn
    end = start + timedelta(seconds=seconds)
    passed = walk(start, end, worked_minutes(calendar, start, end))
    assert timedelta(seconds=working_seconds(calendar, start, end)) == passed
    found = list(stretches(calendar, start, end))
    assert sum((last - first for first, last in found), timedelta()) == passed
    assert all(first < last for first, last in found)
    assert all(one[1] <= other[0] for one, other in pairwise(found))
    assert all(start <= first and last <= end for first, last in found)


@settings(deadline=None)
@given(calendars_and_starts(), st.integers(1, 8))
def test_working_days_agree_with_counting_them(drawn: tuple[Calendar, datetime], count: int) -> None:
    calendar, start = drawn
    zone = ZoneInfo(calendar.zone)
    day = start.astimezone(zone).date()
    left = count
    for _ in range(45):
        day += timedelta(days=1)
        shifts = shifts_by_hand(calendar, day)
        left -= bool(shifts)
        if left == 0:
            assert add(calendar, start, Duration(count, Unit.WORKING_DAYS)) == wall_clock(
                zone, day, shifts[-1][1]
            )[-1]  # fmt: skip
            return
    assume(False)


@settings(deadline=None)
@given(calendars_and_starts(), st.integers(1, 40), st.sampled_from([Unit.DAYS, Unit.MONTHS]))
def test_days_and_months_agree_with_the_wall_clock(
    drawn: tuple[Calendar, datetime], amount: int, unit: Unit
) -> None:
    calendar, start = drawn
    zone = ZoneInfo(calendar.zone)
    start = start.replace(second=0, microsecond=0)
    local = start.astimezone(zone)
    day = local.date()
    if unit is Unit.DAYS:
        day += timedelta(days=amount)
    else:
        wanted = day.day
        for _ in range(amount):
            day = (day.replace(day=1) + timedelta(days=31)).replace(day=1)
        while day.day < wanted and (day + timedelta(days=1)).month == day.month:
            day += timedelta(days=1)
    due = add(calendar, start, Duration(amount, unit))
    candidates = wall_clock(zone, day, local.hour * 60 + local.minute)
    assert due in candidates
    assert len(candidates) == 1 or due == candidates[local.fold]


@given(calendars_and_starts(), st.integers(-40, 40))
def test_a_day_has_work_exactly_if_it_has_shifts(drawn: tuple[Calendar, datetime], away: int) -> None:
    calendar, start = drawn
    day = start.date() + timedelta(days=away)
    assert is_working_day(calendar, day) is bool(shifts_by_hand(calendar, day))


def at(text: str, zone: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


@pytest.mark.parametrize(
    ("zone", "shift", "day", "hours"),
    [
        # The gap from 02 to 03 and the hour from 02 to 03 that comes twice, as start, as end, as both.
        ("Europe/Berlin", "02:30-04:00", "2026-03-29", 0.5),
        ("Europe/Berlin", "01:00-02:30", "2026-03-29", 1.5),
        ("Europe/Berlin", "02:15-02:45", "2026-03-29", 0.5),
        ("Europe/Berlin", "02:30-04:00", "2026-10-25", 2.5),
        ("Europe/Berlin", "01:00-02:30", "2026-10-25", 2.5),
        ("Europe/Berlin", "02:15-02:45", "2026-10-25", 1.5),
        ("Australia/Lord_Howe", "01:45-03:00", "2026-04-05", 1.75),
        ("Australia/Lord_Howe", "02:15-03:00", "2026-10-04", 0.25),
        ("America/Sao_Paulo", "00:30-02:00", "2018-11-04", 0.5),
        ("America/Sao_Paulo", "22:00-24:00", "2019-02-16", 3),
    ],
)
def test_a_shift_that_touches_a_change_of_the_clocks_is_as_long_as_worked_out_by_hand(
    zone: str, shift: str, day: str, hours: float
) -> None:
    calendar = parse_calendar(zone, [f"Mon-Sun {shift}"])
    noon = at(f"{day} 12:00", zone)
    first = noon - timedelta(hours=13) if shift < "12" else noon
    assert working_seconds(calendar, first, first + timedelta(hours=14)) == hours * 3600


def test_a_shift_that_the_clocks_jump_over_is_worked_after_the_jump_beside_the_one_there() -> None:
    calendar = parse_calendar("Europe/Berlin", ["Sun 02:30-02:45", "Sun 03:00-03:20"])
    midnight = at("2026-03-29 00:00", "Europe/Berlin")
    assert list(stretches(calendar, midnight, midnight + timedelta(hours=12))) == [
        (at("2026-03-29 03:00", "Europe/Berlin"), at("2026-03-29 03:20", "Europe/Berlin")),
        (at("2026-03-29 03:30", "Europe/Berlin"), at("2026-03-29 03:45", "Europe/Berlin")),
    ]


def test_days_from_the_second_of_two_equal_times_to_a_time_jumped_over_end_after_the_jump() -> None:
    second = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    due = add(Calendar("Europe/Berlin"), second, Duration(154, Unit.DAYS))
    assert due == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)


def test_the_last_working_second_of_a_year_is_a_deadline_of_that_year() -> None:
    office = parse_calendar("Asia/Shanghai", ["Mon-Sun 09:00-18:00"])
    eve = at("2026-12-31 17:00", "Asia/Shanghai")
    assert shift_by(office, eve, 3600) == at("2026-12-31 18:00", "Asia/Shanghai")
    assert shift_by(office, eve, 3601) == at("2027-01-01 09:00:01", "Asia/Shanghai")


def test_work_on_new_years_morning_counts_once_where_the_night_shift_still_runs() -> None:
    shifts = ((5 * 60, 7 * 60), (22 * 60, 30 * 60))
    calendar = Calendar("UTC", (shifts,) * 7)
    eve = datetime(2026, 12, 31, 20, tzinfo=UTC)
    assert working_seconds(calendar, eve, eve + timedelta(hours=24)) == 9 * 3600


def test_the_only_shift_of_a_year_may_be_its_last_night() -> None:
    for zone in ("America/New_York", "Asia/Shanghai", "UTC"):
        lone = Calendar(zone, ((),) * 7, days=((date(2026, 12, 31), ((22 * 60, 30 * 60),)),))
        begin, end = at("2026-12-31 22:00", zone), at("2027-01-01 06:00", zone)
        for hours in range(-40, 12):
            start = begin + timedelta(hours=hours)
            if start < end:
                assert shift_by(lone, start, 60) == max(begin, start) + timedelta(seconds=60)
            assert working_seconds(lone, start, end) == max(0, min(8, 8 - hours)) * 3600


def test_a_night_shift_goes_on_over_new_year_in_one_piece() -> None:
    for zone in ("Asia/Shanghai", "America/New_York", "UTC", "Pacific/Kiritimati"):
        nights = parse_calendar(zone, ["Mon-Sun 22:00-06:00"])
        eve, morning = at("2026-12-31 20:00", zone), at("2027-01-01 06:00", zone)
        assert list(stretches(nights, eve, morning)) == [(eve + timedelta(hours=2), morning)]
        assert shift_by(nights, at("2027-01-01 05:00", zone), 7200) == at("2027-01-01 23:00", zone)
        assert working_seconds(nights, at("2027-01-01 00:30", zone), morning) == 5.5 * 3600


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "America/New_York", "Pacific/Kiritimati", "UTC"])
def test_hour_by_hour_over_new_year_the_sum_grows_by_what_was_worked(zone: str) -> None:
    calendar = parse_calendar(zone, ["Mon-Sun 00:00-03:00", "Mon-Sun 20:00-23:30"])
    start = at("2026-12-30 00:00", zone)
    hours = [start + timedelta(hours=n) for n in range(96)]
    for one in hours:
        whole = working_seconds(calendar, one, hours[-1])
        for other in hours[hours.index(one) :: 7]:
            assert whole == working_seconds(calendar, one, other) + working_seconds(
                calendar, other, hours[-1]
            )
        if whole:
            assert shift_by(calendar, one, whole) == at("2027-01-02 23:00", zone)


def test_new_year_at_the_date_line_told_from_the_other_side_of_it() -> None:
    calendar = parse_calendar("Pacific/Kiritimati", ["Mon-Sun 00:00-12:00"])
    start = at("2027-01-01 00:30", "Pacific/Kiritimati").astimezone(ZoneInfo("Pacific/Midway"))
    assert (start.month, start.day) == (12, 30)
    assert shift_by(calendar, start, 11.5 * 3600) == at("2027-01-01 12:00", "Pacific/Kiritimati")
    assert working_seconds(calendar, start, start + timedelta(hours=24)) == 12 * 3600


def test_where_the_last_day_of_a_year_was_skipped_its_eve_works_into_the_new_year() -> None:
    zone = "Pacific/Kiritimati"
    nights = Calendar(
        zone, (((5 * 60, 7 * 60), (22 * 60, 30 * 60)),) * 7, closed=frozenset({date(1994, 12, 31)})
    )
    evening = at("1994-12-30 22:00", zone)
    assert at("1995-01-01 07:00", zone) - evening == timedelta(hours=9)
    assert working_seconds(nights, evening, at("1995-01-01 12:00", zone)) == 9 * 3600
    assert shift_by(nights, evening, 9 * 3600) == at("1995-01-01 07:00", zone)


def in_zone(zone: str) -> Callable[[datetime], datetime]:
    return lambda instant: instant.astimezone(ZoneInfo(zone))


@given(
    st.integers(-200_000, 200_000),
    st.integers(1, 400_000),
    st.sampled_from(["Asia/Shanghai", "America/New_York"]),
)
def test_the_zone_in_which_an_instant_is_written_changes_nothing(
    seconds: int, length: int, zone: str
) -> None:
    calendar = parse_calendar("Asia/Shanghai", ["Mon-Sun 22:00-06:00", "Mon-Fri 09:00-12:00"])
    start = datetime(2027, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
    end = start + timedelta(seconds=length)
    there = in_zone(zone)
    assert working_seconds(calendar, there(start), end) == working_seconds(calendar, start, there(end))
    assert shift_by(calendar, there(start), length) == shift_by(calendar, start, length)
    assert shift_by(Calendar(zone), there(start), length) == end
