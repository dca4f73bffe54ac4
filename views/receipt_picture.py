"""What the picture of a receipt shows: a time line per clock, as plain values and words for another process to draw."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from domain.tickets.receipt_lines import Line, Receipt
from views.receipt_words import Reading, clock_name, exact, moment, verdict
from views.texts import plain
from views.times import weekday

_MOST_CLOCKS = 6
_MOST_TICKS = 7
_MINUTE, _HOUR, _DAY = 60, 3600, 86400
_STEPS = (
    _MINUTE, 2 * _MINUTE, 5 * _MINUTE, 10 * _MINUTE, 15 * _MINUTE, 30 * _MINUTE, _HOUR, 2 * _HOUR, 3 * _HOUR,
    6 * _HOUR, 12 * _HOUR, _DAY, 2 * _DAY, 3 * _DAY, 7 * _DAY, 14 * _DAY, 28 * _DAY, 84 * _DAY,
)  # fmt: skip
_LEGEND = ("used", "late", "to-come", "pause", "gap", "deadline", "warning", "stop", "void", "change")
_MARGIN = 0.02


def picture(receipt: Receipt, reading: Reading) -> tuple[dict[str, Any], dict[str, str]]:
    """The figures and the labels for `views.receipt_chart.draw`, both ready for JSON.

    Places on a time line are shares of its width.
    """
    language = reading.language
    ordered = sorted(receipt.lines, key=lambda line: line is not receipt.next)
    rest = len(ordered) - _MOST_CLOCKS
    lanes = [_lane(line, receipt, reading) for line in ordered[:_MOST_CLOCKS]]
    labels = {
        "title": plain(language, "receipt-chart-title", number=receipt.ticket.id),
        "facts": plain(
            language, "receipt-chart-facts", contract=reading.contract, zone=reading.zone.key,
            at=moment(receipt.at, reading),
        ),
        "more": plain(language, "receipt-chart-more", count=rest) if rest > 0 else "",
        **{name: plain(language, f"receipt-chart-{name}") for name in _LEGEND},
    }  # fmt: skip
    return {"lanes": lanes, "legend": [name for name in _LEGEND if _occurs(name, lanes)]}, labels


def _occurs(name: str, lanes: list[dict[str, Any]]) -> bool:
    if name == "deadline":
        return True
    if name == "warning":
        return any(lane["warnings"] for lane in lanes)
    if name in ("stop", "void", "change"):
        return any(mark[1] == name for lane in lanes for mark in lane["marks"])
    return any(block[2] == name for lane in lanes for block in lane["blocks"])


def _lane(line: Line, receipt: Receipt, reading: Reading) -> dict[str, Any]:
    language, clock = reading.language, line.clock
    begin, end = clock.started_at, max(clock.due_at, line.until)
    width = max((end - begin).total_seconds(), 1.0)

    def at(instant: datetime) -> float:
        share = (instant - begin).total_seconds() / width
        return round(_MARGIN + min(max(share, 0.0), 1.0) * (1 - 2 * _MARGIN), 5)

    blocks = [[at(gap.start), at(gap.end), "gap"] for gap in line.gaps]
    for one in line.stretches:
        if one.start < clock.due_at:
            blocks.append([at(one.start), at(min(one.end, clock.due_at)), "used"])
        if one.end > clock.due_at:
            blocks.append([at(max(one.start, clock.due_at)), at(one.end), "late"])
    blocks += [[at(one.start), at(one.end), "to-come"] for one in line.to_come]
    blocks += [[at(one.start), at(one.end), "pause"] for one in line.pauses if not one.after_end]
    marks = [[at(one.at), "change"] for one in line.changes if one.at <= end]
    marks += [[at(one.stopped_at), "void"] for one in line.contests]
    if clock.stopped_at is not None:
        marks.append([at(clock.stopped_at), "stop"])
    elif clock.superseded_at is not None:
        marks.append([at(clock.superseded_at), "change"])
    level = _level(line, receipt, reading)
    return {
        "name": f"{clock_name(line, language)} · {level}" if level else clock_name(line, language),
        "verdict": plain(language, "receipt-verdict", verdict=verdict(line)),
        "kind": verdict(line),
        "sum": plain(
            language, "receipt-chart-sum", used=exact(line.used, language),
            promised=exact(line.promised, language),
        ),
        "due_words": plain(language, "receipt-chart-due", due=moment(clock.due_at, reading)),
        "blocks": blocks,
        "due": at(clock.due_at),
        "warnings": [[at(when), f"{share}%"] for share, when in line.warnings],
        "marks": marks,
        "ticks": [[at(when), *words] for when, words in ticks(begin, end, reading)],
    }  # fmt: skip


def _level(line: Line, receipt: Receipt, reading: Reading) -> str:
    preset, clock = reading.preset(line.clock.version), line.clock
    if clock.level is not None:
        return preset.nearest_level(clock.level).label[reading.language]
    grade = preset.grade(receipt.ticket.kind, clock.grade)
    return grade.label[reading.language] if grade else ""


def ticks(begin: datetime, end: datetime, reading: Reading) -> list[tuple[datetime, tuple[str, str]]]:
    """Local times at round places, at most eight, each with its words: the time (or the day) and below it the day.

    The day stands under the first tick of each day only.
    """
    length = (end - begin).total_seconds()
    step = next((one for one in _STEPS if length / one <= _MOST_TICKS), _STEPS[-1])
    found: list[tuple[datetime, tuple[str, str]]] = []
    last: date | None = None
    for at in _round_times(begin, end, step, reading.zone):
        local = at.astimezone(reading.zone)
        if step >= _DAY:
            found.append((at, (f"{local:%m-%d}", weekday(local.date(), reading.language))))
            continue
        below = "" if last == local.date() else _day(local.date(), reading)
        last = local.date()
        found.append((at, (f"{local:%H:%M}", below)))
    return found


def _day(day: date, reading: Reading) -> str:
    return plain(reading.language, "time-day", date=f"{day:%m-%d}", weekday=weekday(day, reading.language))


def _round_times(begin: datetime, end: datetime, step: int, zone: ZoneInfo) -> Iterator[datetime]:
    day = begin.astimezone(zone).date()
    every = max(1, step // _DAY)
    if every > 1:
        # Mondays, so that weeks are seen as weeks.
        day -= timedelta(days=day.weekday())
    last = end.astimezone(zone).date()
    seen: datetime | None = None
    while day <= last:
        for second in range(0, _DAY, step) if step < _DAY else (0,):
            wall = datetime.combine(day, time(second // _HOUR, second % _HOUR // _MINUTE), zone)
            at = wall.astimezone(UTC)
            # Where the clocks jump a time does not exist; where they go back the order could turn.
            if begin <= at <= end and (seen is None or at > seen):
                yield at
                seen = at
        day += timedelta(days=every)
