# SPDX-License-Identifier: EUPL-1.2
"""Keeps the catalogues of the window: update, missing, fill FILE.toml, check, build."""

import subprocess
import sys
import tomllib
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import gettempdir
from time import sleep

import PySide6

from welfare_desk.ui.language import build_catalogue

ROOT = Path(__file__).resolve().parents[1]
CATALOGUES = ROOT / "resources" / "translations"
SOURCES = ("welfare_desk/ui", "welfare_desk/app.py")
FORBIDDEN = ("non valido", "errore", "sync", "si prega", "conflitto", "timeout", "server")
Words = str | list[str]


def update() -> None:
    """Bring both catalogues up to the texts in the code; no line numbers, no obsolete texts."""
    paths = [ROOT / source for source in SOURCES]
    files = [
        str(file.relative_to(ROOT))
        for path in paths
        for file in (
            sorted(path.rglob("*.py")) if path.is_dir() else [path] if path.exists() else []
        )
    ]
    CATALOGUES.mkdir(exist_ok=True)
    for language, extra in (("it", []), ("en", ["-pluralonly"])):
        target = CATALOGUES / f"{language}.ts"
        command = [_tool("lupdate"), "-silent", "-no-obsolete", "-locations", "none", *extra]
        command += ["-source-language", "en", "-target-language", language]
        subprocess.run([*command, *files, "-ts", str(target)], cwd=ROOT, check=True)
        _write(target, _read(target))


def missing(language: str) -> list[str]:
    """Return the English texts that have no words in a language yet."""
    return [
        f"{context}: {message.findtext('source')}"
        for context, message in _messages(_read(CATALOGUES / f"{language}.ts"))
        if _is_unfinished(message)
    ]


def fill(language: str, words: dict[str, Words]) -> int:
    """Put words into a catalogue by English text, or by ``Context|text``; return how many."""
    path = CATALOGUES / f"{language}.ts"
    tree = _read(path)
    count = 0
    for context, message in _messages(tree):
        source = message.findtext("source") or ""
        found = words.get(f"{context}|{source}", words.get(source))
        if found is not None:
            _set(message, found)
            count += 1
    _write(path, tree)
    return count


def check() -> list[str]:
    """Return what is wrong: texts without Italian, or words an operator should not read."""
    wrong = [f"it: no words for {text}" for text in missing("it")]
    wrong += [f"en: no plural for {text}" for text in missing("en")]
    for context, message in _messages(_read(CATALOGUES / "it.ts")):
        said = " ".join(message.find("translation").itertext()).lower()  # type: ignore[union-attr]
        wrong += [f"it: {context} says «{word}»" for word in FORBIDDEN if word in said.split()]
    return wrong


def build() -> None:
    """Make the .qm files that the window loads."""
    for source in sorted(CATALOGUES.glob("*.ts")):
        if not build_catalogue(source, source.with_suffix(".qm")):
            raise SystemExit(f"{source.name}: lrelease failed")


def _tool(name: str) -> str:
    return str(next(Path(PySide6.__file__).parent.glob(f"{name}*")))


def _read(path: Path) -> "ET.ElementTree[ET.Element]":
    return ET.parse(path)  # noqa: S314 - our own file


def _messages(tree: "ET.ElementTree[ET.Element]") -> Iterator[tuple[str, ET.Element]]:
    for context in tree.iter("context"):
        for message in context.iter("message"):
            yield context.findtext("name") or "", message


def _is_unfinished(message: ET.Element) -> bool:
    translation = message.find("translation")
    if translation is None or translation.get("type") == "unfinished":
        return True
    forms = translation.findall("numerusform")
    return any(not form.text for form in forms) if forms else not translation.text


def _set(message: ET.Element, words: Words) -> None:
    translation = message.find("translation")
    assert translation is not None
    translation.attrib.pop("type", None)
    if isinstance(words, str) and message.get("numerus") != "yes":
        translation.text = words
        return
    forms = [words, words] if isinstance(words, str) else words
    for form in list(translation):
        translation.remove(form)
    translation.text = None
    for text in forms:
        ET.SubElement(translation, "numerusform").text = text


def _write(path: Path, tree: "ET.ElementTree[ET.Element]") -> None:
    for message in tree.iter("message"):
        for place in message.findall("location"):
            message.remove(place)
    ET.indent(tree, "    ")
    body = ET.tostring(tree.getroot(), encoding="unicode")
    path.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n', "utf-8")


@contextmanager
def _alone() -> Iterator[None]:
    """Let one call at a time change the catalogues."""
    lock = Path(gettempdir()) / "welfare-desk-translations.lock"
    for _attempt in range(300):
        try:
            lock.touch(exist_ok=False)
            break
        except FileExistsError:
            sleep(0.1)
    try:
        yield
    finally:
        lock.unlink(missing_ok=True)


def main(arguments: list[str]) -> int:
    """Do what is asked; 0 when all is well."""
    match arguments:
        case ["update"]:
            with _alone():
                update()
        case ["missing"]:
            print("\n".join(missing("it") + missing("en")))
        case ["fill", file]:
            with _alone():
                words = tomllib.loads(Path(file).read_text(encoding="utf-8"))
                print(fill("it", words))
        case ["fill-english", file]:
            with _alone():
                print(fill("en", tomllib.loads(Path(file).read_text(encoding="utf-8"))))
        case ["check"]:
            wrong = check()
            print("\n".join(wrong))
            return 1 if wrong else 0
        case ["build"]:
            build()
        case _:
            print(__doc__)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
