"""From the settings to the page: a fault whose duty asks for a skill wakes nobody who lacks it."""

from __future__ import annotations

import re
from pathlib import Path

from bot.demo.cast import ENGINEERS as STAFF
from tests.e2e.stage import LIN, played
from tests.e2e.test_oncall import opened, paged

NAMES = {player.id: player.name for player in STAFF}
ABLE, OTHER, THIRD = 603, 604, 601


def skilled(written: str) -> str:
    """The demonstration's settings with one primary rotation for whoever knows networks."""
    for person in (ABLE, THIRD):
        line = f"telegram_id = {person}\n"
        assert line in written
        written = written.replace(line, f'{line}skills = ["network"]\n')
    block = re.compile(r'\[\[rotations\]\]\nlayer = "primary".*?(?=\n\[\[)', re.DOTALL)
    own = f'[[rotations]]\nlayer = "primary"\npeople = [{ABLE}, {THIRD}]\nrotates = false\nskills = ["network"]\n'
    return block.sub("", written).replace("[[policies]]", f"{own}\n[[policies]]", 1)


async def test_whom_a_change_names_without_the_skill_is_told_no_and_not_paged(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        await desk.restart(settings=skilled)
        assert ABLE in await paged(desk, await opened(desk))
        await desk.say(LIN, f"/override primary {NAMES[OTHER]} 14:00")
        assert desk.said(LIN, "network")
        await desk.say(ABLE, f"/delegate {NAMES[OTHER]} 到 明天")
        number = await opened(desk)
        assert ABLE in await paged(desk, number)
        assert OTHER not in await paged(desk, number)
        await desk.say(ABLE, f"/delegate {NAMES[THIRD]} 到 明天")
        number = await opened(desk)
        assert THIRD in await paged(desk, number)
        assert ABLE not in await paged(desk, number)
