"""What the picture of a summary shows: plain values and words, so that another process can draw it."""

from __future__ import annotations

from datetime import tzinfo
from typing import Any

from domain.summary import Bucket, Summary, Timing
from views.summary import change_text, customer_name, period_length, period_title
from views.texts import plain
from views.times import duration_text, weekday

_MOST_CLOCKS = 4
_MOST_LEVELS = 5
_LAST_LEVEL = 4


def picture(summary: Summary, language: str, zone: tzinfo) -> tuple[dict[str, Any], dict[str, str]]:
    """The figures and the labels for `views.charts.draw`, both ready for JSON."""

    def label(name: str, **variables: object) -> str:
        return plain(language, f"summary-chart-{name}", **variables)

    def note(name: str) -> str:
        now, before = getattr(summary.counts, name), getattr(summary.previous, name)
        if now == before:
            return label("same", length=length)
        return label("before", length=length, change=change_text(now, before, language))

    length = period_length(summary, zone)
    hourly = bool(summary.course) and summary.course[0].hour is not None
    labels = {
        "title": period_title(summary, language, zone),
        "customer": customer_name(summary),
        "opened_note": note("opened"),
        "closed_note": note("closed"),
        "open_note": label("overdue", count=summary.overdue) if summary.overdue else label("none-overdue"),
        "ratings_title": _ratings_title(summary, language),
        "course": label("hours" if hourly else "days"),
        **{
            name.replace("-", "_"): label(name)
            for name in (
                "opened", "closed", "open", "levels", "levels-empty", "deadlines", "deadlines-empty", "kept",
                "missed", "timings", "timings-empty", "promise", "ratings-empty", "course-empty",
            )
        },
    }  # fmt: skip
    figures = {
        "counts": {
            "opened": summary.counts.opened,
            "closed": summary.counts.closed,
            "open": summary.open_now,
        },
        "overdue": summary.overdue,
        "levels": _levels(summary, language),
        "deadlines": [
            [label("clock", clock=row.clock), row.kept, row.missed]
            for row in summary.by_clock()
            if row.kept or row.missed
        ][:_MOST_CLOCKS],
        "timings": [
            _timing(timing, language)
            for timing in (summary.overall("acknowledge"), summary.overall("restore"))
            if timing
        ],
        "ratings": list(summary.ratings),
        "course": [
            [_tick(bar, summary, language), bar.opened, bar.closed, bar.missed] for bar in summary.course
        ],
    }
    return figures, labels


def _levels(summary: Summary, language: str) -> list[tuple[str, int, int]]:
    """Name, count and place in the scale of severity (the last place: none, or several together)."""
    rows = [
        (
            plain(language, "summary-chart-level", level="none" if level is None else level),
            count,
            _LAST_LEVEL if level is None else min(level - 1, _LAST_LEVEL),
        )
        for level, count in summary.open_by_level
    ]
    if len(rows) <= _MOST_LEVELS:
        return rows
    rest = sum(count for _, count, _ in rows[_MOST_LEVELS - 1 :])
    return [
        *rows[: _MOST_LEVELS - 1],
        (plain(language, "summary-chart-level", level="others"), rest, _LAST_LEVEL),
    ]


def _ratings_title(summary: Summary, language: str) -> str:
    if summary.mean_rating is None:
        return plain(language, "summary-chart-ratings")
    return plain(language, "summary-chart-ratings-mean", mean=f"{summary.mean_rating:.1f}")


def _timing(timing: Timing, language: str) -> dict[str, Any]:
    def words(name: str, value: object) -> str:
        return plain(language, f"summary-chart-{name}", length=value)

    return {
        "name": plain(language, "summary-chart-timing", name=timing.name),
        "median": words("median", duration_text(timing.median, language)),
        "p90": words("p90", duration_text(timing.p90, language)),
        "median_share": timing.median_share,
        "p90_share": timing.p90_share,
    }


def _tick(bar: Bucket, summary: Summary, language: str) -> str:
    if bar.hour is not None:
        return f"{bar.hour}"
    return weekday(bar.day, language) if len(summary.course) <= 7 else f"{bar.day.day}"
