# SPDX-License-Identifier: EUPL-1.2
"""Pages of the help lay themselves out for any width without tearing one down in the making."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from welfare_desk.desk.help_pages import guides
from welfare_desk.ui.help.browser import HelpBrowser
from welfare_desk.ui.help.markup import to_html
from welfare_desk.ui.look import Look


def test_pages_and_widths_change_in_any_order(look: Look, qtbot: QtBot) -> None:
    browser = HelpBrowser(look, "Text")
    qtbot.addWidget(browser)
    browser.resize(900, 400)
    browser.show()
    pages = [to_html(guides("it")[page].body) for page in ("booking", "support", "search")]
    for n in range(12):
        browser.set_page(pages[n % 3])
        browser.resize(420 + 97 * (n % 5), 300 + 40 * (n % 3))
        qtbot.waitUntil(lambda: not browser._later.isActive())
        widest = browser.document().idealWidth()
        assert widest <= browser.viewport().width() + 1
    assert "Prova con la data" in browser.toPlainText()


def test_each_heading_has_the_size_of_its_level(look: Look, qtbot: QtBot) -> None:
    browser = HelpBrowser(look, "Text")
    qtbot.addWidget(browser)
    browser.set_page("<h1>One</h1><p>text</p><h2>Two</h2>")
    sizes, block = {}, browser.document().begin()
    while block.isValid():
        sizes[block.text()] = block.begin().fragment().charFormat().font().pixelSize()
        block = block.next()
    assert sizes["One"] == look.font("title").pixelSize()
    assert sizes["Two"] == look.font("panel_title").pixelSize()


def test_a_picture_is_never_wider_than_the_page(look: Look, qtbot: QtBot) -> None:
    browser = HelpBrowser(look, "Text")
    qtbot.addWidget(browser)
    browser.resize(500, 400)
    browser.show()
    image = browser._picture("prenota.png")
    assert image is not None
    assert image.width() <= browser.viewport().width() * image.devicePixelRatio()
    assert browser._picture("nothing.png") is None
