"""Shifts by the wall clock: daylight saving, ends of months and years, restrictions."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.calendars import parse_calendar
from domain.durations import Duration, Unit
from domain.oncall.rotations import Context, Rotation, shift_at
from tests.oncall.samples import ANY, DAY, SECOND, WEEK, WINDOW, WINDOWS, rotation, rotations, utc


def hours(count: int) -> Duration:
    return Duration(count * 3600, Unit.SECONDS)


def local(*parts: int) -> datetime:
    return datetime(*parts)  # type: ignore[arg-type]  # noqa: DTZ001


def person(made: Rotation, instant: datetime) -> int:
    return made.people[shift_at(made, instant).place]


def test_a_weekly_shift_changes_at_the_same_wall_clock_time_all_year() -> None:
    made = rotation()
    assert shift_at(made, utc(2026, 1, 5, 8)).place == 0
    assert person(made, utc(2026, 1, 12, 7, 59, 59)) == 1
    assert person(made, utc(2026, 1, 12, 8)) == 2
    # Summer time: 9:00 in Berlin is 7:00 UTC.
    summer = shift_at(made, utc(2026, 6, 3))
    assert (summer.start, summer.end) == (utc(2026, 6, 1, 7), utc(2026, 6, 8, 7))


@pytest.mark.parametrize(
    ("zone", "day", "length"),
    [
        ("Europe/Berlin", (2026, 3, 29), 23),
        ("Europe/Berlin", (2026, 10, 25), 25),
        ("America/New_York", (2026, 3, 8), 23),
        ("America/New_York", (2026, 11, 1), 25),
        ("Australia/Lord_Howe", (2026, 10, 4), 23.5),
        ("Australia/Lord_Howe", (2026, 4, 5), 24.5),
        ("Asia/Shanghai", (2026, 12, 31), 24),
        ("Asia/Shanghai", (2028, 2, 29), 24),
    ],
)
def test_a_daily_shift_is_as_long_as_its_local_day(
    zone: str, day: tuple[int, int, int], length: float
) -> None:
    made = rotation(zone=zone, shift=DAY, start=local(2026, 1, 1))
    noon = datetime(*day, 12, tzinfo=ZoneInfo(zone)).astimezone(UTC)
    shift = shift_at(made, noon)
    assert shift.end - shift.start == timedelta(hours=length)
    assert shift.start.astimezone(ZoneInfo(zone)).replace(tzinfo=None) == local(*day)


def test_in_the_doubled_hour_both_shifts_overlap_and_the_newer_one_is_responsible() -> None:
    made = rotation((1, 2), shift=DAY, start=local(2026, 10, 24, 2, 30))
    # 2:30 comes at 0:30 UTC and again at 1:30 UTC.
    before, after = shift_at(made, utc(2026, 10, 25, 0, 29, 59)), shift_at(made, utc(2026, 10, 25, 0, 30))
    assert (before.place, before.end) == (0, utc(2026, 10, 25, 1, 30))
    assert (after.place, after.start) == (1, utc(2026, 10, 25, 0, 30))
    assert shift_at(made, utc(2026, 10, 25, 1, 15)) == after
    assert shift_at(made, utc(2026, 10, 25, 1, 45)) == after


def test_a_handover_that_the_clocks_jump_over_is_read_with_the_offset_before() -> None:
    made = rotation((1, 2), shift=DAY, start=local(2026, 3, 28, 2, 30))
    assert shift_at(made, utc(2026, 3, 29, 1, 29, 59)).place == 0
    shift = shift_at(made, utc(2026, 3, 29, 1, 30))
    assert (shift.place, shift.start, shift.end) == (1, utc(2026, 3, 29, 1, 30), utc(2026, 3, 30, 0, 30))


def test_half_an_hour_of_change_moves_nothing_else() -> None:
    made = rotation((1, 2), zone="Australia/Lord_Howe", shift=hours(12), start=local(2026, 4, 4, 1, 45))
    # 1:45 at +11 and, half an hour later, again at +10:30.
    shift = shift_at(made, utc(2026, 4, 4, 14, 45))
    assert (shift.place, shift.start, shift.end) == (0, utc(2026, 4, 4, 14, 45), utc(2026, 4, 5, 3, 15))
    assert shift_at(made, utc(2026, 4, 4, 14, 44, 59)).end == utc(2026, 4, 4, 15, 15)


def test_turns_go_on_over_the_ends_of_months_years_and_leap_days() -> None:
    made = rotation((1, 2, 3), zone="Asia/Shanghai", shift=DAY, start=local(2026, 1, 1))
    for first in (utc(2026, 4, 29, 4), utc(2026, 12, 30, 4), utc(2028, 2, 27, 4), utc(2100, 2, 27, 4)):
        turns = [person(made, first + timedelta(days=n)) for n in range(6)]
        assert turns[:3] == turns[3:]
        assert sorted(turns[:3]) == [1, 2, 3]


def test_a_rotation_goes_on_before_its_first_handover() -> None:
    made = rotation((1, 2, 3))
    assert person(made, utc(2026, 1, 5, 7, 59)) == 3
    assert person(made, utc(2025, 12, 20)) == 1


def test_what_does_not_rotate_begins_with_the_person_at_its_offset() -> None:
    made = rotation((1, 2, 3), rotates=False, offset=4)
    assert made.order(utc(2026, 7, 1)) == made.order(utc(2027, 7, 1)) == (2, 3, 1)


def test_the_secondary_is_one_turn_ahead() -> None:
    at = utc(2026, 1, 20)
    assert rotation().order(at) == (3, 1, 2)
    assert rotation(offset=1).order(at) == (1, 2, 3)


def test_hours_and_outside_share_every_second_between_them() -> None:
    office = parse_calendar("Europe/Berlin", ["Mon-Fri 09:00-18:00"])
    inside, outside = rotation(hours=office), rotation(hours=office, outside=True)
    assert not inside.active(utc(2026, 6, 1, 6, 59, 59))
    assert inside.active(utc(2026, 6, 1, 7))
    assert inside.active(utc(2026, 6, 1, 15, 59, 59))
    assert not inside.active(utc(2026, 6, 1, 16))
    for at in (utc(2026, 6, 1, 6, 59, 59), utc(2026, 6, 1, 7), utc(2026, 6, 1, 16), utc(2026, 6, 6, 12)):
        assert inside.active(at) != outside.active(at)
    always = parse_calendar("UTC", "7x24")
    assert rotation(hours=always).active(utc(2026, 6, 6))
    assert not rotation(hours=always, outside=True).active(utc(2026, 6, 6))


def test_a_rotation_for_some_contracts_or_products_is_for_no_others() -> None:
    made = rotation(contracts=frozenset({"C1"}), products=frozenset({"video"}))
    assert made.fits(Context("C1", "video"))
    assert not made.fits(Context("C2", "video"))
    assert not made.fits(Context("C1", "door"))
    assert not made.fits(ANY)
    assert rotation().fits(ANY)


@pytest.mark.parametrize(
    "changes",
    [
        {"start": utc(2026, 1, 5)},
        {"start": local(2026, 1, 5, 9, 0, 30)},
        {"shift": Duration(1, Unit.MONTHS)},
        {"shift": Duration(2, Unit.WORKING_DAYS)},
        {"shift": Duration(3601, Unit.SECONDS)},
        {"shift": Duration(1800, Unit.SECONDS)},
    ],
)
def test_a_rotation_that_cannot_be_computed_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"handover|shift"):
        rotation(**changes)  # type: ignore[arg-type]


def test_a_rotation_without_people_has_no_shift_and_no_order() -> None:
    with pytest.raises(ValueError, match="no people"):
        shift_at(rotation(()), utc(2026, 1, 1))
    assert rotation(()).order(utc(2026, 1, 1)) == ()


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(TypeError):
        shift_at(rotation(), local(2026, 1, 1))


def shown(zone: ZoneInfo, wall: datetime) -> list[datetime]:
    """The instants at which the clocks show `wall`; the one with the offset before, where they jump over it."""
    around = [wall.replace(tzinfo=UTC) + timedelta(days=days) for days in (-2, 2)]
    offsets = [at.astimezone(zone).utcoffset() or timedelta(0) for at in around]
    found = sorted({(wall - offset).replace(tzinfo=UTC) for offset in offsets})
    real = [at for at in found if at.astimezone(zone).replace(tzinfo=None) == wall]
    return real or [(wall - offsets[0]).replace(tzinfo=UTC)]


@settings(max_examples=150, deadline=None)
@given(data=st.data(), minutes=st.integers(0, WINDOW.days * 1440), window=st.sampled_from(WINDOWS))
def test_a_shift_is_the_last_that_has_begun_as_counted_one_by_one(
    data: st.DataObject, minutes: int, window: tuple[str, datetime]
) -> None:
    zone, begin = window
    made = data.draw(rotations(zone, begin).filter(lambda each: each.people))
    at = begin + timedelta(minutes=minutes)
    length = timedelta(seconds=made.shift.seconds)
    near = (begin.replace(tzinfo=None) - made.start) // length
    span = timedelta(days=9) // length + 2
    walls = [(number, made.start + number * length) for number in range(near - span, near + span)]
    begun = [(number, wall) for number, wall in walls if shown(ZoneInfo(zone), wall)[0] <= at]
    number, wall = begun[-1]
    shift = shift_at(made, at)
    assert shift.start == shown(ZoneInfo(zone), wall)[0]
    assert shift.end == shown(ZoneInfo(zone), wall + length)[-1]
    assert shift.place == ((number if made.rotates else 0) + made.offset) % len(made.people)


@settings(max_examples=100, deadline=None)
@given(data=st.data(), window=st.sampled_from(WINDOWS))
def test_shifts_follow_each_other_without_a_hole(data: st.DataObject, window: tuple[str, datetime]) -> None:
    zone, begin = window
    made = data.draw(rotations(zone, begin).filter(lambda each: each.people))
    shift = shift_at(made, begin)
    while shift.start < begin + WINDOW:
        following = shift_at(made, max(shift.end, shift.start + SECOND))
        assert following.start <= max(shift.end, shift.start + SECOND)
        if shift.end > shift.start:
            assert shift_at(made, shift.end - SECOND).start <= shift.end - SECOND
        if following.start <= shift.start:
            break
        shift = following


def test_weeks_are_seven_days() -> None:
    assert shift_at(rotation(shift=WEEK), utc(2026, 5, 1)) == shift_at(
        rotation(shift=hours(168)), utc(2026, 5, 1)
    )
