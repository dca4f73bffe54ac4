"""What is known of a fault in the middle of a conversation: the set of worlds still possible.

An answer such as "one function, or one single device" is not always a fact; it is a set of combinations of
facts. There are 144 combinations, so a set of them is an integer of 144 bits.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import product
from typing import Self

from domain.triage.facts import FACTS, Facts, FactValue

WORLDS: tuple[Facts, ...] = tuple(
    Facts(**dict(zip(FACTS, values, strict=True)))  # type: ignore[arg-type]
    for values in product(*FACTS.values())
)
ALL = (1 << len(WORLDS)) - 1
_FORMAT = "w1:"
_MASKS: dict[str, dict[FactValue, int]] = {
    name: {
        value: sum(1 << i for i, world in enumerate(WORLDS) if getattr(world, name) == value)
        for value in values
    }
    for name, values in FACTS.items()
}

Condition = Mapping[str, AbstractSet[FactValue]]
"""Fact name -> accepted values; all must hold, and an empty condition always holds."""


def mask(condition: Condition) -> int:
    """The worlds, one bit each, in which the condition holds."""
    worlds = ALL
    for name, values in condition.items():
        accepted = 0
        for value in values:
            accepted |= _MASKS[name][value]
        worlds &= accepted
    return worlds


def bits(worlds: int) -> Iterator[int]:
    """Numbers of the worlds in a set, ascending."""
    while worlds:
        low = worlds & -worlds
        yield low.bit_length() - 1
        worlds ^= low


@dataclass(frozen=True)
class Knowledge:
    """The worlds that are still possible; never empty."""

    worlds: int = ALL

    def __post_init__(self) -> None:
        if not 0 < self.worlds <= ALL:
            raise ValueError("knowledge without a possible world")

    @classmethod
    def of(cls, facts: Facts) -> Self:
        """What is known when exactly these facts are."""
        return cls(mask({name: frozenset([value]) for name, value in facts.known().items()}))

    def learned(self, worlds: int) -> Knowledge:
        """This knowledge and the true world being one of `worlds`; ValueError if that contradicts it."""
        return Knowledge(self.worlds & worlds)

    def facts(self) -> Facts:
        """The facts that are already certain."""
        certain = {
            name: value
            for name, masks in _MASKS.items()
            for value, worlds in masks.items()
            if not self.worlds & ~worlds
        }
        return Facts(**certain)  # type: ignore[arg-type]

    def allows(self, facts: Facts) -> bool:
        """Whether these facts can all be true."""
        return bool(self.worlds & Knowledge.of(facts).worlds)

    def to_json(self) -> str:
        """A short string for a draft's row."""
        return f"{_FORMAT}{self.worlds:x}"

    @classmethod
    def from_json(cls, text: str) -> Self:
        """The reverse of `to_json`; anything else raises ValueError."""
        if not text.startswith(_FORMAT):
            raise ValueError(f"not a stored knowledge: {text!r}")
        return cls(int(text.removeprefix(_FORMAT), 16))
