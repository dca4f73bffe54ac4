"""Summaries as they come: an ordinary day, a desk without tickets, and far too much of everything."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from domain.summary import Breach, Bucket, Counts, Deadlines, Decision, OpenTicket, Summary, Timing

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 21, 10, 30, tzinfo=UTC)


def ago(**length: float) -> datetime:
    return NOW - timedelta(**length)


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


EMPTY = Summary(ago(days=1), NOW, NOW, course=tuple(Bucket(date(2026, 11, 21), h) for h in range(24)))

DAY = Summary(
    ago(days=1),
    NOW,
    NOW,
    counts=Counts(12, 10),
    previous=Counts(9, 11),
    reopened=1,
    overdue=1,
    open_by_level=((1, 1), (2, 4), (None, 3)),
    opened_by_kind=(("fault", 8), ("training", 3)),
    deadlines=(
        Deadlines("response", 1, 2),
        Deadlines("response", 2, 9, 1, 2),
        Deadlines("restore", 2, 8, 2, 3),
    ),
    timings=(
        Timing("acknowledge", None, 12, minutes(6), minutes(41), None, 0.11, 0.8),
        Timing("restore", None, 10, minutes(150), minutes(300), minutes(240), 0.62, 1.25),
    ),
    oldest=(OpenTicket(3, 2, "No. 3 School", ago(days=5, hours=3), "Zhang Wei"),),
    ratings=(0, 1, 1, 3, 6),
    breaches=(
        Breach(12, 1, "restore", minutes(130), True, "No. 3 School"),
        Breach(9, 2, "restore", minutes(20), False, "No. 3 School", "contested"),
    ),
    decisions=(
        Decision("breached", ago(minutes=130), "A <b>&", 12, 1, "restore"),
        Decision("unacknowledged", ago(minutes=40), "City Clinic", 14, 2),
        Decision("low_rating", ago(hours=3), "City Clinic", 8, None, "2"),
        Decision("access", ago(days=3), "Wang Fang", detail="let me in"),
        Decision("confirmation", ago(days=2), "No. 3 School", 5, 3),
    ),
    course=tuple(Bucket(date(2026, 11, 21), h, h % 3, h % 2, int(h == 20)) for h in range(24)),
)

WEEK = Summary(
    datetime(2026, 11, 16, tzinfo=ZONE),
    datetime(2026, 11, 23, tzinfo=ZONE),
    NOW,
    contract="province",
    customer="省信息中心$机房$" * 12,
    counts=Counts(123_456, 98_765),
    previous=Counts(120_000, 98_765),
    overdue=4321,
    open_by_level=(*((level, 12_345 * level) for level in range(1, 10)), (None, 7)),
    opened_by_kind=(("fault", 100_000), ("something_new", 456)),
    deadlines=tuple(
        Deadlines(clock, level, 12_345, 321, 55)
        for clock in ("response", "onsite", "restore", "report", "defect_fix", "answer")
        for level in (1, 2)
    ),
    timings=(Timing("restore", None, 10, minutes(15_000), minutes(30_000), None, 0.6, 12.5),),
    oldest=(OpenTicket(300_000, 2, "省信息中心" * 40, ago(days=500), None),),
    ratings=(100, 2000, 31_000, 4100, 56_000),
    breaches=tuple(
        Breach(n, 1, "restore", minutes(n), True, "x", "waiting") for n in range(120_000, 120_050)
    ),
    decisions=tuple(
        Decision("breached", ago(minutes=n), "省信息中心" * 40, 120_000 + n, 1, "restore")
        for n in range(1, 51)
    ),
    course=tuple(Bucket(date(2026, 11, 16 + n), None, 17_000 + n, 15_000 - n, n) for n in range(7)),
)

ALL = {"empty": EMPTY, "day": DAY, "week": WEEK}
