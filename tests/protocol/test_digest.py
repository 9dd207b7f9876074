# SPDX-License-Identifier: EUPL-1.2
"""The hash of a kind's rows: equal for equal rows, however they come."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from welfare_desk.protocol.digest import kind_digest, row_number

_records = st.lists(
    st.fixed_dictionaries(
        {
            "id": st.text(max_size=5),
            "n": st.integers(-9, 9),
            "born_on": st.none() | st.text(max_size=3),
        }
    ),
    max_size=6,
    unique_by=lambda each: each["id"],
)


@given(_records, st.randoms())
def test_order_of_rows_and_of_fields_does_not_count(
    records: list[dict[str, Any]], chance: Any
) -> None:
    mixed = [dict(sorted(each.items(), reverse=True)) for each in records]
    chance.shuffle(mixed)
    assert kind_digest("row", mixed) == kind_digest("row", records)


@given(_records.filter(bool))
def test_any_change_counts(records: list[dict[str, Any]]) -> None:
    changed = [{**records[0], "n": records[0]["n"] + 1}, *records[1:]]
    assert kind_digest("row", changed) != kind_digest("row", records)
    assert kind_digest("row", records[1:]) != kind_digest("row", records)
    assert kind_digest("row", records) != kind_digest("other", records)


@given(_records.filter(bool))
def test_a_sum_follows_one_changed_row(records: list[dict[str, Any]]) -> None:
    changed = [{**records[0], "n": records[0]["n"] + 1}, *records[1:]]
    before = int(kind_digest("row", records), 16)
    after = before - row_number("row", records[0]) + row_number("row", changed[0])
    assert kind_digest("row", changed) == f"{after % (1 << 256):064x}"
