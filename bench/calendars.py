"""Deadlines per second: `python -m bench.calendars [--deadlines N]`.

The same random deadlines are computed by the product and, a part of them, by a walk day by day through the calendar
that knows the shifts of a day but no running totals. Both must agree. The last line printed is one JSON object; bad
input ends with one line and exit code 2.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from domain.calendars import Calendar, add, parse_calendar, shifts_on, working_seconds
from domain.durations import Duration, Unit

CALENDARS = {
    "7x24": parse_calendar("Asia/Shanghai", "7x24"),
    "5x8 cn": parse_calendar("Asia/Shanghai", ["Mon-Fri 09:00-12:00", "Mon-Fri 13:30-18:00"], "cn"),
    "night shifts, summer time": parse_calendar("Europe/Berlin", ["Mon-Fri 09:00-17:00", "Sat 22:00-06:00"]),
}
FIRST = datetime(2025, 1, 1, tzinfo=UTC)
SPAN = 700 * 86400
HOURS = (1, 4, 8, 12, 48, 240)
WALKED_SHARE = 100

Order = tuple[datetime, Duration]


def main(arguments: list[str]) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="bench.calendars", description=__doc__.splitlines()[0])
    parser.add_argument("--deadlines", type=int, default=200_000, help="deadlines per calendar")
    options = parser.parse_args(arguments)
    if not 1 <= options.deadlines <= 10_000_000:
        print("--deadlines: between 1 and 10000000", file=sys.stderr)
        return 2
    results = {}
    for name, calendar in CALENDARS.items():
        results[name] = measured = measure(calendar, options.deadlines)
        print(
            f"{name:26} {measured['per_second']:>9,.0f} deadlines/s   {measured['between_per_second']:>9,.0f} sums/s   "
            f"{measured['days_per_second']:>9,.0f} working days/s   walked {measured['walk_per_second']:>7,.0f}/s   "
            f"ratio {measured['ratio']:,.1f}   first use {measured['cold_ms']:.1f} ms"
        )
    print(json.dumps({"bench": "calendars", "deadlines": options.deadlines, "calendars": results}))
    return 0


def measure(calendar: Calendar, count: int) -> dict[str, float]:
    """Rates of one calendar; RuntimeError if the walk finds another deadline."""
    chance = random.Random(3)
    orders = [
        (
            FIRST + timedelta(seconds=chance.randrange(SPAN)),
            Duration(3600 * chance.choice(HOURS), Unit.SECONDS),
        )
        for _ in range(count)
    ]
    days = [(start, Duration(chance.randint(1, 10), Unit.WORKING_DAYS)) for start, _ in orders]
    # A closed day in a far year: another calendar with the same work, so that nothing of it is known yet.
    unused = replace(calendar, closed=frozenset({date(1990, 1, 1)}))
    began = time.perf_counter()
    add(unused, *orders[0])
    cold = time.perf_counter() - began

    due, took = _timed(calendar, orders)
    _, days_took = _timed(calendar, days)
    began = time.perf_counter()
    for (start, _), end in zip(orders, due, strict=True):
        working_seconds(calendar, start, end)
    between_took = time.perf_counter() - began

    walked = orders[: max(1, count // WALKED_SHARE)]
    began = time.perf_counter()
    found = [walk(calendar, start, length.amount) for start, length in walked]
    walk_took = time.perf_counter() - began
    if found != due[: len(found)]:
        raise RuntimeError("the walk disagrees with the index")
    per_second, walk_per_second = count / took, len(walked) / walk_took
    return {
        "per_second": round(per_second),
        "between_per_second": round(count / between_took),
        "days_per_second": round(count / days_took),
        "walk_per_second": round(walk_per_second),
        "ratio": round(per_second / walk_per_second, 1),
        "cold_ms": round(cold * 1000, 2),
    }


def _timed(calendar: Calendar, orders: list[Order]) -> tuple[list[datetime], float]:
    began = time.perf_counter()
    found = [add(calendar, start, length) for start, length in orders]
    return found, time.perf_counter() - began


def walk(calendar: Calendar, start: datetime, seconds: int) -> datetime:
    """A deadline found day by day from the shifts of each day."""
    zone = ZoneInfo(calendar.zone)
    day = start.astimezone(zone).date() - timedelta(days=1)
    left = timedelta(seconds=seconds)
    while True:
        midnight = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - wall-clock time, the zone follows
        for first, last in shifts_on(calendar, day):
            begins = (midnight + timedelta(minutes=first)).replace(tzinfo=zone)
            ends = (midnight + timedelta(minutes=last)).replace(tzinfo=zone, fold=1)
            begin, end = max(begins.astimezone(UTC), start), ends.astimezone(UTC)
            if begin < end:
                if end - begin >= left:
                    return begin + left
                left -= end - begin
        day += timedelta(days=1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
