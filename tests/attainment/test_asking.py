"""`/sla report` and `/summary … CODE`: what is put into the outbox, and what comes of it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection

from bot.delivery.parcel import Send, Wait
from bot.delivery.render import Renderer
from bot.drawing import Painter
from bot.painting import Gallery
from storage import outbox
from storage.engine import Store
from storage.outbox import Row
from tests.attainment.test_figures import fill
from tests.engineers.office import BOSS, LI, MANAGERS, Office, make_desk, open_office
from tests.summary.conftest import NOW, Desk
from views.content import Content

NOVEMBER = datetime(2026, 10, 31, 16, tzinfo=UTC)


@pytest.fixture
def office() -> Iterator[Office]:
    for office in open_office():
        office.now = NOW
        yield office


def asked(office: Office, kind: str = "report") -> Row:
    (row,) = office.rows(kind)
    return row


def window(row: Row) -> tuple[str, str, str | None]:
    return row.data["start"], row.data["end"], row.data["contract"]


@pytest.mark.parametrize("words", ["/sla report", "/sla REPORT 11", "/sla 报告 本月", "/sla report 2026-11"])
def test_managers_ask_for_the_month_so_far(office: Office, words: str) -> None:
    office.managers(BOSS, words)
    row = asked(office)
    assert row.chat_id == MANAGERS
    assert window(row) == (NOVEMBER.isoformat(), NOW.isoformat(), None)


@pytest.mark.parametrize("words", ["last", "10", "2026-10", "上月", "10月"])
def test_managers_ask_for_a_month_that_is_over(office: Office, words: str) -> None:
    office.managers(BOSS, f"/sla report {words}")
    start, end, _ = window(asked(office))
    assert (start, end) == ("2026-09-30T16:00:00+00:00", NOVEMBER.isoformat())


@pytest.mark.parametrize(("words", "code"), [("C1", "c1"), ("last 客户.二", "客户.二"), ("10 c1", "c1")])
def test_one_contract_can_be_named(office: Office, words: str, code: str) -> None:
    office.managers(BOSS, f"/sla report {words}")
    assert window(asked(office))[2] == code


def test_a_report_asked_for_in_private_comes_in_private(office: Office) -> None:
    assert office.private(BOSS, "/sla report")
    assert asked(office).chat_id == BOSS


@pytest.mark.parametrize("words", ["2027-01", "13", "yesterday", "10 unknown", "c1 10"])
def test_an_unknown_month_is_explained(office: Office, words: str) -> None:
    office.managers(BOSS, f"/sla report {words}")
    assert "/sla report 2026-10" in office.words()[0]


def test_in_the_first_second_of_a_month_there_is_nothing_to_report(office: Office) -> None:
    office.now = NOVEMBER
    office.managers(BOSS, "/sla report")
    assert "only just begun" in office.words()[0]


def test_engineers_get_no_report(office: Office) -> None:
    office.private(LI, "/sla report")
    office.managers(LI, "/sla report")
    assert office.rows("report") == []


def test_a_summary_can_be_of_one_contract(office: Office) -> None:
    for words, code in (("week c1", "c1"), ("C1", "c1"), ("昨天 客户.二", "客户.二"), ("week", None)):
        office.managers(BOSS, f"/summary {words}")
        assert window(asked(office, "summary"))[2] == code
    office.managers(BOSS, "/summary week nowhere")
    assert "yesterday" in office.words()[0]


class NoPainter(Painter):
    async def draw(self, figures: dict[str, Any], labels: dict[str, str]) -> bytes | None:
        return None


async def sent(store: Store, painter: Painter, **data: Any) -> Content:
    """The message of a report of the month, of a desk with one clock of every sort."""

    def prepared(conn: Connection) -> None:
        fill(Desk(conn))
        outbox.put(
            conn, lane=outbox.Lane.REPORT, chat_id=MANAGERS, kind="report", now=NOW,
            data={"start": NOVEMBER.isoformat(), "end": NOW.isoformat(), "contract": None, **data},
        )  # fmt: skip

    await store.write(prepared)
    gallery = Gallery(store, make_desk(), painter)
    renderer = Renderer(make_desk(), gallery.content)
    try:
        async with asyncio.timeout(60):
            while True:
                parcel = await store.read(lambda conn: _rendered(conn, renderer))
                if not isinstance(parcel, Wait):
                    assert isinstance(parcel, Send)
                    return parcel.content
                await gallery.idle()
    finally:
        gallery.close()


def _rendered(conn: Connection, renderer: Renderer) -> object:
    row = outbox.waiting(conn, 1)
    assert row is not None
    return renderer.render(conn, row, NOW + timedelta(seconds=1), False)


async def test_a_report_has_words_a_picture_and_a_file(store: Store) -> None:
    content = await sent(store, Painter())
    assert "Promises kept · November 2026, so far" in content.text
    assert "#2 response: 1 h late · “no key”" in content.text
    photo, document = content.files
    assert photo.kind == "photo"
    assert photo.data is not None
    assert photo.data.startswith(b"\x89PNG")
    assert (document.kind, document.name) == ("document", "sla-2026-11-to-21.csv")
    assert document.data is not None
    assert b"no key" in document.data


async def test_without_its_picture_a_report_is_still_a_report(store: Store) -> None:
    content = await sent(store, NoPainter(), contract="clinic")
    assert [file.kind for file in content.files] == ["document"]
    assert "#5 restoration: 2 h late" in content.text
    assert "school" not in content.text
