# SPDX-License-Identifier: EUPL-1.2

"""Wait for incarnations."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "recovery_place",
        sa.Column("device", sa.BigInteger(), nullable=False),
        sa.Column("inc", sa.BigInteger(), nullable=False),
        sa.Column("territory_id", sa.Text(), nullable=False),
        sa.Column("done", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("device", "inc", "territory_id", name=op.f("pk_recovery_place")),
    )
    # Whom a recovery under way waits for may come as any incarnation, as before.
    op.execute(
        "INSERT INTO recovery_place (device, inc, territory_id, done)"
        " SELECT device, 0, territory_id, done FROM recovery_desk"
    )
    op.drop_table("recovery_desk")
