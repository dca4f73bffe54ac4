"""Which database an address means, and what each of them can do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol, TypeVar

from sqlalchemy import URL, Connection, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError

from storage.errors import StoreUnusable
from storage.postgres import open_postgres
from storage.sqlite import open_sqlite

T = TypeVar("T")


class Database(Protocol):
    """One open database. `storage.engine.Store` lets one writer and one report in at a time."""

    dialect: str
    """`sqlite` or `postgresql`."""

    async def read(self, fn: Callable[[Connection], T]) -> T:
        """Run `fn` on one consistent picture of the data."""
        ...

    async def write(self, fn: Callable[[Connection], T], *, apart: bool) -> T:
        """Run `fn` as one transaction; `apart`: where it keeps nobody waiting who wants to read."""
        ...

    async def report(self, fn: Callable[[Connection], T]) -> T:
        """As `read`, but long."""
        ...

    def interrupt_report(self) -> None:
        """End the report that runs, if that can be done."""
        ...

    async def backup(self, path: Path) -> None:
        """See `Store.backup`."""
        ...

    async def tidy(self) -> None:
        """See `Store.tidy`."""
        ...

    async def close(self) -> None:
        """Close every connection and give the claim up."""
        ...


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
        return parsed.set(drivername="sqlite+pysqlite")
    if backend in ("postgresql", "postgres"):
        return parsed.set(drivername="postgresql+asyncpg")
    raise StoreUnusable(f"neither SQLite nor PostgreSQL: {parsed.drivername}")


async def open_database(url: str, *, exclusive: bool) -> Database:
    """See `Store.open`."""
    parsed = normalise(url)
    try:
        if parsed.drivername.startswith("sqlite"):
            return await open_sqlite(parsed, exclusive)
        return await open_postgres(parsed, exclusive)
    except ModuleNotFoundError as exc:
        raise StoreUnusable(f"{exc.name} is not installed: pip install asyncpg") from exc
    except (SQLAlchemyError, OSError) as exc:
        reason = str(exc.orig) if isinstance(exc, DBAPIError) else str(exc)
        raise StoreUnusable(f"{parsed.render_as_string(hide_password=True)}: {reason}") from exc
