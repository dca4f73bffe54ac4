"""Survey results in words: what needs somebody first, then the figures, each with the number of answers behind it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta, tzinfo
from typing import TypeVar

from domain.plans.survey_results import Both, Mean, Results
from domain.plans.surveys import group_of
from views.texts import Safe, lines, plain, text

_Key = TypeVar("_Key", str, int)

_LOWEST = 3
_BEST = 5
_ROWS_AT_MOST = 8


def results_text(
    results: Results,
    language: str,
    zone: tzinfo,
    customer: Callable[[str], str],
    engineer: Callable[[int], str],
    only: str | None = None,
) -> Safe:
    """The whole message; `only` is the customer whose results alone these are."""
    head = text(language, "survey-results-of" if only else "survey-results", period=period(results, zone),
                customer=only or "")  # fmt: skip
    if not results.answered and not results.taps.count:
        return lines(
            head,
            _follow_ups(results, language),
            text(language, "survey-results-nothing", asked=results.asked),
        )
    overall = text(
        language, "survey-results-overall", asked=results.asked, answered=results.answered,
        mean=mean_words(results.overall, language), taps=mean_words(results.taps, language),
    )  # fmt: skip
    parts = [
        lines(head, _follow_ups(results, language), overall),
        _block(
            "survey-results-groups",
            {f"survey-group-{name}": mean for name, mean in results.groups.items()},
            language,
        ),
        _lowest(results, language),
        None if only else _both("survey-results-contracts", results.contracts, customer, language),
        _both("survey-results-engineers", results.engineers, engineer, language),
        _trend(results, language),
    ]
    return lines(*(part for part in parts if part), between="\n\n")


def own_text(groups: Mapping[str, Mean], rated: Mean, language: str) -> Safe:
    """An engineer's own figures of the last twelve months."""
    found = [
        text(
            language,
            "survey-results-row",
            name=plain(language, f"survey-group-{name}"),
            mean=mean_words(mean, language),
        )
        for name, mean in groups.items()
    ]
    if rated.count:
        found.append(text(language, "survey-own-taps", mean=mean_words(rated, language)))
    return lines(text(language, "survey-own"), *found)


def mean_words(mean: Mean, language: str) -> str:
    """`4.2 (12)`, or a dash where nobody answered."""
    if mean.value is None:
        return plain(language, "survey-mean-none")
    return plain(language, "survey-mean", mean=f"{mean.value:.1f}", count=mean.count)


def period(results: Results, zone: tzinfo) -> str:
    """`2026-01 – 2026-12`."""
    last = (results.end - timedelta(seconds=1)).astimezone(zone)
    return f"{results.start.astimezone(zone):%Y-%m} – {last:%Y-%m}"


def _follow_ups(results: Results, language: str) -> Safe | None:
    if not results.follow_ups.get("open"):
        return None
    return text(
        language,
        "survey-results-follow-ups",
        open=results.follow_ups["open"],
        overdue=results.follow_ups["overdue"],
    )


def _block(title: str, rows: Mapping[str, Mean], language: str) -> Safe:
    return lines(
        text(language, title),
        *(
            text(language, "survey-results-row", name=plain(language, name), mean=mean_words(mean, language))
            for name, mean in rows.items()
            if mean.count
        ),
    )


def _lowest(results: Results, language: str) -> Safe | None:
    found = [one for one in results.lowest if (one[1].value or _BEST) < _BEST][:_LOWEST]
    if not found:
        return None
    rows = [
        text(
            language, "survey-results-item", group=plain(language, f"survey-group-{group_of(name)}"),
            item=plain(language, f"survey-item-{name}"), mean=mean_words(mean, language),
        )
        for name, mean in found
    ]  # fmt: skip
    return lines(text(language, "survey-results-lowest"), *rows)


def _both(title: str, found: Mapping[_Key, Both], name: Callable[[_Key], str], language: str) -> Safe | None:
    if not found:
        return None
    worst = sorted(found.items(), key=lambda one: one[1].sheets.value or one[1].taps.value or 0)
    rows = [
        text(
            language, "survey-results-both", name=name(key), sheets=mean_words(both.sheets, language),
            taps=mean_words(both.taps, language),
        )
        for key, both in worst[:_ROWS_AT_MOST]
    ]  # fmt: skip
    more = len(worst) - _ROWS_AT_MOST
    return lines(
        text(language, title), *rows, text(language, "survey-results-more", count=more) if more > 0 else None
    )


def _trend(results: Results, language: str) -> Safe | None:
    if not results.quarters:
        return None
    rows = [
        text(
            language, "survey-results-both", name=quarter, sheets=mean_words(sheets, language),
            taps=mean_words(taps, language),
        )
        for quarter, sheets, taps in results.quarters
    ]  # fmt: skip
    return lines(text(language, "survey-results-trend"), *rows)
