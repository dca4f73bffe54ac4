"""Count the combinations of facts in labelled faults: `python -m bench.triage_prior FILE...`.

Writes domain/triage/prior.json: for each of the 144 worlds a weight, smoothed with the product of the
separate frequencies so that no combination is impossible. It only orders the questions;
it never decides a level.
"""

from __future__ import annotations

import json
import math
import sys
from collections import Counter
from pathlib import Path

from domain.triage.facts import FACTS, Facts
from domain.triage.knowledge import WORLDS

TARGET = Path("domain/triage/prior.json")
INDEPENDENT_WEIGHT = 30.0
SCALE = 1000


def main(paths: list[str]) -> None:
    """Read the labelled files and write the weights."""
    worlds = [
        Facts.from_json(line["facts"])
        for path in paths
        for line in map(json.loads, Path(path).read_text(encoding="utf-8").splitlines())
        if line["type"] == "fault"
    ]
    count = Counter(worlds)
    single = {name: Counter(getattr(w, name) for w in worlds) for name in FACTS}

    def weight(world: Facts) -> int:
        share = math.prod((single[name][getattr(world, name)] + 1) / (len(worlds) + 4) for name in FACTS)
        return max(1, round(SCALE * (count[world] + INDEPENDENT_WEIGHT * share)))

    TARGET.write_text(json.dumps({"weights": [weight(w) for w in WORLDS]}) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
