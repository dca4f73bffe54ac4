"""Telegram in: nothing confirmed is lost, order holds within a chat, one bad update stops nobody else."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from sqlalchemy import Connection
from telegram import Update
from telegram.error import TelegramError

from bot.clock import MovableClock
from bot.intake import InboxQueue, Intake, IntakeDead, OrderedProcessor
from bot.webhook import Webhook, WebhookSettings
from playground import people
from playground.server import Playground
from storage import inbox, tables
from storage.engine import Store
from storage.errors import StoreFull
from tests.edge.conftest import PERSON, until

OTHER = 7002


class Desk:
    """Stands for the handlers: remembers what it was given, marks it done, misbehaves as told."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.done: list[str] = []
        self.tried: list[str] = []
        self.trouble: Callable[[str], Awaitable[None]] | None = None

    async def handle(self, update: Update) -> None:
        message = update.effective_message
        words = (message.text or "") if message else ""
        self.tried.append(words)
        if self.trouble is not None:
            await self.trouble(words)
        await self.store.write(lambda conn: inbox.done(conn, update.update_id))
        self.done.append(words)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    store = await Store.open(f"sqlite:///{tmp_path / 'desk.sqlite'}")
    yield store
    await store.close()


@pytest.fixture
def desk(store: Store) -> Desk:
    return Desk(store)


Make = Callable[..., Intake]


@pytest.fixture
async def make(store: Store, desk: Desk, pg: Playground, clock: MovableClock) -> AsyncIterator[Make]:
    made: list[Intake] = []
    pg.world.add_person("Bob", id=OTHER)
    people.start(pg.world, OTHER)

    def make(**changes: Any) -> Intake:
        given: dict[str, Any] = {"token": pg.token, "api_base": pg.api_base, "file_base": pg.file_base}
        intake = Intake(store, clock, desk.handle, **(given | {"retry_delays": (0.01,)} | changes))
        made.append(intake)
        return intake

    yield make
    for intake in made:
        await intake.stop()


async def test_updates_are_worked_off_and_done(make: Make, desk: Desk, pg: Playground, store: Store) -> None:
    intake = make()
    await intake.connect()
    await intake.start()
    people.say(pg.world, PERSON, "no picture")
    await until(lambda: "no picture" in desk.done)
    assert await store.read(inbox.pending) == []
    assert intake.silence < 5


async def test_what_is_said_while_stopping_still_gets_its_answer(make: Make, pg: Playground) -> None:
    intake = make()
    await intake.connect()
    await intake.start()
    heard: list[str | None] = []

    async def last_words() -> None:
        heard.append((await intake.bot.send_message(PERSON, "one moment")).text)

    await intake.stop(then=last_words)
    assert heard == ["one moment"]


async def test_what_a_killed_process_left_behind_is_worked_off_in_order_before_anything_new(
    make: Make, desk: Desk, pg: Playground, store: Store
) -> None:
    died = make()
    await died.connect()
    died._app.update_queue = died.queue
    for words in ("one", "two", "three"):
        people.say(pg.world, PERSON, words)
    updates = await died.bot.get_updates(allowed_updates=["message"])
    for update in updates:
        await died.queue.put(update)
    intake = make()
    await intake.connect()
    await intake.start()
    await until(lambda: "three" in desk.done)
    assert [words for words in desk.done if not words.startswith("/")] == ["one", "two", "three"]
    await asyncio.sleep(0.05)
    assert desk.done.count("one") == 1, "Telegram gives it again, the inbox knows it"


async def test_an_unconfirmed_update_comes_again_when_it_could_not_be_stored(
    make: Make, desk: Desk, pg: Playground, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    original, refused = store.write, [True]

    async def write(fn: Callable[[Connection], Any], **given: Any) -> Any:
        if refused:
            refused.pop()
            raise StoreFull("full")
        return await original(fn, **given)

    intake = make()
    await intake.connect()
    await intake.start()
    await until(lambda: len(desk.done) == 2)
    monkeypatch.setattr(store, "write", write)
    people.say(pg.world, PERSON, "help")
    await until(lambda: "help" in desk.done)
    assert refused == []


async def test_anything_that_goes_wrong_while_storing_is_told_to_the_library_as_its_own_error(
    store: Store, clock: MovableClock
) -> None:
    queue = InboxQueue(store, clock)
    await store.close()

    def broken(*_: object) -> None:
        raise ZeroDivisionError

    store.write = broken  # type: ignore[assignment,method-assign]
    with pytest.raises(TelegramError):
        await queue.put(Update(1))
    assert queue.empty()


async def test_what_is_no_update_passes_through_the_queue(store: Store, clock: MovableClock) -> None:
    queue = InboxQueue(store, clock)
    await queue.put("stop")
    assert await queue.get() == "stop"
    assert await store.read(inbox.pending) == []


async def test_a_known_update_is_not_queued_again(store: Store, clock: MovableClock) -> None:
    queue = InboxQueue(store, clock)
    await queue.put(Update(7))
    await queue.put(Update(7))
    assert queue.qsize() == 1


async def test_fields_that_the_library_does_not_know_survive_the_inbox(
    store: Store, clock: MovableClock
) -> None:
    update = Update.de_json({"update_id": 7, "from_the_future": {"x": 1}}, None)
    await InboxQueue(store, clock).put(update)
    (waiting,) = await store.read(inbox.pending)
    assert '"from_the_future": {"x": 1}' in waiting.raw


async def test_a_failing_update_is_tried_three_times_then_put_aside_and_its_words_are_not_logged(
    make: Make, desk: Desk, pg: Playground, store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    async def trouble(words: str) -> None:
        if words == "my secret":
            raise ValueError(words)

    desk.trouble = trouble
    intake = make()
    await intake.connect()
    await intake.start()
    people.say(pg.world, PERSON, "my secret")
    people.say(pg.world, PERSON, "next")
    people.say(pg.world, OTHER, "elsewhere")
    await until(lambda: {"next", "elsewhere"} <= set(desk.done))
    assert desk.tried.count("my secret") == 3
    assert await store.read(lambda conn: inbox.count(conn, "failed")) == 1
    kept = await store.read(lambda conn: conn.execute(tables.inbox.select()).all())
    assert [row.error for row in kept if row.state == "failed"] == ["ValueError"]
    assert "put aside" in caplog.text
    assert "secret" not in caplog.text


async def test_a_full_disk_counts_as_no_attempt(
    make: Make, desk: Desk, pg: Playground, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.intake._STORE_PAUSE", 0.005)
    times = iter(range(100))

    async def trouble(words: str) -> None:
        if words == "help" and next(times) < 8:
            raise StoreFull("full")

    desk.trouble = trouble
    intake = make()
    await intake.connect()
    await intake.start()
    people.say(pg.world, PERSON, "help")
    await until(lambda: "help" in desk.done)
    assert await store.read(lambda conn: inbox.count(conn, "failed")) == 0


async def test_one_chats_order_holds_while_another_chat_is_not_kept_waiting(
    make: Make, desk: Desk, pg: Playground
) -> None:
    gate = asyncio.Event()

    async def trouble(words: str) -> None:
        if words == "slow 0":
            await gate.wait()

    desk.trouble = trouble
    intake = make()
    await intake.connect()
    await intake.start()
    for number in range(60):
        people.say(pg.world, PERSON, f"slow {number}")
    people.say(pg.world, OTHER, "quick")
    await until(lambda: "quick" in desk.done)
    assert not any(words.startswith("slow") for words in desk.done)
    gate.set()
    await until(lambda: "slow 59" in desk.done)
    assert [words for words in desk.done if words.startswith("slow")] == [f"slow {n}" for n in range(60)]


async def test_stopping_does_not_wait_for_the_backlog_which_comes_at_the_next_start(
    make: Make, desk: Desk, pg: Playground, store: Store
) -> None:
    entered, gate = asyncio.Event(), asyncio.Event()

    async def trouble(words: str) -> None:
        if words == "0":
            entered.set()
            await gate.wait()

    desk.trouble = trouble
    intake = make()
    await intake.connect()
    await intake.start()
    for number in range(5):
        people.say(pg.world, PERSON, str(number))
    await entered.wait()
    async with asyncio.timeout(60):
        while await store.read(lambda conn: inbox.count(conn, "new")) < 5:  # noqa: ASYNC110
            await asyncio.sleep(0.002)
    stopping = asyncio.create_task(intake.stop())
    await asyncio.sleep(0)
    gate.set()
    async with asyncio.timeout(60):
        await stopping
    assert desk.tried.count("1") == 0
    assert len(await store.read(inbox.pending)) == 4


async def test_an_update_in_the_inbox_that_cannot_be_read_is_put_aside(
    make: Make, desk: Desk, store: Store, clock: MovableClock, pg: Playground
) -> None:
    await store.write(lambda conn: inbox.record(conn, 1, "{broken", clock.now()))
    intake = make()
    await intake.connect()
    await intake.start()
    people.say(pg.world, PERSON, "fine")
    await until(lambda: "fine" in desk.done)
    assert await store.read(lambda conn: inbox.count(conn, "failed")) == 1


async def test_no_lock_is_kept_for_chats_that_are_quiet() -> None:
    processor = OrderedProcessor()
    for number in range(50):
        update = Update.de_json(
            {
                "update_id": number,
                "message": {"message_id": 1, "date": 0, "chat": {"id": number, "type": "private"}},
            },
            None,
        )
        await processor.process_update(update, asyncio.sleep(0))
    assert len(processor._locks) == 0


async def test_a_token_that_is_refused_ends_the_start_with_clear_words(make: Make) -> None:
    intake = make(token="1:wrong")
    with pytest.raises(IntakeDead, match="refuses the token"):
        await intake.connect()


async def test_a_start_without_network_waits_for_it(
    make: Make, pg: Playground, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("bot.intake._CONNECT_PAUSE", (0.01,))
    port = pg.port
    await pg.stop()
    intake = make()
    connecting = asyncio.create_task(intake.connect())
    await until(lambda: "cannot be reached" in caplog.text)
    pg.port = port
    await pg.start()
    await connecting
    assert intake.bot.username == "faultline_demo_bot"


async def test_a_silent_connection_is_noticed_polling_restarts_and_at_last_the_process_ends(
    make: Make, pg: Playground, caplog: pytest.LogCaptureFixture
) -> None:
    intake = make(silent_after=0.2)
    await intake.connect()
    await intake.start()
    await pg.stop()
    with caplog.at_level(logging.CRITICAL), pytest.raises(IntakeDead, match="no answer"):
        async with asyncio.timeout(60):
            await intake.watch()
    assert "started anew" in caplog.text


async def test_polling_that_came_back_is_left_in_peace(make: Make, pg: Playground) -> None:
    intake = make(silent_after=0.3)
    await intake.connect()
    await intake.start()
    port = pg.port
    await pg.stop()
    watching = asyncio.create_task(intake.watch())
    await until(lambda: intake.silence > 0.35)
    pg.port = port
    await pg.start()
    await until(lambda: intake.silence < 0.1)
    assert not watching.done()
    watching.cancel()
    await asyncio.gather(watching, return_exceptions=True)


async def test_the_webhook_stores_before_it_confirms_and_believes_nobody_without_the_secret(
    make: Make, desk: Desk, store: Store, unused_tcp_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    intake = make()
    await intake.connect()
    address = f"http://127.0.0.1:{unused_tcp_port}/telegram"
    secret = {"X-Telegram-Bot-Api-Secret-Token": "s3cret"}
    webhook = Webhook(intake, WebhookSettings(address, "s3cret", port=unused_tcp_port))
    await webhook.start()
    chat = {"id": PERSON, "type": "private"}
    message = {"message_id": 1, "date": 0, "chat": chat, "text": "by webhook"}

    async def call(headers: dict[str, str], body: object) -> int:
        async with (
            aiohttp.ClientSession() as session,
            session.post(address, json=body, headers=headers) as answer,
        ):
            return answer.status

    update = {"update_id": 77, "message": message}
    assert await call({}, update) == 403
    assert await call(secret, update) == 200
    await until(lambda: "by webhook" in desk.done)
    assert await call(secret, {"update_id": "nonsense", "message": 5}) == 200

    async def full(*_: object, **__: object) -> None:
        raise StoreFull("full")

    monkeypatch.setattr(store, "write", full)
    assert await call(secret, {"update_id": 78, "message": message}) == 503
    monkeypatch.undo()
    await webhook.stop()
