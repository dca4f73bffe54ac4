"""The receipt of a ticket's clocks as a message for a phone: every number can be checked by adding up the lines.

Both sides read the same numbers. Long lists of equal working days are one line, and where there is still too much the
middle of a list becomes one line with its sum, so that the lines that are there always add up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from domain.tickets.receipt_lines import Change, Line, Receipt, Verdict
from views.paid import receipt_lines
from views.receipt_rows import (
    ROOMS,
    Room,
    change_line,
    folded,
    rows_of,
    short,
    still,
)
from views.receipt_words import (
    Reading,
    calendar_words,
    clock_name,
    exact,
    moment,
    promise,
    verdict,
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


def receipt_text(receipt: Receipt, reading: Reading) -> Safe:
    """The whole receipt as HTML of at most `LONGEST` visible characters."""
    head = _head(receipt, reading)
    if not receipt.lines:
        return lines(head, text(reading.language, "receipt-no-clocks"))
    ordered = sorted(receipt.lines, key=lambda line: line is not receipt.next)
    # Ours read a line more; the room is measured with it, so that both sides get the same lines.
    measured = replace(reading, inside=True)
    for room in ROOMS:
        if visible_length(_whole(head, ordered, receipt, measured, room)) <= LONGEST:
            return _whole(head, ordered, receipt, reading, room)
    return _shortened(head, [_brief(line, receipt, reading) for line in ordered], reading)


def _whole(head: Safe, ordered: Sequence[Line], receipt: Receipt, reading: Reading, room: Room) -> Safe:
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
        *receipt_lines(ticket, language, lambda at: moment(at, reading), reading.name),
    )  # fmt: skip


def _block(line: Line, receipt: Receipt, reading: Reading, room: Room) -> Safe:
    language = reading.language
    return lines(
        _title(line, receipt, reading),
        _terms(line, reading),
        _start(line, reading),
        *folded(rows_of(line, receipt, reading), room, reading),
        _end(line, receipt, reading),
        _sum(line, reading),
        *still(line, room, reading),
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
        level=level_words(line, receipt, reading),
        verdict=text(reading.language, "receipt-verdict", verdict=verdict(line)),
    ) if clock.superseded_at is None else text(
        reading.language, "receipt-clock-before", clock=clock_name(line, reading.language),
        level=level_words(line, receipt, reading),
        verdict=text(reading.language, "receipt-verdict", verdict=verdict(line)),
    )  # fmt: skip


def level_words(line: Line, receipt: Receipt, reading: Reading) -> str:
    """The level or grade under which the clock was promised."""
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
    return change_line(change, receipt, reading, text_id="receipt-replaced", why=not told)


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
        words=short(line.explained.text),
    )  # fmt: skip
