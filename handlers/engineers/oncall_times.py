"""Times as people type them: `12-24 09:00`, `tomorrow 18:00`, `until 12-28`, `2h`, `明天 18:00`, `周五到周日`."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.worktime import from_micros, wall_instant

FURTHEST = timedelta(days=366)
"""Nobody plans further ahead; a year typed wrong is found by it."""

_DAY = timedelta(days=1)
_UNTIL = re.compile(r"(?:until|till|to|thru|through|直到|到|至|–|—|-|~|～)\s*", re.IGNORECASE)
_FROM = re.compile(r"(?:from|on|at|for|,|，|从|自|起)\s*", re.IGNORECASE)
_LENGTH = re.compile(
    r"(\d{1,4}(?:\.\d)?)\s*(weeks?|w|days?|d|hours?|hrs?|h|minutes?|mins?|min|m|周|星期|天|个?小时|分钟)(?![a-z0-9])",
    re.IGNORECASE,
)
_FULL = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)\s*[日号]?")
_SHORT = re.compile(r"(\d{1,2})\s*[-/月]\s*(\d{1,2})(?![\d:：])\s*[日号]?")
_WORDS = {
    "day after tomorrow": 2, "today": 0, "tonight": 0, "tomorrow": 1, "大后天": 3, "后天": 2, "今天": 0, "今日": 0,
    "今晚": 0, "明天": 1, "明日": 1, "明晚": 1, "now": 0, "现在": 0,
}  # fmt: skip
_NOW = ("now", "现在")
_DAYS = {
    "monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5, "sunday": 6,
    "mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6,
    **{f"{week}{day}": place % 7 for week in ("星期", "周", "礼拜") for place, day in enumerate("一二三四五六日")},
    "周天": 6, "星期天": 6,
}  # fmt: skip
_NAMED = re.compile(
    "(" + "|".join(sorted((*_WORDS, *_DAYS), key=len, reverse=True)) + r")(?![a-z])\s*", re.IGNORECASE
)
_CLOCK = re.compile(
    r"(上午|早上|中午|下午|晚上)?\s*([0-2]?\d)[:：]([0-5]\d)(?:\s*(am|pm))?(?!\d)", re.IGNORECASE
)
_HOUR = re.compile(
    r"(上午|早上|中午|下午|晚上)?\s*([0-2]?\d)\s*(?:(am|pm)(?![a-z])|[点时]\s*(半|[0-5]?\d分?)?)",
    re.IGNORECASE,
)
_UNITS = {
    "w": 7 * 86400,
    "周": 7 * 86400,
    "星": 7 * 86400,
    "d": 86400,
    "天": 86400,
    "h": 3600,
    "小": 3600,
    "个": 3600,
}


class NotATime(ValueError):
    """The words are none; `words` are those that could not be read."""

    def __init__(self, reason: str, words: str = "") -> None:
        super().__init__(reason)
        self.reason, self.words = reason, words


@dataclass(frozen=True)
class _Moment:
    day: date | None = None
    clock: time | None = None
    length: timedelta | None = None
    until: bool = False
    now: bool = False


def read_span(words: str, now: datetime, zone: ZoneInfo) -> tuple[datetime, datetime] | None:
    """From when until when the words mean, aware UTC, not before `now`; None for no words at all.

    A date alone is that whole day; a length, or a time of the day alone, is from now until then. "until" takes the
    whole of its date in. NotATime: "words" that cannot be read, "backwards", "over" or "far".
    """
    found = _moments(words, now.astimezone(zone).date())
    if not found:
        return None
    if len(found) > 2:
        raise NotATime("words", words.strip())
    first, last = found[0], found[-1]
    today = now.astimezone(zone).date()
    if len(found) == 1:
        alone = first.day is not None and first.clock is None and not first.until and not first.now
        start = _start(first, now, zone, today) if alone else now
        end = _end(first, start, now, zone, today)
    else:
        start, end = _both(first, last, now, zone, today)
        if first.day is None and first.clock is not None and start.astimezone(zone).date() > today:
            # 09:00–18:00, typed at ten, is what is left of today.
            earlier = _both(replace(first, day=today), last, now, zone, today)
            start, end = earlier if earlier[1] > now else (start, end)
    if end <= now:
        raise NotATime("over")
    start = max(start, now)
    if end <= start:
        raise NotATime("backwards")
    if end > now + FURTHEST:
        raise NotATime("far")
    return start, end


def read_length(words: str) -> timedelta | None:
    """A length alone, such as `2h`; None for anything else."""
    match = _LENGTH.fullmatch(words.strip())
    return _length(match) if match is not None else None


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """The first instant of a local day."""
    return _at(day, time(), zone)


def _both(
    first: _Moment, last: _Moment, now: datetime, zone: ZoneInfo, today: date
) -> tuple[datetime, datetime]:
    start = _start(first, now, zone, today)
    if last.day is None and last.clock is not None:
        day = start.astimezone(zone).date()
        last = replace(last, day=day if _at(day, last.clock, zone) > start else day + _DAY)
    return start, _end(last, start, now, zone, today)


def _moments(words: str, today: date) -> list[_Moment]:
    rest, found, until = words.strip(), [], False
    while rest:
        if mark := _FROM.match(rest):
            rest = rest[mark.end() :].lstrip()
            continue
        moment, length = _moment(rest, today)
        if moment is not None:
            found.append(replace(moment, until=until))
            rest, until = rest[length:].lstrip(), False
            continue
        if (mark := _UNTIL.match(rest)) is None:
            raise NotATime("words", rest[:40])
        rest, until = rest[mark.end() :].lstrip(), True
    if until:
        raise NotATime("words", words.strip()[-40:])
    return found


def _moment(words: str, today: date) -> tuple[_Moment | None, int]:
    """The moment at the front of the words, and how many characters it takes."""
    if match := _LENGTH.match(words):
        return _Moment(length=_length(match)), match.end()
    day, place, now = _day(words, today)
    clock, more = _clock(words[place:].lstrip())
    if clock is not None:
        place += len(words[place:]) - len(words[place:].lstrip()) + more
    if day is None and clock is None:
        return None, 0
    return _Moment(day, clock, now=now and clock is None), place


def _length(match: re.Match[str]) -> timedelta:
    return timedelta(seconds=float(match[1]) * _UNITS.get(match[2][0].lower(), 60))


def _day(words: str, today: date) -> tuple[date | None, int, bool]:
    if match := _NAMED.match(words):
        name = match[1].lower()
        if name in _WORDS:
            return today + timedelta(days=_WORDS[name]), match.end(), name in _NOW
        return today + timedelta(days=(_DAYS[name] - today.weekday()) % 7), match.end(), False
    try:
        if match := _FULL.match(words):
            return date(int(match[1]), int(match[2]), int(match[3])), match.end(), False
        if match := _SHORT.match(words):
            day = date(today.year, int(match[1]), int(match[2]))
            return day if day >= today else day.replace(year=today.year + 1), match.end(), False
    except ValueError:
        raise NotATime("words", words[:40]) from None
    return None, 0, False


def _clock(words: str) -> tuple[time | None, int]:
    match = _CLOCK.match(words)
    if match is not None:
        part, hour, minute, half = match[1], int(match[2]), int(match[3]), match[4]
    elif (match := _HOUR.match(words)) is not None:
        written = match[4] or "0"
        part, hour, half = match[1], int(match[2]), match[3]
        minute = 30 if written == "半" else int(written.rstrip("分"))
    else:
        return None, 0
    afternoon = (part in ("下午", "晚上") or (half or "").lower() == "pm") and hour < 12
    if (half or "").lower() == "am" and hour == 12:
        hour = 0
    hour += 12 if afternoon else 0
    if hour == 24 and minute == 0:
        # The end of a day, as rotas write it.
        return time.max, match.end()
    if hour > 23:
        raise NotATime("words", words[:40])
    return time(hour, minute), match.end()


def _at(day: date, clock: time, zone: ZoneInfo) -> datetime:
    if clock == time.max:
        day, clock = day + _DAY, time()
    return from_micros(wall_instant(zone, day.toordinal(), clock.hour * 60 + clock.minute, end=False))


def _start(moment: _Moment, now: datetime, zone: ZoneInfo, today: date) -> datetime:
    if moment.now:
        return now
    if moment.length is not None:
        return now + moment.length
    if moment.day is None:
        assert moment.clock is not None
        return _next(moment.clock, now, zone, today)
    return _at(moment.day, moment.clock or time(), zone)


def _end(moment: _Moment, start: datetime, now: datetime, zone: ZoneInfo, today: date) -> datetime:
    if moment.length is not None:
        return start + moment.length
    if moment.now:
        return now
    if moment.day is None:
        assert moment.clock is not None
        return _next(moment.clock, now, zone, today)
    return _at(moment.day, moment.clock or time.max, zone)


def _next(clock: time, now: datetime, zone: ZoneInfo, today: date) -> datetime:
    at = _at(today, clock, zone)
    return at if at > now else _at(today + _DAY, clock, zone)
