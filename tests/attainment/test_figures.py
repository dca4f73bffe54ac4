"""What counts, where, and how often."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection

from domain.attainment import (
    Attainment,
    by_clock,
    by_contract,
    median,
    month_of,
    month_window,
    percentile,
    together,
)
from domain.summary import Deadlines
from storage.attainment import each_line, report
from storage.engine import Store
from storage.summary import gather
from tests.summary.conftest import DAY, NOW, Desk, ago

SHANGHAI = ZoneInfo("Asia/Shanghai")
START, END = DAY


def counts(rows: tuple[Attainment, ...]) -> list[tuple[str, str, int, int, int, int]]:
    return [(row.contract, row.clock, row.kept, row.breached, row.running, row.overdue) for row in rows]


def fill(desk: Desk) -> None:
    """One clock of every sort."""
    kept = desk.ticket(ago(hours=5))
    desk.clock(kept, "response", ago(hours=5), 1, ago(hours=4))  # on the very second
    late = desk.ticket(ago(hours=5))
    desk.clock(late, "response", ago(hours=5), 1, ago(hours=3), paused_seconds=600)
    desk.event(
        late, 7, "explained", ago(hours=1), clock="response", due_at=ago(hours=4).isoformat(), text="no key"
    )
    overdue = desk.ticket(ago(hours=5))
    desk.clock(overdue, "response", ago(hours=5), 1, None)
    desk.clock(overdue, "restore", ago(hours=5), 24, None)
    before = desk.ticket(ago(days=4))
    desk.clock(before, "restore", ago(days=4), 1, None)  # missed in an earlier period, still overdue
    desk.clock(before, "response", ago(days=4), 1, ago(days=4))  # kept in an earlier period
    clinic = desk.ticket(ago(hours=9), 1, contract="clinic")
    desk.clock(clinic, "restore", ago(hours=9), 4, ago(hours=3), level=1)
    # Re-graded: the old terms were kept so far, or had been missed.
    desk.clock(clinic, "onsite", ago(hours=9), 4, ago(hours=8), superseded=True, level=2)
    desk.clock(clinic, "response", ago(hours=9), 1, ago(hours=7), superseded=True, level=3)
    # A defect was removed long after the ticket was closed.
    closed = desk.ticket(ago(days=40), closed_at=ago(days=30))
    desk.clock(closed, "defect_fix", ago(days=40), 24 * 60, ago(hours=2))


def test_each_clock_counts_once_in_the_period_in_which_it_was_decided(desk: Desk) -> None:
    fill(desk)
    assert counts(report(desk.conn, START, END, NOW).rows) == [
        ("clinic", "response", 0, 1, 0, 0),
        ("clinic", "restore", 0, 1, 0, 0),
        ("school", "response", 1, 2, 1, 1),
        ("school", "restore", 0, 0, 2, 1),
        ("school", "defect_fix", 1, 0, 0, 0),
    ]


def test_consecutive_periods_count_every_decided_clock_exactly_once(desk: Desk) -> None:
    fill(desk)
    edges = [ago(days=50), ago(days=4), ago(days=3), ago(hours=7), ago(hours=4), ago(hours=3), NOW]
    parts = [together(report(desk.conn, a, b, NOW).rows) for a, b in pairwise(edges)]
    whole = together(report(desk.conn, edges[0], NOW, NOW).rows)
    assert sum(part.kept for part in parts) == whole.kept == 3
    assert sum(part.breached for part in parts) == whole.breached == 5


def test_time_used_is_that_of_the_clocks_that_ended(desk: Desk) -> None:
    fill(desk)
    response = next(
        row for row in report(desk.conn, START, END, NOW).rows if row.clock == "response" and row.kept
    )
    assert sorted(response.used) == [(3600, 3600), (7200, 3600)]
    assert (response.median, response.p90) == (timedelta(hours=1.5), timedelta(hours=2))
    assert (response.median_share, response.p90_share) == (1.5, 2.0)
    assert (response.promise, response.paused) == (timedelta(hours=1), timedelta(minutes=10))


def test_breaches_are_listed_with_the_reason_that_was_given(desk: Desk) -> None:
    fill(desk)
    broken = report(desk.conn, START, END, NOW).broken
    assert [(line.contract, line.ticket, line.clock, line.late, line.reason) for line in broken] == [
        ("clinic", 5, "restore", timedelta(hours=2), ""),
        ("clinic", 5, "response", timedelta(hours=1), ""),
        ("school", 2, "response", timedelta(hours=1), "no key"),
        ("school", 3, "response", timedelta(hours=4), ""),
    ]


def test_the_lines_add_up_to_the_figures(desk: Desk) -> None:
    fill(desk)
    figures = together(report(desk.conn, START, END, NOW).rows)
    lines = each_line(desk.conn, START, END, NOW)
    assert sum(line.outcome == "kept" for line in lines) == figures.kept
    assert sum(line.outcome == "breached" for line in lines) == figures.breached
    assert sum(line.ended_at is None for line in lines) == figures.running
    assert [(line.ticket, line.clock) for line in lines if line.outcome == "replaced"] == [(5, "onsite")]
    assert [line.contract for line in lines] == sorted(line.contract for line in lines)


def test_one_contract_can_be_asked_for_alone(desk: Desk) -> None:
    fill(desk)
    alone = report(desk.conn, START, END, NOW, contract="clinic")
    every = report(desk.conn, START, END, NOW)
    assert alone.rows == tuple(row for row in every.rows if row.contract == "clinic")
    assert {line.contract for line in alone.broken} == {"clinic"}
    assert {line.contract for line in each_line(desk.conn, START, END, NOW, contract="clinic")} == {"clinic"}
    assert alone.customer("clinic") == "City Clinic"


def test_a_clock_that_began_after_the_period_does_not_run_in_it(desk: Desk) -> None:
    fill(desk)
    rows = report(desk.conn, ago(days=20), ago(days=3), NOW).rows
    assert counts(rows) == [("school", "response", 1, 0, 0, 0), ("school", "restore", 0, 1, 1, 1)]


@pytest.mark.parametrize("contract", [None, "school", "clinic"])
def test_the_summary_says_the_same_numbers(desk: Desk, contract: str | None) -> None:
    fill(desk)
    summary = gather(desk.conn, START, END, NOW, contract=contract)
    rows = report(desk.conn, START, END, NOW, contract=contract).rows
    assert summary.attainment == rows
    assert summary.times() == by_clock(rows)
    assert summary.by_clock() == tuple(
        Deadlines(row.clock, None, row.kept, row.breached, row.running - row.overdue)
        for row in by_clock(rows)
    )


def test_an_empty_period_is_refused(desk: Desk) -> None:
    with pytest.raises(ValueError, match="empty period"):
        report(desk.conn, NOW, NOW, NOW)


async def test_the_figures_are_the_same_on_every_database(store: Store) -> None:
    def prepared(conn: Connection) -> None:
        fill(Desk(conn))

    await store.write(prepared)
    found = await store.report(lambda conn: report(conn, START, END, NOW))
    assert [(row.clock, row.kept, row.breached, row.running) for row in by_clock(found.rows)] == [
        ("response", 1, 3, 1),
        ("restore", 0, 1, 2),
        ("defect_fix", 1, 0, 0),
    ]
    lines = await store.report(lambda conn: each_line(conn, START, END, NOW))
    assert [line.reason for line in lines if line.reason] == ["no key"]


def test_the_worst_contract_comes_first_and_an_undecided_one_last() -> None:
    rows = (
        Attainment("a", "response", kept=9, breached=1),
        Attainment("b", "response", running=3),
        Attainment("c", "response", kept=1, breached=1),
        Attainment("c", "restore", kept=4, breached=0),
        Attainment("d", "restore", kept=4, breached=1),
    )
    assert [row.contract for row in by_contract(rows)] == ["d", "c", "a", "b"]


def test_nothing_decided_has_no_share_and_no_time() -> None:
    empty = together(())
    assert (empty.share, empty.median, empty.p90, empty.median_share, empty.promise) == (None,) * 5


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=40), st.integers(1, 100))
def test_a_percentile_is_a_value_that_really_occurred_and_the_share_is_within_it(
    values: list[int], share: int
) -> None:
    found = percentile(values, share / 100)
    assert found in values
    assert sum(value <= found for value in values) * 100 >= share * len(values)
    assert sum(value < found for value in values) * 100 < share * len(values)


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=40))
def test_as_many_are_below_the_median_as_above(values: list[float]) -> None:
    middle = median(values)
    assert middle is not None
    assert sum(value < middle for value in values) <= len(values) / 2
    assert sum(value > middle for value in values) <= len(values) / 2


TODAY = date(2026, 3, 9)


@pytest.mark.parametrize(
    ("words", "month"),
    [
        ("", (2026, 3)),
        ("last", (2026, 2)),
        ("上月", (2026, 2)),
        ("10", (2025, 10)),
        ("3", (2026, 3)),
        ("03", (2026, 3)),
        ("2025-10", (2025, 10)),
        ("2025年10月", (2025, 10)),
        ("10月", (2025, 10)),
        ("2026-04", None),
        ("13", None),
        ("0", None),
        ("october", None),
        ("2026-10-01", None),
    ],
)
def test_a_month_is_meant_as_people_write_it(words: str, month: tuple[int, int] | None) -> None:
    assert month_of(words, TODAY) == month


def test_last_month_of_january_is_december() -> None:
    assert month_of("last", date(2026, 1, 3)) == (2025, 12)


def test_a_month_begins_and_ends_at_local_midnight() -> None:
    window = month_window(2026, 12, SHANGHAI, datetime(2027, 3, 1, tzinfo=UTC))
    assert window == (datetime(2026, 11, 30, 16, tzinfo=UTC), datetime(2026, 12, 31, 16, tzinfo=UTC))


def test_the_present_month_ends_now() -> None:
    assert month_window(2026, 11, SHANGHAI, NOW)[1] == NOW
