# SPDX-License-Identifier: EUPL-1.2
"""The window: rail, top bar, open persons, page stack, right panel, status bar, lock cover."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMainWindow,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from welfare_desk.ui.actions import ActionRegistry
from welfare_desk.ui.acts import DOING, OF_PAGES
from welfare_desk.ui.companion import CompanionHost
from welfare_desk.ui.kit.person_tabs import PersonTab, PersonTabs
from welfare_desk.ui.kit.rail import Rail
from welfare_desk.ui.kit.status import StatusBar
from welfare_desk.ui.kit.text import show_if
from welfare_desk.ui.lock_page import LockPage
from welfare_desk.ui.look import Look
from welfare_desk.ui.regions import RegionRing
from welfare_desk.ui.tab_order import next_stop
from welfare_desk.ui.toast import Toast
from welfare_desk.ui.top_bar import TopBar

PRODUCT = "Welfare Desk"
# At 100 % text: narrower, the right panel is laid over; narrower still, the rail is icons only.
NARROW_WINDOW = 1180
COMPACT_WINDOW = 940
LEAST_PAGE = 480
SMALLEST = QSize(760, 560)
PLACES_WITH_KEYS = 8
"""Seven places of the day's work, and the first at the rail's foot."""

# The shell does these itself; every other act is told by ``act_asked``.
_OWN_ACTS = frozenset(
    {
        "search",
        "next_region",
        "previous_region",
        "next_person",
        "previous_person",
        "full_screen",
        "text_larger",
        "text_smaller",
        "text_normal",
    }
)
_ACTS_WHEN_LOCKED = frozenset({"help", "text_larger", "text_smaller", "text_normal", "full_screen"})


class Shell(QMainWindow):
    """The frame of all pages; pages know nothing of it but what they are given.

    Signals tell what the operator asked: ``place_chosen`` a place, ``person_chosen``,
    ``person_closed``, ``act_asked`` the id of any act the shell does not do itself.
    """

    place_chosen = Signal(str)
    person_chosen = Signal(str)
    person_closed = Signal(str)
    act_asked = Signal(str)
    status_pressed = Signal(str)
    desk_pressed = Signal()
    operator_pressed = Signal()
    closing = Signal()

    def __init__(self, look: Look, actions: ActionRegistry, *, body: str = "") -> None:
        """Stand empty and unlocked; ``body`` is the municipality or cooperative."""
        super().__init__()
        self.look, self.registry = look, actions
        self._places: dict[str, QWidget] = {}
        self._pages: dict[str, QWidget] = {}
        self._page_places: dict[str, str] = {}
        self._current = ""
        self._overlaid = False
        self._arranging = False
        self.setWindowTitle(PRODUCT)
        self.setObjectName("shell")
        self.setMinimumSize(SMALLEST)
        self._stack = QStackedWidget()
        self.setCentralWidget(self._stack)
        self._build(body)
        self.lock_page = LockPage(look, help_key=actions.key("help"))
        self._stack.addWidget(self._frame)
        self._stack.addWidget(self.lock_page)
        self._bind()
        self._frame.installEventFilter(self)
        self.omnibox.line.setFocus()
        look.changed.connect(self._arrange)

    def add_place(
        self, place_id: str, text: str, icon: str, page: QWidget, *, foot: bool = False
    ) -> None:
        """Put a place into the rail or at its ``foot``; the first eight open by Alt and a digit."""
        number = len(self._places) + 1
        key = "" if number > PLACES_WITH_KEYS else f"Alt+{number}"
        self._places[place_id] = page
        self.rail.add(place_id, text, icon, foot=foot, key=key)
        self.add_page(place_id, page, place=place_id)
        if not self._current:
            self.show_page(place_id)

    def add_page(self, page_id: str, page: QWidget, *, place: str = "") -> None:
        """Take a page that is no place, such as a person's; ``place`` stays marked in the rail."""
        self._pages[page_id] = page
        self._page_places[page_id] = place
        self.pages.addWidget(page)

    def remove_page(self, page_id: str) -> None:
        """Drop a page that was closed; the page is deleted."""
        page = self._pages.pop(page_id)
        self._page_places.pop(page_id)
        self.pages.removeWidget(page)
        page.deleteLater()

    def show_page(self, page_id: str) -> None:
        """Show a page; an unknown id is a ``KeyError``."""
        self.pages.setCurrentWidget(self._pages[page_id])
        self._current = page_id
        self.rail.mark(self._page_places[page_id])

    def current_page(self) -> str:
        """Return the id of the page shown."""
        return self._current

    def set_place_count(self, place_id: str, count: int) -> None:
        """Show how many things wait in a place."""
        self.rail.button(place_id).set_count(count)

    def set_persons(self, persons: Sequence[PersonTab], current: str = "") -> None:
        """Show the open persons; ``current`` is marked."""
        self.person_tabs.set_persons(persons, current)
        self.top_bar.set_open_persons(len(persons))

    def set_companion(
        self, widget: QWidget | None, width: int = 320, *, at_once: bool = True
    ) -> None:
        """Show a form's companion in the right panel, or give the place back to «Adesso».

        Where it cannot stand beside the page it is laid over ``at_once``, for it holds the next
        step; one that only tells more waits for its key.
        """
        self.companion.set_companion(widget, width)
        self._overlaid = widget is not None and at_once
        self._arrange()

    def set_now(self, widget: QWidget, summary: str = "") -> None:
        """Take the panel «Adesso» and its one-line summary."""
        self.companion.set_now(widget, summary)
        self._arrange()

    def add_banner(self, banner: QWidget) -> None:
        """Put a strip above everything, the lock included."""
        stack = self.takeCentralWidget()
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(banner)
        if stack is not None:
            column.addWidget(stack, 1)
        self.setCentralWidget(whole)

    def say(self, fact: str, *, undoable: bool = False) -> None:
        """Say at the bottom left what was done; ``undoable`` offers to undo it."""
        self.toast.say(fact, undoable=undoable)

    def lock(self) -> None:
        """Cover the window; nothing of any citizen stays to be seen or reached by keys."""
        self.omnibox.clear()
        self.toast.hide()
        for menu in self.findChildren(QMenu):
            menu.close()
        self._stack.setCurrentWidget(self.lock_page)
        self._let_acts(locked=True)
        self.lock_page.arm()

    def unlock(self) -> None:
        """Take the cover away; pages are as they were."""
        self._stack.setCurrentWidget(self._frame)
        self._let_acts(locked=False)
        self.omnibox.seek()

    def is_locked(self) -> bool:
        """Tell whether the cover is on."""
        return self._stack.currentWidget() is self.lock_page

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that the window closes, then close: work unsent is safe."""
        self.closing.emit()
        super().closeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the right panel its place, or lay it over when the window is narrow."""
        super().resizeEvent(event)
        self._arrange()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the panel laid over at the right edge."""
        resized = watched is self._frame and event.type() == QEvent.Type.Resize
        if resized and self._below.indexOf(self.companion) < 0:
            self._lay_over()
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """Arrange once the window is first laid out."""
        if event.type() == QEvent.Type.Show:
            self._arrange()
        return super().event(event)

    def _build(self, body: str) -> None:
        look = self.look
        self._frame = QWidget()
        outer = QVBoxLayout(self._frame)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        across = QHBoxLayout()
        across.setSpacing(0)
        outer.addLayout(across, 1)
        self.rail = Rail(look, PRODUCT, body)
        across.addWidget(self.rail)
        right = QVBoxLayout()
        right.setSpacing(0)
        across.addLayout(right, 1)
        self.top_bar = TopBar(look, self.registry, self._frame)
        self.omnibox = self.top_bar.omnibox
        hint = self.tr("%1 changes person").replace("%1", self.registry.key("next_person"))
        self.person_tabs = PersonTabs(look, hint=hint)
        right.addWidget(self.top_bar)
        right.addWidget(self.person_tabs)
        self._below = QHBoxLayout()
        self._below.setSpacing(0)
        right.addLayout(self._below, 1)
        self.pages = QStackedWidget()
        self.pages.setObjectName("pages")
        self.pages.setProperty("role", "page")
        # Else the widest page of all would set the width of every one; pages scroll instead.
        self.pages.setMinimumWidth(1)
        self.companion = CompanionHost(look)
        self._below.addWidget(self.pages, 1)
        self._below.addWidget(self.companion)
        self.status = StatusBar(look)
        outer.addWidget(self.status)
        self.toast = Toast(look, undo_key=self.registry.key("undo"), parent=self.pages)

    def _bind(self) -> None:
        own: dict[str, Callable[[], None]] = {
            "search": self.omnibox.seek,
            "full_screen": self._toggle_full_screen,
            "next_person": partial(self.person_tabs.step, 1),
            "previous_person": partial(self.person_tabs.step, -1),
            "text_larger": partial(self.look.step_text, 1),
            "text_smaller": partial(self.look.step_text, -1),
            "text_normal": partial(self.look.step_text, 0),
            "next_region": partial(self._step_region, 1),
            "previous_region": partial(self._step_region, -1),
        }
        assert own.keys() == _OWN_ACTS
        numbered = (spec.id for spec in self.registry.specs() if spec.id[-1].isdigit())
        self.registry.promise({*own, *DOING, *OF_PAGES, *numbered})
        for spec in self.registry.shown():
            act = own.get(spec.id, partial(self._ask, spec.id))
            self.registry.bind(self, spec.id, act)
        self._ring = RegionRing(
            (
                self.omnibox,
                self.rail,
                self.person_tabs,
                self.pages,
                self.companion,
                self.status,
            )
        )
        self.rail.chosen.connect(self._choose_place)
        self.person_tabs.chosen.connect(self.person_chosen)
        self.person_tabs.closed.connect(self.person_closed)
        self.person_tabs.added.connect(partial(self.act_asked.emit, "new_person"))
        self.status.pressed.connect(self.status_pressed)
        self.top_bar.desk_pressed.connect(self.desk_pressed)
        self.top_bar.operator_pressed.connect(self.operator_pressed)
        self.top_bar.lock_pressed.connect(partial(self.act_asked.emit, "lock"))
        self.top_bar.companion_pressed.connect(self._toggle_companion)
        self.top_bar.persons_pressed.connect(self._open_person_menu)
        self.toast.undone.connect(partial(self.act_asked.emit, "undo"))

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802 - Qt's name
        """Lead Tab through the parts of the window as F6 goes through them."""
        ring = (self.omnibox, self.top_bar, self.rail, self.person_tabs, self.pages)
        stop = next_stop((*ring, self.companion, self.toast, self.status), forward=forward)
        if stop is None:
            return super().focusNextPrevChild(forward)
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        stop.setFocus(reason)
        return True

    def _ask(self, act: str) -> None:
        kind, _, number = act.partition("_")
        if kind == "place" and number.isdigit():
            places = list(self._places)
            if int(number) <= len(places):
                self._choose_place(places[int(number) - 1])
        elif kind == "person" and number.isdigit():
            self.person_tabs.open_place(int(number))
        else:
            self.act_asked.emit(act)

    def _choose_place(self, place_id: str) -> None:
        self.show_page(place_id)
        self.place_chosen.emit(place_id)

    def _let_acts(self, *, locked: bool) -> None:
        for spec in self.registry.specs():
            self.registry.set_enabled(spec.id, not locked or spec.id in _ACTS_WHEN_LOCKED)

    def _step_region(self, direction: int) -> None:
        self._ring.step(direction)

    def _toggle_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _toggle_companion(self) -> None:
        self._overlaid = not self._overlaid
        self._arrange()
        if self._overlaid:
            self._ring.step(1)

    def _open_person_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for number, name in enumerate(self.person_tabs.ids(), start=1):
            action = menu.addAction(self.person_tabs.bar.tabText(number - 1))
            action.triggered.connect(
                lambda _checked=False, person=name: self.person_chosen.emit(person)
            )
        new = menu.addAction(self.registry.text("new_person"))
        new.triggered.connect(lambda _checked=False: self.act_asked.emit("new_person"))
        button = self.top_bar.persons
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _arrange(self) -> None:
        """Dock the right panel where there is room, else lay it over the page on demand."""
        if self._arranging:
            return
        self._arranging = True
        self.look.set_compact(self.width() < self.look.px(COMPACT_WINDOW))
        self._arrange_panel(self.look.is_large)
        self._arranging = False

    def _arrange_panel(self, large: bool) -> None:
        show_if(self.person_tabs, not large)
        panel = self.companion
        narrow = large or self.width() < self.look.px(NARROW_WINDOW)
        show_if(self.top_bar.companion, narrow and panel.has_content())
        show_if(self.top_bar.desk, not narrow)
        # A form's companion holds what the form needs next (confirm buttons): it stays docked
        # while the page keeps a readable width beside it.
        docked = panel.isVisible() and self._below.indexOf(panel) >= 0
        room = self.pages.width() + (panel.width() if docked else 0)
        beside = room - panel.wanted_width() >= LEAST_PAGE
        docked = not narrow or (panel.companion() is not None and beside)
        if docked:
            if self._below.indexOf(panel) < 0:
                self._below.addWidget(panel)
            show_if(panel, panel.has_content())
        else:
            if panel.parentWidget() is not self._frame or self._below.indexOf(panel) >= 0:
                self._below.removeWidget(panel)
                panel.setParent(self._frame)
            show_if(panel, self._overlaid and panel.has_content())
            self._lay_over()
        self.toast.fit()

    def _lay_over(self) -> None:
        top = self.top_bar.height()
        high = max(self._frame.height() - top - self.status.height(), 0)
        wide = self.companion.wanted_width()
        self.companion.setGeometry(self._frame.width() - wide, top, wide, high)
        self.companion.raise_()
