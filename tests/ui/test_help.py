# SPDX-License-Identifier: EUPL-1.2
"""F1 opens the page of what is in front; a message's code opens what it means."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from tests.ui.counter import settle
from tests.ui.desk_fixture import AT_US, a_busy_desk, a_window, let_go, let_in, shown_texts
from tests.ui.layout_checks import problems, unnamed
from welfare_desk.core.clock import FixedClock
from welfare_desk.core.refusals import SlotFull, every_refusal
from welfare_desk.desk.help_messages import find_messages, label_in, messages, said
from welfare_desk.desk.help_pages import guides
from welfare_desk.desk.sentences import refusal_text
from welfare_desk.ui.help.page import HelpPage
from welfare_desk.ui.help.support_page import SupportPage
from welfare_desk.ui.jobs import JobRunner
from welfare_desk.ui.kit.notices import Notice
from welfare_desk.ui.look import Look
from welfare_desk.ui.window import MainWindow

FULL = SlotFull(next_on="giovedì 5 marzo", next_at="11:00")


@pytest.fixture
def window(tmp_path: Path, look: Look, runner: JobRunner, qtbot: QtBot) -> Iterator[MainWindow]:
    desk = a_busy_desk(tmp_path, FixedClock(AT_US))
    made = let_in(a_window(desk, look, runner))
    yield made
    let_go(made)
    desk.close()


def _help(window: MainWindow) -> HelpPage:
    page = window.page_in_front()
    assert isinstance(page, HelpPage)
    return page


def test_f1_opens_the_page_of_the_screen_and_esc_leads_back(window: MainWindow) -> None:
    window.open_place("returns")
    window.act_asked.emit("help")
    settle(window.jobs)
    assert _help(window).topic() == "returns"
    assert guides("it")["returns"].title in _help(window).text.toPlainText()
    window.act_asked.emit("back")
    settle(window.jobs)
    front = window.page_in_front()
    assert front is not None
    assert front.help_page == "returns"
    assert not isinstance(front, HelpPage)


def test_links_lead_on_and_a_search_knows_a_code_however_typed(window: MainWindow) -> None:
    window.help.open("booking")
    page = _help(window)
    page.text.asked.emit("waiting")
    assert page.topic() == "waiting"
    page.back_button.click()
    assert page.topic() == "booking"
    page.query.set_text("isee")
    assert guides("it")["household"].title in page.text.toPlainText()
    page.query.set_text("wd 2041")
    assert "WD-2041" in page.text.toPlainText()
    page.query.set_text("xyzzy")
    assert "xyzzy" in page.text.toPlainText()


def test_code_and_f1_open_what_a_message_means_and_nothing_under_the_lock(
    window: MainWindow, look: Look, qtbot: QtBot
) -> None:
    front = window.page_in_front()
    assert front is not None
    notice = Notice(look, "warning", "")
    front.hold(notice)
    sentence = refusal_text(FULL)
    fact, _, remedy = sentence.partition(". ")
    notice.set_words(f"{fact}.", remedy)
    assert notice.code.text() == "WD-2041"
    notice.code.click()
    qtbot.waitUntil(lambda: isinstance(window.page_in_front(), HelpPage))
    page = _help(window)
    assert page.topic() == "WD-2041"
    page.details.copy.click()
    copied = QGuiApplication.clipboard().text()
    assert "WD-2041 slot_full" in copied
    assert "11:00" in copied
    window.act_asked.emit("back")
    window.act_asked.emit("help")
    assert _help(window).topic() == "WD-2041", "F1 explains the message that is shown"
    window.cover.lock()
    window.act_asked.emit("help")
    settle(window.jobs)
    assert window.is_locked()
    assert not window.covered_by(window.lock_page), "how to come in is told"
    assert "Rossi" not in shown_texts(window)
    window.act_asked.emit("help")
    assert window.covered_by(window.lock_page)


def test_a_notice_that_is_no_refusal_has_no_code(look: Look, qtbot: QtBot) -> None:
    notice = Notice(look, "ok", "Salvato.", "Va bene così.")
    qtbot.addWidget(notice)
    notice.show()
    assert not notice.code.isVisible()


@pytest.mark.parametrize("lang", ["it", "en"])
def test_every_refusal_has_a_page_and_its_sentence_is_known_again(lang: str) -> None:
    known = messages(lang)
    for code, kind in every_refusal().items():
        label = f"WD-{kind.number}"
        assert known[label].page in guides(lang), code
        assert known[label].remedy, f"{code} says nothing to do"
        refusal = kind(**dict.fromkeys(("field", "limit", "path", "key", "until_on"), "7"))
        found = said(refusal_text(refusal, lang))
        assert found is not None, code
        assert known[found.label].sentence == known[label].sentence, code


def test_labels_are_read_as_people_type_them() -> None:
    assert label_in(" wd2041") == "WD-2041"
    assert label_in("WD-2041") == "WD-2041"
    assert label_in("2041") == ""
    assert [one.label for one in find_messages("WD 2041", "it")] == ["WD-2041"]
    assert said("Una frase qualunque. Senza codice.") is None


def test_the_search_line_knows_codes_and_pages_of_the_help(window: MainWindow) -> None:
    found = window.commands.matching("wd 2041")
    assert [one.text for one in found[:1]] == ["WD-2041"]
    found[0].do()
    assert _help(window).topic() == "WD-2041"
    page = window.commands.matching("> chiavetta")
    assert [one.id for one in page if one.id.startswith("help.")][:1] == ["help.offline"]


def test_the_report_for_support_is_read_then_stored(window: MainWindow, tmp_path: Path) -> None:
    window.help.open("support")
    _help(window).ask_button.click()
    settle(window.jobs)
    page = window.page_in_front()
    assert isinstance(page, SupportPage)
    assert "problems: none" in page.words.text()
    page.write_to(str(tmp_path / "report.txt"))
    settle(window.jobs)
    assert (tmp_path / "report.txt").read_text("utf-8") == page.text()
    page.write_to(str(tmp_path / "nowhere" / "report.txt"))
    settle(window.jobs)
    assert page.notice.isVisible()
    assert page.notice.property("tone") == "warning"
    assert page.act("back")
    assert isinstance(window.page_in_front(), HelpPage)


@pytest.mark.parametrize(("size", "percent"), [((1366, 768), 100), ((1024, 700), 200)])
def test_help_and_report_fit_their_window(
    window: MainWindow, look: Look, size: tuple[int, int], percent: int
) -> None:
    window.resize(*size)
    look.set_theme(text_percent=percent)
    window.help.open("booking")
    settle(window.jobs)
    assert problems(_help(window)) == []
    assert unnamed(_help(window)) == []
    window.set_page(SupportPage(window.context))
    settle(window.jobs)
    page = window.page_in_front()
    assert page is not None
    assert problems(page) == []
    assert unnamed(page) == []
