"""Faults on demand: what goes wrong on the way, by chance (seeded) or by script."""

from __future__ import annotations

import random
from dataclasses import asdict, dataclass
from typing import Any

from playground.params import Params

KINDS = (
    "error_500",
    "error_502",
    "retry_after",
    "timeout_before",
    "timeout_after",
    "drop",
    "drop_after",
    "migrate",
    "delete_topic",
)


@dataclass(slots=True)
class Fault:
    """One fault; `retry_after` in seconds, `hold` is how many the connection is kept before it is dropped."""

    kind: str
    method: str = "*"
    times: int = 1
    retry_after: int = 3
    hold: float = 30.0
    chat_id: int | None = None

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"no fault is called {self.kind!r}; there are {', '.join(KINDS)}")


class Faults:
    """Which call meets which fault: scripted ones first, then by probability."""

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        """Switch every fault off."""
        self.script: list[Fault] = []
        self.probabilities: dict[str, float] = {}
        self.methods: frozenset[str] | None = None
        self.retry_after = 3
        self.hold = 30.0
        self.happened: list[tuple[str, str]] = []
        self.seed(0)

    def seed(self, value: int) -> None:
        """Begin the sequence of chances anew."""
        self._seed = value
        self._random = random.Random(value)  # noqa: S311

    def once(
        self,
        kind: str,
        method: str = "*",
        *,
        times: int = 1,
        retry_after: int = 3,
        hold: float = 30.0,
        chat_id: int | None = None,
    ) -> None:
        """Let the next `times` calls of `method` (to `chat_id`, when given) meet a fault."""
        self.script.append(Fault(kind, method, times, retry_after, hold, chat_id))

    def chance(self, kind: str, probability: float) -> None:
        """Let every call meet a fault with this probability."""
        Fault(kind)
        if not 0 <= probability <= 1:
            raise ValueError("a probability lies between 0 and 1")
        if probability:
            self.probabilities[kind] = probability
        else:
            self.probabilities.pop(kind, None)

    def pick(self, method: str, params: Params) -> Fault | None:
        """Return the fault that this call meets, if any."""
        if self.script:
            chat_id = params.integer("chat_id")
            for fault in self.script:
                if fault.method in ("*", method) and fault.chat_id in (None, chat_id):
                    fault.times -= 1
                    if fault.times <= 0:
                        self.script.remove(fault)
                    self.happened.append((method, fault.kind))
                    return fault
        if self.probabilities and (self.methods is None or method in self.methods):
            for kind, probability in self.probabilities.items():
                if self._random.random() < probability:
                    self.happened.append((method, kind))
                    return Fault(kind, method, 1, self.retry_after, self.hold)
        return None

    def configure(self, wanted: dict[str, Any]) -> None:
        """Set faults from the people's side's JSON; ValueError says what is wrong in it."""
        if "seed" in wanted:
            self.seed(int(wanted["seed"]))
        if "methods" in wanted:
            names = wanted["methods"]
            self.methods = frozenset(map(str, names)) if names else None
        if "retry_after" in wanted:
            self.retry_after = int(wanted["retry_after"])
        if "hold" in wanted:
            self.hold = float(wanted["hold"])
        if "probabilities" in wanted:
            self.probabilities.clear()
            for kind, probability in dict(wanted["probabilities"]).items():
                self.chance(kind, float(probability))
        if "script" in wanted:
            self.script = [Fault(**item) for item in wanted["script"]]

    def state(self) -> dict[str, Any]:
        """Return what is switched on."""
        return {
            "seed": self._seed,
            "probabilities": dict(self.probabilities),
            "methods": sorted(self.methods) if self.methods is not None else None,
            "retry_after": self.retry_after,
            "hold": self.hold,
            "script": [asdict(fault) for fault in self.script],
            "happened": len(self.happened),
        }
