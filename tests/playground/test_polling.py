import asyncio

from playground import people
from playground.updates import CALLBACK_SECONDS, KEPT_SECONDS
from playground.world import World
from tests.playground.conftest import ANN, Raw, Time, until


def ids(body: dict) -> list[int]:
    return [update["update_id"] for update in body["result"]]


async def test_an_unconfirmed_update_comes_again(world: World, raw: Raw) -> None:
    people.start(world, ANN)
    first = await raw("getUpdates")
    assert ids(first) == ids(await raw("getUpdates")) != []


async def test_an_offset_confirms_everything_below_it(world: World, raw: Raw) -> None:
    for text in ("a", "b", "c"):
        people.say(world, ANN, text)
    a, b, c = ids(await raw("getUpdates"))
    assert ids(await raw("getUpdates", offset=b)) == [b, c]
    assert ids(await raw("getUpdates", offset=a)) == [b, c]
    assert ids(await raw("getUpdates", offset=c + 1)) == []
    assert ids(await raw("getUpdates")) == []


async def test_a_negative_offset_forgets_what_is_older(world: World, raw: Raw) -> None:
    for text in ("a", "b", "c"):
        people.say(world, ANN, text)
    *_, b, c = ids(await raw("getUpdates"))
    assert ids(await raw("getUpdates", offset=-2)) == [b, c]
    assert ids(await raw("getUpdates")) == [b, c]


async def test_a_limit_confirms_nothing(world: World, raw: Raw) -> None:
    for number in range(5):
        people.say(world, ANN, str(number))
    assert len(ids(await raw("getUpdates", limit=2))) == 2
    assert len(ids(await raw("getUpdates", limit=100))) == 5


async def test_a_long_poll_ends_with_the_first_update(world: World, raw: Raw) -> None:
    waiting = asyncio.create_task(raw("getUpdates", timeout=30))
    await until(lambda: world.updates.polled)
    people.say(world, ANN, "now")
    assert (await waiting)["result"][0]["message"]["text"] == "now"


async def test_a_long_poll_ends_empty_when_nothing_happens(world: World, raw: Raw) -> None:
    waiting = asyncio.create_task(raw("getUpdates", timeout=30))
    await until(lambda: world.updates.polled)
    world.updates.close()
    assert ids(await waiting) == []


async def test_a_second_poller_ends_the_first_with_409(world: World, raw: Raw) -> None:
    first = asyncio.create_task(raw("getUpdates", timeout=30))
    await until(lambda: world.updates.polled)
    second = asyncio.create_task(raw("getUpdates", timeout=30))
    body = await first
    assert body["error_code"] == 409
    assert body["description"] == (
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
    )
    people.say(world, ANN, "for the second")
    assert len(ids(await second)) == 1


async def test_reactions_and_members_come_only_when_asked_for(world: World, raw: Raw) -> None:
    message = people.say(world, ANN, "hello")
    people.react(world, ANN, message.message_id, "👍")
    assert len(ids(await raw("getUpdates"))) == 1
    await raw("getUpdates", allowed_updates=["message", "message_reaction"])
    people.react(world, ANN, message.message_id, "🔥")
    updates = (await raw("getUpdates"))["result"]
    assert updates[-1]["message_reaction"]["new_reaction"] == [{"type": "emoji", "emoji": "🔥"}]


async def test_the_wanted_kinds_are_remembered_until_changed(world: World, raw: Raw) -> None:
    await raw("getUpdates", allowed_updates=["callback_query"])
    people.say(world, ANN, "not wanted")
    assert ids(await raw("getUpdates")) == []
    await raw("getUpdates", allowed_updates=[])
    people.say(world, ANN, "wanted")
    assert len(ids(await raw("getUpdates"))) == 1


async def test_a_press_is_kept_150_seconds_and_a_message_a_day(world: World, raw: Raw, clock: Time) -> None:
    people.start(world, ANN)
    sent = await raw("sendMessage", chat_id=ANN, text="?", reply_markup={"inline_keyboard": [[B]]})
    people.press(world, ANN, sent["result"]["message_id"], "d")
    assert len(ids(await raw("getUpdates"))) == 2
    clock.now += CALLBACK_SECONDS + 1
    assert len(ids(await raw("getUpdates"))) == 1
    clock.now += KEPT_SECONDS
    assert ids(await raw("getUpdates")) == []


B = {"text": "press", "callback_data": "d"}


async def test_update_ids_may_have_gaps(world: World, raw: Raw) -> None:
    people.say(world, ANN, "a")
    world.updates.skip_ids(1000)
    people.say(world, ANN, "b")
    a, b = ids(await raw("getUpdates"))
    assert b == a + 1001


async def test_a_poller_that_vanishes_loses_nothing(world: World, raw: Raw) -> None:
    waiting = asyncio.create_task(raw("getUpdates", timeout=30))
    await until(lambda: world.updates.polled)
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
    await until(lambda: not world.updates.polled)
    people.say(world, ANN, "still here")
    assert len(ids(await raw("getUpdates", timeout=5))) == 1
