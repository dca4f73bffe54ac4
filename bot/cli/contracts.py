"""`python -m bot contracts table`: what every preset promises, and the deadlines of one report under each."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import groupby
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.cli.failure import CommandError
from bot.cli.promises import columns, loaded, promises
from domain.calendars import add, unknown_years
from domain.contracts import preset_names
from views.texts import plain
from views.times import weekday

AT = "2026-05-08 19:30"
"""A Friday evening before a make-up working Saturday (9 May 2026): where working time is easily counted wrong."""

_HEAD = ("preset", "level", "clock", "promise", "calendar", "from", "deadline")


def table(names: Sequence[str], at: str, timezone: str, zone: str, language: str, *, as_csv: bool) -> int:
    """Print one line for each preset, level or grade, and clock; CommandError for what cannot be read.

    A clock that starts later than the report (`from`) is shown as if its event had happened at that instant.
    """
    instant = _instant(at, timezone)
    rows = [row for name in names or preset_names() for row in _rows(name, instant, timezone, zone, language)]
    if as_csv:
        out = csv.writer(sys.stdout, lineterminator="\n")
        out.writerow(_HEAD)
        out.writerows(rows)
        return 0
    local = instant.astimezone(ZoneInfo(timezone))
    print(f"{weekday(local.date(), language)} {local:%Y-%m-%d %H:%M:%S} {timezone}, {zone}")
    aligned = list(columns([_HEAD, *rows]))
    print(f"\n{aligned[0]}")
    for _, group in groupby(zip(rows, aligned[1:], strict=True), key=lambda pair: pair[0][0]):
        print()
        for _, line in group:
            print(line)
    return 0


def _rows(name: str, at: datetime, timezone: str, zone: str, language: str) -> Iterator[tuple[str, ...]]:
    preset, data = loaded(name, timezone, zone)
    for level in preset.levels:
        if not level.clocks:
            yield name, level.label[language], "-", "-", "-", "-", "-"
    for one in promises(preset, data):
        spec = one.spec
        due = add(spec.calendar, at, spec.within)
        local = due.astimezone(ZoneInfo(timezone))
        within = f"{spec.within}{' / remote' if spec.or_remote else ''}"
        deadline = f"{weekday(local.date(), language)} {local:%Y-%m-%d %H:%M:%S}"
        if unknown := unknown_years(spec.calendar, at, due):
            deadline += f" (holidays of {', '.join(map(str, unknown))} not known: plain weekdays)"
        clock = plain(language, "summary-clock", clock=spec.name)
        yield name, one.label[language], clock, within, one.calendar, spec.start, deadline


def _instant(written: str, timezone: str) -> datetime:
    try:
        zone = ZoneInfo(timezone)
    except (ZoneInfoNotFoundError, ValueError):
        raise CommandError(f'--timezone: there is no time zone "{timezone}"') from None
    try:
        at = datetime.fromisoformat(written)
    except ValueError:
        raise CommandError(f'--at: must be an instant such as "{AT}", not "{written}"') from None
    return (at if at.tzinfo else at.replace(tzinfo=zone)).astimezone(UTC)
