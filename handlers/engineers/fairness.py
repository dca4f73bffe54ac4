"""`/oncall fair [month]`: who was called how often, at which hours, and how quickly it was taken."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.fairness import burdens
from handlers.refusals import short_name
from handlers.staff import Turn, safe
from storage.fairness import paged
from views.fairness import fairness_text

WORDS = ("fair", "fairness", "公平")
_LAST = ("last", "上月", "上个月")
_MONTH = re.compile(r"(\d{4})-(\d{1,2})")


def fair_command(turn: Turn, words: str) -> None:
    """Answer for this month, the last one, or one that is named."""
    month = month_named(words.lower(), turn.now.astimezone(turn.zone).date())
    if month is None:
        turn.reply("fair-usage")
        return
    start, end = month_of(month, turn.zone)
    end = min(end, turn.now)
    found = burdens(paged(turn.conn, start, end), turn.desk.rota.office, turn.zone) if start < end else ()
    shown = fairness_text(found, f"{month:%Y-%m}", lambda one: short_name(turn.conn, one), turn.language)
    turn.reply("engineer-shown", {"lines": safe(shown)})


def month_named(words: str, today: date) -> date | None:
    """The first day of the month that is meant; None for anything else."""
    if not words:
        return today.replace(day=1)
    if words in _LAST:
        return (today.replace(day=1) - timedelta(days=1)).replace(day=1)
    match = _MONTH.fullmatch(words)
    if match is None or not 1 <= int(match[2]) <= 12 or not 1970 <= int(match[1]) <= 2999:
        return None
    return date(int(match[1]), int(match[2]), 1)


def month_of(first: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """The month that begins with `first`, by the clocks of a zone."""
    following = (first + timedelta(days=32)).replace(day=1)

    def midnight(day: date) -> datetime:
        return datetime.combine(day, time(), zone).astimezone(UTC)

    return midnight(first), midnight(following)
