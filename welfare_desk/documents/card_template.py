# SPDX-License-Identifier: EUPL-1.2
"""Templates of cards: colours, logo and texts of a municipality as files, checked when loaded.

A template is a folder with ``template.toml`` and perhaps a logo.  What would come out badly
is refused with words before the first card is drawn, and the picture on screen comes from
the same drawing as the card.
"""

from __future__ import annotations

import functools
import hashlib
import tomllib
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import msgspec
from reportlab.lib.colors import Color, HexColor

from welfare_desk.core.refusals_of_cards import (
    TemplateColourWrong,
    TemplateContrast,
    TemplateFieldUnknown,
    TemplateLogoWrong,
    TemplateSymbolTooSmall,
    TemplateTextMissing,
    TemplateTextTooLong,
    TemplateUnknown,
    TemplateUnreadable,
)
from welfare_desk.core.resources import resource_path
from welfare_desk.documents.fonts import BOLD, REGULAR, unit_width
from welfare_desk.documents.wording import words

FILE: Final = "template.toml"
STANDARD: Final = "standard"
LEAST_MM: Final = 18.0
MOST_MM: Final = 23.2
"""Of the code's side: below, a phone reads it badly; above, its quiet zone meets the words."""
MOST_LOGO_BYTES: Final = 1_000_000
_MM: Final = 72 / 25.4
_COLOURS: Final = ("ground", "wave", "accent", "text", "quiet")
_CONTRASTS: Final = (
    ("ground", "text"), ("wave", "text"), ("accent", "text"), ("ground", "quiet"),
    ("accent", "quiet"),
)  # fmt: skip
_LEAST_CONTRAST: Final = 4.5
_FRONT: Final = ("till", "valid_until", "sample")
_BACK: Final = (
    "how_to_use",
    *(f"rule_{n}{end}" for n in range(1, 5) for end in ("_bold", "")),
    "signature", "handed_over", "lost_bold", "lost", "found",
)  # fmt: skip
_BOXES: Final = {
    "till": (REGULAR, 4.5, 26.2), "valid_until": (REGULAR, 5.0, 14.0),
    "sample": (BOLD, 7.6, 20.0), "how_to_use": (BOLD, 6.0, 36.0),
    "signature": (REGULAR, 5.0, 33.9), "handed_over": (REGULAR, 5.0, 33.9),
    "found": (REGULAR, 4.8, 75.6),
}  # fmt: skip
"""Font, smallest size in points and width in millimetres of the box of each line."""
_PAIRS: Final = (
    *(((f"rule_{n}_bold", f"rule_{n}"), 72.0) for n in range(1, 5)),
    (("lost_bold", "lost"), 75.6),
)
_LEAST_PAIR: Final = 5.4
_LONG_PHONE: Final = "+39 049 000 00 00"

Texts = Mapping[str, str]


class Colours(msgspec.Struct, frozen=True):
    """What the left two thirds of the front are painted with, as #RRGGBB."""

    ground: str
    wave: str
    accent: str
    text: str
    quiet: str


class Logo(msgspec.Struct, frozen=True):
    """A picture's bytes: ``png`` or ``svg``."""

    kind: str
    data: bytes


class CardTemplate(msgspec.Struct, frozen=True, kw_only=True):
    """A template whose every card can be read and scanned."""

    name: str
    mark: str
    """The beginning of SHA-256 of its files: two of one mark draw the same card."""
    colours: Colours
    code_mm: float
    logo: Logo | None
    texts: Mapping[str, Texts]

    def words(self, lang: str) -> Texts:
        """Return the texts in a language; English where the template does not speak it."""
        return self.texts.get(lang) or self.texts["en"]

    def speaks(self, lang: str) -> bool:
        """Tell whether there are texts in a language."""
        return lang in self.texts

    def colour(self, name: str) -> Color:
        """Return a colour by its name."""
        return HexColor(getattr(self.colours, name))


def load(folder: Path) -> CardTemplate:
    """Return the template of a folder; its name is the folder's.

    Refused with ``TemplateUnknown``, ``TemplateUnreadable``, ``TemplateFieldUnknown``,
    ``TemplateTextMissing``, ``TemplateTextTooLong``, ``TemplateColourWrong``,
    ``TemplateContrast``, ``TemplateSymbolTooSmall`` and ``TemplateLogoWrong``.
    """
    name = folder.name
    try:
        raw = (folder / FILE).read_bytes()
    except OSError:
        raise TemplateUnknown(template=name) from None
    try:
        plain = tomllib.loads(raw.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise TemplateUnreadable(template=name, why=str(error)[:80]) from None
    _known(name, plain, {"logo", "code", "colours", "texts"}, "")
    logo = _logo(name, folder, plain.get("logo", ""))
    template = CardTemplate(
        name=name,
        mark=hashlib.sha256(raw + (logo.data if logo else b"")).hexdigest()[:16],
        colours=_colours(name, plain.get("colours", {})),
        code_mm=_code_mm(name, plain.get("code", {})),
        logo=logo,
        texts=_texts(name, plain.get("texts", {})),
    )
    _check_contrast(template)
    _check_boxes(template)
    return template


@functools.cache
def standard() -> CardTemplate:
    """Return the template of the program."""
    return load(resource_path("cards", "templates", STANDARD))


def find(name: str, own: Path | None) -> CardTemplate:
    """Return a template by name: the municipality's own folder first, then the program's.

    Without a name it is the program's.  Refused as ``load`` is.
    """
    if not name or (name == STANDARD and (own is None or not (own / name).is_dir())):
        return standard()
    if "/" in name or "\\" in name or name.startswith("."):
        raise TemplateUnknown(template=name[:40])
    places = [resource_path("cards", "templates") / name]
    if own is not None:
        places.insert(0, own / name)
    return load(next((each for each in places if each.is_dir()), places[0]))


def _known(name: str, plain: Any, fields: set[str], path: str) -> None:
    if not isinstance(plain, dict):
        raise TemplateFieldUnknown(template=name, field=path or "?")
    for field in plain:
        if field not in fields:
            raise TemplateFieldUnknown(template=name, field=f"{path}{field}"[:60])


def _colours(name: str, plain: Any) -> Colours:
    _known(name, plain, set(_COLOURS), "colours.")
    known = msgspec.structs.asdict(standard().colours) if name != STANDARD else {}
    found = {**known, **plain}
    for field in _COLOURS:
        text = found.get(field)
        if not isinstance(text, str) or len(text) != 7 or text[0] != "#":
            raise TemplateColourWrong(template=name, field=f"colours.{field}")
        try:
            int(text[1:], 16)
        except ValueError:
            raise TemplateColourWrong(template=name, field=f"colours.{field}") from None
    return Colours(**found)


def _code_mm(name: str, plain: Any) -> float:
    _known(name, plain, {"millimetres"}, "code.")
    side = plain.get("millimetres", 22.2)
    if isinstance(side, bool) or not isinstance(side, int | float):
        raise TemplateFieldUnknown(template=name, field="code.millimetres")
    if not side >= LEAST_MM:
        raise TemplateSymbolTooSmall(template=name, millimetres=str(side), least=str(LEAST_MM))
    if side > MOST_MM:
        raise TemplateTextTooLong(template=name, field="code.millimetres")
    return float(side)


def _texts(name: str, plain: Any) -> Mapping[str, Texts]:
    if not isinstance(plain, dict):
        raise TemplateFieldUnknown(template=name, field="texts")
    known: Mapping[str, Texts] = {lang: words("card", lang) for lang in ("it", "en")}
    if name != STANDARD:
        known = standard().texts
    found: dict[str, Texts] = dict(known)
    for lang, texts in plain.items():
        _known(name, texts, {*_FRONT, *_BACK}, f"texts.{lang}.")
        merged = {**known.get(lang, {}), **texts}
        for key, text in merged.items():
            if not isinstance(text, str) or not text.strip():
                raise TemplateTextMissing(template=name, field=f"texts.{lang}.{key}")
        found[lang] = MappingProxyType(merged)
    for lang in ("it", "en", *found):
        # The front is in Italian or English: the till reads it.
        needed = (*_FRONT, *_BACK) if lang in ("it", "en") else _BACK
        for key in needed:
            if key not in found.get(lang, {}):
                raise TemplateTextMissing(template=name, field=f"texts.{lang}.{key}")
    return MappingProxyType(found)


def _logo(name: str, folder: Path, file: Any) -> Logo | None:
    if file == "":
        return None
    kind = Path(file).suffix.lower().removeprefix(".") if isinstance(file, str) else ""
    if kind not in ("png", "svg") or Path(file).name != file:
        raise TemplateLogoWrong(template=name)
    try:
        data = (folder / file).read_bytes()
    except OSError:
        raise TemplateLogoWrong(template=name) from None
    from welfare_desk.documents.card_logo import readable  # its libraries cost a second

    if len(data) > MOST_LOGO_BYTES or not readable(kind, data):
        raise TemplateLogoWrong(template=name)
    return Logo(kind, data)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG 2 counts it, 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _check_contrast(template: CardTemplate) -> None:
    colours = msgspec.structs.asdict(template.colours)
    for ground, ink in _CONTRASTS:
        found = contrast(colours[ground], colours[ink])
        if found < _LEAST_CONTRAST:
            raise TemplateContrast(
                template=template.name, field=f"colours.{ground}", ratio=f"{found:.1f}"
            )


def _check_boxes(template: CardTemplate) -> None:
    for lang, texts in template.texts.items():
        for key, (font, size, width) in _BOXES.items():
            if key in texts and unit_width(texts[key], font) * size > width * _MM:
                raise TemplateTextTooLong(template=template.name, field=f"texts.{lang}.{key}")
        for (bold, plain), width in _PAIRS:
            try:
                text = texts[plain].format(phone=_LONG_PHONE)
            except (KeyError, IndexError, ValueError):
                raise TemplateFieldUnknown(
                    template=template.name, field=f"texts.{lang}.{plain}"
                ) from None
            wide = unit_width(f"{texts[bold]} ", BOLD) + unit_width(text, REGULAR)
            if wide * _LEAST_PAIR > width * _MM:
                raise TemplateTextTooLong(template=template.name, field=f"texts.{lang}.{plain}")
