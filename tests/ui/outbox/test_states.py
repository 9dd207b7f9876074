# SPDX-License-Identifier: EUPL-1.2
"""Every state of ux.md 2.7 in the real window, in its words; green only when all has arrived."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget
from sqlalchemy import Connection

from tests.ui.counter import settle
from tests.ui.desk_fixture import AT_US, PIN, let_in
from tests.ui.layout_checks import problems, unnamed
from tests.ui.outbox.conftest import Said, after, all_sent, answered, in_question, noted
from tools.lint_words import unwanted_words
from welfare_desk.desk.desk import Desk
from welfare_desk.desk.views.status import CLOCK_OFFSET
from welfare_desk.operations.desk_side import facts
from welfare_desk.operations.desk_side.exchanging import Exchange
from welfare_desk.operations.desk_side.standing import Outcome
from welfare_desk.store import journal
from welfare_desk.sync.parcels import Carriage
from welfare_desk.ui.window import MainWindow

MINUTE_US = 60_000_000
HOUR_US = 60 * MINUTE_US
NOT_SAID = ("sync", "conflitto", "server", "timeout", "errore")
SAFE = "22 operazioni al sicuro su questo computer"
STATES: tuple[tuple[str, Said, str, str], ...] = (
    ("in_sync", all_sent, "ok", "Collegato – tutto inviato alle 09:30"),
    ("waiting", lambda _conn: None, "info", "22 operazioni da inviare, al sicuro qui"),
    ("offline", noted("offline_since", str(AT_US - 15 * MINUTE_US)), "warning",
     f"Senza collegamento dalle 09:15 – {SAFE}"),
    ("long_offline", noted("offline_since", str(AT_US - 16 * HOUR_US)), "warning",
     f"Senza collegamento da ieri. Avvisa l'assistenza – {SAFE}"),
    ("long_offline", noted("offline_since", str(AT_US - 50 * HOUR_US)), "warning",
     f"Senza collegamento dal 14/09. Avvisa l'assistenza – {SAFE}"),
    ("review", in_question, "warning", "1 prenotazione da rivedere"),
    ("rejected", answered("rejected", "slot_full"), "danger", "1 operazione non accettata"),
    ("parked", answered("parked"), "info", "1 operazione in attesa della risposta del centro"),
    ("clock", noted(CLOCK_OFFSET, str(-7 * MINUTE_US), sent=True), "danger",
     "L'ora del computer è sbagliata di 7 min: le prenotazioni potrebbero confondersi"),
    ("recovering", noted("link_state", "recovering"), "warning",
     "Il centro sta ripartendo – continua a lavorare, è tutto al sicuro qui"),
    ("copied", noted(facts.COPIED_AT, str(AT_US), sent=True), "danger",
     "Questo computer è una copia di uno sportello – avvisa il responsabile"),
    ("behind", noted(facts.BEHIND, "1:9", sent=True), "danger",
     "Questi sono dati vecchi – collegati (F5) prima di prenotare o consegnare"),
    ("contradicted", noted(facts.CONTRADICTED, "one", sent=True), "danger",
     "Due risposte diverse dal centro – chiama l'assistenza"),
    ("digest", noted(facts.DIFFERS, "slot", sent=True), "warning",
     "Alcuni dati si scaricano di nuovo dal centro"),
    ("stopped", noted("link_state", "revoked"), "danger",
     f"Questo sportello è stato ritirato – chiama l'assistenza – {SAFE}"),
    ("stopped", noted("link_state", "upgrade", sent=True), "danger",
     "Il programma va aggiornato"),
    ("stopped", noted("link_state", "fork", sent=True), "danger",
     "Questo computer è una copia – si riprova da soli"),
    ("stopped", noted("link_state", "epoch", sent=True), "danger",
     "Per ora non si invia nulla – chiama l'assistenza"),
)  # fmt: skip


def link(window: MainWindow) -> QWidget:
    found = window.status.findChild(QWidget, "status.link")
    assert isinstance(found, QWidget)
    return found


@pytest.mark.parametrize(("state", "said", "tone", "words"), STATES)
def test_each_state_is_said_in_its_words(
    window: MainWindow, state: str, said: Said, tone: str, words: str
) -> None:
    after(window, said)
    assert window.desk.status().state == state
    assert link(window).accessibleName() == words
    assert link(window).property("tone") == tone
    page = window.makers.outbox
    told = page.state.accessibleName()
    assert told.startswith(words.split(" – ")[0])
    for text in (words, told):
        assert not list(unwanted_words(text)), text
        assert not [word for word in NOT_SAID if word in text.lower().split()], text
    assert problems(window) + unnamed(window) == []


def test_green_is_only_where_nothing_is_open(window: MainWindow) -> None:
    after(window, all_sent)
    green = window.desk.status()
    assert (green.state, green.pending, green.to_review) == ("in_sync", 0, 0)
    assert window.makers.outbox.empty.isVisible()
    for _state, said, _tone, _words in STATES[1:]:
        after(window, _mended)
        after(window, said)
        assert link(window).property("tone") != "ok"
        assert not window.makers.outbox.empty.isVisible()


def _mended(conn: Connection) -> None:
    for name in (
        "offline_since", "link_state", CLOCK_OFFSET, facts.COPIED_AT, facts.BEHIND,
        facts.CONTRADICTED, facts.DIFFERS,
    ):  # fmt: skip
        noted(name, "")(conn)
    conn.exec_driver_sql("UPDATE journal SET state = 'pending', result = '', in_question = ''")


def test_status_speaks_up_when_it_changes(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoken: list[str] = []
    monkeypatch.setattr(
        QAccessible, "updateAccessibility", lambda event: spoken.append(event.message())
        if event.type() == QAccessible.Event.Announcement else None,
    )  # fmt: skip
    after(window, all_sent)
    assert "Collegato – tutto inviato alle 09:30" in spoken
    before = len(spoken)
    window.exchanging.refresh()
    settle(window.jobs)
    assert spoken[before:] == []


def test_pressing_the_status_shows_how_long_this_desk_lasts(window: MainWindow) -> None:
    after(window, noted("offline_since", str(AT_US - HOUR_US)))
    window.open_place("today")
    window.status.pressed.emit("link")
    settle(window.jobs)
    assert window.current_page() == "outbox"
    assert window.makers.outbox.autonomy.line.text() == (
        "Questo sportello può lavorare senza collegamento ancora 13 giorni: "
        "2 posti, 620,00\u00a0€, 19 tessere."
    )


def test_a_copy_stays_red_until_a_supervisor_has_seen_it(window: MainWindow) -> None:
    after(window, noted(facts.COPIED_AT, str(AT_US), sent=True))
    page = window.makers.outbox
    page.seen.click()
    settle(window.jobs)
    assert link(window).property("tone") == "danger"
    window.cover.lock()
    settle(window.jobs)
    let_in(window, "marta")
    page.seen.click()
    settle(window.jobs)
    assert window.desk.status().state == "in_sync"
    assert not page.seen.isVisible()


def test_a_copy_is_told_beside_another_state(window: MainWindow) -> None:
    after(window, noted(facts.COPIED_AT, str(AT_US)))
    after(window, noted("offline_since", str(AT_US - HOUR_US)))
    page = window.makers.outbox
    (notice,) = page.findChildren(QWidget, "outbox.notice.copied")
    assert "Avvisa il responsabile" in notice.accessibleName()
    assert page.findChild(QWidget, "outbox.notice.seen") is not None


def scripted(window: MainWindow, monkeypatch: pytest.MonkeyPatch, outcome: Outcome) -> Exchange:
    done = Exchange(
        outcome=outcome, sent=0, received=0, granted=0, pending_left=22,
        server_time_offset=0, kinds=frozenset(),
    )  # fmt: skip
    monkeypatch.setattr(window.desk._engine, "run_once", lambda: done)
    return done


def test_a_wrong_clock_is_found_by_an_exchange(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = scripted(window, monkeypatch, "recovering")
    late = msgspec.structs.replace(done, server_time_offset=9 * MINUTE_US)
    monkeypatch.setattr(window.desk._engine, "run_once", lambda: late)
    window.exchanging.now()
    settle(window.jobs)
    assert "sbagliata di 9 min" in link(window).accessibleName()
    scripted(window, monkeypatch, "offline")
    window.exchanging.now()
    settle(window.jobs)
    assert "sbagliata di 9 min" in link(window).accessibleName()
    scripted(window, monkeypatch, "recovering")
    window.exchanging.now()
    settle(window.jobs)
    assert "sbagliata" not in link(window).accessibleName()


def test_an_erased_desk_is_covered_and_says_so(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    after(window, lambda _conn: None)
    desk: Desk = window.desk
    monkeypatch.setattr(desk, "_on_wipe", desk._store.forget_key)
    scripted(window, monkeypatch, "wipe")
    window.exchanging.now()
    settle(window.jobs)
    assert window.is_locked()
    assert "cancellato per ordine del centro" in window.lock_page._error.text()
    assert "cancellato" in link(window).accessibleName()
    window.exchanging.now()
    window.lock_page.unlock_asked.emit("anna", PIN)
    settle(window.jobs)
    assert window.is_locked()


def test_what_was_delivered_for_another_desk_is_told(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    scripted(window, monkeypatch, "ok")
    said: list[str] = []
    window.exchanging.said.connect(said.append)
    carried = (
        Carriage(delivered=4),
        Carriage(refused=("parcel_elsewhere",)),
    )
    for each in carried:
        monkeypatch.setattr(window.desk._parcels, "after_exchange", lambda each=each: each)
        window.exchanging.now()
        settle(window.jobs)
    assert said[0] == "Consegnate 4 operazioni di un altro sportello"
    after(window, lambda _conn: None)
    page = window.makers.outbox
    assert page.stick.carried.isVisible()
    assert "altro territorio" in page.stick.carried.remedy.text()


@pytest.mark.parametrize("theme", ["light", "dark", "high_contrast"])
@pytest.mark.parametrize("percent", [100, 200])
def test_nothing_is_cut_in_the_longest_states(
    window: MainWindow, theme: str, percent: int, tmp_path: Path
) -> None:
    look = window.context.theme
    look.set_theme(theme, percent)
    window.resize(1024, 700)
    for said in (answered("rejected", "slot_full"), noted("link_state", "revoked")):
        after(window, said)
        assert problems(window) == []
        assert link(window).width() <= window.status.width()
    assert link(window).accessibleName().endswith(journal_words(window))


def test_large_text_in_a_small_window_leaves_the_page_in_sight(window: MainWindow) -> None:
    window.context.theme.set_theme("light", 200)
    window.resize(1024, 700)
    after(window, answered("rejected", "slot_full"))
    page = window.makers.outbox
    assert page.state.isVisible()
    assert not page.panel.isVisible()
    row = page.refused.rows[0]
    page.refused.closing.emit(row)
    settle(window.jobs)
    assert page.confirm.isVisible()
    assert page.act("back")
    settle(window.jobs)
    assert not page.panel.isVisible()


def journal_words(window: MainWindow) -> str:
    with window.desk._store.read() as conn:
        pending = journal.counts(conn).pending
    return f"{pending} operazioni al sicuro su questo computer" if pending else "assistenza"
