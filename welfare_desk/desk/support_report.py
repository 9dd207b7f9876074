# SPDX-License-Identifier: EUPL-1.2
"""What support needs to know of a desk, as a text that the operator can read before giving it.

Numbers, states and codes; no name, no code of a person, no text that anybody typed.
"""

from __future__ import annotations

import platform
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator

import msgspec

from welfare_desk import __version__
from welfare_desk.core.instants import local_text
from welfare_desk.desk.checkup import check_desk
from welfare_desk.desk.reading import Reading
from welfare_desk.desk.views.outbox import outbox_view
from welfare_desk.store import prints


class SupportReport(msgspec.Struct, frozen=True, kw_only=True):
    """The report in sections; ``ok`` tells whether the checks of ``doctor`` found nothing."""

    ok: bool
    sections: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]

    def text(self) -> str:
        """Return the report as lines, a blank line between sections."""
        parts = []
        for title, rows in self.sections:
            lines = [title, *(f"  {name}: {value}" for name, value in rows)]
            parts.append("\n".join(lines))
        return "\n\n".join(parts) + "\n"


def support_report(look: Reading, seen: Iterable[str] = ()) -> SupportReport:
    """Return the state of a desk for support; ``seen`` are labels of messages shown of late."""
    checked = check_desk(look)
    sections = (
        ("Welfare Desk", tuple(_program(look))),
        ("doctor", tuple(_checked(msgspec.to_builtins(checked)))),
        ("link", tuple(_link(look))),
        ("prints", _counted(f"{job.document} {job.state}" for job in prints.all(look.conn))),
        ("messages", _counted(seen)),
    )
    return SupportReport(ok=checked.ok, sections=tuple(part for part in sections if part[1]))


def _program(look: Reading) -> Iterator[tuple[str, str]]:
    yield "version", __version__
    yield "system", f"{platform.system()} {platform.release()}, Python {platform.python_version()}"
    yield "desk", str(look.device)
    yield "written", local_text(look.wall_us)
    if look.home is not None:
        yield "disk free", f"{shutil.disk_usage(look.home).free // 1_000_000} MB"


def _checked(found: dict[str, object]) -> Iterator[tuple[str, str]]:
    for name, value in found.items():
        if name == "last_sync_at":
            yield name, local_text(value) if isinstance(value, int) else "never"
        elif isinstance(value, list | tuple):
            yield name, ", ".join(str(one) for one in value) or "none"
        else:
            yield name, str(value)


def _link(look: Reading) -> Iterator[tuple[str, str]]:
    view = outbox_view(look)
    status = view.status
    for name in ("state", "pending", "provisional", "rejected", "to_review", "outcome"):
        yield name, str(getattr(status, name))
    yield "clock wrong by", f"{status.clock_minutes} min"
    yield from _counted(f"waits: {row.kind} {row.state} {row.code}".rstrip() for row in view.rows)


def _counted(words: Iterable[str]) -> tuple[tuple[str, str], ...]:
    return tuple((word, str(times)) for word, times in sorted(Counter(words).items()))
