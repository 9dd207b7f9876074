# SPDX-License-Identifier: EUPL-1.2
"""The rules of this house that ruff cannot know: ``python -m tools.lint_house [ROOT]``."""

from __future__ import annotations

import ast
import io
import re
import sys
import tokenize
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from tools import lint_words

LONGEST_MODULE = 500
FOLDERS = (
    ".ci", "benchmarks", "docs", "packaging", "resources", "tests", "tools", "welfare_desk",
)  # fmt: skip
WORDS = tuple(f"resources/{part}/" for part in ("translations", "wording", "help", "cards"))
"""Where the texts lie that somebody reads in the window and on paper."""
# Only these are read as text for paths of a machine; fonts and pictures are not.
TEXT_SUFFIXES = {
    "", ".cfg", ".css", ".desktop", ".ini", ".json", ".md", ".ps1", ".py", ".service", ".sh",
    ".spec", ".svg", ".toml", ".ts", ".txt", ".yaml", ".yml",
}  # fmt: skip
BANNED_STEMS = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "base"}
SESSIONS = {"Session", "sessionmaker", "scoped_session", "AsyncSession", "async_sessionmaker"}
# In two parts, or a licence checker takes this very line for the licence of this file.
SPDX = "# SPDX-License-Identifier" + ": EUPL-1.2"

_MACHINE_PATH = re.compile(
    r"(?<![\w.~/$}-])/(?:work|root|home/\w+|Users/\w+)(?=[/\s\"'`]|$)|\b[A-Z]:\\+Users\\+\w"
)
_UNNUMBERED = re.compile(r"\b(?:TODO|FIXME|XXX)\b(?!\s*\(?#\d+)")


class Finding(NamedTuple):
    """One place that breaks a rule, and which."""

    path: str
    line: int
    rule: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.rule}"


class Module(NamedTuple):
    """A Python file, read once for all rules; ``path`` is relative to the root."""

    path: str
    source: str
    tree: ast.Module

    @property
    def place(self) -> tuple[str, ...]:
        """The folders and the file name."""
        return Path(self.path).parts

    def within(self, *folder: str) -> bool:
        """Whether the file lies in that folder, or is that module."""
        place = (*self.place[:-1], self.place[-1].removesuffix(".py"))
        return place[: len(folder)] == folder

    def calls(self) -> Iterator[tuple[ast.Call, ast.Attribute]]:
        """Every call of something's method."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                yield node, node.func

    def finding(self, node: ast.expr | ast.stmt | int, rule: str) -> Finding:
        """A finding in this file at that node or line."""
        return Finding(self.path, node if isinstance(node, int) else node.lineno, rule)


def module_size(module: Module) -> Iterator[Finding]:
    """At most 500 lines; generated migrations are exempt."""
    lines = module.source.count("\n")
    if lines > LONGEST_MODULE and not _is_migration(module):
        yield module.finding(1, f"{lines} lines, {LONGEST_MODULE} are the most: split it by noun")


def file_name(module: Module) -> Iterator[Finding]:
    """A file is named by what lives in it."""
    if module.place[-1].removesuffix(".py") in BANNED_STEMS:
        yield module.finding(1, f"{module.place[-1]} says nothing: name the thing that lives here")


def licence_header(module: Module) -> Iterator[Finding]:
    """The SPDX line comes first (after ``#!``), then the module's docstring."""
    lines = [line for line in module.source.split("\n")[:2] if not line.startswith("#!")]
    if not lines or lines[0] != SPDX:
        yield module.finding(1, f"must begin with {SPDX!r}")
    if ast.get_docstring(module.tree) is None and not _is_migration(module):
        yield module.finding(1, "has no docstring that says what lives here")


def translated_literals(module: Module) -> Iterator[Finding]:
    """What is translated is a literal, or the translators never see it.

    A module that marks its literals with ``QT_TRANSLATE_NOOP`` may translate them by variable.
    """
    marks = False
    for call in (node for node in ast.walk(module.tree) if isinstance(node, ast.Call)):
        if isinstance(call.func, ast.Name) and call.func.id == "QT_TRANSLATE_NOOP":
            marks = True
            yield from _literals(module, call, 2)
    for call, function in module.calls():
        owner = function.value.id if isinstance(function.value, ast.Name) else ""
        if function.attr == "tr":
            yield from _literals(module, call, 1)
        elif function.attr == "translate" and owner.endswith("Application") and not marks:
            yield from _literals(module, call, 2)


def _literals(module: Module, call: ast.Call, count: int) -> Iterator[Finding]:
    given = call.args[:count]
    literal = all(isinstance(text, ast.Constant) and isinstance(text.value, str) for text in given)
    if len(given) < count or not literal:
        yield module.finding(call, "what is translated is a literal text")


def commits(module: Module) -> Iterator[Finding]:
    """Only the store ends a transaction."""
    if not module.within("welfare_desk") or module.within("welfare_desk", "store"):
        return
    for call, function in module.calls():
        if function.attr == "commit":
            yield module.finding(call, "commit() is the store's: hand it the whole act")


def sessions(module: Module) -> Iterator[Finding]:
    """No SQLAlchemy session and nothing else of its ORM."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("sqlalchemy"):
            names = {alias.name for alias in node.names}
            orm = (node.module or "").startswith("sqlalchemy.orm") or "orm" in names
            if orm or names & SESSIONS:
                yield module.finding(node, "the store is no ORM: load, fetch, save, queries")
        if isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.startswith("sqlalchemy.orm"):
                    yield module.finding(node, "the store is no ORM: load, fetch, save, queries")


def nested_loops(module: Module) -> Iterator[Finding]:
    """No second event loop: neither ``processEvents`` nor ``exec()`` of a dialog or menu."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Attribute) and node.attr == "processEvents":
            yield module.finding(node, "processEvents replays keys in the middle of an act")
    # The tour is who sits at the window: it waits outside every event handler.
    in_window = module.within("welfare_desk", "ui") and not module.within(
        "welfare_desk", "ui", "tour"
    )
    if in_window:
        for call, function in module.calls():
            if function.attr in ("exec", "exec_"):
                yield module.finding(call, "exec() nests an event loop: open() or popup()")


def unnumbered_todos(module: Module) -> Iterator[Finding]:
    """What is left to do has an issue's number."""
    for token in tokenize.generate_tokens(io.StringIO(module.source).readline):
        if token.type == tokenize.COMMENT and _UNNUMBERED.search(token.string):
            yield module.finding(token.start[0], "left to do, but without an issue's number (#7)")


RULES: tuple[Callable[[Module], Iterator[Finding]], ...] = (
    module_size,
    file_name,
    licence_header,
    translated_literals,
    commits,
    sessions,
    nested_loops,
    unnumbered_todos,
)


def check_python(path: str, source: str) -> list[Finding]:
    """Return what a Python file breaks; one that cannot be parsed breaks that."""
    try:
        module = Module(path, source, ast.parse(source))
    except SyntaxError as error:
        return [Finding(path, error.lineno or 1, f"cannot be parsed: {error.msg}")]
    return [finding for rule in RULES for finding in rule(module)]


def check_text(path: str, text: str) -> list[Finding]:
    """Return the lines that name a folder of somebody's machine."""
    return [
        Finding(path, number, f"names a path of one machine: {found.group()}")
        for number, line in enumerate(text.split("\n"), start=1)
        if (found := _MACHINE_PATH.search(line))
    ]


def check_lock(path: str, text: str) -> list[Finding]:
    """Return the lines of the lock that hold an address."""
    return [
        Finding(path, number, "the lock holds hashes, not addresses")
        for number, line in enumerate(text.split("\n"), start=1)
        if "://" in line or line.startswith("--")
    ]


def check_locked(pyproject: str, lock: str) -> list[Finding]:
    """Return the declared dependencies that the lock does not hold."""
    declared = tomllib.loads(pyproject)
    wanted = declared["project"]["dependencies"] + declared["dependency-groups"]["dev"]
    locked = set(re.findall(r"^([\w.-]+)==", lock, re.MULTILINE))
    names = {re.split(r"[^\w.-]", text)[0].lower().replace("_", "-") for text in wanted}
    return [
        Finding("requirements.lock", 1, f"{name} is declared but not locked (CONTRIBUTING.md)")
        for name in sorted(names - locked)
    ]


def check_words(path: str, text: str) -> list[Finding]:
    """Return the texts that use a word operators should not have to read, or end unfinished."""
    return [Finding(path, line, rule) for line, rule in lint_words.findings(path, text)]


def check_house(root: Path) -> list[Finding]:
    """Return all findings under ``root``, in the order of the files."""
    findings: list[Finding] = []
    for file in _files(root):
        path = file.relative_to(root).as_posix()
        try:
            text = file.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            findings.append(Finding(path, 1, "is not UTF-8"))
            continue
        findings += check_text(path, text)
        if file.suffix == ".py":
            findings += check_python(path, text)
        elif file.name == "requirements.lock":
            findings += check_lock(path, text)
        elif path.startswith(WORDS):
            findings += check_words(path, text)
    lock, pyproject = root / "requirements.lock", root / "pyproject.toml"
    return findings + check_locked(pyproject.read_text("utf-8"), lock.read_text("utf-8"))


def _files(root: Path) -> Iterator[Path]:
    candidates = [path for path in root.iterdir() if path.is_file()]
    for folder in FOLDERS:
        candidates += (root / folder).rglob("*")
    for path in sorted(candidates):
        read = path.suffix in TEXT_SUFFIXES or path.name == "requirements.lock"
        if read and path.is_file() and "__pycache__" not in path.parts and path.name != ".git":
            yield path


def _is_migration(module: Module) -> bool:
    return "versions" in module.place[:-1] and module.within("welfare_desk", "store")


def main() -> int:
    """Print what is found and return how the process should end."""
    root = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent.parent
    findings = check_house(root)
    for finding in findings:
        print(finding)
    print(f"house: {len(findings)} to mend" if findings else "house: in order")
    return 1 if findings else 0


if __name__ == "__main__":
    raise SystemExit(main())
