"""What the picture of survey results shows: plain values and words, so that another process can draw it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import tzinfo
from typing import Any

from domain.plans.survey_results import Both, Mean, Results
from domain.plans.surveys import GROUPS
from views.survey_results import period
from views.texts import plain

PROGRAM = "views.survey_chart"
_ROWS_AT_MOST = 4


def picture(
    results: Results,
    language: str,
    zone: tzinfo,
    customer: Callable[[str], str],
    engineer: Callable[[int], str],
    only: str | None = None,
) -> tuple[dict[str, Any], dict[str, str]]:
    """The figures and the labels for `views.survey_chart.draw`, both ready for JSON."""
    fields = [
        {
            "title": plain(language, f"survey-group-{group}"),
            "rows": [
                _row(plain(language, f"survey-item-{one}"), results.indicators[one]) for one in indicators
            ],
        }
        for group, indicators in GROUPS.items()
    ]
    contracts = {} if only else {customer(code): both for code, both in results.contracts.items()}
    engineers = {engineer(person): both for person, both in results.engineers.items()}
    figures = {
        "tiles": [
            {
                "value": _number(results.overall),
                "name": plain(language, "survey-chart-overall", count=results.overall.count),
            },
            {"value": f"{results.answered}/{results.asked}", "name": plain(language, "survey-chart-answered")},
            {"value": _number(results.taps), "name": plain(language, "survey-chart-taps", count=results.taps.count)},
        ],
        "fields": fields,
        "both": [
            {"title": plain(language, title), "rows": rows}
            for title, found in (("survey-chart-contracts", contracts), ("survey-chart-engineers", engineers))
            if (rows := _worst(found))
        ],
        "trend": [
            {"name": name, "sheets": _point(sheets), "taps": _point(taps)}
            for name, sheets, taps in results.quarters
        ],
    }  # fmt: skip
    labels = {
        "title": plain(language, "survey-chart-title", period=period(results, zone)),
        "facts": plain(language, "survey-chart-facts", customer=only or plain(language, "survey-chart-all")),
        "sheets": plain(language, "survey-chart-sheets"),
        "taps": plain(language, "survey-chart-one-tap"),
        "trend": plain(language, "survey-chart-trend"),
    }
    return figures, labels


def _worst(found: dict[str, Both]) -> list[dict[str, Any]]:
    """Those with the lowest figures; what does not fit stands in the text."""
    worst = sorted(found.items(), key=lambda one: one[1].sheets.value or one[1].taps.value or 0)
    return [
        {"name": name, "sheets": _point(both.sheets), "taps": _point(both.taps)}
        for name, both in worst[:_ROWS_AT_MOST]
    ]


def _row(name: str, mean: Mean) -> dict[str, Any]:
    return {"name": name, "mean": mean.value, "count": mean.count}


def _point(mean: Mean) -> dict[str, Any]:
    return {"mean": mean.value, "count": mean.count}


def _number(mean: Mean) -> str:
    return "–" if mean.value is None else f"{mean.value:.1f}"
