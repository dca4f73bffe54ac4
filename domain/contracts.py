"""Contracts as data: reads a preset and names the first thing in it that cannot be meant.

Source of the terms: OBLIGATIONS, section 1. The format is explained in docs/contracts.md.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from domain.calendars import Calendar, parse_calendar
from domain.durations import Duration, Unit, parse_duration
from domain.holidays import NO_LIST, Official
from domain.severity import parse_rules
from domain.terms import (
    CLOCK_NAMES,
    HEARERS,
    REQUEST_KINDS,
    ClockSpec,
    Contract,
    Grade,
    Level,
    PauseTerms,
    Preset,
    Round,
    ServiceTerms,
)

__all__ = [
    "CLOCK_NAMES", "ClockSpec", "Contract", "ContractError", "Level", "Preset", "load_preset", "preset_names",
    "shipped_preset",
]  # fmt: skip

_SPOKE = ("engineer_said", "on_way", "arrived", "remote", "restored", "resolved")
_STOPS: Mapping[str, tuple[str, ...]] = {
    "response": _SPOKE,
    "onsite": ("arrived", "restored", "resolved"),
    "restore": ("restored", "resolved"),
    "report": ("resolved",),
    "defect_fix": ("defect_fixed",),
    "answer": ("engineer_said", "resolved"),
    "change": ("resolved",),
    "complaint": ("engineer_said", "resolved"),
}
_STARTS: Mapping[str, str] = {"report": "restored", "defect_fix": "restored"}
_FAULT_CLOCKS = ("response", "onsite", "restore", "report", "defect_fix")
_REQUEST_CLOCKS = ("response", "answer", "change", "complaint")
_FAULT_STARTS = ("opened", "acknowledged", "on_way", "arrived", "restored", "resolved")
_REQUEST_STARTS = ("opened", "acknowledged", "resolved")
_FAULT_STOPS = ("acknowledged", *_SPOKE, "defect_fixed")
_REQUEST_STOPS = ("acknowledged", "engineer_said", "resolved")
_NEVER_PAUSED = ("response", "complaint")
_CONSENTERS = frozenset({"customer", "manager"})


class ContractError(ValueError):
    """A contract that contradicts itself; the message is one line for its author."""


def load_preset(
    name: str,
    data: Mapping[str, Any],
    timezone: str,
    zone: str = "near",
    official: Official = NO_LIST,
    closed: Collection[date] = (),
) -> Preset:
    """Read a preset; ContractError names the first thing that cannot be meant.

    `zone` ("near" or "far") chooses between `within` and `within_far` of a clock; `official` are the holiday lists
    that were loaded for years that the library does not know, `closed` the customer's own closing days.
    """
    try:
        return _Reader(name, timezone, zone, official, closed).read(data)
    except ContractError:
        raise
    except KeyError as missing:
        raise ContractError(f"preset {name}: {missing.args[0]} is missing") from missing
    except (TypeError, ValueError, AttributeError) as wrong:
        raise ContractError(f"preset {name}: {wrong}") from wrong


class _Reader:
    def __init__(
        self, name: str, timezone: str, zone: str, official: Official, closed: Collection[date]
    ) -> None:
        if zone not in ("near", "far"):
            raise ContractError(f'preset {name}: the zone is "near" or "far", not "{zone}"')
        self._name, self._timezone, self._zone, self._official = name, timezone, zone, official
        self._closed = closed
        self._calendars: dict[str, Calendar] = {}

    def read(self, data: Mapping[str, Any]) -> Preset:
        _known(
            data, "preset", ("title", "summary", "calendars", "levels", "rules", "warn_at", "warn_to", "confirm_within",
            "contest_within", "requests", "pauses", "regrade", "service"),
        )  # fmt: skip
        self._calendars = {key: self._calendar(key, spec) for key, spec in data["calendars"].items()}
        rules = parse_rules(data["rules"])
        levels = tuple(self._level(level) for level in data["levels"])
        if not levels:
            raise ValueError("levels: a contract needs at least one")
        numbers = [level.number for level in levels]
        if not 1 <= len(numbers) <= 9 or numbers != sorted(set(numbers)):
            raise ValueError("levels must be numbered upwards, each once")
        for rule in rules:
            if rule.level not in numbers:
                raise ValueError(f"a rule leads to level {rule.level}, which does not exist")
        for number in numbers:
            if all(rule.level != number for rule in rules):
                raise ValueError(f"no facts lead to level {number}")
        office = self._calendars.get("office") or next(
            (one for one in self._calendars.values() if not one.always), Calendar(self._timezone)
        )
        regrade = _known(data.get("regrade", {}), "regrade", ("notice", "downgrade_consent"))
        shares = _shares(data.get("warn_at", (50, 75, 90)))
        return Preset(
            self._name,
            _words(data["title"], "title"),
            levels,
            rules,
            shares,
            parse_duration(data["confirm_within"]),
            contest=parse_duration(data.get("contest_within", "7d")),
            summary=_words(data["summary"], "summary") if "summary" in data else {},
            warn_to=_warn_to(data.get("warn_to", {}), shares),
            requests={kind: self._grades(kind, of) for kind, of in data.get("requests", {}).items()},
            pauses={key: self._pause(key, spec) for key, spec in data.get("pauses", {}).items()},
            notice=_notice(regrade.get("notice", "30m")),
            downgrade_consent=_consent(regrade.get("downgrade_consent", ())),
            service=_service(data.get("service", {})),
            working_days=office,
        )

    def _calendar(self, key: str, spec: Mapping[str, Any]) -> Calendar:
        try:
            _known(spec, "calendar", ("hours", "holidays", "closed", "days"))
            return parse_calendar(
                self._timezone,
                spec["hours"],
                spec.get("holidays", "none"),
                closed=[*spec.get("closed", ()), *(self._closed if spec["hours"] != "7x24" else ())],
                days=spec.get("days"),
                official=self._official,
            )
        except ValueError as wrong:
            raise ValueError(f"calendar {key}: {wrong}") from wrong

    def _level(self, data: Mapping[str, Any]) -> Level:
        number = int(data["number"])
        where = f"level {number}"
        _known(data, where, ("number", "label", "meaning", "acknowledge", "clocks"))
        clocks = self._clocks(data.get("clocks", {}), where, _FAULT_CLOCKS, _FAULT_STARTS, _FAULT_STOPS)
        ack = parse_duration(data["acknowledge"]).seconds
        return Level(number, _words(data["label"], where), _words(data["meaning"], where), tuple(clocks), ack)

    def _grades(self, kind: str, data: Sequence[Mapping[str, Any]]) -> tuple[Grade, ...]:
        if kind not in REQUEST_KINDS:
            raise ValueError(f'requests: "{kind}" is no kind of request: {", ".join(REQUEST_KINDS)}')
        grades = []
        for one in data:
            where = f"requests.{kind}"
            _known(one, where, ("grade", "label", "clocks"))
            clocks = self._clocks(one["clocks"], where, _REQUEST_CLOCKS, _REQUEST_STARTS, _REQUEST_STOPS)
            grades.append(Grade(str(one["grade"]), _words(one["label"], where), tuple(clocks)))
        if len({grade.name for grade in grades}) != len(grades):
            raise ValueError(f"requests.{kind}: a grade is there twice")
        return tuple(grades)

    def _clocks(
        self,
        data: Mapping[str, Mapping[str, Any]],
        where: str,
        allowed: Collection[str],
        starts: Collection[str],
        stops: Collection[str],
    ) -> list[ClockSpec]:
        found = []
        for name, spec in data.items():
            here = f"{where}, clock {name}"
            if name not in CLOCK_NAMES:
                raise ValueError(f"{where}: unknown clock {name}")
            if name not in allowed:
                raise ValueError(f"{here}: it would never start here")
            _known(spec, here, ("within", "within_far", "calendar", "or_remote", "start", "stop"))
            clock = self._clock(name, spec, here, stops)
            if clock is None:
                continue
            if clock.start not in starts:
                raise ValueError(f'{here}: it would never start, there is no "{clock.start}" here')
            if unknown := [stop for stop in clock.stops if stop not in stops]:
                raise ValueError(f'{here}: there is no "{unknown[0]}" here that could stop it')
            found.append(clock)
        return sorted(found, key=lambda clock: CLOCK_NAMES.index(clock.name))

    def _clock(
        self, name: str, spec: Mapping[str, Any], where: str, possible: Collection[str]
    ) -> ClockSpec | None:
        if "within" not in spec and "within_far" not in spec:
            raise ValueError(f"{where}: within is missing")
        within = spec.get("within", "none")
        if self._zone == "far":
            within = spec.get("within_far", within)
        calendar = spec.get("calendar", "always")
        if calendar not in self._calendars:
            raise ValueError(f"{where}: unknown calendar {calendar}")
        or_remote = bool(spec.get("or_remote", False))
        if or_remote and name != "onsite":
            raise ValueError(f"{where}: only on-site support can be given remotely instead")
        stops = tuple(spec.get("stop", [stop for stop in _STOPS[name] if stop in possible]))
        if not stops:
            raise ValueError(f"{where}: nothing would ever stop it")
        start = spec.get("start", _STARTS.get(name, "opened"))
        for written in (spec.get("within", "none"), spec.get("within_far", "none")):
            if written != "none":
                parse_duration(written)
        if within == "none":
            return None
        return ClockSpec(
            name,
            parse_duration(within),
            self._calendars[calendar],
            (*stops, "remote") if or_remote else stops,
            or_remote,
            start,
        )

    def _pause(self, key: str, spec: Mapping[str, Any]) -> PauseTerms:
        where = f"pauses.{key}"
        if not key.isidentifier() or len(key) > 16:
            raise ValueError(f"{where}: the name is a short word of letters")
        _known(spec, where, ("label", "longest", "calendar", "clocks"))
        clocks = tuple(spec.get("clocks", [clock for clock in CLOCK_NAMES if clock not in _NEVER_PAUSED]))
        if unknown := [clock for clock in clocks if clock not in CLOCK_NAMES]:
            raise ValueError(f"{where}: unknown clock {unknown[0]}")
        if not clocks:
            raise ValueError(f"{where}: it stops no clock")
        calendar = spec.get("calendar", "always")
        if calendar == "always" and calendar not in self._calendars:
            self._calendars[calendar] = Calendar(self._timezone)
        if calendar not in self._calendars:
            raise ValueError(f"{where}: unknown calendar {calendar}")
        return PauseTerms(
            key,
            _words(spec["label"], where),
            parse_duration(spec["longest"]),
            self._calendars[calendar],
            clocks,
        )


def _known(data: Mapping[str, Any], where: str, keys: Collection[str]) -> Mapping[str, Any]:
    if not isinstance(data, Mapping):
        raise TypeError(f"{where} must be a table")
    if unknown := sorted(set(data) - set(keys)):
        raise ValueError(f"unknown key {unknown[0]}" + ("" if where == "preset" else f" in {where}"))
    return data


def _words(data: Any, where: str) -> dict[str, str]:
    words = dict(data)
    for language in ("zh", "en"):
        if not str(words.get(language, "")).strip():
            raise ValueError(f"{where}: the words for {language} are missing")
    return {language: str(text) for language, text in words.items()}


def _shares(data: Sequence[Any]) -> tuple[int, ...]:
    shares = tuple(int(share) for share in data)
    if any(not 0 < share < 100 for share in shares) or list(shares) != sorted(set(shares)):
        raise ValueError("warn_at must be shares between 1 and 99, rising")
    return shares


def _warn_to(data: Mapping[str, Any], shares: Collection[int]) -> dict[int, tuple[str, ...]]:
    found = {}
    for key, names in data.items():
        share = 100 if key == "breach" else int(key)
        if share != 100 and share not in shares:
            raise ValueError(f"warn_to: {key} is not a share of warn_at")
        if unknown := [name for name in names if name not in HEARERS]:
            raise ValueError(f'warn_to: "{unknown[0]}" is none of {", ".join(HEARERS)}')
        found[share] = tuple(names)
    return found


def _notice(written: str) -> Duration:
    notice = parse_duration(written)
    if notice.unit is not Unit.SECONDS:
        raise ValueError("regrade: the notice is a length of working time, like 30m or 2h")
    return notice


def _consent(data: Sequence[str]) -> frozenset[str]:
    if unknown := sorted(set(data) - _CONSENTERS):
        raise ValueError(f'regrade: "{unknown[0]}" cannot consent, only {", ".join(sorted(_CONSENTERS))}')
    return frozenset(data)


def _service(data: Mapping[str, Any]) -> ServiceTerms:
    _known(data, "service", ("survey_every", "visits", "inspections", "warranty"))
    return ServiceTerms(
        parse_duration(data["survey_every"]) if "survey_every" in data else None,
        tuple(_round(one, "service.visits") for one in data.get("visits", ())),
        tuple(_round(one, "service.inspections") for one in data.get("inspections", ())),
        {kind: parse_duration(length) for kind, length in data.get("warranty", {}).items()},
    )


def _round(data: Mapping[str, Any], where: str) -> Round:
    _known(data, where, ("name", "label", "every", "before_warranty_end"))
    if ("every" in data) == ("before_warranty_end" in data):
        raise ValueError(f"{where}: {data['name']} needs either every or before_warranty_end")
    every, before = data.get("every"), data.get("before_warranty_end")
    return Round(
        str(data["name"]),
        _words(data["label"], where),
        parse_duration(every) if every else None,
        parse_duration(before) if before else None,
    )


def preset_names() -> list[str]:
    """The presets that ship with the product."""
    return sorted(
        entry.name[:-5] for entry in files("domain.presets").iterdir() if entry.name.endswith(".toml")
    )


@cache
def _text(name: str) -> str:
    return (files("domain.presets") / f"{name}.toml").read_text(encoding="utf-8")


def shipped_preset(name: str) -> dict[str, Any]:
    """The data of a shipped preset; ContractError for an unknown name."""
    if name not in preset_names():
        raise ContractError(f'there is no preset "{name}"; there are: {", ".join(preset_names())}')
    return tomllib.loads(_text(name))
