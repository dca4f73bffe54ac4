"""By when somebody will be at work, as people type it: 14:30, 45m, 1h, 半小时."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime, time, timedelta, tzinfo

_CLOCK = re.compile(r"(\d{1,2})\s*(?::|点|时|h(?=\d))\s*(\d{1,2}|半)?\s*分?")
_LENGTH = re.compile(
    r"(\d+(?:\.\d+)?)\s*(m|min|mins|minutes?|分|分钟|h|hrs?|hours?|小时|个小时|钟头)?(?:后|之后)?"
)
_HOURS = ("h", "hr", "hrs", "hour", "hours", "小时", "个小时", "钟头")
_READY = {"半小时": 30, "半个小时": 30, "一小时": 60, "一个小时": 60, "两小时": 120, "两个小时": 120}


def promised_at(words: str, now: datetime, zone: tzinfo) -> datetime | None:
    """The instant meant, aware UTC: the next such wall-clock time in `zone`, or that long from now; None: unreadable.

    A number alone is minutes. A wall-clock time that does not exist is read with the offset before the change.
    """
    written = unicodedata.normalize("NFKC", words).strip().lower().rstrip("。.")
    if written.removesuffix("后") in _READY:
        return now + timedelta(minutes=_READY[written.removesuffix("后")])
    if found := _LENGTH.fullmatch(written):
        amount = float(found[1]) * (60 if found[2] in _HOURS else 1)
        # Beyond a week nobody promises; far beyond it a timedelta overflows.
        return now + timedelta(minutes=amount) if amount <= 7 * 24 * 60 else None
    clock = _CLOCK.fullmatch(written)
    if clock is None:
        return None
    minute = 30 if clock[2] == "半" else int(clock[2] or 0)
    if int(clock[1]) > 23 or minute > 59:
        return None
    today = now.astimezone(zone).date()
    days = (
        datetime.combine(today + timedelta(days=more), time(int(clock[1]), minute), zone)
        for more in (0, 1, 2)
    )
    return next(at for day in days if (at := day.astimezone(UTC)) > now)
