# SPDX-License-Identifier: EUPL-1.2
"""Why somebody may be the person being registered, in the language of the window."""

from __future__ import annotations

from PySide6.QtCore import QObject

from welfare_desk.core.dates import date_text
from welfare_desk.core.likeness import REVIEW
from welfare_desk.core.likeness_reasons import REASONS_AGAINST
from welfare_desk.core.phones import phone_text
from welfare_desk.core.text import fold
from welfare_desk.desk.likeness import Likeness, Sought
from welfare_desk.ui.kit.badges import BadgeFace
from welfare_desk.ui.people.intake_code_words import CodeWords

CERTAIN = 90
"""From this score on going on takes one more key, and is noted by name."""
SAME, OTHER, UNKNOWN = "equal", "equal-not", "circle-dashed"
_BY_VALUE = {"other_surname": "surname", "other_name": "name", "other_birth": "born_on"}


class LikenessWords(QObject):
    """Scores and reasons in words."""

    def score(self, score: int) -> BadgeFace:
        """Return how likely it is that the two are one person."""
        if score >= CERTAIN:
            return BadgeFace(self.tr("Almost certain"), "warning", "triangle-alert")
        if score >= REVIEW:
            return BadgeFace(self.tr("Probable"), "warning", "info")
        return BadgeFace(self.tr("Possible"), "neutral", "info")

    def reasons(self) -> dict[str, str]:
        """Return the sentence of every reason code."""
        return {
            "same_code": self.tr("Same fiscal code"),
            "same_base_code": self.tr("Same code but for replaced digits"),
            "same_name_and_birth": self.tr("Same name and birth date"),
            "near_name_and_birth": self.tr("Name written almost the same, same birth date"),
            "sounds_alike_and_birth": self.tr("Name that sounds the same, same birth date"),
            "same_name": self.tr("Same name and surname"),
            "near_name": self.tr("Name written almost the same"),
            "sounds_alike": self.tr("Name that sounds the same"),
            "same_birth": self.tr("Same birth date"),
            "birth_fits_code": self.tr("The birth date fits the fiscal code"),
            "swapped_names": self.tr("Name and surname the other way round"),
            "second_name_missing": self.tr("A second name is missing in one of the two"),
            "part_of_surname": self.tr("Part of the surname is missing in one of the two"),
            "familiar_name": self.tr("A familiar form of the name"),
            "birth_day_month_swapped": self.tr("Day and month of birth the other way round"),
            "one_digit_of_birth_differs": self.tr("One digit of the birth date differs"),
            "birth_day_unknown": self.tr("Birth day not known in one of the two"),
            "near_birth": self.tr("Birth dates close to each other"),
            "same_phone_and_surname": self.tr("Same phone and surname"),
            "same_phone": self.tr("Same phone"),
            "near_phone": self.tr("One digit of the phone differs"),
            "same_address": self.tr("Same address"),
            "other_code": self.tr("Another fiscal code"),
            "other_code_read": self.tr("Another fiscal code, read from a card"),
            "two_assigned_codes": self.tr("Two codes that the tax office assigned"),
            "other_surname": self.tr("Another surname"),
            "other_name": self.tr("Another name"),
            "other_birth": self.tr("Another birth date"),
            "other_sex": self.tr("Another sex"),
            "other_birthplace": self.tr("Another birthplace"),
        }

    def rows(self, sought: Sought, one: Likeness) -> list[tuple[str, str]]:
        """Return sign and words of each reason, then of each field that differs."""
        words = self.reasons()
        rows = [
            (OTHER if code in REASONS_AGAINST else SAME, words.get(code, code))
            for code in one.reasons
            if code not in _BY_VALUE
        ]
        different = self.differing(sought, one)
        rows += [(OTHER, said) for said in different.values()]
        for code, field in _BY_VALUE.items():
            if code in one.reasons and field not in different:
                rows.append((OTHER, words[code]))
        if one.former_name:
            words_of = self.tr("Was registered as %1 too").replace("%1", one.former_name)
            rows.append((SAME, words_of))
        computed = one.fiscal_code_status == "computed" and "fiscal_code" not in different
        if one.fiscal_code and computed:
            here = CodeWords(self).marked(one.fiscal_code, one.fiscal_code_status)
            rows.append((UNKNOWN, self.tr("Fiscal code here: %1").replace("%1", here)))
        if not one.fiscal_code:
            rows.append((UNKNOWN, self.tr("Without fiscal code")))
        return rows

    def differing(self, sought: Sought, one: Likeness) -> dict[str, str]:
        """Return each field that both know and that is not the same, as here instead of typed."""
        found: dict[str, str] = {}
        for field, label in (("surname", self.tr("Surname")), ("name", self.tr("Name"))):
            mine, theirs = getattr(sought, field), getattr(one, field)
            if mine and theirs and fold(mine) != fold(theirs):
                words = self.tr("%1: %2 instead of %3").replace("%1", label)
                found[field] = words.replace("%2", theirs).replace("%3", mine)
        if None not in (sought.born_on, one.born_on) and sought.born_on != one.born_on:
            assert sought.born_on is not None
            assert one.born_on is not None
            words = self.tr("Born on %1, not %2").replace("%1", date_text(one.born_on))
            found["born_on"] = words.replace("%2", date_text(sought.born_on))
        if sought.phone and one.phone and sought.phone != one.phone:
            words = self.tr("Phone here: %1").replace("%1", phone_text(one.phone))
            found["phone"] = words
        if sought.fiscal_code and one.fiscal_code and sought.fiscal_code != one.fiscal_code:
            here = CodeWords(self).marked(one.fiscal_code, one.fiscal_code_status)
            words = self.tr("Fiscal code here: %1").replace("%1", here)
            found["fiscal_code"] = words
        return found
