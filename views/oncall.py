"""Who is on call, in words: layers, spans of time, a day of a layer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta, tzinfo

from domain.oncall.plan import Moved, Span
from domain.oncall.schedule import Segment
from views.texts import Safe, escape, lines, plain, text
from views.times import clock_time, day_text

_MOST_LINES = 8
_DAY = timedelta(days=1)

Name = Callable[[int], str]


def layer_name(layer: str, language: str) -> str:
    """The layer's name for a reader; one that somebody named in the settings keeps that name."""
    return plain(language, "oncall-layer", layer=layer)


def span_text(start: datetime, end: datetime, zone: tzinfo, language: str) -> str:
    """`Mon 11-23 18:00–22:00`, `Mon 11-23 18:00 – Tue 11-24 09:00`; a midnight that ends it is written 24:00."""
    since, until = start.astimezone(zone), end.astimezone(zone)
    first = day_text(since.date(), language)
    last, clock = until.date(), f"{until:%H:%M}"
    if clock == "00:00" and last > since.date():
        last, clock = last - _DAY, "24:00"
    if last == since.date():
        return f"{first} {since:%H:%M}–{clock}"
    return f"{first} {since:%H:%M} – {day_text(last, language)} {clock}"


def duty_line(span: Span, zone: tzinfo, language: str) -> Safe:
    """One coming duty: when, of which layer, for whom, and why if it is not the rotation."""
    return text(
        language, "oncall-duty", when=span_text(span.start, span.end, zone, language),
        layer=_layer(span.layer, span.context.contract, language),
        source=span.source, words=plain(language, "oncall-source", source=span.source),
    )  # fmt: skip


def now_line(
    layer: str,
    contract: str | None,
    who: Safe,
    until: datetime | None,
    zone: tzinfo,
    now: datetime,
    language: str,
) -> Safe:
    """Who is responsible for a layer and until when; None: nobody else in the eight weeks ahead."""
    name = _layer(layer, contract, language)
    if until is None:
        return text(language, "oncall-now-always", layer=name, who=who)
    return text(language, "oncall-now", layer=name, who=who, until=clock_time(until, zone, now, language))


def moved_lines(moved: Sequence[Moved], name: Name, zone: tzinfo, language: str) -> Safe:
    """What goes from whom to whom; at most eight lines."""
    nobody = plain(language, "oncall-nobody")
    shown = [
        text(
            language, "oncall-hole-line" if one.now is None else "oncall-moved",
            when=span_text(one.start, one.end, zone, language),
            layer=_layer(one.layer, one.context.contract, language),
            was=nobody if one.was is None else name(one.was), to=nobody if one.now is None else name(one.now),
        )
        for one in moved[:_MOST_LINES]
    ]  # fmt: skip
    if len(moved) > _MOST_LINES:
        shown.append(text(language, "oncall-more", count=len(moved) - _MOST_LINES))
    return lines(*shown)


def week_text(
    days: Sequence[tuple[datetime, datetime]],
    layers: Sequence[tuple[str, Sequence[Segment]]],
    name: Name,
    zone: tzinfo,
    language: str,
) -> Safe:
    """Day by day who has each layer; `days` are their first instants and ends, holes are marked."""
    parts = [text(language, "oncall-week", when=_days(days, zone, language))]
    holes = 0
    for layer, segments in layers:
        parts.append(text(language, "oncall-week-layer", layer=layer))
        for start, end in days:
            inside = [one for one in segments if one.start < end and start < one.end]
            holes += sum(1 for one in inside if one.duty is None and one.start >= start)
            words = " · ".join(_piece(one, start, end, name, zone, language) for one in inside)
            day = day_text(start.astimezone(zone).date(), language)
            parts.append(text(language, "oncall-week-day", day=day, people=Safe(words)))
    parts.append(text(language, "oncall-holes", count=holes) if holes else text(language, "oncall-no-holes"))
    return lines(*parts)


def _days(days: Sequence[tuple[datetime, datetime]], zone: tzinfo, language: str) -> str:
    first, last = days[0][0].astimezone(zone).date(), days[-1][0].astimezone(zone).date()
    return f"{day_text(first, language)} – {day_text(last, language)}"


def _piece(one: Segment, start: datetime, end: datetime, name: Name, zone: tzinfo, language: str) -> Safe:
    who = escape(name(one.duty.person)) if one.duty is not None else text(language, "oncall-hole-here")
    if one.start <= start and one.end >= end:
        return who
    since = max(one.start, start).astimezone(zone)
    until = min(one.end, end)
    clock = "24:00" if until == end else f"{until.astimezone(zone):%H:%M}"
    return Safe(f"{since:%H:%M}–{clock} {who}")


def _layer(layer: str, contract: str | None, language: str) -> str:
    name = layer_name(layer, language)
    return name if contract is None else f"{name} ({contract})"
