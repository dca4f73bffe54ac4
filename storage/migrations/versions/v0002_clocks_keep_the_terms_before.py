"""Clocks keep the terms before; official holiday lists.

The rows of `clocks` are a cache: they are dropped here, and a mark makes the desk compute them anew when it starts.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_RUNNING = sa.text("stopped_at IS NULL")


def _mark() -> None:
    op.execute("DELETE FROM marks WHERE key = 'rebuild-clocks'")
    op.execute(
        "INSERT INTO marks (key, value, at) SELECT 'rebuild-clocks', 'all', CURRENT_TIMESTAMP "
        "WHERE EXISTS (SELECT 1 FROM tickets)"
    )


def upgrade() -> None:
    """Go forwards."""
    op.drop_table("clocks")
    op.create_table(
        "clocks",
        sa.Column("ticket", sa.Integer(), nullable=False),
        sa.Column(
            "place", sa.Integer(), nullable=False, comment="the present terms first, then those before"
        ),
        sa.Column("name", sa.String(length=16), nullable=False),
        sa.Column("level", sa.Integer(), nullable=True),
        sa.Column("grade", sa.String(length=20), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False, comment="of the contract"),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stopped_at", sa.DateTime(timezone=True), nullable=True, comment="stopped, or superseded"),
        sa.Column(
            "superseded", sa.Boolean(), nullable=False, comment="other terms took its place: counts if missed"
        ),
        sa.Column(
            "promised_seconds",
            sa.Integer(),
            nullable=False,
            comment="counted time from the start to the deadline",
        ),
        sa.Column("spent_seconds", sa.Integer(), nullable=True, comment="counted time until it stopped"),
        sa.Column(
            "paused_seconds", sa.Integer(), nullable=False, comment="counted time left out by agreement"
        ),
        sa.ForeignKeyConstraint(["ticket"], ["tickets.id"], name=op.f("fk_clocks_ticket")),
        sa.PrimaryKeyConstraint("ticket", "place", name=op.f("pk_clocks")),
    )
    with op.batch_alter_table("clocks", schema=None) as batch_op:
        batch_op.create_index(
            "ix_clocks_due", ["due_at"], unique=False, sqlite_where=_RUNNING, postgresql_where=_RUNNING
        )
        batch_op.create_index("ix_clocks_stopped_at", ["stopped_at"], unique=False)
    op.create_table(
        "holiday_lists",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("days", sa.JSON(), nullable=False, comment="off and work: lists of ISO dates"),
        sa.Column("loaded_by", sa.BigInteger(), nullable=True, comment="null: the operator's command"),
        sa.Column("loaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("year", name=op.f("pk_holiday_lists")),
    )
    _mark()


def downgrade() -> None:
    """Go back: the older program computes its cache with the next event of each ticket."""
    op.drop_table("holiday_lists")
    op.drop_table("clocks")
    op.create_table(
        "clocks",
        sa.Column("ticket", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=16), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stopped_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("level", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["ticket"], ["tickets.id"], name=op.f("fk_clocks_ticket")),
        sa.PrimaryKeyConstraint("ticket", "name", name=op.f("pk_clocks")),
    )
    with op.batch_alter_table("clocks", schema=None) as batch_op:
        batch_op.create_index(
            "ix_clocks_due", ["due_at"], unique=False, sqlite_where=_RUNNING, postgresql_where=_RUNNING
        )
