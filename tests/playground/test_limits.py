from datetime import timedelta

import pytest
from telegram import Bot
from telegram.error import RetryAfter

from playground import people
from playground.records import Chat
from playground.world import World
from tests.playground.conftest import ANN, BOB, Raw, Time


async def sends_until_refused(raw: Raw, most: int = 40, **params: object) -> tuple[int, dict]:
    for count in range(most):
        body = await raw("sendMessage", text=str(count), **params)
        if not body["ok"]:
            return count, body
    return most, {}


async def test_no_limits_unless_switched_on(world: World, raw: Raw) -> None:
    people.start(world, ANN)
    assert await sends_until_refused(raw, chat_id=ANN) == (40, {})


async def test_a_private_chat_takes_a_burst_of_three_and_one_a_second(
    world: World, raw: Raw, clock: Time
) -> None:
    people.start(world, ANN)
    world.limits.enabled = True
    count, body = await sends_until_refused(raw, chat_id=ANN)
    assert count == 3
    assert (body["error_code"], body["description"]) == (429, "Too Many Requests: retry after 3")
    assert body["parameters"] == {"retry_after": 3}
    for _ in range(10):
        clock.now += 1
        await raw("sendMessage", chat_id=ANN, text="x")
    sent = [m for m in world.chats[ANN].messages.values() if m.sender_id == world.bot.id]
    assert 3 + 8 <= len(sent) <= 3 + 10


async def test_a_group_takes_20_a_minute_with_edits_and_topics_counted(
    bot: Bot, world: World, raw: Raw, desk: Chat, clock: Time
) -> None:
    world.limits.enabled = True
    for number in range(7):
        topic = await bot.create_forum_topic(desk.id, f"T{number}")
        card = await bot.send_message(desk.id, "card", message_thread_id=topic.message_thread_id)
        if number < 6:
            await bot.edit_message_text(f"card {number}", desk.id, card.message_id)
        clock.now += 1
    with pytest.raises(RetryAfter) as refused:
        await bot.edit_message_text("once more", desk.id, card.message_id)
    assert refused.value.retry_after == timedelta(seconds=53)
    assert await bot.delete_message(desk.id, card.message_id)
    clock.now += 53
    assert (await raw("sendMessage", chat_id=desk.id, text="x"))["ok"]


async def test_all_chats_together_take_30_a_second(world: World, raw: Raw) -> None:
    numbers = [world.add_person(f"P{n}").id for n in range(31)]
    for number in numbers:
        people.start(world, number)
    world.limits.enabled = True
    bodies = [await raw("sendMessage", chat_id=number, text="x") for number in numbers]
    assert [b["ok"] for b in bodies] == [True] * 30 + [False]
    assert bodies[-1]["parameters"]["retry_after"] == 1
    assert world.limits.refused == 1


async def test_an_album_counts_each_of_its_messages(world: World, raw: Raw, desk: Chat) -> None:
    photo = people.medium(world, "photo", None, size=10)["photo"][-1]["file_id"]
    album = [{"type": "photo", "media": photo}] * 10
    world.limits.enabled = True
    for expected in (True, True, False):
        assert (await raw("sendMediaGroup", chat_id=desk.id, media=album))["ok"] is expected


async def test_answers_and_reactions_are_not_counted(world: World, raw: Raw, desk: Chat) -> None:
    said = people.say(world, BOB, "x", chat=desk.id)
    world.limits.enabled = True
    for emoji in ("👀", "👍") * 15:
        body = await raw(
            "setMessageReaction",
            chat_id=desk.id,
            message_id=said.message_id,
            reaction=[{"type": "emoji", "emoji": emoji}],
        )
        assert body["ok"]
