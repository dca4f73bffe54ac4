"""The picture of a receipt: every block lies in its place, and it is drawn for a phone."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from PIL import Image

from bot.drawing import Painter
from tests.receipt.samples import ALL, local, plain_fault, reading
from views.receipt_chart import draw
from views.receipt_picture import picture, ticks


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", list(ALL))
def test_every_receipt_has_a_picture_for_a_phone(name: str, language: str) -> None:
    found, terms = ALL[name]()
    figures, labels = json.loads(json.dumps(picture(found, reading(found, terms, language))))
    image = Image.open(io.BytesIO(draw(figures, labels)))
    assert (image.format, image.size[0]) == ("PNG", 1080)
    assert image.size[1] < 2400


@pytest.mark.parametrize("name", list(ALL))
def test_blocks_stand_in_order_within_the_line(name: str) -> None:
    found, terms = ALL[name]()
    figures, _ = picture(found, reading(found, terms, "en"))
    for lane in figures["lanes"]:
        assert all(0 <= begin <= end <= 1 for begin, end, _ in lane["blocks"])
        assert all(end <= lane["due"] for _, end, kind in lane["blocks"] if kind in ("used", "to-come"))
        assert all(begin >= lane["due"] for begin, _, kind in lane["blocks"] if kind == "late")
        assert len(lane["ticks"]) <= 8


@pytest.mark.parametrize(
    "length", [timedelta(minutes=5), timedelta(hours=2), timedelta(days=3), timedelta(days=21)]
)
@pytest.mark.parametrize("zone", ["Asia/Shanghai", "Europe/Berlin", "Australia/Lord_Howe"])
def test_the_axis_is_readable_from_minutes_to_weeks_also_where_the_clocks_change(
    length: timedelta, zone: str
) -> None:
    found, terms = plain_fault()
    reader = replace(reading(found, terms, "en"), zone=ZoneInfo(zone))
    for begin in ("2026-10-24 23:10:05", "2026-03-28 22:00", "2026-10-03 20:00"):
        start = local(begin, zone)
        found_ticks = ticks(start, start + length, reader)
        assert 1 <= len(found_ticks) <= 9
        instants = [at for at, _ in found_ticks]
        assert instants == sorted(set(instants))
        assert found_ticks[0][1][1]


async def test_the_painter_draws_it_in_another_process() -> None:
    found, terms = plain_fault()
    painter = Painter()
    drawn = await painter.draw(*picture(found, reading(found, terms, "zh")), "views.receipt_chart")
    painter.close()
    assert drawn is not None
    assert drawn.startswith(b"\x89PNG")
