"""`python -m bot sla-report` on a database with one clock of every sort."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from bot.clock import MovableClock
from storage.engine import Store
from tests.attainment.test_figures import fill
from tests.cli.conftest import Type
from tests.summary.conftest import NOW, Desk


@pytest.fixture
async def month(config: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    store = await Store.open(f"sqlite:///{config.parent}/faultline.sqlite")
    await store.write(lambda conn: fill(Desk(conn)))
    await store.close()
    monkeypatch.setattr("bot.cli.attainment.SystemClock", lambda: MovableClock(NOW))
    return config


async def test_the_operator_sees_the_month_so_far(month: Path, typed: Type) -> None:
    said = await typed("sla-report", "--config", month)
    assert said.code == 0
    assert said.out[0] == "2026-11-01 to 2026-11-21 18:29, Asia/Shanghai"
    assert said.out[1].split()[:6] == ["contract", "clock", "level", "kept", "breached", "attained"]
    (response,) = [line for line in said.out if line.startswith("school") and " response " in line]
    assert " ".join(response.split()).endswith("50 % 1 1 10 min 1 h 2 h 100 %, 200 %")
    assert said.out[-1].startswith("all")


async def test_each_clock_is_written_to_a_file(month: Path, typed: Type, tmp_path: Path) -> None:
    file = tmp_path / "out.csv"
    said = await typed("sla-report", "--config", month, "--csv", file)
    assert said.out[-1].startswith(f"10 clocks written to {file}")
    with file.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert {row["reason"] for row in rows} == {"", "no key"}


async def test_a_month_that_is_over_and_one_contract(month: Path, typed: Type) -> None:
    said = await typed("sla-report", "--config", month, "--month", "last")
    assert said.out[0] == "2026-10-01 to 2026-10-31 23:59, Asia/Shanghai"
    assert len(said.out) == 2


@pytest.mark.parametrize(
    ("argv", "line"),
    [
        (("--month", "2030-01"), '--month: must be a month such as "2026-10", "10" or "last", not "2030-01"'),
        (("--contract", "nope"), 'there is no contract "nope"; there are: none yet'),
        (("--csv", "/nowhere/x.csv"), "/nowhere/x.csv: No such file or directory"),
    ],
)
async def test_wrong_input_is_one_line(argv: tuple[str, ...], line: str, month: Path, typed: Type) -> None:
    said = await typed("sla-report", "--config", month, *argv)
    assert said.code != 0
    assert said.err == [line]
