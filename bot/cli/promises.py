"""What a preset promises, line by line, for the commands that print it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unicodedata import east_asian_width

from bot.cli.failure import CommandError
from bot.settings.presets import preset_data
from domain.contracts import ContractError, load_preset
from domain.terms import ClockSpec, Preset


@dataclass(frozen=True)
class Promise:
    """One clock of a level or of a grade of a request. `calendar` is how the preset writes its hours."""

    kind: str
    """`fault`, or the kind of request."""
    level: int | None
    grade: str | None
    label: Mapping[str, str]
    spec: ClockSpec
    calendar: str

    @property
    def key(self) -> tuple[str, int | None, str | None, str]:
        """The same in the near and in the far zone."""
        return self.kind, self.level, self.grade, self.spec.name


def loaded(name: str, timezone: str, zone: str) -> tuple[Preset, dict[str, Any]]:
    """A shipped preset or a file, and its data; CommandError in one line."""
    try:
        data = preset_data(name, Path())
        return load_preset(name, data, timezone, zone), data
    except ContractError as wrong:
        raise CommandError(str(wrong)) from None


def promises(preset: Preset, data: Mapping[str, Any]) -> Iterator[Promise]:
    """Every clock, in the order of the preset: its levels, then its requests."""
    for level, raw in zip(preset.levels, data["levels"], strict=True):
        for spec in level.clocks:
            hours = _hours(data, raw["clocks"][spec.name])
            yield Promise("fault", level.number, None, level.label, spec, hours)
    for kind, grades in preset.requests.items():
        for grade, raw in zip(grades, data["requests"][kind], strict=True):
            for spec in grade.clocks:
                hours = _hours(data, raw["clocks"][spec.name])
                yield Promise(kind, None, grade.name, grade.label, spec, hours)


def columns(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Rows as lines in which every column begins at the same place; a Chinese character is two wide."""
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        padded = (cell + " " * (wide - width(cell)) for cell, wide in zip(row, widths, strict=True))
        yield "  ".join(padded).rstrip()


def width(words: str) -> int:
    """How many places of a terminal the words take."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in words)


def _hours(data: Mapping[str, Any], clock: Mapping[str, Any]) -> str:
    calendar = data["calendars"][clock.get("calendar", "always")]
    hours = calendar["hours"]
    written = hours if isinstance(hours, str) else ", ".join(hours)
    holidays = calendar.get("holidays", "none")
    return written if holidays == "none" else f"{written}, {holidays}"
