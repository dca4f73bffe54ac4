"""The ladder has moved on: what still stands in a chat from before does nothing, and says so."""

from __future__ import annotations

from pathlib import Path

from playground.records import Message
from storage import tickets
from tests.e2e.stage import DOWN, ENGINEERS, LINA, SUMMARY, Played, played
from views.callbacks import base36 as b36

WORDS = "监控平台登不上去了，全校一个画面都没有"
ACK = 300


def _keys(message: Message) -> list[str]:
    """What the message's buttons carry at this moment."""
    rows = (message.markup or {}).get("inline_keyboard", [])
    return [str(key["callback_data"]) for row in rows for key in row if "callback_data" in key]


async def _does_nothing(
    desk: Played, number: int, person: int, message: Message, keys: list[str]
) -> list[str]:
    """Press all of these; nothing happens to the ticket and nobody else hears of it. What the presser is told."""
    assert keys
    events = await desk.read(lambda conn: tickets.history(conn, number))
    elsewhere = {place: words for place, words in desk.spoken().items() if place[0] != person}
    told = []
    for key in keys:
        answer = await desk.press_data(person, message, key)
        assert answer["alert"], f"{key} says so"
        told.append(str(answer["text"]))
    assert await desk.read(lambda conn: tickets.history(conn, number)) == events
    assert {place: words for place, words in desk.spoken().items() if place[0] != person} == elsewhere
    return told


async def test_a_page_whose_ticket_the_next_one_has_taken(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        first, second = desk.on_duty[:2]
        number = await desk.report(LINA, WORDS, DOWN)
        page = desk.said(first, f"🚨 #{number}")[0]
        keys = [*_keys(page), *(f"1.do.{b36(number)}.{what}.0" for what in ("way", "arr", "rem", "rest"))]
        await desk.step.advance(ACK + 2)
        await desk.press(second, f"do.{b36(number)}.ack")
        await desk.step.advance(5)
        told = await _does_nothing(desk, number, first, page, keys)
        name = desk.stage.service.desk.people[second].name
        assert any(name in one for one in told), "and who has it"
        await desk.press(second, f"do.{b36(number)}.rem", chat=ENGINEERS)
        await desk.withdraw(LINA, number)
        await desk.quiet_week(SUMMARY)


async def test_buttons_of_whom_the_ladder_left_behind_after_a_promise_that_was_not_kept(
    tmp_path: Path,
) -> None:
    async with played(tmp_path) as desk:
        first, second = desk.on_duty[:2]
        number = await desk.report(LINA, WORDS, DOWN)
        await desk.press(first, f"do.{b36(number)}.ack")
        await desk.step.advance(5)
        card = desk.said(first, f"#{number}")[-1]
        before = [*_keys(card), f"1.pm.{b36(number)}.0.m15"]
        assert any(".way." in key for key in before)
        await desk.press(first, f"pm.{b36(number)}", ending=".m15")
        await desk.step.advance(15 * 60 + 5)
        (reminder,) = desk.said(first, "您在办吗")
        asked = _keys(reminder)
        await desk.step.advance(5 * 60 + 5)
        assert desk.said(second, f"🚨 #{number}"), "the ladder has moved on"
        await _does_nothing(desk, number, first, card, [key for key in before if ".ack." not in key])
        await _does_nothing(desk, number, first, reminder, asked)
        assert not desk.said(desk.on_duty[2], f"#{number}"), "nor does it climb any further"
        await desk.press(second, f"do.{b36(number)}.ack")
        await desk.press(second, f"do.{b36(number)}.rem")
        await desk.withdraw(LINA, number)
        await desk.quiet_week(SUMMARY)


async def test_a_page_whose_ticket_is_closed(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        first, second = desk.on_duty[:2]
        number = await desk.report(LINA, WORDS, DOWN)
        await desk.step.advance(ACK + 2)
        pages = {one: desk.said(one, f"🚨 #{number}")[0] for one in (first, second)}
        keys = {one: _keys(page) for one, page in pages.items()}
        await desk.withdraw(LINA, number)
        await desk.step.advance(5)
        for one, page in pages.items():
            await _does_nothing(desk, number, one, page, keys[one])
        await desk.quiet_week(SUMMARY)


async def test_while_nobody_has_it_whoever_was_asked_first_may_still_take_it_and_the_next_is_told(
    tmp_path: Path,
) -> None:
    async with played(tmp_path) as desk:
        first, second = desk.on_duty[:2]
        number = await desk.report(LINA, WORDS, DOWN)
        page = desk.said(first, f"🚨 #{number}")[0]
        (key,) = [key for key in _keys(page) if ".ack." in key]
        await desk.step.advance(ACK + 2)
        answer = await desk.press_data(first, page, key)
        assert not answer["alert"]
        assert (await desk.ticket(number)).assignee_id == first
        late = desk.said(second, f"#{number}")[0]
        told = await _does_nothing(desk, number, second, late, [key])
        assert desk.stage.service.desk.people[first].name in told[0]
        await _does_nothing(desk, number, first, page, [key])
        await desk.press(first, f"do.{b36(number)}.rem", chat=ENGINEERS)
        await desk.withdraw(LINA, number)
        await desk.quiet_week(SUMMARY)
