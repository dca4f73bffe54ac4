"""Five contracts over many days, the whole desk over HTTP, people who do what they are asked for, or do not.

`python -m tests.e2e.year [--days 365] [--seed 1] [--folder var/year]` plays a year, restarts the desk at random moments, and
prints when each promise was asked for, done, late or missed; `python -m bot plan --config var/year/config.toml` does
so again.
"""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch

from bot.cli.plan import table
from bot.clock import MovableClock
from bot.demo import cast
from bot.demo.stage import Stage
from storage import dues, people, surveys
from storage.dues import Due
from tests.e2e.stage import Played
from views.callbacks import base36

BEGIN = datetime(2026, 1, 5, 1, tzinfo=UTC)
"""09:00 on a Monday in Shanghai; every contract begins on this day."""
_TICK = timedelta(hours=6)

_GOV = 'accepted = 2025-10-01\nwarranties = [{ what = "摄像机", until = 2026-09-30 }]'

CONTRACTS = (
    ("SCHOOL-1", "实验小学", "canteen-video", 501, 601, 'accepted = 2025-10-01'),
    ("GOV-2", "智慧东城", "smart-government", 503, 602, _GOV),
    ("CLINIC-7", "Riverside Clinic", "system-after-sales", 502, 604, ""),
    ("OFFICE-4", "东方集团", "oa-suite", 504, 603, ""),
    ("HOSP-5", "市人民医院", "medical-it", 505, 601, ""),
)  # fmt: skip
"""Code, customer, preset, contact, engineer, more."""


def config(*args: Any, trial_every: str) -> str:
    """The demonstration's settings with these contracts instead of its two, and without trials.

    A trial every few hours would make half of the year's work; they have tests of their own.
    """
    whole = _CAST(*args, trial_every=trial_every)
    head, _, rest = whole.partition("[[contracts]]")
    tail = rest[rest.index("[duty]") :]
    written = "".join(
        f'[[contracts]]\ncode = "{code}"\ncustomer = "{customer}"\npreset = "{preset}"\nengineer = {engineer}\n'
        f"begins = 2026-01-05\n{more}\n\n"
        for code, customer, preset, _, engineer, more in CONTRACTS
    )
    return (head + written + tail).replace(f'synthetic_every = "{trial_every}"', "")


_CAST = cast.config


class Year:
    """Plays the days; `skipping` is the share of what people never do, `restarts` the moments of downtime."""

    def __init__(self, desk: Played, seed: int, skipping: float = 0.1) -> None:
        self.desk, self.chance, self._skipping = desk, Random(seed), skipping
        self._ignored: dict[str, bool] = {}
        self._ripe: dict[str, datetime] = {}
        self.restarts: list[tuple[datetime, timedelta]] = []

    async def play(self, days: int, restarts: int) -> None:
        """Let so many days go by."""
        clock = self.desk.stage.clock
        end = clock.now() + timedelta(days=days)
        moments = sorted(clock.now() + timedelta(days=days) * self.chance.random() for _ in range(restarts))
        self.desk.leave_pictures_out()
        while clock.now() < end:
            if moments and moments[0] <= clock.now():
                moments.pop(0)
                # A few minutes mostly, sometimes days.
                down = (
                    timedelta(minutes=5)
                    if self.chance.random() < 0.6
                    else timedelta(days=9 * self.chance.random())
                )
                self.restarts.append((clock.now(), down))
                await self.desk.restart(down=down.total_seconds())
                self.desk.leave_pictures_out()
                await self.desk.step.settle()
            await self.desk.step.advance(_TICK.total_seconds())
            await self._work()
            self._forget_old_messages()

    async def _work(self) -> None:
        local = self.desk.stage.clock.now().astimezone(UTC).hour + 8
        if not 9 <= local % 24 < 22:
            return
        for due in await self.desk.read(lambda conn: dues.listed(conn, states=dues.OPEN_STATES)):
            if self._does(due.key, self.chance.uniform(0, 12 if due.kind != "weekly" else 0.1)):
                act = _ACTS.get(due.kind)
                if act is not None and not await act(self, due):
                    self._ripe[due.key] = self.desk.stage.clock.now() + timedelta(days=1)
        for survey in await self.desk.read(_open_surveys):
            if self._does(f"survey:{survey.id}", self.chance.uniform(0, 10)):
                await self._fill_in(survey)

    def _does(self, key: str, days: float) -> bool:
        """Whether somebody does it, and whether the time for it has come."""
        now = self.desk.stage.clock.now()
        if self._ignored.setdefault(key, self.chance.random() < self._skipping):
            return False
        return self._ripe.setdefault(key, now + timedelta(days=days)) <= now

    async def press(self, person: int, verb: str, ending: str = "") -> bool:
        """Press such a button if there is one in the newest messages; not with the fence of an older one."""
        for message, _, data in self.desk.buttons(person):
            if data.startswith(f"1.{verb}") and data.endswith(ending):
                answer = await self.desk.press_data(person, message, data)
                return not answer.get("alert")
        return False

    async def inspect(self, due: Due) -> bool:
        """A step or two of an inspection: a time, the customer's yes, the work."""
        assert due.person_id is not None
        me, number, contact = due.person_id, base36(due.id), _contact(due)
        if due.state == "open":
            if due.data.get("proposed_by") is None:
                for verb in ("ip", "id", "it"):
                    if not await self.press(me, f"{verb}.{number}."):
                        return False
            return await self.press(contact, f"ica.{number}.") and False
        if due.agreed_at is not None and due.agreed_at > self.desk.stage.clock.now():
            return False
        if not await self.press(me, f"ig.{number}"):
            return False
        for _ in range(200):
            now = await self.desk.read(lambda conn: dues.get(conn, due.id))
            if now.state != "started":
                break
            # Present and well, or not there at all: a whole group at once, to be quick.
            if not (
                await self.press(me, f"ik.{number}.{base36(now.fence)}", ".k")
                or await self.press(me, f"ik.{number}.{base36(now.fence)}", ".o")
            ):
                await self.press(me, f"ik.{number}.{base36(now.fence)}", ".e")
        await self.press(contact, f"icr.{number}")
        return True

    async def visit(self, due: Due) -> bool:
        """Note a return visit by phone."""
        assert due.person_id is not None
        for _ in range(6):
            now = await self.desk.read(lambda conn: dues.get(conn, due.id))
            if now.state == "done":
                return True
            stem = f"vi.{base36(due.id)}.{base36(now.fence)}"
            for verb, ending in (
                (f"{stem}.ok", ""),
                (f"{stem}.w", ""),
                (f"{stem}.h", "phone"),
                (f"{stem}.g", ""),
            ):
                if await self.press(due.person_id, verb, ending):
                    break
            else:
                return False
        return False

    async def report(self, due: Due) -> bool:
        """Send the week's report as drafted."""
        assert due.person_id is not None
        return await self.press(due.person_id, f"wk.{base36(due.id)}.{base36(due.fence)}.s")

    async def check(self, due: Due) -> bool:
        """Judge the sample."""
        return due.person_id is not None and await self.press(due.person_id, f"ws.{base36(due.id)}.", ".g")

    async def _fill_in(self, survey: Any) -> None:
        person = survey.person_id
        await self.press(person, f"vs.{base36(survey.id)}.", ".r")
        for _ in range(20):
            now = await self.desk.read(lambda conn: surveys.get(conn, survey.id))
            if now.paper.state != "open":
                return
            stem = f"vs.{base36(survey.id)}.{base36(now.fence)}"
            if not await self.press(person, stem, f".{self.chance.choice((4, 5, 5))}"):
                await self.press(person, stem, ".s")

    def _forget_old_messages(self) -> None:
        """A person looks at the newest messages; so does the play, which would else grow slow."""
        for chat in self.desk.world.chats.values():
            old = sorted(chat.messages)[:-60]
            for number in old:
                del chat.messages[number]
        self.desk.stage.playground.calls.clear()


Act = Callable[[Year, Due], Any]
_ACTS: dict[str, Act] = {
    "inspection": Year.inspect, "visit": Year.visit, "weekly": Year.report, "spot": Year.check,
}  # fmt: skip


def _contact(due: Due) -> int:
    return next(contact for code, _, _, contact, *_ in CONTRACTS if code == due.contract)


def _open_surveys(conn: Any) -> list[Any]:
    running = dues.listed(conn, kinds=("survey",), states=dues.OPEN_STATES)
    return [one for due in running for one in surveys.of_due(conn, due.id) if one.paper.state == "open"]


async def played_year(folder: Path, *, days: int, seed: int, restarts: int, begin: datetime = BEGIN) -> Year:
    """Play so many days from `begin`; the desk is stopped, its database is kept in `folder`."""
    with patch.object(cast, "config", config):
        stage = Stage(folder, port=0, language="zh", clock=MovableClock(begin), days=0)
        await stage.start(lambda words: None, live=False)
    desk = Played(stage, folder)
    now = begin

    def join(conn: Any) -> None:
        for code, _, _, contact, *_ in CONTRACTS:
            if people.find(conn, contact) is None:
                people.add(conn, contact, f"Contact {contact}", "en", now)
            people.join(conn, contact, code, now)

    try:
        await desk.write(join)
        await desk.step.settle()
        year = Year(desk, seed)
        await year.play(days, restarts)
        return year
    finally:
        await stage.service.stop()
        await stage.playground.stop()


async def _main(days: int, seed: int, folder: Path, restarts: int) -> None:
    year = await played_year(folder, days=days, seed=seed, restarts=restarts)
    for at, down in year.restarts:
        print(f"down from {at:%Y-%m-%d %H:%M} UTC for {down}")
    from storage.engine import Store

    store = await Store.open(f"sqlite:///{folder / 'demo.sqlite'}", exclusive=False)
    try:
        desk, now = year.desk.stage.service.desk, year.desk.stage.clock.now()
        for line in await store.report(lambda conn: list(table(conn, desk, now, None, None, None, "en"))):
            print(line)
    finally:
        await store.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.e2e.year", description=__doc__)
    parser.add_argument("--days", type=int, default=365)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--restarts", type=int, default=12)
    parser.add_argument("--folder", type=Path, default=Path("var/year"))
    given = parser.parse_args()
    asyncio.run(_main(given.days, given.seed, given.folder, given.restarts))
