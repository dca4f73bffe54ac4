"""What the text and the picture of a receipt say alike: exact lengths and instants, calendars, promises, terms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from domain.calendars import Calendar, Shift
from domain.durations import Duration, Unit
from domain.terms import Preset
from domain.tickets.clocks import Terms
from domain.tickets.receipt_lines import Line, Under, Verdict
from views.texts import plain
from views.times import weekday

_OWN_DAYS_SHOWN = 3
_WRITTEN = {"nextday": "receipt-promise-nextday", "at once": "receipt-promise-at-once"}


@dataclass(frozen=True)
class Reading:
    """Who reads a receipt, and what its numbers mean: the language, the contract, people's names.

    `inside` is for ours: why a deadline was missed is written for the managers and not shown to the customer.
    """

    language: str
    zone: ZoneInfo
    now: datetime
    contract: str
    terms: Terms
    names: Mapping[int, str]
    inside: bool = False

    def name(self, person: int | None) -> str:
        """Somebody's name; the desk's own for None."""
        return plain(self.language, "receipt-desk") if person is None else self.names.get(person, str(person))

    def preset(self, version: int) -> Preset:
        """The terms of a version."""
        return self.terms(version)


def exact(seconds: int, language: str) -> str:
    """A length to the second: `45 s`, `12 min 05 s`, `26 h 00 min 00 s`."""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return plain(
            language, "receipt-length-hours", hours=hours, minutes=f"{minutes:02}", seconds=f"{rest:02}"
        )
    if minutes:
        return plain(language, "receipt-length-minutes", minutes=minutes, seconds=f"{rest:02}")
    return plain(language, "receipt-length-seconds", seconds=rest)


def wall(instant: datetime, zone: tzinfo) -> str:
    """`17:00`, or `17:00:05` where the seconds are not none."""
    local = instant.astimezone(zone)
    return f"{local:%H:%M:%S}" if local.second else f"{local:%H:%M}"


def day(instant: datetime, reading: Reading) -> str:
    """`Fri 11-20`, `11-20 周五`; with the year if it is another one than now."""
    local = instant.astimezone(reading.zone).date()
    written = f"{local:%m-%d}" if local.year == reading.now.astimezone(reading.zone).year else f"{local}"
    return plain(reading.language, "time-day", date=written, weekday=weekday(local, reading.language))


def moment(instant: datetime, reading: Reading) -> str:
    """`Fri 11-20 17:00:05`."""
    return f"{day(instant, reading)} {wall(instant, reading.zone)}"


def span(start: datetime, end: datetime, reading: Reading) -> str:
    """`Fri 11-20 17:00–18:00`; with the second day where it is another one. Midnight ends its own day."""
    last = end.astimezone(reading.zone)
    midnight = (last.hour, last.minute, last.second) == (0, 0, 0) and end > start
    ends_on = (last - timedelta(days=1)).date() if midnight else last.date()
    if ends_on == start.astimezone(reading.zone).date():
        return f"{moment(start, reading)}–{'24:00' if midnight else wall(end, reading.zone)}"
    return f"{moment(start, reading)} – {moment(end, reading)}"


def promise(within: Duration, language: str) -> str:
    """A length as the contract has it, in words: `4 h`, `3 working days`, `the next working day`."""
    if within.written:
        return plain(language, _WRITTEN[within.written])
    if within.unit is not Unit.SECONDS:
        return plain(language, "receipt-promise", unit=within.unit.name.lower(), count=within.amount)
    written = str(within)
    return plain(
        language, "receipt-promise", unit={"h": "hours", "m": "minutes", "s": "seconds"}[written[-1]],
        count=int(written[:-1]),
    )  # fmt: skip


def verdict(line: Line) -> str:
    """The verdict, or "ended": a ticket that was withdrawn or closed in time kept no promise and broke none."""
    over = line.ended_with in ("closed", "confirmed", "withdrawn")
    return "ended" if over and line.verdict is Verdict.KEPT else line.verdict.value


def clock_name(line: Line, language: str) -> str:
    """`Restored`, `On site or remote`."""
    spec = line.clock.spec
    return plain(language, f"clock-{spec.name}{'-or-remote' if spec.or_remote else ''}")


def under(terms: Under, kind: str, reading: Reading) -> str:
    """The level or grade of some terms, in the contract's words."""
    preset = reading.preset(terms.version)
    if terms.level is not None:
        return preset.nearest_level(terms.level).label[reading.language]
    grade = preset.grade(kind, terms.grade)
    return grade.label[reading.language] if grade else plain(reading.language, f"kind-{kind}")


def calendar_words(line: Line, language: str) -> str:
    """When this clock runs: `round the clock`, or its hours, its holidays and the special days that it met."""
    calendar = line.clock.spec.calendar
    if line.real_time:
        return plain(language, "receipt-calendar-real")
    if calendar.always:
        return plain(language, "receipt-calendar-always")
    parts = [_week(calendar, language)]
    if calendar.holidays == "cn":
        parts.append(plain(language, "receipt-calendar-cn"))
    zone = ZoneInfo(calendar.zone)
    first = line.clock.started_at.astimezone(zone).date()
    last = max(line.until, line.clock.due_at).astimezone(zone).date()
    closed = sorted(one for one in calendar.closed if first <= one <= last and one not in calendar.own_days)
    if closed:
        parts.append(plain(language, "receipt-calendar-closed", days=_days(closed)))
    for one in [one for one in sorted(calendar.own_days) if first <= one <= last][:_OWN_DAYS_SHOWN]:
        hours = _hours(calendar.own_days[one]) or plain(language, "receipt-calendar-no-work")
        parts.append(plain(language, "receipt-calendar-own", day=f"{one:%m-%d}", hours=hours))
    return plain(language, "receipt-between").join(parts)


def _days(days: list[date]) -> str:
    shown = ", ".join(f"{one:%m-%d}" for one in days[:_OWN_DAYS_SHOWN])
    return shown if len(days) <= _OWN_DAYS_SHOWN else f"{shown}, …"


def _week(calendar: Calendar, language: str) -> str:
    """`Mon–Fri 09:00–12:00, 13:30–18:00 · Sat 22:00–06:00`: neighbours with the same hours together."""
    monday = date(2026, 1, 5)
    names = [weekday(monday + timedelta(days=place), language) for place in range(7)]
    if len(set(calendar.shifts)) == 1:
        return f"{names[0]}–{names[-1]} {_hours(calendar.shifts[0])}"
    groups: list[tuple[int, int]] = []
    for place, shifts in enumerate(calendar.shifts):
        if groups and groups[-1][1] == place - 1 and calendar.shifts[place - 1] == shifts:
            groups[-1] = (groups[-1][0], place)
        else:
            groups.append((place, place))
    return " · ".join(
        f"{names[one] if one == other else f'{names[one]}–{names[other]}'} {_hours(calendar.shifts[one])}"
        for one, other in groups
        if calendar.shifts[one]
    )


def _hours(shifts: tuple[Shift, ...]) -> str:
    return ", ".join(f"{_minute(start)}–{_minute(end, end=True)}" for start, end in shifts)


def _minute(minute: int, *, end: bool = False) -> str:
    if end and minute == 1440:
        return "24:00"
    return f"{minute // 60 % 24:02}:{minute % 60:02}"
