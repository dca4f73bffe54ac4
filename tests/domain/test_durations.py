from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.durations import AT_ONCE_SECONDS, Duration, Unit, parse_duration


@pytest.mark.parametrize(
    ("written", "amount", "unit"),
    [
        ("90s", 90, "s"),
        ("30m", 1800, "s"),
        ("4h", 14400, "s"),
        ("2d", 2, "d"),
        ("3wd", 3, "wd"),
        ("1month", 1, "month"),
        ("nextday", 1, "wd"),
        (" at once ", 300, "s"),
    ],
)
def test_a_duration_is_read_as_people_write_it(written: str, amount: int, unit: str) -> None:
    assert parse_duration(written) == Duration(amount, Unit(unit))


@pytest.mark.parametrize(
    "written",
    ["", "4", "h", "-4h", "0h", "4 hours", "9999h", "400d", "300wd", "121month", "4.5h", "2nextday", "now"],
)
def test_what_is_no_duration_is_refused_and_named(written: str) -> None:
    with pytest.raises(ValueError, match=f'"{written}"' if written else "duration"):
        parse_duration(written)


@given(st.integers(1, 86400 * 366))
def test_a_duration_reads_back_as_it_was_written(seconds: int) -> None:
    duration = Duration(seconds, Unit.SECONDS)
    if seconds < 999999 or seconds % 60 == 0:
        assert parse_duration(str(duration)) == duration


def test_only_fixed_lengths_have_seconds() -> None:
    assert parse_duration("2d").seconds == 172800
    assert parse_duration("2h").seconds == 7200
    with pytest.raises(ValueError, match="no fixed length"):
        _ = parse_duration("3wd").seconds


def test_months_in_the_plural_are_the_same() -> None:
    assert parse_duration("2months") == parse_duration("2month")


def test_words_for_lengths_are_said_as_the_contract_wrote_them() -> None:
    assert [str(parse_duration(word)) for word in ("nextday", "at once", "1wd", "5m")] == [
        "nextday", "at once", "1wd", "5m",
    ]  # fmt: skip
    assert parse_duration("at once").seconds == AT_ONCE_SECONDS
    assert parse_duration("nextday") == parse_duration("1wd")


@pytest.mark.parametrize("written", [None, 4, ["4h"], -1, 4.5])
def test_what_is_not_even_text_is_refused(written: object) -> None:
    with pytest.raises(ValueError, match="is not a duration"):
        parse_duration(written)  # type: ignore[arg-type]
