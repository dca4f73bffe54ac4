from __future__ import annotations

from datetime import UTC, datetime, timedelta

from schedules import summary
from storage import timers
from storage.outbox import Row
from tests.engineers.office import BOSS, LI, MANAGERS, STRANGER, Office

FIRST = datetime(2026, 3, 2, 10, 30, tzinfo=UTC)
"""18:30 in Shanghai on the first day."""


def run_due(office: Office, now: datetime) -> list[tuple[str, str]]:
    """Windows of the summaries that were put by then."""
    office.now = now
    while due := timers.due(office.conn, now):
        for timer in due:
            assert timer.kind == "summary"
            timers.disarm(office.conn, timer.key)
            summary.run(office.conn, office.desk, timer, now)
    rows = office.rows("summary")
    assert all(row.chat_id == MANAGERS for row in rows)
    return [(row.data["start"], row.data["end"]) for row in rows]


def test_a_summary_comes_each_day_at_the_desks_local_time(office: Office) -> None:
    summary.ensure(office.conn, office.desk, office.now)
    start = office.now
    assert timers.next_due(office.conn) == FIRST
    assert run_due(office, FIRST + timedelta(seconds=2)) == [(start.isoformat(), FIRST.isoformat())]
    second = FIRST + timedelta(days=1)
    assert timers.next_due(office.conn) == second
    assert run_due(office, second) == [(FIRST.isoformat(), second.isoformat())]


def test_after_downtime_there_is_one_summary_of_all_that_was_missed(office: Office) -> None:
    summary.ensure(office.conn, office.desk, office.now)
    run_due(office, FIRST)
    back = FIRST + timedelta(days=3, hours=2)
    summary.ensure(office.conn, office.desk, back)
    third = FIRST + timedelta(days=3)
    assert run_due(office, back) == [(FIRST.isoformat(), third.isoformat())]
    assert timers.next_due(office.conn) == FIRST + timedelta(days=4)


def test_starting_again_changes_nothing(office: Office) -> None:
    for minutes in (0, 1, 60):
        summary.ensure(office.conn, office.desk, office.now + timedelta(minutes=minutes))
    assert timers.next_due(office.conn) == FIRST
    assert len(run_due(office, FIRST)) == 1
    summary.ensure(office.conn, office.desk, FIRST + timedelta(seconds=5))
    assert run_due(office, FIRST + timedelta(seconds=5)) == []


def test_a_first_summary_missed_while_down_still_comes(office: Office) -> None:
    start = office.now
    summary.ensure(office.conn, office.desk, start)
    back = FIRST + timedelta(hours=3)
    summary.ensure(office.conn, office.desk, back)
    assert run_due(office, back) == [(start.isoformat(), FIRST.isoformat())]


def _asked(office: Office) -> Row:
    (row,) = office.rows("summary")
    assert row.data["asked"]
    return row


def test_managers_ask_for_the_day_so_far_the_day_before_or_a_week(office: Office) -> None:
    midnight = datetime(2026, 3, 1, 16, 0, tzinfo=UTC)
    for words, start, end in (
        ("/summary", midnight, office.now),
        ("/summary today", midnight, office.now),
        ("/summary 昨天", midnight - timedelta(days=1), midnight),
        ("/summary Week", midnight - timedelta(days=6), office.now),
    ):
        office.managers(BOSS, words)
        row = _asked(office)
        assert (row.chat_id, row.data["start"], row.data["end"]) == (
            MANAGERS,
            start.isoformat(),
            end.isoformat(),
        )


def test_a_summary_asked_for_in_private_comes_in_private(office: Office) -> None:
    assert office.private(BOSS, "/summary")
    assert _asked(office).chat_id == BOSS


def test_an_unknown_period_is_explained(office: Office) -> None:
    office.managers(BOSS, "/summary 2025")
    assert "yesterday" in office.words()[0]


def test_at_midnight_there_is_nothing_to_summarise(office: Office) -> None:
    office.now = datetime(2026, 3, 2, 16, 0, tzinfo=UTC)
    office.managers(BOSS, "/summary")
    assert "only just begun" in office.words()[0]


def test_overdue_tickets_are_listed(office: Office) -> None:
    office.managers(BOSS, "/overdue")
    assert "No open ticket" in office.words()[0]
    office.ticket(level=1)
    office.pass_time(minutes=20)
    office.managers(BOSS, "/overdue")
    (words,) = office.words()
    assert "#1" in words
    assert "5 min late" in words


def test_only_managers_command_in_their_group(office: Office) -> None:
    for person in (LI, STRANGER):
        office.managers(person, "/summary")
        office.managers(person, "/queue")
        office.managers(person, "/access")
    assert ["only managers" in office.shown(row) for row in office.rows()] == [True, True]


def test_what_managers_say_to_each_other_is_theirs(office: Office) -> None:
    office.managers(BOSS, "who was that?")
    office.managers(STRANGER, "hello")
    office.managers(BOSS, "/unknown_thing")
    assert ["no such command" in words for words in office.words()] == [True]
