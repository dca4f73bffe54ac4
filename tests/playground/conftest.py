"""A playground with people and groups in it; whatever it says in a test is checked against the published API."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any

import aiohttp
import pytest
from telegram import Bot

from playground.records import Chat
from playground.schema import Schema, check_answer, check_update, find_schema, load_schema
from playground.server import Playground
from playground.world import World

ANN, BOB, EVE = 7001, 7002, 5_000_000_777


class Time:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 1_780_000_000.0

    def __call__(self) -> float:
        return self.now


async def until(true: Callable[[], object]) -> None:
    """Let the event loop run until something is so; fails after a few seconds."""
    async with asyncio.timeout(60):
        while not true():  # noqa: ASYNC110
            await asyncio.sleep(0.001)


@pytest.fixture(autouse=True)
def _timedelta(monkeypatch: pytest.MonkeyPatch) -> None:
    """The library's `RetryAfter.retry_after` warns of its present type."""
    monkeypatch.setenv("PTB_TIMEDELTA", "1")


@pytest.fixture
def clock() -> Time:
    return Time()


@pytest.fixture(scope="session")
def schema() -> Schema | None:
    path = find_schema()
    return load_schema(path) if path else None


@pytest.fixture
async def pg(clock: Time, schema: Schema | None) -> AsyncIterator[Playground]:
    playground = Playground(clock=clock)
    updates: list[dict[str, Any]] = []
    playground.world.updates.produced = updates.append
    async with playground:
        yield playground
    if schema is None:
        return
    wrong = [w for update in updates for w in check_update(schema, update)]
    for call in playground.calls:
        if call.answer.get("ok"):
            wrong += check_answer(schema, call.method, call.answer["result"])
    assert wrong == []


@pytest.fixture
def world(pg: Playground) -> World:
    pg.world.add_person(
        "Ann", id=ANN, last_name="Li", language_code="zh-hans", label="customer", role="customer"
    )
    pg.world.add_person("Bob", id=BOB, username="bob", language_code="en", role="engineer")
    pg.world.add_person("Eve", id=EVE)
    return pg.world


@pytest.fixture
def desk(world: World) -> Chat:
    """A forum of Bob (owner) and Eve with the bot as administrator."""
    return world.add_group("Desk", [BOB, EVE], is_forum=True)


@pytest.fixture
async def bot(pg: Playground) -> AsyncIterator[Bot]:
    async with Bot(pg.token, base_url=pg.api_base, base_file_url=pg.file_base) as made:
        yield made


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


class Raw:
    """Calls the Bot API without a library and returns the envelope."""

    def __init__(self, pg: Playground, session: aiohttp.ClientSession) -> None:
        self.base = f"{pg.api_base}{pg.token}/"
        self.session = session

    async def __call__(self, method: str, **params: Any) -> dict[str, Any]:
        async with self.session.post(self.base + method, json=params) as response:
            body: dict[str, Any] = await response.json()
            assert response.status == (200 if body["ok"] else body["error_code"])
            return body

    async def refused(self, method: str, **params: Any) -> str:
        body = await self(method, **params)
        assert not body["ok"], body
        return f"{body['error_code']} {body['description']}"


@pytest.fixture
def raw(pg: Playground, http: aiohttp.ClientSession) -> Raw:
    return Raw(pg, http)


class People:
    """Calls the people's side over HTTP."""

    def __init__(self, pg: Playground, session: aiohttp.ClientSession) -> None:
        self.base = f"{pg.url}/people/api"
        self.session = session

    async def get(self, path: str, status: int = 200, **query: Any) -> Any:
        async with self.session.get(self.base + path, params=query) as response:
            assert response.status == status, await response.text()
            return await response.json()

    async def post(self, path: str, status: int = 200, **body: Any) -> Any:
        async with self.session.post(self.base + path, json=body) as response:
            assert response.status == status, await response.text()
            return await response.json()


@pytest.fixture
def side(pg: Playground, http: aiohttp.ClientSession) -> People:
    return People(pg, http)


Png = Callable[[int, int], bytes]


@pytest.fixture
def png() -> Png:
    def make(width: int = 640, height: int = 480) -> bytes:
        head = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
        return head + width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x02\x00\x00\x00"

    return make
