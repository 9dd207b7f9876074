# SPDX-License-Identifier: EUPL-1.2
"""The agenda: slots of a day or a week, filtered, by keyboard and for a screen reader."""

from tests.ui.counter import Counter
from tests.ui.layout_checks import problems, unnamed
from welfare_desk.ui.agenda.page import AgendaPage


def opened(counter: Counter) -> AgendaPage:
    page = AgendaPage(counter.context)
    counter.show(page, "agenda")
    return page


def test_a_day_lists_its_slots_with_what_is_free(counter: Counter) -> None:
    page = opened(counter)
    assert page.table.accessibleName()
    assert problems(counter.shell) == []
    assert unnamed(page) == []
