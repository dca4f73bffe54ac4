"""Who cannot be reached is not waited for, and somebody hears why; the rota is tried before the night."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from playground import groups, people
from playground.records import Chat
from tests.e2e.stage import BOSS, DOWN, ENGINEERS, LIN, LINA, MANAGERS, SUMMARY, Played, arranged, played
from views.callbacks import base36 as b36

WORDS = "监控平台登不上去了，全校一个画面都没有"
UNREACHABLE = "收不到呼叫"


def _blocked(chat: Chat) -> None:
    chat.blocked = True


def _deactivated(chat: Chat) -> None:
    chat.deactivated = True


def _never_started(chat: Chat) -> None:
    chat.started = False


async def _work_off(desk: Played, number: int, engineer: int) -> None:
    await desk.press(engineer, f"do.{b36(number)}.ack", chat=ENGINEERS)
    await desk.press(engineer, f"do.{b36(number)}.rem", chat=ENGINEERS)
    await desk.withdraw(LINA, number)


@pytest.mark.parametrize(
    ("lose", "why"),
    [(_blocked, "屏蔽了机器人"), (_deactivated, "已注销"), (_never_started, "还没有和机器人说过话")],
)
async def test_the_next_step_is_paged_within_five_seconds_and_the_superior_hears_why(
    tmp_path: Path, lose: Callable[[Chat], None], why: str
) -> None:
    async with played(tmp_path) as desk:
        first, second = desk.on_duty[:2]
        # Without the update that tells of it: the page itself finds out.
        lose(desk.chat(first))
        await desk.report(LINA, WORDS, DOWN, patience=4)
        asked = desk.stage.clock.now()
        number = (await desk.ticket(1)).id
        await desk.step.advance(5)
        assert desk.said(second, f"#{number}"), "the secondary is paged"
        assert (desk.stage.clock.now() - asked).total_seconds() <= 5
        (told,) = desk.said(BOSS, UNREACHABLE)
        assert why in str(told.content["text"])
        assert not desk.said(MANAGERS, UNREACHABLE), "the superior is enough"
        assert not desk.said(BOSS, f"#{number}"), "the ladder climbs one step, not all"
        await _work_off(desk, number, second)
        assert len(desk.said(BOSS, UNREACHABLE)) == 1, "once for each person and day"
        await desk.quiet_week(SUMMARY)


async def test_blocking_the_bot_is_told_once_and_the_managers_hear_it_if_the_superior_cannot(
    tmp_path: Path,
) -> None:
    async with played(tmp_path) as desk:
        first, second = desk.on_duty[:2]
        people.block(desk.world, first)
        await desk.step.advance(5)
        assert len(desk.said(BOSS, UNREACHABLE)) == 1, "before anything happens"
        number = await desk.report(LINA, WORDS, DOWN)
        await desk.step.advance(5)
        assert desk.said(second, f"#{number}")
        assert len(desk.said(BOSS, UNREACHABLE)) == 1
        people.block(desk.world, BOSS)
        await desk.step.advance(5)
        assert desk.said(MANAGERS, UNREACHABLE), "nobody is above the superior but the managers"
        await _work_off(desk, number, second)
        people.block(desk.world, first, blocked=False)
        people.block(desk.world, BOSS, blocked=False)
        await desk.quiet_week(SUMMARY)


async def test_with_everybody_out_of_reach_the_ladder_does_not_run_in_circles(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        everybody = [*desk.stage.service.desk.people]
        for person in everybody:
            desk.chat(person).blocked = True
        number = await desk.report(LINA, WORDS, DOWN)
        await desk.step.advance(60)
        calls = len(desk.stage.playground.calls)
        await desk.step.advance(240)
        assert len(desk.stage.playground.calls) - calls < 20
        for person in everybody:
            people.start(desk.world, person, "")
            desk.chat(person).blocked = False
        await desk.step.advance(4 * 3600)
        assert any(desk.said(person, f"#{number}") for person in everybody), "it goes on all the same"
        await desk.withdraw(LINA, number)
        await desk.quiet_week(SUMMARY)


async def test_while_somebody_of_the_step_can_answer_the_ladder_waits(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        first, second, third = desk.on_duty[:3]
        arranged(desk, [(f"person:{first}", f"person:{second}"), (f"person:{third}",)])
        desk.chat(first).blocked = True
        number = await desk.report(LINA, WORDS, DOWN)
        await desk.step.advance(240)
        assert desk.said(second, f"#{number}")
        assert not desk.said(third, f"#{number}"), "the other one has the step's whole time"
        await desk.step.advance(70)
        assert desk.said(third, f"#{number}")
        await _work_off(desk, number, third)
        await desk.quiet_week(SUMMARY)


async def test_who_leaves_the_engineers_group_is_named_and_not_waited_for(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        first, second = desk.on_duty[:2]
        number = await desk.report(LINA, WORDS, DOWN)
        groups.leave(desk.world, desk.chat(ENGINEERS), first)
        await desk.step.advance(5)
        assert len(desk.said(BOSS, "已退出工程师群")) == 1
        assert desk.said(second, f"#{number}"), "at once"
        groups.join(desk.world, desk.chat(ENGINEERS), first)
        await desk.step.advance(5)
        assert len(desk.said(BOSS, "已退出工程师群")) == 1
        await _work_off(desk, number, second)
        await desk.quiet_week(SUMMARY)


async def test_a_stranger_or_a_customer_who_leaves_is_nobodys_business(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        groups.join(desk.world, desk.chat(ENGINEERS), LINA)
        groups.leave(desk.world, desk.chat(ENGINEERS), LINA)
        groups.leave(desk.world, desk.chat(MANAGERS), LIN)
        await desk.step.advance(5)
        assert not desk.said(BOSS, "已退出")
        await desk.quiet_week(SUMMARY)


async def test_everybody_on_the_rota_of_the_night_is_tried_at_five_without_a_sound(tmp_path: Path) -> None:
    # Friday 16:00 in Shanghai.
    async with played(tmp_path, at=datetime(2026, 11, 20, 8, 0, tzinfo=UTC)) as desk:
        at_night = desk.stage.service.desk.order(datetime(2026, 11, 20, 14, 0, tzinfo=UTC))[:2]
        asleep = at_night[0]
        desk.chat(asleep).blocked = True
        before = desk.spoken()
        await desk.step.advance(3600 - 5)
        assert desk.spoken() == before
        await desk.step.advance(10)
        tried = {
            int(call.params["chat_id"])
            for call in desk.stage.playground.calls
            if call.method == "sendChatAction"
        }
        assert set(at_night) <= tried
        assert tried <= set(desk.stage.service.desk.people)
        (told,) = desk.said(BOSS, UNREACHABLE)
        assert "起值班" in str(told.content["text"]), "from when on the duty is uncovered"
        assert [place for place in desk.spoken() if place not in before] == [(BOSS, told.message_id)]
        desk.chat(asleep).blocked = False
        await desk.quiet_week(SUMMARY)
