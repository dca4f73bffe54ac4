"""Figures of a year to show."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from domain.plans.survey_results import Results, Sheet, Tap, sum_up
from domain.plans.surveys import INDICATORS

ZONE = ZoneInfo("Asia/Shanghai")
START, END = datetime(2025, 11, 20, tzinfo=UTC), datetime(2026, 11, 20, tzinfo=UTC)
CUSTOMERS = {
    "A": "实验小学",
    "B": "Riverside Clinic",
    "C": "智慧东城政务服务数据管理中心（政务内网运维项目）",
}
ENGINEERS = {601: "王强", 602: "陈静", 604: "Priya Nair"}


def year() -> Results:
    """Three customers, three engineers, four quarters; the on-site response is poor."""
    sheets, taps = [], []
    for number in range(14):
        at = START + timedelta(days=20 + number * 25)
        answers = {
            name: (2 if name == "onsite-response" and number % 3 else 3 + (number + place) % 3)
            for place, name in enumerate(INDICATORS)
            if (number + place) % 7
        }
        answers.pop("online-content", None)
        sheets.append(Sheet("ABC"[number % 3], number % 5, (list(ENGINEERS)[number % 3],), answers, at))
    for number in range(40):
        taps.append(
            Tap("AB"[number % 2], number % 6, list(ENGINEERS)[number % 2], 5 - (number % 4 == 0) * 3 - number % 2,
                START + timedelta(days=number * 9))
        )  # fmt: skip
    return sum_up(sheets, taps, START, END, ZONE, asked=21, follow_ups={"open": 2, "overdue": 1, "done": 5})


EMPTY = sum_up([], [], START, END, ZONE, asked=3, follow_ups={"open": 0, "overdue": 0, "done": 0})
