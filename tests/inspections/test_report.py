"""The report: what it says, its photos, and what becomes of it when something cannot be had."""

from __future__ import annotations

import base64
import io
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import select
from telegram.error import BadRequest, NetworkError

from bot.drawing import Painter
from bot.inspection_pdf import Inspections, read_report
from domain.plans.checklists import points, shipped
from storage.checks import Check
from storage.outbox import row_of
from storage.tables import outbox as outbox_table
from tests.engineers.office import CUSTOMER, LI, MANAGERS
from tests.inspections.round import Round, media
from views.content import Content
from views.inspection_report import MOST_BYTES, MOST_PHOTOS, Report, findings_text, pictures, sheet
from views.inspection_sheet import draw, shrunk


def jpeg(width: int = 60, height: int = 40) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(out, "JPEG")
    return out.getvalue()


def photos(*names: str, kind: str = "photo") -> tuple[dict[str, Any], ...]:
    return tuple(
        {"kind": kind, "file_id": f"f{one}", "unique_id": one, "size": 10, "name": None} for one in names
    )


def report(**found: Check) -> Report:
    """An inspection of a server room at two sites; `found` by the ids of its points at the first site."""
    every = points([shipped()["server-room"]], ["主楼", "分院"])
    results = {one.key: Check(one.key, "ok") for one in every}
    results |= {f"0.0.{name}": replace(check, item=f"0.0.{name}") for name, check in found.items()}
    return Report(
        7, "第三医院 <A>", "H-3", {"zh": "例行检查", "en": "Routine check"}, "王强", "Asia/Shanghai",
        datetime(2026, 11, 30, 15, 59, 59, tzinfo=UTC), datetime(2026, 11, 25, 6, tzinfo=UTC),
        datetime(2026, 11, 25, 8, tzinfo=UTC), False, every, results, None,
    )  # fmt: skip


def test_findings_come_first_with_their_tickets_and_photos_are_numbered_in_that_order() -> None:
    one = report(
        temperature=Check("", "ok", "", photos("a")),
        ups=Check("", "finding", "电池鼓包", photos("b", "c"), 12),
    )
    figures, labels = sheet(one, "zh")
    assert [media["unique_id"] for media in pictures(one)] == ["b", "c", "a"]
    (finding,) = figures["findings"]
    assert finding["ticket"] == "#12"
    assert finding["photos"] == [0, 1]
    assert figures["photos"] == [{"words": "主楼 · 温度 18–27 ℃、湿度 40–60%", "photos": [2]}]
    assert figures["counts"] == {"ok": 39, "finding": 1, "na": 0}
    assert figures["begun"] == "2026-11-25 14:00", "the customer's time"
    assert labels["title"] == "巡检报告"
    assert sheet(one, "en")[1]["title"] == "Inspection report"


def test_more_photos_than_a_phone_can_open_stay_in_the_record_and_are_counted() -> None:
    many = photos(*(f"p{place}" for place in range(MOST_PHOTOS + 5)))
    one = report(ups=Check("", "finding", "", (*many, *photos("v", kind="voice"))))
    figures, _ = sheet(one, "en")
    assert len(pictures(one)) == MOST_PHOTOS
    assert figures["notes"] == [
        "5 more photos are kept in the service record",
        "1 more voice messages or files are kept in the service record",
    ]


def test_pictures_that_would_fill_the_memory_together_stay_in_the_record() -> None:
    large = tuple({**one, "size": 9 * 2**20} for one in photos(*"abcdefg"))
    one = report(ups=Check("", "finding", "", large))
    assert len(pictures(one)) == MOST_BYTES // (9 * 2**20)
    assert sheet(one, "en")[0]["notes"] == ["3 more photos are kept in the service record"]


def test_a_photo_is_made_small_and_upright_and_anything_else_is_left_out() -> None:
    small = shrunk(jpeg(4000, 1000))
    assert small is not None
    with Image.open(io.BytesIO(small)) as opened:
        assert max(opened.size) == 1280
    turned = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (60, 40)).save(turned, "JPEG", exif=exif)
    upright = shrunk(turned.getvalue())
    assert upright is not None
    with Image.open(io.BytesIO(upright)) as opened:
        assert opened.size == (40, 60)
    assert shrunk(b"no picture") is None
    assert shrunk(jpeg()[:200]) is None


def test_a_picture_that_claims_to_be_enormous_is_not_opened() -> None:
    out = io.BytesIO()
    Image.new("1", (9000, 9000)).save(out, "PNG")
    assert shrunk(out.getvalue()) is None


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_sheet_is_typeset_whatever_people_wrote(language: str) -> None:
    nasty = '#import "x": * $ \\ ] } <b> *粗* _a_ `code` // 注释\n第二行'
    one = report(ups=Check("", "finding", nasty, photos("a", "b"), 3), battery=Check("", "na", "#panic()"))
    one = replace(one, conclusion=Check("conclusion", None, nasty))
    figures, labels = sheet(one, language)
    figures["pictures"] = [base64.b64encode(jpeg()).decode(), None]
    assert draw(figures, labels).startswith(b"%PDF-")


class _Painter(Painter):
    """Keeps what it is to draw, and draws at most once."""

    def __init__(self, made: bytes | None) -> None:
        super().__init__()
        self.made, self.papers = made, list[dict[str, Any]]()

    async def draw(self, figures: dict[str, Any], *_: object) -> bytes | None:
        self.papers.append(figures)
        return self.made


@pytest.fixture
def signed(due: Round) -> Round:
    """An inspection with a finding and a photo, signed."""
    due.go()
    due.office.private(LI, "接头氧化", media=media(name="a"))
    due.point("f")
    due.point("c")
    due.through()
    due.point("e")
    return due


async def make(signed: Round, maker: Inspections, chat: int, language: str) -> Content:
    query = select(outbox_table).where(outbox_table.c.kind == "made", outbox_table.c.chat_id == chat)
    row = row_of(signed.office.conn.execute(query).one())
    return await maker.begin(signed.office.conn, signed.office.desk, row, language, signed.office.now)


async def test_the_customer_gets_the_file_with_a_button_and_the_archive_without(signed: Round) -> None:
    painter = _Painter(b"%PDF-1.7")
    maker = Inspections(painter)
    theirs = await make(signed, maker, CUSTOMER, "en")
    ours = await make(signed, maker, MANAGERS, "en")
    assert [key.data for line in theirs.buttons for key in line] == [f"1.icr.{signed.number}.1"]
    assert ours.buttons == ()
    assert theirs.files[0].kind == "document"
    assert theirs.files[0].name == "inspection-report-School-No-3-2026-03-02.pdf"
    assert "School &lt;No. 3&gt;" in theirs.text
    assert len(painter.papers) == 1, "made once, however many get it"
    await make(signed, maker, CUSTOMER, "zh")
    assert len(painter.papers) == 2


async def test_photos_are_fetched_and_one_that_is_gone_leaves_its_place_empty(signed: Round) -> None:
    async def fetch(file_id: str) -> bytes:
        assert file_id == "file-a"
        return b"photo"

    async def gone(file_id: str) -> bytes:
        raise BadRequest("wrong file_id")

    for way, expected in ((fetch, [base64.b64encode(b"photo").decode()]), (gone, [None])):
        painter = _Painter(b"%PDF-")
        await make(signed, Inspections(painter, way), CUSTOMER, "zh")
        assert painter.papers[0]["pictures"] == expected


async def test_a_connection_that_breaks_is_tried_again(
    signed: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries = []

    async def at_last(file_id: str) -> bytes:
        tries.append(file_id)
        if len(tries) < 3:
            raise NetworkError("broken")
        return b"photo"

    monkeypatch.setattr("bot.inspection_pdf._PAUSES", (0.0, 0.0, 0.0))
    painter = _Painter(b"%PDF-")
    await make(signed, Inspections(painter, at_last), CUSTOMER, "zh")
    assert painter.papers[0]["pictures"] == [base64.b64encode(b"photo").decode()]


async def test_without_a_file_the_findings_are_told_in_words_and_can_be_confirmed(signed: Round) -> None:
    content = await make(signed, Inspections(_Painter(None)), CUSTOMER, "zh")
    assert content.files == ()
    assert "全部摄像机在线" in content.text
    assert [key.data for line in content.buttons for key in line] == [f"1.icr.{signed.number}.0"]


def test_findings_in_words_are_few_enough_for_a_message(signed: Round) -> None:
    one = read_report(signed.office.conn, signed.office.desk, signed.number)
    every = {point.key: Check(point.key, "finding", "", (), 5) for point in one.points}
    words = findings_text(replace(one, found=every), "zh")
    assert "另有 6 个问题" in words
    assert len(words) < 3000
