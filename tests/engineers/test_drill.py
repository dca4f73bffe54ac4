"""/drill and the nightly look: who would be paged, and where nobody would be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select

from domain.desk import Channel, Desk, Rota
from domain.drill import drill, imagined, written_instant
from domain.durations import Duration, Unit
from domain.oncall.policies import Policy, Step
from domain.oncall.rotations import Rotation
from schedules import look
from storage import duty, marks, people
from storage.tables import outbox
from storage.timers import Timer
from tests.engineers.office import (
    BOSS,
    LI,
    MANAGERS,
    START,
    STRANGER,
    WANG,
    ZHAO,
    Office,
    make_desk,
    open_office,
)

ZONE = ZoneInfo("Asia/Shanghai")
MONDAY = datetime(2026, 1, 5, 9, 0)  # noqa: DTZ001 - a wall-clock time


def _severe() -> Desk:
    """A desk whose severe faults climb a ladder of its own; nobody is second."""
    rotation = Rotation("primary", (LI, WANG), "Asia/Shanghai", MONDAY, Duration(7, Unit.DAYS))
    policy = Policy(
        "severe",
        (
            Step(("primary",), 300),
            Step(("secondary",), 300),
            Step((f"person:{ZHAO}", "managers"), 600, ("night-phone",)),
        ),
        levels=frozenset({1, 2}),
    )
    return replace(
        make_desk(),
        rotations=(rotation, replace(rotation, layer="secondary", people=())),
        policies=(policy,),
        channels={"night-phone": Channel("night-phone", "X")},
    )


@pytest.fixture
def severe() -> Iterator[Office]:
    yield from open_office(_severe())


def _rows(office: Office) -> int:
    return int(office.conn.execute(select(func.count()).select_from(outbox)).scalar_one())


def test_a_drill_shows_every_minute_somebody_would_be_paged_and_the_holes(severe: Office) -> None:
    people.change(severe.conn, ZHAO, reachable="blocked")
    assert severe.private(WANG, "/drill 1 c1 at 2026-03-03 02:50")
    (words,) = severe.words()
    assert "School &lt;No. 3&gt;" in words
    assert "<b>02:50</b> (+0) · step 1: <b>Li &lt;b&gt;Wei&lt;/b&gt;</b>" in words
    assert "<b>02:55</b> (+5 min) · step 3: <b>Zhao (⚠️ has blocked the bot), Boss</b>" in words
    assert "nobody is “Secondary” then" in words
    assert "also by night-phone" in words
    assert "again and again" in words
    assert "No holes" not in words


def test_a_drill_pages_nobody(severe: Office) -> None:
    before = _rows(severe)
    severe.managers(BOSS, "/drill 1 c1")
    rows = severe.rows()
    assert len(rows) == 1 == _rows(severe) - before
    assert rows[0].chat_id == MANAGERS
    assert (
        severe.conn.execute(select(func.count()).select_from(outbox).where(outbox.c.kind == "page")).scalar()
        == 0
    )


def test_a_drill_reads_the_book(severe: Office) -> None:
    night = datetime(2026, 3, 2, 18, 0, tzinfo=UTC)
    duty.change(
        severe.conn, "override", ZHAO, night, night + timedelta(hours=2), None, severe.now, layer="primary"
    )
    severe.private(WANG, "/drill 1 c1 at 2026-03-03 02:50")
    assert "step 1: <b>Zhao</b>" in severe.words()[0]


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("/drill", "Which level and contract?"),
        ("/drill now", "Which level and contract?"),
        ("/drill one c1", "Which level and contract?"),
        ("/drill 9 c1", "School &lt;No. 3&gt; has no level 9; there are: 1, 2, 3."),
        ("/drill 1 <c9>", "There is no contract “&lt;c9&gt;”"),
        ("/drill 1 c1 at noon", "“at noon” is no time"),
        ("/drill 1 c1 at 25:00", "“at 25:00” is no time"),
        ("/drill 1 c1 at", "“at” is no time"),
        ("/drill 1 c1 at 02-30 02:50", "“at 02-30 02:50” is no time"),
    ],
)
def test_wrong_arguments_get_one_clear_line(severe: Office, typed: str, answer: str) -> None:
    severe.private(WANG, typed)
    (words,) = severe.words()
    assert answer in words
    assert "\n" not in words


@pytest.mark.parametrize("typed", ["/drill 1 C1 02:50", "/drill L1 c1 在 02：50", "/drill 1 c1 at 3-3 2:50"])
def test_what_people_type_is_understood(severe: Office, typed: str) -> None:
    severe.private(WANG, typed)
    assert "tomorrow 02:50" in severe.words()[0]


def test_outsiders_have_no_drill(severe: Office) -> None:
    assert not severe.private(STRANGER, "/drill 1 c1")
    assert not severe.words()


def test_a_written_time_is_the_next_such_one() -> None:
    now = datetime(2026, 12, 24, 2, 0, tzinfo=UTC)
    assert written_instant("10:00", now, ZONE) == datetime(2026, 12, 25, 2, 0, tzinfo=UTC)
    assert written_instant("01-02 10:00", now, ZONE) == datetime(2027, 1, 2, 2, 0, tzinfo=UTC)
    assert written_instant("2026-01-02 10:00", now, ZONE) == datetime(2026, 1, 2, 2, 0, tzinfo=UTC)
    berlin = ZoneInfo("Europe/Berlin")
    assert written_instant("2026-03-29 02:30", now, berlin) == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert written_instant("99999-01-01 10:00", now, ZONE) is None


def test_a_drill_is_what_the_ladder_then_does(severe: Office) -> None:
    """The same ticket, played through with the timers: the same people at the same instants."""
    told = drill(severe.desk, imagined(severe.desk, "c1", 1, severe.now), severe.now)
    severe.ticket(level=1)
    severe.tick(hours=3)
    query = select(outbox.c.chat_id, outbox.c.created_at).where(outbox.c.kind == "page").order_by(outbox.c.id)
    done: dict[datetime, list[int]] = {}
    for row in severe.conn.execute(query):
        done.setdefault(row.created_at, []).append(row.chat_id)
    assert {call.at: list(call.people) for call in told} == dict(list(done.items())[: len(told)])


def test_a_change_for_somebody_who_left_the_settings_does_not_count(severe: Office) -> None:
    night = datetime(2026, 3, 2, 18, 0, tzinfo=UTC)
    duty.change(
        severe.conn, "override", 4711, night, night + timedelta(hours=2), None, severe.now, layer="primary"
    )
    severe.private(WANG, "/drill 1 c1 at 2026-03-03 02:50")
    assert "step 1: <b>Li" in severe.words()[0]


# The nightly look


def _night(office: Office) -> list[str]:
    office.rows()
    office.now = look.next_time(office.desk, office.now)
    timer = Timer(look.KEY, "look", office.now, None, None, 0, {})
    look.run(office.conn, office.desk, timer, office.now)
    return office.words()


def _desk_with(*rotations: Rotation, levels: frozenset[int] = frozenset()) -> Desk:
    policy = Policy("all", (Step(("primary",)), Step(("managers",))), levels=levels)
    return replace(make_desk(), rotations=rotations, policies=(policy,))


PRIMARY = Rotation("primary", (LI, WANG), "Asia/Shanghai", MONDAY, Duration(7, Unit.DAYS))


def test_a_plan_without_holes_is_looked_at_in_silence() -> None:
    for office in open_office(_desk_with(PRIMARY)):
        assert _night(office) == []


def test_a_new_hole_is_told_once_and_again_if_it_comes_back() -> None:
    for office in open_office(_desk_with(replace(PRIMARY, people=(LI,)))):
        start = START + timedelta(days=20)
        duty.change(office.conn, "absence", LI, start, start + timedelta(days=2), None, START)
        (words,) = _night(office)
        assert "A new hole" in words
        assert "Primary" in words
        assert "03-22 10:00 – Tue 03-24 10:00 (2 d)" in words
        for _ in range(25):
            assert _night(office) == [], "the same hole is not told again, nor what is left of it"


def test_a_hole_that_vanished_and_comes_back_is_new() -> None:
    for office in open_office(_desk_with(replace(PRIMARY, people=(LI,)))):
        start = START + timedelta(days=20)
        number = duty.change(office.conn, "absence", LI, start, start + timedelta(days=2), None, START)
        assert _night(office)
        duty.undo(office.conn, number, office.now)
        assert _night(office) == []
        duty.change(office.conn, "absence", LI, start, start + timedelta(days=2), None, START)
        assert _night(office)


def test_a_hole_that_grows_is_new() -> None:
    for office in open_office(_desk_with(replace(PRIMARY, people=(LI,)))):
        start = START + timedelta(days=20)
        duty.change(office.conn, "absence", LI, start, start + timedelta(days=2), None, START)
        assert _night(office)
        duty.change(
            office.conn, "absence", LI, start + timedelta(days=2), start + timedelta(days=9), None, START
        )
        assert "(9 d)" in _night(office)[0]


def test_a_hole_without_an_end_is_told_once() -> None:
    for office in open_office(_desk_with(replace(PRIMARY, people=()))):
        (words,) = _night(office)
        assert "nobody from" in words
        for _ in range(60):
            assert _night(office) == []


def test_a_hole_of_one_contract_names_its_customer() -> None:
    for office in open_office(_desk_with(replace(PRIMARY, contracts=frozenset({"c1"})))):
        (words,) = _night(office)
        assert "Hospital" in words
        assert "School" not in words


def test_a_layer_that_no_policy_calls_may_have_holes() -> None:
    spare = replace(PRIMARY, layer="spare", people=())
    for office in open_office(_desk_with(PRIMARY, spare)):
        assert _night(office) == []


def test_the_simple_rota_is_looked_at_as_well() -> None:
    desk = make_desk()
    for office in open_office(replace(desk, rota=Rota(desk.rota.office, (), ()))):
        assert "nobody from" in _night(office)[0]


def test_a_look_that_fell_into_downtime_is_taken_at_the_start() -> None:
    for office in open_office(_desk_with(PRIMARY)):
        look.ensure(office.conn, office.desk, office.now)
        _night(office)
        office.pass_time(days=5)
        before = office.now
        look.ensure(office.conn, office.desk, office.now)
        office.tick(seconds=1)
        assert office.now == before + timedelta(seconds=1)
        assert marks.get(office.conn, "last-look") == before.isoformat()
