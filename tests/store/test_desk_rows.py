# SPDX-License-Identifier: EUPL-1.2
"""What a desk keeps for itself: names, rights, images, pages put aside, drafts, papers, tries."""

from typing import Any

import msgspec

from tests.store.samples import a_person, sample
from welfare_desk.models.booking import Booking
from welfare_desk.models.reads import Changes
from welfare_desk.store import base_rows, drafts, logins, meta, prints, pulled, rights, seen
from welfare_desk.store.drafts import Draft
from welfare_desk.store.engines import DeskStore
from welfare_desk.store.prints import PrintJob
from welfare_desk.store.rights import HeldRow


def a_lease(lease_id: str, **fields: Any) -> HeldRow:
    plain = HeldRow(
        lease_id=lease_id, resource="slot:1", quantity=5, left=5, not_after=100, lease=b"\x00\xff"
    )
    return msgspec.structs.replace(plain, **fields)


def a_job(job_id: str, **fields: Any) -> PrintJob:
    plain = PrintJob(
        id=job_id, role="a4", title="Promemoria", document="slip", subject_id="b1", pdf=b"%PDF\x00",
        state="queued", copies=1, created_at=10, changed_at=10, note="",
    )  # fmt: skip
    return msgspec.structs.replace(plain, **fields)


def a_draft(draft_id: str, **fields: Any) -> Draft:
    plain = Draft(
        id=draft_id, kind="intake", operator_id="anna", person_id=None, title="Nuova persona",
        payload='{"surname": "Ros"}', started_at=1, updated_at=1,
    )  # fmt: skip
    return msgspec.structs.replace(plain, **fields)


def test_names_keep_their_last_text(store: DeskStore) -> None:
    with store.write() as conn:
        meta.put(conn, "cursor", "1")
        meta.put(conn, "cursor", "2")
        meta.put_many(conn, {"cursor": "3", "epoch": "1"})
        meta.put_many(conn, {})
    with store.read() as conn:
        assert meta.get(conn, "cursor") == "3"
        assert meta.get(conn, "unknown") is None
        assert meta.every(conn) == {"cursor": "3", "epoch": "1"}


def test_rights_are_taken_in_spent_and_summed(store: DeskStore) -> None:
    leases = [
        a_lease("late", not_after=300),
        a_lease("soon", not_after=100, left=2),
        a_lease("fund", resource="fund:1", quantity=10_000, left=10_000),
    ]
    with store.write() as conn:
        rights.add(conn, leases)
        rights.set_left(conn, {"soon": 1, "fund": 0})
        rights.set_left(conn, {})
        # The server says again what the desk already has: what was spent stays spent.
        rights.add(conn, [a_lease("soon", not_after=100, left=5)])
        assert [row.lease_id for row in rights.held(conn, ("slot:1", "slot:2"))] == ["soon", "late"]
        assert rights.held(conn, ()) == []
        assert rights.summary(conn) == {"slot:1": 6, "fund:1": 0}
        assert rights.by_lease(conn, "soon") == [a_lease("soon", not_after=100, left=1)]
        rights.remove(conn, ["late"])
        rights.remove(conn, [])
        assert {row.lease_id for row in rights.all_held(conn)} == {"soon", "fund"}


def test_the_first_image_of_a_row_stays(store: DeskStore) -> None:
    first, later = a_person("p1", "Rossi", "Ada"), a_person("p1", "Bianchi", "Ada")
    booking = sample(Booking, 1)
    images: Changes = {
        ("person", "p1"): first,
        ("person", "new"): None,
        ("booking", booking.id): booking,
    }
    with store.write() as conn:
        base_rows.keep_first(conn, images)
        base_rows.keep_first(conn, {("person", "p1"): later, ("person", "new"): later})
        assert base_rows.images(conn) == images
        asked = {("person", "p1"), ("person", "p9")}
        assert base_rows.has(conn, asked) == {("person", "p1")}


def test_fresh_rows_replace_images_and_make_none(store: DeskStore) -> None:
    first, fresh = a_person("p1", "Rossi", "Ada"), a_person("p1", "Bianchi", "Ada")
    with store.write() as conn:
        base_rows.keep_first(conn, {("person", "p1"): first})
        base_rows.keep_first(conn, {})
        base_rows.replace(conn, {("person", "p1"): fresh, ("person", "p2"): fresh})
        assert base_rows.images(conn) == {("person", "p1"): fresh}
        base_rows.replace(conn, {("person", "p1"): None})
        assert base_rows.images(conn) == {("person", "p1"): None}
        base_rows.clear(conn)
        assert base_rows.images(conn) == {}


def test_pages_wait_aside_and_the_later_state_wins(store: DeskStore) -> None:
    with store.write() as conn:
        pulled.stage(conn, [("person", "p1", b"old"), ("slot", "s1", b"s")])
        pulled.stage(conn, [("person", "p1", b"new"), ("slot", "s1", None)])
        pulled.stage(conn, [])
    with store.write() as conn:
        assert sorted(pulled.staged(conn)) == [("person", "p1", b"new"), ("slot", "s1", None)]
        pulled.clear(conn)
        assert pulled.staged(conn) == []


def test_drafts_are_overwritten_dropped_and_expire(store: DeskStore) -> None:
    with store.write() as conn:
        drafts.save(conn, a_draft("d1"))
        drafts.save(conn, a_draft("d1", payload='{"surname": "Rossi"}', updated_at=5))
        drafts.save(conn, a_draft("d2", updated_at=9, person_id="p1"))
    with store.write() as conn:
        assert drafts.get(conn, "d1") == a_draft("d1", payload='{"surname": "Rossi"}', updated_at=5)
        assert [draft.id for draft in drafts.all(conn)] == ["d2", "d1"]
        assert drafts.expire(conn, 6) == 1
        assert drafts.get(conn, "d1") is None
        drafts.drop(conn, "d2")
        assert drafts.all(conn) == []


def test_papers_keep_their_page_and_lists_spare_it(store: DeskStore) -> None:
    with store.write() as conn:
        prints.add(conn, a_job("j1"))
        prints.add(conn, a_job("j2", created_at=20))
        prints.add(conn, a_job("j3", document="receipt"))
        prints.set_state(conn, "j1", "failed", 30, "out of paper")
    with store.write() as conn:
        assert prints.get(conn, "j1") == a_job(
            "j1", state="failed", changed_at=30, note="out of paper"
        )
        assert prints.get(conn, "j9") is None
        assert [(job.id, job.pdf) for job in prints.by_subject(conn, "slip", "b1")] == [
            ("j2", b""), ("j1", b""),
        ]  # fmt: skip
        assert [job.id for job in prints.all(conn)] == ["j2", "j3", "j1"]
        prints.set_state(conn, "j2", "printed", 40)
        assert prints.expire(conn, 41) == 1
        assert {job.id for job in prints.all(conn)} == {"j1", "j3"}


def test_failed_tries_survive_a_restart_and_blocks_are_not_shortened(store: DeskStore) -> None:
    with store.write() as conn:
        assert logins.get(conn, "anna") == (0, 0)
        assert logins.failed(conn, "anna", 100, 400) == (1, 400)
        assert logins.failed(conn, "anna", 110, 200) == (2, 400)
        assert logins.failed(conn, "anna", 500, 0) == (3, 500)
    store.close()
    again = DeskStore.open(store.path, bytes(range(32)))
    with again.write() as conn:
        assert logins.get(conn, "anna") == (3, 500)
        assert logins.get(conn, "bruno") == (0, 0)
        logins.clear(conn, "anna")
        assert logins.get(conn, "anna") == (0, 0)
    again.close()


def test_who_was_seen_last_is_remembered(store: DeskStore) -> None:
    with store.write() as conn:
        assert seen.last(conn) is None
        for person_id, at in (("p1", 1), ("p2", 2), ("p1", 3)):
            seen.touch(conn, person_id, at)
        assert seen.last(conn) == "p1"
        assert seen.seen_at(conn, "p2") == 2
        seen.forget(conn, ["p1"])
        assert seen.last(conn) == "p2"
        assert seen.seen_at(conn, "p1") is None
