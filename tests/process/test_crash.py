"""Fifty faults at once, a Telegram that stumbles, and a desk that is killed twenty times: nothing is lost.

The moments of the kills and the stumbling follow from FAULTLINE_CRASH_SEED (default: a fixed one).
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import time
from collections import defaultdict
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest

from playground import people
from tests.process.crowd import Crowd, Customer, customers
from tests.process.rig import (
    ENGINEERS,
    FIRST,
    MAKING,
    UNMARKABLE,
    Rig,
    Seen,
    limited_as_telegram,
    prepare,
    rigged,
    words,
)
from views.texts import plain

CUSTOMERS, KILLS = 50, 20
SEED = int(os.environ.get("FAULTLINE_CRASH_SEED", "20260301"))
MARK = plain("zh", "repeat-mark").replace("<i>", "").replace("</i>", "")

pytestmark = pytest.mark.process


def _stumble(rig: Rig, seed: int) -> None:
    faults = rig.world.faults
    faults.seed(seed)
    faults.retry_after = 1
    faults.hold = 0.7
    for kind in ("error_500", "retry_after", "timeout_before", "timeout_after", "drop", "drop_after"):
        faults.chance(kind, 0.01)
    faults.chance("error_502", 0.004)


def _strike_after(rig: Rig, calls: int) -> asyncio.Event:
    """Kill at the very moment when Telegram has carried out that many calls, the last not answered yet."""
    struck = asyncio.Event()
    left = calls

    def count() -> None:
        nonlocal left
        left -= 1
        if left == 0:
            rig.strike()
            struck.set()

    rig.on_row = count
    return struck


async def _killed_again_and_again(rig: Rig, chances: Random) -> None:
    """Start and kill: two times in three in the middle of a call, else at any moment, also before the desk is up."""
    for _ in range(KILLS):
        await rig.start()
        if chances.random() < 0.67:
            struck, patience = _strike_after(rig, chances.randint(2, 34)), 6.0
        else:
            struck, patience = asyncio.Event(), chances.uniform(0.2, 3.5)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(struck.wait(), patience)
        rig.on_row = lambda: None
        await rig.kill()


async def _takes_some(rig: Rig, chances: Random) -> None:
    """The one on duty takes a page now and then, twice in a row with impatience."""
    while True:
        await asyncio.sleep(chances.uniform(2, 5))
        keys = [
            (message.message_id, str(key["callback_data"]))
            for message in rig.world.chats[FIRST].messages.values()
            for row in (message.markup or {}).get("inline_keyboard", [])
            for key in row
            if ".ack." in str(key.get("callback_data"))
        ]
        if keys:
            message_id, data = chances.choice(keys)
            for _ in range(2):
                people.press(rig.world, FIRST, message_id, data)


async def test_fifty_faults_survive_twenty_kills_and_a_stumbling_telegram(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    began = time.monotonic()
    chances = Random(SEED)
    crowd = customers(CUSTOMERS)
    # Half a minute, and a busy machine's customers answer in time which ticket their second message is for.
    async with rigged(tmp_path, draft_silence="10m") as rig:
        await prepare(rig, [(one.id, one.name) for one in crowd])
        limited_as_telegram(rig)
        _stumble(rig, SEED)
        players = Crowd(rig, crowd)
        players.report()
        tasks = [asyncio.create_task(players.run()), asyncio.create_task(_takes_some(rig, chances))]
        try:
            await _killed_again_and_again(rig, chances)
            tasks.pop().cancel()
            killed = time.monotonic() - began
            await rig.start()
            await rig.until_quiet(240, also=players.content)
            assert await rig.stop() == 0
        finally:
            for task in tasks:
                task.cancel()
        for task in tasks:
            with contextlib.suppress(asyncio.CancelledError):
                await task
        told = _everything_is_there(rig, crowd)
        with capsys.disabled():
            print(f"\nseed {SEED}: {told}; {killed:.0f} s of kills, {time.monotonic() - began:.0f} s in all")


def _everything_is_there(rig: Rig, crowd: list[Customer]) -> str:
    columns = "id, state, kind, chat_id, attempts, error"
    unfinished = rig.rows(f"SELECT {columns} FROM outbox WHERE state NOT IN ('sent', 'dropped')")
    assert not unfinished, "\n".join(map(str, unfinished))
    assert rig.count("SELECT count(*) FROM inbox WHERE state != 'done'") == 0
    tickets = {row["customer_id"]: row for row in rig.rows("SELECT * FROM tickets")}
    assert rig.count("SELECT count(*) FROM tickets") == len(tickets) == len(crowd), "one ticket each"
    for one in crowd:
        _has_what_is_due(rig, one, tickets[one.id])
    threads = [row["thread_id"] for row in tickets.values()]
    assert len(set(threads)) == len(threads), "a topic of its own for each"
    return _duplicates(rig, crowd, threads)


def _has_what_is_due(rig: Rig, one: Customer, ticket: dict[str, object]) -> None:
    number, thread = ticket["id"], ticket["thread_id"]
    said = rig.rows("SELECT text FROM said WHERE ticket = ? ORDER BY message_id", number)
    assert [row["text"] for row in said] == list(one.spoken), "the customer's words, each once"
    for chat in (one.id, ENGINEERS):
        (card,) = rig.rows("SELECT message_id FROM cards WHERE ticket = ? AND chat_id = ?", number, chat)
        message = rig.message(chat, card["message_id"])
        assert f"#{number} " in words(message), "the card has the right number"
        assert one.mark in words(message), "and the right words"
        assert chat == one.id or message.thread_id == thread, "the team's card stands in the ticket's topic"
    topic = rig.world.chats[ENGINEERS].topics[thread]
    assert not topic.deleted
    in_topic = rig.texts(ENGINEERS, topic.id)
    for text in one.spoken:
        assert any(text in shown for shown in in_topic), f"{text} stands in the topic"
    others = [t for t in rig.texts(ENGINEERS) if one.mark in t and t not in in_topic]
    assert not others, f"#{number} has one topic that is in use"
    pages = rig.rows("SELECT * FROM outbox WHERE kind = 'page' AND ticket = ? AND chat_id = ?", number, FIRST)
    assert pages, "the first on duty is paged"
    for page in pages:
        if page["state"] == "dropped":
            assert ticket["acknowledged_at"] is not None
        else:
            assert re.search(rf"#{number}\b", words(rig.message(FIRST, page["message_id"])))


def _duplicates(rig: Rig, crowd: list[Customer], threads: list[int]) -> str:
    """Every message that came twice had its sending cut off before, and says so where it can."""
    made: dict[tuple[int, str], list[Seen]] = defaultdict(list)
    lost = 0
    for one in rig.seen:
        if one.row is None or one.call.method not in MAKING:
            continue
        lost += one.call.lost
        if one.carried_out:
            made[one.row, one.call.method].append(one)
    twice = {place: calls for place, calls in made.items() if len(calls) > 1}
    at_customers = {one.id for one in crowd}
    marked = unmarkable = to_customers = 0
    for (row, method), calls in twice.items():
        for before, again in pairwise(calls):
            excused = before.call.lost or row in rig.cut_off.get(before.process, ())
            assert excused, f"row {row} was said twice without need: {before.call} {again.call}"
            if method in UNMARKABLE:
                unmarkable += 1
                continue
            assert "repeat" in str(again) or MARK in str(again.call.params["text"]), again.call
            marked += 1
            to_customers += int(again.call.params["chat_id"]) in at_customers
    topics = rig.world.chats[ENGINEERS].topics.values()
    empty = [topic for topic in topics if topic.id not in threads]
    assert len(empty) == unmarkable, "a topic that nobody uses comes from a creation that was cut off"
    rows = sum(len(cut) for cut in rig.cut_off.values())
    faults = len(rig.world.faults.happened)
    return (
        f"{marked} duplicates, all marked, {to_customers} of them at customers, and {len(empty)} topics made twice, "
        f"of {lost + rows} sends cut off ({rows} by {KILLS} kills, {lost} by faults; {faults} faults in all, "
        f"{rig.world.limits.refused} refusals of the limits, {sum(map(len, made.values()))} messages)"
    )
