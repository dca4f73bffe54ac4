"""Summaries over a large desk while customers are served: `python -m bench.summaries [--tickets 1000000]`.

The real desk over HTTP on a Telegram of this machine. Customers write and press at fixed instants, whether or not the
desk is ready; an answer's time counts from the instant at which it should have been asked for, so that no stall is left
out. Meanwhile a manager asks for summaries. A table comes first; the last line printed is one JSON object.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import logging
import shutil
import sys
import tempfile
import time
from collections.abc import Iterable
from datetime import timedelta
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import Connection

from bench.clock_tickets import NOW, fill_grown, make, make_desk
from bot.clock import RunningClock
from bot.demo import cast
from bot.demo.stage import Stage
from bot.service import Service
from playground import people as hands
from playground.botapi import Call
from playground.records import Message
from storage import people
from storage.engine import Store
from storage.summary import gather

FULL = 1_000_000
_CUSTOMERS = 40
_FIRST = 40_000
_EVERY = 0.1
"""Seconds between two customers: each of them does something every four seconds."""

_SHAPES = 2000
_PATIENCE = 300
_ASKED = ("/summary today", "/summary week", "/summary month", "/summary quarter")
Figures = dict[str, Any]


def main(arguments: list[str]) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.summaries", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument("--tickets", type=int, default=FULL, help="tickets of the desk")
    parser.add_argument("--times", type=int, default=5, help="daily summaries that are asked for")
    parser.add_argument("--quiet", type=float, default=10.0, help="seconds of serving without a summary")
    options = parser.parse_args(arguments)
    if not (10_000 <= options.tickets <= 10**7 and options.times > 0 and options.quiet > 0):
        print("bench.summaries: --tickets from 10000, --times and --quiet above 0", file=sys.stderr)
        return 2
    logging.disable(logging.WARNING)
    with tempfile.TemporaryDirectory() as scratch:
        found = asyncio.run(_measured(Path(scratch), options.tickets, options.times, options.quiet))
    print(json.dumps(found))
    return 0


class _LargeStage(Stage):
    """A desk with a great past, moved by the real time, as `python -m bot run` would run it."""

    def __init__(self, folder: Path, grown: Path) -> None:
        super().__init__(folder, port=0, language="zh", clock=RunningClock(NOW), days=0)
        self._grown = grown

    async def open(self) -> None:
        """In place of `start`: with the metronome, and nothing of the past is said again."""
        self.playground = await self._open_playground(print)
        self._people()
        self._folder.mkdir(exist_ok=True)
        settings = self._settings()
        shutil.move(self._grown, self._folder / "demo.sqlite")
        self.service = Service(settings, self._folder, self.clock)
        await self.service.open()
        world = self.playground.world
        for number in range(_FIRST, _FIRST + _CUSTOMERS):
            world.add_person(
                f"C{number}", id=number, language_code="zh-hans", label=f"C{number}", role="customer"
            )
            hands.start(world, number, "")
        await self.service.store.write(self._join)
        await self.service.start()

    def _join(self, conn: Connection) -> None:
        now = self.clock.now()
        for number in range(_FIRST, _FIRST + _CUSTOMERS):
            people.add(conn, number, f"C{number}", "zh", now)
            people.join(conn, number, cast.SCHOOL, now)


class _Customers:
    """Speak and press in turn, and note how long each answer took."""

    def __init__(self, stage: _LargeStage) -> None:
        self._world = stage.playground.world
        self._waiting: dict[tuple[str, Any], float] = {}
        self._pictures: dict[int, asyncio.Event] = {}
        self.took: list[tuple[float, float, str]] = []
        """When it was asked for, how long it took, and what it was."""
        stage.playground.bot_api.on_call = self._answered

    def picture_for(self, chat: int) -> asyncio.Event:
        """Set when a picture arrives there."""
        return self._pictures.setdefault(chat, asyncio.Event())

    async def serve(self) -> None:
        """Until cancelled: one customer after the other, at instants that do not wait for answers."""
        began, place = time.monotonic(), 0
        asked: dict[int, Message] = {}
        for place in range(10**9):
            at = began + place * _EVERY
            await asyncio.sleep(max(0.0, at - time.monotonic()))
            customer = _FIRST + place % _CUSTOMERS
            if place // _CUSTOMERS % 2 == 0:
                if ("message", customer) not in self._waiting:
                    self._waiting["message", customer] = at
                    hands.say(self._world, customer, "/language")
                continue
            page = self._page(customer)
            if page is not None and asked.get(customer) is not page:
                asked[customer] = page
                callback = hands.press_old(
                    self._world, customer, self._world.chats[customer], page, "1.lg.zh"
                )
                self._waiting["press", callback.id] = at

    def _page(self, customer: int) -> Message | None:
        messages = self._world.chats[customer].messages.values()
        return next(
            (one for one in reversed(messages) if one.markup and one.sender_id == self._world.bot.id), None
        )

    def _answered(self, call: Call) -> None:
        now = time.monotonic()
        match call.method:
            case "answerCallbackQuery":
                self._note(("press", call.params["callback_query_id"]), now, "press")
            case "sendMessage":
                self._note(("message", int(call.params["chat_id"])), now, "message")
            case "sendPhoto":
                self.picture_for(int(call.params["chat_id"])).set()

    def _note(self, key: tuple[str, Any], now: float, what: str) -> None:
        began = self._waiting.pop(key, None)
        if began is not None:
            self.took.append((began, now - began, what))

    def since(self, began: float, until: float) -> Figures:
        """Of what was asked for in that time: how many, the median, the 99th percentile and the longest in ms."""
        found = {
            what: sorted(t for at, t, one in self.took if one == what and began <= at < until)
            for what in _WHAT
        }
        # What was not answered at all waits still.
        late = [until - at for (_, _), at in self._waiting.items() if began <= at < until - 1]
        return {
            what: {
                "count": len(times), "median_ms": _ms(times, 0.5), "p99_ms": _ms(times, 0.99), "longest_ms": _ms(times, 1),
            }
            for what, times in found.items()
        } | {"unanswered": len(late)}  # fmt: skip


_WHAT = ("press", "message")


async def _measured(folder: Path, count: int, times: int, quiet: float) -> Figures:
    grown = folder / "grown.sqlite"
    began = time.perf_counter()
    await _fill(grown, count)
    found: Figures = {"tickets": count, "fill_s": round(time.perf_counter() - began, 1)}
    print(f"{count} tickets in {found['fill_s']} s", flush=True)
    stage = _LargeStage(folder / "desk", grown)
    await stage.open()
    found["figures_ms"] = await _gathering(stage, times)
    customers = _Customers(stage)
    await asyncio.sleep(3)
    serving = asyncio.create_task(customers.serve())
    await asyncio.sleep(3)
    at = time.monotonic()
    await asyncio.sleep(quiet)
    found["quiet"] = _show("no summary", 0.0, customers.since(at, time.monotonic()))
    manager = cast.MANAGERS[0].id
    for words in (_ASKED[0],) * times + _ASKED[1:]:
        event = customers.picture_for(manager)
        event.clear()
        at = time.monotonic()
        hands.say(stage.playground.world, manager, words)
        async with asyncio.timeout(_PATIENCE):
            await event.wait()
        took = time.monotonic() - at
        await asyncio.sleep(2)
        figures = _show(words, took, customers.since(at, at + took + 1))
        found.setdefault(words.removeprefix("/summary "), []).append({"took_s": round(took, 2), **figures})
    serving.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await serving
    await stage.service.stop()
    await stage.playground.stop()
    return found


async def _fill(path: Path, count: int) -> None:
    desk, chance = make_desk(), Random(6)
    shapes = [
        make(chance, desk, 1, NOW + timedelta(seconds=chance.randrange(7 * 86400)), NOW + timedelta(days=60))
        for _ in range(_SHAPES)
    ]
    store = await Store.open(f"sqlite:///{path}")
    await store.close()
    fill_grown(path, desk, count, shapes)


async def _gathering(stage: _LargeStage, times: int) -> float:
    """The daily figures alone, in ms."""
    now = stage.clock.now()
    took = []
    for _ in range(times):
        began = time.perf_counter()
        await stage.service.store.report(partial(gather, start=now - timedelta(days=1), end=now, now=now))
        took.append(time.perf_counter() - began)
    return _ms(sorted(took), 0.5)


def _ms(ordered: list[float], share: float) -> float:
    if not ordered:
        return 0.0
    return round(ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1000, 1)


def _show(name: str, took: float, figures: Figures) -> Figures:
    parts: Iterable[str] = (
        f"{what}: {figures[what]['count']}, median {figures[what]['median_ms']}, longest {figures[what]['longest_ms']} ms"
        for what in _WHAT
    )
    print(f"{name:18} {took:7.2f} s   {'   '.join(parts)}   unanswered {figures['unanswered']}", flush=True)
    return figures


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
