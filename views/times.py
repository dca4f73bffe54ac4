"""Instants and durations as people say them. All words are in `times.ftl`; results hold no HTML."""

from __future__ import annotations

from datetime import date, datetime, timedelta, tzinfo

from domain.durations import Duration, Unit
from views.texts import plain

_MINUTE = 60
_HOUR = 60 * _MINUTE
_DAY = 24 * _HOUR


def clock_time(instant: datetime, zone: tzinfo, now: datetime, language: str) -> str:
    """`14:05` today, `tomorrow 09:00`, `11-23 09:00` this year, `2027-01-04 09:00` otherwise, in the zone."""
    local, today = instant.astimezone(zone), now.astimezone(zone)
    time = f"{local:%H:%M}"
    days = (local.date() - today.date()).days
    if days == 0:
        return time
    if days in (-1, 1):
        return plain(language, "time-tomorrow" if days == 1 else "time-yesterday", time=time)
    return f"{local:%m-%d %H:%M}" if local.year == today.year else f"{local:%Y-%m-%d %H:%M}"


def day_text(day: date, language: str) -> str:
    """`Mon 11-23`, `11-23 周一`."""
    return plain(language, "time-day", date=f"{day:%m-%d}", weekday=weekday(day, language))


def weekday(day: date, language: str) -> str:
    """`Mon`, `周一`."""
    return plain(language, "time-weekday", day=day.isoweekday())


def duration_text(length: timedelta, language: str) -> str:
    """`45 s`, `20 min`, `1 h 20 min`, `3 d 4 h`: at most two units, rounded down; negative counts as zero."""
    seconds = max(0, int(length.total_seconds()))
    if seconds < _MINUTE:
        return _units(language, ("seconds", seconds), ("seconds", 0))
    if seconds < _HOUR:
        return _units(language, ("minutes", seconds // _MINUTE), ("minutes", 0))
    # Promises are often 24 h: up to two days hours say more than days.
    if seconds < 2 * _DAY:
        return _units(language, ("hours", seconds // _HOUR), ("minutes", seconds % _HOUR // _MINUTE))
    return _units(language, ("days", seconds // _DAY), ("hours", seconds % _DAY // _HOUR))


def written_length(length: Duration, language: str) -> str:
    """A length from a contract in its own unit: `30 min`, `3 working days`, `1 month`."""
    if length.unit is Unit.SECONDS:
        return duration_text(timedelta(seconds=length.amount), language)
    return plain(language, "confirm-within", unit=length.unit, amount=length.amount)


def remaining(due: datetime, now: datetime, language: str) -> str:
    """What is left until the deadline, or by how much it is missed: `in 1 h 20 min`, `12 min late`."""
    left = due - now
    late = left < timedelta(0)
    if abs(left) < timedelta(minutes=1):
        return plain(language, "time-late-moment" if late else "time-left-moment")
    return plain(language, "time-late" if late else "time-left", length=duration_text(abs(left), language))


def ago(instant: datetime, now: datetime, language: str) -> str:
    """How long ago something was: `20 min ago`, `just now` under a minute."""
    past = now - instant
    if past < timedelta(minutes=1):
        return plain(language, "time-just-now")
    return plain(language, "time-ago", length=duration_text(past, language))


def _units(language: str, large: tuple[str, int], small: tuple[str, int]) -> str:
    first = plain(language, "time-unit", unit=large[0], count=large[1])
    if not small[1]:
        return first
    second = plain(language, "time-unit", unit=small[0], count=small[1])
    return plain(language, "time-units", large=first, small=second)
