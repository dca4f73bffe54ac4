"""A course over real HTTP: described in chat, announced, taken, signed in to, assessed; the sheet as a file."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from bot.demo import cast
from storage import courses
from tests.e2e.stage import FRIDAY, LIN, LINA, MANAGERS, SARAH, Played, played

ZHAO = cast.COLLEAGUES[0].id
WANG = cast.ENGINEERS[0].id
STARTS = datetime(2026, 12, 1, 6, 0, tzinfo=UTC)


async def described(desk: Played) -> None:
    """The manager describes a course for the school: one seat, one question, trainer Wang."""
    await desk.say(LIN, "/course")
    await desk.press(LIN, "tc", words="新建课程")
    for how, what in (
        ("press", "实验小学"), ("say", "监控平台入门"), ("say", "登录、回放、导出录像"), ("press", "关键用户"),
        ("press", "集中培训"), ("say", "12月1日 14:00-16:00"), ("say", "三楼会议室"), ("press", "王强"),
        ("say", "一个"), ("say", "1"), ("say", "回放保存几天？\n7 天\n*30 天"), ("press", "完成"),
    ):  # fmt: skip
        if how == "say":
            await desk.say(LIN, what)
        else:
            await desk.press(LIN, "tf", words=what)
        await desk.step.advance(3)
    assert desk.said(LIN, "名额须是 1 到 500 的整数")
    assert desk.said(LIN, "请核对")


async def until(desk: Played, instant: datetime) -> None:
    await desk.step.advance((instant - desk.stage.clock.now()).total_seconds())


async def test_a_course_from_its_making_to_the_sheet_and_the_assessment(tmp_path: Path) -> None:
    async with played(tmp_path, at=FRIDAY) as desk:
        await described(desk)
        await desk.press(LIN, "tf", words="立即发通知")
        await desk.step.advance(10)
        assert desk.said(LINA, "培训通知：监控平台入门")
        assert not desk.said(SARAH, "监控平台入门"), "not her contract"
        assert desk.said(WANG, "请您担任讲师")
        await desk.press(LINA, "te", words="报名")
        full = await desk.press(ZHAO, "te", words="报名")
        assert "候补第 1 位" in full["text"]
        await desk.step.advance(10)
        await desk.press(LINA, "te", words="退出")
        await desk.step.advance(10)
        assert desk.said(ZHAO, "候补成功")

        await until(desk, datetime(2026, 11, 28, 7, 0, tzinfo=UTC))
        assert desk.said(WANG, "的资料须在")
        assert desk.said(WANG, "尚未上传")
        await desk.restart(down=3600)
        await until(desk, datetime(2026, 11, 30, 7, 0, tzinfo=UTC))
        assert len(desk.said(cast.ENGINEERS[-1].id, "资料仍未上传。讲师：王强")) == 1, "the superior hears it"
        assert len(desk.said(ZHAO, "培训提醒")) == 1
        assert not desk.said(LINA, "培训提醒")

        await until(desk, datetime(2026, 12, 1, 6, 1, tzinfo=UTC))
        assert len(desk.said(ZHAO, "一小时内开始")) == 1
        await desk.press(ZHAO, "ts", words="签到")
        await until(desk, datetime(2026, 12, 1, 8, 1, tzinfo=UTC))
        await desk.step.settle()
        for chat in (WANG, MANAGERS):
            sheet = desk.said(chat, "签到 1 人，缺席 0 人")
            assert len(sheet) == 1
            document = sheet[0].content["document"]
            assert document["file_name"] == "签到表 监控平台入门.xlsx"
        data = desk.world.files.find(document["file_id"]).data
        with ZipFile(BytesIO(data)) as file:
            words = file.read("xl/sharedStrings.xml").decode()
        assert "赵芳" in words
        assert "实验小学" in words
        assert "+8613800005503" in words

        await desk.press(ZHAO, "ta", words="B")
        await desk.step.advance(5)
        assert desk.said(ZHAO, "考核通过，100 分")
        await desk.press(ZHAO, "tr", ending=".5")
        await desk.step.advance(5)
        late = await desk.press(ZHAO, "tm")
        assert not late["alert"]
        await desk.say(ZHAO, "讲得很清楚")
        await until(desk, datetime(2026, 12, 2, 8, 5, tzinfo=UTC))
        assert desk.said(MANAGERS, "讲得很清楚")
        course = await desk.read(lambda conn: courses.get(conn, 1))
        assert course.state == "held"
        assert course.starts_at == STARTS
