# SPDX-License-Identifier: EUPL-1.2
"""Words that an operator should not have to read, what is said instead, and how a sentence ends."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from xml.etree import ElementTree

_UNWANTED: tuple[tuple[str, str], ...] = (
    (r"(?:non\s+valid|invalid)[oaie]", "say what is wrong with it"),
    (r"error[ei]", "say what happened and what to do now"),
    (r"ok", "name the act on the button"),
    (r"sync|sincronizz\w+", "«inviare», «ricevere», «collegarsi»"),
    (r"si\s+prega|per\s+favore|siamo\s+spiacenti", "say directly what to do"),
    (r"conflitt[oi]", "say what differs"),
    (r"time-?out", "«non risponde»"),
    (r"server", "«il centro»"),
    (r"vedi", "«guarda», «apri», or the link alone"),
    (r"attenzione\s*!", "say the fact; the sign beside it warns"),
    (r"vietat[oaie]|proibit[oaie]", "say who may do it"),
    (r"ctrl\+alt\+\w", "it is AltGr on an Italian keyboard"),
)
_ENGLISH = (
    "and", "are", "back", "batch", "booking", "bookings", "cancel", "card", "cards", "click",
    "confirm", "counter", "delete", "desk", "device", "download", "error", "for", "from", "help",
    "household", "invalid", "issue", "login", "logout", "next", "not", "offline", "online",
    "open", "outbox", "person", "place", "please", "print", "save", "search", "send", "settings",
    "shop", "slot", "slots", "submit", "the", "this", "today", "update", "upload", "user",
    "voucher", "warning", "with", "you", "your",
)  # fmt: skip
_UNWANTED_ENGLISH: tuple[tuple[str, str], ...] = (
    (r"invalid|not\s+valid", "say what is wrong with it"),
    (r"errors?", "say what happened and what to do now"),
    (r"ok", "name the act on the button"),
    (r"sync\w*", "“send”, “receive”"),
    (r"please|sorry", "say directly what to do"),
    (r"conflicts?", "say what differs"),
    (r"time-?out", "“does not answer”"),
    (r"servers?", "“the centre”"),
    (r"ctrl\+alt\+\w", "it is AltGr on an Italian keyboard"),
)


def _patterns(rules: tuple[tuple[str, str], ...]) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(
        (re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])", re.IGNORECASE), instead)
        for pattern, instead in rules
    )


UNWANTED = _patterns((*_UNWANTED, (r"|".join(_ENGLISH), "say it in Italian")))
UNWANTED_ENGLISH = _patterns(_UNWANTED_ENGLISH)
_CODE = re.compile(r"`[^`]*`|\bdocs/\S+|\{[\w:]*\}|\[\[[^\]]*\]\]|\]\([^)]*\)")
_NO_WORDS = ("help/messages.toml", "help/pictures.toml")
"""Tables of names that nobody reads."""
_OTHER_LANGUAGES = frozenset({"ar", "de", "es", "fr", "ro", "sq", "uk", "zh"})
_STOPS = (".", "?", "!", "…", ":", ")", "»", "”", ".»", ";")
_SENTENCES = re.compile(r"(?<=[a-zà-ÿ)»])[.?!…]»?\s+(?=[A-ZÀ-Ý«%{0-9])")
_PLACE = re.compile(r"(?:%\w|\{\w+\})$")


def unwanted_words(text: str, lang: str = "it") -> Iterator[tuple[str, str]]:
    """Give each unwanted word in a text and what to say instead."""
    # `{conflitto}` is the name of a fact, not a word on the screen; `&` marks a mnemonic.
    shown = _CODE.sub(" ", text).replace("&", "")
    for pattern, instead in UNWANTED if lang == "it" else UNWANTED_ENGLISH:
        for found in pattern.finditer(shown):
            yield found.group(), instead


def unfinished_sentence(text: str) -> bool:
    """Tell whether a text of several sentences, such as «Fatto. Continua», has no last stop."""
    shown = text.strip()
    closed = shown.endswith(_STOPS) or _PLACE.search(shown) is not None
    return len(sentences(shown)) > 1 and not closed


def sentences(text: str) -> list[str]:
    """Return the sentences of a text."""
    return [part for part in _SENTENCES.split(text.strip()) if part]


def lacks_remedy(text: str) -> bool:
    """Tell whether a refusal does not say both what happened and what to do now, with a stop."""
    return len(re.findall(r"[.;:?!](?:\s|$|»)", text)) < 2 or not text.strip().endswith(".")


def texts_of(path: str, text: str) -> Iterator[tuple[int, str, str]]:
    """Give line, language and words of each text that somebody reads in a file.

    Of a ``.ts`` the translations when its language is Italian; of a ``.toml`` what stands under
    ``it`` and ``en``, or everything when it says neither: then the file's name tells the
    language; of a page of the help each line.
    """
    if path.endswith(".ts"):
        yield from ((line, "it", words) for line, words in _of_translations(text))
    elif path.endswith(".toml") and not path.endswith(_NO_WORDS):
        yield from _of_wording(path, text)
    elif path.endswith(".md"):
        lang = "en" if "/en/" in path else "it"
        for number, line in enumerate(text.split("\n"), start=1):
            if line.strip() and not line.startswith(("Parole:", "Words:")):
                yield number, lang, line


def italian_texts(path: str, text: str) -> Iterator[tuple[int, str]]:
    """Give the Italian texts of a file, with their lines."""
    yield from ((line, words) for line, lang, words in texts_of(path, text) if lang == "it")


def findings(path: str, text: str) -> Iterator[tuple[int, str]]:
    """Give each line of a file that breaks a rule of words, and which."""
    for line, lang, words in texts_of(path, text):
        for word, instead in unwanted_words(words, lang):
            if not _is_allowed(path, word):
                yield line, f"says «{word}»: {instead}"
        if unfinished_sentence(words) and not path.endswith(".md"):
            yield line, f"ends without a stop: «…{words.strip()[-30:]}»"
        if path.endswith("refusals.toml") and lacks_remedy(words):
            yield line, f"what happened. What to do now. «{words[:60]}»"
        if path.endswith(".md") and _is_open_paragraph(words):
            yield line, f"ends without a stop: «…{words.strip()[-30:]}»"


def _is_open_paragraph(line: str) -> bool:
    plain = line.strip()
    if plain.startswith(("#", "|", "!", "{")) or len(plain.split()) < 4:
        return False
    return not plain.rstrip("*").endswith(_STOPS)


def _is_allowed(path: str, word: str) -> bool:
    """Tell whether a word may stand here: commands as they are typed, manners to a citizen."""
    if word.lower() == "server":
        return path.endswith(("territory.toml", "slot_import.toml"))
    return word.lower() == "please" and path.endswith("card_outcomes.toml")


def _of_translations(text: str) -> Iterator[tuple[int, str]]:
    # Our own files, from this repository: no entity of a stranger is expanded.
    root = ElementTree.fromstring(text)  # noqa: S314
    if not root.get("language", "it").startswith("it"):
        return
    for translation in root.iter("translation"):
        for part in [translation, *translation.iter("numerusform")]:
            if part.text and part.text.strip():
                yield _line_of(text, part.text), part.text


def _of_wording(path: str, text: str) -> Iterator[tuple[int, str, str]]:
    strings = list(_strings(tomllib.loads(text), ()))
    by_language = any({"it", "en"} & set(_languages(keys)) for keys, _ in strings)
    whole = "en" if path.endswith(".en.toml") else "it"
    for keys, string in strings:
        found = _languages(keys)
        if _OTHER_LANGUAGES & set(keys):
            continue
        if not by_language:
            yield _line_of(text, string), whole, string
        elif found:
            yield _line_of(text, string), found[0], string


def _languages(keys: tuple[str, ...]) -> list[str]:
    """Return the languages that keys such as ``it`` or ``fact_it`` name."""
    found = ("it", "en")
    return [lang for key in keys for lang in found if key == lang or key.endswith(f"_{lang}")]


def _strings(value: object, keys: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    if isinstance(value, str):
        yield keys, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _strings(inner, (*keys, str(key)))
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner, keys)


def _line_of(text: str, part: str) -> int:
    """Return the line where a text begins; line 1 when it is written there with escapes."""
    place = text.find(part.strip().split("\n")[0])
    return text.count("\n", 0, place) + 1 if place >= 0 else 1
