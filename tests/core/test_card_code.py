# SPDX-License-Identifier: EUPL-1.2
"""The 134 characters of a card: laid out as documented, and nothing else is taken for one."""

from datetime import date, timedelta
from operator import attrgetter
from typing import Any

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from hypothesis import given
from hypothesis import strategies as st

from tests.support.vectors import document, vectors
from welfare_desk.core.card_code import (
    LENGTH,
    CardFields,
    bytes_to_sign,
    pack,
    short_id,
    unpack,
)
from welfare_desk.core.numbers import booking_text, serial_text
from welfare_desk.core.refusals import CardCodeMistyped, NumberMistyped

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
CARD = CardFields(
    key_id=1,
    territory=short_id("01900000-0000-7000-8000-000000000001"),
    fund=short_id("01900000-0000-7000-8000-000000000002"),
    number=serial_text(1, 2, 3),
    expires_on=date(2026, 12, 31),
)
CODE = pack(CARD, KEY.sign(bytes_to_sign(CARD)))
FIELDS = st.builds(
    CardFields,
    key_id=st.integers(0, 255),
    territory=st.binary(min_size=3, max_size=3),
    fund=st.binary(min_size=3, max_size=3),
    number=st.builds(
        serial_text, st.integers(0, 1023), st.integers(0, (1 << 29) - 1), st.integers(0, 0xFFFF)
    ),
    expires_on=st.dates(date(2020, 1, 1), date(2020, 1, 1) + timedelta(days=0xFFFF)),
    kind=st.sampled_from(["balance", "voucher"]),
)


@given(FIELDS, st.binary(min_size=64, max_size=64))
def test_every_card_has_134_characters_and_is_read_back(
    fields: CardFields, signature: bytes
) -> None:
    code = pack(fields, signature)
    assert len(code) == LENGTH == 134
    assert code.isascii()
    assert code.isalnum()
    assert code == code.upper()
    read = unpack(code)
    assert read.fields == fields
    assert read.signature == signature
    assert read.signed == bytes_to_sign(fields)


def test_the_bytes_lie_where_the_description_says() -> None:
    signed = bytes_to_sign(CARD)
    assert signed[:4] == b"WD1C"
    assert signed[4:6] == bytes([0x11, 1])
    assert signed[6:9] == CARD.territory
    assert signed[9:12] == CARD.fund
    value = int.from_bytes(signed[12:19], "big")
    alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    letters = [alphabet[value >> 5 * place & 31] for place in range(10, -1, -1)]
    assert "".join(letters) == CARD.number[:-1]
    assert (
        date(2020, 1, 1) + timedelta(days=int.from_bytes(signed[19:21], "big")) == CARD.expires_on
    )
    assert len(signed) == 21


@pytest.mark.parametrize("vector", vectors("card_code"), ids=lambda vector: vector["number"])
def test_worked_examples_that_other_verifiers_can_use(vector: dict[str, Any]) -> None:
    read = unpack(vector["code"])
    public = Ed25519PublicKey.from_public_bytes(
        bytes.fromhex(document("card_code")["public_key_hex"])
    )
    public.verify(read.signature, read.signed)
    assert read.signed.hex() == vector["signed_hex"]
    assert read.fields == CardFields(
        key_id=vector["key_id"],
        territory=short_id(vector["territory_id"]),
        fund=short_id(vector["fund_id"]),
        number=vector["number"],
        expires_on=date.fromisoformat(vector["expires_on"]),
        kind=vector["kind"],
    )
    assert pack(read.fields, read.signature) == vector["code"]


@pytest.mark.parametrize("vector", vectors("card_code", "refused"), ids=lambda v: v["reason"])
def test_worked_examples_of_what_is_no_card(vector: dict[str, Any]) -> None:
    with pytest.raises((CardCodeMistyped, InvalidSignature)):
        KEY.public_key().verify(*attrgetter("signature", "signed")(unpack(vector["code"])))


def test_a_scanner_may_send_small_letters_and_line_ends() -> None:
    assert unpack(CODE.lower() + "\r\n") == unpack(f" {CODE}\t") == unpack(CODE)


@given(st.integers(4, LENGTH - 1), st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"))
def test_one_character_altered_is_torn_or_forged(place: int, letter: str) -> None:
    altered = CODE[:place] + letter + CODE[place + 1 :]
    if altered == CODE:
        return
    try:
        read = unpack(altered)
    except CardCodeMistyped:
        return
    with pytest.raises(InvalidSignature):
        KEY.public_key().verify(read.signature, read.signed)


def test_the_signature_of_a_true_card_fits() -> None:
    read = unpack(CODE)
    KEY.public_key().verify(read.signature, read.signed)
    assert read.fields == CARD


@pytest.mark.parametrize(
    "text",
    [
        "",
        "WD1C",
        CODE[:-1],
        CODE + "A",
        "WD1B" + CODE[4:],
        CODE[:-1] + ("H" if CODE[-1] != "H" else "I"),
        CODE[:20] + "1" + CODE[21:],
        CODE[:20] + "à" + CODE[21:],
        "WD1C" + "A" * 130,
        CODE[:4] + "CY" + CODE[6:],
    ],
    ids=range(10),
)
def test_what_pack_never_gives_is_refused(text: str) -> None:
    with pytest.raises(CardCodeMistyped):
        unpack(text)


@given(st.text(max_size=140))
def test_no_text_breaks_the_reader(text: str) -> None:
    with pytest.raises(CardCodeMistyped):
        unpack(text)


def test_short_ids_tell_territories_apart() -> None:
    assert len({short_id(f"territory {n}") for n in range(500)}) == 500


@pytest.mark.parametrize(
    "change",
    [
        {"key_id": 256},
        {"territory": b"four"},
        {"fund": b""},
        {"expires_on": date(2019, 12, 31)},
        {"expires_on": date(2199, 12, 31)},
        {"number": booking_text(1, 1, 1)},
    ],
    ids=str,
)
def test_fields_that_do_not_fit_are_a_bug(change: dict[str, object]) -> None:
    fields = {name: getattr(CARD, name) for name in CARD.__struct_fields__} | change
    with pytest.raises(ValueError, match="CardFields"):
        bytes_to_sign(CardFields(**fields))


def test_a_mistyped_number_is_not_signed() -> None:
    wrong = CARD.number[:-1] + ("0" if CARD.number[-1] != "0" else "2")
    fields = {name: getattr(CARD, name) for name in CARD.__struct_fields__} | {"number": wrong}
    with pytest.raises(NumberMistyped):
        bytes_to_sign(CardFields(**fields))


def test_a_signature_of_another_length_is_a_bug() -> None:
    with pytest.raises(ValueError, match="63"):
        pack(CARD, bytes(63))
