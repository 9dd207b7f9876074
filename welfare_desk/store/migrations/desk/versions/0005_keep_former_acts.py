# SPDX-License-Identifier: EUPL-1.2

"""Keep former acts."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "former_act",
        sa.Column("inc", sa.BigInteger(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("op_id", sa.Text(), nullable=False),
        sa.Column("act", sa.LargeBinary(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("inc", "seq", name=op.f("pk_former_act")),
    )
    with op.batch_alter_table("former_act", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_former_act_op_id"), ["op_id"], unique=False)

    with op.batch_alter_table("whole_right", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("holder_inc", sa.BigInteger(), server_default=sa.text("0"), nullable=False)
        )
