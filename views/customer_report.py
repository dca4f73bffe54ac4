"""A contract's report as its customer reads it: what waits for them, what was done; no names and no reasons of ours."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import tzinfo

from domain.analysis import Analysis
from domain.summary import Summary
from views.analysis import advice_lines, finding_lines
from views.content import MAX_CAPTION
from views.summary import change_text, customer_name, period_length, period_title, used_text, visible_length
from views.texts import Safe, lines, plain, text

_MOST_ADVICE = 5
_NUMBERS = 6


def customer_report(
    summary: Summary, found: Analysis | None, language: str, zone: tzinfo, limit: int = MAX_CAPTION
) -> Safe:
    """The report as HTML of at most `limit` characters; with the analysis of fault reports if there is one."""
    head = text(
        language, "creport-head", title=report_title(summary, language, zone), customer=customer_name(summary)
    )
    waiting = _waiting(summary, language)
    figures = list(_figures(summary, language))
    analysed: list[Safe] = []
    if found is not None:
        advised = lines(*advice_lines(found, language, {}, most=_MOST_ADVICE, outside=True))
        analysed = [advised, *finding_lines(found, language)]
    # The analysis is what the contract owes: the lesser figures make room for it.
    for kept in range(len(figures), 0, -1):
        for findings in range(len(analysed), min(len(analysed), 1) - 1, -1):
            parts = (head, waiting, *analysed[:1], lines(*analysed[1:findings]), lines(*figures[:kept]))
            whole = lines(*parts, between="\n\n")
            if visible_length(whole) <= limit and (findings == len(analysed) or kept == 1):
                return whole
    return lines(head, waiting, lines(*figures[:1]), between="\n\n")


def report_title(summary: Summary, language: str, zone: tzinfo) -> str:
    """`Service report · 2026-10`."""
    span = period_title(summary, language, zone).partition(" · ")[2]
    return plain(language, "creport-title", length=period_length(summary, zone), span=span)


def _waiting(summary: Summary, language: str) -> Safe:
    unconfirmed = [one.ticket for one in summary.decisions if one.kind == "confirmation"]
    if not unconfirmed:
        return text(language, "creport-nothing")
    numbers = " ".join(f"#{number}" for number in unconfirmed[:_NUMBERS])
    return text(language, "creport-confirm", count=len(unconfirmed), numbers=numbers)


def _figures(summary: Summary, language: str) -> Iterator[Safe]:
    now, before = summary.counts, summary.previous
    yield text(
        language, "creport-counts", opened=now.opened, closed=now.closed, open=summary.open_now,
        openedChange=change_text(now.opened, before.opened, language),
    )  # fmt: skip
    between = plain(language, "summary-between")
    decided = [row for row in summary.by_clock() if row.kept or row.missed]
    if decided:
        rows = (
            plain(
                language, "summary-deadline", clock=plain(language, "summary-clock", clock=row.clock), kept=row.kept,
                all=row.kept + row.missed,
            )
            for row in decided
        )  # fmt: skip
        yield text(language, "creport-deadlines", list=between.join(rows))
    used = [used_text(row, language) for row in summary.times() if row.used]
    if used:
        yield text(language, "summary-used", list=lines(*used, between=between))
    if summary.opened_by_kind:
        kinds = (
            plain(language, "summary-count-of", name=plain(language, "summary-kind", kind=kind), count=count)
            for kind, count in summary.opened_by_kind
        )
        yield text(language, "summary-kinds", list=between.join(kinds))
    if summary.mean_rating is not None:
        mean, count = f"{summary.mean_rating:.1f}", sum(summary.ratings)
        yield text(language, "summary-ratings", mean=mean, count=count)
