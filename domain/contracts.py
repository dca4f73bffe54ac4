"""Contracts as data: levels, their conditions, clocks and calendars (source: OBLIGATIONS, section 1)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from domain.calendars import Calendar, parse_calendar
from domain.durations import Duration, parse_duration
from domain.severity import LevelRule, parse_rules

CLOCK_NAMES = ("response", "onsite", "restore")

_SPOKE = ("engineer_said", "on_way", "arrived", "remote", "restored", "resolved")
_STOPS: Mapping[str, tuple[str, ...]] = {
    "response": _SPOKE,
    "onsite": ("arrived", "restored", "resolved"),
    "restore": ("restored", "resolved"),
}


class ContractError(ValueError):
    """A contract that contradicts itself; the message is one line for its author."""


@dataclass(frozen=True)
class ClockSpec:
    """One promise: `within` on `calendar` from the ticket's opening, stopped by the first of `stops`."""

    name: str
    within: Duration
    calendar: Calendar
    stops: tuple[str, ...]
    or_remote: bool = False


@dataclass(frozen=True)
class Level:
    """A severity level in the words of the contract; 1 is the most severe."""

    number: int
    label: Mapping[str, str]
    meaning: Mapping[str, str]
    clocks: tuple[ClockSpec, ...]
    ack_seconds: int
    """After so many seconds without an acknowledgement the next step of the ladder is paged."""


@dataclass(frozen=True)
class Preset:
    """The terms of a kind of contract, without a customer."""

    name: str
    title: Mapping[str, str]
    levels: tuple[Level, ...]
    rules: tuple[LevelRule, ...]
    warn_shares: tuple[int, ...]
    confirm: Duration
    """Silence of the customer after the repair closes the ticket after this time."""

    def level(self, number: int) -> Level:
        """The level of that number; KeyError if the contract has none."""
        for level in self.levels:
            if level.number == number:
                return level
        raise KeyError(number)


@dataclass(frozen=True)
class Contract:
    """A preset agreed with a customer. `spec` is the plain data it was read from, kept with each version."""

    code: str
    version: int
    customer: str
    timezone: str
    preset: Preset


def load_preset(name: str, data: Mapping[str, Any], timezone: str, zone: str = "near") -> Preset:
    """Read a preset; ContractError names the first thing that cannot be meant.

    `zone` chooses between `within` and `within_far` of a clock.
    """
    try:
        return _read(name, data, timezone, zone)
    except ContractError:
        raise
    except KeyError as missing:
        raise ContractError(f"preset {name}: {missing.args[0]} is missing") from missing
    except (TypeError, ValueError, AttributeError) as wrong:
        raise ContractError(f"preset {name}: {wrong}") from wrong


def _read(name: str, data: Mapping[str, Any], timezone: str, zone: str) -> Preset:
    unknown = set(data) - {"title", "calendars", "levels", "rules", "warn_at", "confirm_within"}
    if unknown:
        raise ContractError(f"preset {name}: unknown key {sorted(unknown)[0]}")
    calendars = {
        key: parse_calendar(timezone, spec["hours"], spec.get("holidays", "none"))
        for key, spec in data["calendars"].items()
    }
    rules = parse_rules(data["rules"])
    levels = tuple(_level(level, calendars, zone) for level in data["levels"])
    numbers = [level.number for level in levels]
    if not 1 <= len(numbers) <= 9 or numbers != sorted(set(numbers)):
        raise ContractError(f"preset {name}: levels must be numbered upwards, each once")
    for rule in rules:
        if rule.level not in numbers:
            raise ContractError(f"preset {name}: a rule leads to level {rule.level}, which does not exist")
    for number in numbers:
        if all(rule.level != number for rule in rules):
            raise ContractError(f"preset {name}: no facts lead to level {number}")
    shares = tuple(int(share) for share in data.get("warn_at", (50, 75, 90)))
    if any(not 0 < share < 100 for share in shares) or list(shares) != sorted(set(shares)):
        raise ContractError(f"preset {name}: warn_at must be shares between 1 and 99, rising")
    return Preset(name, dict(data["title"]), levels, rules, shares, parse_duration(data["confirm_within"]))


def _level(data: Mapping[str, Any], calendars: Mapping[str, Calendar], zone: str) -> Level:
    number = int(data["number"])
    clocks = []
    for clock, spec in data.get("clocks", {}).items():
        if clock not in CLOCK_NAMES:
            raise ContractError(f"level {number}: unknown clock {clock}")
        calendar = spec.get("calendar", "always")
        if calendar not in calendars:
            raise ContractError(f"level {number}, clock {clock}: unknown calendar {calendar}")
        within = spec.get("within_far", spec["within"]) if zone == "far" else spec["within"]
        or_remote = bool(spec.get("or_remote", False))
        stops = (*_STOPS[clock], "remote") if or_remote else _STOPS[clock]
        clocks.append(ClockSpec(clock, parse_duration(within), calendars[calendar], stops, or_remote))
    ack = parse_duration(data["acknowledge"]).seconds
    return Level(number, dict(data["label"]), dict(data["meaning"]), tuple(clocks), ack)


def preset_names() -> list[str]:
    """The presets that ship with the product."""
    return sorted(
        entry.name[:-5] for entry in files("domain.presets").iterdir() if entry.name.endswith(".toml")
    )


def shipped_preset(name: str) -> dict[str, Any]:
    """The data of a shipped preset; ContractError for an unknown name."""
    if name not in preset_names():
        raise ContractError(f'there is no preset "{name}"; there are: {", ".join(preset_names())}')
    return tomllib.loads((files("domain.presets") / f"{name}.toml").read_text(encoding="utf-8"))
