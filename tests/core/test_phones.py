# SPDX-License-Identifier: EUPL-1.2
"""Telephone numbers as people write, store and read them."""

import pytest

from welfare_desk.core.phones import phone_stored, phone_text


@pytest.mark.parametrize(
    ("typed", "kept", "read"),
    [
        ("347 000 01 23", "+393470000123", "347 000 0123"),
        ("049/0000000", "+390490000000", "049 000 0000"),
        ("+39 049 000 0000", "+390490000000", "049 000 0000"),
        ("+40 21 000 0000", "+40210000000", "+40 21 000 0000"),
        ("  dalla vicina ", "dalla vicina", "dalla vicina"),
        ("12", "12", "12"),
        ("", "", ""),
    ],
)
def test_a_number_is_kept_in_one_form_and_shown_in_groups(typed: str, kept: str, read: str) -> None:
    assert phone_stored(typed) == kept
    assert phone_text(kept) == read
    assert phone_stored(kept) == kept
