# SPDX-License-Identifier: EUPL-1.2
"""An offering's sheet on the screen, in the words of its paper; Ctrl+P prints it."""

from __future__ import annotations

from typing import NamedTuple

from welfare_desk.core.catalogue import Section
from welfare_desk.desk.catalogue_text import offering_sections, offering_text, offering_title
from welfare_desk.desk.reading import Reading
from welfare_desk.desk.views.catalogue import offering_sheet
from welfare_desk.ui.catalogue.section_cards import SectionCards
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit import layout
from welfare_desk.ui.kit.buttons import ActionButton
from welfare_desk.ui.page import Page
from welfare_desk.ui.providers.provider_page import ProviderPage


class Told(NamedTuple):
    """A sheet in words."""

    title: str
    text: str
    provider_id: str
    sections: tuple[Section, ...]


class OfferingPage(Page):
    """All that people ask about an offering; the provider is one step away."""

    help_page = "catalogue"
    kinds = frozenset({"offering", "provider", "fee_scheme", "slot"})

    def __init__(self, context: Context, offering_id: str) -> None:
        """Load the offering."""
        super().__init__()
        self.setObjectName("offering")
        self._context, self._offering_id = context, offering_id
        self._told: Told | None = None
        look = context.theme
        self._sheet = layout.Page(look, self.tr("Service"), name="offering.page")
        self.print = self._button(self.tr("Print the sheet"), "printer", "offering.print")
        self.print.clicked.connect(lambda: self._print(large=False))
        self.large = self._button(self.tr("Print in large letters"), "type", "offering.large")
        self.large.clicked.connect(lambda: self._print(large=True))
        self.provider = self._button(self.tr("Provider"), "landmark", "offering.provider")
        self.provider.clicked.connect(self._open_provider)
        self.cards = SectionCards(look, "offering")
        self._sheet.body.addWidget(self.cards)
        self._sheet.body.addStretch(1)
        self.hold(self._sheet)
        self.reload()

    def title(self) -> str:
        """Return the offering's name."""
        return self._told.title if self._told is not None else self.tr("Service")

    def reload(self) -> None:
        """Read the offering anew."""
        desk, offering_id, lang = self._context.desk, self._offering_id, self._context.lang
        self._context.read(
            lambda: desk.look(lambda here: _told(here, offering_id, lang)), self, self._show
        )

    def shown(self) -> None:
        """Take the focus to the first button."""
        self._context.set_companion(None)
        self.print.setFocus()

    def act(self, act_id: str) -> bool:
        """Print the sheet."""
        if act_id == "print":
            self._print(large=False)
            return True
        return False

    def _button(self, words: str, icon: str, name: str) -> ActionButton:
        look = self._context.theme
        button = ActionButton(look, "secondary", words, icon=icon, size="middle", name=name)
        self._sheet.add_header(button)
        return button

    def _show(self, told: Told) -> None:
        self._told = told
        self._sheet.set_heading(told.title, told.text)
        self.cards.set_sections(told.sections)
        self._context.retitle()

    def _print(self, *, large: bool) -> None:
        context, offering_id = self._context, self._offering_id
        context.paper(
            lambda: context.desk.queue_print("offering", offering_id, large=large),
            context.jobs,
            context.queued,
        )

    def _open_provider(self) -> None:
        if self._told is not None:
            self._context.set_page(ProviderPage(self._context, self._told.provider_id))


def _told(look: Reading, offering_id: str, lang: str) -> Told:
    sheet = offering_sheet(look, offering_id)
    return Told(
        title=offering_title(sheet, lang),
        text=offering_text(sheet, lang),
        provider_id=sheet.offering.provider_id,
        sections=offering_sections(sheet, lang),
    )
