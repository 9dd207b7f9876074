# SPDX-License-Identifier: EUPL-1.2
"""Turns the Markdown of a help page into the HTML that Qt's rich text can show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

_INLINE = re.compile(
    r"`(?P<key>[^`]+)`|\*\*(?P<strong>[^*]+)\*\*|\[(?P<words>[^\]]+)\]\((?P<target>[^)]+)\)"
)
_PICTURE = re.compile(r"!\[(?P<caption>.*)\]\((?P<file>[^)]+)\)")
_STEP = re.compile(r"\d+\. ")


def to_html(markdown: str) -> str:
    """Return a page as HTML; blocks carry the classes ``say``, ``caption`` and ``key``.

    Known are headings, paragraphs, numbered and plain lists, tables, pictures on a line of
    their own and lines that begin with ``>``: what to say to the person.
    """
    return "\n".join(_block(lines) for lines in _blocks(markdown))


def inline(text: str) -> str:
    """Return one line with its bold words, keys and links."""
    out, at = "", 0
    for found in _INLINE.finditer(text):
        out += escape(text[at : found.start()], quote=False)
        at = found.end()
        if found["key"]:
            out += f'<span class="key">&nbsp;{escape(found["key"])}&nbsp;</span>'
        elif found["strong"]:
            out += f"<b>{inline(found['strong'])}</b>"
        else:
            out += f'<a href="{escape(found["target"])}">{inline(found["words"])}</a>'
    return out + escape(text[at:], quote=False)


def _blocks(markdown: str) -> Iterator[list[str]]:
    lines: list[str] = []
    for line in [*markdown.split("\n"), ""]:
        if line.strip():
            lines.append(line)
        elif lines:
            yield lines
            lines = []


def _block(lines: list[str]) -> str:
    first = lines[0]
    if first.startswith("#"):
        level = len(first) - len(first.lstrip("#"))
        rest = _block(lines[1:]) if lines[1:] else ""
        return f"<h{level}>{inline(first.lstrip('# '))}</h{level}>{rest}"
    picture = _PICTURE.fullmatch(first)
    if picture is not None:
        caption = escape(picture["caption"])
        shown = f'<p class="picture"><img src="{escape(picture["file"])}"></p>'
        return f'{shown}<p class="caption">{caption}</p>'
    if first.startswith(">"):
        return f'<p class="say">{inline(" ".join(line.lstrip("> ") for line in lines))}</p>'
    if first.startswith("|"):
        return _table(lines)
    if _STEP.match(first) or first.startswith("- "):
        return _list(lines)
    return f"<p>{inline(' '.join(lines))}</p>"


def _list(lines: list[str]) -> str:
    tag = "ol" if _STEP.match(lines[0]) else "ul"
    items: list[str] = []
    for line in lines:
        if _STEP.match(line) or line.startswith("- "):
            items.append(_STEP.sub("", line, count=1).removeprefix("- "))
        else:
            items[-1] += " " + line.strip()
    return f"<{tag}>" + "".join(f"<li>{inline(item)}</li>" for item in items) + f"</{tag}>"


def _table(lines: list[str]) -> str:
    rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines]
    body = [row for row in rows if not all(set(cell) <= set("-: ") for cell in row)]
    out = "<tr>" + "".join(f"<th>{inline(cell)}</th>" for cell in body[0]) + "</tr>"
    for row in body[1:]:
        out += "<tr>" + "".join(f"<td>{inline(cell)}</td>" for cell in row) + "</tr>"
    return f'<table cellspacing="0" cellpadding="6" width="100%">{out}</table>'
