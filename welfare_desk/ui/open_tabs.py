# SPDX-License-Identifier: EUPL-1.2
"""The open persons and drafts: a tab each, pages over one another in each tab."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from welfare_desk.ui.kit.person_tabs import PersonTab
from welfare_desk.ui.page import Page
from welfare_desk.ui.shell import Shell

MOST = 9


@dataclass
class OpenTab:
    """A tab; its first page is made when it is shown, others lie over it."""

    id: str
    words: str
    make: Callable[[], Page]
    draft: bool = False
    under: str = "today"
    """The place that comes to the front when the last page is closed."""
    kept_until: int = 0
    """The same as ``held_until``, while no page is made."""
    pages: list[tuple[str, Page]] = field(default_factory=list)

    def title(self) -> str:
        """Return what the tab says: the page's own words once it has some."""
        if self.pages:
            self.words = self.pages[0][1].title() or self.words
        return self.words

    def held_until(self) -> int:
        """Return until when a place is kept for a form in it, or 0."""
        return max((page.held_until for _, page in self.pages), default=self.kept_until)

    def holds_draft(self) -> bool:
        """Tell whether a form with something typed lies in it."""
        if not self.pages:
            return self.draft
        return any(page.draft_id for _, page in self.pages)


def minutes_left(until: int, now_us: int) -> int:
    """Return the minutes that are left, a begun one whole; 0 when it is over."""
    return max(0, -(-(until - now_us) // 60_000_000))


class OpenTabs:
    """Opens, shows and closes the tabs of the shell."""

    def __init__(
        self,
        shell: Shell,
        now_us: Callable[[], int] = lambda: 0,
        moved: Callable[[str], None] = lambda _words: None,
    ) -> None:
        self._shell = shell
        self._now_us, self.moved = now_us, moved
        self._tabs: list[OpenTab] = []
        self._serial = 0

    def find(self, tab_id: str) -> OpenTab | None:
        """Return an open tab, or nothing."""
        return next((tab for tab in self._tabs if tab.id == tab_id), None)

    def of_page(self, page_id: str) -> OpenTab | None:
        """Return the tab that holds a page of the shell, or nothing."""
        return next((tab for tab in self._tabs if any(p == page_id for p, _ in tab.pages)), None)

    def of_draft(self, draft_id: str) -> OpenTab | None:
        """Return the tab whose form a draft keeps, or nothing."""
        return next(
            (tab for tab in self._tabs if any(page.draft_id == draft_id for _, page in tab.pages)),
            None,
        )

    def pages(self) -> Iterator[tuple[str, Page]]:
        """Go through all pages made so far."""
        for tab in self._tabs:
            yield from tab.pages

    def offer(
        self,
        tab_id: str,
        words: str,
        make: Callable[[], Page],
        *,
        draft: bool = False,
        under: str = "today",
        kept_until: int = 0,
    ) -> OpenTab:
        """Add a tab without showing it; to a tenth the oldest gives way, a draft last.

        A draft that gives way is told to ``moved``: it waits under Oggi.
        """
        known = self.find(tab_id)
        if known is not None:
            return known
        if len(self._tabs) >= MOST:
            oldest = next((tab for tab in self._tabs if not tab.holds_draft()), self._tabs[0])
            if oldest.holds_draft():
                self.moved(oldest.title())
            self.close(oldest.id)
        tab = OpenTab(tab_id, words, make, draft, under, kept_until=kept_until)
        self._tabs.append(tab)
        return tab

    def top(self, tab: OpenTab) -> tuple[str, Page]:
        """Return the page that lies uppermost, made now if there was none."""
        if not tab.pages:
            self._lay(tab, tab.make())
        return tab.pages[-1]

    def lay_over(self, tab: OpenTab, page: Page) -> str:
        """Put a page over the others of a tab and return its id."""
        self.top(tab)
        return self._lay(tab, page)

    def take_away(self, page: Page) -> OpenTab | None:
        """Remove a page and return its tab; a tab without pages is closed."""
        for tab in self._tabs:
            for page_id, held in tab.pages:
                if held is page:
                    tab.pages.remove((page_id, held))
                    self._shell.remove_page(page_id)
                    if not tab.pages:
                        self._tabs.remove(tab)
                    return tab
        return None

    def close(self, tab_id: str) -> None:
        """Close a tab; what its forms hold was stored before."""
        tab = self.find(tab_id)
        if tab is None:
            return
        for page_id, page in tab.pages:
            page.parked()
            self._shell.remove_page(page_id)
        self._tabs.remove(tab)

    def neighbour(self, tab_id: str) -> str:
        """Return the tab before a tab, or the first other one, or nothing."""
        ids = [tab.id for tab in self._tabs]
        place = ids.index(tab_id) if tab_id in ids else 0
        others = [each for each in ids if each != tab_id]
        return others[max(0, min(place - 1, len(others) - 1))] if others else ""

    def faces(self) -> tuple[PersonTab, ...]:
        """Return the tabs as the shell shows them; a kept place with the minutes left."""
        return tuple(self._face(tab) for tab in self._tabs)

    def keeps_places(self) -> bool:
        """Tell whether a place is kept for any of them, so that minutes go by."""
        return any(tab.held_until() for tab in self._tabs)

    def _face(self, tab: OpenTab) -> PersonTab:
        left = minutes_left(tab.held_until(), self._now_us())
        words = f"{tab.title()} · {left} min" if left else tab.title()
        return PersonTab(tab.id, words, tab.holds_draft())

    def _lay(self, tab: OpenTab, page: Page) -> str:
        self._serial += 1
        page_id = f"{tab.id}/{self._serial}"
        tab.pages.append((page_id, page))
        self._shell.add_page(page_id, page)
        return page_id
