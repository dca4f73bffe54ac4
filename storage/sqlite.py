"""SQLite: one connection that writes, one that reads, one for reports; all of it in this process's memory.

Everything here is synchronous. Sent to a thread statement by statement, a look into the database took 2 ms on an idle
machine and a change ten; looked up where the caller stands, a tenth of that. What may wait for the disk or for
somebody else's lock (the beginning and the end of a change) goes to a thread, as does everything that is long.
"""

from __future__ import annotations

import asyncio
import fcntl
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any, TypeVar, cast

from sqlalchemy import URL, Connection, Engine, create_engine, event

from storage import migrations
from storage.aside import politely
from storage.errors import StoreError, StoreInUse, StoreUnusable

T = TypeVar("T")
_BUSY_MS = 10_000


class SqliteDatabase:
    """See `storage.backend.Database`."""

    dialect = "sqlite"

    def __init__(self, url: URL, file: Path, lock: IO[str] | None) -> None:
        self.writer = _engine(url, "BEGIN IMMEDIATE", "foreign_keys=ON")
        self.reader = _engine(url, "BEGIN", "query_only=ON")
        self.reporter = _engine(url, "BEGIN", "query_only=ON")
        self._file, self._lock = file, lock
        self._report_on: sqlite3.Connection | None = None

    async def read(self, fn: Callable[[Connection], T]) -> T:
        """See `storage.backend.Database`."""
        with self.reader.begin() as conn:
            return fn(conn)

    async def write(self, fn: Callable[[Connection], T], *, apart: bool) -> T:
        """See `storage.backend.Database`."""
        if apart:
            return await _surely(lambda: _all_of(self.writer, fn))
        with self.writer.connect() as conn:
            await _surely(conn.begin)
            try:
                answer = fn(conn)
            except BaseException:
                await _surely(conn.rollback)
                raise
            await _surely(conn.commit)
            return answer

    async def report(self, fn: Callable[[Connection], T]) -> T:
        """See `storage.backend.Database`."""

        def watched(conn: Connection) -> T:
            self._report_on = cast(sqlite3.Connection, conn.connection.dbapi_connection)
            try:
                with politely():
                    return fn(conn)
            finally:
                self._report_on = None

        return await asyncio.to_thread(_all_of, self.reporter, watched)

    def interrupt_report(self) -> None:
        """See `storage.backend.Database`."""
        if (busy := self._report_on) is not None:
            busy.interrupt()

    async def backup(self, path: Path) -> None:
        """See `Store.backup`."""
        await asyncio.to_thread(_backup, self._file, path)

    async def tidy(self) -> None:
        """See `Store.tidy`."""
        await asyncio.to_thread(_checkpoint, self._file)

    async def close(self) -> None:
        """See `storage.backend.Database`."""
        # The writer last: whoever closes the last connection puts the write-ahead log back.
        for engine in (self.reporter, self.reader, self.writer):
            engine.dispose()
        if self._lock is not None:
            self._lock.close()


async def open_sqlite(url: URL, exclusive: bool) -> SqliteDatabase:
    """See `storage.engine.Store.open`."""
    return await asyncio.to_thread(_open, url.set(drivername="sqlite+pysqlite"), exclusive)


def _open(url: URL, exclusive: bool) -> SqliteDatabase:
    file = Path(url.database or "")
    lock = _claim(file)
    if lock is None and exclusive:
        raise StoreInUse(f"another process works with {file}; stop it first")
    try:
        if lock is not None:
            _migrate(url)
        else:
            _must_be_current(url)
    except BaseException:
        if lock is not None:
            lock.close()
        raise
    if lock is not None and not exclusive:
        lock.close()
        lock = None
    return SqliteDatabase(url, file, lock)


def _claim(file: Path) -> IO[str] | None:
    """Hold the lock file beside the database; None when somebody else does.

    The kernel frees it however the process dies.
    """
    if not file.parent.is_dir():
        raise StoreUnusable(f"no such folder: {file.parent}")
    if not file.exists():
        # Names and phone numbers live in it: nobody else's business. WAL and SHM inherit these rights.
        file.touch(mode=0o600)
    lock = file.with_name(file.name + ".lock").open("a")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.close()
        return None
    return lock


def _engine(url: URL, begin: str, pragma: str) -> Engine:
    engine = create_engine(url, pool_size=1, max_overflow=0, connect_args={"check_same_thread": False})
    _prepare(engine, begin, pragma)
    return engine


def _prepare(engine: Engine, begin: str, pragma: str) -> None:
    @event.listens_for(engine, "connect")
    def _(connection: Any, _record: Any) -> None:
        # With None the driver leaves BEGIN to us; its own way begins late and deferred, and a deferred transaction
        # that turns to writing fails at once with "database is locked", whatever busy_timeout says.
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout={_BUSY_MS}")
        cursor.execute("PRAGMA journal_mode=WAL")
        # FULL: a confirmed update must survive a power cut; NORMAL may forget the last commits.
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _(connection: Any) -> None:
        connection.exec_driver_sql(begin)


def _migrate(url: URL) -> None:
    engine = _engine(url, "BEGIN IMMEDIATE", "foreign_keys=OFF")
    try:
        with engine.begin() as conn:
            migrations.upgrade(conn)
    finally:
        engine.dispose()


def _must_be_current(url: URL) -> None:
    engine = _engine(url, "BEGIN", "query_only=ON")
    try:
        with engine.begin() as conn:
            if not migrations.is_current(conn):
                raise StoreUnusable(
                    "the database belongs to another version of this program, which is running"
                )
    finally:
        engine.dispose()


def _all_of(engine: Engine, fn: Callable[[Connection], T]) -> T:
    with engine.begin() as conn:
        return fn(conn)


async def _surely(fn: Callable[[], T]) -> T:
    """Run `fn` in a thread and wait for its end, cancelled or not: a connection belongs to one at a time."""
    task = asyncio.ensure_future(asyncio.to_thread(fn))
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait([task])
        raise


def _backup(source: Path, target: Path) -> None:
    if target.exists():
        raise StoreError(f"{target} exists already; a backup never overwrites")
    partial = target.with_name(target.name + ".partial")
    try:
        partial.unlink(missing_ok=True)
        partial.touch(mode=0o600)
        connection = sqlite3.connect(source, timeout=_BUSY_MS / 1000, isolation_level=None)
        try:
            connection.execute("VACUUM INTO ?", (str(partial),))
        finally:
            connection.close()
        with partial.open("rb") as handle:
            os.fsync(handle.fileno())
        partial.rename(target)
    except (sqlite3.Error, OSError) as exc:
        partial.unlink(missing_ok=True)
        raise StoreError(f"no backup was made: {exc}") from exc


def _checkpoint(file: Path) -> None:
    connection = sqlite3.connect(file, timeout=_BUSY_MS / 1000, isolation_level=None)
    try:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    finally:
        connection.close()
