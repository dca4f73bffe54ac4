"""A playground with three people, a forum, a plain group, and a tiny bot that speaks the Bot API over HTTP."""

from __future__ import annotations

import asyncio
import html
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Any

import aiohttp
import pytest

from playground.records import Chat
from playground.server import Playground
from tests.page.browser import chromium, chromium_page

__all__ = ["chromium", "chromium_page"]

ANN, BOB, MAY = 101, 102, 103
NOON = 1_800_000_000.0
YES_NO = {
    "inline_keyboard": [
        [{"text": "Toast", "callback_data": "toast"}, {"text": "Alert", "callback_data": "alert"}],
        [{"text": "Change", "callback_data": "change"}],
    ]
}


class EchoBot:
    """Repeats what it is told, but for what begins with "line"; `/ask` brings buttons, `/keys` a keyboard.

    While `may_answer` is cleared it keeps its answers to presses back.
    """

    def __init__(self, playground: Playground) -> None:
        self.playground = playground
        self.heard: list[dict[str, Any]] = []
        self.may_answer = asyncio.Event()
        self.may_answer.set()
        self._session = aiohttp.ClientSession()
        self._offset = 0

    async def call(self, method: str, **params: Any) -> Any:
        """Call a method of the Bot API and return its result."""
        address = f"{self.playground.api_base}{self.playground.token}/{method}"
        async with self._session.post(address, json=params) as response:
            body = await response.json()
        assert body["ok"], body
        return body["result"]

    async def run(self) -> None:
        """Poll and answer until cancelled."""
        while True:
            for update in await self.call("getUpdates", offset=self._offset, timeout=30):
                self._offset = update["update_id"] + 1
                self.heard.append(update)
                if "callback_query" in update:
                    await self._pressed(update["callback_query"])
                elif update.get("message", {}).get("text"):
                    await self._told(update["message"])

    async def close(self) -> None:
        """Close the connections."""
        await self._session.close()

    async def _told(self, message: dict[str, Any]) -> None:
        chat, text = message["chat"]["id"], message["text"]
        if message["chat"]["type"] != "private" or text.startswith("line "):
            return
        if text == "/ask":
            await self.call("sendMessage", chat_id=chat, text="Well?", reply_markup=YES_NO)
        elif text == "/keys":
            keyboard = {
                "keyboard": [
                    [{"text": "Share my number", "request_contact": True}],
                    [{"text": "No, thanks"}],
                ],
                "resize_keyboard": True,
            }
            await self.call("sendMessage", chat_id=chat, text="Your number?", reply_markup=keyboard)
        else:
            said = f"You said: <b>{html.escape(text)}</b>"
            await self.call("sendMessage", chat_id=chat, text=said, parse_mode="HTML")

    async def _pressed(self, query: dict[str, Any]) -> None:
        await self.may_answer.wait()
        message = query["message"]
        if query["data"] == "change":
            where = {"chat_id": message["chat"]["id"], "message_id": message["message_id"]}
            await self.call("editMessageText", **where, text="Changed.")
        await self.call(
            "answerCallbackQuery",
            callback_query_id=query["id"],
            text=f"{query['data']} received",
            show_alert=query["data"] == "alert",
        )


@pytest.fixture
async def playground() -> AsyncIterator[Playground]:
    """A started playground whose clock stands still unless it is moved."""
    async with Playground(clock=lambda: NOON, bot_name="Helper") as playground:
        world = playground.world
        world.add_person("Ann", id=ANN, label="Customer, line 3", role="customer")
        world.add_person("Bob", id=BOB, last_name="Stone", label="On call", role="engineer")
        world.add_person("May", id=MAY, label="Head of service", role="manager")
        yield playground


@pytest.fixture
async def bot(playground: Playground) -> AsyncIterator[EchoBot]:
    """The running echo bot."""
    bot = EchoBot(playground)
    running = asyncio.create_task(bot.run())
    yield bot
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running
    await bot.close()


@pytest.fixture
def forum(playground: Playground) -> Chat:
    """The engineers' group with topics."""
    return playground.world.add_group("Engineers", [BOB, MAY], id=-1001000000001, is_forum=True)


@pytest.fixture
def room(playground: Playground) -> Chat:
    """A plain group."""
    return playground.world.add_group("Managers", [BOB, MAY], id=-1001000000002)
