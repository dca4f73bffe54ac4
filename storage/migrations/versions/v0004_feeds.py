"""Calendars to subscribe to: whose they are, and the hash of their addresses' token."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forwards."""
    op.create_table(
        "feeds",
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column(
            "token_hash",
            sa.String(length=64),
            nullable=False,
            comment="SHA-256: a stolen database opens no calendar",
        ),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "fetched_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="about when it was last asked for; to the hour",
        ),
        sa.Column(
            "shown", sa.JSON(), nullable=False, comment="by view: hash of what was given out, and since when"
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_feeds")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_feeds_token_hash")),
    )


def downgrade() -> None:
    """Go back."""
    op.drop_table("feeds")
