"""Appointments lie inside the customer's working hours, with notice, on working days only."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from domain.calendars import parse_calendar
from domain.plans.appointments import NOTICE, days, hours, hours_of, opening_hours, together, within
from tests.engineers.office import make_desk

ZONE = "Asia/Shanghai"
SHANGHAI = ZoneInfo(ZONE)
OFFICE = parse_calendar(ZONE, ["Mon-Fri 09:00-12:00", "Mon-Fri 13:30-17:30"], "cn")


def at(day: int, hour: int, minute: int = 0, month: int = 9) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=SHANGHAI).astimezone(UTC)


def test_days_are_working_days_holidays_and_make_up_days_minded() -> None:
    # 2026-09-25 to 27 is the Mid-Autumn holiday; 2026-09-20 and 10-10 are make-up days, 10-01 to 10-07 the national one.
    found = days(OFFICE, ZONE, at(18, 18), 12)
    assert date(2026, 9, 20) in found
    assert date(2026, 9, 19) not in found
    assert not {date(2026, 9, 25), date(2026, 9, 26), date(2026, 10, 1), date(2026, 10, 7)} & set(found)
    assert days(OFFICE, ZONE, at(18, 18), 3, 3) == found[3:6]


def test_hours_are_full_hours_inside_the_shifts_with_an_hour_left() -> None:
    found = [one.astimezone(SHANGHAI).hour for one in hours(OFFICE, ZONE, date(2026, 9, 21), at(18, 18))]
    assert found == [9, 10, 11, 14, 15, 16]


def test_today_offers_what_is_left_with_notice() -> None:
    now = at(21, 14, 10)
    found = hours(OFFICE, ZONE, date(2026, 9, 21), now)
    assert [one.astimezone(SHANGHAI).hour for one in found] == [16]
    assert all(one - now >= NOTICE for one in found)
    assert days(OFFICE, ZONE, at(21, 16, 1), 1) == [date(2026, 9, 22)]


def test_round_the_clock_is_not_a_button_for_every_hour() -> None:
    always = parse_calendar(ZONE, "7x24", closed=["2026-09-22"])
    assert len(hours(always, ZONE, date(2026, 9, 21), at(18, 18))) <= 12
    assert hours(always, ZONE, date(2026, 9, 22), at(18, 18)) == []


def test_a_day_on_which_the_clocks_change_has_its_own_hours() -> None:
    berlin = parse_calendar("Europe/Berlin", "7x24", closed=["2026-01-01"])
    found = hours(berlin, "Europe/Berlin", date(2026, 3, 29), datetime(2026, 3, 1, tzinfo=UTC))
    assert len(set(found)) == len(found)
    assert all(one.astimezone(ZoneInfo("Europe/Berlin")).date() == date(2026, 3, 29) for one in found)


def test_inside_and_outside() -> None:
    assert within(OFFICE, at(21, 9))
    assert not within(OFFICE, at(21, 12, 30))
    assert not within(OFFICE, at(26, 10))
    assert [f"{a:%H:%M}-{b:%H:%M}" for a, b in opening_hours(OFFICE, ZONE, date(2026, 9, 21))] == [
        "09:00-12:00", "13:30-17:30",
    ]  # fmt: skip


def test_a_contract_without_working_days_has_the_desks_office_hours() -> None:
    desk = make_desk()
    own = desk.contracts["c1"].preset.working_days
    assert hours_of(desk, "c1") == (desk.rota.office if own.always else own)
    assert not hours_of(desk, "c1").always


def test_whether_the_customer_is_invited_is_read_from_the_label() -> None:
    assert together({"zh": "例行检查（邀请客户人员参加）", "en": "Routine check"})
    assert together({"zh": "例行", "en": "Routine check, together with the customer"})
    assert not together({"zh": "关键设备检查", "en": "Check of key equipment"})
    assert timedelta(0) < NOTICE
