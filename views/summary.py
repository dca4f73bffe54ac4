"""The managers' summary in words: what waits for them first, then the figures in a few lines."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from datetime import timedelta, tzinfo

from domain.attainment import Attainment
from domain.summary import Breach, Decision, Summary, Timing
from views.content import MAX_CAPTION
from views.texts import Safe, lines, plain, text
from views.times import day_text, duration_text, remaining

_MOST_DECISIONS = 8
_MOST_BREACHES = 3
_LEAST_FIGURES = 3
_LONGEST_NAME = 28
_TAG = re.compile(r"<[^>]+>")


def summary_text(summary: Summary, language: str, zone: tzinfo, limit: int = MAX_CAPTION) -> Safe:
    """The summary as HTML of at most `limit` characters as Telegram counts them (a caption's by default).

    What does not fit is left out from the end: first the lesser figures, then decisions, of which a line says
    how many more there are.
    """
    title = [period_title(summary, language, zone), customer_name(summary)]
    head = text(language, "summary-head", title=" · ".join(part for part in title if part))
    figures = list(_figures(summary, language, zone))
    listed = min(len(summary.decisions), _MOST_DECISIONS)
    whole = head
    for most in range(listed, -1, -1):
        decisions = decision_lines(summary, language, most)
        for kept in range(len(figures), min(len(figures), _LEAST_FIGURES) - 1, -1):
            whole = lines(head, decisions, lines(*figures[:kept]), between="\n\n")
            if visible_length(whole) <= limit:
                return whole
    return whole


def period_title(summary: Summary, language: str, zone: tzinfo) -> str:
    """`Daily summary · Sat 11-21`, or the span of several days. No HTML.

    A day that does not begin at midnight is named by its end, never "today": it is read again later.
    """
    start, end = summary.start.astimezone(zone), summary.end.astimezone(zone)
    last = end - timedelta(microseconds=1)
    length = period_length(summary, zone)
    if length in ("month", "quarter"):
        quarter = (start.month + 2) // 3
        span = plain(language, f"summary-span-{length}", year=start.year, month=start.month, quarter=quarter)
    elif start.date() == last.date():
        span = day_text(start.date(), language)
    elif length == "day":
        span = f"{day_text(end.date(), language)} {end:%H:%M}"
    else:
        first, final = day_text(start.date(), language), day_text(last.date(), language)
        span = plain(language, "summary-span", start=first, end=final)
    name = plain(language, "summary-name", length=length)
    return f"{name} · {span}"


def customer_name(summary: Summary) -> str:
    """The customer whose figures these are; empty when they are everybody's."""
    return _short(summary.customer or summary.contract or "")


def period_length(summary: Summary, zone: tzinfo) -> str:
    """`day`, `week`, `month`, `quarter` or `other`: what it is compared with is the one before."""
    start, end = summary.start.astimezone(zone), summary.end.astimezone(zone)
    length = summary.end - summary.start
    if length <= timedelta(hours=36):
        return "day"
    # A week in which the clocks are changed lasts an hour more or less.
    if abs(length - timedelta(days=7)) <= timedelta(hours=2):
        return "week"
    if (start.day, start.hour, end.day, end.hour) == (1, 0, 1, 0):
        months = 12 * (end.year - start.year) + end.month - start.month
        return {1: "month", 3: "quarter"}.get(months, "other")
    return "other"


def visible_length(words: str) -> int:
    """How long Telegram finds an HTML text: without its tags, in UTF-16 code units."""
    return len(html.unescape(_TAG.sub("", words)).encode("utf-16-le")) // 2


def change_text(now: int, before: int, language: str) -> str:
    """`▲3`, `▼1` or `unchanged` against the period before."""
    direction = "up" if now > before else "down" if now < before else "same"
    return plain(language, "summary-change", direction=direction, by=abs(now - before))


def decision_lines(summary: Summary, language: str, most: int) -> Safe:
    """What waits for a manager, at most so many of them."""
    count = len(summary.decisions)
    if not count:
        return text(language, "summary-no-decisions")
    return lines(
        text(language, "summary-decisions", count=count),
        *(_decision(item, summary, language) for item in summary.decisions[:most]),
        text(language, "summary-more", count=count - most) if count > most else None,
    )


def _decision(item: Decision, summary: Summary, language: str) -> Safe:
    who = _short(item.who)
    length = duration_text(summary.now - item.since, language)
    if item.ticket is None:
        return text(language, "summary-decision-access", who=who, length=length)
    ticket = text(language, "summary-ticket", number=item.ticket, level=_level(item.level, language), who=who)
    match item.kind:
        case "breached":
            clock = plain(language, "summary-clock", clock=item.detail or "")
            late = remaining(item.since, summary.now, language)
            return text(language, "summary-decision-breached", ticket=ticket, clock=clock, late=late)
        case "low_rating":
            return text(language, "summary-decision-low_rating", ticket=ticket, stars=item.detail or "")
        case _:
            return text(language, f"summary-decision-{item.kind}", ticket=ticket, length=length)


def _figures(summary: Summary, language: str, zone: tzinfo) -> Iterator[Safe]:
    """Line by line, the most important first."""
    counts, before = summary.counts, summary.previous
    yield text(
        language,
        "summary-counts",
        opened=counts.opened,
        openedChange=change_text(counts.opened, before.opened, language),
        closed=counts.closed,
        closedChange=change_text(counts.closed, before.closed, language),
        open=summary.open_now,
    )
    decided = [row for row in summary.by_clock() if row.kept or row.missed]
    if decided:
        rows = (
            text(
                language,
                "summary-deadline",
                clock=plain(language, "summary-clock", clock=row.clock),
                kept=row.kept,
                all=row.kept + row.missed,
            )
            for row in decided
        )
        yield text(language, "summary-deadlines", list=_list(rows, language))
    if summary.breaches:
        missed = [_breach(breach, language) for breach in summary.breaches[:_MOST_BREACHES]]
        # The lists of a summary are cut; the deadlines are counted whole.
        more = sum(row.missed for row in decided) - len(missed)
        if more > 0:
            missed.append(text(language, "summary-more", count=more))
        yield text(language, "summary-missed", list=_list(missed, language))
    used = [row for row in summary.times() if row.used] if period_length(summary, zone) != "day" else []
    # Over a week the clocks tell more than the tickets: time that counts, against what was promised.
    for name in ("acknowledge",) if used else ("acknowledge", "restore"):
        timing = summary.overall(name)
        if timing:
            yield _timing(timing, language)
    if used:
        yield text(language, "summary-used", list=_list((used_text(row, language) for row in used), language))
    paused = [row for row in summary.times() if row.paused]
    if paused:
        yield text(
            language, "summary-paused", list=_list((_paused(row, language) for row in paused), language)
        )
    if summary.open_by_level:
        levels = ((_level(level, language), count) for level, count in summary.open_by_level)
        yield text(language, "summary-levels", list=_counted(levels, language))
    if summary.mean_rating is not None:
        yield text(language, "summary-ratings", mean=f"{summary.mean_rating:.1f}", count=sum(summary.ratings))
    if summary.oldest:
        oldest = summary.oldest[0]
        ticket = text(
            language,
            "summary-ticket",
            number=oldest.number,
            level=_level(oldest.level, language),
            who=_short(oldest.customer),
        )
        yield text(
            language,
            "summary-oldest",
            ticket=ticket,
            age=duration_text(summary.now - oldest.opened_at, language),
            assignee=_short(oldest.assignee or plain(language, "summary-nobody")),
        )
    if summary.reopened:
        yield text(language, "summary-reopened", count=summary.reopened)
    if summary.opened_by_kind:
        kinds = (
            (plain(language, "summary-kind", kind=kind), count) for kind, count in summary.opened_by_kind
        )
        yield text(language, "summary-kinds", list=_counted(kinds, language))


def _breach(breach: Breach, language: str) -> Safe:
    line = text(
        language,
        "summary-breach",
        number=breach.ticket,
        clock=plain(language, "summary-clock", clock=breach.clock),
        late=duration_text(breach.late, language),
    )
    if breach.reason is None:
        return line
    reason = plain(language, "summary-reason", reason=breach.reason)
    return text(language, "summary-breach-reason", breach=line, reason=reason)


def _timing(timing: Timing, language: str) -> Safe:
    line = text(
        language,
        "summary-timing",
        name=timing.name,
        median=duration_text(timing.median, language),
        p90=duration_text(timing.p90, language),
    )
    if timing.promise:
        promise = duration_text(timing.promise, language)
        return text(language, "summary-timing-promise", timing=line, promise=promise)
    if timing.median_share is not None and timing.p90_share is not None:
        shares = {"median": round(timing.median_share * 100), "p90": round(timing.p90_share * 100)}
        return text(language, "summary-timing-share", timing=line, **shares)
    return line


def used_text(row: Attainment, language: str) -> Safe:
    """The median and the 90th percentile of the time that one clock took, against its promise if there is one."""
    assert row.median is not None
    assert row.p90 is not None
    words = {
        "clock": plain(language, "summary-clock", clock=row.clock),
        "median": duration_text(row.median, language),
        "p90": duration_text(row.p90, language),
    }
    if row.median_share is None or row.p90_share is None:
        return text(language, "summary-used-of", **words)
    shares = {"medianShare": round(row.median_share * 100), "p90Share": round(row.p90_share * 100)}
    return text(language, "summary-used-share", **words, **shares)


def _paused(row: Attainment, language: str) -> Safe:
    clock = plain(language, "summary-clock", clock=row.clock)
    return text(language, "summary-paused-of", clock=clock, length=duration_text(row.paused, language))


def _level(level: int | None, language: str) -> str:
    if level is None:
        return plain(language, "summary-no-level")
    return plain(language, "summary-level", level=level)


def _counted(rows: Iterable[tuple[str, int]], language: str) -> Safe:
    return _list(
        (text(language, "summary-count-of", name=name, count=count) for name, count in rows), language
    )


def _list(parts: Iterable[Safe], language: str) -> Safe:
    return lines(*parts, between=plain(language, "summary-between"))


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"
