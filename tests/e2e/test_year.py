"""Weeks of five contracts with downtime: whatever was promised is asked for once, and nothing is forgotten."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

from domain.plans.outlook import every_promise, working
from domain.plans.promises import asked, running
from storage import dues
from storage.engine import Store
from tests.e2e.year import played_year

JUNE = datetime(2026, 6, 8, 2, tzinfo=UTC)
"""The half-years of the contracts end in July: inspections, surveys and visits are all due in these weeks."""


async def test_six_weeks_with_downtime_have_every_promise_once(tmp_path: Path) -> None:
    year = await played_year(tmp_path, days=42, seed=4, restarts=4, begin=JUNE)
    assert len(year.restarts) == 4
    desk, now = year.desk.stage.service.desk, year.desk.stage.clock.now()
    store = await Store.open(f"sqlite:///{tmp_path / 'demo.sqlite'}", exclusive=False)
    found = await store.read(dues.listed)
    logs = {due.id: await store.read(lambda conn, n=due.id: dues.log(conn, n)) for due in found}
    await store.close()

    counted = Counter((due.kind, due.contract, due.name, due.data["first"]) for due in found if due.contract)
    assert set(counted.values()) == {1}, "nothing twice"
    promised = set()
    for promise, service in every_promise(desk):
        contract, office = desk.contracts[promise.contract], working(desk, promise.contract)
        known = running(promise, contract, service, office, JUNE)
        windows = [*([known] if known is not None and known.day <= JUNE else [])]
        windows += asked(promise, contract, service, office, JUNE, now - timedelta(days=10))
        promised |= {(promise.kind, promise.contract, promise.name, str(one.first)) for one in windows}
    assert promised <= set(counted), "nothing forgotten"

    assert {due.kind for due in found} >= {"inspection", "visit", "survey", "warranty", "weekly"}
    for kind in ("inspection", "visit", "survey", "weekly"):
        assert any(due.state == "done" for due in found if due.kind == kind), f"people did {kind}"
    for due in found:
        steps = [step.type for step in logs[due.id]]
        assert steps[0] in ("asked", "missed")
        assert (due.state == "done") == ("done" in steps)
        if due.open and due.due_at < now and due.kind in ("inspection", "visit"):
            assert "overdue" in steps, "what nobody did has been told to the superior"
