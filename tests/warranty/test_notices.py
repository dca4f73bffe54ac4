"""The end of a warranty is told three times before it comes, to the managers and to the customer, each once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from schedules import dues as schedule
from storage import dues, people
from tests.engineers.office import CUSTOMER, MANAGERS, Office, open_office
from tests.warranty.samples import covered_desk

UNTIL = date(2026, 12, 31)
AFTER = datetime(2026, 12, 31, 16, 0, tzinfo=UTC)
"""The first moment of the next day in Shanghai."""
FRIDAY = datetime(2026, 12, 11, 2, 0, tzinfo=UTC)
"""A working morning, 20 days before the end."""


@pytest.fixture
def office() -> Iterator[Office]:
    for one in open_office(covered_desk(("hardware", UNTIL), ("机房空调", UNTIL))):
        people.add(one.conn, 77, "王老师", "zh", one.now)
        people.join(one.conn, 77, "c1", one.now)
        schedule.ensure(one.conn, one.desk, one.now)
        yield one


def told(office: Office, chat: int) -> list[str]:
    """What was said there of warranties since the last look."""
    rows = [row for row in office.rows("text") if row.chat_id == chat]
    return [office.shown(row) for row in rows if row.data["id"].startswith("warranty-")]


def test_each_notice_comes_once_in_the_readers_language_and_is_done_with_that(office: Office) -> None:
    days = []
    for _ in range(400):
        office.tick(days=1)
        rows = [row for row in office.rows("text") if row.data["id"].startswith("warranty-")]
        for row in rows:
            if row.chat_id == CUSTOMER and row.data["vars"]["part"]["in"]["en"] == "hardware":
                days.append((AFTER - office.now).days)
                assert "ends <b>2026-12-31</b>" in office.shown(row)
                assert "you see items and prices before the work" in office.shown(row)
            if row.chat_id == 77 and row.data["vars"]["part"]["in"]["zh"] == "硬件设备":
                assert "硬件设备" in office.shown(row)
                assert "先把项目和价格发给您" in office.shown(row)
        assert len({(row.chat_id, str(row.data)) for row in rows}) == len(rows)
    assert len(days) == 3
    assert [abs(day - wanted) <= 10 for day, wanted in zip(days, (90, 30, 7), strict=True)] == [True] * 3
    found = dues.listed(office.conn, kinds=("warranty",))
    assert len(found) == 6
    assert {one.state for one in found} == {"done"}
    assert not any(one.late for one in found)


def test_after_downtime_one_notice_stands_for_those_slept_through(office: Office) -> None:
    office.tick(days=1)
    office.rows()
    office.now = FRIDAY
    office.tick(seconds=5)
    managers = told(office, MANAGERS)
    assert len(managers) == 2, "one for each part"
    assert "in 20 days" in managers[0]
    office.now = AFTER + timedelta(days=20)
    office.tick(days=4)
    late = told(office, MANAGERS)
    assert len(late) == 2
    assert all("ended 2026-12-31 (this comes late)" in words for words in late), (
        "no end to come that has passed"
    )


def test_a_contract_without_a_price_list_promises_none(office: Office) -> None:
    service = replace(office.desk.service["c1"], prices=())
    office.desk = replace(office.desk, service={"c1": service})
    office.now = FRIDAY
    office.tick(seconds=5)
    assert "the contract has no price list yet" in told(office, MANAGERS)[0]
