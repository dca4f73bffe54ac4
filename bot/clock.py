"""The one source of time. Everything else is given a `Clock`, so tests and the demonstration can move it."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Wall time and a time that never goes back; both advance together."""

    def now(self) -> datetime:
        """The instant, aware, UTC."""
        ...

    def monotonic(self) -> float:
        """Seconds since some fixed moment; only differences mean something."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """The instant, aware, UTC."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Seconds since some fixed moment."""
        return time.monotonic()


class MovableClock:
    """A clock that stands still until it is moved: for tests."""

    def __init__(self, start: datetime) -> None:
        if start.tzinfo is None:
            raise ValueError(f"naive instant: {start!r}")
        self._now = start.astimezone(UTC)
        self._elapsed = 0.0

    def now(self) -> datetime:
        """The instant, aware, UTC."""
        return self._now

    def monotonic(self) -> float:
        """Seconds by which the clock was moved forwards since it was made."""
        return self._elapsed

    def advance(self, seconds: float) -> None:
        """Move forwards; a negative number is refused with ValueError."""
        if seconds < 0:
            raise ValueError("time goes forwards")
        self._now += timedelta(seconds=seconds)
        self._elapsed += seconds

    def move_to(self, instant: datetime) -> None:
        """Move forwards to an instant; an earlier one is refused with ValueError."""
        self.advance((instant - self._now).total_seconds())


class RunningClock:
    """The machine's clock plus an offset that can be enlarged while it runs: for the demonstration."""

    def __init__(self, start: datetime | None = None) -> None:
        self._offset = timedelta() if start is None else start - datetime.now(UTC)
        self._ahead = 0.0

    def now(self) -> datetime:
        """The instant, aware, UTC."""
        return datetime.now(UTC) + self._offset

    def monotonic(self) -> float:
        """Seconds since some fixed moment, what was skipped included."""
        return time.monotonic() + self._ahead

    def advance(self, seconds: float) -> None:
        """Skip forwards; a negative number is refused with ValueError."""
        if seconds < 0:
            raise ValueError("time goes forwards")
        self._offset += timedelta(seconds=seconds)
        self._ahead += seconds

    def move_to(self, instant: datetime) -> None:
        """Skip forwards to an instant; an earlier one is refused with ValueError."""
        self.advance((instant - self.now()).total_seconds())
