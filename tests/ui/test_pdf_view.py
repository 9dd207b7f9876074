# SPDX-License-Identifier: EUPL-1.2
"""A page is drawn on the paper lane and shown as it is."""

from pypdfium2 import PdfDocument
from pytestqt.qtbot import QtBot

from welfare_desk.ui.jobs import JobRunner
from welfare_desk.ui.kit.pdf_view import CardPreview, PdfView, render_page
from welfare_desk.ui.look import Look


def blank_pdf(width: int, height: int) -> bytes:
    from io import BytesIO

    document = PdfDocument.new()
    document.new_page(width, height)
    target = BytesIO()
    document.save(target)
    document.close()
    return target.getvalue()


def test_a_page_is_drawn_as_wide_as_asked() -> None:
    image = render_page(blank_pdf(200, 100), 0, 400)
    assert (image.width(), image.height()) == (400, 200)
    assert image.pixelColor(10, 10).name() == "#ffffff"


def test_the_view_shows_the_page_at_its_own_width(
    look: Look, runner: JobRunner, qtbot: QtBot
) -> None:
    view = CardPreview(look, runner, spoken="Carta Estate, 30,00 €")
    qtbot.addWidget(view)
    view.resize(320, 202)
    view.show()
    with qtbot.waitSignal(view.shown):
        view.set_pdf(blank_pdf(243, 153))
    assert view.image().width() == 320
    assert view.accessibleName() == "Carta Estate, 30,00 €"


def test_bytes_that_are_no_pdf_are_told(look: Look, runner: JobRunner, qtbot: QtBot) -> None:
    view = PdfView(look, runner, spoken="Promemoria")
    qtbot.addWidget(view)
    view.resize(300, 400)
    view.show()
    with qtbot.waitSignal(view.failed):
        view.set_pdf(b"no pdf")
    assert view.image().isNull()
