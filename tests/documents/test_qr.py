# SPDX-License-Identifier: EUPL-1.2
"""The batch encoder agrees with a trusted one symbol by symbol, and readers read it."""

import pytest
import segno
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from tests.documents.papers import CODE
from welfare_desk.documents.qr import (
    ALPHABET,
    CARD_LENGTH,
    MASK,
    MODULES,
    Symbol,
    card_encoder,
    symbol,
)

CODES = st.text(ALPHABET, min_size=CARD_LENGTH, max_size=CARD_LENGTH)


def decoded(found: Symbol) -> str:
    side = found.modules + 8
    image = Image.new("L", (side, side), 255)
    for row in range(found.modules):
        for column in range(found.modules):
            if found.dark(row, column):
                image.putpixel((column + 4, row + 4), 0)
    image = image.resize((side * 4, side * 4), Image.Resampling.NEAREST)
    (barcode,) = zxingcpp.read_barcodes(image)
    return str(barcode.text)


def dark_modules(code: segno.QRCode) -> list[list[bool]]:
    return [[bool(module) for module in row] for row in code.matrix]


def shown(found: Symbol) -> list[list[bool]]:
    side = range(found.modules)
    return [[found.dark(row, column) for column in side] for row in side]


@given(CODES)
@settings(deadline=None)
def test_batch_symbol_equals_the_trusted_encoder_module_by_module(code: str) -> None:
    trusted = segno.make(
        code, error="m", version=6, mode="alphanumeric", mask=MASK, micro=False, boost_error=False
    )
    assert shown(card_encoder().encode(code)) == dark_modules(trusted)


@given(CODES)
@settings(deadline=None, max_examples=20)
def test_batch_symbol_is_read_back(code: str) -> None:
    assert decoded(card_encoder().encode(code)) == code


def test_every_pair_at_every_place_is_encoded_as_the_trusted_encoder_does() -> None:
    """Each learnt table entry is used at least once in these codes."""
    pairs = [first + second for first in ALPHABET for second in ALPHABET]
    for start in range(0, len(pairs), 25):
        chosen = [pairs[(start + place * 29) % len(pairs)] for place in range(CARD_LENGTH // 2)]
        code = "".join(chosen)
        assert card_encoder().encode(code) == symbol(code)


@given(st.text(ALPHABET.replace(" ", ""), min_size=1, max_size=200))
@settings(deadline=None, max_examples=30)
def test_other_lengths_go_through_the_general_encoder(text: str) -> None:
    found = card_encoder().encode(text)
    assert found == symbol(text)
    assert decoded(found) == text


def test_card_symbol_is_version_six() -> None:
    assert symbol(CODE).modules == MODULES == 41


@pytest.mark.parametrize("text", [CODE[:-1] + "a", "wd1b", "WD1B_"])
def test_what_a_scanner_could_garble_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="alphanumeric"):
        card_encoder().encode(text)
    with pytest.raises(ValueError, match="alphanumeric"):
        symbol(text)
