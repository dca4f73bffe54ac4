"""Shifts over both changes of the clocks, the ends of months and years: who is paged one second before and at each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from domain.tickets.commands import Step
from domain.tickets.events import Happened
from storage import apply
from tests.e2e.rota import opened, paged, until
from tests.e2e.stage import LINA, SUMMARY, Played, played

PEOPLE = (601, 602, 603)


@dataclass(frozen=True)
class Turn:
    """A rotation of PEOPLE whose first shift begins at `start`, and its handovers as whoever is on duty counts them."""

    zone: str
    shift: str
    start: str
    handovers: tuple[str, ...]
    """In UTC. Found by hand from the clocks of that place, not by the desk."""
    incoming: int
    """Who comes on duty at the first of them."""

    def written(self, settings: str) -> str:
        """The settings of a desk in that place."""
        head, rest = settings.split("# The weeks change")
        _, tail = rest.split("[[policies]]", 1)
        head = head.replace("[duty]\n", f'[duty]\ntimezone = "{self.zone}"\n')
        rotation = (
            f'[[rotations]]\nlayer = "primary"\npeople = {list(PEOPLE)}\n'
            f'shift = "{self.shift}"\nstart = {self.start}\n\n'
        )
        return f"{head}{rotation}[[policies]]{tail}"


TURNS = {
    # 2:30 does not exist on 28 March: the shift begins where the clocks show 3:30.
    "berlin-spring": Turn(
        "Europe/Berlin", "daily", "2027-03-01T02:30:00", ("2027-03-27T01:30", "2027-03-28T01:30", "2027-03-29T00:30"), 603
    ),
    # 2:30 comes twice on 25 October: the shift begins at the first.
    "berlin-autumn": Turn(
        "Europe/Berlin", "daily", "2026-10-01T02:30:00", ("2026-10-24T00:30", "2026-10-25T00:30", "2026-10-26T01:30"), 603
    ),
    "berlin-weeks": Turn(
        "Europe/Berlin", "weekly", "2027-03-01T09:00:00", ("2027-03-22T08:00", "2027-03-29T07:00"), 601
    ),
    "new-york-spring": Turn(
        "America/New_York", "daily", "2027-03-01T02:00:00", ("2027-03-13T07:00", "2027-03-14T07:00", "2027-03-15T06:00"), 601
    ),
    "new-york-autumn": Turn(
        "America/New_York", "12h", "2026-10-31T01:30:00", ("2026-10-31T17:30", "2026-11-01T05:30", "2026-11-01T18:30"), 602
    ),
    "short-month": Turn(
        "Asia/Shanghai", "daily", "2027-02-01T00:00:00", ("2027-02-27T16:00", "2027-02-28T16:00"), 601
    ),
    "leap-day": Turn(
        "Asia/Shanghai", "daily", "2028-02-01T00:00:00", ("2028-02-28T16:00", "2028-02-29T16:00"), 602
    ),
    "month-of-thirty": Turn(
        "Asia/Shanghai", "3d", "2027-04-28T08:00:00", ("2027-04-28T00:00", "2027-05-01T00:00"), 601
    ),
    "year-end": Turn(
        "Asia/Shanghai", "12h", "2026-12-31T00:00:00", ("2026-12-31T04:00", "2026-12-31T16:00"), 602
    ),
    "year-end-in-weeks": Turn(
        "Asia/Shanghai", "weekly", "2026-12-25T00:00:00", ("2026-12-31T16:00",), 602
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TURNS)
async def test_the_shift_changes_when_the_clocks_of_the_place_show_it(tmp_path: Path, name: str) -> None:
    turn = TURNS[name]
    handovers = [datetime.fromisoformat(one).replace(tzinfo=UTC) for one in turn.handovers]
    async with played(tmp_path, at=handovers[0] - timedelta(minutes=10)) as desk:
        await desk.restart(settings=turn.written)
        desk.leave_pictures_out()
        first = PEOPLE.index(turn.incoming)
        kept = await _taken(desk, PEOPLE[first - 1])
        for place, handover in enumerate(handovers):
            outgoing, incoming = PEOPLE[(first + place - 1) % 3], PEOPLE[(first + place) % 3]
            await until(desk, handover - timedelta(seconds=1))
            before = await opened(desk, at_once=True)
            assert await paged(desk, before) == {outgoing}, handover
            assert not [data for _, _, data in desk.buttons(incoming) if data.startswith("1.oc.ht")]
            await until(desk, handover)
            after = await opened(desk, at_once=True)
            assert desk.stage.clock.now() == handover
            assert await paged(desk, after) == {incoming}, handover
            await desk.press(incoming, "oc.ht")
            assert (await desk.ticket(kept)).assignee_id == incoming, "handed over at that moment"
            for number in (before, after):
                await desk.withdraw(LINA, number)
        await desk.withdraw(LINA, kept)
        await desk.quiet_week(SUMMARY)


async def _taken(desk: Played, by: int) -> int:
    """A fault on which that person works."""
    number = await opened(desk)
    for step in (Happened.ACKNOWLEDGED, Happened.REMOTE):
        now = desk.stage.clock.now()
        await desk.write(
            lambda conn: apply.apply(conn, desk.stage.service.desk, number, Step(step, by), now)  # noqa: B023
        )
    await desk.step.settle()
    return number
