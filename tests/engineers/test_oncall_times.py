"""Times as people type them are read as they mean them; anything else gets one clear line."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.engineers.oncall_times import FURTHEST, NotATime, read_length, read_span

SHANGHAI, BERLIN = ZoneInfo("Asia/Shanghai"), ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
"""A Friday, 10:00 in Shanghai."""


def shown(words: str, zone: ZoneInfo = SHANGHAI, now: datetime = NOW) -> str:
    span = read_span(words, now, zone)
    assert span is not None
    return " – ".join(f"{one.astimezone(zone):%Y-%m-%d %H:%M}" for one in span)


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("2026-12-24", "2026-12-24 00:00 – 2026-12-25 00:00"),
        ("12-24", "2026-12-24 00:00 – 2026-12-25 00:00"),
        ("01-02", "2027-01-02 00:00 – 2027-01-03 00:00"),
        ("12-24 09:00", "2026-11-20 10:00 – 2026-12-24 09:00"),
        ("12-24 09:00 - 12-25 09:00", "2026-12-24 09:00 – 2026-12-25 09:00"),
        ("12-24 09:00-18:00", "2026-12-24 09:00 – 2026-12-24 18:00"),
        ("12-24 22:00 to 06:00", "2026-12-24 22:00 – 2026-12-25 06:00"),
        ("from 12-24 to 12-28", "2026-12-24 00:00 – 2026-12-29 00:00"),
        ("until 12-28", "2026-11-20 10:00 – 2026-12-29 00:00"),
        ("tomorrow 18:00", "2026-11-20 10:00 – 2026-11-21 18:00"),
        ("明天 18:00", "2026-11-20 10:00 – 2026-11-21 18:00"),
        ("明天下午6点", "2026-11-20 10:00 – 2026-11-21 18:00"),
        ("tomorrow", "2026-11-21 00:00 – 2026-11-22 00:00"),
        ("今天", "2026-11-20 10:00 – 2026-11-21 00:00"),
        ("到 12月28日", "2026-11-20 10:00 – 2026-12-29 00:00"),
        ("周六到周日", "2026-11-21 00:00 – 2026-11-23 00:00"),
        ("sat 18:00 until mon 09:00", "2026-11-21 18:00 – 2026-11-23 09:00"),
        ("2h", "2026-11-20 10:00 – 2026-11-20 12:00"),
        ("2 小时", "2026-11-20 10:00 – 2026-11-20 12:00"),
        ("12-24 09:00 2h", "2026-12-24 09:00 – 2026-12-24 11:00"),
        ("09:00 – 18:00", "2026-11-20 10:00 – 2026-11-20 18:00"),
        ("08:00 – 09:30", "2026-11-21 08:00 – 2026-11-21 09:30"),
        ("6pm", "2026-11-20 10:00 – 2026-11-20 18:00"),
        ("09:00", "2026-11-20 10:00 – 2026-11-21 09:00"),
        ("12-24 18:00-24:00", "2026-12-24 18:00 – 2026-12-25 00:00"),
        ("now until 18:00", "2026-11-20 10:00 – 2026-11-20 18:00"),
    ],
)
def test_what_people_type_is_read_as_they_mean_it(words: str, meant: str) -> None:
    assert shown(words) == meant


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("12-34", "words"),
        ("2026-02-30", "words"),
        ("25:00", "words"),
        ("soon", "words"),
        ("tomorrow please", "words"),
        ("until", "words"),
        ("12-24 12-25 12-26", "words"),
        ("12-25 09:00 - 12-24 09:00", "backwards"),
        ("2026-01-01", "over"),
        ("0h", "over"),
        ("2030-01-01", "far"),
        ("9999w", "far"),
    ],
)
def test_what_is_no_time_is_told_apart_by_why(words: str, reason: str) -> None:
    with pytest.raises(NotATime) as wrong:
        read_span(words, NOW, SHANGHAI)
    assert wrong.value.reason == reason


def test_a_day_on_which_the_clocks_change_has_its_own_length() -> None:
    before = datetime(2026, 10, 20, 10, 0, tzinfo=UTC)
    start, end = read_span("10-25", before, BERLIN) or (before, before)
    assert end - start == timedelta(hours=25)
    start, end = read_span("2027-03-28", before, BERLIN) or (before, before)
    assert end - start == timedelta(hours=23)


def test_no_words_are_no_time() -> None:
    assert read_span("  ", NOW, SHANGHAI) is None
    assert read_length("2h") == timedelta(hours=2)
    assert read_length("two hours") is None


_PIECES = """12-24 2026-12-24 02-29 tomorrow 明天 周五 09:00 24:00 6pm 下午3点 until - 到 2h 3d 1w now 99 @ 0d 月 点 from"""
_WORDS = st.lists(st.sampled_from(_PIECES.split()), max_size=6).map(" ".join)
_YEARS = st.integers(0, 8 * 366 * 24 * 60).map(
    lambda minutes: NOW.replace(year=2024) + timedelta(minutes=minutes)
)


@given(_WORDS, _YEARS)
def test_whatever_is_typed_gives_a_time_ahead_or_a_reason(words: str, now: datetime) -> None:
    for zone in (SHANGHAI, BERLIN):
        span = _read(words, now, zone)
        if isinstance(span, str):
            assert span in ("words", "backwards", "over", "far")
        elif span is not None:
            start, end = span
            assert now <= start < end <= now + FURTHEST


def _read(words: str, now: datetime, zone: ZoneInfo) -> tuple[datetime, datetime] | str | None:
    try:
        return read_span(words, now, zone)
    except NotATime as wrong:
        return wrong.reason
