# SPDX-License-Identifier: EUPL-1.2
"""A provider's page: contacts, papers, what it declares, what people say; the dossier prints."""

from __future__ import annotations

from PySide6.QtCore import QTimer

from welfare_desk.desk.provider_text import provider_sections
from welfare_desk.desk.views.providers import ProviderView, provider_view
from welfare_desk.ui.agenda.booking_presenter import print_paper
from welfare_desk.ui.catalogue.section_cards import SectionCards
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit import layout
from welfare_desk.ui.kit.buttons import ActionButton
from welfare_desk.ui.page import Page
from welfare_desk.ui.providers.complaints_card import ComplaintsCard


class ProviderPage(Page):
    """The dossier's parts as cards; complaints are taken down and answered here."""

    help_page = "providers"
    kinds = frozenset({"provider", "offering", "complaint", "satisfaction"})

    def __init__(self, context: Context, provider_id: str) -> None:
        """Load the provider."""
        super().__init__()
        self.setObjectName("provider")
        self._context, self._provider_id = context, provider_id
        self._view: ProviderView | None = None
        look = context.theme
        self._sheet = layout.Page(look, self.tr("Provider"), name="provider.page")
        self.print = ActionButton(
            look, "secondary", self.tr("Print the dossier"), icon="printer", size="middle",
            name="provider.print",
        )  # fmt: skip
        self.print.clicked.connect(self._print)
        self._sheet.add_header(self.print)
        self.complaints = ComplaintsCard(context, provider_id)
        self.complaints.recorded.connect(self.reload)
        self.cards = SectionCards(look, "provider")
        self._sheet.body.addWidget(self.complaints)
        self._sheet.body.addWidget(self.cards)
        self._sheet.body.addStretch(1)
        self.hold(self._sheet)
        self.reload()

    def title(self) -> str:
        """Return the provider's name."""
        return self._view.provider.name if self._view is not None else self.tr("Provider")

    def reload(self) -> None:
        """Read the provider anew."""
        desk, provider_id = self._context.desk, self._provider_id
        self._context.read(
            lambda: desk.look(lambda here: provider_view(here, provider_id)), self, self._show
        )

    def shown(self) -> None:
        """Take the focus to the first button."""
        self._context.set_companion(None)
        QTimer.singleShot(0, self.print, self.print.setFocus)

    def act(self, act_id: str) -> bool:
        """Print the dossier."""
        if act_id == "print":
            self._print()
            return True
        return False

    def _show(self, view: ProviderView) -> None:
        self._view = view
        parts = provider_sections(view, self._context.lang)
        self._sheet.set_heading(view.provider.name, view.provider.phone)
        self.cards.set_sections([each for each in parts if each.code != "complaints"])
        self.complaints.show_view(view)
        self._context.retitle()

    def _print(self) -> None:
        print_paper(self._context, "dossier", self._provider_id)
