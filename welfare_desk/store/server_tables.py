# SPDX-License-Identifier: EUPL-1.2
"""Tables that only the server has: the log of operations, the feed, desks, codes, the registry.

Every key holds ``territory_id``, so that the store can be sharded by territory.  The registry
lies in a second database: a restored store must not forget epochs and incarnations.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from welfare_desk.models.record import NAMING
from welfare_desk.store.import_tables import import_tables

metadata = sa.MetaData(naming_convention=NAMING)
registry_metadata = sa.MetaData(naming_convention=NAMING)


def _key(name: str, kind: type[sa.BigInteger] | type[sa.Text]) -> sa.Column[Any]:
    # Numbers come from outside: SQLite would otherwise count them up by itself.
    return sa.Column(name, kind(), primary_key=True, autoincrement=False)


op_log = sa.Table(
    "op_log",
    metadata,
    _key("device", sa.BigInteger),
    _key("inc", sa.BigInteger),
    _key("seq", sa.BigInteger),
    _key("territory_id", sa.Text),
    sa.Column("op_id", sa.Text(), nullable=False),
    # A re-authored operation stands in the chain of its new incarnation and keeps its first result.
    sa.Column("repeated", sa.Boolean(), nullable=False),
    sa.Column("hash", sa.LargeBinary(), nullable=False),
    # As received (codec.pack): device, inc, seq and prev stand in the columns and in the chain.
    sa.Column("packed", sa.LargeBinary(), nullable=False),
    sa.Column("kind", sa.Text(), nullable=False),
    sa.Column("actor", sa.Text(), nullable=False),
    sa.Column("wall", sa.BigInteger(), nullable=False),
    sa.Column("received_at", sa.BigInteger(), nullable=False),
    sa.Column("result", sa.Text(), nullable=False),
    sa.Column("code", sa.Text(), nullable=False),
    sa.Column("receipt", sa.LargeBinary(), nullable=False),
    sa.Column("server_seq", sa.BigInteger(), nullable=False),
    # Why it waited for its result, which it got later or still waits for.
    sa.Column("parked", sa.Text(), nullable=False, server_default=""),
    # Stands for salt and body in the hash where these were erased.
    sa.Column("body_digest", sa.LargeBinary(), nullable=True),
    sa.Index(
        "uq_op_log_op_id",
        "op_id",
        "territory_id",
        unique=True,
        sqlite_where=sa.text("NOT repeated"),
        postgresql_where=sa.text("NOT repeated"),
    ),
    sa.Index("ix_op_log_server_seq", "device", "server_seq"),
    sa.Index(
        "ix_op_log_waiting",
        "territory_id",
        "server_seq",
        sqlite_where=sa.text("result = 'parked'"),
        postgresql_where=sa.text("result = 'parked'"),
    ),
)
"""Every operation as its bytes came, with what became of it.

Rows are only ever added; a parked one gets its result once, and a body is erased with its
person.
"""

chain_head = sa.Table(
    "chain_head",
    metadata,
    _key("device", sa.BigInteger),
    _key("inc", sa.BigInteger),
    _key("territory_id", sa.Text),
    sa.Column("seq", sa.BigInteger(), nullable=False),
    sa.Column("hash", sa.LargeBinary(), nullable=False),
    sa.Column("end_seq", sa.BigInteger(), nullable=False),
)
"""The last operation that came from an incarnation, and the last one that its desk has."""

change = sa.Table(
    "change",
    metadata,
    _key("kind", sa.Text),
    _key("id", sa.Text),
    _key("territory_id", sa.Text),
    # Whose desks may see the row; empty for every desk of the territory.
    sa.Column("controller_id", sa.Text(), nullable=False),
    sa.Column("server_seq", sa.BigInteger(), nullable=False),
    sa.Column("dropped", sa.Boolean(), nullable=False),
    # Whose desks saw the row before it went elsewhere: to them it is gone.
    sa.Column("left_id", sa.Text(), nullable=True),
    sa.Index("ix_change_server_seq", "territory_id", "server_seq", "controller_id"),
)
"""When each row of the feed changed last: an index of the latest states, never a history."""

territory_seq = sa.Table(
    "territory_seq",
    metadata,
    _key("territory_id", sa.Text),
    sa.Column("server_seq", sa.BigInteger(), nullable=False),
    sa.Column("epoch", sa.BigInteger(), nullable=False),
    sa.Column("next_lease", sa.BigInteger(), nullable=False),
    sa.Column("next_number_block", sa.BigInteger(), nullable=False),
    sa.Column("next_serial_block", sa.BigInteger(), nullable=False),
    # The epoch with which a recovery began that is not over, else 0.
    sa.Column("recovery", sa.BigInteger(), nullable=False, server_default="0"),
    # The last number that lies in a verified backup; nothing where none is set up.
    sa.Column("stable_upto", sa.BigInteger(), nullable=True),
)
"""The row whose update is lock and commit-ordered sequence in one, and the territory's counters."""

recovery_place = sa.Table(
    "recovery_place",
    metadata,
    _key("device", sa.BigInteger),
    # 0: whichever incarnation the desk has.
    _key("inc", sa.BigInteger),
    _key("territory_id", sa.Text),
    sa.Column("done", sa.Boolean(), nullable=False),
)
"""The incarnations whose logs a recovery waits for."""

quarantined_op = sa.Table(
    "quarantined_op",
    metadata,
    _key("device", sa.BigInteger),
    _key("inc", sa.BigInteger),
    _key("seq", sa.BigInteger),
    _key("territory_id", sa.Text),
    sa.Column("hash", sa.LargeBinary(), nullable=False),
    sa.Column("packed", sa.LargeBinary(), nullable=False),
    sa.Column("op_id", sa.Text(), nullable=False),
    sa.Column("kind", sa.Text(), nullable=False),
    sa.Column("actor", sa.Text(), nullable=False),
    sa.Column("wall", sa.BigInteger(), nullable=False),
    sa.Column("received_at", sa.BigInteger(), nullable=False),
)
"""Operations of withdrawn desks: in their chain, without effect, until they are admitted."""

granted_block = sa.Table(
    "granted_block",
    metadata,
    _key("lease_id", sa.Text),
    _key("territory_id", sa.Text),
    sa.Column("resource", sa.Text(), nullable=False),
    sa.Column("epoch", sa.BigInteger(), nullable=False),
    sa.Column("block", sa.BigInteger(), nullable=False),
    sa.Column("size", sa.BigInteger(), nullable=False),
)
"""Which block of printed numbers a lease carried, so that a lost answer can be said again."""

device_key = sa.Table(
    "device_key",
    metadata,
    _key("device", sa.BigInteger),
    _key("territory_id", sa.Text),
    sa.Column("public_key", sa.LargeBinary(), nullable=False),
    sa.Column("inc", sa.BigInteger(), nullable=False),
    sa.Column("name", sa.Text(), nullable=False),
    sa.Column("municipality_id", sa.Text(), nullable=False),
    sa.Column("provider_id", sa.Text(), nullable=True),
    sa.Column("enrolled_at", sa.BigInteger(), nullable=False),
    sa.Column("last_seen_at", sa.BigInteger(), nullable=False),
    sa.Column("revoked", sa.Boolean(), nullable=False),
    # A stolen desk is told to wipe itself at once.
    sa.Column("stolen", sa.Boolean(), nullable=False),
)
"""The desks and the keys that they sign with."""

enrol_code = sa.Table(
    "enrol_code",
    metadata,
    _key("code_hash", sa.Text),
    _key("territory_id", sa.Text),
    sa.Column("name", sa.Text(), nullable=False),
    sa.Column("municipality_id", sa.Text(), nullable=False),
    sa.Column("provider_id", sa.Text(), nullable=True),
    sa.Column("expires_at", sa.BigInteger(), nullable=False),
    sa.Column("used_at", sa.BigInteger(), nullable=True),
    sa.Column("device", sa.BigInteger(), nullable=True),
)
"""One-time codes by their SHA-256; the code itself is kept nowhere."""

received_audit = sa.Table(
    "received_audit",
    metadata,
    _key("device", sa.BigInteger),
    _key("inc", sa.BigInteger),
    _key("row_hash", sa.Text),
    _key("territory_id", sa.Text),
    sa.Column("row", sa.LargeBinary(), nullable=False),
    sa.Column("received_at", sa.BigInteger(), nullable=False),
)
"""Rows of the desks' own audit chains as they came."""

import_job, import_columns = import_tables(metadata)

registry_epoch = sa.Table(
    "registry_epoch",
    registry_metadata,
    _key("territory_id", sa.Text),
    sa.Column("epoch", sa.BigInteger(), nullable=False),
)
"""The highest epoch that a territory ever had."""

registry_device = sa.Table(
    "registry_device",
    registry_metadata,
    _key("device", sa.BigInteger),
    _key("territory_id", sa.Text),
    sa.Column("inc", sa.BigInteger(), nullable=False),
)
"""Every device number ever given, with its highest incarnation."""

registry_desk = sa.Table(
    "registry_desk",
    registry_metadata,
    _key("device", sa.BigInteger),
    _key("territory_id", sa.Text),
    sa.Column("public_key", sa.LargeBinary(), nullable=False),
    sa.Column("name", sa.Text(), nullable=False),
    sa.Column("municipality_id", sa.Text(), nullable=False),
    sa.Column("provider_id", sa.Text(), nullable=True),
    sa.Column("enrolled_at", sa.BigInteger(), nullable=False),
    sa.Column("seen_at", sa.BigInteger(), nullable=False),
    sa.Column("revoked", sa.Boolean(), nullable=False),
    sa.Column("stolen", sa.Boolean(), nullable=False),
)
"""Every desk ever enrolled: a restored store must not forget its key, nor that it was revoked."""

registry_grant = sa.Table(
    "registry_grant",
    registry_metadata,
    _key("territory_id", sa.Text),
    _key("epoch", sa.BigInteger),
    sa.Column("lease", sa.BigInteger(), nullable=False),
    sa.Column("server_seq", sa.BigInteger(), nullable=False, server_default="0"),
)
"""The last lease and the last number of the log that a desk was told of, by epoch."""

registry_contact = sa.Table(
    "registry_contact",
    registry_metadata,
    _key("device", sa.BigInteger),
    _key("inc", sa.BigInteger),
    sa.Column("confirmed", sa.BigInteger(), nullable=False),
    sa.Column("given", sa.BigInteger(), nullable=False),
    sa.Column("said_at", sa.BigInteger(), nullable=False, server_default="0"),
    sa.Column("seen_at", sa.BigInteger(), nullable=False, server_default="0"),
)
"""The numbers by which an incarnation is told from its copy."""

registry_mark = sa.Table(
    "registry_mark",
    registry_metadata,
    _key("device", sa.BigInteger),
    _key("mark", sa.Text),
    sa.Column("at", sa.BigInteger(), nullable=False),
)
"""What a desk set off lately and does not set off again at each of its hellos."""

registry_nonce = sa.Table(
    "registry_nonce",
    registry_metadata,
    _key("nonce", sa.Text),
    _key("device", sa.BigInteger),
    sa.Column("seen_at", sa.BigInteger(), nullable=False, index=True),
)
"""Requests of the last minutes: each is served once, whichever process it reaches."""
