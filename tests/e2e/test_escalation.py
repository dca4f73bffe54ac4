"""The ladder: on time, once after downtime, never for nothing, always somebody; experts and the beat of their reports.

That messages in flight survive a restart, and that a step which fell due meanwhile is taken once, is shown with real
processes in `tests/process`.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection

from domain.tickets.commands import AnswerPause, AskPause, Join, Opening
from playground import people
from storage import apply, chats, experts
from tests.e2e.stage import (
    BOSS,
    DOWN,
    ENGINEERS,
    LIN,
    LINA,
    MANAGERS,
    SUMMARY,
    Expected,
    Played,
    arranged,
    played,
)
from views.callbacks import base36 as b36

WORDS = "监控平台登不上去了，全校一个画面都没有"
HOLES = Expected("新缺口", MANAGERS)
"""The nightly look tells of the holes once, not every night."""
ACK = 300
EXPERT, OTHER_EXPERT = 604, 601


def _pages(desk: Played, person: int, number: int) -> int:
    return len(desk.said(person, f"🚨 #{number}"))


async def _off(desk: Played, number: int, engineer: int) -> None:
    """Somebody takes it, works on it, and the customer takes it back."""
    await desk.press(engineer, f"do.{b36(number)}.ack", chat=ENGINEERS)
    await desk.press(engineer, f"do.{b36(number)}.rem", chat=ENGINEERS)
    await desk.withdraw(LINA, number)


async def test_each_step_is_called_when_its_time_has_come_and_not_a_moment_earlier(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        first, second = desk.on_duty[:2]
        number = await desk.report(LINA, WORDS, DOWN)
        opened = (await desk.ticket(number)).opened_at
        for place, person in enumerate((second, BOSS, LIN), 1):
            due = opened + timedelta(seconds=place * ACK)
            await desk.step.advance((due - desk.stage.clock.now()).total_seconds() - 1)
            assert not _pages(desk, person, number), place
            await desk.step.advance(3)
            assert _pages(desk, person, number) == 1, place
        assert _pages(desk, first, number) == 1
        await _off(desk, number, second)
        await desk.quiet_week(SUMMARY)


async def test_after_downtime_longer_than_the_steps_one_page_goes_out(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        first, second = desk.on_duty[:2]
        number = await desk.report(LINA, WORDS, DOWN)
        # Nobody sweeps, nobody sends: the desk is down for three quarters of an hour.
        desk.stage.clock.advance(45 * 60)
        await desk.step.settle()
        pages = {person: _pages(desk, person, number) for person in (first, second, BOSS, LIN)}
        assert pages == {first: 1, second: 1, BOSS: 0, LIN: 0}, "the next step, and its time begins now"
        await desk.step.advance(ACK - 10)
        assert not _pages(desk, BOSS, number)
        await desk.step.advance(20)
        assert _pages(desk, BOSS, number) == 1
        await _off(desk, number, second)
        await desk.quiet_week(SUMMARY)


@pytest.mark.parametrize("end", ["acknowledged", "closed"])
async def test_nothing_is_paged_after_the_acknowledgement_or_the_end(tmp_path: Path, end: str) -> None:
    async with played(tmp_path) as desk:
        first, second = desk.on_duty[:2]
        number = await desk.report(LINA, WORDS, DOWN)
        await desk.step.advance(ACK - 5)
        if end == "acknowledged":
            await desk.press(first, f"do.{b36(number)}.ack")
            await desk.press(first, f"do.{b36(number)}.way")
        else:
            await desk.withdraw(LINA, number)
        await desk.step.advance(3600)
        for person in (second, BOSS, LIN):
            assert not desk.said(person, f"#{number}"), "in whatever words"
        assert not desk.said(ENGINEERS, "仍无人接单")
        if end == "acknowledged":
            await desk.withdraw(LINA, number)
        await desk.quiet_week(SUMMARY)


async def test_a_ticket_that_joined_another_is_paged_for_by_that_one_only(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        first, second = desk.on_duty[:2]
        lead = await desk.report(LINA, WORDS, DOWN)
        service, now = desk.stage.service, desk.stage.clock.now()

        def another(conn: Connection) -> int:
            opening = Opening("fault", "SCHOOL-1", 1, LINA, "and the second canteen", 1)
            number = apply.open_new(conn, service.desk, opening, now).id
            apply.apply(conn, service.desk, number, Join(first, lead), now)
            return number

        number: int = await desk.write(another)
        await desk.step.advance(ACK + 5)
        assert _pages(desk, second, lead) == 1
        assert not _pages(desk, second, number), "one incident, one page"
        await desk.press(second, f"do.{b36(lead)}.ack")
        await desk.press(second, f"do.{b36(number)}.ack", chat=ENGINEERS)
        await desk.press(second, f"do.{b36(lead)}.rem", chat=ENGINEERS)
        await desk.step.advance(3600)
        ticket = await desk.ticket(number)
        assert ticket.assignee_id == second, "the sign at the lead covers the others"
        for one in (lead, number):
            await desk.withdraw(LINA, one)
        await desk.quiet_week(SUMMARY)


async def test_empty_steps_and_unknown_people_cost_no_time_and_are_named(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        second = desk.on_duty[1]
        arranged(desk, [("nobodys-layer",), ("person:999999",), ("secondary",)])
        number = await desk.report(LINA, WORDS, DOWN)
        await desk.step.advance(2)
        assert _pages(desk, second, number) == 1, "at once"
        (told,) = desk.said(MANAGERS, "值班空缺")
        assert "nobodys-layer" in str(told.content["text"])
        await _off(desk, number, second)
        await desk.quiet_week(SUMMARY, HOLES)


async def test_with_nobody_on_call_the_managers_are_paged(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        rota = replace(desk.stage.service.desk.rota, team=(), oncall=(), superior_id=None)
        arranged(desk, [("primary",), ("secondary",)], rota=rota, rotations=())
        number = await desk.report(LINA, WORDS, DOWN)
        await desk.step.advance(2)
        assert _pages(desk, LIN, number) == 1
        await _off(desk, number, LIN)
        await desk.quiet_week(SUMMARY, HOLES)


async def test_a_running_ticket_keeps_its_ladder_when_the_settings_change(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        first, second, third = desk.on_duty[:3]
        arranged(desk, [(f"person:{first}",), (f"person:{second}",), (f"person:{third}",)])
        number = await desk.report(LINA, WORDS, DOWN)
        service = desk.stage.service
        left = {person: one for person, one in service.desk.people.items() if person != second}
        arranged(desk, [("managers",)], people=left)
        await desk.step.advance(ACK + 2)
        assert not _pages(desk, LIN, number), "the new ladder is for new tickets"
        assert _pages(desk, second, number) + _pages(desk, third, number) >= 1, "somebody of the old one"
        await desk.step.advance(ACK)
        assert _pages(desk, third, number) == 1
        await _off(desk, number, third)
        await desk.quiet_week(SUMMARY)


async def test_an_old_pages_button_still_takes_the_ticket_and_a_second_one_is_told_who_has_it(
    tmp_path: Path,
) -> None:
    async with played(tmp_path) as desk:
        first, second = desk.on_duty[:2]
        number = await desk.report(LINA, WORDS, DOWN)
        page = desk.said(first, f"#{number}")[0]
        await desk.step.advance(ACK + 5)
        await desk.press(second, f"do.{b36(number)}.ack")
        late = await desk.press_data(first, page, f"1.do.{b36(number)}.ack.0")
        assert late["alert"]
        assert desk.stage.service.desk.people[second].name in str(late["text"])
        old = await desk.press_data(first, page, f"1.do.{b36(number)}.way.0")
        assert old["alert"], "work on somebody else's ticket is refused"
        await desk.press(second, f"do.{b36(number)}.rem", chat=ENGINEERS)
        await desk.withdraw(LINA, number)
        await desk.quiet_week(SUMMARY)


async def test_experts_meet_in_a_topic_of_their_own_and_the_customer_hears_at_a_beat(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        first = desk.on_duty[0]
        arranged(
            desk, [("primary",), ("secondary",)], policy={"status_seconds": 1200},
            experts={"SCHOOL-1": (EXPERT, OTHER_EXPERT)},
        )  # fmt: skip
        number = await desk.report(LINA, WORDS, DOWN)
        await desk.step.advance(10)
        for person in (EXPERT, OTHER_EXPERT):
            assert any("expert" in words or "会诊" in words for words in desk.texts(person)), person
        own = await desk.thread(number)
        thread = await desk.read(lambda conn: experts.thread_of(conn, number))
        assert thread not in (None, own)
        assert f"会诊 #{number}" in desk.chat(ENGINEERS).topics[thread].name
        head = desk.said(ENGINEERS, "请参加会诊", thread)
        assert len(head) == 1
        assert len([e for e in head[0].content["entities"] if e["type"] == "text_mention"]) == 2

        await desk.press(first, f"do.{b36(number)}.ack")
        await desk.press(first, f"do.{b36(number)}.rem")
        before = len(desk.messages(LINA))
        await desk.say(EXPERT, "先看交换机的日志", chat=ENGINEERS, thread=thread)
        await desk.say(EXPERT, "再换一根网线", chat=ENGINEERS, thread=thread, reply_to=head[0].message_id)
        await desk.step.advance(5)
        assert len(desk.messages(LINA)) == before, "what experts say among themselves stays inside"

        opened = (await desk.ticket(number)).opened_at
        await desk.step.advance(1200 - (desk.stage.clock.now() - opened).total_seconds() - 2)
        assert not desk.said(LINA, "进展")
        await desk.step.advance(5)
        (told,) = desk.said(LINA, "进展")
        words = str(told.content["text"])
        assert desk.stage.service.desk.people[first].name in words
        assert "起）" in words
        assert "恢复" in words or "到场" in words, "the next deadline"
        await desk.step.advance(1200)
        assert len(desk.said(LINA, "进展")) == 2

        now = desk.stage.clock.now()
        await desk.write(
            lambda conn: apply.apply(
                conn, desk.stage.service.desk, number, AskPause(first, "part", now + timedelta(hours=2)), now
            )
        )
        await desk.write(
            lambda conn: apply.apply(conn, desk.stage.service.desk, number, AnswerPause(LINA, True), now)
        )
        await desk.step.advance(7000)
        assert len(desk.said(LINA, "进展")) == 2, "none while the clocks stand still"
        await desk.press(first, f"do.{b36(number)}.rem", chat=ENGINEERS)
        await desk.step.advance(1210)
        assert len(desk.said(LINA, "进展")) == 3
        await desk.press(first, f"do.{b36(number)}.rest", chat=ENGINEERS)
        await desk.step.advance(4000)
        assert len(desk.said(LINA, "进展")) == 3, "it works again"
        await desk.press(LINA, "cf")
        await desk.quiet_week(SUMMARY)


async def test_the_assignee_or_a_manager_calls_the_experts_by_a_button(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        first, second = desk.on_duty[:2]
        arranged(desk, [("primary",), ("secondary",)], experts={"SCHOOL-1": (EXPERT,)})
        number = await desk.report(LINA, WORDS, DOWN)
        await desk.step.advance(5)
        assert not any("会诊" in words or "expert" in words for words in desk.texts(EXPERT))
        refused = await desk.press(second, f"do.{b36(number)}.exp", chat=ENGINEERS)
        assert refused["alert"], "nobody has it yet"
        await desk.press(first, f"do.{b36(number)}.ack")
        refused = await desk.press(second, f"do.{b36(number)}.exp", chat=ENGINEERS)
        assert refused["alert"], "only the assignee and managers"
        await desk.press(first, f"do.{b36(number)}.exp", chat=ENGINEERS)
        await desk.step.advance(10)
        assert any("expert" in words for words in desk.texts(EXPERT))
        assert not [data for _, _, data in desk.buttons(ENGINEERS) if ".exp." in data], "once"
        await desk.press(first, f"do.{b36(number)}.rest", chat=ENGINEERS)
        await desk.press(LINA, "cf")
        await desk.quiet_week(SUMMARY)


async def test_without_topics_the_experts_are_called_under_the_card(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        await desk.write(lambda conn: chats.know(conn, ENGINEERS, has_topics=False))
        arranged(desk, [("primary",), ("experts",)], experts={"SCHOOL-1": (EXPERT,)})
        number = await desk.report(LINA, WORDS, DOWN)
        await desk.step.advance(10)
        (head,) = desk.said(ENGINEERS, "请参加会诊")
        assert head.reply_to is not None
        await desk.withdraw(LINA, number)
        await desk.quiet_week(SUMMARY)


async def test_a_week_without_reports_brings_nothing_but_the_summaries(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        people.say(desk.world, LIN, "早", chat=MANAGERS)
        before = len(desk.messages(MANAGERS))
        await desk.quiet_week(SUMMARY)
        assert len(desk.messages(MANAGERS)) - before == 7
        assert desk.stage.clock.now().date() == date(2026, 11, 27)
