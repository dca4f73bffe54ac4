"""Move the desk's time without skipping what happens in between: for the demonstration and for tests.

Going from noon to one o'clock means stopping at every timer on the way, sending what it causes at that moment, and
letting the answers come in, so that a whole night of escalation can be watched in a minute, each message with the
time at which it would have been sent.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Protocol

from bot.clock import Clock
from storage import timers
from storage.engine import Store


class Settles(Protocol):
    """Whatever works off what is queued."""

    async def settle(self) -> datetime | None:
        """Do everything that may be done now; when more may be done, None if nothing is left."""
        ...

    async def look(self) -> datetime | None:
        """Let the auditor look at it all; when there will be something to see, at the latest."""
        ...


class Movable(Clock, Protocol):
    """A clock that can be moved forwards."""

    def advance(self, seconds: float) -> None:
        """Move by so many seconds."""
        ...


_LONGEST_PACING = timedelta(minutes=5)
_BETWEEN_LOOKS = timedelta(seconds=30)
"""As often as the auditor looks in real life."""


class Stepper:
    """Moves `clock` for the desk whose work `work.settle` does."""

    def __init__(self, store: Store, clock: Movable, work: Settles) -> None:
        self._store, self._clock, self._work = store, clock, work
        self.on_step: Callable[[], Awaitable[None]] | None = None
        self._looked: datetime | None = None
        self._look_at: datetime | None = None

    async def settle(self, patience: timedelta = _LONGEST_PACING) -> None:
        """Work everything off, moving the clock only where Telegram's limits make a message wait."""
        until = self._clock.now() + patience
        while True:
            later = await self._work.settle()
            if later is None or later > until:
                return
            self._to(later)

    async def advance(self, seconds: float) -> None:
        """Go forwards by `seconds`, stopping at whatever falls due on the way."""
        target = self._clock.now() + timedelta(seconds=seconds)
        # What was changed since the last look may have moved the next one.
        self._looked = None
        while True:
            later = await self._work.settle()
            if await self.look():
                later = await self._work.settle()
            due = await self._store.read(timers.next_due)
            # A look that came to nothing is not waited for.
            look = self._look_at if self._look_at is not None and self._look_at > self._clock.now() else None
            stops = [stop for stop in (later, due, look) if stop is not None and stop <= target]
            if not stops:
                break
            self._to(min(stops))
            if self.on_step is not None:
                await self.on_step()
        self._to(target)
        await self._work.settle()
        if await self.look():
            await self._work.settle()

    async def look(self) -> bool:
        """Let the auditor look, if it is time; whether it was. What is due was done before."""
        now = self._clock.now()
        soon = self._looked is not None and now < self._looked + _BETWEEN_LOOKS
        if soon and (self._look_at is None or now < self._look_at):
            return False
        self._looked, self._look_at = now, await self._work.look()
        return True

    async def to_next_deadline(self) -> None:
        """Go to the next thing that somebody would watch for; nothing happens if there is none."""
        await self._work.settle()
        due = await self._store.read(timers.next_deadline)
        if due is not None:
            await self.advance(max(0.0, (due - self._clock.now()).total_seconds()) + 0.001)

    def _to(self, instant: datetime) -> None:
        self._clock.advance(max(0.0, (instant.astimezone(UTC) - self._clock.now()).total_seconds()))
