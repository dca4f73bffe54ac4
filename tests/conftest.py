"""Fixtures for everybody: a clock that stands still and a store on each database that is at hand."""

from __future__ import annotations

import gc
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from coverage import Coverage

from bot.clock import MovableClock
from storage.engine import Store
from tests import databases

START = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
"""A Monday, 9:00 in Shanghai."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """How many random tickets the clocks are checked with."""
    parser.addoption(
        "--oracle-tickets", type=int, default=800, help="random tickets compared with the oracle"
    )
    parser.addoption("--oracle-seed", type=int, default=1, help="another seed makes other tickets")
    parser.addoption(
        "--desk-on-postgres",
        action="store_true",
        help="every whole desk of tests/e2e keeps its records there",
    )


_NOT_OF_RULES = frozenset(
    {"channels", "cli", "demo", "e2e", "edge", "feeds", "page", "playground", "process", "storage", "watch"}
)
_LONGEST_FIRST = ("process", "demo", "e2e", "page", "oracle", "watch")
"""Tests that take seconds; begun first, so that no worker is left alone with them at the end."""

_HERE = Path(__file__).parent


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    """In a worker pytest-cov begins to measure as if it were alone, then again as a worker; `no_cover` would pause only
    the second, and the first would go on.
    """
    if hasattr(session.config, "workerinput") and (first := Coverage.current()) is not None:
        first.stop()


def pytest_collection_finish() -> None:
    """What was loaded stays: looking through it for garbage again and again takes a tenth of the whole time."""
    gc.collect()
    gc.freeze()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long tests first. Only tests that are about rules count for the coverage of the rules: measuring nearly doubles
    what others take.
    """
    for item in items:
        if _folder(item) in _NOT_OF_RULES:
            item.add_marker("no_cover")
    place = {folder: at for at, folder in enumerate(_LONGEST_FIRST)}
    items.sort(key=lambda item: place.get(_folder(item), len(place)))


def _folder(item: pytest.Item) -> str:
    return item.path.relative_to(_HERE).parts[0]


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock(START)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'desk.sqlite'}"
        return
    with databases.made_on(request.getfixturevalue("postgres_server")) as url:
        yield url


@pytest.fixture
async def store(store_url: str) -> AsyncIterator[Store]:
    opened = await Store.open(store_url)
    yield opened
    await opened.close()


@pytest.fixture(scope="session")
def postgres_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server's maintenance database: the one given, or one started for these tests."""
    if given := os.environ.get("FAULTLINE_TEST_PG"):
        yield given
        return
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin")) or [Path(shutil.which("initdb") or "").parent]
    if not (folders[-1] / "initdb").exists():
        message = "no PostgreSQL: set FAULTLINE_TEST_PG=postgresql://… or install the server"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    yield from _local_server(folders[-1])


def _local_server(programs: Path) -> Iterator[str]:
    # Not under pytest's own folder: that is closed to other users, and the server refuses to run as root.
    home = Path(tempfile.mkdtemp(prefix="desk-pg-"))
    user = "postgres" if os.geteuid() == 0 else None
    if user is not None:
        shutil.chown(home, user)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    name = user or pwd.getpwuid(os.geteuid()).pw_name
    options = f"-p {port} -k {home} -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=60"
    data = home / "data"

    def run(*command: str) -> None:
        subprocess.run(command, user=user, cwd=home, check=True, stdout=subprocess.DEVNULL)

    try:
        run(str(programs / "initdb"), "-D", str(data), "-A", "trust", "-U", name, "-E", "UTF8", "--no-sync")
        run(str(programs / "pg_ctl"), "-D", str(data), "-o", options, "-l", str(home / "log"), "-w", "start")
        try:
            yield f"postgresql://{name}@127.0.0.1:{port}/postgres"
        finally:
            run(str(programs / "pg_ctl"), "-D", str(data), "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(home, ignore_errors=True)
