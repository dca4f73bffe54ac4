"""Chinese public holidays: which days are off by name, and which weekend days are worked to make up for them.

The lists come from the library chinesecalendar; a manager may load the official list of a year that the library does
not know, or that it has wrong. A loaded year replaces the library's whole year. Source: the State Council's yearly
notice on public holidays.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from functools import lru_cache

import chinese_calendar

_LINE = re.compile(r"(\d{4}-\d{2}-\d{2})(?:\s*\.\.\s*(\d{4}-\d{2}-\d{2}))?[\s,，]+(off|work|休|班)")
_WORDS = {"off": True, "休": True, "work": False, "班": False}


class Day(Enum):
    """What the official list says about a day."""

    HOLIDAY = "holiday"
    MAKE_UP = "make-up"
    ORDINARY = "ordinary"


@dataclass(frozen=True)
class Official:
    """Loaded lists. `years` are loaded whole: a day of theirs that is neither `off` nor `work` is ordinary.

    Days of a year that is not loaded occur only in its December: the notice of a year may reach back there.
    """

    years: frozenset[int] = frozenset()
    off: frozenset[date] = frozenset()
    work: frozenset[date] = frozenset()

    def merged(self, other: Official) -> Official:
        """Both together, `other` the newer: its years replace ours, its single days are stronger."""
        kept = self.years - other.years
        newer = other.off | other.work

        def stays(day: date) -> bool:
            # A day of December may have come from the list of the following year.
            named_by = {day.year, day.year + 1} if day.month == 12 else {day.year}
            return day not in newer and not kept.isdisjoint(named_by)

        return Official(
            self.years | other.years,
            frozenset(filter(stays, self.off)) | other.off,
            frozenset(filter(stays, self.work)) | other.work,
        )


NO_LIST = Official()
"""Nothing loaded: the library alone."""


def known(year: int, official: Official = NO_LIST) -> bool:
    """Whether that year's holidays are known, from a loaded list or from the library."""
    return year in official.years or _library(year) is not None


def detail(day: date, official: Official = NO_LIST) -> Day:
    """What the lists say about `day`; every day of an unknown year is ordinary.

    An ordinary weekend is ORDINARY too: whether it is worked, the contract's own shifts decide.
    """
    if day in official.off:
        return Day.HOLIDAY
    if day in official.work:
        return Day.MAKE_UP
    if day.year in official.years:
        return Day.ORDINARY
    named = _library(day.year)
    return named.get(day, Day.ORDINARY) if named is not None else Day.ORDINARY


@lru_cache(maxsize=64)
def _library(year: int) -> dict[date, Day] | None:
    # The library searches all its lists at every question; a year is asked once.
    named = {}
    try:
        for ordinal in range(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal() + 1):
            day = date.fromordinal(ordinal)
            off, name = chinese_calendar.get_holiday_detail(day)
            if name:
                named[day] = Day.HOLIDAY if off else Day.MAKE_UP
    except NotImplementedError:
        return None
    return named


def parse_official(text: str, year: int) -> Official:
    """Read the whole list of a year, a day or range a line: `2027-02-05..2027-02-11 off`, `2027-02-20 work`.

    休 and 班 mean the same, a comma may stand for the blank, `#` begins a comment. Days of the December before are
    accepted, since the notice of a year may reach back there. ValueError names the first wrong line.
    """
    meant: dict[date, tuple[bool, int]] = {}
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        written = line.partition("#")[0].strip(" \t,，")
        if not written:
            continue
        try:
            days, off = _read_line(written, year)
            for day in days:
                first = meant.setdefault(day, (off, number))
                if first[0] is not off:
                    raise ValueError(f"{day} is both off and work (see line {first[1]})")
        except ValueError as wrong:
            raise ValueError(f"line {number}: {wrong}") from None
    if not any(day.year == year for day in meant):
        raise ValueError(f"the list names no day of {year}")
    return Official(
        frozenset({year}),
        frozenset(day for day, (off, _) in meant.items() if off),
        frozenset(day for day, (off, _) in meant.items() if not off),
    )


def _read_line(written: str, year: int) -> tuple[list[date], bool]:
    match = _LINE.fullmatch(written)
    if match is None:
        raise ValueError(
            f'"{written[:40]}" is not understood: write "{year}-01-01 off" or "{year}-01-02 work"'
        )
    first = parse_date(match[1])
    last = parse_date(match[2] or match[1])
    for day in (first, last):
        if day.year != year and (day.year, day.month) != (year - 1, 12):
            raise ValueError(f"{day} is not in {year}")
    if last < first:
        raise ValueError(f"{first}..{last} runs backwards")
    return [first + timedelta(days=n) for n in range((last - first).days + 1)], _WORDS[match[3]]


def parse_date(written: object) -> date:
    """A day as in 2026-12-31, or a date already; ValueError for anything else, also for days that do not exist."""
    if type(written) is date:
        return written
    if isinstance(written, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", written):
        try:
            return date.fromisoformat(written)
        except ValueError:
            raise ValueError(f"{written} does not exist") from None
    raise ValueError(f'"{str(written)[:40]}" is not a date: write e.g. 2026-12-31')
