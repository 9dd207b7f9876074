# SPDX-License-Identifier: EUPL-1.2
"""The tables that only a desk has: its journal, rights, images, papers and search."""

from __future__ import annotations

import sqlalchemy as sa

from welfare_desk.models.record import NAMING
from welfare_desk.store.import_tables import import_tables

metadata = sa.MetaData(naming_convention=NAMING)

meta = sa.Table(
    "meta",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("value", sa.Text, nullable=False),
)

journal = sa.Table(
    "journal",
    metadata,
    sa.Column("inc", sa.BigInteger, primary_key=True),
    sa.Column("seq", sa.BigInteger, primary_key=True),
    sa.Column("op_id", sa.Text, nullable=False, unique=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("entity", sa.Text, nullable=False),
    sa.Column("person_id", sa.Text, nullable=False),
    sa.Column("act", sa.LargeBinary, nullable=False),
    sa.Column("hash", sa.LargeBinary, nullable=False),
    sa.Column("provisional", sa.Boolean, nullable=False),
    sa.Column("actor", sa.Text, nullable=False),
    sa.Column("recorded_at", sa.BigInteger, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("result", sa.Text, nullable=False),
    sa.Column("code", sa.Text, nullable=False),
    sa.Column("receipt", sa.LargeBinary, nullable=False),
    sa.Column("in_question", sa.Text, nullable=False),
    sa.Column("closed_at", sa.BigInteger),
)
# The journal only grows, what is still open in it stays small: only that is in these.
sa.Index(
    "ix_journal_pending",
    journal.c.inc,
    journal.c.seq,
    sqlite_where=journal.c.state == "pending",
)
sa.Index(
    "ix_journal_rejected_open",
    journal.c.inc,
    journal.c.seq,
    sqlite_where=sa.and_(journal.c.result == "rejected", journal.c.closed_at.is_(None)),
)
sa.Index(
    "ix_journal_in_question",
    journal.c.inc,
    journal.c.seq,
    sqlite_where=journal.c.in_question != "",
)
sa.Index("ix_journal_person_id", journal.c.person_id)
sa.Index("ix_journal_entity", journal.c.entity)

former_act = sa.Table(
    "former_act",
    metadata,
    sa.Column("inc", sa.BigInteger, primary_key=True),
    sa.Column("seq", sa.BigInteger, primary_key=True),
    sa.Column("op_id", sa.Text, nullable=False, index=True),
    sa.Column("act", sa.LargeBinary, nullable=False),
    sa.Column("hash", sa.LargeBinary, nullable=False),
)
"""The bytes that an operation had before it was made anew in a later incarnation's chain."""

held_right = sa.Table(
    "held_right",
    metadata,
    sa.Column("lease_id", sa.Text, primary_key=True),
    sa.Column("resource", sa.Text, nullable=False, index=True),
    sa.Column("quantity", sa.BigInteger, nullable=False),
    sa.Column("left", sa.BigInteger, nullable=False),
    sa.Column("not_after", sa.BigInteger, nullable=False),
    sa.Column("lease", sa.LargeBinary, nullable=False),
)

base_row = sa.Table(
    "base_row",
    metadata,
    sa.Column("kind", sa.Text, primary_key=True),
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("record", sa.LargeBinary),
)

pulled_row = sa.Table(
    "pulled_row",
    metadata,
    sa.Column("kind", sa.Text, primary_key=True),
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("record", sa.LargeBinary),
)

draft = sa.Table(
    "draft",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("operator_id", sa.Text, nullable=False),
    sa.Column("person_id", sa.Text),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("payload", sa.Text, nullable=False),
    sa.Column("started_at", sa.BigInteger, nullable=False),
    sa.Column("updated_at", sa.BigInteger, nullable=False),
)

print_job = sa.Table(
    "print_job",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("role", sa.Text, nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("document", sa.Text, nullable=False),
    sa.Column("subject_id", sa.Text, nullable=False, index=True),
    sa.Column("pdf", sa.LargeBinary, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("copies", sa.BigInteger, nullable=False),
    sa.Column("created_at", sa.BigInteger, nullable=False, index=True),
    sa.Column("changed_at", sa.BigInteger, nullable=False),
    sa.Column("note", sa.Text, nullable=False),
)

audit_row = sa.Table(
    "audit_row",
    metadata,
    sa.Column("seq", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("at", sa.BigInteger, nullable=False),
    sa.Column("actor", sa.Text, nullable=False),
    sa.Column("act", sa.Text, nullable=False),
    sa.Column("subject", sa.Text, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("hash", sa.LargeBinary, nullable=False),
)

log_in_tries = sa.Table(
    "log_in_tries",
    metadata,
    sa.Column("operator_id", sa.Text, primary_key=True),
    sa.Column("failed", sa.BigInteger, nullable=False),
    sa.Column("blocked_until", sa.BigInteger, nullable=False),
)

import_job, import_columns = import_tables(metadata)

seen_person = sa.Table(
    "seen_person",
    metadata,
    sa.Column("person_id", sa.Text, primary_key=True),
    sa.Column("seen_at", sa.BigInteger, nullable=False, index=True),
)

search_person = sa.Table(
    "search_person",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("person_id", sa.Text, nullable=False, unique=True),
    sa.Column("surname", sa.Text, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("born", sa.Integer, nullable=False),
    sa.Column("code", sa.Text, nullable=False),
    sa.Column("phone_end", sa.Text, nullable=False),
)
"""What people are found by; ``store/search_words.py`` tells what an entry is."""

search_change = sa.Table(
    "search_change",
    metadata,
    sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("fresh", sa.Boolean, nullable=False),
)
"""Whose names or birth date changed since the last segment; ``fresh``: no segment has them."""

search_segment = sa.Table(
    "search_segment",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("key", sa.Text, nullable=False),
    sa.Column("rules", sa.Text, nullable=False),
    sa.Column("people", sa.BigInteger, nullable=False),
    sa.Column("upto", sa.BigInteger, nullable=False),
)

search_part = sa.Table(
    "search_part",
    metadata,
    sa.Column("segment_key", sa.Text, primary_key=True),
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("data", sa.LargeBinary, nullable=False),
)
"""The arrays of a segment of the search index, as ``store/search_parts.py`` writes them."""
