# SPDX-License-Identifier: EUPL-1.2
"""The first tables of the desk."""

from alembic import op

from welfare_desk.store.desk_tables import PERSON_SEARCH
from welfare_desk.store.tables import desk_metadata

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    desk_metadata().create_all(op.get_bind())
    op.execute(PERSON_SEARCH)
