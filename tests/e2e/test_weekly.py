"""The week's report and the plan, over HTTP: what an engineer gets unasked on Friday, and the service manager on Monday."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.stage import BOSS, DOWN, LIN, LINA, Played, played

WANG, CHEN, LIU, PRIYA = 601, 602, 603, 604


@pytest.mark.both_databases
async def test_weekly_reports_are_drafted_corrected_sent_bundled_and_checked(tmp_path: Path) -> None:
    async with played(tmp_path, unasked=True) as desk:
        number = await desk.report(LINA, "食堂的监控全部黑屏了，什么都看不到", DOWN)
        who = desk.on_duty[0]
        for verb in ("ack", "rem", "rest"):
            await desk.press(who, f"do.{number}.{verb}")
        await desk.step.advance(6 * 3600)
        (asked,) = desk.said(who, "周报")
        assert f"#{number} · 实验小学" in str(asked.content["text"])
        assert "请在 18:00 前核对并发送" in str(asked.content["text"])

        assert (await desk.press(WANG, "wk", words="直接发送"))["text"] == "已发送"
        await desk.press(CHEN, "wk", words="修改")
        await desk.say(CHEN, "字" * 3001)
        assert "太长了：3001 字，最多 3000 字" in desk.texts(CHEN)[-1]
        await desk.say(CHEN, "本周在现场 <b>值守</b>。")
        first = asked_of(desk, CHEN)
        old, _, data = next(one for one in desk.buttons(CHEN) if one[0].message_id == first)
        answer = await desk.press_data(CHEN, old, data)
        assert answer["alert"], "the first draft was corrected: its buttons are old"
        await desk.press(CHEN, "wk", words="直接发送")
        stolen, _, data = next(one for one in desk.buttons(LIU) if one[2].startswith("1.wk"))
        assert (await desk.press_data(PRIYA, stolen, data, LIU))["alert"], "somebody else's report"

        await desk.step.advance(100 * 60)
        assert desk.said(LIU, "周报还没发送")
        assert not desk.said(WANG, "周报还没发送")
        await desk.step.advance(64 * 3600)
        (bundle,) = desk.said(BOSS, "周报汇总")
        assert "已发送 2/4" in str(bundle.content["text"])
        assert "刘洋" in str(bundle.content["text"])
        (of_chen,) = desk.said(BOSS, "陈静 的周报")
        assert "值守" in str(of_chen.content["text"])
        assert desk.said(LIU, "未发送")

        await desk.press(LIU, "wk", words="直接发送")
        assert desk.said(BOSS, "刘洋 的周报（迟交）")
        assert (await desk.press_data(WANG, old, data))["alert"]


def asked_of(desk: Played, person: int) -> int:
    (first, *_) = desk.said(person, "请在")
    return int(first.message_id)


async def test_the_spot_check_is_recorded_ticket_by_ticket(tmp_path: Path) -> None:
    async with played(tmp_path, unasked=True) as desk:
        number = await desk.report(LINA, "食堂的监控全部黑屏了，什么都看不到", DOWN)
        who = desk.on_duty[0]
        for verb in ("ack", "rem", "rest", "res"):
            await desk.press(who, f"do.{number}.{verb}")
        await resolve(desk, who)
        await desk.step.advance(3 * 24 * 3600)
        (check,) = desk.said(BOSS, "每周抽查")
        assert f"#{number}" in str(check.content["text"])
        stolen, _, data = next(one for one in desk.buttons(BOSS) if one[2].startswith("1.ws"))
        assert (await desk.press_data(who, stolen, data, BOSS))["alert"], "nobody checks their own work"
        await desk.press(BOSS, "ws", words="不足")
        assert f"#{number} ⚠️" in desk.said(BOSS, "每周抽查")[0].content["text"]
        await desk.press(BOSS, "ws", words="补充说明")
        await desk.say(BOSS, "没有写原因")
        assert "抽查说明已记录" in desk.texts(BOSS)[-1]


async def resolve(desk: Played, engineer: int) -> None:
    """Fill in the form of the repair."""
    await desk.press(engineer, "fm", ending=".hardware")
    for words in ("电源烧坏", "换了电源"):
        await desk.say(engineer, words)
    await desk.press(engineer, "fm", ending=".s")
    await desk.press(engineer, "fm", ending=".ok")


async def test_the_plan_comes_as_text_picture_and_calendar_file(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        await desk.say(LIN, "/plan")
        (sent,) = desk.said(LIN, "计划 · 全部合同")
        assert "photo" in sent.content
        assert "实验小学" in str(sent.content["caption"])
        assert (await desk.press(LIN, "plc"))["text"] == "日历文件马上就到。"
        assert any("document" in one.content for one in desk.messages(LIN))
        await desk.say(WANG, "/plan clinic-7")
        assert desk.said(WANG, "计划 · Riverside Clinic")
        await desk.say(WANG, "/plan NO-1")
        assert "没有编号为 NO-1 的合同。现有：SCHOOL-1, CLINIC-7" in desk.texts(WANG)[-1]
        await desk.say(LINA, "/plan")
        assert not desk.said(LINA, "计划 ·"), "a customer has no plan of the desk's"
