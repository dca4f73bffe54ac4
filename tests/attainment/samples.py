"""Reports as they come: an ordinary month, an empty one, and far too much of everything."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from domain.attainment import Attainment, Line, Report

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 21, 10, 30, tzinfo=UTC)
START = datetime(2026, 10, 31, 16, tzinfo=UTC)
HOUR = 3600


def line(
    ticket: int, contract: str, clock: str, late: timedelta, reason: str = "", *, running: bool = False
) -> Line:
    due = NOW - late if running else NOW - timedelta(days=3)
    return Line(
        ticket, contract, "第一实验小学", "fault", 1, None, clock, 2, due - timedelta(hours=4), due,
        None if running else due + late, False, 4 * HOUR, None if running else 5 * HOUR, 600, "breached", late, reason,
    )  # fmt: skip


EMPTY = Report(START, NOW, NOW)

MONTH = Report(
    START,
    NOW,
    NOW,
    (
        Attainment(
            "C-01", "response", 1, None, 18, 1, 2, 1, timedelta(), tuple((60 * n, HOUR) for n in range(1, 20))
        ),
        Attainment("C-01", "restore", 1, None, 3, 1, 0, 0, timedelta(minutes=90), ((HOUR, 4 * HOUR),) * 4),
        Attainment("C-02", "response", 2, None, 40, 0, 0, 0, timedelta(), ((HOUR, 2 * HOUR),) * 40),
        Attainment("X-3", "answer", None, "ordinary", running=2),
    ),
    (
        line(12, "C-01", "response", timedelta(hours=3), running=True),
        line(9, "C-01", "restore", timedelta(minutes=12), "the part <came>\nlate & broken"),
    ),
    {"C-01": "第一实验小学", "C-02": "City <Clinic>"},
)

HUGE = Report(
    START,
    NOW,
    NOW,
    tuple(
        Attainment(
            f"C-{n:03}", clock, 1, None, 12_345, n + 1, 321, 7, timedelta(days=n), ((99_999, 9_999),) * 9
        )
        for n in range(60)
        for clock in (
            "response",
            "onsite",
            "restore",
            "report",
            "defect_fix",
            "answer",
            "change",
            "complaint",
        )
    ),
    tuple(
        line(120_000 + n, f"C-{n % 60:03}", "restore", timedelta(hours=n), "理由" * 300) for n in range(900)
    ),
    {f"C-{n:03}": "省信息中心$机房$" * 12 for n in range(60)},
)

ALL = {"empty": EMPTY, "month": MONTH, "huge": HUGE}
