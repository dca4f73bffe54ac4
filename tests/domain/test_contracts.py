from __future__ import annotations

import copy
from typing import Any

import pytest

from domain.contracts import ContractError, load_preset, preset_names, shipped_preset


def load(data: dict[str, Any], zone: str = "near") -> Any:
    return load_preset("test", data, "Asia/Shanghai", zone)


@pytest.fixture
def data() -> dict[str, Any]:
    return copy.deepcopy(shipped_preset("canteen-video"))


def test_every_shipped_preset_loads_and_speaks_both_languages() -> None:
    for name in preset_names():
        preset = load_preset(name, shipped_preset(name), "Asia/Shanghai")
        for level in preset.levels:
            assert set(level.label) == set(level.meaning) == {"zh", "en"}


def test_preset_p1_has_the_times_of_the_contract(data: dict[str, Any]) -> None:
    preset = load(data)
    times = {
        (level.number, clock.name): str(clock.within) for level in preset.levels for clock in level.clocks
    }
    assert times == {
        (1, "response"): "2h", (1, "onsite"): "2h", (1, "restore"): "24h", (2, "onsite"): "4h", (3, "onsite"): "8h",
        (4, "onsite"): "12h", **{(level, "defect_fix"): "1month" for level in (1, 2, 3, 4)},
    }  # fmt: skip
    with pytest.raises(KeyError):
        preset.level(5)


def test_the_far_zone_may_have_its_own_time(data: dict[str, Any]) -> None:
    data["levels"][0]["clocks"]["onsite"]["within_far"] = "48h"
    assert str(load(data, "far").level(1).clocks[1].within) == "48h"
    assert str(load(data).level(1).clocks[1].within) == "2h"


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        (lambda d: d.update(level=1), "unknown key level"),
        (lambda d: d.pop("rules"), "rules is missing"),
        (lambda d: d["levels"].clear(), "levels"),
        (lambda d: d["levels"].reverse(), "numbered upwards"),
        (lambda d: d["levels"].pop(), "leads to level 4"),
        (lambda d: d["rules"].pop(-2), "no facts lead to level 4"),
        (lambda d: d.update(warn_at=[90, 50]), "warn_at"),
        (lambda d: d["levels"][0]["clocks"].update(fly={"within": "1h"}), "unknown clock fly"),
        (lambda d: d["levels"][0]["clocks"]["onsite"].update(calendar="moon"), "unknown calendar moon"),
        (lambda d: d["levels"][0]["clocks"]["onsite"].update(within="-2h"), "is not a duration"),
        (lambda d: d["calendars"]["office"].update(hours=["Mon 9"]), "is not a shift"),
    ],
)
def test_a_preset_that_cannot_be_meant_is_refused_in_one_line(
    data: dict[str, Any], change: Any, wrong: str
) -> None:
    change(data)
    with pytest.raises(ContractError, match=wrong) as refused:
        load(data)
    assert "\n" not in str(refused.value)


def test_an_unknown_preset_is_named_with_those_that_exist() -> None:
    with pytest.raises(ContractError, match=r"no preset \"x\".*canteen-video"):
        shipped_preset("x")
