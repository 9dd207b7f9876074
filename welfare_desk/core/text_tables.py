# SPDX-License-Identifier: EUPL-1.2
# ruff: noqa: RUF001 - because letters that look like Latin ones are what these tables are about
"""How letters that Unicode does not take apart are written in plain Latin, for search.

Cyrillic follows ICAO 9303 (what residence permits and passports print) and Greek ISO 843,
so that a name typed from the card finds the person.  Letters of other scripts stay as
they are.
"""

LATIN = {
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ħ": "h",
    "ł": "l", "ŀ": "l", "ı": "i", "ŋ": "n", "ə": "e", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ŧ": "t",
    "ǝ": "e", "ɛ": "e", "ɔ": "o", "ƴ": "y", "ĸ": "k", "ſ": "s",
}  # fmt: skip
CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "є": "ie", "ж": "zh",
    "з": "z", "и": "i", "і": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p",
    "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch",
    "ш": "sh", "щ": "shch", "ъ": "ie", "ы": "y", "ь": "", "э": "e", "ю": "iu", "я": "ia",
    "ђ": "d", "ј": "j", "љ": "lj", "њ": "nj", "ћ": "c", "џ": "dz", "ѕ": "dz",
}  # fmt: skip
GREEK = {
    "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th", "ι": "i",
    "κ": "k", "λ": "l", "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p", "ρ": "r", "σ": "s",
    "ς": "s", "τ": "t", "υ": "y", "φ": "f", "χ": "ch", "ψ": "ps", "ω": "o",
}  # fmt: skip
# An apostrophe joins (D'Angelo is found as dangelo); these are all typed for one, the
# last two in names of the Pacific and of Ukraine.
JOINERS = "'’‘`´ʼʹʻ·"
GREEK_OU = "ου"
