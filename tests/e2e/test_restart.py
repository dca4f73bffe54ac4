"""Told to stop or killed in the middle: what was being said is said, what fell due is made up for once."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from playground import people
from tests.e2e.stage import (
    BOSS,
    DOWN,
    ENGINEERS,
    LIN,
    LINA,
    MANAGERS,
    SUMMARY,
    Played,
    played,
)
from views.callbacks import base36 as b36

WORDS = "监控平台登不上去了，全校一个画面都没有"
AGAIN = "可能重复"
ACK = 300
_BUSY = 60.0


async def _is_met(desk: Played, fault: str) -> None:
    """Wait until a call of the bot has met the fault and hangs."""
    async with asyncio.timeout(_BUSY):
        while not any(kind == fault for _, kind in desk.world.faults.happened):  # noqa: ASYNC110
            await asyncio.sleep(0.002)


async def _off(desk: Played, number: int, engineer: int) -> None:
    await desk.press(engineer, f"do.{b36(number)}.ack", chat=ENGINEERS)
    await desk.press(engineer, f"do.{b36(number)}.rem", chat=ENGINEERS)
    await desk.withdraw(LINA, number)


@pytest.mark.parametrize(
    ("fault", "arrived"), [("timeout_before", 0), ("timeout_after", 1)], ids=["lost", "answer-lost"]
)
async def test_a_page_that_was_in_flight_at_a_kill_is_sent_and_marked_if_it_may_be_there_already(
    tmp_path: Path, fault: str, arrived: int
) -> None:
    async with played(tmp_path) as desk:
        first, second = desk.on_duty[:2]
        number = await desk.report(LINA, WORDS, DOWN)
        desk.world.faults.once(fault, "sendMessage", chat_id=second, hold=_BUSY)
        under_way = asyncio.create_task(desk.step.advance(ACK))
        await _is_met(desk, fault)
        assert len(desk.said(second, f"#{number}")) == arrived
        await desk.restart(killed=under_way, down=20)
        await desk.step.advance(10)
        pages = desk.said(second, f"🚨 #{number}")
        assert len(pages) == arrived + 1
        assert AGAIN in str(pages[-1].content["text"]), "nobody knows whether the first one arrived"
        assert len(desk.said(first, f"🚨 #{number}")) == 1, "what was answered for is not said again"
        assert not desk.said(BOSS, f"🚨 #{number}")
        await _off(desk, number, second)
        await desk.quiet_week(SUMMARY)


async def test_what_was_queued_and_not_begun_at_a_kill_is_said_once(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        on_duty = desk.on_duty[:2]
        number = await desk.report(LINA, WORDS, DOWN)
        thread = await desk.thread(number)
        desk.world.faults.once("timeout_before", "sendMessage", chat_id=ENGINEERS, hold=_BUSY)
        card = desk.said(LINA, f"#{number}")[-1].message_id
        words = [f"补充：{place}号楼也没有画面" for place in range(6)]
        for one in words:
            people.say(desk.world, LINA, one, reply_to=card)
        under_way = asyncio.create_task(desk.step.advance(5))
        await _is_met(desk, "timeout_before")
        await desk.restart(killed=under_way, down=20)
        await desk.step.advance(60)
        shown = desk.texts(ENGINEERS, thread)
        assert [sum(one in each for each in shown) for one in words] == [1] * len(words)
        assert [len(desk.said(one, f"🚨 #{number}")) for one in on_duty] == [1, 0]
        await _off(desk, number, on_duty[0])
        await desk.quiet_week(SUMMARY)


@pytest.mark.parametrize("steps", [1, 9], ids=["one-step", "nine-steps"])
async def test_after_downtime_longer_than_the_step_one_page_and_one_honest_message(
    tmp_path: Path, steps: int
) -> None:
    async with played(tmp_path) as desk:
        first, second = desk.on_duty[:2]
        number = await desk.report(LINA, WORDS, DOWN)
        await desk.restart(down=steps * ACK + 30)
        await desk.step.settle()
        pages = {one: len(desk.said(one, f"🚨 #{number}")) for one in (first, second, BOSS, LIN)}
        assert pages == {first: 1, second: 1, BOSS: 0, LIN: 0}, "the next step, and its time begins now"
        for chat in (ENGINEERS, MANAGERS):
            (told,) = desk.said(chat, "停机")
            assert f"#{number}" in str(told.content["text"])
        await desk.step.advance(ACK - 10)
        assert not desk.said(BOSS, f"🚨 #{number}")
        await desk.step.advance(20)
        assert len(desk.said(BOSS, f"🚨 #{number}")) == 1
        assert len(desk.said(second, f"🚨 #{number}")) == 1
        await _off(desk, number, second)
        await desk.quiet_week(SUMMARY)


async def test_told_to_stop_in_a_quiet_hour_nothing_is_said_at_all(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        number = await desk.report(LINA, WORDS, DOWN)
        await _off(desk, number, desk.on_duty[0])
        before = desk.spoken()
        await desk.restart(down=100)
        await desk.step.settle()
        assert desk.spoken() == before
        await desk.quiet_week(SUMMARY)
