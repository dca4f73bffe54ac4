"""How well the promises of a period were kept, as values, and the arithmetic behind them.

A clock belongs to the period in which it ended or, if it was missed, in which it fell due: so each counts once. One
whose terms were replaced (re-graded, migrated) counts only if it was missed before that. Kept on the second is kept.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import TypeVar

from domain.terms import CLOCK_NAMES

_Amount = TypeVar("_Amount", timedelta, float)
_Key = TypeVar("_Key", bound=Hashable)

_LAST = 99
_MONTH = re.compile(r"(?:(\d{4})\s*[-./年]\s*)?(\d{1,2})\s*月?")
_THIS = ("", "this", "month", "本月", "这个月")
_BEFORE = ("last", "上月", "上个月")


def percentile(values: Sequence[_Amount], share: float) -> _Amount | None:
    """The smallest value that `share` (0 < share <= 1) of all values do not exceed; None without values.

    Nearest rank, not interpolated: "9 of 10 were done within ..." must be true of real tickets.
    """
    if not 0 < share <= 1:
        raise ValueError(f"share out of range: {share}")
    if not values:
        return None
    return sorted(values)[math.ceil(share * len(values)) - 1]


def median(values: Sequence[_Amount]) -> _Amount | None:
    """The middle value, of an even number the mean of the two in the middle; None without values."""
    if not values:
        return None
    ordered, half = sorted(values), len(values) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


@dataclass(frozen=True)
class Attainment:
    """How the clocks of one name went in a period: of one contract, level and grade, or of several together.

    `running` are those that still run at the moment of asking, `overdue` as many of them as are past their deadline
    (whenever it was); the others belong to the period. An overdue one is among the breached of its own period.
    """

    contract: str = ""
    clock: str = ""
    level: int | None = None
    grade: str | None = None
    kept: int = 0
    breached: int = 0
    running: int = 0
    overdue: int = 0
    paused: timedelta = timedelta()
    """Counted time left out by agreement, of all of them."""
    used: tuple[tuple[int, int], ...] = field(default=(), repr=False)
    """(seconds used, seconds promised), in the time that counts, of each of the kept and breached that has ended."""

    @property
    def decided(self) -> int:
        """Kept and breached."""
        return self.kept + self.breached

    @property
    def share(self) -> float | None:
        """Kept of the decided (0 to 1); None when none was decided."""
        return self.kept / self.decided if self.decided else None

    @property
    def median(self) -> timedelta | None:
        """The time that half of those that ended did not exceed."""
        return median(self._times)

    @property
    def p90(self) -> timedelta | None:
        """The time that nine in ten of those that ended did not exceed."""
        return percentile(self._times, 0.9)

    @property
    def median_share(self) -> float | None:
        """As `median`, of what each was promised (1.0: exactly the promised time)."""
        return median(self._shares)

    @property
    def p90_share(self) -> float | None:
        """As `p90`, of what each was promised."""
        return percentile(self._shares, 0.9)

    @property
    def promise(self) -> timedelta | None:
        """What all of those that ended were promised, if it was the same."""
        promised = {seconds for _, seconds in self.used}
        return timedelta(seconds=promised.pop()) if len(promised) == 1 else None

    @property
    def _times(self) -> list[timedelta]:
        return [timedelta(seconds=used) for used, _ in self.used]

    @property
    def _shares(self) -> list[float]:
        return [used / promised for used, promised in self.used if promised]


@dataclass(frozen=True)
class Line:
    """One clock of a ticket, as a report lists it. Seconds count the contract's time; `late` is real time.

    `outcome` is kept, breached or running, or replaced (by other terms, before its deadline: it counts nowhere).
    A breached one that has not ended is running as well.
    """

    ticket: int
    contract: str
    customer: str
    kind: str
    level: int | None
    grade: str | None
    clock: str
    version: int
    started_at: datetime
    due_at: datetime
    ended_at: datetime | None
    superseded: bool
    promised: int
    used: int | None
    paused: int
    outcome: str
    late: timedelta
    reason: str = ""


@dataclass(frozen=True)
class Report:
    """Attainment of [start, end) as seen at `now`; `broken` are its breaches, the latest first in each contract."""

    start: datetime
    end: datetime
    now: datetime
    rows: tuple[Attainment, ...] = ()
    broken: tuple[Line, ...] = ()
    customers: Mapping[str, str] = field(default_factory=dict)
    """Names of the customers by contract."""
    contract: str | None = None

    def customer(self, contract: str) -> str:
        """The customer of a contract; its code if there is no name."""
        return self.customers.get(contract, contract)


def together(rows: Iterable[Attainment], contract: str = "", clock: str = "") -> Attainment:
    """Several as one."""
    rows = list(rows)
    return Attainment(
        contract,
        clock,
        kept=sum(row.kept for row in rows),
        breached=sum(row.breached for row in rows),
        running=sum(row.running for row in rows),
        overdue=sum(row.overdue for row in rows),
        paused=sum((row.paused for row in rows), timedelta()),
        used=tuple(pair for row in rows for pair in row.used),
    )


def by_clock(rows: Iterable[Attainment]) -> tuple[Attainment, ...]:
    """One for each clock, in the order in which a customer meets them."""
    grouped = _grouped(rows, lambda row: row.clock)
    return tuple(together(grouped[name], clock=name) for name in sorted(grouped, key=clock_order))


def by_contract(rows: Iterable[Attainment]) -> tuple[Attainment, ...]:
    """One for each contract, the worst first: the lowest share, then the most breaches; undecided ones last."""
    grouped = _grouped(rows, lambda row: row.contract)
    found = [together(group, contract=code) for code, group in grouped.items()]
    return tuple(
        sorted(found, key=lambda row: (2 if row.share is None else row.share, -row.breached, row.contract))
    )


def in_order(row: Attainment) -> tuple[str, tuple[int, str], int, str]:
    """Sorts by contract, clock, level, grade."""
    return row.contract, clock_order(row.clock), row.level or _LAST, row.grade or ""


def clock_order(name: str) -> tuple[int, str]:
    """Sorts clocks in the order in which a customer meets them."""
    return (CLOCK_NAMES.index(name) if name in CLOCK_NAMES else len(CLOCK_NAMES), name)


def month_of(words: str, today: date) -> tuple[int, int] | None:
    """Year and month that are meant: nothing (this one), `last`, `10` (the latest October), `2026-10`; None: no month.

    A month that has not begun is None too.
    """
    words = words.strip().lower()
    if words in _THIS:
        return today.year, today.month
    if words in _BEFORE:
        return _before(today.year, today.month)
    match = _MONTH.fullmatch(words)
    if match is None or not 1 <= int(match[2]) <= 12:
        return None
    month = int(match[2])
    year = int(match[1]) if match[1] else today.year - (month > today.month)
    return (year, month) if year > 1970 and (year, month) <= (today.year, today.month) else None


def month_window(year: int, month: int, zone: tzinfo, now: datetime) -> tuple[datetime, datetime]:
    """The instants [start, end) of a local month, no later than `now`."""
    year_after, month_after = (year + 1, 1) if month == 12 else (year, month + 1)
    return _first(year, month, zone), min(_first(year_after, month_after, zone), now)


def _first(year: int, month: int, zone: tzinfo) -> datetime:
    return datetime.combine(date(year, month, 1), time(), zone).astimezone(UTC)


def _before(year: int, month: int) -> tuple[int, int]:
    return (year - 1, 12) if month == 1 else (year, month - 1)


def _grouped(rows: Iterable[Attainment], key: Callable[[Attainment], _Key]) -> dict[_Key, list[Attainment]]:
    grouped: dict[_Key, list[Attainment]] = {}
    for row in rows:
        grouped.setdefault(key(row), []).append(row)
    return grouped
