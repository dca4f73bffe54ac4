"""`python -m storage.migrations "what changed"` writes the step from the newest migration to the tables."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import Any

from alembic import command
from alembic.autogenerate.api import AutogenContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from storage import migrations
from storage.tables import UtcDateTime


def render_item(kind: str, item: Any, _context: AutogenContext) -> str | bool:
    """Write our own type as what it is underneath: a migration must not change when the program does."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    return False


def write_step(message: str) -> Path:
    """Compare an empty database, brought to the newest step, with the tables; write the difference."""
    number = len(list(ScriptDirectory.from_config(migrations.config()).walk_revisions())) + 1
    slug = re.sub(r"\W+", "_", message.lower()).strip("_")
    engine = create_engine("sqlite://")
    with engine.begin() as conn:
        settings = migrations.config(conn)
        settings.set_main_option("file_template", f"v{number:04d}_{slug}")
        settings.attributes["render_item"] = render_item
        command.upgrade(settings, "head")
        script = command.revision(settings, message=message, autogenerate=True, rev_id=f"{number:04d}")
    engine.dispose()
    if script is None or isinstance(script, list):
        raise SystemExit("nothing was written")
    return Path(script.path)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m storage.migrations", description=__doc__)
    parser.add_argument("message", help="what changed, a few words")
    write_step(parser.parse_args().message)
