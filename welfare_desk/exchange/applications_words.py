# SPDX-License-Identifier: EUPL-1.2
"""What the columns of a list of applications are called, beside those of a list of residents."""

from __future__ import annotations

from functools import lru_cache

from welfare_desk.exchange.residents_words import MEANING, plain_heading

HEADINGS: dict[str, tuple[str, ...]] = {
    "members": (
        "nucleo", "componenti", "n componenti", "numero componenti", "componenti nucleo",
        "componenti del nucleo", "nucleo familiare", "num componenti", "nr componenti",
        "numero componenti nucleo", "persone nel nucleo", "persone", "n persone", "familiari",
        "members", "household size",
    ),
    "member_codes": (
        "codici fiscali nucleo", "codici fiscali componenti", "cf componenti", "cf nucleo",
        "codici fiscali altri componenti", "altri componenti", "cf altri componenti",
        "cf familiari", "codici fiscali familiari", "member codes",
    ),
    "disabled": (
        "disabili", "n disabili", "numero disabili", "disabilita", "componenti disabili",
        "invalidi", "persone con disabilita", "disabili nel nucleo", "disabled",
    ),
    "isee": (
        "isee", "valore isee", "importo isee", "isee euro", "indicatore isee", "isee ordinario",
        "isee valore", "isee nucleo", "isee anno corrente",
    ),
    "isee_issued_on": (
        "data isee", "isee del", "data dsu", "rilascio isee", "data rilascio isee",
        "data presentazione dsu", "isee rilasciato il", "data attestazione isee",
    ),
    "isee_valid_to": (
        "scadenza isee", "isee scadenza", "isee valido fino al", "validita isee", "fine isee",
        "isee scade il",
    ),
    "isee_kind": ("tipo isee", "tipologia isee", "specie isee"),
    "dsu_no": (
        "protocollo dsu", "numero dsu", "n dsu", "dsu", "prot inps", "protocollo inps",
        "protocollo isee", "numero isee", "n protocollo isee",
    ),
    "income": (
        "reddito", "reddito mensile", "reddito ultimo mese", "entrate mensili", "entrate",
        "reddito mese precedente", "reddito del mese", "income",
    ),
    "other_support": (
        "altri sostegni", "altri contributi", "altri aiuti", "altri benefici", "sostegni",
        "contributi pubblici", "sostegni pubblici", "percepisce", "altro sostegno",
        "misure di sostegno", "prestazioni", "other support",
    ),
    "other_support_amount": (
        "importo altri sostegni", "importo sostegni", "importo altri contributi",
        "importo contributi", "altri sostegni importo", "altri sostegni euro",
        "importo altri aiuti", "sostegno mensile", "importo mensile sostegni",
    ),
    "resident_from": (
        "residente dal", "data residenza", "residenza dal", "data di residenza",
        "data iscrizione anagrafica", "iscrizione anagrafica", "residente da",
    ),
    "filed_on": (
        "data domanda", "data presentazione", "presentata il", "data di presentazione",
        "data istanza", "data richiesta", "domanda del", "data protocollo", "data arrivo",
    ),
    "protocol_no": (
        "protocollo", "n protocollo", "numero protocollo", "prot", "n prot", "num protocollo",
        "protocollo domanda", "numero di protocollo", "protocol",
    ),
    "documents": ("documenti", "allegati", "documenti allegati", "documentazione", "documents"),
}  # fmt: skip
"""Headings folded, by what they mean; none stands among those of a list of residents."""

FIELDS: tuple[str, ...] = tuple(HEADINGS)
_MEANING = {heading: field for field, listed in HEADINGS.items() for heading in listed}
_JOINED = {heading.replace(" ", ""): field for heading, field in _MEANING.items()}

SUPPORTS: dict[str, tuple[str, ...]] = {
    "adi": ("adi", "assegno di inclusione", "assegno inclusione"),
    "sfl": ("sfl", "supporto formazione lavoro", "supporto per la formazione"),
    "dedicata": ("dedicata", "dedicata a te", "carta dedicata"),
    "acquisti": ("acquisti", "carta acquisti"),
    "single_allowance": ("assegno unico", "auu", "au"),
    "unemployment": ("naspi", "disoccupazione", "dis coll", "cassa integrazione", "cig"),
    "rent": ("affitto", "contributo affitto", "bonus affitto"),
    "municipal": ("comunale", "contributo comunale", "contributo del comune", "comune"),
    "association": ("caritas", "associazione", "parrocchia", "banco alimentare", "san vincenzo"),
}
"""Other benefits by their code of ``core.decisions``, as lists call them."""
NOTHING = frozenset({"no", "nessuno", "nessuna", "niente", "n", "non percepisce", "0"})
NUMBERS = {
    "uno": 1, "una": 1, "due": 2, "tre": 3, "quattro": 4, "cinque": 5, "sei": 6, "sette": 7,
    "otto": 8, "nove": 9, "dieci": 10,
}  # fmt: skip
ISEE_KINDS: dict[str, tuple[str, ...]] = {
    "ordinary": ("ordinario", "ordinaria", "standard", "mini", "ordinary"),
    "minors": ("minorenni", "minori", "minors"),
    "social_health": ("sociosanitario", "socio sanitario", "sociosanitaria"),
    "residential": ("residenziale", "sociosanitario residenze"),
    "university": ("universita", "universitario", "studio"),
    "current": ("corrente", "current"),
}


@lru_cache(maxsize=1024)
def meaning_of(heading: str) -> tuple[str, int]:
    """Return what a heading of an application means and how sure that is; nothing elsewise."""
    words = plain_heading(heading)
    if words in _MEANING:
        return _MEANING[words], 95
    if words in MEANING:
        return "", 0  # a column of the person
    if words.replace(" ", "") in _JOINED:
        return _JOINED[words.replace(" ", "")], 92
    inside = [known for known in _MEANING if len(known) > 4 and f" {known} " in f" {words} "]
    return (_MEANING[max(inside, key=len)], 75) if inside else ("", 0)
