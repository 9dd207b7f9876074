# SPDX-License-Identifier: EUPL-1.2
"""The equivalence scale step by step, for the page that explains an ISEE.

INPS decides; nothing here is ever compared with an attested value to refuse it.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from welfare_desk.core.isee import FURTHER_MEMBER, SCALE, children_increase

LineCode = Literal[
    "members", "further_members", "children", "minors_working", "minors_under_three",
    "minors_lone_parent", "minors_lone_parent_under_three", "disabled",
]  # fmt: skip


class Situation(msgspec.Struct, frozen=True, kw_only=True):
    """What the scale looks at, in the words of Annex 1 to DPCM 159/2013."""

    members: int
    children: int = 0
    minors: bool = False
    """A minor child is among them."""
    under3: bool = False
    """One of the minor children is under three."""
    both_work: bool = False
    """Both parents, or the only one, worked for at least six months."""
    lone_nonworking: bool = False
    """The only parent did not work and all children are minors."""
    disabled: int = 0
    """Members with a disability or not self-sufficient."""


class Line(msgspec.Struct, frozen=True):
    """One step: its code, the numbers that it used, what it adds in hundredths."""

    code: LineCode
    facts: dict[str, int | str]
    hundredths: int


def scale_lines(situation: Situation) -> tuple[Line, ...]:
    """Return the steps of the scale; their sum is ``core.isee.equivalence_scale``.

    A household without members is a bug of the caller (``ValueError``).
    """
    members = situation.members
    if members < 1:
        raise ValueError(members)
    base = min(members, len(SCALE))
    lines = [Line("members", {"members": base}, SCALE[base - 1])]
    if members > base:
        more = members - base
        lines.append(Line("further_members", {"more": more}, FURTHER_MEMBER * more))
    if added := children_increase(situation.children):
        lines.append(Line("children", {"children": situation.children}, added))
    lines += _minors(situation)
    if situation.disabled:
        count = situation.disabled
        lines.append(Line("disabled", {"disabled": count}, 50 * count))
    return tuple(lines)


def _minors(situation: Situation) -> list[Line]:
    if not situation.minors or not (situation.both_work or situation.lone_nonworking):
        return []
    code: LineCode
    if situation.both_work:
        code = "minors_under_three" if situation.under3 else "minors_working"
    else:
        code = "minors_lone_parent_under_three" if situation.under3 else "minors_lone_parent"
    return [Line(code, {}, 30 if situation.under3 else 20)]
