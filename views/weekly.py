"""The week's report: the draft from the records, and what the service manager gets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from domain.desk import Desk
from domain.plans.weekly import Other, Work
from views.callbacks import encode
from views.texts import plain
from views.times import day_text

MAX_REPORT = 3000
"""Characters of a report; with the names around it it fits a message."""
_MOST = 25
VERDICTS = ("good", "lacking")


def draft(work: Sequence[Work], others: Sequence[Other], desk: Desk, language: str) -> str:
    """Plain text, for the engineer to correct: what was finished, what was worked on, what is open."""
    parts = []
    finished = [one for one in work if one.state in ("resolved", "closed")]
    open_now = [one for one in work if one.state not in ("resolved", "closed")]
    for name, found in (("finished", finished), ("open", open_now)):
        if found:
            parts.append(plain(language, f"weekly-{name}", count=len(found)))
            parts += [_line(one, desk, language) for one in found[:_MOST]]
            if len(found) > _MOST:
                parts.append(plain(language, "weekly-more", count=len(found) - _MOST))
    if others:
        parts.append(plain(language, "weekly-others", count=len(others)))
        parts += [
            f"· {one.label.get(language, one.kind)}{_customer(desk, one.contract)}" for one in others[:_MOST]
        ]
    return "\n".join(parts)[:MAX_REPORT] or plain(language, "weekly-nothing")


def _line(one: Work, desk: Desk, language: str) -> str:
    state = plain(language, f"state-{one.state}")
    return f"· #{one.ticket}{_customer(desk, one.contract)} · {one.title[:40]} · {state}"


def _customer(desk: Desk, code: str | None) -> str:
    if code is None:
        return ""
    try:
        return f" · {desk.contract(code).customer}"
    except KeyError:
        return f" · {code}"


def span(monday: date, language: str) -> str:
    """The week in words."""
    return f"{day_text(monday, language)} – {day_text(monday + timedelta(days=6), language)}"


def report_keys(number: int, fence: int) -> list[list[dict[str, Any]]]:
    """Under the draft: send it as it is, or write it anew."""
    return [
        [{"id": "weekly-send", "data": encode("wk", number, fence, "s")}],
        [{"id": "weekly-correct", "data": encode("wk", number, fence, "c")}],
    ]


def spot_keys(number: int, drawn: Sequence[int], results: Mapping[str, str]) -> list[list[dict[str, Any]]]:
    """Under the sample: a row for each ticket that nobody has judged yet."""
    rows = [
        [
            {
                "id": f"weekly-{verdict}",
                "vars": {"number": ticket},
                "data": encode("ws", number, ticket, verdict[0]),
            }
            for verdict in VERDICTS
        ]
        for ticket in drawn
        if str(ticket) not in results
    ]
    return rows or [[{"id": "weekly-note", "data": encode("ws", number, 0, "n")}]]
