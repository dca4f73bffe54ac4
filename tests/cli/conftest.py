"""The commands against a Telegram on this machine."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.cli import main
from playground.people import start
from playground.server import Playground

ENGINEERS, MANAGERS = -1001000000001, -4000000002
WANG, CHEN = 11, 21

SETTINGS = """\
[telegram]
token = "{token}"
api_base = "{api_base}"

[chats]
engineers = -1001000000001
managers = -4000000002

[[people]]
name = "王芳"
telegram_id = 11

[[people]]
name = "陈主任"
telegram_id = 21
roles = ["manager"]

[[contracts]]
code = "C-01"
customer = "第一实验小学"
preset = "canteen-video"

[duty]
team = ["王芳"]
"""


@dataclass(frozen=True)
class Said:
    """What a command left: its exit code and its lines."""

    code: int
    out: list[str]
    err: list[str]


Type = Callable[..., Awaitable[Said]]


@pytest.fixture
async def telegram() -> AsyncIterator[Playground]:
    """Everybody has started the bot; both groups are as they should be."""
    async with Playground() as playground:
        world = playground.world
        for person, name in ((WANG, "王芳"), (CHEN, "陈主任")):
            world.add_person(name, id=person)
            start(world, person)
        world.add_group("工程师", [WANG, CHEN], id=ENGINEERS, is_forum=True)
        world.add_group("经理", [CHEN], id=MANAGERS, bot_admin=False)
        yield playground


@pytest.fixture
def config(tmp_path: Path) -> Path:
    path = tmp_path / "config.toml"
    path.write_text(SETTINGS.format(token="1:unused", api_base="http://127.0.0.1:9"))
    return path


@pytest.fixture
def online(telegram: Playground, config: Path) -> Path:
    config.write_text(SETTINGS.format(token=telegram.token, api_base=telegram.url))
    return config


@pytest.fixture
def typed(capsys: pytest.CaptureFixture[str]) -> Type:
    """Carry out a command line while the playground goes on."""

    async def carry_out(*argv: object) -> Said:
        capsys.readouterr()
        code = await asyncio.to_thread(main, [str(word) for word in argv], {})
        said = capsys.readouterr()
        return Said(code, said.out.splitlines(), said.err.splitlines())

    return carry_out
