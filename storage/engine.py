"""The transaction: one writer, readers beside it, reports apart.

Storage functions are synchronous over `sqlalchemy.Connection`; this runs each of them as one transaction.
A function that writes therefore has no `await` in it: nothing interleaves with it, nobody cancels it half-way.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self, TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from storage import backend
from storage.errors import StoreError, translate

T = TypeVar("T")
_INTERRUPT_SECONDS = 0.2
_log = logging.getLogger(__name__)


class Store:
    """An open database. Make one with `await Store.open(url)`; close it with `await store.close()`.

    `on_commit` holds functions that are called, without arguments, after every committed `write`: they wake
    whoever works off what was written. They must be quick and must not raise.
    """

    def __init__(self, database: backend.Database) -> None:
        self._database = database
        self._writing, self._reporting = asyncio.Lock(), asyncio.Lock()
        self._unfinished: set[asyncio.Task[Any]] = set()
        self.on_commit: list[Callable[[], None]] = []

    @classmethod
    async def open(cls, url: str, *, exclusive: bool = True) -> Self:
        """Open (and create, and bring up to date) the database at `url`.

        `sqlite:///relative.sqlite`, `sqlite:////absolute.sqlite` or `postgresql://user@host/name`.
        With `exclusive` the process claims the database for its lifetime: the desk. Without it, it is a
        visitor (a command typed while the desk runs), which may read and write, but changes the schema only
        when nobody is in.

        Raises StoreInUse when another process has claimed it, StoreUnusable when it cannot be opened.
        """
        return cls(await backend.open_database(url, exclusive=exclusive))

    @property
    def dialect(self) -> str:
        """`sqlite` or `postgresql`."""
        return self._database.dialect

    async def write(self, fn: Callable[[Connection], T], *, quiet: bool = False, apart: bool = False) -> T:
        """Run `fn` as one transaction; all of it happens or nothing.

        Cancelling the caller does not cut the transaction: it is finished, only its answer is lost.
        `quiet` leaves the `on_commit` functions uncalled. `apart` is for long ones that touch nothing but the
        connection and what they were given: on SQLite they run in a thread, and reading goes on beside them.
        Raises what `fn` raises, or StoreUnavailable.
        """
        task = asyncio.create_task(self._write(fn, quiet, apart))
        self._unfinished.add(task)
        task.add_done_callback(self._finished)
        return await asyncio.shield(task)

    async def read(self, fn: Callable[[Connection], T]) -> T:
        """Run `fn` on one consistent picture of the data; it cannot change anything."""
        with _told():
            return await self._database.read(fn)

    async def report(self, fn: Callable[[Connection], T]) -> T:
        """As `read`, on a connection of its own: a slow report holds up neither writers nor other readers.

        On SQLite it runs in a thread, one report at a time; it must touch nothing but the connection and what it was
        given. Closing the store ends it.
        """
        async with self._reporting:
            task = asyncio.create_task(self._report(fn))
            self._unfinished.add(task)
            task.add_done_callback(self._finished)
            return await asyncio.shield(task)

    async def backup(self, path: Path) -> None:
        """Copy the whole database into a new file while work goes on.

        Raises StoreError when the file exists already or cannot be written, or on PostgreSQL (use pg_dump).
        """
        await self._database.backup(path)

    async def tidy(self) -> None:
        """Give the space of the write-ahead log back; harmless at any time, meant for the night."""
        async with self._writing:
            await self._database.tidy()

    async def close(self) -> None:
        """Finish what is being written, then let go of the database."""
        while self._unfinished:
            self._database.interrupt_report()
            await asyncio.wait(self._unfinished, timeout=_INTERRUPT_SECONDS)
        await self._database.close()

    async def _write(self, fn: Callable[[Connection], T], quiet: bool, apart: bool) -> T:
        async with self._writing:
            with _told():
                answer = await self._database.write(fn, apart=apart)
        if not quiet:
            for hook in self.on_commit:
                hook()
        return answer

    async def _report(self, fn: Callable[[Connection], T]) -> T:
        with _told():
            return await self._database.report(fn)

    def _finished(self, task: asyncio.Task[Any]) -> None:
        self._unfinished.discard(task)
        if not task.cancelled():
            # A cancelled caller never reads it, and Python would complain of an unread exception.
            task.exception()


@contextmanager
def _told() -> Iterator[None]:
    """What stands for passing trouble is raised as that."""
    try:
        yield
    except DBAPIError as exc:
        if (trouble := translate(exc)) is not None:
            raise trouble from exc
        raise


__all__ = ["Store", "StoreError"]
