"""On call, to the end: what comes back, experts after it, a thumb in vain, a cover at night, all that is handed over."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

from bot.demo.cast import ENGINEERS as STAFF
from bot.demo.cast import SCHOOL
from domain.oncall.plan import person_at
from domain.tickets.commands import Assign, Opening
from domain.tickets.events import Happened
from playground import people
from storage import apply, duty, experts, tickets
from tests.e2e.stage import (
    BOSS,
    DOWN,
    ENGINEERS,
    FRIDAY,
    LIN,
    LINA,
    SUMMARY,
    Played,
    arranged,
    played,
)
from views.callbacks import base36 as b36

WORDS = "监控平台登不上去了，全校一个画面都没有"
NAMES = {player.id: player.name for player in STAFF}
EXPERT = 604
ACK = 300


def others(*but: int) -> list[int]:
    """The engineers but these and their superior."""
    return [one for one in NAMES if one not in (*but, BOSS)]


async def primary(desk: Played) -> int | None:
    """Who is primary at this moment."""
    now = desk.stage.clock.now()
    found: int | None = await desk.read(
        lambda conn: person_at(duty.with_book(conn, desk.stage.service.desk, now), "primary", now)
    )
    return found


async def request(desk: Played, kind: str, owner: int) -> int:
    """A request that is no fault, given to somebody."""
    now = desk.stage.clock.now()

    def report(conn: Any) -> int:
        opening = Opening(kind, SCHOOL, 1, LINA, "how is it done?", None)
        ticket = apply.open_new(conn, desk.stage.service.desk, opening, now)
        return apply.apply(conn, desk.stage.service.desk, ticket.id, Assign(owner), now).id

    number: int = await desk.write(report)
    await desk.step.settle()
    return number


async def happened(desk: Played, number: int, what: Happened) -> int:
    """How often that happened to the ticket."""
    events = await desk.read(lambda conn: tickets.history(conn, number))
    return sum(1 for event in events if event.type is what)


async def until(desk: Played, instant: Any) -> None:
    """Go to an instant; sending may have taken some seconds already."""
    await desk.step.advance((instant - desk.stage.clock.now()).total_seconds())


def pages(desk: Played, person: int, number: int) -> int:
    """How many pages for that ticket stand in that person's chat."""
    return len(desk.said(person, f"🚨 #{number}"))


async def test_what_comes_back_is_promised_anew_and_taken_away_when_nothing_is_heard(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        first, second = desk.on_duty[:2]
        number = await desk.report(LINA, WORDS, DOWN)
        await desk.press(first, f"do.{b36(number)}.ack")
        await desk.press(first, f"pm.{b36(number)}", ending=".m15")
        await desk.press(first, f"do.{b36(number)}.rest", chat=ENGINEERS)
        await desk.step.advance(3600)
        await desk.press(LINA, "nr")
        await desk.step.advance(5)
        (told,) = desk.said(first, "仍由您负责")
        assert "您最晚几点着手" in str(told.content["text"])
        codes = [
            data.rsplit(".", 1)[-1]
            for message, _, data in desk.buttons(first)
            if message.message_id == told.message_id and data.startswith("1.pm")
        ]
        assert codes == ["m0", "m15", "m30", "m60", "other"]
        await desk.press(first, f"pm.{b36(number)}", ending=".m30", chat=ENGINEERS)
        await desk.step.advance(29 * 60)
        assert not await happened(desk, number, Happened.NUDGED)
        await desk.step.advance(70)
        assert desk.said(first, "您在办吗"), "the promised time is over"
        await desk.step.advance(ACK)
        assert (await desk.ticket(number)).assignee_id is None
        assert desk.said(first, "已从您名下转出")
        assert pages(desk, second, number) == 1, "the ladder goes on with somebody else"
        await desk.press(second, f"do.{b36(number)}.ack")
        await desk.press(second, f"do.{b36(number)}.rem")
        await desk.withdraw(LINA, number)
        await desk.quiet_week(SUMMARY)


async def test_the_experts_topic_closes_with_its_ticket_and_opens_with_it_again(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        first = desk.on_duty[0]
        arranged(
            desk, [("primary",), ("secondary",)], policy={"status_seconds": 1200},
            experts={SCHOOL: (EXPERT,)},
        )  # fmt: skip
        number = await desk.report(LINA, WORDS, DOWN)
        await desk.step.advance(10)
        topic = desk.chat(ENGINEERS).topics[await desk.read(lambda conn: experts.thread_of(conn, number))]
        open_name = topic.name
        await desk.press(first, f"do.{b36(number)}.ack")
        await desk.press(first, f"do.{b36(number)}.rem")
        await desk.press(first, f"do.{b36(number)}.rest", chat=ENGINEERS)
        await desk.step.advance(30)
        assert not topic.closed, "repaired is not closed"
        await desk.press(LINA, "cf")
        await desk.step.advance(60)
        assert topic.closed
        assert topic.name == open_name.replace("👥", "☑️")
        count = len(desk.said(LINA, "进展"))
        await desk.step.advance(3 * 3600)
        assert len(desk.said(LINA, "进展")) == count, "nobody hears how a closed ticket stands"
        await desk.press(LINA, "nr")
        await desk.step.advance(60)
        assert not topic.closed
        assert topic.name == open_name
        await desk.press(first, f"do.{b36(number)}.rem", chat=ENGINEERS)
        await desk.step.advance(1210)
        assert len(desk.said(LINA, "进展")) == count + 1, "it does not work again: the beat goes on"
        await desk.withdraw(LINA, number)
        await desk.step.advance(60)
        assert topic.closed
        await desk.quiet_week(SUMMARY)


async def test_a_thumb_in_vain_is_answered_once_in_the_topic_or_in_private(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        number = await desk.report(LINA, WORDS, DOWN)
        first, second, third = desk.on_duty[:3]
        await desk.step.advance(ACK + 5)
        page = desk.said(second, f"🚨 #{number}")[0]
        await desk.press(first, f"do.{b36(number)}.ack")
        await desk.press(first, f"do.{b36(number)}.rem")
        await desk.step.advance(5)
        thread = await desk.thread(number)
        card = next(m for m in desk.messages(ENGINEERS, thread) if (m.markup or {}).get("inline_keyboard"))
        for emoji in ("👍", None, "👍"):
            people.react(desk.world, second, page.message_id, emoji)
            people.react(desk.world, third, card.message_id, emoji, chat=ENGINEERS)
            people.react(desk.world, BOSS, card.message_id, "👀", chat=ENGINEERS)
            await desk.step.advance(3)
        (own,) = desk.said(second, "没有接下")
        assert NAMES[first] in str(own.content["text"])
        (shown,) = desk.said(ENGINEERS, "没有接下")
        assert shown.thread_id == thread
        assert NAMES[third] in str(shown.content["text"])
        assert NAMES[first] in str(shown.content["text"])
        assert (await desk.ticket(number)).assignee_id == first
        await desk.withdraw(LINA, number)
        await desk.step.advance(5)
        people.react(desk.world, first, card.message_id, "👍", chat=ENGINEERS)
        await desk.step.advance(5)
        (over,) = desk.said(ENGINEERS, "工单已关闭")
        assert NAMES[first] in str(over.content["text"])
        await desk.quiet_week(SUMMARY)


async def test_who_takes_a_cover_at_night_is_paged_for_what_nobody_has(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        await until(desk, FRIDAY + timedelta(hours=18, minutes=50))
        first = await primary(desk)
        assert first is not None
        number = await desk.report(LINA, WORDS, DOWN)
        assert pages(desk, first, number) == 1
        taker, slow = [one for one in others(first) if not pages(desk, one, number)][:2]
        await desk.say(first, "/cover 2h")
        await desk.press(taker, "oc.ct")
        await desk.step.advance(3)
        assert pages(desk, taker, number) == 1, "at once, not with the next step"
        assert pages(desk, slow, number) == 0
        await desk.step.advance(2 * ACK)
        assert pages(desk, taker, number) == 1, "once"
        await desk.press(taker, f"do.{b36(number)}.ack")
        assert (await desk.ticket(number)).assignee_id == taker
        await desk.press(taker, f"do.{b36(number)}.rem")
        await desk.withdraw(LINA, number)
        await until(desk, FRIDAY + timedelta(hours=23))
        await desk.quiet_week(SUMMARY)


async def test_at_the_change_of_shift_requests_are_handed_over_and_complaints_stay_hidden(
    tmp_path: Path,
) -> None:
    async with played(tmp_path) as desk:
        first = desk.on_duty[0]
        asked = await request(desk, "consultation", first)
        wanted = await request(desk, "change", first)
        hidden = await request(desk, "complaint", first)
        await until(desk, FRIDAY + timedelta(hours=8))
        incoming = await primary(desk)
        assert incoming not in (None, first)
        (told,) = desk.said(incoming or 0, "交接")
        words = str(told.content["text"])
        assert "交接 2 个工单" in words
        assert f"#{asked}" in words
        assert f"#{wanted}" in words
        assert all(f"#{hidden}" not in text for one in others(first) for text in desk.texts(one))
        assert all(f"#{hidden}" not in text for text in desk.texts(ENGINEERS))
        await desk.press(incoming or 0, "oc.ht")
        owners = [(await desk.ticket(one)).assignee_id for one in (asked, wanted, hidden)]
        assert owners == [incoming, incoming, first]
        for number in (asked, wanted, hidden):
            await desk.withdraw(LINA, number)
        await desk.step.advance(60)
        await desk.quiet_week(SUMMARY)


async def test_a_delegate_stands_in_for_the_superior_and_goes_before_the_next_in_turn(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        first, second = desk.on_duty[:2]
        stands_in, for_boss = others(first, second)[:2]
        await desk.say(first, "/away 10h")
        assert await primary(desk) == second, "the next in turn, as long as nobody was named"
        await desk.say(first, f"/delegate {NAMES[stands_in]} 10h")
        assert await primary(desk) == stands_in, "whoever was named for just that goes before"
        number = await desk.report(LINA, WORDS, DOWN)
        assert pages(desk, stands_in, number) == 1
        assert pages(desk, second, number) == 0
        await desk.press(stands_in, f"do.{b36(number)}.ack")
        await desk.press(stands_in, f"do.{b36(number)}.rem")
        await desk.say(BOSS, f"/delegate {NAMES[for_boss]} 10h")
        await desk.say(LIN, f"/override primary {NAMES[second]} 2h")
        await desk.step.advance(ACK * 2 + 10)
        (told,) = desk.said(for_boss, "has not taken over")
        assert f"#{number}" in str(told.content["text"])
        assert not desk.said(BOSS, "还没有从")
        await desk.press(second, "oc.ht")
        await desk.withdraw(LINA, number)
        await desk.quiet_week(SUMMARY)
