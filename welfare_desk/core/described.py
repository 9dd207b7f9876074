# SPDX-License-Identifier: EUPL-1.2
"""A person as far as somebody else could be mistaken for them."""

from __future__ import annotations

import datetime
from operator import attrgetter

import msgspec


class Described(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a person; what is not known is empty and tells nothing."""

    surname: str = ""
    name: str = ""
    born_on: datetime.date | None = None
    sex: str = ""
    birthplace_code: str = ""
    fiscal_code: str = ""
    """As it was assigned or typed, normalized."""
    base_code: str = ""
    """The same without omocodia letters; empty where the code holds nothing."""
    fiscal_code_status: str = ""
    """``seen`` or ``verified`` where it was read from a document; anything else may be wrong."""
    phone: str = ""
    """As stored, see ``core.phones.phone_stored``."""
    street: str = ""
    street_no: str = ""
    no_code_reason: str = ""
    """Kept for whoever shows the two side by side; it does not count."""

    @classmethod
    def of(cls, person: object) -> Described:
        """Return the description of anything with these attributes; a missing one is empty."""
        try:
            return cls(**dict(zip(_FIELDS, _every(person), strict=True)))
        except AttributeError:
            return cls(**{name: getattr(person, name, getattr(_EMPTY, name)) for name in _FIELDS})


_FIELDS = Described.__struct_fields__
_every = attrgetter(*_FIELDS)
_EMPTY = Described()
