"""What a storm costs the engineers' group, which takes twenty messages a minute, and what comes first."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import partial
from pathlib import Path

from sqlalchemy import Connection, select

from domain.tickets.commands import Opening, Withdraw
from schedules import synthetic
from storage import apply
from storage.tables import cards, outbox, tickets
from tests.e2e.stage import ENGINEERS, LINA, Played, played
from tests.e2e.test_storms import _customers, _offers, _paged, _report
from views.callbacks import base36

REPORTS = 60


async def _storm_of(desk: Played, count: int) -> tuple[list[int], list[int]]:
    """Within a minute, the limits on; (customers, tickets)."""
    ids = await _customers(desk, count)
    await desk.step.advance(120)
    desk.world.limits.enabled = True
    desk.world.limits.reset()
    numbers: list[int] = []
    for first in range(0, count, 20):
        numbers += await _report(desk, ids[first : first + 20])
        await desk.step.advance(15)
    return ids, numbers


async def _rooms(desk: Played) -> set[int]:
    """Tickets that have a topic of their own."""
    query = select(tickets.c.id).where(tickets.c.thread_id.is_not(None))
    return set(await desk.read(lambda conn: conn.execute(query).scalars().all()))


async def _withdraw(desk: Played, number: int, person: int) -> None:
    def withdraw(conn: Connection) -> None:
        apply.apply(conn, desk.stage.service.desk, number, Withdraw(person), desk.stage.clock.now())

    await desk.write(withdraw)
    await desk.step.settle(timedelta())


async def _waiting(desk: Played) -> int:
    """What is still to be said in the group, pins left out."""
    query = select(outbox.c.id).where(
        outbox.c.state == "new",
        outbox.c.chat_id == ENGINEERS,
        outbox.c.kind.in_(("topic", "card", "page_group")),
    )
    return len(await desk.read(lambda conn: conn.execute(query).all()))


async def _minutes_until(desk: Played, done: Callable[[], Awaitable[bool]], most: int) -> int:
    for minute in range(most):
        if await done():
            return minute
        await desk.step.advance(60)
    raise AssertionError(f"{await _waiting(desk)} rows wait for the group after {most} minutes")


async def _quiet(desk: Played) -> bool:
    return not await _waiting(desk)


async def _all_shown(desk: Played, numbers: list[int]) -> bool:
    """Whether each of them has a topic with its card."""
    query = select(cards.c.ticket).where(cards.c.chat_id == ENGINEERS)
    shown = set(await desk.read(lambda conn: conn.execute(query).scalars().all()))
    return set(numbers) <= shown & await _rooms(desk)


async def test_a_storm_that_nobody_joins_has_all_its_topics_in_two_messages_each(tmp_path: Path) -> None:
    async with played(tmp_path, language="en") as desk:
        _, numbers = await _storm_of(desk, REPORTS)
        took = await _minutes_until(desk, partial(_all_shown, desk, numbers), 30)
        assert took <= REPORTS * 2 / 17 + 4, "a topic and a card each, at what the minute leaves for answers"
        assert desk.world.limits.refused == 0


async def test_joined_reports_are_one_message_in_the_group_until_somebody_opens_one(tmp_path: Path) -> None:
    async with played(tmp_path, language="en") as desk:
        ids, numbers = await _storm_of(desk, REPORTS)
        first = desk.on_duty[0]
        await desk.press(first, "ij", chat=ENGINEERS)
        before = await _rooms(desk)
        assert await _minutes_until(desk, partial(_quiet, desk), 10) <= 3
        assert await _rooms(desk) - before <= {numbers[0]}, "no more topics but the lead's"
        (overview,) = desk.said(ENGINEERS, f"One incident, #{numbers[0]} leads")
        assert "no topic of their own" in str(overview.content["text"])
        last = numbers[-1]
        assert last not in await _rooms(desk)

        await desk.say(first, f"/t {last}")
        await desk.step.advance(60)
        assert last in await _rooms(desk), "looked at, it has a topic"
        assert [m for m in desk.said(ENGINEERS, f"#{last}") if m.thread_id], "with its card"

        opened = numbers[-2]
        speaking = ids[-3]
        await desk.say(speaking, "The screen is still black")
        await desk.step.advance(10)
        await desk.press(speaking, "", words=f"#{numbers[-3]}")
        await desk.step.advance(60)
        assert numbers[-3] in await _rooms(desk), "the customer's words need a place"
        assert desk.said(ENGINEERS, "The screen is still black")[0].thread_id is not None
        assert opened not in await _rooms(desk)

        await desk.press(first, f"do.{base36(numbers[0])}.ack", chat=first)
        await desk.step.advance(120)
        (overview,) = desk.said(ENGINEERS, f"One incident, #{numbers[0]} leads")
        assert "Accepted" in str(overview.content["text"]), "it shows what became of them"
        assert desk.world.limits.refused == 0


async def test_a_button_of_the_overview_opens_a_ticket_once(tmp_path: Path) -> None:
    async with played(tmp_path, language="en") as desk:
        _, numbers = await _storm_of(desk, 40)
        first = desk.on_duty[0]
        await desk.press(first, "ij", chat=ENGINEERS)
        await desk.step.advance(120)
        (key,) = [data for _, _, data in desk.buttons(ENGINEERS) if data.startswith("1.io")][:1]
        (message,) = desk.said(ENGINEERS, f"One incident, #{numbers[0]} leads")
        before = await _rooms(desk)
        await desk.press_data(first, message, key)
        again = await desk.press_data(first, message, key)
        assert again["text"]
        await desk.step.advance(60)
        assert len(await _rooms(desk) - before) == 1


async def test_the_next_lead_of_an_incident_gets_a_room(tmp_path: Path) -> None:
    async with played(tmp_path, language="en") as desk:
        ids, numbers = await _storm_of(desk, 40)
        first = desk.on_duty[0]
        await desk.press(first, "ij", chat=ENGINEERS)
        await desk.step.advance(60)
        rooms = await _rooms(desk)
        lead = next(number for number in numbers if number not in rooms)
        for number, person in zip(numbers, ids, strict=True):
            if number < lead:
                await _withdraw(desk, number, person)
        await desk.step.advance(120)
        assert (await desk.ticket(lead)).incident is None
        assert lead in await _rooms(desk)
        assert lead in await _paged(desk, first)


async def test_what_was_not_pinned_in_the_crowd_is_pinned_when_it_is_quiet(tmp_path: Path) -> None:
    async with played(tmp_path, language="en") as desk:
        _, numbers = await _storm_of(desk, 20)
        await _minutes_until(desk, partial(_all_shown, desk, numbers), 20)
        await desk.step.advance(600)
        query = select(outbox.c.state).where(outbox.c.kind == "pin")
        states = await desk.read(lambda conn: conn.execute(query).scalars().all())
        assert states
        assert set(states) == {"sent"}
        assert len(numbers) == 20


async def test_topics_of_tickets_that_are_over_are_not_made(tmp_path: Path) -> None:
    async with played(tmp_path, language="en") as desk:
        ids, numbers = await _storm_of(desk, 40)
        for number, person in zip(numbers, ids, strict=True):
            await _withdraw(desk, number, person)
        before = await _rooms(desk)
        await desk.step.advance(1800)
        assert await _rooms(desk) == before


async def test_the_mention_of_several_tickets_shows_who_took_one(tmp_path: Path) -> None:
    async with played(tmp_path, language="en") as desk:
        ids = await _customers(desk, 6)
        numbers = await _report(desk, ids)
        await desk.step.advance(20)
        (mention,) = desk.said(ENGINEERS, "please take them")
        count = len([number for number in numbers if f"#{number}" in str(mention.content["text"])])
        await desk.press(desk.on_duty[0], f"do.{base36(numbers[2])}.ack", chat=ENGINEERS)
        await desk.step.advance(60)
        again = str(desk.chat(ENGINEERS).messages[mention.message_id].content["text"])
        assert f"{count - 1} tickets" in again
        assert "Accepted" in again


async def test_the_trial_ticket_is_never_part_of_a_storm(tmp_path: Path) -> None:
    async with played(tmp_path, language="en") as desk:
        ids = await _customers(desk, 3)

        def trial(conn: Connection) -> None:
            one = desk.stage.service.desk
            synthetic.open_one(conn, one, desk.stage.clock.now())
            code = next(iter(one.contracts))
            for person in ids:
                apply.open_new(
                    conn, one, Opening("fault", code, 1, person, "no picture", 1), desk.stage.clock.now()
                )

        await desk.write(trial)
        await desk.step.advance(60)
        assert await _offers(desk) == [], "three real reports are none, whatever is tried out beside them"
        await _report(desk, [LINA], next(iter(desk.stage.service.desk.contracts)))
        await desk.step.advance(60)
        ((_, together, _),) = await _offers(desk)
        assert len(together) == 4
        assert min(together) > 0
