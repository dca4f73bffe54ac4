"""What the picture of a month's attainment shows: plain values and words, so that another process can draw it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import tzinfo
from typing import Any

from domain.attainment import Attainment, Report, by_clock, by_contract, together
from views.attainment import percent, report_title
from views.texts import plain

_MOST_CONTRACTS = 8
_MOST_CLOCKS = 8


def attainment_picture(report: Report, language: str, zone: tzinfo) -> tuple[dict[str, Any], dict[str, str]]:
    """The figures and the labels for `views.charts.draw`, both ready for JSON: all together, then the worst contracts.

    What does not fit is drawn together as one more contract.
    """
    contracts = by_contract(report.rows)
    shown = contracts if len(contracts) <= _MOST_CONTRACTS else contracts[: _MOST_CONTRACTS - 1]
    fields = []
    if len(contracts) != 1:
        fields.append(_field(plain(language, "attainment-chart-all"), report.rows, language))
    for one in shown:
        mine = [row for row in report.rows if row.contract == one.contract]
        fields.append(_field(_title(report, one.contract), mine, language))
    rest = {one.contract for one in contracts[len(shown) :]}
    if rest:
        others = [row for row in report.rows if row.contract in rest]
        fields.append(_field(plain(language, "attainment-chart-more", count=len(rest)), others, language))
    labels = {
        "title": plain(
            language, "attainment-chart-title", title=report_title(report, language, zone)
        ),
        **{
            name.replace("-", "_"): plain(language, f"summary-chart-{name}")
            for name in ("kept", "missed", "deadlines-empty")
        },
    }  # fmt: skip
    return {"picture": "attainment", "fields": fields}, labels


def _title(report: Report, contract: str) -> str:
    """The customer; with the contract where the customer has several."""
    customer = report.customer(contract)
    several = sum(report.customer(code) == customer for code in {row.contract for row in report.rows}) > 1
    return f"{contract} · {customer}" if several else customer


def _field(title: str, rows: Iterable[Attainment], language: str) -> dict[str, Any]:
    rows = list(rows)
    share = together(rows).share
    return {
        "title": title,
        "share": "" if share is None else plain(language, "attainment-chart-share", share=percent(share)),
        "late": share is not None and share < 1,
        "clocks": [
            [plain(language, "summary-chart-clock", clock=row.clock), row.kept, row.breached]
            for row in by_clock(rows)
            if row.decided
        ][:_MOST_CLOCKS],
    }
