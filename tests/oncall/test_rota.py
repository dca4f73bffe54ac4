"""The simple rota of the settings says the same as rotations."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.calendars import parse_calendar
from domain.desk import Rota
from domain.oncall.book import Book
from domain.oncall.duty import Answer, answer_at
from domain.oncall.rota import from_rota
from domain.oncall.schedule import segments
from tests.oncall.samples import ANY, LAYERS, SECOND, WINDOW, WINDOWS, absence, utc

TEAMS = st.lists(st.integers(1, 5), max_size=4, unique=True).map(tuple)


def both(rota: Rota, instant: datetime, book: Book | None = None) -> list[int]:
    """Primary and secondary, nobody twice."""
    found = [answer_at(from_rota(rota), book or Book(), layer, instant, ANY) for layer in LAYERS]
    return list(dict.fromkeys(answer.person for answer in found if answer is not None))


@settings(max_examples=200, deadline=None)
@given(
    window=st.sampled_from(WINDOWS),
    team=TEAMS,
    oncall=TEAMS,
    rotate=st.sampled_from(("none", "daily", "weekly")),
    later=st.integers(-30, 30),
    seconds=st.lists(st.integers(0, int(WINDOW.total_seconds())), min_size=1, max_size=5),
    hours=st.sampled_from(("7x24", "Mon-Fri 09:00-18:00", "Mon-Sun 22:00-02:30")),
)
def test_primary_and_secondary_are_the_first_two_of_the_rota(
    window: tuple[str, datetime],
    team: tuple[int, ...],
    oncall: tuple[int, ...],
    rotate: str,
    later: int,
    seconds: list[int],
    hours: str,
) -> None:
    zone, begin = window
    since = (begin + timedelta(days=later)).date()
    rota = Rota(parse_calendar(zone, hours), team, oncall, rotate, since)
    instants = [begin + second * SECOND for second in seconds]
    for layer in LAYERS:
        for each in segments(from_rota(rota), Book(), layer, begin, begin + WINDOW, ANY):
            instants += [each.start, each.end - SECOND]
    for instant in instants:
        assert both(rota, instant) == list(rota.order(instant)[:2])


@pytest.mark.parametrize("rotate", ["daily", "weekly"])
@pytest.mark.parametrize(
    "zone", ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Shanghai"]
)
def test_so_they_are_all_through_a_leap_year(zone: str, rotate: str) -> None:
    rota = Rota(parse_calendar(zone, "Mon-Fri 09:00-18:00"), (1, 2, 3), (4, 5), rotate)
    instant = utc(2027, 12, 1)
    while instant < utc(2028, 12, 31):
        assert both(rota, instant) == list(rota.order(instant)[:2])
        instant += timedelta(hours=5)


def test_a_rota_without_anybody_has_no_rotations() -> None:
    assert from_rota(Rota(parse_calendar("UTC", "7x24"), (), ())) == ()


def test_with_the_whole_office_away_the_people_on_call_have_the_duty() -> None:
    rota = Rota(parse_calendar("UTC", "Mon-Fri 09:00-18:00"), (1, 2), (4, 5))
    start, noon, end = utc(2026, 1, 5), utc(2026, 1, 5, 12), utc(2026, 1, 6)
    away = Book((), (absence(1, start, end), absence(2, start, end)))
    assert answer_at(from_rota(rota), away, "primary", noon, ANY) == Answer(4, "absence", 1)
    assert both(rota, noon, away) == [4, 5]
