"""The week as text and picture: nothing is left out, a hole is told by more than its colour."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from PIL import Image

from bot.oncall import week_from
from domain.desk import Desk, Rota
from domain.oncall.book import Absence, Book
from domain.oncall.plan import layer_names, plan
from domain.oncall.schedule import Segment
from tests.engineers.office import LI, START, WANG, ZHAO, make_desk
from views.oncall import layer_name, span_text, week_text
from views.oncall_chart import draw
from views.oncall_picture import picture

ZONE = ZoneInfo("Asia/Shanghai")
NAMES = {LI: "李伟", WANG: "Wang & Sons <b>", ZHAO: "A person with a very long name indeed"}


def week(desk: Desk) -> tuple[list[tuple[datetime, datetime]], list[tuple[str, tuple[Segment, ...]]]]:
    days = week_from(START, ZONE)
    return days, [(one, plan(desk, one, days[0][0], days[-1][1])) for one in layer_names(desk)]


def with_hole() -> Desk:
    since = START + timedelta(days=1)
    away = (
        Absence(id=n, person=one, start=since, end=since + timedelta(hours=3))
        for n, one in enumerate((LI, WANG, ZHAO))
    )
    return replace(make_desk(), book=Book(absences=tuple(away)))


def drawn(desk: Desk, language: str = "en") -> tuple[dict[str, Any], bytes]:
    figures, labels = picture(*week(desk), NAMES.__getitem__, ZONE, START, language)
    return figures, draw(*json.loads(json.dumps([figures, labels])))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_day_of_every_layer_is_filled_from_end_to_end(language: str) -> None:
    figures, png = drawn(with_hole(), language)
    for layer in figures["layers"]:
        assert len(layer["days"]) == 7
        for day in layer["days"]:
            assert day["bars"][0][0] == 0.0
            assert day["bars"][-1][1] == 1.0
            assert all(before[1] == after[0] for before, after in pairwise(day["bars"]))
    image = Image.open(BytesIO(png))
    assert image.width == 1080
    assert image.height > image.width / 2


def test_a_hole_changes_the_picture_and_today_has_its_mark() -> None:
    figures, png = drawn(with_hole())
    _, whole = drawn(make_desk())
    assert png != whole
    bars = [bar for layer in figures["layers"] for day in layer["days"] for bar in day["bars"]]
    assert sum(1 for bar in bars if bar[2] is None) == 2, "both layers have nobody"
    assert [day["now"] is not None for day in figures["layers"][0]["days"]] == [True] + [False] * 6


def test_a_hole_is_drawn_with_both_inks_so_that_colour_is_not_needed() -> None:
    _, png = drawn(replace(make_desk(), rota=Rota(make_desk().rota.office, (LI,), ()), book=with_hole().book))
    image = Image.open(BytesIO(png)).convert("L")
    # Tuesday's row, some pixels below the upper edge of the bar, from 10:00 to 13:00.
    row = [image.getpixel((x, 118 + 74 + 66 + 20)) for x in range(28 + 150 + 365, 28 + 150 + 450)]
    assert max(row) - min(row) > 80, "hatched, not plain"  # type: ignore[operator,type-var]


def test_the_text_says_the_same_day_by_day_and_counts_the_holes() -> None:
    days, layers = week(with_hole())
    titled = [(layer_name(layer, "en"), parts) for layer, parts in layers]
    words = week_text(days, titled, NAMES.__getitem__, ZONE, "en")
    assert "Tue 03-03: 00:00–09:00 Wang &amp; Sons &lt;b&gt;" in words
    assert "10:00–13:00 ⚠️ <b>NOBODY</b>" in words
    assert "2 times without anybody" in words
    assert "No holes" in week_text(*week(make_desk()), NAMES.__getitem__, ZONE, "en")


def test_a_day_on_which_the_clocks_change_is_whole() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    days = week_from(datetime(2026, 10, 24, 12, 0, tzinfo=UTC), berlin)
    assert days[1][1] - days[1][0] == timedelta(hours=25)
    assert all(before[1] == after[0] for before, after in pairwise(days))


def test_a_span_names_its_day_once_and_midnight_as_24() -> None:
    def said(start: int, hours: int) -> str:
        since = datetime(2026, 3, 2, tzinfo=ZONE) + timedelta(hours=start)
        return span_text(since, since + timedelta(hours=hours), ZONE, "en")

    assert said(18, 4) == "Mon 03-02 18:00–22:00"
    assert said(18, 6) == "Mon 03-02 18:00–24:00"
    assert said(18, 15) == "Mon 03-02 18:00 – Tue 03-03 09:00"
    assert said(0, 48) == "Mon 03-02 00:00 – Tue 03-03 24:00"
