"""The five facts that decide how severe a fault is, and the kinds of request."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Self


class Kind(StrEnum):
    """What a request is for (the contracts sort requests into these kinds)."""

    FAULT = "fault"
    CONSULTATION = "consultation"
    CHANGE = "change"
    TRAINING = "training"
    MAINTENANCE = "maintenance"
    COMPLAINT = "complaint"
    OTHER = "other"


class Impact(StrEnum):
    """How far the service at the site is impaired."""

    DOWN = "down"
    SEVERE = "severe"
    LIMITED = "limited"
    SLIGHT = "slight"


class Scope(StrEnum):
    """How many people or devices are hit; a sole device that is the whole service is `everyone`."""

    EVERYONE = "everyone"
    MANY = "many"
    ONE = "one"


class Data(StrEnum):
    """What became of the customer's data; encrypted counts as lost, leaked or wrong as at risk."""

    LOST = "lost"
    AT_RISK = "at_risk"
    SAFE = "safe"


FactValue = Impact | Scope | Data | bool

FACTS: Mapping[str, tuple[FactValue, ...]] = MappingProxyType(
    {
        "impact": tuple(Impact),
        "scope": tuple(Scope),
        "data": tuple(Data),
        "security": (True, False),
        "workaround": (True, False),
    }
)
"""Every fact with its values, the gravest first."""


@dataclass(frozen=True)
class Facts:
    """What is known of a fault; None means not known."""

    impact: Impact | None = None
    scope: Scope | None = None
    data: Data | None = None
    security: bool | None = None
    workaround: bool | None = None

    def known(self) -> dict[str, FactValue]:
        """Only the facts that are known, by name."""
        return {f.name: getattr(self, f.name) for f in fields(self) if getattr(self, f.name) is not None}

    def missing(self) -> tuple[str, ...]:
        """Names of the facts that are not known."""
        return tuple(f.name for f in fields(self) if getattr(self, f.name) is None)

    def merged(self, other: Facts) -> Facts:
        """These facts, overridden by whatever `other` knows (the later message is right)."""
        return replace(self, **other.known())  # type: ignore[arg-type]

    def to_json(self) -> dict[str, str | bool]:
        """The known facts as plain JSON values."""
        return {name: v if isinstance(v, bool) else v.value for name, v in self.known().items()}

    @classmethod
    def from_json(cls, value: Mapping[str, object]) -> Self:
        """The reverse of `to_json`; an unknown name or value raises ValueError with one line."""
        return cls(**{name: fact_value(name, v) for name, v in value.items() if v is not None})  # type: ignore[arg-type]


def fact_value(name: str, value: object) -> FactValue:
    """The value of the named fact that `value` (from JSON or TOML) means; ValueError if there is none."""
    if name not in FACTS:
        raise ValueError(f"unknown fact {name!r}, expected one of: {', '.join(FACTS)}")
    for known in FACTS[name]:
        if known == value and isinstance(known, bool) == isinstance(value, bool):
            return known
    words = ", ".join(str(v).lower() for v in FACTS[name])
    raise ValueError(f"{name} cannot be {value!r}, expected one of: {words}")
