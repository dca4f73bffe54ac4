"""A customer's first messages, read: the kind of request and the facts that are stated."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from domain.triage.facts import Facts, Kind
from domain.triage.features import features, normal
from domain.triage.knowledge import Knowledge
from domain.triage.statements import stated

_SURE_LEAD = 100
"""How far the best kind must lead the next, in hundredths of a natural-log odds, to be called sure."""


@dataclass(frozen=True)
class Reading:
    """What a text says; where `sure` is false the customer had better be asked for the kind.

    `known` is what a conversation starts from: the facts, and what is less than a fact ("more than one is hit").
    """

    kind: Kind
    sure: bool
    facts: Facts
    known: Knowledge


@dataclass(frozen=True)
class _Weights:
    kinds: tuple[Kind, ...]
    bias: tuple[int, ...]
    table: Mapping[str, tuple[int, ...]]


@lru_cache(maxsize=1)
def _weights() -> _Weights:
    stored = json.loads(files("domain.triage").joinpath("kind_weights.json").read_text(encoding="utf-8"))
    table = {feature: tuple(row) for feature, row in stored["weights"].items()}
    return _Weights(tuple(Kind(k) for k in stored["kinds"]), tuple(stored["bias"]), table)


def read(text: str) -> Reading:
    """Read one report (several messages of it joined by newlines). Any text has a reading."""
    even = normal(text)
    weights = _weights()
    totals = list(weights.bias)
    for feature in features(even):
        for place, value in enumerate(weights.table.get(feature, ())):
            totals[place] += value
    best, second = sorted(totals, reverse=True)[:2]
    kind = weights.kinds[totals.index(best)]
    sure = best - second >= _SURE_LEAD
    if kind is not Kind.FAULT and sure:
        return Reading(kind, sure, Facts(), Knowledge())
    facts, known = stated(even)
    return Reading(kind, sure, facts, known)
