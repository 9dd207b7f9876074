# SPDX-License-Identifier: EUPL-1.2
"""The catalogue at the window: typed as people say it, opened by Enter, printed by Ctrl+P."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.builders import OFFERING, TERRITORY, an_id
from tests.ui.counter import Counter, settle
from tests.ui.keys import type_text
from tests.ui.layout_checks import problems, unnamed
from welfare_desk.models.offering import Offering
from welfare_desk.store.rows import save
from welfare_desk.ui.agenda.service_list import ServiceModel
from welfare_desk.ui.agenda.ways import ways_for
from welfare_desk.ui.catalogue.offering_page import OfferingPage
from welfare_desk.ui.catalogue.page import CataloguePage
from welfare_desk.ui.kit.text import Text
from welfare_desk.ui.providers.provider_page import ProviderPage


def _put(counter: Counter, offering_id: str, **changes: Any) -> None:
    row = counter.desk.look(lambda here: here.one(Offering, offering_id))
    assert row is not None
    changed = msgspec.structs.replace(row, **changes)
    with counter.desk.parts()[0].write() as conn:
        save(conn, TERRITORY, {(changed.KIND, changed.id): changed})


def _shown(counter: Counter, page: Any, size: tuple[int, int] = (1366, 768)) -> Any:
    counter.show(page, "agenda", size)
    settle(counter.jobs, 3)
    return page


def _names(page: Any) -> list[str]:
    return [row.entry.sought.name for row in page.rows.rows]


def words_of(page: Any) -> str:
    return " ".join(each.text() for each in page.findChildren(Text) if each.isVisible())


@pytest.fixture
def page(counter: Counter) -> Any:
    _put(counter, OFFERING, words=("compiti", "doposcuola"), min_age=6, max_age=14)
    _put(counter, an_id("rides"), on_request=True, words=("passaggio",))
    return _shown(counter, CataloguePage(counter.context))


def test_what_people_say_finds_a_service_with_the_reason(counter: Counter, page: Any) -> None:
    assert len(page.rows.rows) == 6
    assert counter.shell.focusWidget() is page.sought.line
    type_text(page.sought.line, "compiti", gap_ms=120)
    assert _names(page)[0] == "Tutoring in presenza"
    row = page.rows.rows[0]
    assert page._cell(row, "why").sub == "la gente dice «compiti»"
    assert "Da 6 a 14 anni" in page._cell(row, "name").sub
    second = page.rows.rows[1]
    assert page._cell(second, "why").sub == "risponde a: Compiti e studio"
    assert page.told.text() == "6 servizi"


def test_group_and_age_narrow_and_a_strange_age_is_said(counter: Counter, page: Any) -> None:
    page.group.set_value("elderly")
    page._find()
    assert set(_names(page)) == {"Trasporto accompagnato", "Telefonata amica"}
    page.group.set_value("")
    page.age.set_text("40")
    assert _names(page)[-1] == "Tutoring in presenza"
    assert page._cell(page.rows.rows[-1], "why").sub == "non per questa età"
    page.age.set_text("quaranta")
    assert len(page.rows.rows) == 6
    assert "anni interi" in words_of(page.age)


def test_nothing_found_says_what_to_do(page: Any) -> None:
    page.sought.set_text("xyzzyx")
    assert page._none.isVisible()
    assert not page._listed.isVisible()


def test_enter_opens_the_first_and_ctrl_p_prints_its_sheet(counter: Counter, page: Any) -> None:
    page.sought.set_text("compiti")
    QTest.keyClick(page.sought.line, Qt.Key.Key_Return)
    settle(counter.jobs, 3)
    opened = counter.page
    assert isinstance(opened, OfferingPage)
    assert opened.title() == "Tutoring in presenza"
    said = words_of(opened)
    for part in ("Da 6 a 14 anni", "Jonathan", "Quaderno", "Entro il giorno prima"):
        assert part in said, part
    assert opened.act("print")
    opened.large.click()
    settle(counter.jobs, 6)
    assert [job.document for job in counter.jobs_queued] == ["offering", "offering"]
    opened.provider.click()
    settle(counter.jobs, 3)
    assert isinstance(counter.page, ProviderPage)
    assert counter.page.title() == "Jonathan"


def test_on_request_says_that_the_provider_answers(page: Any) -> None:
    page.sought.set_text("passaggio")
    (row,) = page.rows.rows
    assert page._cell(row, "when").text == "Su richiesta"


def test_it_is_one_way_from_the_agenda_for_everybody() -> None:
    for role in ("operator", "supervisor", "social_worker", "cooperative", "auditor"):
        assert {"catalogue", "providers"} <= {way.id for way in ways_for(role)}


@pytest.mark.parametrize("percent", [100, 200])
def test_nothing_is_cut_and_everything_is_named(counter: Counter, page: Any, percent: int) -> None:
    counter.look.set_theme(text_percent=percent)
    for each in (page, OfferingPage(counter.context, OFFERING)):
        for size in ((1366, 768), (1024, 700)):
            shown = _shown(counter, each, size)
            assert problems(shown) == []
            assert unnamed(shown) == []


def test_the_booking_pages_list_knows_the_same_words(counter: Counter, page: Any) -> None:
    services = counter.desk.offerings(an_id("maria"))
    model = ServiceModel(page)
    model.set_services(services, "doposcuola")
    assert model.first() == OFFERING
    model.set_services(services, "passaggio")
    assert model.first() == an_id("rides")
    model.set_services(services, "doposcuola passaggio")
    assert model.first() == ""
