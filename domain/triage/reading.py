"""What a first message says for sure: the kind of request, and those facts that nobody would have to ask for."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from domain.triage.facts import Facts, Kind
from domain.triage.features import features, normal
from domain.triage.stated import stated_facts

_SURE = 60
"""Points by which the best kind must lead for the desk not to ask (weights are hundredths of a log-odd)."""


@dataclass(frozen=True)
class Reading:
    """The kind, whether it is sure enough to act on, and the facts that the text states."""

    kind: Kind
    sure: bool
    facts: Facts


@lru_cache(maxsize=1)
def _model() -> tuple[tuple[Kind, ...], list[int], dict[str, list[int]]]:
    model = json.loads(files("domain.triage").joinpath("kind_weights.json").read_text(encoding="utf-8"))
    return tuple(Kind(kind) for kind in model["kinds"]), model["bias"], model["weights"]


def read(text: str) -> Reading:
    """Read one report; several messages of it are joined by newlines. Never raises."""
    even = normal(text)
    kinds, bias, weights = _model()
    scores = list(bias)
    for feature in features(even):
        for place, weight in enumerate(weights.get(feature, ())):
            scores[place] += weight
    ranked = sorted(zip(scores, kinds, strict=True), key=lambda pair: -pair[0])
    kind, lead = ranked[0][1], ranked[0][0] - ranked[1][0]
    sure = bool(even) and lead >= _SURE
    return Reading(kind, sure, stated_facts(even) if kind is Kind.FAULT else Facts())
