# SPDX-License-Identifier: EUPL-1.2
"""Write the next revision of a side: ``python -m tools.write_migration desk "Add colour"``.

The revision is what the tables of the program have and a freshly migrated database has not.
Read it before you commit it: moving rows is yours to write.
With ``--first`` revision 0001 is written anew, which is allowed until the first release only.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from pathlib import Path
from typing import Any, Literal, cast

import sqlalchemy as sa
from alembic.autogenerate import produce_migrations, render_python_code
from alembic.migration import MigrationContext
from sqlcipher3 import dbapi2

from welfare_desk.models.record import Composed
from welfare_desk.store import migrate, tables

_HEAD = '''# SPDX-License-Identifier: EUPL-1.2
# ruff: noqa: E501 - because tools.write_migration wrote it
"""{message}."""

import sqlalchemy as sa
from alembic import op

revision = "{revision}"
down_revision = {before!r}
branch_labels = None
depends_on = None


def upgrade() -> None:
'''


def main() -> int:
    """Write the file, or say that there is nothing to write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("side", choices=("desk", "server"))
    parser.add_argument("message")
    parser.add_argument("--first", action="store_true")
    asked = parser.parse_args()
    side = cast(migrate.Side, asked.side)
    # The search index of a desk needs SQLCipher's own, newer SQLite.
    engine = sa.create_engine("sqlite+pysqlite://", module=dbapi2, poolclass=sa.StaticPool)
    before = None if asked.first else migrate.head(side)
    if before is not None:
        migrate.upgrade(engine, side)
    with engine.connect() as conn:
        body = _body(conn, side)
    if body == ["pass"]:
        print("The tables of the program are those of the last revision.")
        return 0
    revision = f"{int(before or 0) + 1:04d}"
    name = re.sub(r"\W+", "_", asked.message.lower()).strip("_")
    path = Path(migrate.__file__).parent / f"migrations/{side}/versions/{revision}_{name}.py"
    head = _HEAD.format(message=asked.message, revision=revision, before=before)
    path.write_text(head + "".join(f"    {line}\n" if line else "\n" for line in body))
    ruff = [sys.executable, "-m", "ruff"]
    for step in (["format"], ["check", "--fix"], ["format"]):
        subprocess.run([*ruff, *step, "--quiet", str(path)], check=True)
    print(path.name)
    return 0


def _body(conn: sa.Connection, side: migrate.Side) -> list[str]:
    metadata = tables.desk_metadata() if side == "desk" else tables.server_metadata()
    context = MigrationContext.configure(conn)
    found = produce_migrations(context, metadata).upgrade_ops
    assert found is not None
    code = render_python_code(found, render_as_batch=True, render_item=_as_stored)
    lines = [line.removeprefix("    ") for line in str(code).splitlines()]
    return [line for line in lines if not line.startswith("#")]


def _as_stored(kind: str, item: Any, _: Any) -> str | Literal[False]:
    return "sa.Text()" if kind == "type" and isinstance(item, Composed) else False


if __name__ == "__main__":
    sys.exit(main())
