"""The files of a course: its materials, and the sign-in sheet as XLSX."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any
from zoneinfo import ZoneInfo

import xlsxwriter
from sqlalchemy import Connection

from bot.delivery.facing import name_of
from domain.desk import Desk
from storage import courses, people
from storage.courses import Course
from storage.outbox import Row
from views.content import Button, Content, File
from views.courses import follow_up_keys, when
from views.texts import plain, text

_WIDTHS = (6, 18, 28, 36, 20, 18)
_LONGEST_NAME = 60


@dataclass(frozen=True)
class Sheet:
    """What stands in a sign-in sheet: the line above, the names of the columns, a row for each person."""

    title: str
    about: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str | int]]
    name: str


def begin_materials(
    conn: Connection, desk: Desk, row: Row, language: str, now: datetime
) -> Coroutine[Any, Any, Content]:
    """The file that the trainer gave, as Telegram knows it."""
    course = courses.get(conn, int(row.data["course"]))
    file = course.materials or {}
    words = text(language, "course-materials-file", title=course.title)
    return _given(Content(words, files=(File(str(file["kind"]), file_id=str(file["file_id"])),)))


async def _given(content: Content) -> Content:
    return content


def begin_sheet(
    conn: Connection, desk: Desk, row: Row, language: str, now: datetime
) -> Coroutine[Any, Any, Content]:
    """The sign-in sheet as it is now, with the follow-up in one tap where somebody was absent."""
    course = courses.get(conn, int(row.data["course"]))
    sheet, signed, absent = _read(conn, desk, course, language)
    words = text(
        language,
        "course-sheet",
        title=course.title,
        when=_when(desk, course, language),
        signed=signed,
        absent=absent,
    )
    keys = follow_up_keys(course.id, course.fence) if absent else ()
    buttons = tuple(tuple(Button(plain(language, key["id"]), key["data"]) for key in line) for line in keys)
    return _made(words, sheet, buttons)


async def _made(words: str, sheet: Sheet, buttons: tuple[tuple[Button, ...], ...]) -> Content:
    data = await asyncio.to_thread(workbook, sheet)
    return Content(words, buttons, files=(File("document", data=data, name=sheet.name),))


def workbook(sheet: Sheet) -> bytes:
    """The XLSX file. What people wrote is text there, whatever it begins with: never a formula or a link."""
    made = BytesIO()
    book = xlsxwriter.Workbook(
        made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    page = book.add_worksheet(sheet.title[:31])
    bold, boxed = (
        book.add_format({"bold": True, "border": 1}),
        book.add_format({"border": 1, "text_wrap": True}),
    )
    page.write_string(0, 0, sheet.about, book.add_format({"bold": True, "font_size": 13}))
    for place, (name, width) in enumerate(zip(sheet.columns, _WIDTHS, strict=True)):
        page.set_column(place, place, width)
        page.write_string(2, place, name, bold)
    for number, cells in enumerate(sheet.rows, 3):
        for place, cell in enumerate(cells):
            if isinstance(cell, int):
                page.write_number(number, place, cell, boxed)
            else:
                page.write_string(number, place, cell, boxed)
    page.freeze_panes(3, 0)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(2)
    book.close()
    return made.getvalue()


def _read(conn: Connection, desk: Desk, course: Course, language: str) -> tuple[Sheet, int, int]:
    everybody = courses.enrolled(conn, course.id)
    came = sorted(
        (one for one in everybody if one.signed_in_at is not None),
        key=lambda one: (one.signed_in_at, one.person_id),
    )
    unit, zone = _customer(desk, course), _zone(desk, course)
    rows: list[list[str | int]] = []
    for number, one in enumerate(came, 1):
        person = people.find(conn, one.person_id)
        assert one.signed_in_at is not None
        rows.append([
            number, name_of(conn, desk, one.person_id), unit, course.title, (person.phone if person else None) or "",
            f"{one.signed_in_at.astimezone(zone):%Y-%m-%d %H:%M}",
        ])  # fmt: skip
    columns = [
        plain(language, f"sheet-{name}") for name in ("number", "name", "unit", "content", "contact", "at")
    ]
    about = plain(
        language, "sheet-about", title=course.title, when=_when(desk, course, language), place=course.place,
        trainer=name_of(conn, desk, course.trainer_id),
    )  # fmt: skip
    title = plain(language, "sheet-title")
    bare = "".join(letter for letter in course.title if letter not in '\\/:*?"<>|').strip()[:_LONGEST_NAME]
    name = f"{title} {bare}.xlsx"
    return Sheet(title, about, columns, rows, name), len(came), len(everybody) - len(came)


def _customer(desk: Desk, course: Course) -> str:
    try:
        return desk.contract(course.contract).customer
    except KeyError:
        return course.contract


def _zone(desk: Desk, course: Course) -> ZoneInfo:
    try:
        return ZoneInfo(desk.contract(course.contract).timezone)
    except KeyError:
        return ZoneInfo(desk.timezone)


def _when(desk: Desk, course: Course, language: str) -> str:
    return str(when(course.starts_at, course.ends_at, _zone(desk, course).key)["in"][language])
