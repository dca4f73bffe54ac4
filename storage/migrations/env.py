"""Run by Alembic: works on the connection it is given; `storage.migrations` gives it."""

from __future__ import annotations

from alembic import context

from storage.plan_tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    # SQLite cannot alter most things in place; batches copy the table.
    render_as_batch=True,
    compare_type=True,
    render_item=context.config.attributes.get("render_item"),
)
with context.begin_transaction():
    context.run_migrations()
