from __future__ import annotations

import copy
import pickle
from dataclasses import replace
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
    unknown_years,
    working_seconds,
    year_is_known,
)
from domain.durations import parse_duration
from domain.holidays import NO_LIST, Day, Official, detail, known, parse_official
from tests.domain.test_calendars_walk import OFF_2026, WORKED_2026

ZONE = "Asia/Shanghai"
WEEK = ["Mon-Fri 09:00-12:00", "Mon-Fri 13:30-18:00"]
OFFICE = parse_calendar(ZONE, WEEK, "cn")
UNKNOWN = 2040

LIST = """
# the notice of 2040
2040-01-01 off
2040-02-11..2040-02-17 休
2040-02-18 work   # a Saturday
2040-10-01 .. 2040-10-07, off
2040-10-08,班
"""


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(ZONE)).astimezone(UTC)


def test_the_year_2026_is_as_the_state_council_announced_it() -> None:
    for n in range(365):
        day = date(2026, 1, 1) + timedelta(days=n)
        said = Day.HOLIDAY if day in OFF_2026 else Day.MAKE_UP if day in WORKED_2026 else Day.ORDINARY
        assert detail(day) is said, day
        worked = day in WORKED_2026 or (day.weekday() < 5 and day not in OFF_2026)
        assert is_working_day(OFFICE, day) is worked, day


def test_an_evening_before_a_make_up_saturday_is_continued_on_that_saturday() -> None:
    assert add(OFFICE, local("2026-05-08 17:00"), parse_duration("8h")) == local("2026-05-09 17:30")
    assert add(OFFICE, local("2026-05-08 17:00"), parse_duration("nextday")) == local("2026-05-09 18:00")
    assert add(OFFICE, local("2026-09-24 17:30"), parse_duration("1h")) == local("2026-09-28 09:30")


def test_an_unknown_year_is_named_only_where_it_matters() -> None:
    at_its_eve = datetime(UNKNOWN - 1, 12, 31, 15, 59, 59, tzinfo=UTC)
    assert unknown_years(OFFICE, local("2026-01-01"), local("2026-12-31")) == ()
    assert unknown_years(OFFICE, at_its_eve, at_its_eve) == (UNKNOWN - 1,)
    second = timedelta(seconds=1)
    assert unknown_years(OFFICE, at_its_eve, at_its_eve + second) == (UNKNOWN - 1, UNKNOWN)
    assert unknown_years(parse_calendar(ZONE, WEEK), at_its_eve, at_its_eve + second) == ()
    assert unknown_years(parse_calendar(ZONE, "7x24", "cn"), at_its_eve, at_its_eve + second) == ()


def test_a_loaded_list_mends_an_unknown_year_and_its_deadlines() -> None:
    mended = parse_calendar(ZONE, WEEK, "cn", official=parse_official(LIST, UNKNOWN))
    start = local("2040-09-28 17:00")
    assert add(OFFICE, start, parse_duration("2h")) == local("2040-10-01 10:00")
    assert add(mended, start, parse_duration("2h")) == local("2040-10-08 10:00")
    assert year_is_known(mended, UNKNOWN)
    assert not year_is_known(OFFICE, UNKNOWN)
    assert unknown_years(mended, start, start) == ()
    assert is_working_day(mended, date(2040, 2, 18))
    assert not is_working_day(mended, date(2040, 2, 19))
    assert add(replace(OFFICE, official=mended.official), start, parse_duration("2h")) == local(
        "2040-10-08 10:00"
    )


def test_a_loaded_year_is_stronger_than_the_library() -> None:
    corrected = parse_official("2026-10-09 off\n2026-10-01 work", 2026)
    assert detail(date(2026, 10, 9), corrected) is Day.HOLIDAY
    assert detail(date(2026, 10, 1), corrected) is Day.MAKE_UP
    assert detail(date(2026, 10, 2), corrected) is Day.ORDINARY
    assert detail(date(2025, 10, 1), corrected) is Day.HOLIDAY


def test_a_list_is_read_with_blanks_or_commas_and_in_either_language() -> None:
    official = parse_official(LIST, UNKNOWN)
    assert official.years == {UNKNOWN}
    assert len(official.off) == 1 + 7 + 7
    assert official.work == {date(2040, 2, 18), date(2040, 10, 8)}
    assert parse_official("\ufeff2040-01-01,off\r\n2040-01-01 休\r\n", UNKNOWN) == Official(
        frozenset({UNKNOWN}), frozenset({date(2040, 1, 1)})
    )


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("2040-01-01 off\n2039-05-01 off", r"line 2: 2039-05-01 is not in 2040"),
        ("2040-12-31..2041-01-02 off", r"line 1: 2041-01-02 is not in 2040"),
        ("2040-02-30 off", r"line 1: 2040-02-30 does not exist"),
        ("1 January off", r'line 1: "1 January off" is not understood'),
        ("2040-01-01", r"line 1: .* is not understood"),
        ("2040-1-1 off", r"line 1: .* is not understood"),
        ("2040-01-01 holiday", r"line 1: .* is not understood"),
        ("x" * 5000, r'line 1: "x{40}" is not understood'),
        ("\n2040-01-01 off\n\n2040-01-01 work", r"line 4: 2040-01-01 is both off and work \(see line 2\)"),
        ("2040-01-05..2040-01-01 off", r"line 1: 2040-01-05\.\.2040-01-01 runs backwards"),
        ("", "names no day of 2040"),
        ("# nothing", "names no day of 2040"),
        ("2039-12-31 off", "names no day of 2040"),
    ],
)
def test_a_wrong_list_is_refused_in_one_line_that_names_the_place(text: str, wrong: str) -> None:
    with pytest.raises(ValueError, match=wrong) as refused:
        parse_official(text, UNKNOWN)
    assert "\n" not in str(refused.value)


def test_a_notice_may_reach_back_into_december() -> None:
    official = parse_official("2039-12-31..2040-01-02 off", UNKNOWN)
    assert detail(date(2039, 12, 31), official) is Day.HOLIDAY
    assert detail(date(2039, 12, 30), official) is Day.ORDINARY
    assert not known(2039, official)


def test_lists_of_two_years_are_the_same_in_either_order() -> None:
    this = parse_official("2040-01-01 off\n2040-12-30 work", UNKNOWN)
    following = parse_official("2040-12-31..2041-01-02 off", UNKNOWN + 1)
    assert this.merged(following) == following.merged(this)
    assert this.merged(following).off == {date(2040, 1, 1), date(2040, 12, 31), *(following.off)}
    assert NO_LIST.merged(this) == this.merged(NO_LIST) == this.merged(this) == this


def test_a_list_loaded_again_replaces_its_year_and_no_other() -> None:
    old = parse_official("2040-01-01..2040-01-03 off\n2040-01-07 work", UNKNOWN)
    other = parse_official("2041-01-01 off", UNKNOWN + 1)
    new = parse_official("2040-01-01 off\n2040-01-02 work", UNKNOWN)
    assert old.merged(other).merged(new) == new.merged(other)


def test_a_list_loaded_again_takes_back_the_december_that_it_named_before() -> None:
    old = parse_official("2039-12-31..2040-01-02 off", UNKNOWN)
    new = parse_official("2040-01-01..2040-01-02 off", UNKNOWN)
    assert old.merged(new) == new
    both = parse_official("2039-01-01 off", UNKNOWN - 1).merged(old)
    assert both.merged(parse_official("2039-05-01 off", UNKNOWN - 1).merged(new)).off == {
        date(2039, 5, 1), date(2040, 1, 1), date(2040, 1, 2),
    }  # fmt: skip


def test_a_half_day_is_stronger_than_the_holiday_and_the_closed_day() -> None:
    calendar = parse_calendar(
        ZONE,
        WEEK,
        "cn",
        closed=["2026-11-19", date(2026, 11, 20)],
        days={"2026-02-16": ["09:00-12:00"], "2026-11-20": ["10:00-11:00"], "2026-11-23": []},
    )
    assert shifts_on(calendar, date(2026, 2, 16)) == ((540, 720),)
    assert shifts_on(calendar, date(2026, 2, 17)) == ()
    assert add(calendar, local("2026-11-18 17:30"), parse_duration("90m")) == local("2026-11-20 11:00")
    assert add(calendar, local("2026-11-18 17:30"), parse_duration("91m")) == local("2026-11-24 09:01")
    assert add(calendar, local("2026-11-18 17:30"), parse_duration("2wd")) == local("2026-11-24 18:00")


def test_round_the_clock_with_a_closed_day_stands_still_on_it() -> None:
    calendar = parse_calendar(ZONE, "7x24", "cn", closed=["2026-10-02"], days={"2026-10-03": "12:00-24:00"})
    assert add(calendar, local("2026-10-01 20:00"), parse_duration("5h")) == local("2026-10-03 13:00")
    assert unknown_years(calendar, local("2040-01-01"), local("2040-01-02")) == ()


@pytest.mark.parametrize(
    ("extra", "wrong"),
    [
        ({"closed": ["2026-02-30"]}, "2026-02-30 does not exist"),
        ({"closed": ["31.12.2026"]}, '"31.12.2026" is not a date'),
        ({"closed": [20261231]}, '"20261231" is not a date'),
        ({"closed": [datetime(2026, 1, 1, tzinfo=UTC)]}, "is not a date"),
        ({"closed": "2026-12-31"}, "closed days are a list"),
        ({"closed": 7}, "closed days are a list"),
        ({"days": {"2026-13-01": ["09:00-12:00"]}}, "2026-13-01 does not exist"),
        ({"days": {"2026-02-16": ["9-12"]}}, '2026-02-16: "9-12" are no hours'),
        ({"days": {"2026-02-16": [9]}}, '2026-02-16: "9" are no hours'),
        ({"days": {"2026-02-16": 9}}, "2026-02-16: hours are a list"),
        ({"days": {"2026-02-16": ["09:00-26:00"]}}, "2026-02-16: .* impossible time"),
        ({"days": {"2026-02-16": ["09:00-12:00", "11:00-13:00"]}}, "2026-02-16 overlap"),
        ({"days": {"2026-11-19": ["22:00-10:00"]}}, "2026-11-19 overlap"),
        ({"days": ["2026-02-16"]}, "are a table"),
    ],
)
def test_an_impossible_day_is_refused_in_one_line(extra: dict[str, object], wrong: str) -> None:
    with pytest.raises(ValueError, match=wrong) as refused:
        parse_calendar(ZONE, WEEK, **extra)  # type: ignore[arg-type]
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("zone", "hours", "wrong"),
    [
        (8, WEEK, "not a time zone"),
        ("../etc/passwd", WEEK, "not a time zone"),
        ("", WEEK, "not a time zone"),
        (ZONE, 7, "hours are a list"),
        (ZONE, [9], "is not a shift"),
        (ZONE, ["Mon-Fri 24:00-09:00"], "impossible"),
    ],
)
def test_hours_and_zones_of_a_wrong_kind_are_refused(zone: object, hours: object, wrong: str) -> None:
    with pytest.raises(ValueError, match=wrong):
        parse_calendar(zone, hours)  # type: ignore[arg-type]


def test_equal_calendars_are_one_key_and_share_what_was_worked_out() -> None:
    other = parse_calendar(ZONE, list(reversed(WEEK)), "cn")
    assert other == OFFICE
    assert hash(other) == hash(OFFICE)
    assert other.worktime is OFFICE.worktime
    assert parse_calendar(ZONE, WEEK, official=parse_official(LIST, UNKNOWN)) == parse_calendar(ZONE, WEEK)


def test_a_calendar_survives_pickling_and_copying_after_use() -> None:
    used = parse_calendar(ZONE, WEEK, "cn", closed=["2026-12-31"], days={"2026-02-16": ["09:00-12:00"]})
    assert working_seconds(used, local("2026-02-16"), local("2026-02-17")) == 3 * 3600
    for again in (pickle.loads(pickle.dumps(used)), copy.copy(used), copy.deepcopy(used)):
        assert again == used
        assert "worktime" not in vars(again)
        assert hash(again) == hash(used)
        assert working_seconds(again, local("2026-02-16"), local("2026-02-17")) == 3 * 3600


def test_more_than_ten_years_are_summed_up_in_full() -> None:
    plain = parse_calendar("UTC", ["Mon-Sun 00:00-12:00"])
    start, end = datetime(1950, 1, 1, tzinfo=UTC), datetime(2030, 1, 1, tzinfo=UTC)
    assert working_seconds(plain, start, end) == (end - start).total_seconds() / 2


def test_stretches_without_an_end_stop_with_the_last_work_within_ten_years() -> None:
    once = Calendar("UTC", ((),) * 7, days=((date(2026, 5, 5), ((540, 600),)),))
    found = stretches(once, datetime(2026, 1, 1, tzinfo=UTC))
    assert next(found)[0] == datetime(2026, 5, 5, 9, tzinfo=UTC)
    with pytest.raises(ValueError, match="no working time"):
        next(found)
    far = Calendar("UTC", ((),) * 7, days=((date(2036, 12, 30), ((540, 600),)),))
    with pytest.raises(ValueError, match="no working time"):
        next(stretches(far, datetime(2026, 1, 1, tzinfo=UTC)))
    for length in ("1h", "1wd"):
        with pytest.raises(ValueError, match="no working"):
            add(far, datetime(2026, 1, 1, tzinfo=UTC), parse_duration(length))
        assert add(far, datetime(2027, 1, 1, tzinfo=UTC), parse_duration(length)).year == 2036


@given(st.dates(date(2026, 1, 1), date(2026, 12, 31)), st.booleans())
def test_one_day_of_a_list_changes_that_day_alone(day: date, off: bool) -> None:
    rest = "\n".join(
        [f"{each} off" for each in sorted(OFF_2026 - {day})]
        + [f"{each} work" for each in sorted(WORKED_2026 - {day})]
    )
    official = parse_official(f"{rest}\n{day} {'off' if off else 'work'}", 2026)
    for n in range(365):
        each = date(2026, 1, 1) + timedelta(days=n)
        expected = (Day.HOLIDAY if off else Day.MAKE_UP) if each == day else detail(each)
        assert detail(each, official) is expected
