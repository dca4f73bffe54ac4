"""Where the time is moved the auditor looks as well, and trials go their way: nothing on the way is skipped."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.clock import MovableClock
from bot.stepping import Stepper
from domain.calendars import parse_calendar
from domain.desk import OnCall
from domain.durations import Duration, Unit
from domain.oncall.rotations import Rotation
from domain.watching import attendance_changes, unattended
from storage import duty, standing
from storage.engine import Store
from tests.e2e.stage import ENGINEERS, FRIDAY, LIN, MANAGERS, Played, played

DAYTIME = Rotation(
    "primary", (601,), "Asia/Shanghai", datetime(2026, 1, 5), Duration(7, Unit.DAYS),  # noqa: DTZ001
    hours=parse_calendar("Asia/Shanghai", ["Mon-Sun 08:00-20:00"]),
)  # fmt: skip
EIGHT = timedelta(hours=10)
"""From 10:00 until 20:00, when nobody is on call any more."""


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Played]:
    async with played(tmp_path, language="en") as one:
        yield one


def with_habits(desk: Played, **changes: Any) -> None:
    service = desk.stage.service
    service.desk = replace(service.desk, **changes)
    service.sweep.desk = service._voice.desk = service._gallery.desk = service.auditor.desk = service.desk


def at(desk: Played, words: str) -> list[datetime]:
    """When the managers' group was told so."""
    zone = FRIDAY.tzinfo
    return [datetime.fromtimestamp(int(one.date), zone) for one in desk.said(MANAGERS, words)]


async def test_a_night_without_anybody_is_told_when_it_begins_and_when_it_is_over(desk: Played) -> None:
    with_habits(desk, rotations=(DAYTIME,))
    await desk.step.advance(2 * 86400)
    begun, over = at(desk, "Nobody is on call"), at(desk, "Well again")
    shift = timedelta(hours=12)
    assert [one - FRIDAY for one in begun] == [pytest.approx(EIGHT + n * 2 * shift, abs=SOON) for n in (0, 1)]
    assert [one - FRIDAY for one in over] == [
        pytest.approx(EIGHT + (2 * n + 1) * shift, abs=SOON) for n in (0, 1)
    ]


SOON = timedelta(seconds=5)


async def test_a_hole_that_somebody_made_is_seen_when_it_begins(desk: Played) -> None:
    people = {one for rotation in desk.stage.service.desk.layers for one in rotation.people}
    start, end = FRIDAY + timedelta(hours=1, minutes=7), FRIDAY + timedelta(hours=3)

    def away(conn: Any) -> None:
        for person in people:
            duty.change(conn, "absence", person, start, end, LIN, FRIDAY)

    await desk.step.advance(60)
    await desk.write(away)
    await desk.step.advance(4 * 3600)
    (begun,), (over,) = at(desk, "Nobody is on call"), at(desk, "Well again")
    assert timedelta() <= begun - start < SOON
    assert timedelta() <= over - end < SOON


async def test_trials_go_their_way_at_their_interval_and_nobody_hears_of_them(desk: Played) -> None:
    await desk.step.settle()
    before, done = desk.spoken(), set()

    async def note() -> None:
        done.add(await desk.read(lambda conn: standing.instant(conn, standing.TRIAL_DONE)))

    with_habits(desk, oncall=OnCall(synthetic_seconds=3 * 3600))
    desk.step.on_step = note
    await desk.step.advance(12 * 3600 - 1)
    found = sorted(one for one in done if one is not None)
    assert len(found) == 4
    assert all(timedelta() < one - FRIDAY - n * timedelta(hours=3) < 2 * SOON for n, one in enumerate(found))
    said = {place: words for place, words in desk.spoken().items() if before.get(place) != words}
    assert not any("#-1" in words or "trial" in words for words in said.values())


async def test_a_trial_that_does_not_come_through_is_an_alarm_after_two_minutes(
    desk: Played, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any) -> None:
        raise RuntimeError

    monkeypatch.setitem(desk.stage.service._voice._kinds, "page", broken)  # type: ignore[arg-type]
    with_habits(desk, oncall=OnCall(synthetic_seconds=6 * 3600))
    await desk.step.advance(600)
    (told,) = at(desk, "trial ticket")
    assert timedelta(minutes=2) < told - FRIDAY < timedelta(minutes=2) + 2 * SOON


async def test_nobody_outside_gets_a_sign_of_life_of_a_time_that_is_moved(
    desk: Played, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    async def ping(address: str) -> bool:
        asked.append(address)
        return True

    monkeypatch.setattr(desk.stage.service.auditor, "_ping", ping)
    monkeypatch.setattr(desk.stage.service.auditor, "_env", {"DEADMAN": "https://example.org/x"})
    with_habits(desk, oncall=OnCall(deadman_env="DEADMAN"))
    await desk.step.advance(86400)
    assert asked == []
    await desk.stage.service.auditor.tick()
    assert asked == ["https://example.org/x"], "in real life it does"


async def test_a_quiet_week_has_no_alarm(desk: Played) -> None:
    desk.leave_pictures_out()
    before = len(desk.messages(ENGINEERS))
    await desk.step.advance(7 * 86400)
    assert len(desk.messages(ENGINEERS)) == before
    assert not any("Well again" in words for words in desk.texts(MANAGERS))


class Idle:
    """A desk that has nothing to do, and an auditor who wants to look at once, again and again."""

    def __init__(self, clock: MovableClock) -> None:
        self.clock, self.looks = clock, list[datetime]()

    async def settle(self) -> datetime | None:
        return None

    async def look(self) -> datetime | None:
        self.looks.append(self.clock.now())
        return self.clock.now()


async def test_an_auditor_that_always_wants_to_look_stops_nothing(tmp_path: Path) -> None:
    store = await Store.open(f"sqlite:///{tmp_path / 'idle.sqlite'}")
    clock = MovableClock(FRIDAY)
    work = Idle(clock)
    await Stepper(store, clock, work).advance(3600)
    assert clock.now() == FRIDAY + timedelta(hours=1)
    assert work.looks == [FRIDAY, FRIDAY + timedelta(hours=1)]
    await store.close()


async def test_the_plan_tells_when_somebody_is_on_call_again(desk: Played) -> None:
    made = replace(desk.stage.service.desk, rotations=(DAYTIME,))
    evening = FRIDAY + EIGHT
    assert unattended(made, evening - SOON) == ()
    assert attendance_changes(made, FRIDAY) == evening
    assert unattended(made, evening) == tuple(made.contracts)
    assert attendance_changes(made, evening) == evening + timedelta(hours=12)
    always = replace(made, rotations=(replace(DAYTIME, hours=None),))
    assert attendance_changes(always, FRIDAY) == FRIDAY + timedelta(days=8)
