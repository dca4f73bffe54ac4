"""Databases of their own on a PostgreSQL server, for tests that would otherwise take a file."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

server: str | None = None
"""The address of a maintenance database while `made` is to make one there."""


@contextmanager
def made() -> Iterator[str | None]:
    """The address of an empty database, gone again afterwards; None where no server is named."""
    if server is None:
        yield None
        return
    with made_on(server) as url:
        yield url


@contextmanager
def made_on(where: str) -> Iterator[str]:
    """As `made`, on this server."""
    name = f"desk_{uuid4().hex}"
    _psql(where, f"CREATE DATABASE {name}")
    try:
        yield f"{where.rsplit('/', 1)[0]}/{name}"
    finally:
        _psql(where, f"DROP DATABASE {name} WITH (FORCE)")


def _psql(url: str, statement: str) -> None:
    subprocess.run(["psql", "-q", url, "-c", statement], check=True)
