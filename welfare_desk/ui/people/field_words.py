# SPDX-License-Identifier: EUPL-1.2
"""The fields of a person in the operator's words."""

from __future__ import annotations

from PySide6.QtCore import QObject


class FieldWords(QObject):
    """Names of fields, as forms and history call them."""

    def name(self, field: str) -> str:
        """Return a field in words."""
        names = {
            "surname": self.tr("Surname"),
            "name": self.tr("Name"),
            "sex": self.tr("Sex"),
            "born_on": self.tr("Birth date"),
            "birthplace_code": self.tr("Birthplace"),
            "fiscal_code": self.tr("Fiscal code"),
            "fiscal_code_status": self.tr("How sure the code is"),
            "no_code_reason": self.tr("Why there is no code"),
            "phone": self.tr("Phone"),
            "street": self.tr("Street"),
            "street_no": self.tr("Number"),
            "postal_code": self.tr("Postal code"),
            "residence_istat": self.tr("Municipality"),
            "language": self.tr("Language of papers"),
            "channel": self.tr("How to reach"),
            "merged_into": self.tr("Merge with another person"),
            "notice": self.tr("Privacy notice"),
        }
        return names.get(field, self.tr("Data"))
