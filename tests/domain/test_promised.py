"""By when somebody will be at work, as they type it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.tickets.promised import promised_at

NOW = datetime(2026, 11, 20, 2, 5, tzinfo=UTC)
"""10:05 in Shanghai."""
SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize(
    ("words", "minutes"),
    [
        ("45m", 45),
        ("45", 45),
        ("45 min", 45),
        ("45分钟", 45),
        ("４５分钟后", 45),
        ("2h", 120),
        ("1.5小时", 90),
        ("半小时", 30),
        ("半小时后", 30),
        ("10:06", 1),
        ("14:30", 265),
        ("14：30", 265),
        ("14点", 235),
        ("14点半", 265),
        ("14点30分", 265),
        ("9:00", 22 * 60 + 55),
        ("10:05", 24 * 60),
    ],
)  # fmt: skip
def test_clock_times_and_lengths_are_understood(words: str, minutes: int) -> None:
    assert promised_at(words, NOW, SHANGHAI) == NOW + timedelta(minutes=minutes)


@pytest.mark.parametrize(
    "words", ["", "soon", "25:00", "12:75", "-5", "明天", "1" * 40, "10:05 tomorrow", "½"]
)
def test_what_is_no_time_is_nothing(words: str) -> None:
    assert promised_at(words, NOW, SHANGHAI) is None


@given(st.text(max_size=40))
def test_whatever_is_typed_gives_a_time_that_is_not_past_or_nothing(words: str) -> None:
    found = promised_at(words, NOW, SHANGHAI)
    assert found is None or NOW <= found <= NOW + timedelta(days=7)


def test_a_time_that_the_clocks_skip_is_read_with_the_offset_before_the_change() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    before = datetime(2026, 3, 29, 0, 30, tzinfo=UTC)
    assert promised_at("2:30", before, berlin) == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
