"""Escalations under load: `python -m bench.escalations`.

Thousands of tickets whose ladder falls due in the same second: until all are decided and queued, and until the first 30
messages are with a Telegram of this machine, while the sweep and the sender work side by side as in the desk. Then timers
beside 100,000 armed ones: how late each is carried out. A table comes first; the last line printed is one JSON object.
Bad input ends with one line and exit code 2.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from aiohttp import web
from sqlalchemy import Connection, delete, event, func, insert, select, update
from telegram import Bot

from bench.clock_tickets import ENGINEER, MANAGER, NOW, ZONE, make_desk
from bot.clock import Clock, MovableClock, SystemClock
from bot.delivery.outcome import keep_delivered
from bot.delivery.pacing import Pacing
from bot.delivery.parcel import Delivered, Drop, Parcel
from bot.delivery.render import Renderer
from bot.delivery.sender import Sender
from bot.sweep import Sweep
from bot.transport import AiohttpRequest
from domain.desk import Desk, Person
from domain.durations import Duration, Unit
from domain.oncall.rotations import Rotation
from domain.tickets.commands import Opening
from storage import apply, people
from storage.engine import Store
from storage.outbox import Row
from storage.sqlite import SqliteDatabase
from storage.tables import outbox, timers
from storage.timers import due

_PORTION = 250
_FIRST = 30
_TOKEN = "1:bench"  # noqa: S105 - of a Telegram on this machine
_WATCHED_SECONDS = 20
_DUE_A_SECOND = 10

Figures = dict[str, Any]


def main(arguments: list[str]) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.escalations", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument("--tickets", type=int, default=6_000, help="ladders that fall due in the same second")
    parser.add_argument("--armed", type=int, default=100_000, help="timers beside which others fall due")
    options = parser.parse_args(arguments)
    if not (100 <= options.tickets <= 10**5 and 1000 <= options.armed <= 10**6):
        print("bench.escalations: --tickets 100 to 100000, --armed 1000 to 1000000", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="bench-escalations-") as folder:
        found = asyncio.run(_measured(Path(folder), options.tickets, options.armed))
    print(json.dumps({"bench": "escalations", **found}))
    return 0


def show(name: str, figures: Figures) -> None:
    """A line for people."""
    print(f"{name:12} " + "  ".join(f"{key} {value:,}" for key, value in figures.items()), flush=True)


async def _measured(folder: Path, count: int, armed: int) -> Figures:
    desk = _with_layers(make_desk())
    found: Figures = {}
    store = await Store.open(f"sqlite:///{folder / 'escalations.sqlite'}")
    await _opened(store, desk, count)
    found["same_second"] = figures = await same_second(store, desk, count)
    show("same second", figures)
    found["lateness"] = figures = await lateness(store, desk, armed)
    show("lateness", figures)
    await store.close()
    return found


def _with_layers(desk: Desk) -> Desk:
    """Every contract has its own two engineers, so that pages go to forty people and not to one."""
    rotations, staff = [], dict(desk.people)
    for place, code in enumerate(sorted(desk.contracts)):
        for layer, person in (("primary", 10_000 + place), ("secondary", 11_000 + place)):
            staff[person] = Person(person, f"E{person}", "zh", engineer=True, superior_id=MANAGER)
            start = datetime(2026, 1, 5, 9, 0)  # noqa: DTZ001 - wall clock of the rotation
            week = Duration(7, Unit.DAYS)
            rotations.append(Rotation(layer, (person,), ZONE, start, week, contracts=frozenset({code})))
    del staff[ENGINEER]
    return Desk(
        staff, desk.rota, desk.contracts, desk.engineers_chat, desk.managers_chat, rotations=tuple(rotations)
    )


async def _opened(store: Store, desk: Desk, count: int) -> None:
    """So many open faults that nobody has acknowledged, their first messages long said."""
    await store.write(lambda conn: people.sync_staff(conn, desk, NOW))
    codes = sorted(desk.contracts)

    def some(first: int, conn: Connection) -> None:
        for number in range(first, min(first + _PORTION, count)):
            code = codes[number % len(codes)]
            level = desk.contracts[code].preset.levels[0].number
            opening = Opening("fault", code, 1, 500_000 + number, "监控画面黑屏", level, {}, False)
            apply.open_new(conn, desk, opening, NOW)

    for first in range(0, count, _PORTION):
        await store.write(partial(some, first), apart=True)

    def settled(conn: Connection) -> None:
        conn.execute(delete(outbox))
        conn.execute(delete(timers).where(timers.c.kind != "ladder"))

    await store.write(settled)


async def same_second(store: Store, desk: Desk, count: int) -> Figures:
    """All ladders due at once."""
    then = NOW + timedelta(minutes=30)
    await store.write(lambda conn: conn.execute(update(timers).values(due_at=then)))
    clock = MovableClock(then)
    statements: Counter[str] = Counter()
    count_statement = partial(_count, statements)
    assert isinstance(store._database, SqliteDatabase)
    engine = store._database.writer
    async with _telegram() as (base, arrived, enough):
        bot = Bot(_TOKEN, base_url=base, request=AiohttpRequest(), get_updates_request=AiohttpRequest())
        await bot.initialize()
        real = SystemClock()
        sender = Sender(store, bot, clock, _Voice(desk), Pacing(real))
        event.listen(engine, "before_cursor_execute", count_statement)
        began = time.monotonic()
        speaking = asyncio.create_task(sender.run())
        await Sweep(store, desk, clock).run_due()
        decided = time.monotonic() - began
        event.remove(engine, "before_cursor_execute", count_statement)
        queued = await store.read(lambda conn: conn.scalar(select(func.count()).select_from(outbox)))
        await enough.wait()
        sender.stop()
        await speaking
        await bot.shutdown()
    left = await store.read(_ladders_due(then))
    if left:
        raise RuntimeError(f"{left} ladders were not carried out")
    return {
        "tickets": count, "decided_s": round(decided, 2), "per_second": round(count / decided),
        "queued": queued, "statements_each": round(statements["n"] / count, 1),
        "first_sent_s": round(arrived[0] - began, 2), "first_30_sent_s": round(arrived[_FIRST - 1] - began, 2),
    }  # fmt: skip


def _ladders_due(at: datetime) -> Any:
    query = select(func.count()).select_from(timers).where(timers.c.kind == "ladder", timers.c.due_at <= at)
    return lambda conn: conn.scalar(query)


def _count(statements: Counter[str], *_: Any) -> None:
    statements["n"] += 1


async def lateness(store: Store, desk: Desk, armed: int) -> Figures:
    """How late timers are carried out, looked at every second, while many others wait."""
    clock = SystemClock()
    first = datetime.now(UTC) + timedelta(seconds=4)
    late: list[float] = []

    def arm(conn: Connection) -> None:
        conn.execute(delete(outbox))
        conn.execute(delete(timers))
        far = first + timedelta(days=1)
        rows = [
            {"key": f"far:{n}", "kind": "beat", "due_at": far + timedelta(seconds=n), "ticket": n, "fence": 0, "data": {}}
            for n in range(armed)
        ]  # fmt: skip
        rows += [
            {
                "key": f"ladder:{n + 1}", "kind": "ladder", "due_at": first + timedelta(seconds=n / _DUE_A_SECOND),
                "ticket": n + 1, "fence": 0, "data": {"step": 2},
            }
            for n in range(_WATCHED_SECONDS * _DUE_A_SECOND)
        ]  # fmt: skip
        for start in range(0, len(rows), 10_000):
            conn.execute(insert(timers), rows[start : start + 10_000])

    await store.write(arm)
    look = await _look_ms(store, clock)
    sweep = Sweep(store, desk, clock)
    soon = timers.c.due_at <= first + timedelta(hours=1)
    waiting = select(timers.c.key, timers.c.due_at).where(soon, timers.c.kind == "ladder")
    mine = {f"ladder:{n + 1}" for n in range(_WATCHED_SECONDS * _DUE_A_SECOND)}
    known = {row.key: row.due_at for row in await store.read(lambda conn: conn.execute(waiting).all())}
    open_ones = {key: at for key, at in known.items() if key in mine}
    wake = time.monotonic()
    while open_ones:
        wake += 1
        await asyncio.sleep(max(0.0, wake - time.monotonic()))
        if await sweep.run_due():
            now = clock.now()
            still = {
                row.key: row.due_at for row in await store.read(lambda conn: conn.execute(waiting).all())
            }
            done = [key for key, at in open_ones.items() if still.get(key) != at]
            late += [(now - open_ones.pop(key)).total_seconds() for key in done]
    late.sort()
    return {
        "armed": armed, "due_a_second": _DUE_A_SECOND, "look_ms": look,
        "late_median_s": round(statistics.median(late), 2),
        "late_p99_s": round(late[int(len(late) * 0.99)], 2), "late_most_s": round(late[-1], 2),
    }  # fmt: skip


async def _look_ms(store: Store, clock: Clock) -> float:
    took = []
    for _ in range(20):
        began = time.perf_counter()
        await store.read(lambda conn: due(conn, clock.now()))
        took.append(time.perf_counter() - began)
    return round(statistics.median(took) * 1000, 2)


class _Voice(Renderer):
    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, lambda _conn, _row, _now: Drop("no pictures here"))

    def delivered(
        self, conn: Connection, row: Row, parcel: Parcel, delivered: Delivered, now: datetime
    ) -> None:
        keep_delivered(conn, row, parcel, delivered, now)

    def refused(self, *_: Any) -> str | None:
        return None


@asynccontextmanager
async def _telegram() -> AsyncIterator[tuple[str, list[float], asyncio.Event]]:
    """The least Telegram there can be: every message is taken at once, its arrival noted."""
    arrived: list[float] = []
    enough = asyncio.Event()

    async def answer(request: web.Request) -> web.Response:
        method = request.match_info["method"]
        if method == "getMe":
            user = {"id": 1, "is_bot": True, "first_name": "bench", "username": "bench_bot"}
            return web.json_response({"ok": True, "result": user})
        sent = await request.post()
        arrived.append(time.monotonic())
        if len(arrived) >= _FIRST:
            enough.set()
        chat_id = int(str(sent.get("chat_id", "1")))
        message = {
            "message_id": len(arrived), "date": 0,
            "chat": {"id": chat_id, "type": "private" if chat_id > 0 else "supergroup"},
        }  # fmt: skip
        return web.json_response({"ok": True, "result": message})

    app = web.Application()
    app.router.add_route("*", "/bot{token}/{method}", answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/bot", arrived, enough
    finally:
        await runner.cleanup()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
