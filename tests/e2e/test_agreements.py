"""Pauses, consent, missed deadlines, defects and complaints over real HTTP, with people who press and write."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.demo import cast
from domain.tickets.clocks import Clock, clocks_of, current
from domain.tickets.events import Happened, fold
from storage import tickets
from tests.e2e.stage import DOWN, ENGINEERS, LIN, LINA, MANAGERS, SARAH, Played, played
from views.callbacks import base36 as b36
from views.texts import plain

NO_LOGIN = "监控平台登不上去了，全校一个画面都没有"


async def taken(desk: Played, words: str = NO_LOGIN) -> tuple[int, int]:
    """A fault of level 1 that the one on duty has taken; its number, and who that is."""
    number = await desk.report(LINA, words, DOWN)
    engineer = desk.on_duty[0]
    await desk.press(engineer, f"do.{b36(number)}.ack", chat=ENGINEERS)
    await desk.step.advance(5)
    return number, engineer


async def clock(desk: Played, number: int, name: str) -> Clock:
    """One clock of the ticket, as computed from its events."""

    def find(conn: Any) -> Clock:
        history = tickets.history(conn, number)
        ticket = fold(number, history)
        found = current(clocks_of(ticket, history, desk.stage.service.desk.terms(ticket.contract)))
        return next(one for one in found if one.name == name)

    return await desk.read(find)  # type: ignore[no-any-return]


async def at(desk: Played, number: int, happened: Happened) -> datetime:
    """When that happened last, as the clocks count it."""
    events = await desk.read(lambda conn: tickets.history(conn, number))
    return next(e.at for e in reversed(events) if e.type is happened).replace(microsecond=0)  # type: ignore[no-any-return]


async def ask(desk: Played, number: int, engineer: int, until: str = "4h") -> None:
    """The engineer asks for a pause because nobody lets him in."""
    await desk.press(engineer, f"do.{b36(number)}.pause", chat=ENGINEERS)
    await desk.step.advance(5)
    await desk.press(engineer, "fm", words="等待进场", chat=ENGINEERS)
    await desk.step.advance(5)
    await desk.press(engineer, "fm", chat=ENGINEERS, ending=f".un.{until}")
    await desk.step.advance(5)


async def test_a_pause_moves_the_deadline_by_exactly_the_time_that_it_lasted(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        number, engineer = await taken(desk)
        promised = (await clock(desk, number, "onsite")).due_at
        await ask(desk, number, engineer)
        assert (await clock(desk, number, "onsite")).due_at == promised, "asked is not agreed"
        assert desk.said(LINA, "不答复则照常计时")
        await desk.step.advance(600)
        answer = await desk.press(LINA, f"pz.{b36(number)}", ending=".y")
        assert not answer["alert"]
        await desk.step.advance(5)
        assert desk.said(LINA, "您已同意暂停")
        assert desk.said(ENGINEERS, "客户同意暂停", await desk.thread(number))
        assert desk.said(LINA, "计时暂停，最迟")
        began = await at(desk, number, Happened.PAUSE_AGREED)
        await desk.step.advance(47 * 60 + 13)
        await desk.say(LINA, "门卫到了，可以进了")
        await desk.step.advance(5)
        lasted = await at(desk, number, Happened.CUSTOMER_SAID) - began
        assert lasted >= timedelta(minutes=47, seconds=13)
        assert (await clock(desk, number, "onsite")).due_at == promised + lasted
        assert desk.said(LINA, "收到您的消息，计时恢复")
        late = await desk.press_data(LINA, desk.said(LINA, f"#{number}")[0], f"1.pz.{b36(number)}.4.y")
        assert late["alert"]
        assert late["text"] == plain("zh", "refused-pause-over")


async def test_a_pause_that_is_refused_or_not_answered_stops_nothing(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        number, engineer = await taken(desk)
        promised = (await clock(desk, number, "restore")).due_at
        await ask(desk, number, engineer, "1h")
        message = desk.said(LINA, "暂停的时限")[0]
        stranger = await desk.press_data(SARAH, message, f"1.pz.{b36(number)}.3.y")
        assert stranger["alert"], "another customer answers for nobody"
        await desk.press(LINA, f"pz.{b36(number)}", ending=".n")
        await desk.step.advance(5)
        assert desk.said(ENGINEERS, "不同意", await desk.thread(number))
        assert (await clock(desk, number, "restore")).due_at == promised
        await ask(desk, number, engineer, "1h")
        twice = await desk.press(engineer, f"do.{b36(number)}.pause", chat=ENGINEERS)
        assert twice["text"] == plain("zh", "refused-paused-already")
        await desk.step.advance(3700)
        late = await desk.press(LINA, f"pz.{b36(number)}", ending=".y")
        assert late["alert"]
        assert (await clock(desk, number, "restore")).due_at == promised
        assert not (await desk.ticket(number)).pause


async def test_the_agreed_time_ends_a_pause_by_itself_and_both_sides_hear_it(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        number, engineer = await taken(desk)
        promised = (await clock(desk, number, "onsite")).due_at
        await ask(desk, number, engineer, "1h")
        await desk.press(LINA, f"pz.{b36(number)}", ending=".y")
        began = await at(desk, number, Happened.PAUSE_AGREED)
        until = datetime.fromisoformat((await desk.ticket(number)).pause["until"])
        await desk.step.advance(3700)
        assert (await clock(desk, number, "onsite")).due_at == promised + (until - began)
        assert desk.said(LINA, "商定的时间到了")
        assert desk.said(ENGINEERS, "商定的时间到了", await desk.thread(number))
        assert (await desk.ticket(number)).state == "acknowledged"


@pytest.fixture
def consenting(monkeypatch: pytest.MonkeyPatch) -> None:
    """The school has the contract in which a lower level needs consent."""
    written = cast.config

    def config(*args: Any, **more: Any) -> str:
        return written(*args, **more).replace('preset = "canteen-video"', 'preset = "smart-government"')

    monkeypatch.setattr(cast, "config", config)


async def lower(desk: Played, number: int, engineer: int) -> None:
    """The engineer wants the third level."""
    await desk.press(engineer, f"do.{b36(number)}.lvl", chat=ENGINEERS)
    await desk.step.advance(5)
    await desk.press(engineer, "fm", words="一般程序错误", chat=ENGINEERS)
    await desk.step.advance(5)
    await desk.press(engineer, "fm", words="已有临时办法", chat=ENGINEERS)
    await desk.step.advance(10)


@pytest.mark.parametrize(("person", "chat", "verb"), [(LINA, LINA, "ra"), (LIN, MANAGERS, "rm")])
@pytest.mark.parametrize("agreed", [True, False])
@pytest.mark.usefixtures("consenting")
async def test_whoever_answers_first_decides_and_the_other_sees_it(
    tmp_path: Path, person: int, chat: int, verb: str, agreed: bool
) -> None:
    async with played(tmp_path) as desk:
        number, engineer = await taken(desk)
        await lower(desk, number, engineer)
        assert (await desk.ticket(number)).level == 1
        questions = {LINA: desk.said(LINA, "可以吗")[-1], MANAGERS: desk.said(MANAGERS, "同意吗")[-1]}
        keys = {
            where: message.markup["inline_keyboard"][0][0]["callback_data"]  # type: ignore[index]
            for where, message in questions.items()
        }
        wrong = await desk.press_data(engineer, questions[MANAGERS], keys[MANAGERS], MANAGERS)
        assert wrong["text"] == plain("zh", "only-managers")
        await desk.press(person, f"{verb}.{b36(number)}", chat=chat, ending=".y" if agreed else ".n")
        await desk.step.advance(10)
        assert (await desk.ticket(number)).level == (3 if agreed else 1)
        outcome = "已同意" if agreed else "不同意改级"
        for where, message in questions.items():
            shown = desk.chat(where).messages[message.message_id]
            assert outcome in str(shown.content["text"])
            assert not (shown.markup or {}).get("inline_keyboard")
        other, other_chat = (LIN, MANAGERS) if person == LINA else (LINA, LINA)
        late = await desk.press_data(other, questions[other_chat], keys[other_chat], other_chat)
        assert late["text"] == plain("zh", "refused-regrade-over")


async def test_a_missed_deadline_is_told_with_what_happened_and_its_reason_is_kept(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        number, engineer = await taken(desk)
        await desk.press(engineer, f"do.{b36(number)}.way", chat=ENGINEERS)
        await desk.step.advance(2 * 3600 + 60)
        told = desk.said(MANAGERS, "经过")
        assert len(told) == 1
        words = str(told[0].content["text"])
        for part in ("报修", "接单", "出发", "实验小学", "李娜", "一级"):
            assert part in words
        thread = await desk.thread(number)
        await desk.press(engineer, "ex.", chat=ENGINEERS)
        await desk.step.advance(5)
        await desk.say(engineer, "高架上出了事故", chat=ENGINEERS, thread=thread)
        await desk.step.advance(5)
        assert desk.said(ENGINEERS, "高架上出了事故", thread)
        assert not desk.said(LINA, "高架上出了事故")
        again = await desk.press(engineer, "ex.", chat=ENGINEERS)
        assert again["alert"]


async def test_deadlines_missed_while_the_desk_was_down_come_as_one_notice(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        number, _ = await taken(desk)
        desk.stage.clock.advance(30 * 3600)
        await desk.step.settle()
        await desk.step.advance(60)
        thread = await desk.thread(number)
        for chat, there in ((ENGINEERS, thread), (MANAGERS, None)):
            notices = desk.said(chat, "项时限超时", there)
            assert len(notices) == 1
            words = str(notices[0].content["text"])
            assert words.count("🔥") == 3, words
            assert "迟到" in words
        events = await desk.read(lambda conn: tickets.history(conn, number))
        assert [e.type for e in events].count(Happened.BREACHED) == 3


async def resolve_with_defect(desk: Played, number: int, engineer: int) -> None:
    """The account of a software error that is only worked round."""
    thread = await desk.thread(number)
    await desk.press(engineer, f"do.{b36(number)}.res.", chat=ENGINEERS)
    await desk.step.advance(5)
    await desk.press(engineer, "fm", chat=ENGINEERS, ending=".k.software")
    await desk.step.advance(5)
    for line in ("内存泄漏", "每晚重启", "无"):
        await desk.say(engineer, line, chat=ENGINEERS, thread=thread)
        await desk.step.advance(5)
    await desk.press(engineer, "fm", chat=ENGINEERS, ending=".df.n")
    await desk.step.advance(5)
    await desk.press(engineer, "fm", chat=ENGINEERS, ending=".ok")
    await desk.step.advance(5)


async def test_a_defect_outlives_its_ticket_and_a_late_contest_is_refused(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        number, engineer = await taken(desk)
        await resolve_with_defect(desk, number, engineer)
        assert desk.said(LINA, "软件缺陷将在")
        await desk.press(LINA, "cf")
        await desk.step.advance(5)
        ticket = await desk.ticket(number)
        assert ticket.state == "closed"
        assert ticket.defect
        fix = await clock(desk, number, "defect_fix")
        assert fix.running
        assert (fix.due_at - fix.started_at).days in (30, 31)
        contest = next(data for _, _, data in desk.buttons(LINA) if data.startswith("1.nr"))
        await desk.step.advance(8 * 86400)
        late = await desk.press_data(LINA, desk.said(LINA, f"#{number}")[0], contest)
        assert late["alert"]
        assert "请直接写一条消息" in late["text"]
        await desk.press(engineer, f"do.{b36(number)}.fixed", chat=ENGINEERS)
        await desk.step.advance(5)
        assert desk.said(LINA, "软件缺陷已修复")
        assert not (await desk.ticket(number)).defect
        assert not (await clock(desk, number, "defect_fix")).breached(desk.stage.clock.now())


async def test_a_manager_answers_a_complaint_and_hears_back(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        await desk.say(LINA, "我要投诉，上次来的工程师态度很差，问两句就不耐烦")
        await desk.step.advance(10)
        (number,) = await desk.read(lambda conn: tickets.open_of(conn, LINA))
        message = desk.said(MANAGERS, "回复本消息")[0]
        await desk.say(LIN, "非常抱歉，我们马上了解情况", chat=MANAGERS, reply_to=message.message_id)
        await desk.step.advance(5)
        assert desk.said(LINA, "非常抱歉")
        assert (await clock(desk, number, "complaint")).stopped_at is not None
        await desk.say(LINA, "还是希望换一位工程师")
        await desk.step.advance(5)
        back = desk.said(MANAGERS, "还是希望换一位工程师")
        assert back
        assert not desk.said(ENGINEERS, "还是希望换一位工程师")
        await desk.say(LIN, "好的，下次换人", chat=MANAGERS, reply_to=back[0].message_id)
        await desk.step.advance(5)
        assert desk.said(LINA, "好的，下次换人")


async def test_a_word_that_was_waited_for_resumes_the_clock_even_if_it_sounds_like_a_fault(
    tmp_path: Path,
) -> None:
    async with played(tmp_path) as desk:
        number, engineer = await taken(desk)
        await ask(desk, number, engineer)
        await desk.press(LINA, f"pz.{b36(number)}", ending=".y")
        await desk.step.advance(1200)
        await desk.say(LINA, "可以进来了，门禁已经打开，之前一直打不开")
        await desk.step.advance(200)
        assert (await desk.ticket(number)).pause == {}
        assert await desk.read(lambda conn: tickets.open_of(conn, LINA)) == [number]
