"""What people's apps are told: a numbered log that can be waited on."""

from __future__ import annotations

import asyncio
from collections import deque

from playground.records import Json

KEPT = 20_000


class EventLog:
    """Events with rising `seq`; each is seen by the people it names (None: by everybody)."""

    def __init__(self) -> None:
        self.seq = 0
        self._events: deque[tuple[int, frozenset[int] | None, Json]] = deque(maxlen=KEPT)
        self._waiting: set[asyncio.Future[None]] = set()

    def next_seq(self) -> int:
        """Reserve and return the next number."""
        self.seq += 1
        return self.seq

    def add(self, event: Json, people: frozenset[int] | None, seq: int | None = None) -> int:
        """Append an event for `people` and wake those who wait; returns its number."""
        number = self.next_seq() if seq is None else seq
        self._events.append((number, people, event))
        waiting, self._waiting = self._waiting, set()
        for future in waiting:
            if not future.done():
                future.set_result(None)
        return number

    def after(self, person: int, seq: int) -> list[Json] | None:
        """Return the events of `person` after `seq`; None when some of them are no longer kept."""
        if self._events and self._events[0][0] > seq + 1 and len(self._events) == KEPT:
            return None
        found: list[Json] = []
        for number, people, event in reversed(self._events):
            if number <= seq:
                break
            if people is None or person in people:
                found.append({**event, "seq": number})
        found.reverse()
        return found

    async def changed(self, seconds: float) -> None:
        """Wait until something was added, at most so many real seconds."""
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.add(future)
        try:
            await asyncio.wait_for(future, seconds)
        except TimeoutError:
            pass
        finally:
            self._waiting.discard(future)
