from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PIL import Image

from domain.attainment import month_window
from tests.attainment.samples import ALL, EMPTY, HUGE, MONTH, NOW, ZONE
from views.attainment import percent, report_text, report_title
from views.attainment_picture import attainment_picture
from views.charts import draw
from views.summary import visible_length

ENGLISH = """\
📈 <b>Promises kept · November 2026, so far</b>
All: 96.8 % kept (61 of 63) · missed 2 · running 4, of which overdue 1 · paused 1 h 30 min

<b>第一实验小学</b> (C-01)
91.3 % kept (21 of 23) · missed 2 · running 2, of which overdue 1 · paused 1 h 30 min
⚠️ response 18/19 · half in 10 min, 9 of 10 in 18 min (17 % and 30 % of the promise)
⚠️ restoration 3/4 · half in 1 h, 9 of 10 in 1 h (25 % and 25 % of the promise)
❌ #12 response: 3 h late, still running · no reason given
❌ #9 restoration: 12 min late · “the part &lt;came&gt; late &amp; broken”

<b>City &lt;Clinic&gt;</b> (C-02)
100 % kept (40 of 40)
✔️ response 40/40 · half in 1 h, 9 of 10 in 1 h (50 % and 50 % of the promise)

<b>X-3</b>
nothing decided yet · running 2
⏱ answer: running 2"""


def test_an_ordinary_month_reads_as_it_should() -> None:
    assert report_text(MONTH, "en", ZONE) == ENGLISH


def test_the_chinese_report_says_the_same() -> None:
    words = report_text(MONTH, "zh", ZONE)
    assert "达成 91.3%（21/23） · 超时 2 · 计时中 2，其中已超时 1 · 暂停 1 小时 30 分钟" in words
    assert "❌ #12 响应：超时 3 小时，仍在计时 · 未说明原因" in words


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", list(ALL))
def test_a_report_fits_a_message(name: str, language: str) -> None:
    words = report_text(ALL[name], language, ZONE)
    assert 0 < visible_length(words) <= 4096
    assert words.count("<b>") == words.count("</b>")


def test_what_does_not_fit_is_counted() -> None:
    words = report_text(HUGE, "en", ZONE)
    shown = words.count("missed ") - 1
    assert f"and {60 - shown} more contracts in the file" in words
    assert "and 14 more in the file" in words
    assert words.index("C-059") < words.index("C-058")


def test_a_month_without_deadlines_says_so() -> None:
    assert "No deadline was decided" in report_text(EMPTY, "en", ZONE)


def test_only_a_month_that_goes_on_is_called_so_far() -> None:
    start, end = month_window(2026, 10, ZONE, NOW)
    assert report_title(replace(EMPTY, start=start, end=end), "en", ZONE) == "October 2026"
    assert report_title(EMPTY, "zh", ZONE) == "2026 年 11 月（截至目前）"
    december = month_window(2025, 12, ZONE, datetime(2026, 1, 1, tzinfo=UTC))
    assert report_title(replace(EMPTY, start=december[0], end=december[1]), "en", ZONE) == "December 2025"


def test_a_report_about_one_contract_names_its_customer() -> None:
    assert report_title(replace(MONTH, contract="C-01"), "en", ZONE).endswith("· 第一实验小学")


def test_a_share_is_never_rounded_up_to_all() -> None:
    assert (percent(1.0), percent(0.99999), percent(0.5), percent(0.0)) == ("100", "99.9", "50", "0")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", list(ALL))
def test_every_report_has_a_picture_for_a_phone(name: str, language: str) -> None:
    figures, labels = json.loads(json.dumps(attainment_picture(ALL[name], language, ZONE)))
    image = Image.open(io.BytesIO(draw(figures, labels)))
    assert image.width == 1080
    # Telegram refuses a photo whose sides add up to more than 10,000 pixels.
    assert image.height < 4000


def test_contracts_that_have_no_field_of_their_own_are_drawn_together() -> None:
    fields = attainment_picture(HUGE, "en", ZONE)[0]["fields"]
    assert [field["title"] for field in fields[::8]] == ["All contracts", "53 more contracts"]
    total = sum(kept + missed for field in fields[1:] for _, kept, missed in field["clocks"])
    assert total == sum(kept + missed for _, kept, missed in fields[0]["clocks"])


def test_contracts_of_the_same_customer_are_told_apart_in_the_picture() -> None:
    titles = [field["title"] for field in attainment_picture(HUGE, "en", ZONE)[0]["fields"]]
    assert titles[1].startswith("C-059 · 省信息中心")
    assert [field["title"] for field in attainment_picture(MONTH, "en", ZONE)[0]["fields"]] == [
        "All contracts",
        "第一实验小学",
        "City <Clinic>",
        "X-3",
    ]


def test_a_long_reason_is_cut() -> None:
    broken = (replace(MONTH.broken[0], reason="x" * 500, late=timedelta(hours=1)),)
    assert "x" * 159 + "…”" in report_text(replace(MONTH, broken=broken), "en", ZONE)
