# SPDX-License-Identifier: EUPL-1.2
"""The tables of imports, alike at desk and server: how far each came, which columns were meant."""

from __future__ import annotations

import sqlalchemy as sa


def import_tables(metadata: sa.MetaData) -> tuple[sa.Table, sa.Table]:
    """Add both tables to a side's own."""
    job = sa.Table(
        "import_job",
        metadata,
        sa.Column("id", sa.Text(), primary_key=True),
        sa.Column("territory_id", sa.Text(), primary_key=True),
        sa.Column("sha256", sa.Text(), nullable=False),
        # Whose residents stand in the file; empty where a column says it.
        sa.Column("controller_id", sa.Text(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("columns", sa.Text(), nullable=False),
        sa.Column("as_of", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("rows_done", sa.BigInteger(), nullable=False),
        sa.Column("rows_total", sa.BigInteger(), nullable=False),
        sa.Column("counts", sa.Text(), nullable=False),
        sa.Column("refused_path", sa.Text(), nullable=False),
        sa.Column("refused_bytes", sa.BigInteger(), nullable=False),
        sa.Column("noted_path", sa.Text(), nullable=False),
        sa.Column("noted_bytes", sa.BigInteger(), nullable=False),
        sa.Column("started_at", sa.BigInteger(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
    )
    columns = sa.Table(
        "import_columns",
        metadata,
        sa.Column("heading", sa.Text(), primary_key=True),
        sa.Column("territory_id", sa.Text(), primary_key=True),
        sa.Column("columns", sa.Text(), nullable=False),
        sa.Column("used_at", sa.BigInteger(), nullable=False),
    )
    return job, columns
