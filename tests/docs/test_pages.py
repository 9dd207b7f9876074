# SPDX-License-Identifier: EUPL-1.2
"""All pages: links lead somewhere, commands exist, none grows out of hand."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from tests.docs.pages import DOCS, ROOT, fenced, pages, unfenced
from welfare_desk.cli.main import cli

PAGES = pages()
# A page that nobody reads to its end is no page; tables may run on.
LONGEST = 450
# The protocol is looked up, part by part, by whoever writes another desk; until the first release
# all that there is stands in one list of changes.
LONGEST_WORDS = {
    "architecture.md": 1_500,
    "adr": 420,
    "sync-protocol.md": 6_700,
    "CHANGELOG.md": 6_000,
}
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_COMMAND = re.compile(r"(?:^|-- )welfare-desk((?:[ \t]+[^\s`|]+)*)")
_GLOBAL = {"--home": 1, "--lang": 1, "--json": 0}
_OPTION = re.compile(r"--[a-z][a-z-]*")


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _anchors(path: Path) -> set[str]:
    text = unfenced(path.read_text(encoding="utf-8"))
    titles = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    plain = (re.sub(r"[^\w\- ]", "", title.lower()) for title in titles)
    named = set(re.findall(r'<a id="([\w-]+)"></a>', text))
    return named | {title.strip().replace(" ", "-") for title in plain}


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_each_link_leads_to_a_file_and_a_heading(page: Path) -> None:
    for target in _LINK.findall(unfenced(page.read_text(encoding="utf-8"))):
        if target.startswith(("https://", "mailto:")):
            continue
        name, _, anchor = target.partition("#")
        found = (page.parent / name).resolve() if name else page
        assert found.is_relative_to(ROOT), target
        assert found.exists(), target
        assert not anchor or anchor in _anchors(found), target


def _commands(page: Path) -> list[list[str]]:
    text = page.read_text(encoding="utf-8").replace("\\\n", " ")
    shells = [line.split("#")[0] for block in fenced(text, "sh") for line in block.splitlines()]
    inline = re.findall(r"`([^`\n]+)`", unfenced(text))
    found = [match.group(1).split() for line in (*shells, *inline)
             for match in _COMMAND.finditer(line)]  # fmt: skip
    return [words for words in found if words and re.fullmatch(r"(--)?[a-z][a-z-]*", words[0])]


def _without_globals(words: list[str]) -> list[str]:
    while words and words[0] in _GLOBAL:
        words = words[1 + _GLOBAL[words[0]] :]
    return words


def _problem(words: list[str]) -> str:
    """Return what the command line does not know of a command, or nothing."""
    command: click.Command = cli
    rest = _without_globals(words)
    while isinstance(command, click.Group) and rest and not rest[0].startswith("-"):
        below = command.get_command(click.Context(command), rest[0])
        if below is None:
            return rest[0] if re.fullmatch(r"[a-z][a-z-]*", rest[0]) else ""
        command, rest = below, rest[1:]
    known = {name for option in command.params for name in option.opts} | {"--help", "--version"}
    return next((word for word in rest if _OPTION.fullmatch(word) and word not in known), "")


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_each_command_in_a_page_exists_with_its_options(page: Path) -> None:
    told = {" ".join(words): _problem(words) for words in _commands(page)}
    assert not {command: unknown for command, unknown in told.items() if unknown}


def test_commands_are_found_and_wrong_ones_noticed() -> None:
    found = _commands(DOCS / "admin-guide.md")
    assert len(found) > 12
    assert _problem(["--home", "/srv", "server", "revoke", "4", "--stolen"]) == ""
    assert _problem(["server", "rewoke", "4"]) == "rewoke"
    assert _problem(["server", "apply", "FILE", "--wet-run"]) == "--wet-run"


def test_each_command_of_the_server_is_in_the_guide() -> None:
    told = {" ".join(_without_globals(words)[:2]) for words in _commands(DOCS / "admin-guide.md")}
    group = cli.get_command(click.Context(cli), "server")
    assert isinstance(group, click.Group)
    assert {f"server {name}" for name in group.list_commands(click.Context(group))} <= told


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_no_page_is_longer_than_anyone_reads(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    generated = page.name in ("operations.md", "screens.md", "manuale-operatore.md")
    assert generated or text.count("\n") <= LONGEST
    kind = "adr" if page.parent.name == "adr" else page.name
    assert len(text.split()) <= LONGEST_WORDS.get(kind, 4_000) or generated


@pytest.mark.parametrize("page", sorted((DOCS / "adr").glob("0*.md")), ids=_name)
def test_each_decision_says_the_same_four_things(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    headings = re.findall(r"^## (.+)$", text, re.MULTILINE)
    assert headings == ["Context", "Decision", "Consequences", "Alternatives"]
    assert f"]({page.name})" in (DOCS / "adr" / "README.md").read_text(encoding="utf-8")
    assert text.startswith(f"# {int(page.name[:4])}. ")
