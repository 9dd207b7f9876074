# SPDX-License-Identifier: EUPL-1.2
"""Looking for operations that arrived before must not read the whole log."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import event

from tests.builders import TERRITORY, an_id
from welfare_desk.store import oplog
from welfare_desk.store.engines import ServerStore


def test_operations_are_found_by_the_index_of_their_ids(tmp_path: Path) -> None:
    store = ServerStore(f"sqlite:///{tmp_path / 'server.db'}")
    store.migrate()
    asked: list[tuple[str, Any]] = []
    with store.read() as conn:

        @event.listens_for(conn, "before_cursor_execute")
        def _keep(_c: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
            asked.append((statement, parameters))

        assert oplog.by_op_ids(conn, TERRITORY, [an_id("one"), an_id("two")]) == {}
        (statement, parameters) = asked[0]
        plan = conn.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters).all()
    store.close()
    assert any("uq_op_log_op_id" in row[-1] for row in plan), plan
