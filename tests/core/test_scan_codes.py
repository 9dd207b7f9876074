# SPDX-License-Identifier: EUPL-1.2
"""Which code a scanner read, and the short codes."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welfare_desk.core.base32 import decode, encode
from welfare_desk.core.numbers import booking_label, booking_text
from welfare_desk.core.refusals import EnrolmentCodeMistyped, NumberMistyped
from welfare_desk.core.scan_codes import (
    Enrolment,
    badge_code,
    badge_secret,
    enrolment_code,
    kind_of,
    number_in,
    read_enrolment,
    slip_code,
    voucher_code,
)

TICKET = Enrolment("https://welfare.example.it:8443", "7K3M92QXV4WD", bytes(range(32)))
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("WD1C", "card"),
        ("wd1b7k3m92qx\r\n", "booking"),
        ("WD1V", "voucher"),
        (" WD1O", "operator"),
        ("WD1E", "enrolment"),
        ("WD1X", None),
        ("WD2C", None),
        ("", None),
        ("RSSMRA80A01G224W", None),
    ],
)
def test_the_first_letters_tell_the_kind(text: str, kind: str | None) -> None:
    assert kind_of(text) == kind


def test_a_slip_and_a_voucher_lead_to_their_number() -> None:
    number = booking_text(1, 2, 3)
    assert slip_code(booking_label(number)) == f"WD1B{number}"
    assert number_in(slip_code(number).lower() + "\n") == number
    assert number_in(voucher_code(number)) == number


@pytest.mark.parametrize("text", ["", "WD1B", "WD1B7K3M92QU", "WD1C7K3M92QX", "7K3M92QX"])
def test_a_torn_slip_is_refused(text: str) -> None:
    with pytest.raises(NumberMistyped):
        number_in(text)


@given(st.binary(min_size=1, max_size=40))
def test_bytes_have_one_spelling_in_base_32(raw: bytes) -> None:
    assert decode(encode(raw)) == raw
    assert decode(encode(raw).lower()) == raw


@pytest.mark.parametrize("text", ["A", "AB", "A1", "ABC", "AAAAAAAA=", "à", "AA AA"])
def test_other_spellings_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"base 32|spelling|ASCII"):
        decode(text)


@given(st.binary(min_size=16, max_size=20))
def test_a_badge_gives_its_secret_back(secret: bytes) -> None:
    code = badge_code(secret)
    assert kind_of(code) == "operator"
    assert code.isalnum()
    assert badge_secret(code.lower()) == secret


@given(st.integers(4, 35), st.sampled_from(LETTERS))
def test_an_altered_badge_gives_nothing(place: int, letter: str) -> None:
    code = badge_code(bytes(range(16)))
    altered = code[:place] + letter + code[place + 1 :]
    assert badge_secret(altered) == (bytes(range(16)) if altered == code else None)


def test_another_kind_is_no_badge() -> None:
    assert badge_secret("") is None
    assert badge_secret(enrolment_code(TICKET)) is None
    assert badge_secret("WD1O" + badge_code(b"secret")[4:][::-1]) is None


@given(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=60),
    st.text(st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ"), max_size=26),
    st.binary(max_size=32),
)
def test_an_enrolment_paper_is_read_back(address: str, code: str, fingerprint: bytes) -> None:
    ticket = Enrolment(address, code, fingerprint)
    text = enrolment_code(ticket)
    assert text.isascii()
    assert text.isalnum()
    assert read_enrolment(text.lower() + "\r") == ticket


@given(st.data())
def test_an_altered_enrolment_paper_is_refused(data: st.DataObject) -> None:
    text = enrolment_code(TICKET)
    place = data.draw(st.integers(0, len(text) - 1))
    letter = data.draw(st.sampled_from(LETTERS).filter(lambda letter: letter != text[place]))
    with pytest.raises(EnrolmentCodeMistyped):
        read_enrolment(text[:place] + letter + text[place + 1 :])


def with_right_check(body: bytes) -> str:
    return "WD1E" + encode(body + hashlib.sha256(b"WD1E" + body).digest()[:4])


@pytest.mark.parametrize(
    "body",
    [b"", b"\2\0\0", b"\1", b"\1\5ab", b"\1\2\xff\xfe\0"],
    ids=lambda body: body.hex() or "-",
)
def test_a_whole_paper_of_another_making_is_refused(body: bytes) -> None:
    with pytest.raises(EnrolmentCodeMistyped):
        read_enrolment(with_right_check(body))


@pytest.mark.parametrize("text", ["", "WD1E", "WD1EAA", badge_code(b"secret")])
def test_what_is_no_enrolment_paper_is_refused(text: str) -> None:
    with pytest.raises(EnrolmentCodeMistyped):
        read_enrolment(text)
