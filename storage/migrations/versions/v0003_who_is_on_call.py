"""Who is on call: what people changed, and what they offer each other."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forwards."""
    op.create_table(
        "duty_changes",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column(
            "kind", sa.String(length=10), nullable=False, comment="override swap cover absence delegate"
        ),
        sa.Column("layer", sa.String(length=40), nullable=True, comment="null for absences and delegates"),
        sa.Column(
            "person_id",
            sa.BigInteger(),
            nullable=False,
            comment="who has the duty, is away, or is stood in for",
        ),
        sa.Column(
            "other_id", sa.BigInteger(), nullable=True, comment="whose duty only is replaced; the delegate"
        ),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("contracts", sa.JSON(), nullable=False, comment="codes; empty: all"),
        sa.Column("made_by", sa.BigInteger(), nullable=True, comment="null: the settings or the operator"),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_changes")),
    )
    with op.batch_alter_table("duty_changes", schema=None) as batch_op:
        batch_op.create_index("ix_duty_changes_ends_at", ["ends_at"], unique=False)

    op.create_table(
        "offers",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column(
            "kind", sa.String(length=10), nullable=False, comment="swap cover handover incident asleep"
        ),
        sa.Column(
            "state", sa.String(length=10), nullable=False, comment="open accepted refused expired undone"
        ),
        sa.Column("person_id", sa.BigInteger(), nullable=True, comment="who offers or asks; null: the desk"),
        sa.Column("to_id", sa.BigInteger(), nullable=True, comment="who may accept; null: any engineer"),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.BigInteger(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offers")),
    )
    with op.batch_alter_table("offers", schema=None) as batch_op:
        batch_op.create_index("ix_offers_state", ["kind", "state"], unique=False)


def downgrade() -> None:
    """Go back."""
    with op.batch_alter_table("offers", schema=None) as batch_op:
        batch_op.drop_index("ix_offers_state")

    op.drop_table("offers")
    with op.batch_alter_table("duty_changes", schema=None) as batch_op:
        batch_op.drop_index("ix_duty_changes_ends_at")

    op.drop_table("duty_changes")
