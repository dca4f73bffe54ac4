"""Which time a manager means: `today`, `week`, `last month`, `2026-10`, `2026Q3`, `上季度`; and which contract."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from domain.contracts import Contract
from domain.plans.periods import DAY, MONTH, QUARTER, WEEK, before, span
from handlers.managers import sla
from handlers.staff import Turn

_WORDS = {
    "": "today", "today": "today", "今天": "today", "今日": "today",
    "yesterday": "yesterday", "昨天": "yesterday", "昨日": "yesterday",
    "week": "week", "本周": "week", "一周": "week",
    "month": "month", "本月": "month", "这个月": "month",
    "quarter": "quarter", "本季度": "quarter", "这个季度": "quarter",
    "last week": "last week", "上周": "last week",
    "last month": "last month", "上月": "last month", "上个月": "last month",
    "last quarter": "last quarter", "上季度": "last quarter", "上个季度": "last quarter",
}  # fmt: skip
_MONTH = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*月?")
_QUARTER = re.compile(r"(\d{4})\s*年?\s*(?:q|第)?\s*([1-4])\s*(?:季度)?")
_YEAR = re.compile(r"(\d{4})\s*年?")
_FIRST_YEAR = 2000


@dataclass(frozen=True)
class Asked:
    """The time [start, end) that was asked for, no later than now, and of which contract (None: all)."""

    period: str
    start: datetime
    end: datetime
    contract: Contract | None = None

    @property
    def empty(self) -> bool:
        """It has not begun yet."""
        return self.start >= self.end


def asked(turn: Turn, default: str = "") -> Asked | None:
    """What the words after a command mean: a time (or `default`), then perhaps a contract's code; None: something else."""
    words = turn.incoming.argument.split()
    contract = None
    found = _named(" ".join(words) or default, turn)
    if found is None and words:
        contract = sla.contract_named(turn, words[-1])
        found = _named(" ".join(words[:-1]) or default, turn) if contract is not None else None
    if found is None:
        return None
    period, start, end = found
    return Asked(period, start, min(end, turn.now), contract)


def _named(words: str, turn: Turn) -> tuple[str, datetime, datetime] | None:
    words = words.lower()
    meant, zone = _WORDS.get(words), turn.desk.timezone
    today = turn.now.astimezone(turn.zone).date()
    match meant:
        case None:
            return _dated(words, zone)
        case "today":
            return (DAY, _midnight(today, turn), turn.now)
        case "yesterday":
            return (DAY, _midnight(today - timedelta(days=1), turn), _midnight(today, turn))
        case "week":
            return (WEEK, _midnight(today - timedelta(days=6), turn), turn.now)
        case "month" | "quarter":
            return (meant, span(meant, today, zone)[0], turn.now)
        case _:
            period = meant.removeprefix("last ")
            end = span(period, today, zone)[0]
            return (period, before(period, end, zone), end)


def _dated(words: str, zone: str) -> tuple[str, datetime, datetime] | None:
    month, quarter, year = (pattern.fullmatch(words) for pattern in (_MONTH, _QUARTER, _YEAR))
    if month is not None and 1 <= int(month[2]) <= 12 and int(month[1]) >= _FIRST_YEAR:
        return (MONTH, *span(MONTH, date(int(month[1]), int(month[2]), 1), zone))
    if quarter is not None and int(quarter[1]) >= _FIRST_YEAR and month is None:
        return (QUARTER, *span(QUARTER, date(int(quarter[1]), 3 * int(quarter[2]), 1), zone))
    if year is not None and _FIRST_YEAR <= int(year[1]) < date.max.year:
        first = span(QUARTER, date(int(year[1]), 1, 1), zone)[0]
        return ("year", first, span(QUARTER, date(int(year[1]), 12, 1), zone)[1])
    return None


def _midnight(day: date, turn: Turn) -> datetime:
    return datetime.combine(day, time(), turn.zone).astimezone(UTC)
