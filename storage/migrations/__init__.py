"""How the schema came to be. `python -m storage.migrations "what changed"` writes the next step."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection

from storage.errors import StoreUnusable

HERE = Path(__file__).parent


def config(conn: Connection | None = None) -> Config:
    """Alembic's settings, without a file of its own; `conn` is the connection that `env.py` works on."""
    settings = Config()
    # A percent sign in the path would be read as an interpolation.
    settings.set_main_option("script_location", str(HERE).replace("%", "%%"))
    settings.attributes["connection"] = conn
    return settings


def is_current(conn: Connection) -> bool:
    """Whether the database stands where this program expects it."""
    return MigrationContext.configure(conn).get_current_revision() == _head()


def upgrade(conn: Connection) -> None:
    """Bring the database up to date, inside the transaction of `conn`.

    Raises StoreUnusable when a newer program has written it: going back would lose what that one stored.
    """
    if is_current(conn):
        return
    try:
        command.upgrade(config(conn), "head")
    except CommandError as exc:
        raise StoreUnusable(f"the database was written by a newer version of this program ({exc})") from exc
    if conn.dialect.name == "sqlite" and conn.exec_driver_sql("PRAGMA foreign_key_check").first():
        raise StoreUnusable("the database holds rows that point nowhere; restore a backup")


def _head() -> str | None:
    return ScriptDirectory.from_config(config()).get_current_head()
