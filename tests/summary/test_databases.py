from __future__ import annotations

from datetime import UTC, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Connection, event, insert

from domain.summary import Bucket, Counts, Deadlines
from storage.engine import Store
from storage.summary import gather
from storage.tables import contracts
from tests.summary.conftest import DAY, NOW, Desk, ago


def fill(conn: Connection) -> None:
    conn.execute(
        insert(contracts).values(code="school", version=1, customer="No. 3 School", spec={}, since=NOW)
    )
    desk = Desk(conn)
    late = desk.ticket(ago(hours=5), 1, acknowledged_at=ago(hours=4))
    desk.clock(late, "response", ago(hours=5), 0.5, ago(hours=4))
    desk.clock(late, "restore", ago(hours=5), 4, None)
    training = desk.ticket(ago(hours=2), None, kind="training", assignee_id=None)
    done = desk.ticket(ago(days=2), 2, closed_at=ago(hours=6), restored_at=ago(hours=7), rating=1)
    desk.clock(done, "restore", ago(days=2), 24, ago(hours=7))
    desk.event(done, 1, "not_repaired", ago(hours=8))
    desk.event(done, 2, "rated", ago(hours=3))
    desk.access("Wang Fang", ago(hours=1))
    assert (late, training, done) == (1, 2, 3)


async def test_the_figures_are_the_same_on_every_database(store: Store) -> None:
    await store.write(fill)
    summary = await store.report(lambda conn: gather(conn, *DAY, NOW, zone=ZoneInfo("Asia/Shanghai")))
    assert (summary.counts, summary.previous, summary.reopened) == (Counts(2, 1), Counts(1, 0), 1)
    assert (summary.overdue, summary.open_by_level) == (1, ((1, 1), (None, 1)))
    assert summary.opened_by_kind == (("fault", 1), ("training", 1))
    assert summary.by_clock() == (Deadlines("response", None, 0, 1), Deadlines("restore", None, 0, 2))
    restored = summary.overall("restore")
    assert restored is not None
    assert (restored.median, restored.promise) == (timedelta(hours=41), timedelta(hours=24))
    assert summary.ratings == (1, 0, 0, 0, 0)
    assert [ticket.number for ticket in summary.oldest] == [1, 2]
    assert [(row.ticket, row.clock, row.reason) for row in summary.breaches] == [
        (1, "response", "unacknowledged"),
        (1, "restore", None),
        (3, "restore", "unacknowledged"),
    ]
    assert [item.kind for item in summary.decisions] == ["breached", "unacknowledged", "low_rating", "access"]
    assert Bucket(NOW.date(), 13, opened=1, missed=0) in summary.course


@pytest.mark.parametrize("contract", [None, "school"])
def test_no_figure_reads_a_whole_table(desk: Desk, contract: str | None) -> None:
    asked: list[tuple[str, Any]] = []
    event.listen(
        desk.conn.engine,
        "before_cursor_execute",
        lambda _c, _cur, sql, values, *_: asked.append((sql, values)),
    )
    gather(desk.conn, *DAY, NOW, zone=UTC, contract=contract)
    cursor = desk.conn.connection.cursor()
    for sql, values in asked:
        for *_, step in cursor.execute(f"EXPLAIN QUERY PLAN {sql}", values).fetchall():
            whole = step.startswith("SCAN") and step.split()[1] in {"tickets", "clocks", "events"}
            assert not whole, (step, sql)
    assert len(asked) > 15
