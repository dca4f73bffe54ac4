"""Summaries of weeks and quarters, a customer's report and an export, over HTTP with pictures drawn and files made."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.demo import cast
from playground.records import Message
from tests.e2e.stage import LIN, LINA, MANAGERS, Played, played
from views.tokens import token

SUNDAY = datetime(2026, 9, 27, 2, 0, tzinfo=UTC)
DAY = 24 * 3600


def pictures(desk: Played, chat: int, words: str) -> list[Message]:
    return [one for one in desk.said(chat, words) if one.content.get("photo")]


@pytest.mark.both_databases
async def test_after_days_down_the_week_the_month_and_the_quarter_come_once_each_with_a_picture(
    tmp_path: Path,
) -> None:
    async with played(tmp_path, at=SUNDAY, unasked=True) as desk:
        await desk.join(LINA, cast.SCHOOL)
        await desk.say(LINA, "/reports")
        await desk.press(LINA, f"ur.{token(cast.SCHOOL)}.q.y")
        await desk.restart(down=5 * DAY)
        await desk.step.advance(90)
        for words in ("周报", "月报 · 2026 年 9 月", "季度分析 · 2026 年第 3 季度"):
            (one,) = pictures(desk, MANAGERS, words)
            caption = str(one.content["caption"])
            assert "⚠️" in caption or "✅" in caption
            assert "迟到" in caption
        (report,) = pictures(desk, LINA, "季度服务报告")
        assert "晚了" in str(report.content["caption"])
        await desk.restart(down=60)
        await desk.step.advance(90)
        assert len(pictures(desk, MANAGERS, "周报")) == 1
        assert len(pictures(desk, LINA, "季度服务报告")) == 1


async def test_a_manager_exports_and_sends_the_customers_version_by_button(tmp_path: Path) -> None:
    async with played(tmp_path, at=SUNDAY, unasked=True) as desk:
        await desk.join(LINA, cast.SCHOOL)
        await desk.say(LIN, f"/summary last month {cast.SCHOOL}")
        await desk.step.advance(30)
        assert pictures(desk, LIN, "月报 · 2026 年 8 月")
        await desk.press(LIN, "us")
        await desk.press(LIN, "ut", words="发给 2 人")
        await desk.step.advance(30)
        assert len(pictures(desk, LINA, "服务报告 · 2026 年 8 月")) == 1
        await desk.say(LIN, "/export")
        await desk.step.advance(30)
        files = [one.content["document"] for one in desk.messages(LIN) if one.content.get("document")]
        names = [str(one["file_name"]) for one in files]
        assert [name.rpartition(".")[2] for name in names] == ["xlsx", "csv", "csv", "csv"]
        data = desk.world.files.find(str(files[0]["file_id"])).data
        assert data is not None
        assert "xl/workbook.xml" in zipfile.ZipFile(io.BytesIO(data)).namelist()
