"""Engines for SQLite and PostgreSQL, set up so that one process owns the database."""

from __future__ import annotations

import asyncio
import fcntl
import os
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from sqlalchemy import URL, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool

from storage import migrations
from storage.errors import StoreError, StoreInUse, StoreUnusable

# Any constant will do; it must only differ from those of other programs in the same database.
_ADVISORY_LOCK = 0x4661756C746C6E
_BUSY_MS = 10_000


@dataclass
class Opened:
    """The engines of one open database and what it takes to let go of it."""

    writer: AsyncEngine
    reader: AsyncEngine
    reporter: AsyncEngine
    apart: Engine | None = None
    """The same database for transactions that run in a thread; never while the writer writes."""
    reports: Engine | None = None
    """The same for reports: rows by the hundred thousand are not turned into values where people wait for answers."""
    file: Path | None = None
    lock: IO[str] | None = None

    async def backup(self, path: Path) -> None:
        """See `Store.backup`."""
        if self.file is None:
            raise StoreError("a PostgreSQL database is backed up with pg_dump, not by this program")
        await asyncio.to_thread(_backup_sqlite, self.file, path)

    async def tidy(self) -> None:
        """See `Store.tidy`."""
        if self.file is not None:
            await asyncio.to_thread(_checkpoint, self.file)

    async def close(self) -> None:
        """Close every connection and give the claim up."""
        for engine in (self.reporter, self.reader, self.writer):
            await engine.dispose()
        for threaded in (self.apart, self.reports):
            if threaded is not None:
                threaded.dispose()
        if self.lock is not None:
            self.lock.close()


def normalise(url: str) -> URL:
    """The address with the driver this program uses. Raises StoreUnusable for anything it cannot use."""
    try:
        parsed = make_url(url)
    except ArgumentError as exc:
        raise StoreUnusable("not a database address; write sqlite:///file.sqlite or postgresql://…") from exc
    backend = parsed.drivername.split("+")[0]
    if backend == "sqlite":
        if not parsed.database or parsed.database == ":memory:":
            raise StoreUnusable("the SQLite database needs a file: sqlite:///faultline.sqlite")
        return parsed.set(drivername="sqlite+aiosqlite")
    if backend in ("postgresql", "postgres"):
        return parsed.set(drivername="postgresql+asyncpg")
    raise StoreUnusable(f"neither SQLite nor PostgreSQL: {parsed.drivername}")


async def open_backend(url: str, *, exclusive: bool) -> Opened:
    """See `Store.open`."""
    parsed = normalise(url)
    opener = _open_sqlite if parsed.drivername.startswith("sqlite") else _open_postgres
    try:
        return await opener(parsed, exclusive)
    except ModuleNotFoundError as exc:
        raise StoreUnusable(f"{exc.name} is not installed: pip install asyncpg") from exc
    except (SQLAlchemyError, OSError) as exc:
        reason = str(exc.orig) if isinstance(exc, DBAPIError) else str(exc)
        raise StoreUnusable(f"{parsed.render_as_string(hide_password=True)}: {reason}") from exc


async def _open_sqlite(url: URL, exclusive: bool) -> Opened:
    file = Path(url.database or "")
    lock = await asyncio.to_thread(_claim_file, file)
    if lock is None and exclusive:
        raise StoreInUse(f"another process works with {file}; stop it first")
    try:
        if lock is not None:
            await _migrate(_sqlite_engine(url, "BEGIN IMMEDIATE", "foreign_keys=OFF"))
        writer = _sqlite_engine(url, "BEGIN IMMEDIATE", "foreign_keys=ON", pool=1)
        if lock is None:
            await _must_be_current(writer)
    except BaseException:
        if lock is not None:
            lock.close()
        raise
    if lock is not None and not exclusive:
        lock.close()
        lock = None
    reader = _sqlite_engine(url, "BEGIN", "query_only=ON", pool=4)
    reporter = _sqlite_engine(url, "BEGIN", "query_only=ON", pool=1)
    apart = _threaded_engine(url, "BEGIN IMMEDIATE", "foreign_keys=ON")
    reports = _threaded_engine(url, "BEGIN", "query_only=ON")
    return Opened(writer, reader, reporter, apart, reports, file, lock)


def _claim_file(file: Path) -> IO[str] | None:
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


def _sqlite_engine(url: URL, begin: str, pragma: str, pool: int | None = None) -> AsyncEngine:
    sizing: dict[str, Any] = (
        {"poolclass": NullPool} if pool is None else {"pool_size": pool, "max_overflow": 0}
    )
    engine = create_async_engine(url, **sizing)
    _prepare(engine.sync_engine, begin, pragma)
    return engine


def _threaded_engine(url: URL, begin: str, pragma: str) -> Engine:
    engine = create_engine(
        url.set(drivername="sqlite+pysqlite"),
        pool_size=1,
        max_overflow=0,
        connect_args={"check_same_thread": False},
    )
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


async def _open_postgres(url: URL, exclusive: bool) -> Opened:
    writer = create_async_engine(url, pool_size=1, max_overflow=0, pool_pre_ping=True)
    owner = await _claim_postgres(writer, exclusive)
    try:
        if owner:
            await _migrate(writer, dispose=False)
        else:
            await _must_be_current(writer)
        if owner and not exclusive:
            await _release_postgres(writer)
            writer = create_async_engine(url, pool_size=1, max_overflow=0, pool_pre_ping=True)
    except BaseException:
        await writer.dispose()
        raise
    reading = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    reader = create_async_engine(
        url, pool_size=4, max_overflow=0, pool_pre_ping=True, execution_options=reading
    )
    reporter = create_async_engine(
        url, pool_size=1, max_overflow=0, pool_pre_ping=True, execution_options=reading
    )
    return Opened(writer, reader, reporter)


async def _claim_postgres(writer: AsyncEngine, exclusive: bool) -> bool:
    """Let the writer's own connection hold the claim, so that whoever writes owns: also after a reconnect."""
    lost: list[bool] = []

    @event.listens_for(writer.sync_engine, "connect")
    def _(connection: Any, _record: Any) -> None:
        cursor = connection.cursor()
        cursor.execute(f"SELECT pg_try_advisory_lock({_ADVISORY_LOCK})")
        (mine,) = cursor.fetchone()
        cursor.close()
        connection.commit()
        if not mine:
            lost.append(True)
            if exclusive:
                raise StoreInUse("another process works with this database; stop it first")

    try:
        async with writer.connect():
            pass
    except StoreInUse:
        await writer.dispose()
        raise
    return not lost


async def _release_postgres(writer: AsyncEngine) -> None:
    # A session's advisory lock ends with its connection.
    await writer.dispose()


async def _migrate(engine: AsyncEngine, *, dispose: bool = True) -> None:
    try:
        async with engine.begin() as conn:
            await conn.run_sync(migrations.upgrade)
    finally:
        if dispose:
            await engine.dispose()


async def _must_be_current(engine: AsyncEngine) -> None:
    async with engine.begin() as conn:
        if not await conn.run_sync(migrations.is_current):
            raise StoreUnusable("the database belongs to another version of this program, which is running")


def _backup_sqlite(source: Path, target: Path) -> None:
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
