"""How well promises were kept in a month, in words for a phone: contract by contract, the worst first."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import timedelta, tzinfo

from domain.attainment import Attainment, Line, Report, by_clock, by_contract, together
from views.content import MAX_TEXT
from views.summary import visible_length
from views.texts import Safe, lines, plain, text
from views.times import duration_text

_MOST_BROKEN = 6
_LONGEST_REASON = 160
_LONGEST_NAME = 40


def report_text(report: Report, language: str, zone: tzinfo, limit: int = MAX_TEXT) -> Safe:
    """The report as HTML of at most `limit` characters as Telegram counts them.

    What does not fit is counted: first breaches beyond a few of each contract, then the best contracts.
    """
    contracts = by_contract(report.rows)
    head = text(language, "attainment-head", title=report_title(report, language, zone))
    if not contracts:
        return lines(head, text(language, "attainment-nothing"), between="\n\n")
    if len(contracts) > 1:
        figures = _figures(together(report.rows), language)
        head = lines(head, text(language, "attainment-all", figures=figures))
    whole = head
    for most in (_MOST_BROKEN, 3, 1):
        blocks = [_contract(row, report, language, most) for row in contracts]
        whole = lines(head, *blocks, between="\n\n")
        if visible_length(whole) <= limit:
            return whole
    for kept in range(len(blocks) - 1, -1, -1):
        more = text(language, "attainment-more-contracts", count=len(blocks) - kept)
        whole = lines(head, *blocks[:kept], more, between="\n\n")
        if visible_length(whole) <= limit:
            break
    return whole


def report_title(report: Report, language: str, zone: tzinfo) -> str:
    """`October 2026`, `November 2026, so far`, with the customer if it is about one contract. No HTML."""
    start = report.start.astimezone(zone)
    name = plain(language, "attainment-month-name", month=start.month)
    month = plain(language, "attainment-month", month=name, year=start.year)
    if (report.end.astimezone(zone) + timedelta(seconds=1)).month == start.month:
        month = plain(language, "attainment-so-far", month=month)
    if report.contract is None:
        return month
    return f"{month} · {short(report.customer(report.contract))}"


def percent(share: float) -> str:
    """A share with one decimal, never rounded up to a full 100: `99.9`, `100`."""
    if share == 1:
        return "100"
    return f"{math.floor(share * 1000) / 10:g}"


def short(name: str) -> str:
    """A name that fits a line."""
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"


def _figures(row: Attainment, language: str) -> Safe:
    def parts() -> Iterator[Safe]:
        if row.share is None:
            yield text(language, "attainment-undecided")
        else:
            yield text(language, "attainment-share", share=percent(row.share), kept=row.kept, all=row.decided)
        if row.breached:
            yield text(language, "attainment-missed", count=row.breached)
        if row.overdue:
            yield text(language, "attainment-overdue", count=row.running, overdue=row.overdue)
        elif row.running:
            yield text(language, "attainment-running", count=row.running)
        if row.paused:
            yield text(language, "attainment-paused", length=duration_text(row.paused, language))

    return lines(*parts(), between=" · ")


def _contract(row: Attainment, report: Report, language: str, most: int) -> Safe:
    mine = [one for one in report.rows if one.contract == row.contract]
    broken = [line for line in report.broken if line.contract == row.contract]
    more = len(broken) - most
    customer = report.customer(row.contract)
    text_id = "attainment-contract" if customer != row.contract else "attainment-contract-unnamed"
    named = {"contract": row.contract} | ({"customer": short(customer)} if customer != row.contract else {})
    return lines(
        text(language, text_id, figures=_figures(row, language), **named),
        *(_clock(one, language) for one in by_clock(mine)),
        *(_broken(line, language) for line in broken[:most]),
        text(language, "attainment-more-broken", count=more) if more > 0 else None,
    )


def _clock(row: Attainment, language: str) -> Safe:
    clock = plain(language, "summary-clock", clock=row.clock)
    if not row.decided:
        return text(language, "attainment-clock-running", clock=clock, count=row.running)
    mark = "✔️" if not row.breached else "⚠️"
    line = text(language, "attainment-clock", mark=mark, clock=clock, kept=row.kept, all=row.decided)
    if row.median is None or row.p90 is None:
        return line
    words = {
        "line": line, "median": duration_text(row.median, language), "p90": duration_text(row.p90, language),
    }  # fmt: skip
    if row.median_share is None or row.p90_share is None:
        return text(language, "attainment-used", **words)
    shares = {"medianShare": round(row.median_share * 100), "p90Share": round(row.p90_share * 100)}
    return text(language, "attainment-used-share", **words, **shares)


def _broken(broken: Line, language: str) -> Safe:
    line = text(
        language,
        "attainment-broken",
        number=broken.ticket,
        clock=plain(language, "summary-clock", clock=broken.clock),
        late=duration_text(broken.late, language),
        running=broken.ended_at is None,
    )
    reason = " ".join(broken.reason.split())
    if not reason:
        return text(language, "attainment-no-reason", line=line)
    if len(reason) > _LONGEST_REASON:
        reason = f"{reason[: _LONGEST_REASON - 1]}…"
    return text(language, "attainment-broken-reason", line=line, reason=reason)
