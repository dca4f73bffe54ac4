"""What is owed unasked becomes due: once each, also after downtime, and climbs when nobody does it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, create_engine, select

from domain.desk import Desk
from schedules import due_climb, dues
from schedules.due_kinds import KINDS, Kind
from storage import dues as kept
from storage import timers
from storage.dues import Due, UnknownDue
from storage.plan_tables import dues as table
from storage.plan_tables import metadata
from storage.tables import outbox
from tests.plans.samples import CHEN, LIN, MANAGERS_CHAT, WANG, ZHOU, desk, service

Asked = list[tuple[datetime, Due]]
BEGIN = datetime(2026, 1, 5, 4, tzinfo=UTC)
HOSPITAL = {"H": ("medical-it", service("2026-01-05"))}
ACTS = {"dues": dues.run, "due-remind": due_climb.remind, "due-over": due_climb.over}


def play(conn: Connection, made: Desk, start: datetime, end: datetime, stops: tuple[int, ...] = ()) -> None:
    """Let time pass; `stops` are days after the start at which the desk was down for a while: it begins anew then."""
    now = start
    dues.ensure(conn, made, now)
    # A restart comes only after some days of downtime: whatever fell due meanwhile waits until then.
    restarts = sorted({start + timedelta(days=stop) for stop in stops})
    down_until = start
    while True:
        due_at = timers.next_due(conn)
        if due_at is None or due_at > end:
            return
        now = max(now, due_at, down_until)
        if restarts and restarts[0] <= now:
            down_until = now = max(now, restarts.pop(0) + timedelta(days=9))
            dues.ensure(conn, made, now)
        for timer in timers.due(conn, now):
            if timers.take(conn, timer):
                ACTS[timer.kind](conn, made, timer, now)


def rows(conn: Connection) -> list[Any]:
    return list(conn.execute(select(table).order_by(table.c.opens_at, table.c.id)))


def said(conn: Connection, chat: int) -> list[str]:
    found = conn.execute(
        select(outbox.c.data).where(outbox.c.chat_id == chat).order_by(outbox.c.id)
    ).scalars()
    return [data["id"] for data in found]


def test_a_year_of_a_hospital_has_every_promise_as_often_as_agreed(conn: Connection, asked: Asked) -> None:
    play(conn, desk(HOSPITAL), BEGIN, datetime(2027, 1, 5, tzinfo=UTC))
    counted = Counter(row.name for row in rows(conn))
    assert counted == {"call": 12, "routine": 4, "key-equipment": 2, "everything": 1, "survey": 2}
    assert len(asked) == sum(counted.values())
    assert not any(row.late for row in rows(conn) if row.state == "open" and row.due_at > asked[-1][0])


@cache
def _year(cuts: tuple[int, ...]) -> list[str]:
    engine = create_engine("sqlite://")
    metadata.create_all(engine)
    with engine.begin() as conn:
        play(conn, desk(HOSPITAL), BEGIN, datetime(2027, 1, 20, tzinfo=UTC), cuts)
        found = [row.key for row in rows(conn)]
    engine.dispose()
    return found


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(0, 364), max_size=12))
def test_with_downtime_at_any_moments_nothing_comes_twice_and_nothing_is_forgotten(stops: list[int]) -> None:
    before = dict(KINDS)
    KINDS.update(
        {
            name: Kind(lambda conn, desk, due, now: None)
            for name in ("inspection", "visit", "survey", "warranty")
        }
    )
    try:
        found = [_year(cuts) for cuts in ((), tuple(stops))]
    finally:
        KINDS.clear()
        KINDS.update(before)
    assert sorted(found[0]) == sorted(found[1])
    assert len(found[1]) == len(set(found[1]))


def test_after_a_long_downtime_the_newest_is_asked_once_and_marked_late(
    conn: Connection, asked: Asked
) -> None:
    made = desk(HOSPITAL)
    play(conn, made, BEGIN, BEGIN + timedelta(days=1))
    back = datetime(2026, 6, 1, 2, tzinfo=UTC)
    dues.ensure(conn, made, back)
    (timer,) = timers.due(conn, back)
    timers.take(conn, timer)
    dues.run(conn, made, timer, back)
    calls = [row for row in rows(conn) if row.name == "call"]
    assert [row.state for row in calls] == ["missed"] * 4 + ["open"]
    assert all(row.late for row in calls)
    assert [due.name for _, due in asked].count("call") == 1


def test_a_contract_that_the_desk_has_just_learnt_of_owes_what_is_running_and_not_the_past(
    conn: Connection, asked: Asked
) -> None:
    made = desk({"H": ("medical-it", service("2020-01-05"))})
    now = datetime(2025, 12, 31, 2, tzinfo=UTC)
    play(conn, made, now, now)
    assert {row.name: row.due_at.date().isoformat() for row in rows(conn)}["call"] == "2026-01-04"
    assert not any(row.state == "missed" or row.late for row in rows(conn))


def test_a_loaded_holiday_list_moves_the_asking_without_doubling_it(conn: Connection, asked: Asked) -> None:
    made = desk(HOSPITAL)
    play(conn, made, BEGIN, datetime(2026, 1, 26, 4, tzinfo=UTC))
    assert [due.name for _, due in asked] == ["call"]
    worked = replace(made, rota=replace(made.rota, office=replace(made.rota.office, holidays="none")))
    play(conn, worked, datetime(2026, 1, 26, 5, tzinfo=UTC), datetime(2026, 1, 27, 4, tzinfo=UTC))
    assert [due.name for _, due in asked] == ["call"]


def test_before_each_end_of_a_warranty_all_equipment_is_inspected_once(
    conn: Connection, asked: Asked
) -> None:
    ends = (("hardware", date(2026, 9, 30)),)
    made = desk({"G": ("smart-government", service("2026-01-05", warranties=ends))})
    play(conn, made, BEGIN, datetime(2027, 1, 5, tzinfo=UTC))
    (full,) = [row for row in rows(conn) if row.name == "before-warranty-end"]
    assert (full.opens_at.date(), full.due_at) == (date(2026, 7, 1), datetime(2026, 9, 30, 16, tzinfo=UTC))
    notices = [row.opens_at.date().isoformat() for row in rows(conn) if row.kind == "warranty"]
    assert notices == ["2026-07-02", "2026-08-31", "2026-09-23"]


def test_overdue_climbs_to_the_superior_and_after_a_week_to_the_managers(
    conn: Connection, asked: Asked
) -> None:
    made = desk(HOSPITAL)
    play(conn, made, BEGIN, datetime(2026, 2, 20, tzinfo=UTC))
    assert said(conn, WANG)[:3] == ["due-reminder", "due-overdue", "due-overdue"]
    assert said(conn, ZHOU)[:2] == ["due-overdue-superior", "due-overdue-superior"]
    assert said(conn, MANAGERS_CHAT)[0] == "due-overdue-superior"
    (first,) = [row for row in rows(conn) if row.name == "call"][:1]
    assert [step.type for step in kept.log(conn, first.id)][:4] == ["asked", "reminded", "overdue", "overdue"]


def test_what_is_done_is_neither_reminded_of_nor_late(conn: Connection, asked: Asked) -> None:
    made = desk(HOSPITAL)
    play(conn, made, BEGIN, datetime(2026, 1, 27, tzinfo=UTC))
    (_, due), *_ = asked
    after = kept.finish(conn, kept.get(conn, due.id), datetime(2026, 1, 27, tzinfo=UTC), WANG)
    play(conn, made, datetime(2026, 1, 27, tzinfo=UTC), datetime(2026, 2, 15, tzinfo=UTC))
    assert (after.state, after.late, said(conn, WANG)) == ("done", False, [])


def test_who_is_late_with_an_old_button_changes_nothing(conn: Connection, asked: Asked) -> None:
    play(conn, desk(HOSPITAL), BEGIN, datetime(2026, 1, 27, tzinfo=UTC))
    (_, due), *_ = asked
    kept.finish(conn, due, datetime(2026, 1, 27, tzinfo=UTC), WANG)
    with pytest.raises(UnknownDue):
        kept.finish(conn, due, datetime(2026, 1, 28, tzinfo=UTC), CHEN)


def test_an_ended_contract_owes_nothing_any_more(conn: Connection, asked: Asked) -> None:
    made = desk({"H": ("medical-it", service("2026-01-05", ends=date(2026, 3, 20)))})
    play(conn, made, BEGIN, datetime(2027, 1, 5, tzinfo=UTC))
    assert {row.name for row in rows(conn)} == {"call"}
    assert len(rows(conn)) == 2
    gone = replace(made, contracts={}, retired=made.contracts)
    again = desk({"H": ("medical-it", service("2026-01-05"))})
    play(conn, again, datetime(2026, 4, 28, tzinfo=UTC), datetime(2026, 4, 28, tzinfo=UTC))
    play(conn, gone, datetime(2026, 4, 29, tzinfo=UTC), datetime(2026, 4, 29, tzinfo=UTC))
    assert {row.state for row in rows(conn)} <= {"cancelled", "missed"}
    assert "due-cancelled-ended" in said(conn, WANG)


def test_the_work_of_an_engineer_who_left_goes_to_a_colleague(conn: Connection, asked: Asked) -> None:
    made = desk({"H": ("medical-it", service("2026-01-05", engineer=CHEN))})
    play(conn, made, BEGIN, datetime(2026, 1, 27, tzinfo=UTC))
    assert rows(conn)[0].person_id == CHEN
    left = replace(made, people={one: person for one, person in made.people.items() if one != CHEN})
    play(conn, left, datetime(2026, 1, 28, tzinfo=UTC), datetime(2026, 1, 28, tzinfo=UTC))
    assert rows(conn)[0].person_id == WANG
    assert said(conn, WANG) == ["due-reassigned"]


def test_nobody_asks_managers_to_do_it(conn: Connection, asked: Asked) -> None:
    play(conn, desk(HOSPITAL), BEGIN, datetime(2027, 1, 5, tzinfo=UTC))
    assert LIN not in {row.person_id for row in rows(conn)}


def test_what_was_slept_through_is_asked_for_in_working_time(conn: Connection, asked: Asked) -> None:
    made = desk(HOSPITAL)
    play(conn, made, BEGIN, BEGIN + timedelta(days=1))
    night = datetime(2026, 2, 6, 19, tzinfo=UTC)  # Saturday 03:00 in Shanghai
    play(conn, made, night, night + timedelta(hours=12))
    assert not asked
    play(conn, made, night + timedelta(hours=12), night + timedelta(days=3))
    assert [(at.isoformat(), due.name) for at, due in asked] == [("2026-02-09T00:00:00+00:00", "call")]
    assert asked[0][1].late
