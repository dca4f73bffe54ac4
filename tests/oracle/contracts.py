"""Random contracts in the format of presets: every calendar, clock, unit and zone that the format knows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from random import Random
from typing import Any

from tests.oracle.oracle import Terms
from tests.oracle.walk import Hours, shifts

SHANGHAI = "Asia/Shanghai"
# Days around which something is special: clocks change, holidays and make-up days, the end of what is known.
SPECIAL_DAYS: Mapping[str, tuple[str, ...]] = {
    SHANGHAI: (
        "2025-01-26", "2025-02-08", "2025-04-27", "2025-09-28", "2025-10-11", "2026-01-04", "2026-02-14",
        "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10", "2025-12-31", "2026-12-29",
    ),
    "Europe/Berlin": ("2025-03-30", "2025-10-26", "2026-03-29", "2026-10-25", "2025-12-31"),
    "America/New_York": ("2025-03-09", "2025-11-02", "2026-03-08", "2026-11-01", "2025-12-31"),
    "Australia/Lord_Howe": ("2025-04-06", "2025-10-05", "2026-04-05", "2026-10-04", "2025-12-31"),
}  # fmt: skip
HOURS: tuple[tuple[str, ...], ...] = (
    ("Mon-Fri 09:00-18:00",),
    ("Mon-Fri 09:00-12:00", "Mon-Fri 13:30-18:00"),
    ("Mon-Sat 08:30-12:15", "Mon-Fri 13:07-17:30"),
    ("Mon-Fri 09:00-18:00", "Sat 22:00-06:00"),
    ("Mon-Sun 22:00-06:00",),
    ("Sat-Mon 20:00-02:30", "Mon 09:00-17:00", "Thu 00:00-24:00"),
    ("Mon-Sun 00:00-24:00",),
    ("Sun 01:00-02:15", "Sun 02:15-03:00", "Mon-Sat 10:00-16:00"),
    ("Mon-Sun 01:45-02:30", "Wed 12:00-13:00"),
    # Where the clocks jump from 2:00 to 3:00 (or half past) the first of these shifts comes after the second begins.
    ("Sun 02:10-02:20", "Sun 03:00-05:00", "Mon-Sat 10:00-16:00"),
    ("Sun 02:10-02:20", "Sun 02:30-05:00", "Mon-Sat 10:00-16:00"),
    ("Tue-Thu 07:00-19:00", "Sat 02:00-04:00", "Sat 23:30-01:30", "Sun 01:30-02:10"),
)
OWN_HOURS: tuple[tuple[str, ...], ...] = (
    (),
    ("09:00-12:00",),
    ("13:00-14:00", "15:00-16:30"),
    ("01:00-02:30",),
    ("10:00-24:00",),
)
SECONDS = ("at once", "90s", "5m", "15m", "30m", "1h", "2h", "4h", "8h", "12h", "24h", "48h", "72h", "3601s")
LONG = ("1wd", "2wd", "3wd", "5wd", "nextday", "1d", "2d", "3d", "7d", "1month", "2month", "364d", "12month")
NOTICES = ("1s", "90s", "10m", "30m", "2h", "8h", "24h")
FAULT_CLOCKS = ("response", "onsite", "restore", "report", "defect_fix")
GRADES: Mapping[str, tuple[str, Sequence[str]]] = {
    "consultation": ("answer", ("ordinary", "research")),
    "change": ("change", ("small", "large", "whole")),
    "complaint": ("complaint", ("only",)),
}
RULES: tuple[dict[str, Any], ...] = (
    {"impact": "down"},
    {"impact": "severe"},
    {"impact": "slight"},
)
_STARTS = ("opened", "acknowledged", "on_way", "arrived", "restored", "resolved")
_STOPS = (
    "acknowledged", "engineer_said", "on_way", "arrived", "remote", "restored", "resolved", "defect_fixed",
)  # fmt: skip
_WORDS = {"zh": "字", "en": "words"}


@dataclass(frozen=True)
class Agreed:
    """A contract with all its versions, and the day around which its tickets happen."""

    versions: Mapping[int, Terms]
    about: date


def draw_contract(rng: Random) -> Agreed:
    """One to three versions; nearly everything may differ between them."""
    timezone = rng.choice([SHANGHAI, *SPECIAL_DAYS])
    about = date.fromisoformat(rng.choice(SPECIAL_DAYS[timezone]))
    if rng.random() < 0.3:
        about = date(2025, 1, 10) + timedelta(days=rng.randrange(700))
    levels = rng.randint(2, 4)
    versions: dict[int, Terms] = {}
    for version in range(1, rng.choice((1, 2, 3)) + 1):
        zone = timezone if rng.random() < 0.95 else rng.choice(list(SPECIAL_DAYS))
        far = "far" if rng.random() < 0.3 else "near"
        if rng.random() < 0.1:
            levels = rng.randint(2, 4)
        versions[version] = Terms(_preset(rng, zone, about, levels), zone, far)
    return Agreed(versions, about)


def _preset(rng: Random, timezone: str, about: date, levels: int) -> dict[str, Any]:
    calendars: dict[str, Any] = {"always": {"hours": "7x24"}}
    for name in ("office", "other"):
        calendars[name] = _calendar(rng, timezone, about)
    rules = [{"level": n, "when": RULES[n - 1]} for n in range(1, levels)]
    preset = {
        "title": _WORDS,
        "confirm_within": "3d",
        "calendars": calendars,
        "levels": [
            {
                "number": n,
                "label": _WORDS,
                "meaning": _WORDS,
                "acknowledge": "5m",
                "clocks": _fault_clocks(rng),
            }
            for n in range(1, levels + 1)
        ],
        "rules": [*rules, {"level": levels, "when": {}}],
        "requests": {
            kind: [
                {"grade": grade, "label": _WORDS, "clocks": _request_clocks(rng, name)}
                for grade in grades
                if rng.random() < 0.95
            ]
            for kind, (name, grades) in GRADES.items()
        },
        "pauses": {"access": {"label": _WORDS, "longest": "72h"}},
    }
    if rng.random() < 0.7:
        preset["regrade"] = {"notice": rng.choice(NOTICES)}
    return preset


def _calendar(rng: Random, timezone: str, about: date) -> dict[str, Any]:
    if rng.random() < 0.1:
        return {"hours": "7x24", "closed": [(about + timedelta(days=rng.randint(-2, 4))).isoformat()]}
    hours = rng.choice(HOURS)
    written: dict[str, Any] = {"hours": hours[0] if len(hours) == 1 and rng.random() < 0.3 else list(hours)}
    if rng.random() < (0.8 if timezone == SHANGHAI else 0.1):
        written["holidays"] = "cn"

    def near() -> str:
        return (about + timedelta(days=rng.randint(-4, 8))).isoformat()

    if rng.random() < 0.3:
        written["closed"] = sorted({near() for _ in range(rng.randint(1, 3))})
    for _ in range(rng.choice((0, 0, 1, 3))):
        day = near()
        own = rng.choice(OWN_HOURS)
        plain = own[0] if len(own) == 1 and rng.random() < 0.3 else list(own)
        more = {**written, "days": {**written.get("days", {}), day: plain}}
        if not _overlapping(Hours.read(timezone, more), date.fromisoformat(day)):
            written = more
    return written


def _overlapping(hours: Hours, day: date) -> bool:
    """Whether a day's own hours run into those of the day before or after, which a contract may not say."""
    around = [
        (begin + 1440 * ahead, end + 1440 * ahead)
        for ahead in (-1, 0, 1)
        for begin, end in shifts(hours, day + timedelta(days=ahead))
    ]
    return any(one[1] > other[0] for one, other in pairwise(around))


def _clock(rng: Random) -> dict[str, Any]:
    def length() -> str:
        return rng.choice(SECONDS if rng.random() < 0.65 else LONG)

    spec = {"within": length(), "calendar": rng.choice(("always", "office", "office", "other"))}
    if rng.random() < 0.2:
        spec["within_far"] = "none" if rng.random() < 0.3 else length()
        if rng.random() < 0.3:
            del spec["within"]
    if spec["calendar"] == "always" and rng.random() < 0.5:
        del spec["calendar"]
    return spec


def _fault_clocks(rng: Random) -> dict[str, Any]:
    clocks = {name: _clock(rng) for name in FAULT_CLOCKS if rng.random() < 0.6}
    if "onsite" in clocks and rng.random() < 0.4:
        clocks["onsite"]["or_remote"] = True
    for spec in clocks.values():
        if rng.random() < 0.07:
            spec["stop"] = rng.sample(_STOPS, rng.randint(1, 3))
        if rng.random() < 0.07:
            spec["start"] = rng.choice(_STARTS)
    return clocks


def _request_clocks(rng: Random, name: str) -> dict[str, Any]:
    clocks = {name: _clock(rng)}
    if rng.random() < 0.3:
        clocks["response"] = _clock(rng)
    return clocks
