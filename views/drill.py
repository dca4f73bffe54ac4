"""Who would be paged, minute by minute, and where nobody would be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from views.oncall import layer_name
from views.texts import Safe, lines, plain, text
from views.times import clock_time, day_text, duration_text

_LINES_AT_MOST = 30
_GAPS_AT_MOST = 20
_CUSTOMERS_AT_MOST = 5


@dataclass(frozen=True)
class Called:
    """One line of a drill. `people` are (name, how they could not be reached or None); `last`: repeated from here on."""

    after: timedelta
    at: datetime
    step: int | None
    people: tuple[tuple[str, str | None], ...]
    channels: tuple[str, ...]
    missing: tuple[str, ...]
    last: bool


@dataclass(frozen=True)
class Drill:
    """What is tried out: a fault of that level of that customer at that instant; `policy` is its ladder's name."""

    customer: str
    level: str
    at: datetime
    zone: tzinfo
    policy: str
    calls: tuple[Called, ...]


@dataclass(frozen=True)
class Gap:
    """Nobody is responsible for `layer` from `start` to `end`; `customers`: only for these, empty: for all."""

    start: datetime
    end: datetime
    layer: str
    customers: tuple[str, ...]
    cut: bool


def drill_text(drill: Drill, language: str, now: datetime) -> Safe:
    """The whole drill as one message."""
    at = clock_time(drill.at, drill.zone, now, language)
    head = text(language, "drill-head", level=drill.level, customer=drill.customer, at=at)
    shown = [_call(call, language, drill, now) for call in drill.calls[:_LINES_AT_MOST]]
    more = len(drill.calls) - len(shown)
    return lines(
        head,
        text(language, "drill-policy", name=drill.policy) if drill.policy else "",
        *shown,
        text(language, "list-more", count=more) if more > 0 else "",
        text(language, "drill-no-holes") if not _holes(drill) else "",
        text(language, "drill-nothing-sent"),
    )


def _holes(drill: Drill) -> bool:
    return any(call.missing or any(out for _, out in call.people) or not call.people for call in drill.calls)


def _call(call: Called, language: str, drill: Drill, now: datetime) -> Safe:
    at = clock_time(call.at, drill.zone, drill.at, language)
    length = duration_text(call.after, language) if call.after else "0"
    names = plain(language, "duty-between").join(_person(name, out, language) for name, out in call.people)
    if not call.people:
        who = text(language, "drill-nobody", at=at, after=length)
    elif call.last:
        who = text(language, "drill-last", at=at, after=length, names=names)
    elif call.step is None:
        who = text(language, "drill-resort", at=at, after=length, names=names)
    else:
        who = text(language, "drill-step", at=at, after=length, step=call.step + 1, names=names)
    channels = plain(language, "duty-between").join(call.channels)
    return lines(
        who,
        text(language, "drill-channels", channels=channels) if call.channels else "",
        *(text(language, "drill-missing", target=target_name(one, language)) for one in call.missing),
    )


def _person(name: str, out: str | None, language: str) -> str:
    return name if out is None else plain(language, "drill-out-of-reach", name=name, why=out)


def target_name(target: str, language: str) -> str:
    """A target of a policy as people call it."""
    own = target in ("superior", "managers", "experts", "group")
    return plain(language, f"target-{target}") if own else layer_name(target, language)


def gap_lines(gaps: Sequence[Gap], language: str, zone: tzinfo, now: datetime) -> Safe:
    """One line for each hole, the first of them; and how many more there are."""
    shown = [_gap(gap, language, zone, now) for gap in gaps[:_GAPS_AT_MOST]]
    more = len(gaps) - len(shown)
    return lines(*shown, text(language, "list-more", count=more) if more > 0 else "")


def _gap(gap: Gap, language: str, zone: tzinfo, now: datetime) -> Safe:
    names = list(gap.customers[:_CUSTOMERS_AT_MOST])
    if len(gap.customers) > len(names):
        names.append("…")
    customers = plain(language, "duty-between").join(names)
    layer, start = target_name(gap.layer, language), _moment(gap.start, language, zone)
    if gap.cut:
        words = text(language, "look-hole-open", layer=layer, start=start)
    else:
        end = _moment(gap.end, language, zone)
        length = duration_text(gap.end - gap.start, language)
        words = text(language, "look-hole", layer=layer, start=start, end=end, length=length)
    return lines(
        words, text(language, "look-hole-for", customers=customers) if customers else "", between=" · "
    )


def _moment(instant: datetime, language: str, zone: tzinfo) -> str:
    local = instant.astimezone(zone)
    return f"{day_text(local.date(), language)} {local:%H:%M}"
