"""What the picture of the plan shows: months across, a row for each promise; plain values for another process."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta, tzinfo
from typing import Any

from domain.plans.outlook import Standing
from views.texts import plain

MOST_ROWS = 16
_BACK_MONTHS, _MONTHS = 1, 7


def picture(
    found: Sequence[Standing], of: str, zone: tzinfo, now: datetime, language: str
) -> tuple[dict[str, Any], dict[str, str]]:
    """The figures and the labels for `views.plan_chart.draw`, both ready for JSON. Places are shares of the width."""
    today = now.astimezone(zone).date()
    months = [_month(today, place - _BACK_MONTHS) for place in range(_MONTHS + 1)]
    first, last = months[0], months[-1]
    length = (last - first).days

    def at(day: date) -> float:
        return round((day - first).days / length, 5)

    rows = []
    for one in found[:MOST_ROWS]:
        start, due = (
            one.opens.astimezone(zone).date(),
            (one.due - timedelta(seconds=1)).astimezone(zone).date(),
        )
        if due < first and not one.overdue:
            continue
        # A window from beyond the picture's edge is cut there; one that lies wholly after it is written, not drawn.
        rows.append(
            {
                "customer": one.customer,
                "what": one.promise.label.get(language, one.promise.name),
                "from": max(0.0, at(start)),
                "to": min(1.0, max(0.0, at(due + timedelta(days=1)))),
                "after": start >= last,
                "due": f"{due:%m-%d}" if due.year == today.year else f"{due:%Y-%m-%d}",
                "agreed": None if one.agreed_at is None else at(one.agreed_at.astimezone(zone).date()),
                "overdue": one.overdue,
                "state": one.state,
            }
        )
    figures = {
        "rows": rows,
        "months": [[at(month), f"{month:%m}"] for month in months[:-1]],
        "today": at(today),
    }
    words = ("open", "coming", "overdue", "agreed", "today")
    labels = {
        "title": plain(language, "plan-chart-title", of=of),
        "facts": plain(language, "plan-chart-facts", first=f"{first:%Y-%m}", last=f"{months[-2]:%Y-%m}"),
        **{word: plain(language, f"plan-chart-{word}") for word in words},
    }
    return figures, labels


def _month(day: date, more: int) -> date:
    months = day.year * 12 + day.month - 1 + more
    return date(months // 12, months % 12 + 1, 1)
