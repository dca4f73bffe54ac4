"""An acknowledgement is a promise: by when, a reminder, the ladder goes on; eyes are noted, a thumb up takes it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from domain.tickets.events import Happened
from playground import people
from storage import tickets
from tests.e2e.stage import DOWN, ENGINEERS, LIMITED, LINA, SUMMARY, Expected, Played, played
from views.callbacks import base36 as b36
from views.texts import plain

WORDS = "监控平台登不上去了，全校一个画面都没有"
ONE = "3号摄像头黑屏了，别的都有画面"


async def _taken(desk: Played) -> tuple[int, int]:
    """A severe fault that the first on duty has taken from the private page; (ticket, engineer)."""
    number = await desk.report(LINA, WORDS, DOWN)
    engineer = desk.on_duty[0]
    await desk.press(engineer, f"do.{b36(number)}.ack")
    return number, engineer


async def _happened(desk: Played, number: int, what: Happened) -> list[Any]:
    events = await desk.read(lambda conn: tickets.history(conn, number))
    return [event for event in events if event.type is what]


def _card(desk: Played, chat: int, number: int) -> str:
    return "\n".join(str(m.content.get("text")) for m in desk.said(chat, f"#{number}"))


async def test_a_time_is_asked_for_under_the_card_and_on_the_page_and_shown_to_both_sides(
    tmp_path: Path,
) -> None:
    async with played(tmp_path) as desk:
        number, engineer = await _taken(desk)
        await desk.step.advance(10)
        for chat in (engineer, ENGINEERS):
            codes = [data.rsplit(".", 1)[-1] for _, _, data in desk.buttons(chat) if data.startswith("1.pm")]
            assert codes == ["m0", "m15", "m30", "m60", "other"], chat
        answer = await desk.press(engineer, f"pm.{b36(number)}", ending=".m30", chat=ENGINEERS)
        assert not answer["alert"]
        await desk.step.advance(10)
        until = (await desk.ticket(number)).promise
        assert until is not None
        shown = f"{until + timedelta(hours=8):%H:%M}"
        assert shown in str(answer["text"])
        thread = await desk.thread(number)
        assert any(plain("zh", "card-promise", until=shown).replace("<b>", "").replace("</b>", "") in words
                   for words in desk.texts(ENGINEERS, thread))  # fmt: skip
        assert f"最晚 {shown} 为您着手处理" in _card(desk, LINA, number), "kind words for the customer"
        assert f"最晚 {shown} 着手" in _card(desk, engineer, number)
        await desk.press(engineer, f"do.{b36(number)}.way", chat=ENGINEERS)
        await desk.step.advance(5)
        assert "为您着手处理" not in _card(desk, LINA, number), "what was kept is not announced any more"
        await desk.withdraw(LINA, number)
        await desk.quiet_week(SUMMARY)


async def test_another_time_is_typed_as_a_clock_or_a_length(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        number, engineer = await _taken(desk)
        thread = await desk.thread(number)
        before = len(desk.messages(LINA))
        await desk.press(engineer, f"pm.{b36(number)}", ending=".other", chat=ENGINEERS)
        await desk.step.advance(5)
        await desk.say(engineer, "很快", chat=ENGINEERS, thread=thread)
        await desk.step.advance(5)
        assert desk.said(ENGINEERS, "看不出是几点", thread)
        assert (await desk.ticket(number)).promise is None
        await desk.say(engineer, "10:30", chat=ENGINEERS, thread=thread)
        await desk.step.advance(5)
        assert (await desk.ticket(number)).promise == datetime(2026, 11, 20, 2, 30, tzinfo=UTC)
        await desk.press(engineer, f"pm.{b36(number)}", ending=".again")
        await desk.say(engineer, "45m")
        assert (await desk.ticket(number)).promise > desk.stage.clock.now() + timedelta(minutes=44)
        await desk.press(engineer, f"pm.{b36(number)}", ending=".again")
        await desk.say(engineer, "30h")
        await desk.step.advance(5)
        assert desk.said(engineer, "24"), "nobody promises for the day after tomorrow"
        assert len(desk.messages(LINA)) == before, "none of it goes to the customer"
        await desk.say(engineer, "/cancel")
        await desk.withdraw(LINA, number)
        await desk.quiet_week(SUMMARY)


async def test_the_promised_time_passes_reminder_release_and_the_ladder_goes_on(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        number, engineer = await _taken(desk)
        thread = await desk.thread(number)
        second = desk.on_duty[1]
        await desk.press(engineer, f"pm.{b36(number)}", ending=".m15")
        await desk.step.advance(14 * 60 + 50)
        assert not await _happened(desk, number, Happened.NUDGED)
        await desk.step.advance(15)
        assert desk.said(engineer, "您在办吗"), "privately"
        assert desk.said(ENGINEERS, "您说的时间已过", thread), "and in the topic"
        assert not desk.said(second, f"#{number}")
        await desk.step.advance(4 * 60 + 50)
        assert not desk.said(second, f"#{number}"), "five minutes of grace"
        await desk.step.advance(15)
        ticket = await desk.ticket(number)
        assert ticket.assignee_id is None
        assert desk.said(second, f"#{number}"), "the ladder goes on with the next step"
        assert desk.said(engineer, "已从您名下转出")
        assert desk.said(ENGINEERS, "一直没有动静", thread)
        assert len(desk.said(LINA, "正在为您呼叫下一位")) == 1, "one kind line"
        stale = await desk.press_data(
            engineer, desk.said(engineer, "您在办吗")[0], f"1.pm.{b36(number)}.0.on"
        )
        assert stale["alert"], "a button from before does nothing and says so"
        assert any(".ack." in data for _, _, data in desk.buttons(engineer)), "their page offers it again"
        assert (await desk.ticket(number)).assignee_id is None
        await desk.press(second, f"do.{b36(number)}.ack")
        await desk.press(second, f"do.{b36(number)}.rem")
        await desk.withdraw(LINA, number)
        await desk.quiet_week(SUMMARY)


async def test_asleep_after_an_acknowledgement_without_a_promise(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        number, engineer = await _taken(desk)
        second = desk.on_duty[1]
        await desk.step.advance(14 * 60)
        assert not desk.said(engineer, "您在办吗")
        await desk.step.advance(70)
        assert desk.said(engineer, "您在办吗"), "three times five minutes after the acknowledgement"
        await desk.press(engineer, f"pm.{b36(number)}", ending=".on")
        assert not desk.said(engineer, "您在办吗"), "the reminder shows its answer"
        await desk.step.advance(14 * 60)
        assert (await desk.ticket(number)).assignee_id == engineer
        assert not desk.said(second, f"#{number}")
        await desk.step.advance(2 * 60)
        assert len(await _happened(desk, number, Happened.NUDGED)) == 2, "fifteen more minutes, then again"
        await desk.press(engineer, f"pm.{b36(number)}", ending=".no", chat=ENGINEERS)
        assert desk.said(second, f"#{number}"), "who cannot is not waited for"
        await desk.step.advance(5)
        assert desk.said(ENGINEERS, "办不了，正在呼叫下一位")
        await desk.press(second, f"do.{b36(number)}.ack")
        await desk.press(second, f"do.{b36(number)}.way")
        await desk.withdraw(LINA, number)
        await desk.quiet_week(SUMMARY)


async def test_a_word_to_the_customer_keeps_the_promise(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        number, engineer = await _taken(desk)
        thread = await desk.thread(number)
        await desk.press(engineer, f"pm.{b36(number)}", ending=".m15")
        await desk.say(engineer, "我正在看录像机的日志", chat=ENGINEERS, thread=thread)
        await desk.step.advance(3600)
        assert not await _happened(desk, number, Happened.NUDGED)
        assert (await desk.ticket(number)).assignee_id == engineer
        await desk.withdraw(LINA, number)
        await desk.quiet_week(SUMMARY)


async def test_a_ticket_that_was_long_quiet_is_asked_about_and_never_taken_away(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        number, engineer = await _taken(desk)
        await desk.press(engineer, f"pm.{b36(number)}", ending=".other")
        await desk.say(engineer, "13h")
        await desk.step.advance(13 * 3600 + 10)
        assert desk.said(engineer, "还在办吗")
        assert not await _happened(desk, number, Happened.NUDGED)
        superior = desk.stage.service.desk.people[engineer].superior_id
        assert superior is not None
        assert not desk.said(superior, "没有动静")
        await desk.step.advance(16 * 60)
        assert len(desk.said(superior, "没有动静")) == 1, "no answer: the superior is told"
        assert (await desk.ticket(number)).assignee_id == engineer
        await desk.step.advance(23 * 3600)
        assert len(desk.said(superior, "没有动静")) == 1, "once a day at most"
        await desk.step.advance(3600)
        assert len(desk.said(superior, "没有动静")) == 2
        await desk.press(engineer, f"pm.{b36(number)}", ending=".yes")
        await desk.step.advance(11 * 3600)
        assert len(desk.said(superior, "没有动静")) == 2
        assert (await desk.ticket(number)).assignee_id == engineer
        await desk.withdraw(LINA, number)
        # The duty changed meanwhile: the question whether the next one takes the ticket over shows its end.
        await desk.quiet_week(SUMMARY, Expected("这次交接已结束", desk.on_duty[1]))


async def test_requests_without_a_level_are_never_taken_away(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        await desk.say(LINA, "想请教一下怎么导出上个月的录像？")
        await desk.step.advance(10)
        numbers = await desk.read(lambda conn: tickets.open_of(conn, LINA))
        if not numbers:
            for message, _, data in desk.buttons(LINA):
                if data.startswith("1.kd") and data.endswith("consultation"):
                    await desk.press_data(LINA, message, data)
                    break
            numbers = await desk.read(lambda conn: tickets.open_of(conn, LINA))
        number = numbers[0]
        ticket = await desk.ticket(number)
        assert ticket.level is None
        assert ticket.assignee_id is not None
        await desk.step.advance(24 * 3600)
        assert not await _happened(desk, number, Happened.NUDGED)
        assert (await desk.ticket(number)).assignee_id == ticket.assignee_id
        await desk.withdraw(LINA, number)
        await desk.quiet_week(SUMMARY)


async def test_eyes_are_noted_and_stop_nothing(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        number = await desk.report(LINA, ONE, LIMITED)
        engineer, second = desk.on_duty[:2]
        page = desk.said(engineer, f"#{number}")[0]
        people.react(desk.world, engineer, page.message_id, "👀")
        await desk.step.advance(5)
        assert "已看" in _card(desk, ENGINEERS, number)
        people.react(desk.world, engineer, page.message_id, None)
        ack = (await desk.read(lambda conn: desk.stage.service.desk.preset_of(tickets.load(conn, number)))
               ).nearest_level((await desk.ticket(number)).level).ack_seconds  # fmt: skip
        await desk.step.advance(ack)
        assert desk.said(second, f"#{number}"), "seen is not taken"
        assert (await desk.ticket(number)).seen == (engineer,)
        await desk.withdraw(LINA, number)
        await desk.quiet_week(SUMMARY)


async def test_a_thumb_up_on_a_page_or_in_the_group_takes_the_ticket(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        number = await desk.report(LINA, WORDS, DOWN)
        engineer, second = desk.on_duty[:2]
        words = desk.said(ENGINEERS, WORDS, await desk.thread(number))
        relayed = next(m for m in words if not m.markup)
        people.react(desk.world, engineer, relayed.message_id, "👍", chat=ENGINEERS)
        people.react(desk.world, LINA, desk.said(LINA, f"#{number}")[0].message_id, "👍")
        await desk.step.settle()
        assert (await desk.ticket(number)).assignee_id is None, (
            "only on a card or a page, only by an engineer"
        )
        card = next(m for m in desk.messages(ENGINEERS) if (m.markup or {}).get("inline_keyboard"))
        people.react(desk.world, second, card.message_id, "👍", chat=ENGINEERS)
        await desk.step.advance(5)
        assert (await desk.ticket(number)).assignee_id == second
        people.react(desk.world, second, card.message_id, None, chat=ENGINEERS)
        people.react(desk.world, engineer, card.message_id, "👍", chat=ENGINEERS)
        await desk.step.advance(5)
        assert (await desk.ticket(number)).assignee_id == second, (
            "neither taking it away nor a second thumb counts"
        )
        await desk.press(second, f"pm.{b36(number)}", ending=".m15", chat=ENGINEERS)
        await desk.withdraw(LINA, number)
        await desk.quiet_week(SUMMARY)
        again = await desk.report(LINA, WORDS, DOWN)
        page = desk.said(desk.stage.service.desk.order(desk.stage.clock.now())[0], f"#{again}")[0]
        people.react(desk.world, page.chat_id, page.message_id, "👌")
        await desk.step.settle()
        assert (await desk.ticket(again)).assignee_id == page.chat_id
