# SPDX-License-Identifier: EUPL-1.2
"""F6 goes through the window in the order of UX-18: search, rail, tabs, content, panel, status."""

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.tasks.sitting import MARIAS_CODE, Sitting, sitting, small_store

AFTER_SCAN_MS = 400


def part_of(here: Sitting, widget: QWidget | None) -> str:
    window = here.window
    parts = {
        "search": window.omnibox,
        "top": window.top_bar,
        "rail": window.rail,
        "tabs": window.person_tabs,
        "content": window.pages,
        "panel": window.companion,
        "status": window.status,
    }
    return next(
        (name for name, part in parts.items()
         if widget is not None and (part is widget or part.isAncestorOf(widget))),
        "nowhere",
    )  # fmt: skip


def test_f6_goes_round_the_window_in_order(qapp: QApplication) -> None:
    with sitting(qapp, small_store, lambda _desk: None) as here:
        here.scan(MARIAS_CODE)
        here.key("F3")
        gone = [part_of(here, qapp.focusWidget())]
        for _ in range(6):
            here.key("F6")
            gone.append(part_of(here, qapp.focusWidget()))
    whole = ["search", "rail", "tabs", "content", "panel", "status", "search"]
    # A panel that only tells has nothing to go to.
    assert gone in (whole, [each for each in whole if each != "panel"] + ["rail"])


def test_tab_alone_goes_through_all_parts_in_the_same_order(qapp: QApplication) -> None:
    with sitting(qapp, small_store, lambda _desk: None) as here:
        here.scan(MARIAS_CODE)
        here.key("F3")
        # Right behind a code a Tab is the reader's own ending, and goes nowhere.
        QTest.qWait(AFTER_SCAN_MS)
        first = qapp.focusWidget()
        gone = []
        for _ in range(80):
            here.hands.key("Tab")
            focus = qapp.focusWidget()
            assert focus is not None
            assert focus.isVisible()
            assert focus.isEnabled()
            gone.append(part_of(here, focus))
            if focus is first:
                break
        here.hands.key("Shift+Tab")
        assert part_of(here, qapp.focusWidget()) == "status"
    passed = [part for part, before in zip(gone, ["", *gone], strict=False) if part != before]
    assert passed == ["top", "rail", "tabs", "content", "status", "search"]
