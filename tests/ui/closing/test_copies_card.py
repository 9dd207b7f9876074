# SPDX-License-Identifier: EUPL-1.2
"""Safety copies at the window: the card of the settings, the act, what follows a closing."""

from pathlib import Path

import pytest

from tests.support.stores import KEY
from tests.ui.counter import Counter, settle
from tests.ui.layout_checks import problems, unnamed
from welfare_desk.core.clock import FixedClock
from welfare_desk.operations.desk_side import facts
from welfare_desk.store import meta
from welfare_desk.sync import credentials, desk_file, wraps
from welfare_desk.ui.closing.copies import Copies, size_text
from welfare_desk.ui.closing.page import ClosingPage
from welfare_desk.ui.outbox.page import OutboxPage
from welfare_desk.ui.settings.settings_page import SettingsPage


@pytest.fixture
def copies(counter: Counter, tmp_path: Path) -> Copies:
    """What makes copies of a desk whose key has a wrap."""
    section = {"name": "this", "recovery": wraps.by_code(KEY, wraps.recovery_code(), "this")}
    desk_file.write(tmp_path, credentials.SECTION, section)
    return Copies(counter.context, counter.shell)


@pytest.fixture
def page(counter: Counter, copies: Copies) -> SettingsPage:
    shown = counter.show(SettingsPage(counter.context, copies))
    assert isinstance(shown, SettingsPage)
    return shown


def files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.wdcopia"))


def test_card_makes_a_copy_and_says_how_old_it_is(
    counter: Counter, page: SettingsPage, tmp_path: Path
) -> None:
    card = page.copies
    assert card is not None
    assert card.standing.fact.text() == "Nessuna copia ancora fatta"
    card.make.click()
    settle(counter.jobs, 4)
    (file,) = files(tmp_path / "copies")
    assert card.standing.fact.text().startswith("Ultima copia: 16/09/2026 09:30")
    assert file.name in counter.toasts[-1]
    assert problems(counter.shell) == []
    assert unnamed(page) == []


def test_folder_and_number_count_at_once(
    counter: Counter, page: SettingsPage, copies: Copies, tmp_path: Path, clock: FixedClock
) -> None:
    card = page.copies
    assert card is not None
    card.put_into(str(tmp_path / "stick"))
    card.keep.set_value("3")
    settle(counter.jobs, 3)
    for _ in range(4):
        clock.advance(minutes=1)
        copies.by_hand()
        settle(counter.jobs, 3)
    assert len(files(tmp_path / "stick")) == 3
    assert str(tmp_path / "stick") in card.folder.text()


def test_stick_that_was_taken_out_is_told_and_stands_in_the_card(
    counter: Counter, page: SettingsPage, copies: Copies, tmp_path: Path
) -> None:
    (tmp_path / "stick").write_text("gone")
    card = page.copies
    assert card is not None
    card.put_into(str(tmp_path / "stick"))
    settle(counter.jobs, 2)
    copies.by_hand()
    settle(counter.jobs, 4)
    assert "chiavetta" in counter.toasts[-1]
    assert "chiavetta" in card.standing.remedy.text()


def test_closing_a_day_is_followed_by_a_copy_but_on_a_sample(
    counter: Counter, copies: Copies, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = counter.show(ClosingPage(counter.context, copies.closed))
    page.act("confirm")
    settle(counter.jobs, 6)
    assert files(tmp_path / "copies") == []
    monkeypatch.setattr("welfare_desk.desk.reading.Reading.sample", False)
    page.act("confirm")
    settle(counter.jobs, 6)
    assert len(files(tmp_path / "copies")) == 1
    assert not counter.desk.safety.due()


def test_desk_from_a_copy_says_so_until_a_supervisor_has_seen_it(counter: Counter) -> None:
    store, _, _ = counter.desk.parts()
    at = str(counter.desk.now_us())
    noted = {facts.RESTORED_FROM: at, facts.RESTORED_LOST: "3", facts.COPIED_AT: at}
    with store.write() as conn:
        meta.put_many(conn, noted)
    page = counter.show(OutboxPage(counter.context, lambda: None))
    assert isinstance(page, OutboxPage)
    words = page.state.accessibleName()
    assert "copia di sicurezza" in words
    assert "almeno 3 operazioni" in words
    with store.write() as conn:
        meta.put(conn, facts.RESTORED_FROM, "")
        meta.put(conn, facts.COPIED_AT, "")
    assert not counter.desk.status().restored


def test_size_is_told_in_megabytes() -> None:
    assert size_text(13_000_000, "it").replace("\u00a0", " ") == "12,4 MB"
