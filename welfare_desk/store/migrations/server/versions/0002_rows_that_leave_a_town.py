# SPDX-License-Identifier: EUPL-1.2

"""Rows that leave a town."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("change", schema=None) as batch_op:
        batch_op.add_column(sa.Column("left_id", sa.Text(), nullable=True))
