# SPDX-License-Identifier: EUPL-1.2
"""The help is true of this program: its pages, keys, labels, links and pictures exist."""

from __future__ import annotations

import importlib
import pkgutil
import re
from xml.etree import ElementTree

import pytest
from pytestqt.qtbot import QtBot

import welfare_desk.ui
from welfare_desk.core.resources import resource_path
from welfare_desk.desk.help_messages import messages
from welfare_desk.desk.help_pages import (
    LANGUAGES,
    find_guides,
    guides,
    keys_named,
    parts,
    pictures_in,
)
from welfare_desk.ui.actions import ACTIONS
from welfare_desk.ui.acts import DOING, OF_PAGES
from welfare_desk.ui.help.markup import to_html
from welfare_desk.ui.page import Page
from welfare_desk.ui.shell import _OWN_ACTS

_BOLD = re.compile(r"\*\*([^*]+)\*\*")
_LINK = re.compile(r"(?<!!)\[[^\]]+\]\(([^)]+)\)")
_BARE_KEY = re.compile(r"\b(?:F\d{1,2}|(?:Ctrl|Alt|Maiusc|Shift)\+\S+)")
_OWN_LABELS = {"it": {"Voci", "Stato"}, "en": {"Places", "State"}}
"""What the pictures show without a word beside it."""


def _page_classes() -> list[type[Page]]:
    for found in pkgutil.walk_packages(welfare_desk.ui.__path__, "welfare_desk.ui."):
        importlib.import_module(found.name)
    waiting, known = [Page], []
    while waiting:
        for kind in waiting.pop().__subclasses__():
            if kind.__module__.startswith("welfare_desk."):
                known.append(kind)
                waiting.append(kind)
    return known


def _labels(lang: str) -> set[str]:
    root = ElementTree.fromstring(  # noqa: S314 - our own file
        resource_path("translations", "it.ts").read_text("utf-8")
    )
    found: set[str] = set()
    for message in root.iter("message"):
        node = message.find("source" if lang == "en" else "translation")
        assert node is not None
        for text in node.itertext():
            found |= {text.strip(), text.strip().rstrip(".").replace("&", ""), text.split(",")[0]}
    return found


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_page_has_a_title_words_and_a_first_sentence(lang: str) -> None:
    for guide in guides(lang).values():
        assert len(guide.title) > 3, guide.id
        assert guide.title != guide.id
        assert len(guide.words.split(",")) >= 3, guide.id
        assert guide.lead.endswith((".", ":")), guide.id
        assert len(guide.body) > 150, guide.id


def test_both_languages_hold_the_same_pages_and_nothing_lies_about() -> None:
    order = [page for part in parts("it") for page in part.pages]
    assert len(set(order)) == len(order)
    for lang in LANGUAGES:
        files = {path.stem for path in resource_path("help", lang).glob("*.md")}
        assert files == set(order)


def test_every_act_and_every_page_of_the_window_has_a_help_page() -> None:
    known = guides("it")
    assert [spec.id for spec in ACTIONS if spec.help_page not in known] == []
    pages = _page_classes()
    assert len(pages) > 50
    assert [kind.__name__ for kind in pages if kind.help_page not in known] == []
    plain = [kind.__name__ for kind in pages if "help_page" not in vars(kind)]
    inherited = {"HelpPage"}
    assert [name for name in plain if name not in inherited] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_keys_come_from_the_registry(lang: str) -> None:
    acts = {spec.id: spec for spec in ACTIONS}
    done = {*DOING, *OF_PAGES, *_OWN_ACTS}
    for guide in guides(lang).values():
        for act in keys_named(guide.body):
            assert acts[act].keys, f"{guide.id} names the key of {act}"
            assert act in done or act.startswith(("person_", "place_")), f"{guide.id}: {act}"
        written = re.sub(r"\{key:\w+\}", "", guide.body)
        assert _BARE_KEY.findall(written) == [], f"{guide.id} writes a key out"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_bold_words_are_words_of_the_window(lang: str) -> None:
    labels = _labels(lang) | _OWN_LABELS[lang]
    for guide in guides(lang).values():
        for label in _BOLD.findall(guide.body):
            assert label.rstrip(",.:") in labels, f"{guide.id} names «{label}»"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_links_and_pictures_lead_somewhere(lang: str) -> None:
    known = set(guides(lang)) | set(messages(lang))
    for guide in guides(lang).values():
        assert set(_LINK.findall(guide.body)) <= known, guide.id
        for caption, picture in pictures_in(guide.body):
            assert caption, guide.id
            assert resource_path("help", "pictures", picture).is_file(), f"{guide.id}: {picture}"


def test_all_pictures_are_used_and_small() -> None:
    folder = resource_path("help", "pictures")
    files = {path.name: path.stat().st_size for path in folder.glob("*.png")}
    used = {name for guide in guides("it").values() for _, name in pictures_in(guide.body)}
    assert set(files) == used
    assert sum(files.values()) < 4_000_000


@pytest.mark.parametrize(
    ("query", "page"),
    [
        ("prenotare", "booking"),
        ("ho perso la tessera", "replace"),
        ("doppione", "review"),
        ("PIN", "operators"),
        ("isee", "household"),
        ("stampante", "printers"),
        ("chiavetta", "offline"),
        ("F7", "vouchers"),
        ("citta cooperativa", "providers"),
        ("reclamo", "providers"),
        ("graduatoria", "applications"),
        ("presente assente", "attendance"),
    ],
)
def test_a_hurried_word_finds_the_page(query: str, page: str) -> None:
    assert page in [guide.id for guide in find_guides(query, "it")][:3]


def test_marks_become_html_and_nothing_of_the_text_is_read_as_html() -> None:
    html = to_html("Premi `F2` <b> **Salva** [qui](start)\n\n> Di' così")
    assert '<span class="key">&nbsp;F2&nbsp;</span> &lt;b&gt; <b>Salva</b>' in html
    assert '<a href="start">qui</a>' in html
    assert '<p class="say">Di\' così</p>' in html


def test_the_markup_of_every_page_is_whole(qtbot: QtBot) -> None:
    for lang in LANGUAGES:
        for guide in guides(lang).values():
            html = to_html(guide.body)
            assert "**" not in html, guide.id
            assert "](" not in html, guide.id
            closed = re.sub(r"<((?:img|br)[^>]*)>", r"<\1/>", html).replace("&nbsp;", " ")
            root = ElementTree.fromstring(f"<div>{closed}</div>")  # noqa: S314 - our own text
            assert len(root) > 1, guide.id
