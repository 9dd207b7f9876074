# SPDX-License-Identifier: EUPL-1.2
"""The card of quick keys in the print list; the words come from who binds the keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from welfare_desk.desk.paper import office_of
from welfare_desk.desk.views.today import PrintView

if TYPE_CHECKING:
    from welfare_desk.desk.desk import Desk

Group = tuple[str, tuple[tuple[str, str], ...]]
"""A heading, and keys with what they do."""


def key_card(desk: Desk, title: str, about: str, groups: Sequence[Group], lang: str) -> bytes:
    """Return the card as PDF of one page."""
    from welfare_desk.documents.key_card import KeyGroup, key_card_pdf

    author = desk.look(lambda here: office_of(here).municipality)
    return key_card_pdf(
        title, about, tuple(KeyGroup(heading, rows) for heading, rows in groups), lang, author
    )


def print_key_card(
    desk: Desk, title: str, about: str, groups: Sequence[Group], lang: str
) -> PrintView:
    """Put the card into the print list for the A4 printer."""
    pdf = key_card(desk, title, about, groups, lang)
    job_id = desk.prints.add("key_card", "", title, pdf)
    return next(view for view in desk.print_list() if view.job_id == job_id)
