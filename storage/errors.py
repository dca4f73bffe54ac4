"""What can go wrong with the store, one class for each situation that somebody can act on."""

from __future__ import annotations

import sqlite3

from sqlalchemy.exc import DBAPIError


class StoreError(Exception):
    """The store cannot do what was asked."""


class StoreInUse(StoreError):
    """Another process works with this database."""


class StoreUnusable(StoreError):
    """The database cannot be opened: wrong address, no rights, damaged, or written by a newer version."""


class StoreUnavailable(StoreError):
    """Nothing is wrong with what was asked; the same thing will succeed later."""


class StoreFull(StoreUnavailable):
    """The disk is full: free space on the database's disk. Work goes on by itself as soon as there is some."""


class StoreFailing(StoreUnavailable):
    """The disk of the database reports errors, or its quota is used up. Work goes on by itself as soon as it is well."""


class StoreDown(StoreUnavailable):
    """The database does not answer: see whether its server runs and can be reached."""


_PG_DISK_FULL = "53100"
_PG_DOWN = ("57P01", "57P02", "57P03", "53300")


def translate(exc: DBAPIError) -> StoreUnavailable | None:
    """Which passing trouble a driver's error stands for; None when it is none (a defect, a broken rule)."""
    original = exc.orig
    text = str(original).lower()
    state = getattr(original, "sqlstate", None) or getattr(original, "pgcode", None)
    if "database or disk is full" in text or state == _PG_DISK_FULL:
        return StoreFull(StoreFull.__doc__)
    sqlite = isinstance(original, sqlite3.Error)
    # SQLite calls only ENOSPC full; a quota (EDQUOT) and a limit of the file's size come as this.
    if sqlite and "disk i/o error" in text:
        return StoreFailing(StoreFailing.__doc__)
    if exc.connection_invalidated or state in _PG_DOWN or (sqlite and "unable to open" in text):
        return StoreDown(StoreDown.__doc__)
    return None
