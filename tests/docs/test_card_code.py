# SPDX-License-Identifier: EUPL-1.2
"""docs/card-code.md: its examples are true and its verifier works as printed."""

from __future__ import annotations

import base64
import hashlib
import re
import runpy
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.docs.pages import DOCS, fenced
from tests.support.vectors import document, vectors
from welfare_desk.protocol.block_list import read
from welfare_desk.sync.device_key import verifies

PAGE = (DOCS / "card-code.md").read_text(encoding="utf-8")
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
Reader = Callable[[str, dict[int, bytes]], dict[str, object]]


def _examples() -> list[dict[str, str]]:
    return [
        dict(line.split(": ", 1) for line in block.splitlines()) for block in fenced(PAGE, "text")
    ]


GOOD = [each for each in _examples() if "refused" not in each]
REFUSED = [each for each in _examples() if "refused" in each]


@pytest.fixture(scope="module")
def read_card(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    """The verifier as the page prints it, run on its own."""
    source, _ = fenced(PAGE, "python")
    file: Path = tmp_path_factory.mktemp("page") / "verifier.py"
    file.write_text(source, encoding="utf-8")
    found: Reader = runpy.run_path(str(file))["read_card"]
    return found


def _short(id_text: str) -> bytes:
    return hashlib.sha256(id_text.encode()).digest()[:3]


def test_the_page_prints_the_examples_that_the_program_is_tested_with() -> None:
    assert [{**each, "key_id": int(each["key_id"])} for each in GOOD] == vectors("card_code")
    told = [(each["refused"], each["code"]) for each in REFUSED]
    assert told == [(each["reason"], each["code"]) for each in vectors("card_code", "refused")]


@pytest.mark.parametrize("example", GOOD, ids=lambda example: example["number"])
def test_each_example_follows_from_the_description(example: dict[str, str]) -> None:
    value = 0
    for letter in example["number"][:-1]:
        value = value * 32 + LETTERS.index(letter)
    days = (date.fromisoformat(example["expires_on"]) - date(2020, 1, 1)).days
    payload = (
        bytes([1 << 4 | (1, 2)[example["kind"] == "voucher"], int(example["key_id"])])
        + _short(example["territory_id"])
        + _short(example["fund_id"])
        + value.to_bytes(7, "big")
        + days.to_bytes(2, "big")
    )
    signature = KEY.sign(b"WD1C" + payload)
    assert (b"WD1C" + payload).hex() == example["signed_hex"]
    assert signature.hex() == example["signature_hex"]
    text = base64.b32encode(payload + signature).decode().rstrip("=")
    assert f"WD1C{text}" == example["code"]


@pytest.mark.parametrize("example", GOOD, ids=lambda example: example["number"])
def test_the_printed_verifier_reads_each_example(
    example: dict[str, str], read_card: Reader
) -> None:
    key_id = int(example["key_id"])
    read = read_card(
        example["code"].lower() + "\r\n", {key_id: KEY.public_key().public_bytes_raw()}
    )
    assert read == {
        "kind": example["kind"],
        "key_id": key_id,
        "territory": _short(example["territory_id"]).hex(),
        "fund": _short(example["fund_id"]).hex(),
        "number": example["number"],
        "expires_on": example["expires_on"],
    }


@pytest.mark.parametrize("example", REFUSED, ids=lambda example: example["refused"])
def test_the_printed_verifier_refuses_what_is_no_card(
    example: dict[str, str], read_card: Reader
) -> None:
    with pytest.raises((ValueError, InvalidSignature)):
        read_card(example["code"], {1: KEY.public_key().public_bytes_raw()})


def test_the_public_key_is_printed() -> None:
    public = KEY.public_key().public_bytes_raw().hex()
    assert document("card_code")["public_key_hex"] == public
    assert re.findall(r"^`([0-9a-f]{64})`$", PAGE, re.MULTILINE) == [public]


def test_the_printed_list_is_read_by_the_printed_reader() -> None:
    verifier, reader = fenced(PAGE, "python")
    names: dict[str, Any] = {}
    exec(compile(f"{verifier}\n{reader}", "card-code.md", "exec"), names)  # noqa: S102 - our page
    (text,) = fenced(PAGE, "list")
    signed = text.rstrip("\n").encode() + b"\n"
    public = KEY.public_key().public_bytes_raw()
    made_at, keys, dead = names["read_list"](signed, public)
    assert (made_at, keys) == (1_790_000_000_000_000, {1: public})
    numbers = ("VVEC3VKDFCRJ", "000000000000")
    assert dead == {hashlib.sha256(each.encode()).hexdigest()[:12] for each in numbers}
    ours = read(signed, public, verifies)
    assert all(ours.has(each) for each in numbers)
    with pytest.raises(InvalidSignature):
        names["read_list"](signed.replace(b"36b0", b"36b1"), public)
