# SPDX-License-Identifier: EUPL-1.2
"""Write docs/keys.md from the acts of the window: ``python -m tools.keys_doc [--check]``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from welfare_desk.ui.actions import ACTIONS, GROUPS, ActionSpec

PAGE = Path(__file__).resolve().parent.parent / "docs" / "keys.md"
_HEAD = """# Keys

Written by `python -m tools.keys_doc` from `welfare_desk/ui/actions.py`; a test keeps it so.

Every act of the window is declared once, with its words, keys, right and help page: buttons, the menu of F10, the commands of `>` in the search line, the list of quick keys (Shift+F1), its printed card and the help take them from there. What a role may not do is not offered, and its key says who may.

An administrator gives acts other keys in `policy.toml`, in the system's place for settings (`/etc/xdg/welfare-desk/` on Linux, `C:\\ProgramData\\welfare-desk\\` on Windows; the variable `WELFARE_DESK_POLICY` names another file):

```toml
[keys]
book = ["Ctrl+K"]
calls = ["Ctrl+J", "Shift+F8"]
```

Two acts may exchange their keys. A key that another act has (WD-3011), one that types a letter or sign, such as Ctrl+Alt and a letter, which is AltGr on an Italian keyboard (WD-3012), one that no keyboard has (WD-3013) and an act that is not below (WD-3014) are not taken: the act keeps its own, and the page of quick keys says why. What the policy changed says «Impostato dall'ente» there.
"""  # noqa: E501 - because each paragraph of a page is one line


def page() -> str:
    """Return the whole page."""
    parts = [_HEAD.rstrip()]
    for group, heading in GROUPS.items():
        parts.append(f"\n## {heading}\n\n| act | what | keys | right |\n|---|---|---|---|")
        parts += [_line(spec) for spec in ACTIONS if spec.group == group]
    return "\n".join(parts) + "\n"


def _line(spec: ActionSpec) -> str:
    keys = ", ".join(f"`{key}`" for key in spec.keys) or "none"
    return f"| `{spec.id}` | {spec.text} | {keys} | {spec.right or 'anyone'} |"


def main() -> int:
    """Write the page, or with ``--check`` say whether it is as it should be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="Write nothing; exit 1 when stale.")
    asked = parser.parse_args()
    if not asked.check:
        PAGE.write_text(page(), encoding="utf-8")
        return 0
    if PAGE.exists() and PAGE.read_text(encoding="utf-8") == page():
        return 0
    print("docs/keys.md is stale: python -m tools.keys_doc", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
