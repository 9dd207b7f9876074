# SPDX-License-Identifier: EUPL-1.2
"""What was measured on the test sheet moves the cards, and nonsense is refused."""

from __future__ import annotations

import pypdfium2
import pytest

from tests.ui.counter import Counter, act_key, issued, settle
from tests.ui.layout_checks import problems, unnamed
from welfare_desk.core.refusals_of_cards import CalibrationWrong
from welfare_desk.desk.calibration import Calibration, Calibrations, of_role
from welfare_desk.documents.calibration import CROSS, calibration_pdf
from welfare_desk.documents.card import Shift
from welfare_desk.ui.cards.calibration_page import CalibrationPage
from welfare_desk.ui.printing import page_sizes_mm

MM = 72 / 25.4


def opened(counter: Counter, size: tuple[int, int] = (1366, 768)) -> CalibrationPage:
    page = CalibrationPage(counter.context)
    counter.show(page, "cards", size)
    return page


def cross_of(pdf: bytes, side: int) -> tuple[float, float]:
    """Return where the middle of the cross is on a sheet of 300 dpi, in millimetres."""
    document = pypdfium2.PdfDocument(pdf)
    image = document[side].render(scale=300 / 72, grayscale=True).to_pil()
    document.close()
    wide, high = image.size
    dots = 300 / 25.4
    # Along a line 11 mm beside the middle only the cross itself is black.
    area = [round(each * dots) for each in (CROSS[0] - 20, 297 - CROSS[1] - 20)]
    part = image.crop((area[0], area[1], area[0] + round(40 * dots), area[1] + round(40 * dots)))
    dark = part.point(lambda value: 255 if value < 110 else 0)
    rows = [sum(dark.crop((0, y, dark.width, y + 1)).tobytes()) for y in range(dark.height)]
    columns = [sum(dark.crop((x, 0, x + 1, dark.height)).tobytes()) for x in range(dark.width)]
    x = area[0] + columns.index(max(columns))
    y = area[1] + rows.index(max(rows))
    return x / wide * 210, 297 - y / high * 297


@pytest.mark.parametrize("side", [0, 1])
def test_cross_stands_at_its_place_and_moves_by_what_is_undone(side: int) -> None:
    assert cross_of(calibration_pdf("", ""), side) == pytest.approx(CROSS, abs=0.15)
    shift = Calibration(front_x=2, front_y=-1.5, back_x=2, back_y=-1.5).shift()
    moved = cross_of(calibration_pdf("", "", shift), side)
    assert moved == pytest.approx((CROSS[0] - 2, CROSS[1] + 1.5), abs=0.15)


def test_scale_is_undone_about_the_middle_of_the_sheet() -> None:
    shift = Calibration(scale_mm=95).shift()
    assert shift == Shift(front_x=0, front_y=0, back_x=0, back_y=0, scale=100 / 95)
    middle = 297 / 2
    found = cross_of(calibration_pdf("", "", shift), 0)
    expected = (105, middle + (CROSS[1] - middle) * 100 / 95)
    assert found == pytest.approx(expected, abs=0.15)


def test_measures_are_kept_for_each_printer_and_tray(counter: Counter) -> None:
    known = Calibrations(counter.desk)
    counter.desk.prints.set_target("a4", "Laser")
    known.keep("1", Calibration(front_x=1))
    known.keep("2", Calibration(front_x=2))
    assert known.known() == ("Laser", "2", Calibration(front_x=2))
    counter.desk.prints.set_target("a4", "Altra")
    assert counter.desk.look(lambda look: of_role(look, "a4")) == Calibration()
    counter.desk.prints.set_target("a4", "Laser")
    assert counter.desk.look(lambda look: of_role(look, "a4")).front_x == 2


@pytest.mark.parametrize(
    ("field", "value"),
    [("front_x", 10.1), ("back_y", -11.0), ("front_y", float("nan")), ("scale_mm", 80.0),
     ("scale_mm", float("nan")), ("scale_mm", float("inf")), ("back_x", float("inf"))],
)  # fmt: skip
def test_measure_that_cannot_be_is_refused(counter: Counter, field: str, value: float) -> None:
    with pytest.raises(CalibrationWrong) as caught:
        Calibrations(counter.desk).keep("", Calibration(**{field: value}))
    assert caught.value.facts == {"field": field}


def test_page_prints_the_sheet_and_keeps_what_was_typed(counter: Counter) -> None:
    page = opened(counter)
    act_key(counter, "print")
    assert [job.document for job in counter.jobs_queued] == ["calibration"]
    page.fields["front_x"].set_text("1,5")
    page.fields["back_y"].set_text("-0.5")
    page.tray.set_text("2")
    act_key(counter, "confirm")
    _, tray, found = Calibrations(counter.desk).known()
    assert (tray, found.front_x, found.back_y) == ("2", 1.5, -0.5)
    page.fields["front_x"].set_text("molto")
    act_key(counter, "confirm")
    assert Calibrations(counter.desk).known()[2].front_x == 1.5
    page.fields["front_x"].set_text("30")
    act_key(counter, "confirm")
    settle(counter.jobs)
    assert page.notice.property("tone") == "warning"


@pytest.mark.parametrize("size", [(1366, 768), (1024, 700)])
def test_nothing_is_cut_or_unnamed(counter: Counter, size: tuple[int, int]) -> None:
    page = opened(counter, size)
    assert problems(page) == []
    assert unnamed(page) == []


def test_card_printer_has_measures_of_its_own_and_moves_single_cards(counter: Counter) -> None:
    counter.desk.prints.set_target("a4", "Laser")
    counter.desk.prints.set_target("card", "Evolis")
    card_id = issued(counter.desk)
    straight = counter.desk.document("card", card_id)
    page = opened(counter)
    page.role.set_value("card")
    page.role.chosen.emit("card")
    settle(counter.jobs)
    assert page.fields["scale_mm"].text() == "60"
    act_key(counter, "print")
    (job,) = counter.jobs_queued
    assert (job.document, job.role) == ("calibration", "card")
    sizes = page_sizes_mm(counter.desk.prints.pdf(job.job_id))
    assert sizes == (pytest.approx((85.6, 53.98), abs=0.01),) * 2
    page.fields["front_x"].set_text("1")
    page.fields["scale_mm"].set_text("59,4")
    act_key(counter, "confirm")
    kept = counter.desk.look(lambda look: of_role(look, "card"))
    assert (kept.front_x, kept.scale_mm) == (1, pytest.approx(99))
    assert counter.desk.look(lambda look: of_role(look, "a4")) == Calibration()
    moved = counter.desk.document("card", card_id)
    assert page_sizes_mm(moved) == page_sizes_mm(straight)
    assert moved != straight
