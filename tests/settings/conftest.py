"""A settings file that is in order, to be made wrong in one place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from bot.settings import ConfigError, Settings, load

GOOD = """\
[telegram]
token = "123:abc"

[chats]
engineers = -1001
managers = -1002

[[people]]
name = "王芳"
telegram_id = 11
superior = "陈主任"

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
oncall = [11]
"""

Load = Callable[..., Settings]
Wrong = Callable[..., tuple[str, ...]]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


@pytest.fixture
def read(file: Path) -> Load:
    """Load a text, by default the good one."""

    def reader(text: str = GOOD, env: Mapping[str, str] | None = None) -> Settings:
        file.write_text(text, encoding="utf-8")
        return load(file, env or {})

    return reader


@pytest.fixture
def wrong(read: Load, file: Path) -> Wrong:
    """The lines about a text, without the folder of the file."""

    def reader(text: str = GOOD, env: Mapping[str, str] | None = None) -> tuple[str, ...]:
        with pytest.raises(ConfigError) as refused:
            read(text, env)
        assert all("\n" not in line for line in refused.value.lines)
        return tuple(line.replace(f"{file.parent}/", "") for line in refused.value.lines)

    return reader
