"""The quarter's fault reports in words: what to do first, then what was found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import tzinfo

from domain.analysis import Advice, Analysis
from domain.summary import Summary
from views.content import MAX_CAPTION
from views.summary import change_text, customer_name, decision_lines, period_title, visible_length
from views.texts import Safe, lines, plain, text

_MOST_ADVICE = 5
_MOST_DECISIONS = 3
_MOST_REPEATED = 3
_MOST_CAUSES = 3
_LONGEST = 40
_FOR_CUSTOMERS = (
    "repeated-cause", "repeated-place", "train", "spares", "baseline", "release", "wishes", "grown-kind",
)  # fmt: skip
"""What the customer reads of the advice: how promptly we work is in the figures, why is our own matter."""


def analysis_text(
    found: Analysis,
    summary: Summary,
    language: str,
    zone: tzinfo,
    limit: int = MAX_CAPTION,
    *,
    customers: Mapping[str, str] | None = None,
) -> Safe:
    """The managers' quarter as HTML: decisions, what to do, then the findings; the least important is left out."""
    title = " · ".join(filter(None, (period_title(summary, language, zone), customer_name(summary))))
    head = text(language, "summary-head", title=title)
    todo = lines(*advice_lines(found, language, customers or {}, most=_MOST_ADVICE))
    figures = [*finding_lines(found, language), *_counts(summary, language)]
    for decisions in (_MOST_DECISIONS, 1, 0):
        waiting = decision_lines(summary, language, decisions)
        for kept in range(len(figures), 1, -1):
            whole = lines(head, waiting, todo, lines(*figures[:kept]), between="\n\n")
            if visible_length(whole) <= limit:
                return whole
    return lines(
        head, text(language, "analysis-todo-many", count=len(found.advice)), figures[0], between="\n\n"
    )


def advice_lines(
    found: Analysis,
    language: str,
    customers: Mapping[str, str],
    *,
    most: int,
    outside: bool = False,
) -> Iterator[Safe]:
    """What to do, one line each; `outside` leaves out what is nobody's business but ours."""
    given = [one for one in found.advice if not outside or one.rule in _FOR_CUSTOMERS]
    if not given:
        yield text(language, "analysis-nothing" if found.faults else "analysis-no-faults")
        return
    yield text(language, "analysis-todo")
    for one in given[:most]:
        yield text(language, "analysis-item", words=_advice(one, language, customers, outside=outside))
    if len(given) > most:
        yield text(language, "summary-more", count=len(given) - most)


def finding_lines(found: Analysis, language: str) -> Iterator[Safe]:
    """The figures, the most important first."""
    change = change_text(found.faults, found.before, language)
    yield text(language, "analysis-faults", count=found.faults, change=change)
    if found.kinds:
        kinds = [
            plain(
                language, "analysis-kind", kind=kind_name(kind, language), count=count,
                change=change_text(count, before, language),
            )
            for kind, count, before in found.kinds
        ]  # fmt: skip
        yield text(language, "analysis-kinds", list=_listed(kinds, language))
    for one in found.repeated[:_MOST_REPEATED]:
        numbers = " ".join(f"#{number}" for number in one.tickets[:4]) + ("…" if one.count > 4 else "")
        yield text(
            language,
            "analysis-repeated",
            what=one.what,
            name=short(one.name),
            count=one.count,
            numbers=numbers,
        )
    again = {one.name for one in found.repeated[:_MOST_REPEATED]}
    if others := [(words, count) for words, count in found.causes if words not in again]:
        causes = [
            plain(language, "analysis-cause", words=short(words), count=count)
            for words, count in others[:_MOST_CAUSES]
        ]
        yield text(language, "analysis-causes", list=_listed(causes, language))
    if found.said:
        said = [short(words) for words, _ in found.said]
        yield text(language, "analysis-said", list=_listed(said, language))


def kind_name(kind: str, language: str) -> str:
    """A kind of fault in a word or two."""
    return plain(language, "analysis-kind-name", kind=kind)


def short(words: str) -> str:
    """Words of a report, in one line that a phone shows."""
    words = " ".join(words.split())
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"


def _advice(one: Advice, language: str, customers: Mapping[str, str], *, outside: bool) -> str:
    name = kind_name(one.name, language) if one.rule == "grown-kind" else short(one.name)
    words = plain(
        language, f"analysis-advice-{one.rule}", count=one.count, share=round(one.share * 100), name=name,
        times=f"{one.share:.1f}",
    )  # fmt: skip
    if one.contract and not outside and customers.get(one.contract):
        return plain(language, "analysis-advice-at", customer=short(customers[one.contract]), words=words)
    return words


def _counts(summary: Summary, language: str) -> Iterator[Safe]:
    yield text(
        language, "summary-counts",
        opened=summary.counts.opened, closed=summary.counts.closed, open=summary.open_now,
        openedChange=change_text(summary.counts.opened, summary.previous.opened, language),
        closedChange=change_text(summary.counts.closed, summary.previous.closed, language),
    )  # fmt: skip
    decided = [row for row in summary.by_clock() if row.kept or row.missed]
    if decided:
        rows = [
            plain(
                language, "summary-deadline", clock=plain(language, "summary-clock", clock=row.clock), kept=row.kept,
                all=row.kept + row.missed,
            )
            for row in decided
        ]  # fmt: skip
        yield text(language, "summary-deadlines", list=_listed(rows, language))


def _listed(parts: list[str], language: str) -> str:
    return plain(language, "summary-between").join(parts)
