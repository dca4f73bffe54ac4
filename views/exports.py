"""What a manager takes away, as a workbook and as CSV: instants in the contract's zone, words without phone numbers."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, tzinfo
from typing import Any

from xlsxwriter import Workbook

from domain.export import Exported, without_phones
from views.attainment_csv import COLUMNS as CLOCK_COLUMNS
from views.attainment_csv import harmless

TICKETS, CLOCKS, RATINGS = "tickets", "clocks", "ratings"
_TICKET_COLUMNS = (
    "number", "contract", "customer", "kind", "level", "title", "state", "opened", "acknowledged", "restored",
    "resolved", "closed", "engineer", "fault_kind", "cause", "done", "advice",
)  # fmt: skip
_RATING_COLUMNS = ("ticket", "contract", "customer", "rated", "stars", "engineer", "comment")
_COLUMNS = {TICKETS: _TICKET_COLUMNS, CLOCKS: CLOCK_COLUMNS, RATINGS: _RATING_COLUMNS}
_WIDTHS = {"customer": 22, "title": 40, "cause": 30, "done": 30, "advice": 30, "comment": 40, "reason": 30}
_INSTANT_WIDTH = 18
_MOST_ROWS = 1_048_576 - 1
"""Of a sheet, without its head."""

Cell = str | int | datetime | None
Zone = Callable[[str], tzinfo]


class TooManyRows(ValueError):
    """A sheet cannot hold so many."""


def workbook(found: Exported, zones: Mapping[str, tzinfo], default: tzinfo) -> bytes:
    """The three sheets as XLSX. Words are written as words: nothing in them is a formula or a link. TooManyRows."""
    out = io.BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(out, options) as book:
        head = book.add_format({"bold": True, "bg_color": "#D9E2EC", "text_wrap": False})
        moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        for name, rows in _sheets(found, zones, default):
            sheet = book.add_worksheet(name)
            columns = _COLUMNS[name]
            for place, column in enumerate(columns):
                sheet.set_column(place, place, _WIDTHS.get(column, _INSTANT_WIDTH if place > 5 else 12))
                sheet.write_string(0, place, column, head)
            sheet.freeze_panes(1, 1)
            last = 0
            for last, row in enumerate(rows, 1):
                if last > _MOST_ROWS:
                    raise TooManyRows(name)
                for place, value in enumerate(row):
                    if isinstance(value, datetime):
                        sheet.write_datetime(last, place, value.replace(tzinfo=None), moment)
                    elif isinstance(value, int):
                        sheet.write_number(last, place, value)
                    elif value:
                        sheet.write_string(last, place, value)
            sheet.autofilter(0, 0, last, len(columns) - 1)
    return out.getvalue()


def tables(found: Exported, zones: Mapping[str, tzinfo], default: tzinfo) -> dict[str, bytes]:
    """The same as CSV by name: UTF-8 with a byte order mark, no cell that a program takes for a formula."""
    return {name: _csv(_COLUMNS[name], rows) for name, rows in _sheets(found, zones, default)}


def _csv(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    written = io.StringIO(newline="")
    out = csv.writer(written)
    out.writerow(columns)
    out.writerows([_cell(value) for value in row] for row in rows)
    return written.getvalue().encode("utf-8-sig")


def _cell(value: Cell) -> Any:
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    return harmless(value) if isinstance(value, str) else value


def _sheets(
    found: Exported, zones: Mapping[str, tzinfo], default: tzinfo
) -> Iterator[tuple[str, Iterator[Sequence[Cell]]]]:
    def local(instant: datetime | None, contract: str) -> datetime | None:
        return (
            None
            if instant is None
            else instant.astimezone(zones.get(contract, default)).replace(microsecond=0)
        )

    yield TICKETS, (
        (
            one.number, one.contract, one.customer, one.kind, one.level, without_phones(one.title), one.state,
            *(
                local(at, one.contract)
                for at in (one.opened_at, one.acknowledged_at, one.restored_at, one.resolved_at, one.closed_at)
            ),
            one.engineer, one.fault_kind, *map(without_phones, (one.cause, one.done, one.advice)),
        )
        for one in found.tickets
    )  # fmt: skip
    yield CLOCKS, (
        (
            line.ticket, line.contract, line.customer, line.kind, line.level, line.grade, line.clock, line.version,
            *(local(at, line.contract) for at in (line.started_at, line.due_at, line.ended_at)),
            "yes" if line.superseded else "no", line.promised, line.used, line.paused, line.outcome,
            int(line.late.total_seconds()), without_phones(line.reason),
        )
        for line in found.clocks
    )  # fmt: skip
    yield RATINGS, (
        (
            one.ticket, one.contract, one.customer, local(one.at, one.contract), one.stars, one.engineer,
            without_phones(one.comment),
        )
        for one in found.ratings
    )  # fmt: skip
