from datetime import timedelta

import aiohttp
import pytest
from telegram import Bot
from telegram.error import ChatMigrated, NetworkError, RetryAfter, TimedOut

from playground import people
from playground.faults import Faults
from playground.params import Params
from playground.records import Chat
from playground.server import Playground
from playground.world import World
from tests.playground.conftest import ANN, BOB, Raw


def texts(world: World, chat_id: int = ANN) -> list[str]:
    mine = (m for m in world.chats[chat_id].messages.values() if m.sender_id == world.bot.id)
    return [m.content.get("text", "") for m in mine]


async def test_500_502_and_429_come_once_and_take_nothing(bot: Bot, world: World) -> None:
    people.start(world, ANN)
    world.faults.once("error_500", "sendMessage")
    world.faults.once("error_502", "sendMessage")
    world.faults.once("retry_after", "sendMessage", retry_after=17)
    with pytest.raises(NetworkError, match="Internal Server Error"):
        await bot.send_message(ANN, "a")
    with pytest.raises(NetworkError, match="Bad Gateway"):
        await bot.send_message(ANN, "b")
    with pytest.raises(RetryAfter) as refused:
        await bot.send_message(ANN, "c")
    assert refused.value.retry_after == timedelta(seconds=17)
    assert await bot.send_message(ANN, "d")
    assert texts(world) == ["d"]


async def test_a_time_out_before_takes_nothing_and_one_after_delivers(bot: Bot, world: World) -> None:
    people.start(world, ANN)
    world.faults.once("timeout_before", hold=30)
    with pytest.raises(TimedOut):
        await bot.send_message(ANN, "lost", read_timeout=1)
    assert texts(world) == []
    world.faults.once("timeout_after", hold=30)
    with pytest.raises(TimedOut):
        await bot.send_message(ANN, "delivered", read_timeout=1)
    assert texts(world) == ["delivered"]


async def test_a_dropped_connection_is_told_apart_by_what_was_taken(
    bot: Bot, world: World, pg: Playground
) -> None:
    people.start(world, ANN)
    world.faults.once("drop")
    with pytest.raises(NetworkError):
        await bot.send_message(ANN, "lost")
    world.faults.once("drop_after")
    with pytest.raises(NetworkError):
        await bot.send_message(ANN, "delivered")
    assert texts(world) == ["delivered"]
    assert [call.lost for call in pg.calls if call.method == "sendMessage"] == [True, True]


async def test_updates_whose_answer_was_lost_come_again(world: World, raw: Raw) -> None:
    people.start(world, ANN)
    world.faults.once("drop_after", "getUpdates")
    with pytest.raises(aiohttp.ClientError):
        await raw("getUpdates")
    assert len((await raw("getUpdates"))["result"]) == 1


async def test_a_group_is_upgraded_under_the_bots_hands(bot: Bot, world: World) -> None:
    small = world.add_group("Small", [BOB])
    world.faults.once("migrate", "sendMessage", chat_id=small.id)
    with pytest.raises(ChatMigrated) as refused:
        await bot.send_message(small.id, "x")
    assert await bot.send_message(refused.value.new_chat_id, "x")


async def test_a_topic_is_deleted_under_the_bots_hands(bot: Bot, world: World, raw: Raw, desk: Chat) -> None:
    topic = await bot.create_forum_topic(desk.id, "T")
    world.faults.once("delete_topic", "sendMessage")
    where = {"chat_id": desk.id, "message_thread_id": topic.message_thread_id}
    assert await raw.refused("sendMessage", **where, text="x") == "400 Bad Request: message thread not found"


def test_chances_repeat_with_their_seed() -> None:
    def series(seed: int) -> list[str | None]:
        faults = Faults()
        faults.seed(seed)
        faults.chance("error_500", 0.3)
        faults.chance("drop", 0.2)
        picked = [faults.pick("sendMessage", Params()) for _ in range(200)]
        return [fault.kind if fault else None for fault in picked]

    assert series(7) == series(7) != series(8)
    assert 30 < series(7).count("error_500") < 90


def test_faults_keep_to_their_method_chat_and_number() -> None:
    faults = Faults()
    faults.once("drop", "sendMessage", times=2, chat_id=5)
    assert faults.pick("sendMessage", Params({"chat_id": "6"})) is None
    assert faults.pick("getMe", Params({"chat_id": "5"})) is None
    assert [faults.pick("sendMessage", Params({"chat_id": "5"})) is None for _ in range(3)] == [
        False,
        False,
        True,
    ]
    faults.configure({"methods": ["sendPhoto"], "probabilities": {"drop": 1}, "retry_after": 9, "hold": 0})
    assert faults.pick("sendMessage", Params()) is None
    assert faults.pick("sendPhoto", Params()) is not None
    faults.chance("drop", 0)
    assert faults.pick("sendPhoto", Params()) is None


@pytest.mark.parametrize("wanted", [{"probabilities": {"earthquake": 1}}, {"probabilities": {"drop": 2}}])
def test_nonsense_is_refused(wanted: dict) -> None:
    with pytest.raises(ValueError, match=r"earthquake|between 0 and 1"):
        Faults().configure(wanted)
