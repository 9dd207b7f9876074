# SPDX-License-Identifier: EUPL-1.2

"""Sum a fund's redemptions from an index."""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("redemption", schema=None) as batch_op:
        batch_op.create_index(
            "ix_redemption_used",
            ["territory_id", "fund_id", "state", "merchant_id", "spent_on", "amount_cents"],
            unique=False,
        )
