"""The playground's time: a base clock plus an offset that can be moved forward."""

from __future__ import annotations

import time
from collections.abc import Callable


class MovableClock:
    """A clock in Unix seconds whose offset to its base can be moved, never back."""

    def __init__(self, base: Callable[[], float] = time.time) -> None:
        self._base = base
        self.offset = 0.0

    def __call__(self) -> float:
        """Return the time shown, in Unix seconds."""
        return self._base() + self.offset

    def advance(self, seconds: float) -> None:
        """Move the time forward by `seconds`; ValueError when negative."""
        if seconds < 0:
            raise ValueError("time does not run backwards")
        self.offset += seconds
