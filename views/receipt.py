"""The receipt of a ticket's clocks as a message for a phone: every number can be checked by adding up the lines.

Both sides read the same numbers. Long lists of equal working days are one line, and where there is still too much the
middle of a list becomes one line with its sum, so that the lines that are there always add up.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby

from domain.tickets.receipt import Change, Contest, Interruption, Line, Receipt, Stretch, Verdict
from views.reasons import reason_text
from views.receipt_words import (
    Reading,
    calendar_words,
    clock_name,
    day,
    exact,
    moment,
    promise,
    span,
    under,
    verdict,
    wall,
)
from views.summary import visible_length
from views.texts import Safe, lines, plain, text
from views.times import remaining

LONGEST = 3500
"""Characters that a receipt may have, without its marks."""

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
class _Room:
    """How closely the lines of a clock have to be told."""

    rows: int = _ROWS_AT_MOST
    nights: bool = True
    apart: bool = True


_ROOMS = (
    _Room(),
    _Room(nights=False),
    *(_Room(rows, nights=False, apart=False) for rows in (_ROWS_AT_MOST, 12, 8, 5, 3)),
)


@dataclass(frozen=True)
class _Row:
    at: datetime
    words: Safe
    counted: int = 0
    left_out: int = 0
    idle: bool = False
    """A night, a lunch break: the calendar says it already."""


def receipt_text(receipt: Receipt, reading: Reading) -> Safe:
    """The whole receipt as HTML of at most `LONGEST` visible characters."""
    head = _head(receipt, reading)
    if not receipt.lines:
        return lines(head, text(reading.language, "receipt-no-clocks"))
    ordered = sorted(receipt.lines, key=lambda line: line is not receipt.next)
    # Ours read a line more; the room is measured with it, so that both sides get the same lines.
    measured = replace(reading, inside=True)
    for room in _ROOMS:
        if visible_length(_whole(head, ordered, receipt, measured, room)) <= LONGEST:
            return _whole(head, ordered, receipt, reading, room)
    return _shortened(head, [_brief(line, receipt, reading) for line in ordered], reading)


def _whole(head: Safe, ordered: Sequence[Line], receipt: Receipt, reading: Reading, room: _Room) -> Safe:
    return lines(head, *(_block(line, receipt, reading, room) for line in ordered), between="\n\n")


def _shortened(head: Safe, blocks: Sequence[Safe], reading: Reading) -> Safe:
    """As many clocks as there is room for; the present ones come first."""
    for count in range(len(blocks), 0, -1):
        rest = len(blocks) - count
        more = text(reading.language, "receipt-more-clocks", count=rest) if rest else None
        words = lines(head, *blocks[:count], more, between="\n\n")
        if visible_length(words) <= LONGEST:
            return words
    return head


def _head(receipt: Receipt, reading: Reading) -> Safe:
    language, ticket = reading.language, receipt.ticket
    first = receipt.next
    if ticket.level is None:
        what = plain(language, f"kind-{ticket.kind}")
    else:
        what = reading.preset(ticket.contract_version).nearest_level(ticket.level).label[language]
    due = None
    if first is not None:
        due = text(
            language, "receipt-next-late" if first.late else "receipt-next", clock=clock_name(first, language),
            due=moment(first.clock.due_at, reading), left=remaining(first.clock.due_at, receipt.at, language),
        )  # fmt: skip
    return lines(
        text(language, "receipt-head", number=ticket.id, what=what),
        due or text(language, "receipt-nothing-runs"),
        text(
            language, "receipt-facts", contract=reading.contract, zone=reading.zone.key,
            at=moment(receipt.at, reading),
        ),
    )  # fmt: skip


def _block(line: Line, receipt: Receipt, reading: Reading, room: _Room) -> Safe:
    language = reading.language
    return lines(
        _title(line, receipt, reading),
        _terms(line, reading),
        _start(line, reading),
        *_folded(_rows(line, receipt, reading), room, reading),
        _end(line, receipt, reading),
        _sum(line, reading),
        *_still(line, room, reading),
        *(text(language, "receipt-unknown-year", year=str(year)) for year in line.unknown_years),
        _explained(line, reading),
    )


def _brief(line: Line, receipt: Receipt, reading: Reading) -> Safe:
    """A clock without its single stretches, where there are too many clocks to show them."""
    return lines(
        _title(line, receipt, reading),
        _start(line, reading),
        _end(line, receipt, reading),
        _sum(line, reading),
    )


def _title(line: Line, receipt: Receipt, reading: Reading) -> Safe:
    clock = line.clock
    return text(
        reading.language, "receipt-clock", clock=clock_name(line, reading.language),
        level=_level(line, receipt, reading),
        verdict=text(reading.language, "receipt-verdict", verdict=verdict(line)),
    ) if clock.superseded_at is None else text(
        reading.language, "receipt-clock-before", clock=clock_name(line, reading.language),
        level=_level(line, receipt, reading),
        verdict=text(reading.language, "receipt-verdict", verdict=verdict(line)),
    )  # fmt: skip


def _level(line: Line, receipt: Receipt, reading: Reading) -> str:
    preset, clock = reading.preset(line.clock.version), line.clock
    if clock.level is not None:
        return preset.nearest_level(clock.level).label[reading.language]
    grade = preset.grade(receipt.ticket.kind, clock.grade)
    return grade.label[reading.language] if grade else plain(reading.language, f"kind-{receipt.ticket.kind}")


def _terms(line: Line, reading: Reading) -> Safe:
    clock, language = line.clock, reading.language
    return text(
        language, "receipt-promised", promise=promise(clock.spec.within, language),
        calendar=calendar_words(line, language), version=clock.version,
    )  # fmt: skip


def _start(line: Line, reading: Reading) -> Safe:
    clock, language = line.clock, reading.language
    return text(
        language, "receipt-start", at=moment(clock.started_at, reading),
        event=plain(language, "receipt-event", event=line.began_with), due=moment(clock.due_at, reading),
    )  # fmt: skip


def _end(line: Line, receipt: Receipt, reading: Reading) -> Safe | None:
    language = reading.language
    stop = None
    if line.clock.stopped_at is not None:
        stop = text(
            language, "receipt-stop", at=moment(line.clock.stopped_at, reading),
            event=plain(language, "receipt-event", event=line.ended_with or ""),
            who=reading.name(line.ended_by),
        )  # fmt: skip
    change = _replaced(line, line.superseded_by, receipt, reading) if line.superseded_by else None
    return lines(stop, change) or None


def _replaced(line: Line, change: Change, receipt: Receipt, reading: Reading) -> Safe:
    """What took the clock's place; why that was stands with the clock of that name that came after it."""
    told = any(
        (after.at, after.before, after.after) == (change.at, change.before, change.after)
        for other in receipt.lines
        if other.clock.name == line.clock.name
        for after in other.changes
    )
    return _change(change, receipt, reading, text_id="receipt-replaced", why=not told)


def _sum(line: Line, reading: Reading) -> Safe:
    language = reading.language
    used, promised = exact(line.used, language), exact(line.promised, language)
    if line.verdict is Verdict.BREACHED:
        late = exact(round(line.late.total_seconds()), language)
        return text(language, "receipt-sum-late", used=used, promised=promised, late=late)
    if line.verdict is Verdict.RUNNING:
        return text(
            language, "receipt-sum-left", used=used, promised=promised, left=exact(line.left, language)
        )
    return text(language, "receipt-sum", used=used, promised=promised)


def _explained(line: Line, reading: Reading) -> Safe | None:
    if line.explained is None or not reading.inside:
        return None
    return text(
        reading.language, "receipt-explained", who=reading.name(line.explained.by),
        words=_short(line.explained.text),
    )  # fmt: skip


# --- the lines of the sum ----------------------------------------------------------------------------------------------


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


def _run(run: Run, reading: Reading, text_ids: tuple[str, str] = _COUNTED) -> Safe:
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


def _rows(line: Line, receipt: Receipt, reading: Reading) -> list[_Row]:
    """Everything between start and end in order of time."""
    language = reading.language
    off = [gap.start for gap in line.gaps if gap.off]
    marks = [*(pause.start for pause in line.pauses), *off]
    counted = runs(line.stretches, marks, reading)
    rows = [_Row(run.start, _run(run, reading), counted=run.seconds) for run in counted]
    for gap in line.gaps:
        if any(run.start <= gap.start and gap.end <= run.end for run in counted):
            continue
        if gap.off:
            words = text(language, "receipt-gap-off", span=span(gap.start, gap.end, reading))
        else:
            words = text(
                language, "receipt-gap", start=wall(gap.start, reading.zone), end=wall(gap.end, reading.zone)
            )
        rows.append(_Row(gap.start, words, idle=not gap.off))
    rows += [_Row(one.start, _pause(one, line, reading), left_out=one.left_out) for one in line.pauses]
    stopped = line.clock.stopped_at
    rows += [
        _Row(one.at, _change(one, receipt, reading))
        for one in line.changes
        if one.moved or one.eased or stopped is None or one.at <= stopped
    ]
    rows += [_Row(one.at, _contest(one, reading)) for one in line.contests]
    return sorted(rows, key=lambda row: row.at)


def _still(line: Line, room: _Room, reading: Reading) -> list[Safe]:
    """What is left until the deadline, piece by piece; one piece says nothing that the sum does not."""
    marks = [pause.end for pause in line.pauses]
    pieces = runs(line.to_come, marks, reading)
    if len(pieces) < 2:
        return []
    rows = [_Row(one.start, _run(one, reading, _TO_COME), counted=one.seconds) for one in pieces]
    return _folded(rows, replace(room, rows=min(room.rows, _STILL_AT_MOST)), reading)


def _folded(rows: Sequence[_Row], room: _Room, reading: Reading) -> list[Safe]:
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


def _neighbours_together(rows: Sequence[_Row], reading: Reading) -> list[_Row]:
    """The first and the last row stay; between them stretches with nothing else in between become one."""
    found: list[_Row] = []
    for counts, group in groupby(rows[1:-1], lambda row: row.counted > 0):
        together = list(group)
        found += [_together(together, reading)] if counts and len(together) > 1 else together
    return [rows[0], *found, *rows[1:][-1:]]


def _together(rows: Sequence[_Row], reading: Reading) -> _Row:
    language = reading.language
    counted, left_out = sum(row.counted for row in rows), sum(row.left_out for row in rows)
    words = text(
        language, "receipt-folded-paused" if left_out else "receipt-folded", count=len(rows),
        length=exact(counted, language), left=exact(left_out, language),
    )  # fmt: skip
    return _Row(rows[0].at, words, counted, left_out)


def _pause(pause: Interruption, line: Line, reading: Reading) -> Safe:
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


def _change(
    change: Change, receipt: Receipt, reading: Reading, *, text_id: str = "receipt-change", why: bool = True
) -> Safe:
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
        _reason(change, reading) if why else None,
        _effect(change, reading, eased=why),
    ]  # fmt: skip
    return lines(*parts, between=plain(language, "receipt-between"))


def _reason(change: Change, reading: Reading) -> Safe:
    language = reading.language
    reason, asked = None, None
    if change.reason:
        reason = text(language, "receipt-change-why", reason=_short(reason_text(language, change.reason)))
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


def _contest(contest: Contest, reading: Reading) -> Safe:
    return text(
        reading.language, "receipt-contest", at=moment(contest.at, reading), who=reading.name(contest.by),
        stop=moment(contest.stopped_at, reading),
    )  # fmt: skip


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _WORDS_AT_MOST else f"{line[: _WORDS_AT_MOST - 1]}…"
