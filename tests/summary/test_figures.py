from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.attainment import median, percentile
from domain.summary import Counts, Deadlines, Decision, Summary, timing
from storage.summary import gather
from tests.summary.conftest import DAY, NOW, ago

SHANGHAI = ZoneInfo("Asia/Shanghai")


def minutes(*values: float) -> list[timedelta]:
    return [timedelta(minutes=value) for value in values]


def test_a_desk_without_tickets_has_figures_of_nothing(desk):
    summary = gather(desk.conn, *DAY, NOW)
    assert (summary.counts, summary.previous, summary.open_now) == (Counts(), Counts(), 0)
    assert (summary.deadlines, summary.timings, summary.oldest, summary.breaches, summary.decisions) == (
        (),
    ) * 5
    assert summary.mean_rating is None
    assert len(summary.course) == 25  # 18:30 to 18:30 touches two halves of one hour on two dates


def test_an_empty_period_is_refused(desk):
    with pytest.raises(ValueError, match="empty period"):
        gather(desk.conn, NOW, NOW, NOW)


def test_the_period_includes_its_start_and_not_its_end(desk):
    start, end = DAY
    desk.ticket(start)
    desk.ticket(end)
    desk.ticket(start - timedelta(seconds=1), closed_at=start)
    desk.ticket(start - timedelta(hours=5), closed_at=end)
    summary = gather(desk.conn, start, end, NOW)
    assert summary.counts == Counts(opened=1, closed=1)
    assert summary.previous == Counts(opened=2, closed=0)


def test_open_tickets_are_counted_by_level_those_without_one_last(desk):
    for level in (2, None, 1, 2):
        desk.ticket(ago(days=3), level, kind="fault" if level else "training")
    desk.ticket(ago(days=3), 1, closed_at=ago(days=2))
    summary = gather(desk.conn, *DAY, NOW)
    assert summary.open_by_level == ((1, 1), (2, 2), (None, 1))
    assert summary.open_now == 4


def test_what_was_opened_is_sorted_by_kind_the_commonest_first(desk):
    for kind in ("training", "fault", "fault"):
        desk.ticket(ago(hours=1), kind=kind)
    assert gather(desk.conn, *DAY, NOW).opened_by_kind == (("fault", 2), ("training", 1))


def test_a_deadline_counts_when_it_is_decided(desk):
    kept = desk.ticket(ago(hours=5))
    desk.clock(kept, "response", ago(hours=5), 1, ago(hours=4))  # on the very second: kept
    late = desk.ticket(ago(hours=5))
    desk.clock(late, "response", ago(hours=5), 1, ago(hours=3))
    overdue = desk.ticket(ago(hours=5))
    desk.clock(overdue, "response", ago(hours=5), 1, None)
    desk.clock(overdue, "restore", ago(hours=5), 24, None)
    before = desk.ticket(ago(days=4))
    desk.clock(before, "restore", ago(days=4), 1, None)  # missed in an earlier period
    desk.clock(before, "response", ago(days=4), 1, ago(days=4))  # kept in an earlier period
    summary = gather(desk.conn, *DAY, NOW)
    assert summary.deadlines == (
        Deadlines("response", 2, kept=1, missed=2, running=0),
        Deadlines("restore", 2, kept=0, missed=0, running=1),
    )
    assert summary.by_clock()[0] == Deadlines("response", None, 1, 2, 0)


def test_times_are_compared_with_each_tickets_own_promise(desk):
    for taken, promised in ((6, 1), (12, 1), (60, 2)):
        ticket = desk.ticket(ago(hours=4), acknowledged_at=ago(hours=4) + timedelta(minutes=taken))
        desk.clock(ticket, "response", ago(hours=4), promised, None)
    row = gather(desk.conn, *DAY, NOW).overall("acknowledge")
    assert row is not None
    assert (row.count, row.median, row.p90) == (3, timedelta(minutes=12), timedelta(minutes=60))
    assert row.promise is None  # they differ
    assert (row.median_share, row.p90_share) == (pytest.approx(0.2), pytest.approx(0.5))


def test_times_are_told_by_level_too_and_requests_without_a_promise_count(desk):
    desk.ticket(ago(hours=4), 1, restored_at=ago(hours=2))
    desk.ticket(ago(hours=4), None, restored_at=ago(hours=1))
    rows = [row for row in gather(desk.conn, *DAY, NOW).timings if row.name == "restore"]
    assert [(row.level, row.count, row.median) for row in rows] == [
        (None, 2, timedelta(hours=2.5)),
        (1, 1, timedelta(hours=2)),
    ]
    assert rows[0].promise is None
    assert rows[0].median_share is None


def test_the_oldest_open_tickets_are_named_with_customer_and_assignee(desk):
    desk.ticket(ago(days=1))
    old = desk.ticket(ago(days=9), 1, contract="clinic", assignee_id=None, acknowledged_at=None)
    first, second = gather(desk.conn, *DAY, NOW).oldest
    assert (first.number, first.customer, first.assignee) == (old, "City Clinic", None)
    assert (second.customer, second.assignee) == ("No. 3 School", "Zhang Wei")


def test_a_rating_counts_on_the_day_it_was_given(desk):
    for stars, rated_at in ((5, ago(hours=1)), (2, ago(hours=2)), (1, ago(days=2))):
        ticket = desk.ticket(ago(days=5), closed_at=ago(days=3), rating=stars)
        desk.event(ticket, 9, "rated", rated_at)
    summary = gather(desk.conn, *DAY, NOW)
    assert summary.ratings == (0, 1, 0, 0, 1)
    assert summary.mean_rating == 3.5
    assert [(item.kind, item.ticket, item.detail) for item in summary.decisions] == [("low_rating", 2, "2")]


def test_a_contested_repair_is_counted_as_reopened(desk):
    ticket = desk.ticket(ago(days=5))
    desk.event(ticket, 5, "not_repaired", ago(hours=3))
    desk.event(ticket, 6, "not_repaired", ago(days=3))
    assert gather(desk.conn, *DAY, NOW).reopened == 1


def test_a_breach_says_by_how_much_and_why_if_it_is_known(desk):
    def breach(stopped_at: datetime | None = None, **values: object) -> int:
        ticket = desk.ticket(ago(hours=5), **{"acknowledged_at": ago(hours=5)} | values)
        desk.clock(ticket, "restore", ago(hours=5), 4, stopped_at)
        return ticket

    breach(acknowledged_at=None, assignee_id=None)
    breach(state="waiting")
    desk.event(breach(), 4, "not_repaired", ago(hours=2))
    breach(stopped_at=ago(minutes=30))
    breach(stopped_at=ago(hours=2))  # kept
    rows = gather(desk.conn, *DAY, NOW).breaches
    assert [(row.ticket, row.late, row.running, row.reason) for row in rows] == [
        (1, timedelta(hours=1), True, "unacknowledged"),
        (2, timedelta(hours=1), True, "waiting"),
        (3, timedelta(hours=1), True, "contested"),
        (4, timedelta(minutes=30), False, None),
    ]


def test_decisions_name_each_ticket_once_the_severest_first(desk):
    overdue = desk.ticket(ago(hours=5), 2, assignee_id=None)
    desk.clock(overdue, "response", ago(hours=5), 1, None)
    desk.clock(overdue, "restore", ago(hours=5), 2, None)
    nobody = desk.ticket(ago(minutes=20), 1, assignee_id=None)
    desk.ticket(ago(minutes=5), 1, assignee_id=None)  # too fresh to bother anybody
    waiting = desk.ticket(ago(days=6), 3, state="resolved", resolved_at=ago(days=2))
    desk.ticket(ago(days=6), 3, state="resolved", resolved_at=ago(hours=2))
    desk.access("Wang Fang", ago(days=1))
    desk.access("Li Na", ago(days=1), state="granted")
    assert gather(desk.conn, *DAY, NOW).decisions == (
        Decision("breached", ago(hours=4), "No. 3 School", overdue, 2, "response"),
        Decision("unacknowledged", ago(minutes=20), "No. 3 School", nobody, 1),
        Decision("access", ago(days=1), "Wang Fang", detail="let me in"),
        Decision("confirmation", ago(days=2), "No. 3 School", waiting, 3),
    )


def test_one_contract_can_be_looked_at_alone(desk):
    desk.ticket(ago(hours=1), contract="clinic")
    desk.ticket(ago(hours=1))
    desk.access("Wang Fang", ago(days=1))
    summary = gather(desk.conn, *DAY, NOW, contract="clinic")
    assert (summary.customer, summary.counts.opened, summary.open_now) == ("City Clinic", 1, 1)
    assert summary.decisions == ()
    assert sum(bar.opened for bar in summary.course) == 1


def test_a_week_has_a_bar_for_each_local_day(desk):
    desk.ticket(
        datetime(2026, 11, 16, 15, 59, tzinfo=UTC), closed_at=datetime(2026, 11, 16, 16, 1, tzinfo=UTC)
    )
    start = datetime(2026, 11, 16, tzinfo=SHANGHAI)
    bars = gather(desk.conn, start, start + timedelta(days=7), NOW, zone=SHANGHAI).course
    assert [bar.day for bar in bars] == [date(2026, 11, day) for day in range(16, 23)]
    assert [(bar.opened, bar.closed) for bar in bars[:3]] == [(1, 0), (0, 1), (0, 0)]


def test_a_day_has_a_bar_for_each_local_hour_also_when_the_clock_is_changed(desk):
    berlin = ZoneInfo("Europe/Berlin")
    for day, hours in ((date(2026, 3, 29), 23), (date(2026, 3, 30), 24), (date(2026, 10, 25), 24)):
        start = datetime(day.year, day.month, day.day, tzinfo=berlin).astimezone(UTC)
        following = day + timedelta(days=1)
        end = datetime(following.year, following.month, following.day, tzinfo=berlin).astimezone(UTC)
        assert len(gather(desk.conn, start, end, NOW, zone=berlin).course) == hours


def test_the_median_of_an_even_number_is_between_the_two_in_the_middle():
    assert median(minutes(4, 1, 3, 2)) == timedelta(minutes=2.5)
    assert median(minutes(9, 1, 5)) == timedelta(minutes=5)
    assert median([]) is None


def test_nine_in_ten_is_a_time_that_a_real_ticket_took():
    assert percentile(minutes(*range(1, 11)), 0.9) == timedelta(minutes=9)
    assert percentile(minutes(3), 0.9) == timedelta(minutes=3)
    assert percentile([], 0.9) is None
    with pytest.raises(ValueError, match="share"):
        percentile(minutes(1), 0)


@given(st.lists(st.floats(0, 1e6), min_size=1), st.floats(0.01, 1))
def test_at_least_the_share_is_within_its_percentile(values, share):
    limit = percentile(values, share)
    assert limit in values
    assert sum(value <= limit for value in values) >= share * len(values) - 1e-9


def test_a_promise_of_no_time_has_no_share():
    row = timing("restore", 1, [(timedelta(minutes=5), timedelta(0))])
    assert row is not None
    assert (row.promise, row.median_share) == (timedelta(0), None)


def test_a_summary_without_ratings_has_no_mean():
    assert Summary(*DAY, NOW).mean_rating is None
