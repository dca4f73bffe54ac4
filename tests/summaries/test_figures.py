from __future__ import annotations

from datetime import UTC, datetime, timedelta

from domain.tickets.events import Happened
from storage.analysis import analysis
from storage.summary import gather
from tests.summary.conftest import NOW, Desk, ago, desk

__all__ = ["desk"]

START, END = ago(days=1), NOW


def test_a_late_software_fix_of_a_closed_ticket_is_among_the_breaches(desk: Desk) -> None:
    number = desk.ticket(ago(days=60), closed_at=ago(days=50), resolved_at=ago(days=51), contract="school")
    due = ago(hours=5)
    desk.clock(number, "defect_fix", due - timedelta(days=30), 30 * 24, ago(hours=2))
    found = gather(desk.conn, START, END, NOW)
    (breach,) = found.breaches
    assert (breach.ticket, breach.clock, breach.late, breach.running) == (
        number,
        "defect_fix",
        timedelta(hours=3),
        False,
    )
    assert sum(bar.missed for bar in found.course) == 1
    assert sum(row.missed for row in found.deadlines) == 1


def test_a_fix_that_is_overdue_on_a_closed_ticket_waits_for_a_manager(desk: Desk) -> None:
    number = desk.ticket(ago(days=60), closed_at=ago(days=50), contract="clinic")
    desk.clock(number, "defect_fix", ago(days=31), 30 * 24, None)
    assert [(one.kind, one.ticket) for one in gather(desk.conn, START, END, NOW).decisions] == [
        ("breached", number)
    ]
    assert not gather(desk.conn, START, END, NOW, contract="school").breaches


def resolved(desk: Desk, at: datetime, kind: str, cause: str, **more: object) -> int:
    number = desk.ticket(
        at - timedelta(hours=5), resolved_at=at, closed_at=at + timedelta(hours=1), fault_kind=kind, **more
    )
    desk.event(
        number, 1, Happened.RESOLVED.value, at, fault_kind=kind, cause=cause, done="d", advice="每周重启"
    )
    return number


def test_the_quarters_reports_are_those_resolved_in_it(desk: Desk) -> None:
    quarter = datetime(2026, 6, 30, 16, tzinfo=UTC), datetime(2026, 9, 30, 16, tzinfo=UTC)
    for days in (-1, 0, 20, 91):
        resolved(
            desk, quarter[0] + timedelta(days=days, minutes=1), "hardware", "电源坏", title="食堂一楼黑屏"
        )
    resolved(desk, quarter[0] + timedelta(days=3), "software", "内存", contract="clinic")
    resolved(desk, quarter[1], "software", "next quarter")
    before = quarter[0] - timedelta(days=91)
    found = analysis(desk.conn, before, *quarter, NOW, places={"school": ("食堂一楼",)})
    assert (found.faults, found.before) == (4, 1)
    assert {(one.what, one.name, one.count) for one in found.repeated} == {
        ("cause", "电源坏", 3),
        ("place", "食堂一楼", 3),
    }
    assert found.said == (("每周重启", 4),)
    alone = analysis(desk.conn, before, *quarter, NOW, contract="clinic", products={"clinic": "HIS"})
    assert (alone.faults, alone.causes) == (1, (("内存", 1),))


def test_the_last_account_of_a_contested_repair_counts_and_is_contested(desk: Desk) -> None:
    at = ago(hours=3)
    number = resolved(desk, at, "operation", "first")
    desk.event(number, 2, Happened.NOT_REPAIRED.value, at, by_whom=1)
    desk.event(number, 3, Happened.RESOLVED.value, at, fault_kind="operation", cause="second", advice="")
    found = analysis(desk.conn, ago(days=2), START, END, NOW)
    assert (found.causes, found.contested) == ((("second", 1),), 1)
