import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
from aiohttp import web

from playground import people
from playground.server import Playground
from playground.world import World
from tests.playground.conftest import ANN, BOB, Raw, until


class Receiver:
    """A bot's webhook: collects what comes and answers as told."""

    def __init__(self) -> None:
        self.url = ""
        self.got: list[dict[str, Any]] = []
        self.secrets: list[str | None] = []
        self.answer: Callable[[dict[str, Any]], web.Response] = lambda update: web.Response()
        self.gate = asyncio.Event()
        self.gate.set()
        self.held: set[int] = set()

    async def handle(self, request: web.Request) -> web.Response:
        update = await request.json()
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        if update.get("message", {}).get("chat", {}).get("id") in self.held:
            await self.gate.wait()
        self.got.append(update)
        return self.answer(update)

    @property
    def texts(self) -> list[str]:
        return [update["message"]["text"] for update in self.got]


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    made = Receiver()
    app = web.Application()
    app.router.add_post("/hook", made.handle)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    made.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield made
    made.gate.set()
    await runner.cleanup()


async def test_updates_are_posted_with_the_secret(world: World, raw: Raw, receiver: Receiver) -> None:
    people.say(world, ANN, "before")
    await raw("setWebhook", url=receiver.url, secret_token="s3cret", max_connections=3)
    people.say(world, ANN, "after")
    await until(lambda: len(receiver.got) == 2)
    assert receiver.texts == ["before", "after"]
    assert receiver.secrets == ["s3cret", "s3cret"]
    await until(lambda: not world.updates.pending)
    info = (await raw("getWebhookInfo"))["result"]
    assert (info["url"], info["pending_update_count"], info["max_connections"]) == (receiver.url, 0, 3)


async def test_a_refused_update_comes_again_in_order(
    pg: Playground, world: World, raw: Raw, receiver: Receiver
) -> None:
    pg.bot_api.webhook.first_pause = 0.01
    answers = [500, 502, 200, 200]
    receiver.answer = lambda update: web.Response(status=answers.pop(0))
    await raw("setWebhook", url=receiver.url)
    people.say(world, ANN, "one")
    people.say(world, ANN, "two")
    await until(lambda: len(receiver.got) == 4)
    assert receiver.texts == ["one", "one", "one", "two"]
    info = (await raw("getWebhookInfo"))["result"]
    assert info["last_error_message"] == "Wrong response from the webhook: 502 Bad Gateway"


async def test_a_slow_chat_does_not_hold_up_another(world: World, raw: Raw, receiver: Receiver) -> None:
    receiver.gate.clear()
    receiver.held = {ANN}
    await raw("setWebhook", url=receiver.url)
    people.say(world, ANN, "slow 1")
    people.say(world, ANN, "slow 2")
    people.say(world, BOB, "quick")
    await until(lambda: receiver.got)
    assert receiver.texts == ["quick"]
    receiver.gate.set()
    await until(lambda: len(receiver.got) == 3)
    assert receiver.texts == ["quick", "slow 1", "slow 2"]


async def test_polling_is_refused_while_a_webhook_is_set(world: World, raw: Raw, receiver: Receiver) -> None:
    waiting = asyncio.create_task(raw("getUpdates", timeout=30))
    await until(lambda: world.updates.polled)
    await raw("setWebhook", url=receiver.url)
    assert (await waiting)["description"] == "Conflict: terminated by setWebhook request"
    assert await raw.refused("getUpdates") == (
        "409 Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the "
        "webhook first"
    )
    await raw("deleteWebhook")
    people.say(world, ANN, "polled again")
    assert len((await raw("getUpdates"))["result"]) == 1


async def test_undelivered_updates_survive_the_webhook(
    pg: Playground, world: World, raw: Raw, receiver: Receiver
) -> None:
    pg.bot_api.webhook.first_pause = 30
    receiver.answer = lambda update: web.Response(status=503)
    await raw("setWebhook", url=receiver.url, allowed_updates=["message"])
    people.say(world, ANN, "kept")
    await until(lambda: receiver.got)
    await raw("setWebhook", url="")
    assert len((await raw("getUpdates"))["result"]) == 1
    await raw("deleteWebhook", drop_pending_updates=True)
    assert (await raw("getUpdates"))["result"] == []
    people.say(world, ANN, "dropped")
    await raw("setWebhook", url=receiver.url, drop_pending_updates=True)
    assert world.updates.pending == {}
    assert (await raw("getWebhookInfo"))["result"]["allowed_updates"] == ["message"]


async def test_a_webhook_that_is_down_is_named(pg: Playground, world: World, raw: Raw) -> None:
    pg.bot_api.webhook.first_pause = 30
    await raw("setWebhook", url="http://127.0.0.1:9/hook")
    people.say(world, ANN, "x")

    async def failed() -> bool:
        return "last_error_message" in (await raw("getWebhookInfo"))["result"]

    async with asyncio.timeout(60):
        while not await failed():
            pass
    assert (await raw("getWebhookInfo"))["result"]["pending_update_count"] == 1


async def test_an_answer_may_be_a_call(world: World, raw: Raw, receiver: Receiver) -> None:
    receiver.answer = lambda update: web.json_response(
        {"method": "sendMessage", "chat_id": ANN, "text": "hi"}
    )
    await raw("setWebhook", url=receiver.url)
    people.say(world, ANN, "hello")
    await until(lambda: len(world.chats[ANN].messages) == 2)
    assert world.chats[ANN].messages[2].content == {"text": "hi"}
    for odd in ({"method": "sendPigeon"}, {"method": 5}, []):
        receiver.answer = lambda update, odd=odd: web.json_response(odd)  # type: ignore[misc]
        people.say(world, ANN, "again")
    world.faults.once("drop", "sendMessage")
    receiver.answer = lambda update: web.json_response(
        {"method": "sendMessage", "chat_id": ANN, "text": "lost"}
    )
    people.say(world, ANN, "last")
    await until(lambda: not world.updates.pending)


async def test_only_this_machine_is_spoken_to(raw: Raw) -> None:
    for url in ("https://example.com/hook", "ftp://127.0.0.1/", "nonsense", "http://10.0.0.1/"):
        assert "bad webhook" in await raw.refused("setWebhook", url=url)
    refusal = await raw.refused("setWebhook", url="http://localhost:1/", secret_token="sp ace")
    assert refusal == "400 Bad Request: secret token contains unallowed characters"
