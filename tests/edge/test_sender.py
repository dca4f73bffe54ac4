"""The sender against the playground: nothing is lost, nothing is said twice without saying so, order holds."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import Connection

from bot.delivery.errors import Outcome
from bot.delivery.parcel import Drop, Edit, Parcel, Send, Wait
from playground import groups, people
from storage import chats, outbox
from storage.outbox import Lane, Row
from tests.edge.conftest import PERSON, Rig, says, until
from views.content import Content


async def test_what_is_put_is_said_in_order_and_recorded(rig: Rig) -> None:
    ids = [await rig.put(text) for text in ("one", "two")]
    await rig.settle()
    assert rig.texts() == ["one", "two"]
    row = await rig.row(ids[0])
    assert (row.state, row.sent_at) == ("sent", rig.clock.now())
    assert row.message_id == rig.script.delivered_rows[0][1].message_ids[0]


async def test_a_first_page_overtakes_three_hundred_queued_messages_at_once(rig: Rig) -> None:
    rig.pg.world.limits.enabled = True
    for number in range(300):
        await rig.put(f"card {number}", lane=Lane.CARD, chat_id=rig.group.id)
    await rig.sender.drain()
    assert len(rig.texts(rig.group.id)) == 12, "eight of twenty stay free for pages and answers"
    await rig.put("page", lane=Lane.FIRST_PAGE, chat_id=rig.group.id)
    await rig.sender.drain()
    assert rig.texts(rig.group.id)[-1] == "page"


async def test_the_limits_are_never_hit_however_much_is_queued(rig: Rig) -> None:
    rig.pg.world.limits.enabled = True
    for number in range(8000, 8040):
        rig.pg.world.add_person(f"P{number}", id=number)
        people.start(rig.pg.world, number)
        await rig.put("hello", chat_id=number)
    for number in range(60):
        await rig.put(f"{number}", chat_id=rig.group.id, lane=Lane.CARD)
        await rig.put(f"{number}", chat_id=PERSON)
    await rig.settle()
    assert rig.pg.world.limits.refused == 0
    assert rig.texts(rig.group.id) == [str(number) for number in range(60)]
    assert rig.texts() == [str(number) for number in range(60)]


async def test_a_pause_that_telegram_wants_costs_no_attempt_and_survives_a_restart(rig: Rig) -> None:
    rig.pg.world.faults.once("retry_after", "sendMessage", retry_after=900)
    first, second = await rig.put("one"), await rig.put("two")
    await rig.sender.drain()
    for row_id in (first, second):
        row = await rig.row(row_id)
        assert (row.state, row.attempts) == ("new", 0)
        assert (row.not_before - rig.clock.now()).total_seconds() == 900
    asked = len(rig.pg.calls)
    await rig.new_sender().drain()
    assert len(rig.pg.calls) == asked, "a restart must not knock again"
    await rig.settle()
    assert rig.texts() == ["one", "two"]


async def test_a_pause_for_one_chat_does_not_hold_another(rig: Rig) -> None:
    rig.pg.world.faults.once("retry_after", "sendMessage", retry_after=900, chat_id=PERSON)
    await rig.put("late")
    await rig.put("now", chat_id=rig.group.id)
    await rig.sender.drain()
    assert rig.texts(rig.group.id) == ["now"]


@pytest.mark.parametrize("lane", [Lane.FIRST_PAGE, Lane.PAGE, Lane.ANSWER, Lane.WARNING])
async def test_a_lost_answer_is_said_again_and_marked_as_a_repetition(rig: Rig, lane: Lane) -> None:
    rig.pg.world.faults.once("drop_after", "sendMessage")
    row_id = await rig.put("help", lane=lane)
    await rig.settle()
    assert rig.texts() == ["help", "help (again)"]
    assert (await rig.row(row_id)).state == "sent"


@pytest.mark.parametrize("lane", [Lane.PROMPT, Lane.REPORT])
async def test_a_report_whose_answer_was_lost_is_not_said_twice(rig: Rig, lane: Lane) -> None:
    rig.pg.world.faults.once("drop_after", "sendMessage")
    row_id = await rig.put("figures", lane=lane)
    await rig.settle()
    assert rig.texts() == ["figures"]
    assert (await rig.row(row_id)).state == "failed"
    assert rig.script.refusals == [(row_id, Outcome.MAYBE_SENT)]


async def test_a_page_is_repeated_until_an_answer_comes(rig: Rig) -> None:
    rig.pg.world.faults.once("drop_after", "sendMessage", times=12)
    await rig.put("wake up", lane=Lane.PAGE)
    await rig.settle()
    assert rig.texts() == ["wake up"] + ["wake up (again)"] * 12


async def test_a_row_found_cut_off_at_the_start_is_said_again_as_a_repetition(rig: Rig) -> None:
    row_id = await rig.put("help")
    await rig.store.write(lambda conn: outbox.mark_sending(conn, row_id))
    await rig.settle()
    assert rig.texts() == ["help (again)"]


async def test_while_telegram_cannot_be_reached_everything_waits_and_nothing_is_given_up(rig: Rig) -> None:
    port = rig.pg.port
    await rig.pg.stop()
    row_id = await rig.put("help")
    for _ in range(30):
        instant = await rig.sender.drain()
        assert instant is not None
        pause = instant - rig.clock.monotonic()
        assert 0 < pause <= 15
        rig.clock.advance(pause)
    assert (await rig.row(row_id)).attempts == 0
    rig.pg.port = port
    await rig.pg.start()
    await rig.settle()
    assert rig.texts() == ["help"], "nothing was said, so nothing is a repetition"


async def test_a_gateway_in_telegrams_place_has_said_nothing(rig: Rig) -> None:
    rig.pg.world.faults.once("error_502", "sendMessage")
    await rig.put("help")
    await rig.settle()
    assert rig.texts() == ["help"]


async def test_a_person_who_blocked_the_bot_is_refused_once_and_reported(rig: Rig) -> None:
    people.block(rig.pg.world, PERSON)
    row_id = await rig.put("help")
    await rig.settle()
    assert rig.script.refusals == [(row_id, Outcome.CHAT_BLOCKED)]
    assert (await rig.row(row_id)).state == "failed"


async def test_what_the_renderer_mends_is_rendered_again(rig: Rig) -> None:
    def make(row: Row, repeat: bool) -> Parcel:
        topic = 404 if not rig.script.refusals else None
        return Send(row.chat_id, Content("help"), thread_id=topic)

    rig.script.make = make
    rig.script.mend = lambda conn, row, outcome: "retry"
    row_id = await rig.put(chat_id=rig.group.id)
    await rig.settle()
    assert rig.script.refusals == [(row_id, Outcome.TOPIC_GONE)]
    assert rig.texts(rig.group.id) == ["help"]


async def test_mending_that_never_helps_comes_to_an_end(rig: Rig) -> None:
    rig.script.make = lambda row, repeat: Send(row.chat_id, Content("help"), thread_id=404)
    rig.script.mend = lambda conn, row, outcome: "retry"
    row_id = await rig.put(chat_id=rig.group.id)
    await rig.settle()
    assert (await rig.row(row_id)).state == "failed"
    assert len(rig.script.refusals) <= 6


async def test_a_group_with_a_new_id_gets_the_message_and_the_id_is_kept(rig: Rig) -> None:
    basic = rig.pg.world.add_group("Old", [PERSON], id=-555)
    moved = groups.migrate(rig.pg.world, basic)

    def render(conn: Connection, row: Row, now: object, repeat: bool) -> Parcel:
        return Send(chats.actual(conn, row.chat_id), Content("help"))

    rig.script.render = render  # type: ignore[method-assign]
    row_id = await rig.put(chat_id=-555)
    await rig.settle()
    assert await rig.store.read(lambda conn: chats.actual(conn, -555)) == moved.id
    assert (await rig.row(row_id)).state == "sent"


async def test_text_that_is_not_valid_html_goes_out_without_its_marks(rig: Rig) -> None:
    await rig.put("a <b>bold move & a <i>slip")
    await rig.settle()
    assert rig.texts() == ["a bold move & a slip"]


async def test_a_message_that_stands_there_already_counts_as_said(rig: Rig) -> None:
    await rig.put("same")
    await rig.settle()
    message = rig.script.delivered_rows[0][1].message_ids[0]
    rig.script.make = lambda row, repeat: Edit(PERSON, message, Content("same"))
    row_id = await rig.put()
    await rig.settle()
    assert (await rig.row(row_id)).state == "sent"
    assert rig.script.delivered_rows[-1][1].message_ids == (message,)


async def test_a_message_that_is_gone_is_replaced_by_a_new_one(rig: Rig) -> None:
    rig.script.make = lambda row, repeat: Edit(PERSON, 999, Content("card"), Send(PERSON, Content("card")))
    await rig.put()
    await rig.settle()
    assert rig.texts() == ["card"]
    assert rig.script.delivered_rows[0][1].message_ids != (999,)


async def test_an_edit_whose_answer_was_lost_is_simply_made_again(rig: Rig) -> None:
    await rig.put("old")
    await rig.settle()
    message = rig.script.delivered_rows[0][1].message_ids[0]
    rig.script.make = lambda row, repeat: Edit(PERSON, message, Content("new" + (" again" if repeat else "")))
    rig.pg.world.faults.once("drop_after", "editMessageText")
    await rig.put(lane=Lane.REPORT)
    await rig.settle()
    assert rig.texts() == ["new"]


async def test_a_dropped_row_says_nothing_and_keeps_its_reason(rig: Rig) -> None:
    rig.script.make = lambda row, repeat: Drop("acknowledged")
    row_id = await rig.put()
    await rig.settle()
    row = await rig.row(row_id)
    assert (row.state, row.error, rig.texts()) == ("dropped", "acknowledged", [])


async def test_a_row_that_waits_for_another_lets_the_other_go_first(rig: Rig) -> None:
    def make(row: Row, repeat: bool) -> Parcel:
        if row.kind == "second" and not rig.texts():
            return Wait(2)
        return says(row, repeat)

    rig.script.make = make
    await rig.put("second", kind="second", lane=Lane.PAGE)
    await rig.put("first", lane=Lane.CARD)
    await rig.settle()
    assert rig.texts() == ["first", "second"]


async def test_a_row_that_cannot_be_rendered_stops_no_other_and_is_reported(
    rig: Rig, caplog: pytest.LogCaptureFixture
) -> None:
    def make(row: Row, repeat: bool) -> Parcel:
        if row.kind == "broken":
            raise KeyError("the customer's secret")
        return says(row, repeat)

    rig.script.make = make
    broken = await rig.put(kind="broken", ticket=1)
    await rig.put("fine", ticket=2)
    await rig.sender.drain()
    assert rig.texts() == ["fine"]
    await rig.settle()
    assert (await rig.row(broken)).state == "failed"
    assert rig.script.refusals == [(broken, Outcome.FATAL)]
    assert "KeyError" in caplog.text
    assert "secret" not in caplog.text


async def test_what_follows_from_a_delivery_may_fail_but_the_message_is_not_said_again(rig: Rig) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError

    rig.script.delivered = broken  # type: ignore[method-assign,assignment]
    row_id = await rig.put("help")
    await rig.settle()
    assert rig.texts() == ["help"]
    assert (await rig.row(row_id)).state == "sent"


async def test_many_chats_are_served_at_once_but_each_by_one_request(rig: Rig) -> None:
    under_way: dict[int, int] = {}
    most = {"chats": 0, "same": 0}
    gate = asyncio.Event()
    original = rig.bot.send_message

    async def slow(*args: object, **kwargs: object) -> object:
        chat = kwargs["chat_id"]
        assert isinstance(chat, int)
        under_way[chat] = under_way.get(chat, 0) + 1
        most["chats"] = max(most["chats"], sum(1 for count in under_way.values() if count))
        most["same"] = max(most["same"], *under_way.values())
        if most["chats"] >= 10:
            gate.set()
        await gate.wait()
        under_way[chat] -= 1
        return await original(*args, **kwargs)  # type: ignore[arg-type]

    object.__setattr__(rig.bot, "send_message", slow)
    for number in range(9000, 9010):
        rig.pg.world.add_person(f"P{number}", id=number)
        people.start(rig.pg.world, number)
        await rig.put("one", chat_id=number)
        await rig.put("two", chat_id=number)
    await rig.settle()
    assert most == {"chats": 10, "same": 1}
    assert rig.texts(9000) == ["one", "two"]


async def test_the_running_sender_wakes_for_what_is_put_and_ends_cleanly(rig: Rig) -> None:
    running = asyncio.create_task(rig.sender.run())
    await asyncio.sleep(0)
    await rig.put("hello")
    await until(rig.texts)
    rig.sender.stop()
    async with asyncio.timeout(60):
        await running
    assert rig.store.on_commit == []


async def test_a_recent_past_counts_after_a_restart(rig: Rig) -> None:
    rig.pg.world.limits.enabled = True
    for number in range(30):
        await rig.put(str(number), chat_id=rig.group.id, lane=Lane.CARD)
    await rig.sender.drain()
    rig.new_sender()
    await rig.settle()
    assert rig.pg.world.limits.refused == 0


async def test_cancelled_rows_are_never_rendered(rig: Rig) -> None:
    def fill(conn: Connection) -> None:
        outbox.put(conn, lane=Lane.PAGE, chat_id=PERSON, kind="page", now=rig.clock.now(), ticket=7)
        outbox.cancel(conn, 7, ["page"], "acknowledged")

    await rig.store.write(fill)
    await rig.settle()
    assert rig.script.rendered == []
