"""Escalation policies as data: whom each step calls, how long it waits, how often the ladder is climbed.

A ticket keeps the policy it started with as plain data (`to_data`), whatever the settings say later.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

PERSON = "person:"
SUPERIOR, MANAGERS, EXPERTS, GROUP = "superior", "managers", "experts", "group"

MOST_REPEATS = 9
"""As the best known pagers have it; what comes after the top of the ladder is up to the desk."""

_TARGET = re.compile(r"person:[1-9][0-9]{0,17}|[^\s:]+")


@dataclass(frozen=True)
class Step:
    """Those called together, then `wait` seconds for an acknowledgement; None: the level's own time.

    A target is "person:<id>", "superior" (of whoever is on duty), "managers", "experts", "group" (all engineers), or
    the name of an on-call layer. `channels` name further ways to wake them. ValueError: a malformed target or wait.
    """

    targets: tuple[str, ...]
    wait: int | None = None
    channels: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for target in self.targets:
            if not _TARGET.fullmatch(target):
                raise ValueError(
                    f'"{target}" cannot be called: write a layer, person:<id>, superior, managers, …'
                )
        if self.wait is not None and self.wait < 1:
            raise ValueError(f"a step waits at least a second, not {self.wait}")


@dataclass(frozen=True)
class Policy:
    """`steps` from the first to the last, and that `repeats` times more.

    For tickets of these `contracts` and `levels`; empty: of all. ValueError: `repeats` is not 0 to 9.
    """

    name: str
    steps: tuple[Step, ...]
    repeats: int = 0
    contracts: frozenset[str] = frozenset()
    levels: frozenset[int] = frozenset()
    status_seconds: int | None = None
    """The contract's experts are called together at the opening, and the customer hears at this beat; None: not so."""

    def __post_init__(self) -> None:
        if not 0 <= self.repeats <= MOST_REPEATS:
            raise ValueError(f"a ladder is repeated 0 to {MOST_REPEATS} times, not {self.repeats}")

    def fits(self, contract: str, level: int | None) -> bool:
        """Whether it is for such a ticket; one without a level only fits a policy for all levels."""
        return (not self.contracts or contract in self.contracts) and (
            not self.levels or level in self.levels
        )


BUILT_IN = Policy("", (Step(("primary",)), Step(("secondary",)), Step((SUPERIOR,)), Step((MANAGERS,))))
"""The ladder of a desk that says nothing else."""


def policy_for(policies: Iterable[Policy], contract: str, level: int | None) -> Policy:
    """The first that is for such a ticket, else BUILT_IN."""
    return next((policy for policy in policies if policy.fits(contract, level)), BUILT_IN)


def to_data(policy: Policy) -> dict[str, object]:
    """The policy as JSON takes it."""
    together = {} if policy.status_seconds is None else {"status_seconds": policy.status_seconds}
    return {
        "name": policy.name,
        "steps": [
            {"targets": list(step.targets), "wait": step.wait, "channels": list(step.channels)}
            for step in policy.steps
        ],
        "repeats": policy.repeats,
        "contracts": sorted(policy.contracts),
        "levels": sorted(policy.levels),
        **together,
    }


def from_data(data: Mapping[str, object]) -> Policy:
    """The policy that `to_data` made; what is left out has its default. ValueError says what is wrong."""
    name = data.get("name", "")
    if not isinstance(name, str):
        raise ValueError(f"the name of a policy is a text, not {name!r}")
    return Policy(
        name,
        tuple(_step(each) for each in _items(data, "steps")),
        _whole(data.get("repeats", 0), "repeats"),
        frozenset(_texts(data, "contracts")),
        frozenset(_whole(each, "levels") for each in _items(data, "levels")),
        None if data.get("status_seconds") is None else _whole(data["status_seconds"], "status_seconds"),
    )


def _step(data: object) -> Step:
    if not isinstance(data, Mapping):
        raise ValueError(f"a step is a table, not {data!r}")
    wait = data.get("wait")
    return Step(
        _texts(data, "targets"), None if wait is None else _whole(wait, "wait"), _texts(data, "channels")
    )


def _texts(data: Mapping[str, object], field: str) -> tuple[str, ...]:
    found = []
    for each in _items(data, field):
        if not isinstance(each, str):
            raise ValueError(f"{field} are texts, not {each!r}")
        found.append(each)
    return tuple(found)


def _items(data: Mapping[str, object], field: str) -> list[object]:
    found = data.get(field, [])
    if not isinstance(found, list):
        raise ValueError(f"{field} are a list, not {found!r}")
    return found


def _whole(value: object, field: str) -> int:
    # True is an int to Python, but nobody's number of seconds.
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError(f"{field}: {value!r} is not a whole number")
    return value
