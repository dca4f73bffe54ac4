"""`/sla report` on the whole desk: words, picture and file arrive in the managers' group."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from tests.e2e.stage import DOWN, LIN, LINA, MANAGERS, played


@pytest.mark.both_databases
async def test_managers_get_words_a_picture_and_a_file(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        number = await desk.report(LINA, "食堂监控全部黑屏了，所有人都用不了", DOWN)
        await desk.step.advance(3 * 3600)
        await desk.say(LIN, "/sla report", chat=MANAGERS)
        await desk.step.advance(30)
        (words,) = desk.said(MANAGERS, "承诺达成 · 2026 年 11 月（截至目前）")
        shown = str(words.content.get("text") or words.content.get("caption"))
        assert f"#{number} 响应：超时" in shown
        assert "未说明原因" in shown
        photo, document = desk.messages(MANAGERS)[-2:]
        assert "photo" in photo.content
        assert document.content["document"]["file_name"] == "sla-2026-11-to-20.csv"
        file = desk.world.files.by_id[document.content["document"]["file_id"]]
        assert file.data is not None
        rows = list(csv.DictReader(io.StringIO(file.data.decode("utf-8-sig"), newline="")))
        assert {row["ticket"] for row in rows} == {str(number)}
        assert any(row["outcome"] == "breached" and int(row["late_seconds"]) > 0 for row in rows)
        assert all(row["due"].endswith("+08:00") for row in rows)
