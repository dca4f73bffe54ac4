"""`python -m bot drill`: the operator sees who would be paged."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.cli import main
from bot.demo import cast
from storage.engine import Store


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """The demonstration's settings, with a database that was made."""
    path = tmp_path / "config.toml"
    path.write_text(
        cast.config("123456789:" + "x" * 35, "http://127.0.0.1:1/bot", "sqlite:///desk.sqlite", "en")
    )

    async def make() -> None:
        await (await Store.open(f"sqlite:///{tmp_path / 'desk.sqlite'}")).close()

    asyncio.run(make())
    return path


def _run(config: Path, *words: str) -> int:
    return main(["drill", *words, "--config", str(config)], env={})


def test_the_operator_sees_every_step(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(config, "1", "SCHOOL-1", "--at", "2026-12-24 02:50") == 0
    shown = capsys.readouterr().out
    assert "step 1" in shown
    assert "02:50 (+0)" in shown
    assert "again and again" in shown
    assert "<" not in shown


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("1", "NOBODY"), 'there is no contract "NOBODY"; there are: SCHOOL-1, CLINIC-7'),
        (("9", "SCHOOL-1"), "SCHOOL-1 has no level 9; there are: 1, 2, 3"),
        (("1", "SCHOOL-1", "--at", "noon"), "--at: write a time like 02:50"),
        (("one", "SCHOOL-1"), "invalid int value"),
    ],
)
def test_what_is_wrong_is_one_line(
    config: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], line: str
) -> None:
    assert _run(config, *words) == 2
    told = capsys.readouterr().err
    assert line in told
    assert told.count("\n") == 1
