# SPDX-License-Identifier: EUPL-1.2

"""Copies recovery and quarantine."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "quarantined_op",
        sa.Column("device", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("inc", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("territory_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("packed", sa.LargeBinary(), nullable=False),
        sa.Column("op_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("wall", sa.BigInteger(), nullable=False),
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "device", "inc", "seq", "territory_id", name=op.f("pk_quarantined_op")
        ),
    )
    op.create_table(
        "recovery_desk",
        sa.Column("device", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("territory_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("done", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("device", "territory_id", name=op.f("pk_recovery_desk")),
    )
    with op.batch_alter_table("nonce", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_nonce_seen_at"))

    op.drop_table("nonce")
    with op.batch_alter_table("op_log", schema=None) as batch_op:
        batch_op.add_column(sa.Column("parked", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("body_digest", sa.LargeBinary(), nullable=True))
        batch_op.create_index(
            "ix_op_log_waiting",
            ["territory_id", "server_seq"],
            unique=False,
            sqlite_where=sa.text("result = 'parked'"),
            postgresql_where=sa.text("result = 'parked'"),
        )

    with op.batch_alter_table("territory_seq", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("recovery", sa.BigInteger(), server_default="0", nullable=False)
        )
        batch_op.add_column(sa.Column("stable_upto", sa.BigInteger(), nullable=True))

    with op.batch_alter_table("whole_right", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("holder_inc", sa.BigInteger(), server_default=sa.text("0"), nullable=False)
        )
