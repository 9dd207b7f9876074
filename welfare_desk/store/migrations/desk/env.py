# SPDX-License-Identifier: EUPL-1.2
"""Runs the desk's migrations on the connection that the program gives."""

from alembic import context

from welfare_desk.store.tables import desk_metadata

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=desk_metadata(),
    render_as_batch=connection.dialect.name == "sqlite",
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
