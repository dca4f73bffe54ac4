"""What the picture of a quarter's analysis shows: plain values and words, so that another process can draw it."""

from __future__ import annotations

from datetime import tzinfo
from typing import Any

from domain.analysis import Analysis
from domain.summary import Summary
from views.analysis import kind_name
from views.summary import customer_name, period_title
from views.texts import plain

PROGRAM = "views.analysis_chart"
"""The module that draws it."""

_MOST_CAUSES = 5
_MOST_REPEATED = 4


def analysis_picture(
    found: Analysis, summary: Summary, language: str, zone: tzinfo, title: str | None = None
) -> tuple[dict[str, Any], dict[str, str]]:
    """The figures and the labels for `views.analysis_chart.draw`, both ready for JSON."""

    def label(name: str, **variables: object) -> str:
        return plain(language, f"analysis-chart-{name}", **variables)

    decided = found.kept + found.missed
    again = sum(one.count for one in found.repeated)
    labels = {
        "title": title or period_title(summary, language, zone),
        "customer": customer_name(summary),
        "faults": label("faults"),
        "faults_note": label("before", count=found.before),
        "repeated": label("repeated"),
        "repeated_note": label("groups", count=len(found.repeated)) if found.repeated else label("none"),
        "kept": label("kept"),
        "kept_note": label("missed", count=found.missed) if decided else label("undecided"),
        **{
            name.replace("-", "_"): label(name)
            for name in ("kinds", "this", "last", "causes", "empty", "again", "again-empty")
        },
    }
    figures = {
        "faults": found.faults,
        "repeated": again,
        "kept": f"{100 * found.kept // decided}%" if decided else "–",
        "missed": found.missed,
        "kinds": [[kind_name(kind, language), count, before] for kind, count, before in found.kinds],
        "causes": [[" ".join(words.split()), count] for words, count in found.causes[:_MOST_CAUSES]],
        "again": [
            [" ".join(one.name.split()), label("times", count=one.count)]
            for one in found.repeated[:_MOST_REPEATED]
        ],
    }
    return figures, labels
