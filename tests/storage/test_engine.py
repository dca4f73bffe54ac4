"""The transaction's promises: whole or not at all, one writer, undisturbed readers, clear words when it cannot."""

from __future__ import annotations

import asyncio
import sqlite3
import stat
import sys
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import Connection, event, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from storage import marks
from storage.engine import Store
from storage.errors import StoreError, StoreFull, StoreInUse, StoreUnusable
from storage.postgres import PostgresDatabase
from storage.sqlite import SqliteDatabase
from tests.conftest import START


def mark(conn: Connection, key: str, value: str = "x") -> None:
    marks.put(conn, key, value, START)


def keys(conn: Connection) -> set[str]:
    return {row.key for row in conn.execute(text("SELECT key FROM marks"))}


async def test_what_fails_half_way_leaves_nothing(store: Store) -> None:
    def work(conn: Connection) -> None:
        mark(conn, "a")
        raise RuntimeError("half way")

    with pytest.raises(RuntimeError):
        await store.write(work)
    assert await store.read(keys) == set()


async def test_a_cancelled_caller_does_not_cut_the_transaction(store: Store) -> None:
    started = asyncio.Event()

    def work(conn: Connection) -> None:
        mark(conn, "a")
        started.set()
        mark(conn, "b")

    caller = asyncio.create_task(store.write(work))
    await started.wait()
    caller.cancel()
    with pytest.raises(asyncio.CancelledError):
        await caller
    await store.write(lambda conn: mark(conn, "c"))
    assert await store.read(keys) == {"a", "b", "c"}


async def test_cancelling_at_any_moment_leaves_all_or_nothing_and_the_next_writer_works(store: Store) -> None:
    for steps in range(0, 40, 3):

        def work(conn: Connection, step: int = steps) -> None:
            mark(conn, f"{step}a")
            mark(conn, f"{step}b")

        caller = asyncio.create_task(store.write(work))
        for _ in range(steps):
            await asyncio.sleep(0)
        caller.cancel()
        await asyncio.gather(caller, return_exceptions=True)
        await store.write(partial(mark, key=f"{steps}after"))
        found = {key for key in await store.read(keys) if key.startswith(f"{steps}")}
        assert {f"{steps}after"} <= found
        assert (f"{steps}a" in found) == (f"{steps}b" in found)


async def test_writers_come_one_after_another(store: Store) -> None:
    await store.write(lambda conn: mark(conn, "n", "0"))

    def add_one(conn: Connection) -> None:
        found = conn.execute(text("SELECT value FROM marks WHERE key = 'n'")).scalar_one()
        mark(conn, "n", str(int(found) + 1))

    await asyncio.gather(*(store.write(add_one) for _ in range(50)))
    assert await store.read(lambda conn: marks.get(conn, "n")) is not None
    value = await store.read(lambda conn: conn.execute(text("SELECT value FROM marks")).scalar_one())
    assert value == "50"


async def test_a_reader_sees_one_picture_however_much_is_written_meanwhile(store: Store) -> None:
    looked, written = asyncio.Event(), asyncio.Event()
    await store.write(lambda conn: mark(conn, "a"))

    async def reader() -> tuple[int, int]:
        database = store._database
        if isinstance(database, SqliteDatabase):
            with database.reader.begin() as conn:
                first = len(keys(conn))
                looked.set()
                await written.wait()
                return first, len(keys(conn))
        assert isinstance(database, PostgresDatabase)
        async with database.reader.begin() as far:
            first = len(await far.run_sync(keys))
            looked.set()
            await written.wait()
            return first, len(await far.run_sync(keys))

    reading = asyncio.create_task(reader())
    await looked.wait()
    await store.write(lambda conn: mark(conn, "b"))
    written.set()
    assert await reading == (1, 1)


@pytest.mark.parametrize("way", ["read", "report"])
async def test_a_reader_cannot_change_anything(store: Store, way: str) -> None:
    with pytest.raises(DBAPIError):
        await getattr(store, way)(lambda conn: mark(conn, "a"))
    assert await store.read(keys) == set()


async def test_whoever_waits_for_news_is_woken_after_the_commit_and_not_by_quiet_or_failed_writes(
    store: Store,
) -> None:
    woken: list[str] = []
    store.on_commit.append(lambda: woken.append("now"))
    await store.write(lambda conn: mark(conn, "a"), quiet=True)
    with pytest.raises(ZeroDivisionError):
        await store.write(lambda conn: 1 // 0)
    assert woken == []
    await store.write(lambda conn: mark(conn, "b"))
    assert woken == ["now"]


async def test_references_are_kept(store: Store) -> None:
    def orphan(conn: Connection) -> None:
        conn.execute(
            text(
                "INSERT INTO memberships (person_id, contract, since) VALUES (1, 'x', '2026-01-01 00:00:00')"
            )
        )

    with pytest.raises(IntegrityError):
        await store.write(orphan)


async def test_a_second_process_is_refused_and_a_visitor_is_let_in(store: Store, store_url: str) -> None:
    with pytest.raises(StoreInUse, match="another process"):
        await Store.open(store_url)
    visitor = await Store.open(store_url, exclusive=False)
    await visitor.write(lambda conn: mark(conn, "visited"))
    await visitor.close()
    assert await store.read(keys) == {"visited"}
    with pytest.raises(StoreInUse):
        await Store.open(store_url)


async def test_what_was_closed_can_be_opened_again(store_url: str) -> None:
    for name in ("first", "second"):
        store = await Store.open(store_url)
        await store.write(partial(mark, key=name))
        await store.close()
    visitor = await Store.open(store_url, exclusive=False)
    assert await visitor.read(keys) == {"first", "second"}
    owner = await Store.open(store_url)
    await owner.close()
    await visitor.close()


async def test_a_database_from_a_newer_version_is_refused(store_url: str) -> None:
    store = await Store.open(store_url)
    await store.write(lambda conn: conn.execute(text("UPDATE alembic_version SET version_num = '9999'")))
    await store.close()
    with pytest.raises(StoreUnusable, match="newer version"):
        await Store.open(store_url)


async def test_closing_finishes_what_is_being_written(store_url: str) -> None:
    store = await Store.open(store_url)
    writing = asyncio.create_task(store.write(lambda conn: mark(conn, "late")))
    await asyncio.sleep(0)
    await store.close()
    await writing


# What only SQLite promises ----------------------------------------------------------------------


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "desk.sqlite"


async def test_a_full_disk_has_a_name_and_work_goes_on_when_there_is_room(file: Path) -> None:
    store = await Store.open(f"sqlite:///{file}")
    limit = "PRAGMA max_page_count = {}"
    pages = await store.write(lambda conn: conn.execute(text("PRAGMA page_count")).scalar_one())

    assert isinstance(store._database, SqliteDatabase)

    @event.listens_for(store._database.writer, "begin")
    def _(conn: Connection) -> None:
        conn.exec_driver_sql(limit.format(pages))

    with pytest.raises(StoreFull, match="free space"):
        await store.write(mark_much)
    pages = 100_000
    await store.write(mark_much)
    await store.close()


def mark_much(conn: Connection) -> None:
    for number in range(300):
        mark(conn, f"k{number}", "x" * 250)


async def test_a_backup_taken_while_work_goes_on_is_whole(file: Path, tmp_path: Path) -> None:
    store = await Store.open(f"sqlite:///{file}")
    await store.write(lambda conn: mark(conn, "a"))
    copy = tmp_path / "copy.sqlite"
    await store.backup(copy)
    with pytest.raises(StoreError, match="exists"):
        await store.backup(copy)
    await store.close()
    restored = await Store.open(f"sqlite:///{copy}")
    assert await restored.read(keys) == {"a"}
    await restored.close()
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600


async def test_a_backup_that_cannot_be_written_leaves_nothing_behind(file: Path, tmp_path: Path) -> None:
    store = await Store.open(f"sqlite:///{file}")
    with pytest.raises(StoreError, match="no backup"):
        await store.backup(tmp_path / "nowhere" / "copy.sqlite")
    await store.close()


async def test_nobody_else_may_read_the_database(file: Path) -> None:
    store = await Store.open(f"sqlite:///{file}")
    await store.write(lambda conn: mark(conn, "a"))
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in file.parent.iterdir()}
    assert {name: mode for name, mode in modes.items() if "lock" not in name and mode != 0o600} == {}
    await store.close()


async def test_commits_reach_the_disk_and_readers_do_not_wait(file: Path) -> None:
    store = await Store.open(f"sqlite:///{file}")

    def pragmas(conn: Connection) -> list[object]:
        names = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        return [conn.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in names]

    assert await store.write(pragmas) == ["wal", 2, 1, 10000]
    await store.tidy()
    assert file.with_name("desk.sqlite-wal").stat().st_size == 0
    await store.close()


async def test_a_process_that_was_killed_holds_no_claim(file: Path) -> None:
    program = (
        "import asyncio, os, signal\n"
        "from storage.engine import Store\n"
        "async def main():\n"
        f"    await Store.open('sqlite:///{file}')\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
        "asyncio.run(main())\n"
    )
    child = await asyncio.create_subprocess_exec(sys.executable, "-c", program)
    assert await child.wait() == -9
    store = await Store.open(f"sqlite:///{file}")
    await store.close()


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("sqlite://", "needs a file"),
        ("mysql://localhost/x", "neither SQLite nor PostgreSQL"),
        ("nonsense", "not a database address"),
        ("sqlite:////no/such/folder/desk.sqlite", "no such folder"),
        ("postgresql://nobody:secret@127.0.0.1:1/none", r"nobody:\*\*\*"),
    ],
)
async def test_an_address_that_cannot_work_is_refused_in_one_line(url: str, words: str) -> None:
    with pytest.raises(StoreUnusable, match=words) as caught:
        await Store.open(url)
    assert "\n" not in str(caught.value)
    assert "secret" not in str(caught.value)


@pytest.fixture
def letter(file: Path) -> Path:
    file.write_text("this is a letter, not a database, and it is long enough to be read as a header")
    return file


async def test_a_file_that_is_no_database_is_refused(letter: Path) -> None:
    with pytest.raises(StoreUnusable, match="not a database"):
        await Store.open(f"sqlite:///{letter}")


async def test_a_backup_of_postgresql_points_to_its_own_tool(store: Store, tmp_path: Path) -> None:
    if store.dialect == "sqlite":
        await store.backup(tmp_path / "copy")
        assert sqlite3.connect(tmp_path / "copy").execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return
    with pytest.raises(StoreError, match="pg_dump"):
        await store.backup(tmp_path / "copy")
