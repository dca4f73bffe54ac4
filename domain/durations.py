"""Lengths of time as people write them in contracts: `90s`, `30m`, `4h`, `2d`, `3wd`, `1month`, `nextday`, `at once`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum


class Unit(StrEnum):
    """What a length is counted in. Only seconds can be added up without a calendar."""

    SECONDS = "s"
    DAYS = "d"
    WORKING_DAYS = "wd"
    MONTHS = "month"


_WRITTEN = re.compile(r"(\d{1,6})\s*(s|m|h|d|wd|months?)")
_SECONDS = {"s": 1, "m": 60, "h": 3600}
_LONGEST_SECONDS = 366 * 86400

AT_ONCE_SECONDS = 300
"""What "at once" is measured as: nobody can answer sooner than they can read, and a clock needs a number."""


@dataclass(frozen=True)
class Duration:
    """`amount` of `unit`; always positive. `written` is the word a contract used instead of a number, if any."""

    amount: int
    unit: Unit
    written: str = field(default="", compare=False, repr=False)

    def __str__(self) -> str:
        """As it would be written in a contract."""
        if self.written:
            return self.written
        if self.unit is not Unit.SECONDS:
            return f"{self.amount}{self.unit}"
        for letter, size in (("h", 3600), ("m", 60)):
            if self.amount % size == 0:
                return f"{self.amount // size}{letter}"
        return f"{self.amount}s"

    @property
    def seconds(self) -> int:
        """The length in seconds; ValueError where that depends on a calendar."""
        if self.unit is Unit.SECONDS:
            return self.amount
        if self.unit is Unit.DAYS:
            return self.amount * 86400
        raise ValueError(f"{self} has no fixed length in seconds")


_WORDS = {
    "nextday": Duration(1, Unit.WORKING_DAYS, "nextday"),
    "at once": Duration(AT_ONCE_SECONDS, Unit.SECONDS, "at once"),
}


def parse_duration(written: str) -> Duration:
    """Read a length; ValueError says what is wrong with it.

    `nextday` is the end of the next working day, `at once` is AT_ONCE_SECONDS.
    """
    if isinstance(written, str) and written.strip() in _WORDS:
        return _WORDS[written.strip()]
    match = _WRITTEN.fullmatch(written.strip()) if isinstance(written, str) else None
    if match is None:
        raise ValueError(
            f'"{written}" is not a duration: write 90s, 30m, 4h, 2d, 3wd, 1month, nextday or at once'
        )
    amount, unit = int(match[1]), match[2].removesuffix("s") if match[2] != "s" else "s"
    if amount == 0:
        raise ValueError(f'"{written}": a duration must be longer than nothing')
    if unit in _SECONDS:
        duration = Duration(amount * _SECONDS[unit], Unit.SECONDS)
        if duration.amount > _LONGEST_SECONDS:
            raise ValueError(f'"{written}" is longer than a year')
        return duration
    if amount > {"d": 366, "wd": 260, "month": 120}[unit]:
        raise ValueError(f'"{written}" is absurdly long')
    return Duration(amount, Unit(unit))
