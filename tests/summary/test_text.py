from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from domain.attainment import Attainment
from domain.summary import Decision
from tests.summary.samples import ALL, DAY, EMPTY, NOW, WEEK, ZONE
from views.summary import period_length, period_title, summary_text, visible_length

CHINESE = """\
📊 <b>日报 · 11-21 周六 18:30</b>

⚠️ <b>等您处理（5）</b>
<b>#12</b>（1 级）A &lt;b&gt;&amp;：恢复已超 2 小时 10 分钟
<b>#14</b>（2 级）City Clinic：40 分钟无人接单
<b>#8</b>（无级别）City Clinic：评分 2 分（满分 5 分）
<b>Wang Fang</b> 申请使用，已等 3 天
<b>#5</b>（3 级）No. 3 School：修复已 2 天，客户未确认

新开 12（▲3），关闭 10（▼1），未关闭 8
按时：响应 11/12、恢复 8/10
超时：#12 恢复超 2 小时 10 分钟、#9 恢复超 20 分钟（客户反映未修好）、…… 还有 1 项
接单用时：半数在 6 分钟内，九成在 41 分钟内（为承诺时间的 11% 和 80%）
恢复用时：半数在 2 小时 30 分钟内，九成在 5 小时内（承诺 4 小时）
未关闭：1 级 ×1、2 级 ×4、无级别 ×3
评分：11 次，平均 4.3 分
最久未关闭：<b>#3</b>（2 级）No. 3 School，5 天 3 小时，Zhang Wei
修复后重新打开：1
新开：故障 ×8、培训 ×3"""


def test_an_ordinary_day_reads_as_it_should():
    assert summary_text(DAY, "zh", ZONE) == CHINESE


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", list(ALL))
def test_a_summary_fits_under_its_picture(name, language):
    words = summary_text(ALL[name], language, ZONE)
    assert 0 < visible_length(words) <= 1024
    assert words.count("<b>") == words.count("</b>")


def test_what_waits_for_a_manager_comes_before_every_figure():
    words = summary_text(DAY, "en", ZONE)
    assert words.index("#12") < words.index("#5") < words.index("Opened 12")


def test_a_quiet_day_says_so():
    words = summary_text(EMPTY, "en", ZONE)
    assert "Nothing is waiting for you" in words
    assert "Opened 0 (unchanged)" in words


def test_what_does_not_fit_is_counted():
    words = summary_text(WEEK, "en", ZONE)
    listed = words.count("restoration 1")
    assert "Waiting for you (50)" in words
    assert any(f"and {50 - n} more" in words for n in range(9)), listed
    assert "Kept: response" in words


def test_even_a_hopeless_limit_keeps_the_number_of_decisions_and_the_counts():
    words = summary_text(WEEK, "en", ZONE, limit=10)
    assert "and 50 more" in words
    assert "Opened 123,456" in words


def test_more_room_shows_more():
    assert visible_length(summary_text(WEEK, "en", ZONE, limit=4096)) > 1024


def test_over_a_week_each_clock_shows_its_time_against_the_promise_and_what_was_paused():
    used = tuple((600 * n, 7200) for n in range(1, 11))
    rows = (
        Attainment("a", "response", 1, None, 6, used=used[:6]),
        Attainment("b", "response", 2, None, 4, used=used[6:]),
        Attainment("b", "restore", 2, None, 1, paused=timedelta(hours=5), used=((3600, 7200),)),
        Attainment("b", "report", 2, None, running=1),
    )
    week = replace(DAY, start=DAY.end - timedelta(days=7), attainment=rows)
    words = summary_text(week, "en", ZONE, limit=4096)
    assert (
        "Half and 9 of 10 within: response 55 min and 1 h 30 min (46 % and 75 % of the promise), "
        "restoration 1 h and 1 h (50 % and 50 % of the promise)"
    ) in words
    assert "Paused by agreement: restoration 5 h" in words
    assert "Restored: half in" not in words
    day = summary_text(replace(DAY, attainment=rows), "en", ZONE, limit=4096)
    assert "Half and 9 of 10" not in day
    assert "Restored: half in" in day
    assert "Paused by agreement" in day


def test_names_of_people_cannot_become_html():
    wicked = replace(EMPTY, decisions=(Decision("access", NOW, '<a href="x">&'),), customer="<i>")
    words = summary_text(wicked, "en", ZONE)
    assert "&lt;a href=" in words
    assert "&lt;i&gt;" in words


def test_a_calendar_day_is_named_by_its_date_and_another_by_its_end():
    midnight = datetime(2026, 11, 21, tzinfo=ZONE)
    whole = replace(EMPTY, start=midnight, end=midnight + timedelta(days=1))
    assert period_title(whole, "en", ZONE) == "Daily summary · Sat 11-21"
    assert period_title(EMPTY, "en", ZONE) == "Daily summary · Sat 11-21 18:30"
    month = replace(EMPTY, start=midnight - timedelta(days=30), end=midnight)
    assert period_title(month, "en", ZONE) == "Summary · Thu 10-22 to Fri 11-20"


def test_a_week_with_a_changed_clock_is_still_a_week():
    for hours in (167, 168, 169):
        assert period_length(replace(EMPTY, start=NOW - timedelta(hours=hours)), ZONE) == "week"


def test_length_is_counted_as_telegram_counts_it():
    assert visible_length("<b>a&amp;</b>📊") == 4
