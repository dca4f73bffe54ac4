from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from views.times import ago, clock_time, day_text, duration_text, remaining

SHANGHAI = ZoneInfo("Asia/Shanghai")
# 14:05 on a Saturday in Shanghai.
NOW = datetime(2026, 11, 21, 6, 5, tzinfo=UTC)


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("instant", "english", "chinese"),
    [
        (at(2026, 11, 21, 14, 5), "14:05", "14:05"),
        (at(2026, 11, 22, 9, 0), "tomorrow 09:00", "明天 09:00"),
        (at(2026, 11, 20, 9, 0), "yesterday 09:00", "昨天 09:00"),
        (at(2026, 11, 23, 9, 0), "11-23 09:00", "11-23 09:00"),
        (at(2027, 1, 4, 9, 0), "2027-01-04 09:00", "2027-01-04 09:00"),
    ],
)
def test_an_instant_is_told_as_near_as_it_is(instant, english, chinese):
    assert clock_time(instant, SHANGHAI, NOW, "en") == english
    assert clock_time(instant, SHANGHAI, NOW, "zh") == chinese


def test_the_day_is_that_of_the_readers_zone():
    late = datetime(2026, 11, 21, 16, 30, tzinfo=UTC)
    assert clock_time(late, SHANGHAI, NOW, "en") == "tomorrow 00:30"
    assert clock_time(late, UTC, NOW, "en") == "16:30"


@pytest.mark.parametrize(
    ("minutes", "english", "chinese"),
    [
        (80, "in 1 h 20 min", "还剩 1 小时 20 分钟"),
        (120, "in 2 h", "还剩 2 小时"),
        (59.9, "in 59 min", "还剩 59 分钟"),
        (0.5, "in less than a minute", "还剩不到 1 分钟"),
        (-0.5, "late by less than a minute", "刚刚超时"),
        (-12, "12 min late", "已超 12 分钟"),
        (-3 * 1440 - 240, "3 d 4 h late", "已超 3 天 4 小时"),
        (30 * 60, "in 30 h", "还剩 30 小时"),
    ],
)
def test_what_is_left_of_a_promise(minutes, english, chinese):
    due = NOW + timedelta(minutes=minutes)
    assert remaining(due, NOW, "en") == english
    assert remaining(due, NOW, "zh") == chinese


def test_short_and_negative_durations():
    assert duration_text(timedelta(seconds=45), "en") == "45 s"
    assert duration_text(timedelta(seconds=-45), "zh") == "0 秒"


def test_how_long_ago():
    assert ago(NOW - timedelta(minutes=20), NOW, "zh") == "20 分钟前"
    assert ago(NOW - timedelta(seconds=20), NOW, "en") == "just now"


def test_a_day_has_its_weekday():
    assert day_text(date(2026, 11, 23), "en") == "Mon 11-23"
    assert day_text(date(2026, 11, 22), "zh") == "11-22 周日"
