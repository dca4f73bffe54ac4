"""The migrations lead to exactly the tables that the program uses, on both databases."""

from __future__ import annotations

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, text

from storage import migrations
from storage.engine import Store
from storage.migrations.__main__ import write_step
from storage.tables import metadata


async def test_the_migrations_and_the_tables_are_the_same(store: Store) -> None:
    def differences(conn: Connection) -> object:
        context = MigrationContext.configure(conn, opts={"compare_type": True})
        return compare_metadata(context, metadata)

    assert await store.read(differences) == []


async def test_a_database_that_was_migrated_stands_at_the_newest_step(store: Store) -> None:
    assert await store.read(migrations.is_current)


async def test_partial_indexes_are_partial(store: Store) -> None:
    def wheres(conn: Connection) -> dict[str, str]:
        source = (
            "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
            if store.dialect == "sqlite"
            else "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'"
        )
        return {row[0]: row[1] for row in conn.execute(text(source))}

    found = await store.read(wheres)
    for table in metadata.sorted_tables:
        for index in table.indexes:
            partial = index.dialect_options["sqlite"]["where"] is not None
            assert (" WHERE " in found[str(index.name)]) == partial, index.name


def test_the_next_step_is_written_only_for_what_changed() -> None:
    before = sorted((migrations.HERE / "versions").glob("v*.py"))
    written = write_step("nothing at all")
    try:
        assert "pass" in written.read_text()
        assert written.name == f"v{len(before) + 1:04d}_nothing_at_all.py"
    finally:
        written.unlink()
