"""The plan as text: what is overdue first, then by the day on which something has to happen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta, tzinfo

from domain.plans.outlook import Standing
from views.summary import visible_length
from views.texts import Safe, lines, text
from views.times import clock_time, day_text

Name = Callable[[int], str]
_MOST = 60


def plan_text(
    found: Sequence[Standing], of: str, name: Name, zone: tzinfo, now: datetime, language: str, room: int
) -> Safe:
    """At most `room` visible characters; what has no room is counted. `of` says whose plan it is."""
    title = text(language, "plan-title", of=of)
    if not found:
        return lines(title, text(language, "plan-empty"))
    shown = [_line(one, name, zone, now, language) for one in found[:_MOST]]
    while shown:
        rest = len(found) - len(shown)
        whole = lines(title, *shown, *([text(language, "plan-more", count=rest)] if rest else []))
        if visible_length(whole) <= room:
            return whole
        shown.pop()
    return title


def _line(one: Standing, name: Name, zone: tzinfo, now: datetime, language: str) -> Safe:
    last_day = (one.due - timedelta(seconds=1)).astimezone(zone).date()
    today = now.astimezone(zone).date()
    what = one.promise.label.get(language, one.promise.name)
    head = text(language, "plan-line", mark=_mark(one), what=what, customer=one.customer)
    facts = [text(language, "plan-due", day=day_text(last_day, language), days=(last_day - today).days)]
    if one.overdue:
        facts = [
            text(language, "plan-overdue", day=day_text(last_day, language), days=(today - last_day).days)
        ]
    if one.agreed_at is not None:
        facts.insert(0, text(language, "plan-agreed", at=clock_time(one.agreed_at, zone, now, language)))
    if one.person is not None:
        facts.append(text(language, "plan-who", who=name(one.person)))
    if one.last_done is not None:
        facts.append(
            text(language, "plan-last", day=day_text(one.last_done.astimezone(zone).date(), language))
        )
    return Safe(f"{head}\n   {' · '.join(facts)}")


def _mark(one: Standing) -> str:
    if one.overdue:
        return "⏰"
    return {"coming": "▫️", "open": "🔹", "agreed": "📌", "started": "🔧"}[one.state]
