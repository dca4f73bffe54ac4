from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine

from domain.desk import Desk
from domain.plans.periods import MONTH, QUARTER, WEEK, begun
from schedules import summaries
from storage import people, subscriptions, timers
from storage.outbox import Row
from storage.subscriptions import Subscription
from storage.tables import metadata
from tests.engineers.office import BOSS, CUSTOMER, LI, MANAGERS, Office, make_desk
from tests.summaries.conftest import CONTACT, GOVERNMENT

ZONE = ZoneInfo("Asia/Shanghai")


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=ZONE).astimezone(UTC)  # type: ignore[arg-type,misc]


def until(office: Office, now: datetime) -> list[Row]:
    """What was put on the way, the desk running all the time."""
    while (timer := next(iter(timers.due(office.conn, now, 1)), None)) is not None:
        timers.take(office.conn, timer)
        office.now = max(office.now, timer.due_at)
        summaries.run(office.conn, office.desk, timer, office.now)
    office.now = now
    return office.rows("summary")


def begin(office: Office) -> None:
    """2 March, 10:00, a Monday."""
    summaries.ensure(office.conn, office.desk, office.now)
    assert until(office, office.now) == []


def group(rows: Sequence[Row]) -> list[tuple[str, datetime, datetime]]:
    return [
        (row.data["period"], *(datetime.fromisoformat(row.data[key]) for key in ("start", "end")))
        for row in rows
        if row.chat_id == MANAGERS
    ]


def test_the_week_comes_on_monday_the_month_and_the_quarter_on_their_first_day(office: Office) -> None:
    begin(office)
    assert until(office, at(2026, 3, 9, 8, 29)) == []
    assert group(until(office, at(2026, 3, 9, 8, 30))) == [(WEEK, at(2026, 3, 2), at(2026, 3, 9))]
    rows = until(office, at(2026, 4, 1, 8, 30))
    assert group(rows)[-2:] == [
        (MONTH, at(2026, 3, 1), at(2026, 4, 1)),
        (QUARTER, at(2026, 1, 1), at(2026, 4, 1)),
    ]


def test_after_downtime_every_period_comes_once_and_is_known_to_be_late(office: Office) -> None:
    begin(office)
    office.now = back = at(2026, 3, 25, 12, 0)
    summaries.ensure(office.conn, office.desk, back)
    rows = until(office, back)
    assert group(rows) == [(WEEK, at(2026, 3, d), at(2026, 3, d + 7)) for d in (2, 9, 16)]
    assert all(datetime.fromisoformat(row.data["due"]) < back - timedelta(days=1) for row in rows)
    summaries.ensure(office.conn, office.desk, back)
    assert until(office, back) == []


def test_what_is_switched_off_does_not_come_and_is_not_caught_up(office: Office) -> None:
    office.desk = replace(office.desk, summaries=("month",))
    begin(office)
    assert group(until(office, at(2026, 3, 20))) == []
    office.desk = replace(office.desk, summaries=("week", "month"))
    assert group(until(office, at(2026, 3, 23, 8, 30))) == [(WEEK, at(2026, 3, 16), at(2026, 3, 23))]


def test_the_quarters_analysis_goes_to_every_contact_whose_contract_owes_it_but_not_to_who_declined(
    office: Office,
) -> None:
    begin(office)
    subscriptions.wish(office.conn, CUSTOMER, QUARTER, GOVERNMENT, office.now, wanted=False)
    rows = [row for row in until(office, at(2026, 4, 1, 9, 0)) if row.data.get("customer")]
    assert [(row.chat_id, row.data["period"], row.data["contract"]) for row in rows] == [
        (CONTACT, QUARTER, GOVERNMENT)
    ]


def test_the_monthly_report_goes_only_to_who_wished_it(office: Office) -> None:
    begin(office)
    subscriptions.wish(office.conn, CUSTOMER, MONTH, "c1", office.now, wanted=True)
    rows = [row for row in until(office, at(2026, 4, 1, 9, 0)) if row.data.get("customer")]
    assert [(r.chat_id, r.data["contract"]) for r in rows if r.data["period"] == MONTH] == [(CUSTOMER, "c1")]


def subscribe(office: Office, period: str, time: str, contract: str = "", person: int = BOSS) -> None:
    hour, minute = map(int, time.split(":"))
    start = begun(period, office.now, (hour, minute), office.desk.timezone)
    subscriptions.keep(office.conn, Subscription(person, period, contract, time, start))
    summaries.ensure(office.conn, office.desk, office.now)


def test_a_managers_own_summary_comes_at_the_chosen_time_in_private(office: Office) -> None:
    begin(office)
    subscribe(office, WEEK, "07:15", "c1")
    (row,) = [row for row in until(office, at(2026, 3, 9, 7, 15)) if row.chat_id == BOSS]
    assert (row.data["contract"], datetime.fromisoformat(row.data["end"])) == ("c1", at(2026, 3, 9))


def test_another_time_of_day_leaves_no_hour_out(office: Office) -> None:
    begin(office)
    subscribe(office, "day", "18:00")
    first = [row for row in until(office, at(2026, 3, 3, 18, 0)) if row.chat_id == BOSS]
    subscribe(office, "day", "07:00")
    second = [row for row in until(office, at(2026, 3, 5, 7, 0)) if row.chat_id == BOSS]
    ends = [(row.data["start"], row.data["end"]) for row in (*first, *second)]
    assert all(before[1] == after[0] for before, after in pairwise(ends))
    assert datetime.fromisoformat(ends[-1][1]) == at(2026, 3, 5, 7, 0)


def test_days_that_were_slept_through_are_told_together(office: Office) -> None:
    begin(office)
    subscribe(office, "day", "18:00")
    until(office, office.now)
    office.now = at(2026, 3, 6, 19, 0)
    (row,) = [row for row in until(office, office.now) if row.chat_id == BOSS]
    assert datetime.fromisoformat(row.data["end"]) == at(2026, 3, 6, 18, 0)


def test_who_is_no_manager_any_more_gets_nothing(office: Office) -> None:
    begin(office)
    subscribe(office, WEEK, "07:15")
    subscribe(office, WEEK, "07:15", person=LI)
    people.change(office.conn, BOSS, is_manager=False)
    assert [row for row in until(office, at(2026, 3, 9, 8, 0)) if row.chat_id > 0] == []
    assert subscriptions.of_managers(office.conn) == []


def test_a_contract_that_ended_is_told_once_more_and_then_not(office: Office) -> None:
    begin(office)
    subscribe(office, WEEK, "07:15", "c1")
    contracts = dict(office.desk.contracts)
    office.desk = replace(office.desk, contracts=contracts, retired={"c1": contracts.pop("c1")})
    assert [row.chat_id for row in until(office, at(2026, 3, 9, 8, 0))] == [BOSS]
    assert subscriptions.of_managers(office.conn) == []


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "Europe/Berlin", "America/New_York"])
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(gaps=st.lists(st.floats(0.01, 45), min_size=1, max_size=20), start=st.integers(0, 700))
def test_however_often_it_restarts_every_week_month_and_quarter_comes_exactly_once(
    zone: str, gaps: list[float], start: int
) -> None:
    desk: Desk = replace(make_desk(), timezone=zone)
    engine = create_engine("sqlite://")
    with engine.begin() as conn:
        metadata.create_all(conn)
        office = Office(conn, desk)
        office.now = datetime(2025, 1, 1, 3, 17, tzinfo=UTC) + timedelta(days=start)
        summaries.ensure(conn, desk, office.now)
        found = until(office, office.now)
        for days in gaps:
            office.now += timedelta(days=days)
            # Down for some time: what is due is carried out at the start, then the desk runs on for a while.
            summaries.ensure(conn, desk, office.now)
            found += until(office, office.now)
            found += until(office, office.now + timedelta(hours=days * 5))
        told = group(found)
        for period in (WEEK, MONTH, QUARTER):
            windows = [(start, end) for name, start, end in told if name == period]
            assert len(set(windows)) == len(windows)
            assert all(one[1] == other[0] for one, other in pairwise(windows))
            last = windows[-1][1] if windows else None
            if last is not None:
                assert begun(period, office.now, (0, 0), zone) in (last, _next(period, last, zone))
    engine.dispose()


def _next(period: str, end: datetime, zone: str) -> datetime:
    """On the very morning of its first day the summary of the period before may not be due yet."""
    from domain.plans.periods import following

    return following(period, end, (8, 30), zone).end
