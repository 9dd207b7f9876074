# SPDX-License-Identifier: EUPL-1.2
"""The state of the link in plain words: green only when everything of this desk has arrived."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.desk_fixture import a_busy_desk
from welfare_desk.core.clock import FixedClock
from welfare_desk.desk.views.status import StatusView
from welfare_desk.ui.link_words import LinkWords

HOUR_US = 3600 * 1_000_000


@pytest.fixture
def status(tmp_path: Path, clock: FixedClock, qapp: QApplication) -> Iterator[StatusView]:
    desk = a_busy_desk(tmp_path, clock)
    yield msgspec.structs.replace(desk.status(), pending=0, state="in_sync")
    desk.close()


def test_green_only_when_nothing_waits(status: StatusView) -> None:
    words = LinkWords()
    assert words.face(status).tone == "ok"
    for state in ("waiting", "offline", "long_offline", "review", "rejected", "never", "stopped"):
        other = msgspec.structs.replace(status, state=state, pending=3)
        assert words.face(other).tone != "ok", state
        assert words.face(other).text


def test_offline_says_since_when_and_what_is_safe(status: StatusView) -> None:
    away = msgspec.structs.replace(
        status, state="offline", pending=4, offline_since=status.now_us - HOUR_US
    )
    said = LinkWords().face(away).text
    assert "08:30" in said
    assert "4" in said
    yesterday = msgspec.structs.replace(away, offline_since=status.now_us - 24 * HOUR_US)
    assert "08:30" not in LinkWords().face(yesterday).text


def test_sending_counts_what_is_on_its_way(status: StatusView) -> None:
    busy = msgspec.structs.replace(status, state="waiting", pending=4)
    assert "4" in LinkWords().face(busy, sending=True).text


def test_lock_tells_numbers_and_nothing_else(status: StatusView) -> None:
    words = LinkWords()
    assert words.waiting(status, 0)
    assert "2" in words.waiting(status, 2)


def test_whom_to_call_stands_beside_the_words(status: StatusView) -> None:
    words = LinkWords()
    known = msgspec.structs.replace(status, support="CED Unione 049 000000")
    for state, outcome in (
        ("long_offline", "offline"), ("stopped", "revoked"), ("contradicted", "ok"),
    ):  # fmt: skip
        alert = msgspec.structs.replace(known, state=state, outcome=outcome)
        assert words.face(alert).text.endswith("CED Unione 049 000000")
        without = msgspec.structs.replace(alert, support="")
        assert not words.face(without).text.rstrip().endswith("–")
    for state in ("in_sync", "offline", "waiting", "review"):
        calm = msgspec.structs.replace(known, state=state, pending=1)
        assert "CED" not in words.face(calm).text


def test_a_first_exchange_says_how_far_it_is(status: StatusView) -> None:
    words = LinkWords()
    loading = msgspec.structs.replace(status, state="never", loading=34)
    assert "34 %" in words.face(loading, sending=True).text
    assert "34 %" not in words.face(loading).text
