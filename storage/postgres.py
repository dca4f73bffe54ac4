"""PostgreSQL: one connection that writes and holds the claim, several that read, one for reports."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import URL, Connection, event
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from storage import migrations
from storage.errors import StoreDown, StoreError, StoreInUse, StoreUnusable

T = TypeVar("T")
# Any constant will do; it must only differ from those of other programs in the same database.
_ADVISORY_LOCK = 0x4661756C746C6E


class PostgresDatabase:
    """See `storage.backend.Database`."""

    dialect = "postgresql"

    def __init__(self, url: URL, writer: AsyncEngine) -> None:
        self.writer = writer
        self.reader, self.reporter = (
            create_async_engine(
                url,
                pool_size=size,
                max_overflow=0,
                pool_pre_ping=True,
                execution_options={"isolation_level": "REPEATABLE READ", "postgresql_readonly": True},
            )
            for size in (4, 1)
        )

    async def read(self, fn: Callable[[Connection], T]) -> T:
        """See `storage.backend.Database`."""
        return await _run(self.reader, fn)

    async def write(self, fn: Callable[[Connection], T], *, apart: bool) -> T:
        """See `storage.backend.Database`."""
        # The server computes elsewhere anyway.
        del apart
        return await _run(self.writer, fn)

    async def report(self, fn: Callable[[Connection], T]) -> T:
        """See `storage.backend.Database`."""
        return await _run(self.reporter, fn)

    def interrupt_report(self) -> None:
        """Reports are the server's business; closing waits for them."""

    async def backup(self, path: Path) -> None:
        """See `Store.backup`."""
        raise StoreError("a PostgreSQL database is backed up with pg_dump, not by this program")

    async def tidy(self) -> None:
        """The server tidies up by itself."""

    async def close(self) -> None:
        """See `storage.backend.Database`."""
        for engine in (self.reporter, self.reader, self.writer):
            await engine.dispose()


async def _run(engine: AsyncEngine, fn: Callable[[Connection], T]) -> T:
    try:
        async with engine.begin() as conn:
            return await conn.run_sync(fn)
    except OSError as exc:
        # asyncpg does not wrap a refused connection.
        raise StoreDown(StoreDown.__doc__) from exc


async def open_postgres(url: URL, exclusive: bool) -> PostgresDatabase:
    """See `storage.engine.Store.open`."""
    writer = create_async_engine(url, pool_size=1, max_overflow=0, pool_pre_ping=True)
    owner = await _claim(writer, exclusive)
    try:
        if owner:
            await _migrate(writer)
        else:
            await _must_be_current(writer)
        if owner and not exclusive:
            # A session's advisory lock ends with its connection.
            await writer.dispose()
            writer = create_async_engine(url, pool_size=1, max_overflow=0, pool_pre_ping=True)
    except BaseException:
        await writer.dispose()
        raise
    return PostgresDatabase(url, writer)


async def _claim(writer: AsyncEngine, exclusive: bool) -> bool:
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


async def _migrate(engine: AsyncEngine) -> None:
    async with engine.begin() as conn:
        await conn.run_sync(migrations.upgrade)


async def _must_be_current(engine: AsyncEngine) -> None:
    async with engine.begin() as conn:
        if not await conn.run_sync(migrations.is_current):
            raise StoreUnusable("the database belongs to another version of this program, which is running")
