"""The past of the demonstration looks like a desk that works."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, func, select

from bot.clock import MovableClock
from bot.demo.history import History
from bot.demo.stage import Stage
from storage.tables import tickets

DAYS = 90


@pytest.mark.parametrize(
    ("until", "seed"),
    [(datetime(2026, 11, 20, 9, tzinfo=UTC), 7), (datetime(2026, 6, 2, 1, tzinfo=UTC), 8)],
)
async def test_every_week_has_its_faults_and_none_is_forgotten(
    tmp_path: Path, until: datetime, seed: int
) -> None:
    stage = Stage(tmp_path, port=0, clock=MovableClock(until), days=0)
    await stage.start(lambda words: None, live=False)
    try:

        def past(conn: Connection) -> tuple[list[datetime], datetime | None]:
            History(conn, stage.service.desk, until, days=DAYS, seed=seed).play()
            begun = conn.execute(select(tickets.c.opened_at)).scalars().all()
            left = select(func.min(tickets.c.opened_at)).where(tickets.c.closed_at.is_(None))
            return sorted(begun), conn.execute(left).scalar_one_or_none()

        opened, oldest_open = await stage.service.store.write(past)
    finally:
        await stage.stop()
    weeks = {(until - one).days // 7 for one in opened}
    assert weeks >= set(range(DAYS // 7)), "faults in every week"
    assert oldest_open is None or until - oldest_open < timedelta(days=4), "nobody waits for weeks"
