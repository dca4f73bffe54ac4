"""The contract's clocks under load: `python -m bench.clocks [--full]`.

Deadlines per second against the slow oracle of the tests; a sweep over many running tickets in a real SQLite file; the
recomputation of all of them after a calendar change; growth of a desk. A table comes first; the last line printed is one
JSON object. Bad input ends with one line and exit code 2.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import Connection

from bench.clock_tickets import NOW, ZONE, Made, contract_data, fill, fill_grown, make, make_desk, running
from bot.clock import MovableClock
from bot.delivery.facing import load
from bot.sweep import Sweep
from domain.desk import Desk
from domain.tickets.clocks import clocks_of
from storage import rebuild, tickets, timers
from storage.attainment import report
from storage.engine import Store
from storage.summary import gather
from tests.oracle.oracle import Seen, Terms, clocks_by_walking
from views.cards import team_card

SIZES = (1_000, 10_000, 100_000)
FULL = 1_000_000
_ORACLE_SHARE = 200
_CHANGED_DAY = date(2026, 11, 23)
"""The Monday after NOW becomes a closed day."""

Figures = dict[str, Any]


def main(arguments: list[str]) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.clocks", description=__doc__.splitlines()[0])
    parser.add_argument("--tickets", type=int, default=20_000, help="tickets whose deadlines are computed")
    parser.add_argument("--running", type=int, default=100_000, help="running tickets of the sweep")
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES), help="sizes of the growing desk")
    parser.add_argument("--full", action="store_true", help=f"grow to {FULL} tickets")
    options = parser.parse_args(arguments)
    sizes = sorted({*options.sizes, *((FULL,) if options.full else ())})
    if not (200 <= options.tickets <= 10**7 and 1000 <= options.running <= 10**6):
        print("bench.clocks: --tickets from 200, --running from 1000", file=sys.stderr)
        return 2
    if any(not 1000 <= size <= 10**7 for size in sizes):
        print("bench.clocks: --sizes are from 1000 to 10000000", file=sys.stderr)
        return 2
    found: Figures = {"bench": "clocks", "deadlines": deadlines(options.tickets)}
    show("deadlines", found["deadlines"])
    with tempfile.TemporaryDirectory(prefix="bench-clocks-") as folder:
        found |= asyncio.run(_running(Path(folder), options.running))
        found["growth"] = {}
        for size in sizes:
            found["growth"][str(size)] = figures = asyncio.run(grown(Path(folder), size))
            show(f"growth {size:,}", figures)
    print(json.dumps(found))
    return 0


def show(name: str, figures: Figures) -> None:
    """A line for people."""
    words = "  ".join(f"{key} {value:,}" for key, value in figures.items())
    print(f"{name:18} {words}", flush=True)


def deadlines(count: int) -> Figures:
    """Clocks worked out per second, and how that compares with walking; RuntimeError if the walk finds others."""
    desk, chance = make_desk(), Random(3)
    first = datetime(2025, 1, 1, tzinfo=UTC)
    made = [
        make(chance, desk, n, first + timedelta(seconds=chance.randrange(650 * 86400)), NOW)
        for n in range(1, count + 1)
    ]
    began = time.perf_counter()
    found = [clocks_of(one.ticket, one.events, desk.terms(one.ticket.contract)) for one in made]
    took = time.perf_counter() - began
    plain = {code: Terms(contract_data(n), ZONE) for n, code in enumerate(desk.contracts)}
    walked = made[:: max(1, count // _ORACLE_SHARE)]
    began = time.perf_counter()
    seen = [_walked(one, plain[one.ticket.contract]) for one in walked]
    walk_took = time.perf_counter() - began
    for one, oracle in zip(walked, seen, strict=True):
        expected = sorted((clock.name, clock.due_at) for clock in oracle)
        if sorted((clock.name, clock.due_at) for clock in one.clocks) != expected:
            raise RuntimeError(f"the walk disagrees about {one.events}")
    clocks = sum(map(len, found))
    walked_clocks = sum(map(len, seen))
    rate, walk_rate = clocks / took, walked_clocks / walk_took
    return {
        "tickets": count,
        "clocks": clocks,
        "tickets_per_second": round(count / took),
        "deadlines_per_second": round(rate),
        "walked": len(walked),
        "walked_per_second": round(walk_rate, 1),
        "ratio": round(rate / walk_rate),
    }


def _walked(made: Made, terms: Terms) -> list[Seen]:
    return clocks_by_walking(made.events, lambda _version: terms)


async def _running(folder: Path, count: int) -> Figures:
    path = folder / "running.sqlite"
    desk, found = make_desk(), {}
    store = await _filled(path, lambda: fill(path, desk, running(Random(4), desk, count), timers=True))
    found["sweep"] = figures = await sweep(store, desk, count)
    show("sweep", figures)
    found["rebuild"] = figures = await recomputed(store, count)
    show("rebuild", figures)
    await store.close()
    _remove(path)
    return found


async def sweep(store: Store, desk: Desk, count: int) -> Figures:
    """Look when nothing is due, then work off what falls due within the next minutes."""
    clock = MovableClock(NOW)
    sweeper = Sweep(store, desk, clock)
    idle = await _median_ms(store, lambda conn: timers.due(conn, NOW))
    # Only deadlines and warnings are meant: the freshening of cards would be most of the work.
    await store.write(lambda conn: conn.exec_driver_sql("DELETE FROM timers WHERE kind = 'beat'"))
    armed = await store.read(lambda conn: conn.exec_driver_sql("SELECT count(*) FROM timers").scalar_one())
    if armed < 1000:
        raise RuntimeError(
            f"{armed} timers are armed for {count} running tickets: there is nothing to measure"
        )
    clock.advance(60)
    find = await _median_ms(store, lambda conn: timers.due(conn, clock.now()))
    done, began = 0, time.perf_counter()
    while done < 1000:
        done += await sweeper.run_due()
        clock.advance(60)
    took = time.perf_counter() - began
    return {
        "running": count, "timers": armed, "find_nothing_ms": idle, "find_due_ms": find, "worked_off": done,
        "seconds": round(took, 2), "per_second": round(done / took),
    }  # fmt: skip


async def recomputed(store: Store, count: int) -> Figures:
    """Every running ticket after a day was closed, in portions as the desk does it."""
    desk = make_desk(closed=[_CHANGED_DAY.isoformat()])
    numbers = await store.read(rebuild.running)
    moved, longest = 0, 0.0
    began = time.perf_counter()
    for portion in rebuild.batches(numbers):
        at = time.perf_counter()
        moved += len(await store.write(partial(_rebuilt, desk, portion)))
        longest = max(longest, time.perf_counter() - at)
    took = time.perf_counter() - began
    began = time.perf_counter()
    for portion in rebuild.batches(numbers[:10_000]):
        if await store.write(partial(_rebuilt, desk, portion)):
            raise RuntimeError("computed again, a deadline moved again")
    again = time.perf_counter() - began
    return {
        "tickets": len(numbers), "seconds": round(took, 1), "tickets_per_second": round(len(numbers) / took),
        "moved": moved, "longest_transaction_ms": round(longest * 1000),
        "unchanged_per_second": round(min(len(numbers), 10_000) / again),
    }  # fmt: skip


def _rebuilt(desk: Desk, portion: Any, conn: Connection) -> list[rebuild.Moved]:
    return rebuild.rebuild(conn, desk, portion, NOW)


async def grown(folder: Path, size: int) -> Figures:
    """The queries of every minute and of every month on a desk of that size, medians in milliseconds."""
    path = folder / f"grown-{size}.sqlite"
    desk, chance = make_desk(), Random(6)
    shapes = [
        make(chance, desk, 1, NOW + timedelta(seconds=chance.randrange(7 * 86400)), NOW + timedelta(days=60))
        for _ in range(2000)
    ]
    began = time.perf_counter()
    store = await _filled(path, lambda: fill_grown(path, desk, size, shapes))
    filled = time.perf_counter() - began
    start = NOW - timedelta(days=30)
    monthly = partial(report, start=start, end=NOW, now=NOW)
    daily = partial(gather, start=NOW - timedelta(days=1), end=NOW, now=NOW)
    clocks = sum(row.decided for row in (await store.report(monthly)).rows)
    figures = {
        "fill_s": round(filled, 1),
        "due_ms": await _median_ms(store, lambda conn: tickets.overdue_numbers(conn, NOW)),
        "card_ms": await _median_ms(store, partial(_card, desk, size)),
        "month_clocks": clocks,
        "month_ms": await _median_ms(store, monthly, 3),
        "day_ms": await _median_ms(store, daily, 3),
    }
    indexed = await store.read(_has_index)
    await store.close()
    if not indexed:
        with sqlite3.connect(path) as conn:
            conn.execute("CREATE INDEX trial ON clocks (stopped_at)")
        conn.close()
        store = await Store.open(f"sqlite:///{path}")
        figures["month_indexed_ms"] = await _median_ms(store, monthly, 3)
        figures["day_indexed_ms"] = await _median_ms(store, daily, 3)
        await store.close()
    _remove(path)
    return figures


def _card(desk: Desk, size: int, conn: Connection) -> str:
    ticket, _, facing = load(conn, desk, size)
    return team_card(ticket, "zh", facing, NOW).text


def _has_index(conn: Connection) -> bool:
    found = conn.exec_driver_sql("SELECT sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'clocks'")
    return any("(stopped_at)" in (sql or "") for sql in found.scalars())


async def _filled(path: Path, filling: Callable[[], None]) -> Store:
    store = await Store.open(f"sqlite:///{path}")
    await store.close()
    filling()
    return await Store.open(f"sqlite:///{path}")


async def _median_ms(store: Store, ask: Callable[[Connection], Any], times: int = 20) -> float:
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        await store.report(ask)
        taken.append(time.perf_counter() - began)
    return round(statistics.median(taken) * 1000, 2)


def _remove(path: Path) -> None:
    for file in path.parent.glob(f"{path.name}*"):
        file.unlink()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
