"""Messages that take a while to make (a picture, a document, a file): made beside the loop while their row waits."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from bot.delivery.parcel import Wait
from domain.desk import Desk
from storage.outbox import Row
from views.content import Content

Begin = Callable[[Connection, Desk, Row, str, datetime], Coroutine[Any, Any, Content]]
"""Reads what a row needs, at once, and returns the making of its message in a language as of an instant."""

_LOOK_AGAIN_SECONDS = 0.5
_KEPT = 16


class Making:
    """Keeps what is about to be sent. Nothing is lost with it: everything can be made again."""

    def __init__(self) -> None:
        self._tasks: dict[int, asyncio.Task[Content]] = {}

    def content(self, row: Row, begin: Callable[[], Coroutine[Any, Any, Content]]) -> Content | Wait:
        """The message of a row; Wait while it is being made. Raises what the making raised."""
        task = self._tasks.get(row.id)
        if task is None:
            self._forget_old()
            task = self._tasks[row.id] = asyncio.get_running_loop().create_task(begin())
        if not task.done():
            return Wait(_LOOK_AGAIN_SECONDS)
        if task.cancelled() or task.exception() is not None:
            del self._tasks[row.id]
        # Else kept for a while: a row that may not be sent yet is asked for again.
        return task.result()

    @property
    def waited_for(self) -> list[asyncio.Task[Content]]:
        """What is being made."""
        return [task for task in self._tasks.values() if not task.done()]

    def close(self) -> None:
        """Stop making."""
        for task in self._tasks.values():
            task.cancel()

    def _forget_old(self) -> None:
        done = [number for number, task in self._tasks.items() if task.done()]
        for number in done[: max(0, len(done) - _KEPT)]:
            del self._tasks[number]
