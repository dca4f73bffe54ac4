from __future__ import annotations

import csv
import io
import zipfile
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree as Xml
from zoneinfo import ZoneInfo

import pytest

from bot import exports as making
from bot.exports import split
from domain.attainment import Line
from domain.export import Exported, RatingLine, TicketLine, without_phones
from domain.tickets.events import Happened
from storage.exports import count, exported
from tests.summary.conftest import NOW, Desk, ago, desk
from views.exports import tables, workbook

__all__ = ["desk"]

ZONE = ZoneInfo("Asia/Shanghai")
EVIL = ('=HYPERLINK("http://x")', "+1+1", "-2+3", "@SUM(A1)", "\t=1", "＝1", " =1")


def of(words: str) -> Exported:
    ticket = TicketLine(
        7,
        "c1",
        words,
        "fault",
        2,
        words,
        "closed",
        NOW,
        None,
        None,
        None,
        NOW,
        words,
        "software",
        words,
        words,
        words,
    )
    line = Line(
        7,
        "c1",
        words,
        "fault",
        2,
        None,
        "restore",
        1,
        NOW,
        NOW,
        None,
        False,
        60,
        None,
        0,
        "running",
        timedelta(),
        words,
    )
    return Exported((ticket,), (line,), (RatingLine(7, "c1", words, NOW, 5, words, words),))


@pytest.mark.parametrize("words", EVIL)
def test_no_cell_of_a_file_is_a_formula(words: str) -> None:
    for name, data in tables(of(words), {}, ZONE).items():
        assert data.startswith(b"\xef\xbb\xbf"), name
        for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")):
            assert not any(cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "＝")) for cell in row), (
                name,
                row,
            )
    with zipfile.ZipFile(io.BytesIO(workbook(of(words), {}, ZONE))) as book:
        sheets = [name for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
        assert len(sheets) == 3
        for name in sheets:
            assert not list(Xml.fromstring(book.read(name)).iter("{*}f"))


@pytest.mark.parametrize(
    "words",
    [
        "打 13800005501 找我",
        "+86 138-0000-5501",
        "010-55550100",
        "(021) 55550100",
        "400-800-1234",
        "+44 20 7946 0018",
    ],
)
def test_phone_numbers_in_what_people_wrote_are_left_out(words: str) -> None:
    assert not any(char.isdigit() for char in without_phones(words))
    for data in tables(of(words), {}, ZONE).values():
        free = [row for row in csv.DictReader(io.StringIO(data.decode("utf-8-sig"))) if "title" in row]
        assert all("***" in row["title"] for row in free)


@pytest.mark.parametrize(
    "words", ["192.168.10.21", "2026-10-01 12:30", "错误 0x80070005", "版本 10.0.19041", "设备 A-100233"]
)
def test_addresses_dates_and_numbers_of_devices_stay(words: str) -> None:
    assert without_phones(words) == words


def test_the_files_hold_what_was_open_in_the_period_in_the_contracts_zone(desk: Desk) -> None:
    start, end = ago(days=10), ago(days=5)
    before = desk.ticket(ago(days=30), closed_at=ago(days=20))
    through = desk.ticket(ago(days=30), closed_at=ago(days=7), rating=4)
    after = desk.ticket(ago(days=2))
    desk.event(
        through,
        1,
        Happened.RESOLVED.value,
        ago(days=8),
        cause="电源",
        done="换",
        advice="",
        fault_kind="hardware",
    )
    desk.event(through, 2, Happened.RATED.value, ago(days=6), stars=4)
    desk.event(through, 3, Happened.COMMENTED.value, ago(days=6), text="谢谢 13800005501")
    desk.clock(through, "restore", ago(days=8), 2, ago(days=7, hours=23))
    found = exported(desk.conn, start, end, NOW)
    assert [one.number for one in found.tickets] == [through]
    assert count(desk.conn, start, end, NOW, None) == 1
    assert {before, after}.isdisjoint(one.number for one in found.tickets)
    assert [one.clock for one in found.clocks] == ["restore"]
    assert [(one.stars, one.comment) for one in found.ratings] == [(4, "谢谢 13800005501")]
    files = tables(found, {"school": ZoneInfo("Europe/Berlin")}, ZONE)
    (row,) = csv.DictReader(io.StringIO(files["tickets"].decode("utf-8-sig")))
    assert row["cause"] == "电源"
    assert row["engineer"] == "Zhang Wei"
    assert row["opened"].endswith("+02:00"), "the last Sunday of October had passed only for the later ones"
    assert "13800005501" not in files["ratings"].decode()


def test_too_large_files_are_split_by_month_and_a_month_in_halves() -> None:
    def at(*parts: int) -> datetime:
        return datetime(*parts, tzinfo=ZONE).astimezone(UTC)  # type: ignore[arg-type,misc]

    parts = split(at(2026, 1, 1), at(2027, 1, 1), "Asia/Shanghai")
    assert len(parts) == 12
    assert parts[0] == (at(2026, 1, 1), at(2026, 2, 1))
    assert len(split(at(2026, 1, 1), at(2026, 2, 1), "Asia/Shanghai")) == 2
    assert len(split(at(2026, 1, 1), at(2026, 1, 2), "Asia/Shanghai")) == 1


def test_files_over_the_limit_are_not_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    assert making._files(of("x"), {}, ZONE, "t") is not None
    monkeypatch.setattr(making, "MOST_BYTES", 10)
    assert making._files(of("x"), {}, ZONE, "t") is None
