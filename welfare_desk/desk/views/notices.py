# SPDX-License-Identifier: EUPL-1.2
"""What a desk must know about itself: it was copied, it is old, the centre was restored."""

from __future__ import annotations

import msgspec

from welfare_desk.core.instants import local_text
from welfare_desk.desk.reading import Reading
from welfare_desk.desk.sentences import link_text
from welfare_desk.desk.views.safety import is_late, last_copy_at
from welfare_desk.operations.desk_side import facts


class NoticeView(msgspec.Struct, frozen=True, kw_only=True):
    """One plain sentence for the operator."""

    code: str
    """``copied``, ``behind``, ``restored``, ``restored_lost``, ``copy_late``, ``recovering``,
    ``differs`` or ``contradicted``."""
    since_at: int | None = None
    for_supervisor: bool = False
    """A supervisor must see it and put it aside."""
    facts: dict[str, int | str] = {}
    """What its sentence needs."""


def notices(look: Reading) -> tuple[NoticeView, ...]:
    """Return what is to be said now, the most urgent first."""
    found = []
    restored = look.meta.get(facts.RESTORED_FROM)
    copied = look.meta.get(facts.COPIED_AT)
    if look.meta.get(facts.BEHIND):
        found.append(NoticeView(code="behind", for_supervisor=True))
    elif restored:
        found.append(_restored(look, int(restored)))
    elif copied:
        found.append(NoticeView(code="copied", since_at=int(copied), for_supervisor=True))
    if is_late(look):
        found.append(NoticeView(code="copy_late", since_at=last_copy_at(look)))
    if look.meta.get(facts.CONTRADICTED):
        found.append(NoticeView(code="contradicted", for_supervisor=True))
    if look.meta.get(facts.DIFFERS):
        found.append(NoticeView(code="differs"))
    if look.meta.get("link_state") == "recovering":
        found.append(NoticeView(code="recovering"))
    return tuple(found)


def _restored(look: Reading, made_at: int) -> NoticeView:
    lost = look.meta.get(facts.RESTORED_LOST) or ""
    return NoticeView(
        code="restored_lost" if lost else "restored",
        since_at=made_at,
        for_supervisor=True,
        facts={"at": local_text(made_at), "number": int(lost or "0")},
    )


def notice_text(notice: NoticeView, lang: str = "it") -> str:
    """Return what happened and what to do."""
    return link_text(f"notice_{notice.code}", notice.facts, lang)
