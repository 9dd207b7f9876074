# SPDX-License-Identifier: EUPL-1.2
"""The log of views and acts of a desk lies at the server, line by line, with its chain whole."""

from tests.builders import TERRITORY, register
from tests.support.proxy import breaking_line
from tests.sync.conftest import DeskMaker
from tests.sync.lives import copy_home
from tests.sync.served import CentralServer
from welfare_desk.core.audit_chain import AuditRow, first_broken, unpacked
from welfare_desk.store import audit
from welfare_desk.store.server_tables import received_audit


def _received(server: CentralServer, device: int, inc: int) -> list[AuditRow]:
    central = server.central()
    columns = received_audit.c
    with central.store.read() as conn:
        rows = conn.execute(
            received_audit.select().where(
                columns.territory_id == TERRITORY, columns.device == device, columns.inc == inc
            )
        ).all()
    central.close()
    return sorted((unpacked(row.row) for row in rows), key=lambda each: each.seq)


def test_every_line_arrives_once_although_answers_are_lost(
    server: CentralServer, desk: DeskMaker
) -> None:
    counter = desk("a", server)
    counter.record(register("audited"))
    with counter.store.write() as conn:
        audit.append(conn, counter.clock.now_us(), "anna", "open_person", "somebody", "")
    with breaking_line(server.url, lambda _, path: "lost_reply") as line:
        counter.through(line.url)
        counter.exchange()
        line.choose = lambda _, path: "lost_reply" if path == "/v1/push" else "none"
        assert counter.exchange().outcome == "offline"
        line.choose = lambda _, path: "none"
        assert counter.exchange().outcome == "ok"
    device = int(counter.meta("device"))
    lines = _received(server, device, 1)
    with counter.store.read() as conn:
        assert lines == audit.after(conn, 0, 1_000)
    assert first_broken(lines) is None
    assert "open_person" in {line.act for line in lines}


def test_views_alone_are_carried_too_and_a_copy_brings_its_own_log(
    server: CentralServer, desk: DeskMaker
) -> None:
    first = desk("a", server)
    first.settle()
    copy_home(first, "copy")
    first, copy = desk("a"), desk("copy")
    for counter, who in ((first, "anna"), (copy, "luca")):
        counter.through(server.url)
        with counter.store.write() as conn:
            audit.append(conn, counter.clock.now_us(), who, "open_person", "somebody", "")
        assert counter.exchange().outcome == "ok"
    device = int(copy.meta("device"))
    logs = {inc: _received(server, device, inc) for inc in (1, 2)}
    for lines in logs.values():
        assert lines
        assert first_broken(lines) is None
    assert "anna" in {line.actor for line in logs[1]}
    assert "luca" in {line.actor for line in logs[2]}
    assert "luca" not in {line.actor for line in logs[1]}
