# SPDX-License-Identifier: EUPL-1.2
"""The commands for bad days: two administrators, what they print, what they refuse."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders import a_slot, an_id, register
from tests.server.local import LocalPlace
from tests.server.test_command_line import _answer, _run
from tests.server.test_recovery import replay
from tests.server.test_recovery_of_copies import two_copies
from welfare_desk.core.instants import DAY_US, local_date
from welfare_desk.models.person import Person
from welfare_desk.server import sealed_copies

SLOT = a_slot(places=4)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> LocalPlace:
    """A server with two administrators, both of them here."""
    made = LocalPlace(tmp_path / "server", shift=0)
    made.slots(SLOT)
    for variable, login in (("WELFARE_DESK", "ada"), ("WELFARE_DESK_SECOND", "bice")):
        added = _answer(made.home, "operator-add", "--login", login, "--role", "administrator")
        pin = tmp_path / login
        pin.write_text(added["pin"])
        monkeypatch.setenv(f"{variable}_OPERATOR", login)
        monkeypatch.setenv(f"{variable}_PIN_FILE", str(pin))
    return made


def refused(place: LocalPlace, *arguments: str) -> str:
    """Return what a command refused with."""
    result = _run(place.home, *arguments)
    assert result.exit_code == 1, result.output
    return result.stderr.split()[0]


def test_a_backup_brings_the_server_back_in_a_new_epoch(place: LocalPlace) -> None:
    desk = place.local_desk()
    file = place.home / "copy.db"
    copied = _answer(place.home, "backup", str(file))
    assert copied["size"] == file.stat().st_size
    assert refused(place, "backup", str(file)) == "file_exists"
    desk.record(register())
    desk.push()
    place.central.close()
    assert _answer(place.home, "restore", str(file))["epochs"] == {place.territory_id: 2}
    place.reopen()
    assert place.all(Person) == []
    assert (place.home / "server.db.before-restore").exists()
    checked = _answer(place.home, "check")
    assert checked["ok"]
    assert checked["notes"] == [f"recovering: waits for desks {desk.device}"]
    doubted = _answer(place.home, "write-off", str(desk.device))["in_doubt"]
    assert doubted[f"slot:{SLOT.id}"] == 2
    assert refused(place, "write-off", str(desk.device)) == "not_recovering"
    assert _answer(place.home, "check")["notes"] == []


def test_one_of_two_copies_is_given_up_and_the_other_waited_for(place: LocalPlace) -> None:
    copy = place.back_up()
    desk, _, twin, other = two_copies(place)
    place.restore(copy)
    number = desk.device
    assert _answer(place.home, "check")["notes"] == [
        f"recovering: waits for desks {number} (incarnation 1), {number} (incarnation 2)"
    ]
    assert refused(place, "write-off", str(number), "--inc", "7") == "not_recovering"
    _answer(place.home, "write-off", str(number), "--inc", "1")
    assert _answer(place.home, "check")["notes"] == [
        f"recovering: waits for desks {number} (incarnation 2)"
    ]
    replay(twin, contact=other)
    assert _answer(place.home, "check")["notes"] == []


def test_what_a_desk_holds_is_taken_back_and_told(place: LocalPlace) -> None:
    desk = place.local_desk()
    desk.ask(f"slot:{SLOT.id}", 1)
    assert _answer(place.home, "reclaim", str(desk.device))["exposure"] == {f"slot:{SLOT.id}": 1}
    assert place.problems() == []


def test_a_withdrawn_desks_work_is_told_and_admitted(place: LocalPlace) -> None:
    desk = place.local_desk()
    _answer(place.home, "revoke", str(desk.device))
    assert desk.hello().action == "wipe", "nothing of it is missing"
    desk.record(register())
    assert desk.hello().action == "revoked"
    desk.push()
    assert desk.push().results[0].code == "quarantine"
    told = _answer(place.home, "quarantine", str(desk.device))
    assert (told["operations"], told["kinds"]) == (1, {"register_person": 1})
    assert "quarantine: 1 operations of desk" in _answer(place.home, "check")["notes"][1]
    admitted = _answer(place.home, "quarantine", str(desk.device), "--admit")["admitted"]
    assert admitted == {"accepted": 1, "rejected": 0, "parked": 0}
    assert len(place.all(Person)) == 1
    assert place.problems() == []


def test_one_administrator_alone_is_not_enough(
    place: LocalPlace, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = place.local_desk()
    commands = (("reclaim", str(desk.device)), ("write-off", str(desk.device)), ("restore",))
    monkeypatch.setenv("WELFARE_DESK_SECOND_OPERATOR", "ada")
    for command in commands:
        assert refused(place, *command) == "two_administrators_needed"
    monkeypatch.setenv("WELFARE_DESK_SECOND_OPERATOR", "bice")
    wrong = place.home / "wrong"
    wrong.write_text("00000000")
    monkeypatch.setenv("WELFARE_DESK_SECOND_PIN_FILE", str(wrong))
    for command in commands:
        assert refused(place, *command) == "two_administrators_needed"
    monkeypatch.delenv("WELFARE_DESK_SECOND_PIN_FILE")
    assert refused(place, "restore") == "two_administrators_needed"


def test_somebody_who_is_no_administrator_does_not_count(
    place: LocalPlace, monkeypatch: pytest.MonkeyPatch
) -> None:
    added = _answer(place.home, "operator-add", "--login", "carla", "--role", "supervisor")
    pin = place.home / "carla"
    pin.write_text(added["pin"])
    monkeypatch.setenv("WELFARE_DESK_SECOND_OPERATOR", "carla")
    monkeypatch.setenv("WELFARE_DESK_SECOND_PIN_FILE", str(pin))
    assert refused(place, "restore") == "two_administrators_needed"


def test_a_closed_backup_opens_with_its_secret_alone(
    place: LocalPlace, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = place.local_desk()
    desk.record(register())
    desk.push()
    secret = place.home / "secret"
    secret.write_text("una frase lunga per le copie\n")
    monkeypatch.setenv("WELFARE_DESK_BACKUP_KEY_FILE", str(secret))
    file = place.home / "closed.db"
    _answer(place.home, "backup", str(file))
    assert b"Rossi" not in file.read_bytes()
    assert b"SQLite" not in file.read_bytes()
    place.central.close()
    secret.write_text("un'altra frase\n")
    assert refused(place, "restore", str(file)) == "backup_closed"
    monkeypatch.delenv("WELFARE_DESK_BACKUP_KEY_FILE")
    assert refused(place, "restore", str(file)) == "backup_closed"
    monkeypatch.setenv("WELFARE_DESK_BACKUP_KEY_FILE", str(secret))
    secret.write_text("una frase lunga per le copie\n")
    assert _answer(place.home, "restore", str(file))["epochs"] == {place.territory_id: 2}
    place.reopen()
    assert len(place.all(Person)) == 1
    assert [path.name for path in place.home.glob("*.open*")] == [], "nothing lies open"


@pytest.mark.parametrize("harm", ["changed", "cut off", "part left out", "head", "empty"])
def test_a_closed_backup_that_was_changed_is_refused(tmp_path: Path, harm: str) -> None:
    plain, closed, again = (tmp_path / name for name in ("plain", "closed", "again"))
    plain.write_bytes(bytes(range(256)) * 12_000)
    sealed_copies.close(plain, closed, "segreto")
    sealed_copies.open_into(closed, again, "segreto")
    assert again.read_bytes() == plain.read_bytes()
    data = bytearray(closed.read_bytes())
    part = (1 << 20) + 16
    head = len(data) - len(plain.read_bytes()) - 3 * 16
    if harm == "changed":
        data[-100] ^= 1
    elif harm == "cut off":
        del data[head + part :]
    elif harm == "part left out":
        del data[head : head + part]
    elif harm == "head":
        data[20] ^= 1
    else:
        data = bytearray(sealed_copies.MAGIC)
    closed.write_bytes(data)
    with pytest.raises(sealed_copies.CopyClosed):
        sealed_copies.open_into(closed, again, "segreto")


def test_a_lost_store_is_brought_back_by_the_backups_administrators(
    place: LocalPlace, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = place.home / "copy.db"
    _answer(place.home, "backup", str(file))
    place.central.close()
    for ending in ("", "-wal", "-shm"):
        (place.home / f"server.db{ending}").unlink(missing_ok=True)
    monkeypatch.setenv("WELFARE_DESK_SECOND_OPERATOR", "ada")
    assert refused(place, "restore", str(file)) == "two_administrators_needed"
    monkeypatch.setenv("WELFARE_DESK_SECOND_OPERATOR", "bice")
    assert _answer(place.home, "restore", str(file))["epochs"] == {place.territory_id: 2}
    place.reopen()
    assert place.problems() == []


def test_what_operations_said_is_erased_for_a_person_or_by_age(place: LocalPlace) -> None:
    desk = place.local_desk()
    for name in ("maria", "lucia", "anna"):
        desk.record(register(name))
    first = desk.push()
    assert _answer(place.home, "erase", an_id("maria"))["erased"] == 1
    assert _answer(place.home, "erase", "--before", "2020-01-01")["erased"] == 0
    # The server's own and those of the other two; what is erased is not erased again.
    tomorrow = local_date(place.clock.now_us() + DAY_US).isoformat()
    assert _answer(place.home, "erase", "--before", tomorrow)["erased"] >= 4
    assert len(place.all(Person)) == 3, "rows stay"
    assert [each.result for each in desk.push().results] == [each.result for each in first.results]
    assert place.problems() == []
    assert _run(place.home, "erase").exit_code == 2
    assert _run(place.home, "erase", "maria").exit_code == 2
