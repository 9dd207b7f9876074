# SPDX-License-Identifier: EUPL-1.2
"""The first tables of the server."""

from alembic import op

from welfare_desk.store.tables import server_metadata

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    server_metadata().create_all(op.get_bind())
