"""The lines between a clock's start and its sum: what counted, what was left out, what moved the deadline."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby

from domain.tickets.receipt_lines import Change, Contest, Interruption, Line, Receipt, Stretch
from views.reasons import reason_text
from views.receipt_words import (
    Reading,
    day,
    exact,
    moment,
    promise,
    span,
    under,
    wall,
)
from views.texts import Safe, lines, plain, text

_ROWS_AT_MOST = 30
_EQUAL_DAYS = 3
_STILL_AT_MOST = 4
_WORDS_AT_MOST = 160


@dataclass(frozen=True)
class Run:
    """Stretches that are told in one line: one, or those of several working days that are all alike."""

    stretches: tuple[Stretch, ...]
    days: int

    @property
    def start(self) -> datetime:
        """When the first one begins."""
        return self.stretches[0].start

    @property
    def end(self) -> datetime:
        """When the last one ends."""
        return self.stretches[-1].end

    @property
    def seconds(self) -> int:
        """What they count together."""
        return sum(one.seconds for one in self.stretches)


@dataclass(frozen=True)
class Room:
    """How closely the lines of a clock have to be told."""

    rows: int = _ROWS_AT_MOST
    nights: bool = True
    apart: bool = True


ROOMS = (
    Room(),
    Room(nights=False),
    *(Room(rows, nights=False, apart=False) for rows in (_ROWS_AT_MOST, 12, 8, 5, 3)),
)


@dataclass(frozen=True)
class Row:
    """A line with its place in time and what it counts."""

    at: datetime
    words: Safe
    counted: int = 0
    left_out: int = 0
    idle: bool = False
    """A night, a lunch break: the calendar says it already."""


def runs(stretches: Sequence[Stretch], breaks: Iterable[datetime], reading: Reading) -> list[Run]:
    """Working days that are all alike become one run, unless one of the `breaks` lies between them."""
    days = [
        tuple(group) for _, group in groupby(stretches, lambda one: one.start.astimezone(reading.zone).date())
    ]
    cuts = sorted(breaks)
    found: list[list[tuple[Stretch, ...]]] = []
    for one in days:
        alike = found and _pattern(found[-1][-1], reading) == _pattern(one, reading)
        if alike and not any(found[-1][-1][-1].end <= cut <= one[0].start for cut in cuts):
            found[-1].append(one)
        else:
            found.append([one])
    out: list[Run] = []
    for group in found:
        together = tuple(stretch for one in group for stretch in one)
        if len(group) >= _EQUAL_DAYS:
            out.append(Run(together, len(group)))
        else:
            out += [Run((stretch,), 1) for stretch in together]
    return out


def _pattern(stretches: Sequence[Stretch], reading: Reading) -> list[tuple[str, str]]:
    return [(wall(one.start, reading.zone), wall(one.end, reading.zone)) for one in stretches]


_COUNTED = ("receipt-run", "receipt-run-days")
_TO_COME = ("receipt-to-come", "receipt-to-come-days")


def run_line(run: Run, reading: Reading, text_ids: tuple[str, str] = _COUNTED) -> Safe:
    """Stretches that counted, with their sum."""
    language = reading.language
    text_id = text_ids[run.days > 1]
    if run.days == 1:
        return text(
            language, text_id, span=span(run.start, run.end, reading), length=exact(run.seconds, language)
        )
    return text(
        language, text_id, first=day(run.start, reading), last=day(run.stretches[-1].start, reading),
        count=run.days, each=exact(run.seconds // run.days, language), length=exact(run.seconds, language),
    )  # fmt: skip


def rows_of(line: Line, receipt: Receipt, reading: Reading) -> list[Row]:
    """Everything between start and end in order of time."""
    language = reading.language
    off = [gap.start for gap in line.gaps if gap.off]
    marks = [*(pause.start for pause in line.pauses), *off]
    counted = runs(line.stretches, marks, reading)
    rows = [Row(run.start, run_line(run, reading), counted=run.seconds) for run in counted]
    for gap in line.gaps:
        if any(run.start <= gap.start and gap.end <= run.end for run in counted):
            continue
        if gap.off:
            words = text(language, "receipt-gap-off", span=span(gap.start, gap.end, reading))
        else:
            words = text(
                language, "receipt-gap", start=wall(gap.start, reading.zone), end=wall(gap.end, reading.zone)
            )
        rows.append(Row(gap.start, words, idle=not gap.off))
    rows += [Row(one.start, pause_line(one, line, reading), left_out=one.left_out) for one in line.pauses]
    stopped = line.clock.stopped_at
    rows += [
        Row(one.at, change_line(one, receipt, reading))
        for one in line.changes
        if one.moved or one.eased or stopped is None or one.at <= stopped
    ]
    rows += [Row(one.at, contest_line(one, reading)) for one in line.contests]
    return sorted(rows, key=lambda row: row.at)


def still(line: Line, room: Room, reading: Reading) -> list[Safe]:
    """What is left until the deadline, piece by piece; one piece says nothing that the sum does not."""
    marks = [pause.end for pause in line.pauses]
    pieces = runs(line.to_come, marks, reading)
    if len(pieces) < 2:
        return []
    rows = [Row(one.start, run_line(one, reading, _TO_COME), counted=one.seconds) for one in pieces]
    return folded(rows, replace(room, rows=min(room.rows, _STILL_AT_MOST)), reading)


def folded(rows: Sequence[Row], room: Room, reading: Reading) -> list[Safe]:
    """All rows; too many: without nights, then with stretches in a row as one, then without the stretch
    of lines that says least."""
    limit = room.rows
    if len(rows) > limit or not room.nights:
        rows = [row for row in rows if not row.idle]
    if len(rows) > limit or (rows and not room.apart):
        rows = _neighbours_together(rows, reading)
    if len(rows) > limit:
        size = len(rows) - limit + 1
        # Where least is lost: a pause or a change of terms says more than one more stretch.
        first = min(range(1, limit), key=lambda at: sum(not row.counted for row in rows[at : at + size]))
        rows = [*rows[:first], _together(rows[first : first + size], reading), *rows[first + size :]]
    return [row.words for row in rows]


def _neighbours_together(rows: Sequence[Row], reading: Reading) -> list[Row]:
    """The first and the last row stay; between them stretches with nothing else in between become one."""
    found: list[Row] = []
    for counts, group in groupby(rows[1:-1], lambda row: row.counted > 0):
        together = list(group)
        found += [_together(together, reading)] if counts and len(together) > 1 else together
    return [rows[0], *found, *rows[1:][-1:]]


def _together(rows: Sequence[Row], reading: Reading) -> Row:
    language = reading.language
    counted, left_out = sum(row.counted for row in rows), sum(row.left_out for row in rows)
    words = text(
        language, "receipt-folded-paused" if left_out else "receipt-folded", count=len(rows),
        length=exact(counted, language), left=exact(left_out, language),
    )  # fmt: skip
    return Row(rows[0].at, words, counted, left_out)


def pause_line(pause: Interruption, line: Line, reading: Reading) -> Safe:
    """A pause: what it left out, why, who asked and who agreed."""
    language = reading.language
    terms = reading.preset(line.clock.version).pauses.get(pause.reason)
    reason = terms.label[language] if terms else pause.reason
    if pause.after_end:
        return text(
            language, "receipt-pause-after", span=span(pause.start, pause.end, reading), reason=reason
        )
    return text(
        language, "receipt-pause", span=span(pause.start, pause.end, reading), reason=reason,
        left=exact(pause.left_out, language), asked=reading.name(pause.asked_by),
        agreed=reading.name(pause.agreed_by),
        ended=pause.ended_by or ("lasts" if line.clock.running else ""),
    )  # fmt: skip


def change_line(
    change: Change, receipt: Receipt, reading: Reading, *, text_id: str = "receipt-change", why: bool = True
) -> Safe:
    """Other terms: from what to what, by whom, and what that did to the deadline."""
    language, kind = reading.language, receipt.ticket.kind
    before, after = under(change.before, kind, reading), under(change.after, kind, reading)
    if change.kind == "migrated":
        before, after = (
            plain(language, "receipt-version", version=one.version) for one in (change.before, change.after)
        )
    parts = [
        text(
            language, text_id, at=moment(change.at, reading),
            before=before, after=after, who=reading.name(change.by),
        ),
        reason(change, reading) if why else None,
        _effect(change, reading, eased=why),
    ]  # fmt: skip
    return lines(*parts, between=plain(language, "receipt-between"))


def reason(change: Change, reading: Reading) -> Safe:
    """Why the terms changed, and who consented."""
    language = reading.language
    reason, asked = None, None
    if change.reason:
        reason = text(language, "receipt-change-why", reason=short(reason_text(language, change.reason)))
    if change.asked_by is not None:
        asked = text(
            language, "receipt-change-asked", who=reading.name(change.asked_by), role=change.consent or ""
        )
    return lines(reason, asked, between=plain(language, "receipt-between"))


def _effect(change: Change, reading: Reading, *, eased: bool) -> Safe:
    language = reading.language
    if change.due_after is None:
        return text(language, "receipt-change-gone")
    due = moment(change.due_after, reading)
    if change.due_before is None:
        moved = text(language, "receipt-change-new", due=due)
    elif change.moved:
        moved = text(language, "receipt-change-moved", before=moment(change.due_before, reading), due=due)
    else:
        moved = text(language, "receipt-change-same")
    if not eased or not change.eased or change.bare is None:
        return moved
    notice = promise(reading.preset(change.after.version).notice, language)
    bare = text(language, "receipt-change-eased", notice=notice, bare=moment(change.bare, reading))
    return lines(moved, bare, between=plain(language, "receipt-between"))


def contest_line(contest: Contest, reading: Reading) -> Safe:
    """A repair that was contested, and the stop that does not count."""
    return text(
        reading.language, "receipt-contest", at=moment(contest.at, reading), who=reading.name(contest.by),
        stop=moment(contest.stopped_at, reading),
    )  # fmt: skip


def short(words: str) -> str:
    """Somebody's words on one line."""
    line = " ".join(words.split())
    return line if len(line) <= _WORDS_AT_MOST else f"{line[: _WORDS_AT_MOST - 1]}…"
