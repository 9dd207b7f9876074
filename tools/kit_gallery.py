# SPDX-License-Identifier: EUPL-1.2
"""Sample content for pictures of the kit: every widget once, data invented."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from welfare_desk.ui.kit.badges import Badge, BadgeFace, BadgeFaces, CountPill, Initials, KeyChip
from welfare_desk.ui.kit.boxes import CheckRow
from welfare_desk.ui.kit.buttons import ActionButton, IconButton
from welfare_desk.ui.kit.cards import Card, Figure, FigureRow, KeyValue, Row, Step, StepList
from welfare_desk.ui.kit.fields import ChoiceField, DateField, Field, NoteField
from welfare_desk.ui.kit.isee import IseeStrip, MiniCard
from welfare_desk.ui.kit.layout import ActionBar, HBox, Page, TwoColumns, VBox
from welfare_desk.ui.kit.notices import ConfirmPanel, EmptyState, Notice
from welfare_desk.ui.kit.panels import Companion, PanelSection
from welfare_desk.ui.kit.rows import Cell, Column, RowsModel, RowTone
from welfare_desk.ui.kit.segments import FilterRow, PageTabs, Segmented, Tab
from welfare_desk.ui.kit.slot_week import DayFace, SlotFace, SlotLegend, SlotWeek
from welfare_desk.ui.kit.tables import RowTable
from welfare_desk.ui.kit.text import Text
from welfare_desk.ui.look import Look

AGENDA = (
    ("9:00", "Zanella Bruna", "02/07/1948 · Limena", "Segretariato sociale", "served", "", "past"),
    (
        "10:00",
        "Marcato Lino",
        "30/01/1951 · Campodoro",
        "Segretariato sociale",
        "no_show",
        "Richiama",
        "",
    ),
    (
        "10:30",
        "Rossi Maria",
        "05/03/1962 · Piazzola",
        "Tutoring in presenza",
        "at_desk",
        "Apri",
        "",
    ),
    ("10:42", "", "", "", "", "", "now"),
    (
        "10:45",
        "Popescu Ioana",
        "21/05/1984 · Limena",
        "Sportello badanti",
        "arrived",
        "Accogli",
        "",
    ),
    ("11:30", "", "", "", "", "Prenota", "free"),
    (
        "12:00",
        "Bettin Caterina",
        "08/12/1970 · Piazzola",
        "Colloquio",
        "expected",
        "Segna arrivo",
        "",
    ),
)
COLUMNS = (
    Column("time", "Ora", 68),
    Column("person", "Persona", 208),
    Column("offering", "Servizio", 198),
    Column("state", "Stato", 170),
    Column("act", ""),
)


def agenda_model() -> RowsModel:
    """Return the rows of a morning."""
    faces = BadgeFaces()

    def cell(row: tuple[str, ...], column: str) -> Cell:
        time, person, born, offering, state, act, tone = row
        if column == "time":
            return Cell(time, role="body" if tone in ("past", "free") else "strong")
        if column == "person":
            return Cell("Posto libero") if tone == "free" else Cell(person, born)
        if column == "offering":
            return Cell(offering, "Comune · 30 min" if offering else "", role="body")
        if column == "state":
            return Cell(badge=faces.face(state)) if state else Cell()
        return Cell(button=act, boxed=act == "Accogli") if act else Cell()

    tones = {"past": RowTone.PAST, "now": RowTone.NOW, "free": RowTone.FREE}
    return RowsModel(
        COLUMNS,
        cell,
        key=lambda row: row[0],
        tone=lambda row: tones.get(row[6], RowTone.PLAIN),
        rows=AGENDA,
    )


def today_page(look: Look) -> Page:
    """Return a page like picture 01."""
    page = Page(look, "Oggi, martedì 24 novembre", "14 appuntamenti · 6 posti liberi · 2 in attesa")
    page.add_header(ActionButton(look, "secondary", "Nuova persona", icon="user-plus", key="F4"))
    page.add_header(ActionButton(look, "primary", "Prenota", icon="calendar-plus", key="F2"))
    card = Card(look, margins=(0, 0, 0, 0), spacing=0)
    top = HBox(look, 8, (12, 8, 12, 8))
    filters = (("all", "Tutti 14"), ("waiting", "In attesa 2"), ("expected", "Attesi 8"))
    top.addWidget(FilterRow(look, "Filtro", filters))
    card.body.addLayout(top)
    table = RowTable(look, agenda_model(), spoken="Appuntamenti di oggi")
    table.select_place(2)
    card.body.addWidget(table)
    page.body.addWidget(card)
    return page


def person_page(look: Look) -> Page:
    """Return a page like picture 02."""
    page = Page(look, "Rossi Maria", "05/03/1962 · 64 anni · RSSMRA62C45H501N")
    page.add_header(Badge(look, BadgeFace("Dati confermati oggi", "ok", "circle-check")))
    page.add_header(ActionButton(look, "primary", "Prenota", icon="calendar-plus", key="F2"))
    page.add_header(ActionButton(look, "secondary", "Emetti buono", icon="credit-card", key="F7"))
    notices = HBox(look, 12)
    declare = ActionButton(
        look, "secondary", "Registra dichiarazione", icon="file-check", size="middle"
    )
    notices.addWidget(
        Notice(
            look,
            "warning",
            "Documento scaduto il 12/10/2026",
            "Chiedine uno in corso, oppure:",
            button=declare,
        ),
        5,
    )
    notices.addWidget(
        Notice(
            look,
            "info",
            "Nota di Marta V., 18/11/2026",
            "Leggere il promemoria a voce.",
            icon="message-square",
        ),
        3,
    )
    page.body.addLayout(notices)
    tabs = (
        Tab("summary", "Riepilogo"),
        Tab("bookings", "Prenotazioni", 3),
        Tab("cards", "Buoni e tessere", 2),
    )
    page.body.addWidget(PageTabs(look, tabs, spoken="Schede"))
    columns = TwoColumns(look)
    columns.left.addWidget(_household(look))
    columns.left.addWidget(_bookings(look))
    columns.right.addWidget(_isee(look))
    columns.right.addWidget(_cards(look))
    page.body.addWidget(columns)
    return page


def _household(look: Look) -> Card:
    card = Card(look, "Nucleo familiare", "users", count=4, divided=True)
    assert card.header is not None
    card.header.add(ActionButton(look, "ghost", "Modifica", icon="pencil", size="small"))
    people = (
        ("RM", "Rossi Maria", "Richiedente", "64 anni"),
        ("FT", "Fabris Tommaso", "Nipote", "8 anni"),
    )
    for letters, name, kin, age in people:
        row = Row(look, name)
        row.lead_with(Initials(look, letters, 26))
        row.add(Text(look, kin, "secondary", "muted"))
        row.add(Text(look, age, "label"))
        card.add_row(row)
    return card


def _bookings(look: Look) -> Card:
    faces = BadgeFaces()
    card = Card(look, "Prenotazioni", "calendar-days", divided=True)
    assert card.header is not None
    card.header.add(
        ActionButton(look, "ghost", "Vedi tutte", trailing="chevron-right", size="small")
    )
    for state in ("final", "provisional"):
        row = Row(look, "Tutoring in presenza", "Tommaso · PR 7K3M 92", lead="gio 26/11")
        row.add(Badge(look, faces.face(state)))
        card.add_row(row)
    return card


def _isee(look: Look) -> Card:
    card = Card(look, "ISEE ordinario", "euro")
    assert card.header is not None
    card.header.add(ActionButton(look, "ghost", "Registra nuovo", icon="plus", size="small"))
    top = HBox(look, 12)
    top.addWidget(Text(look, "11.240,00 €", "amount_large"))
    top.addStretch(1)
    top.addWidget(Badge(look, BadgeFace("Vale fino al 31/12/2026", "warning", "calendar-clock")))
    card.body.addLayout(top)
    limits = ("fino a 8.000", "fino a 15.000", "fino a 25.000", "oltre")
    card.body.addWidget(IseeStrip(look, limits, 2))
    card.body.addWidget(
        Text(
            look,
            "Ancora 37 giorni. Dal 1º gennaio serve un nuovo ISEE.",
            "secondary",
            "muted",
            wrap=True,
        )
    )
    return card


def _cards(look: Look) -> Card:
    card = Card(look, "Buoni e tessere", "credit-card")
    row = HBox(look, 14)
    row.addWidget(MiniCard(look, "Carta Estate", "4D2T 60VN 1C7R"))
    words = VBox(look, 6)
    words.addWidget(Badge(look, BadgeFaces().face("active")))
    words.addWidget(Text(look, "90,00 €", "amount"))
    words.addWidget(Text(look, "Vale fino al 31/12/2026", "secondary", "muted"))
    row.addLayout(words, 1)
    card.body.addLayout(row)
    return card


def form_page(look: Look) -> Page:
    """Return a page like picture 03."""
    page = Page(look, "Nuova persona")
    card = Card(look, "Letto dalla tessera: rileggi ad alta voce", "scan-line")
    assert card.header is not None
    card.header.add(Badge(look, BadgeFace("Il codice torna", "ok", "circle-check")))
    row = HBox(look, 12)
    code = Field(look, "Codice fiscale", code=True, tight=True)
    born = DateField(look, "Data di nascita", date(2026, 11, 24), tight=True)
    place = Field(look, "Luogo di nascita", tight=True)
    for field, text, share in (
        (code, "BNCLCU58A14G587A", 5),
        (born, "14/01/1958", 3),
        (place, "Piazzola sul Brenta (PD)", 5),
    ):
        field.set_text(text)
        field.set_scanned(True)
        row.addWidget(field, share)
    card.body.addLayout(row)
    page.body.addWidget(card)
    page.body.addWidget(_asked(look))
    check = Card(look)
    check.body.addWidget(
        CheckRow(
            look, "Informativa privacy letta e consegnata", "Versione 3 del 01/09/2026, italiano."
        )
    )
    page.body.addWidget(check)
    bar = ActionBar(look, "Salvata su questo computer alle 10:45")
    bar.add(ActionButton(look, "secondary", "Salva", key="Ctrl+S"))
    bar.add(
        ActionButton(
            look, "primary", "Salva e stampa l’informativa", icon="printer", key="Ctrl+Invio"
        )
    )
    page.set_action_bar(bar)
    return page


def _asked(look: Look) -> Card:
    card = Card(look, "Da chiedere", "message-circle")
    row = HBox(look, 16)
    surname = Field(look, "Cognome", tight=True)
    surname.set_text("Bianchi")
    name = Field(look, "Nome", tight=True)
    name.set_error("Scrivi il nome, per esempio Luca.")
    row.addWidget(surname)
    row.addWidget(name)
    card.body.addLayout(row)
    row = HBox(look, 16)
    row.addWidget(Field(look, "Telefono", optional=True, tight=True, hint="Con il prefisso."), 1)
    ways = (("phone", "Telefono"), ("letter", "Lettera"), ("none", "Nessuno"))
    row.addWidget(Segmented(look, "Come avvisare", ways, value="phone"), 1)
    card.body.addLayout(row)
    row = HBox(look, 16)
    languages = (("it", "Italiano"), ("ro", "Romeno"))
    row.addWidget(ChoiceField(look, "Lingua per i fogli", languages, tight=True))
    row.addWidget(Field(look, "Abita con", optional=True, sign="users", tight=True))
    card.body.addLayout(row)
    card.body.addWidget(NoteField(look, "Nota", optional=True, lines=2))
    return card


def booking_page(look: Look) -> Page:
    """Return a page like the middle of picture 04."""
    page = Page(look, "Prenota")
    week = SlotWeek(look, spoken="Posti della settimana")
    names = (("lun", "30"), ("mar", "1"), ("mer", "2"), ("gio", "3"), ("ven", "4"))
    free = {
        "lun": (4, 2, 1),
        "mar": (0, 6, 4),
        "mer": (3, 2, 5),
        "gio": (5, 0, 3),
        "ven": (-1, 3, 6),
    }
    promised = {
        "lun": (2, 1, 0),
        "mar": (0, 3, 2),
        "mer": (2, 0, 2),
        "gio": (2, 0, 0),
        "ven": (0, 1, 3),
    }
    days = []
    for name, number in names:
        slots = tuple(
            SlotFace(f"{name}{hour}", f"{hour}:00", places, granted, 3)
            for hour, places, granted in zip((15, 16, 17), free[name], promised[name], strict=True)
            if places >= 0
        )
        days.append(DayFace(name, number, f"{name} {number}", slots))
    week.set_days(days)
    week.choose("mer15")
    page.body.addWidget(week)
    page.body.addWidget(SlotLegend(look))
    card = Card(look, "Autonomia di questo sportello", "battery-medium")
    figures = (
        Figure(
            look,
            "Prenotazioni garantite",
            "23",
            icon="shield-check",
            beside="di 40 posti",
            share=0.57,
            below="questa settimana",
        ),
        Figure(
            look,
            "Buoni emettibili",
            "18",
            icon="credit-card",
            beside="540,00 €",
            share=0.6,
            below="poi serve il collegamento",
        ),
        Figure(
            look,
            "Tessere bloccate",
            "31",
            icon="shield-alert",
            beside="in elenco",
            below="aggiornato alle 8:02",
        ),
    )
    card.body.addWidget(FigureRow(look, figures))
    page.body.addWidget(card)
    return page


def steps_page(look: Look) -> Page:
    """Return a page like picture 05."""
    page = Page(look, "Emetti buono a Rossi Maria", "Misura: Carta Territorio 2026")
    card = Card(look, "Perché spetta e quanto", "list-checks", divided=True)
    steps = (
        Step("Nucleo familiare", "Anagrafe comunale, letta il 18/11/2026", "4 persone"),
        Step("ISEE sotto il limite di 12.000,00 €", "Attestazione ordinaria", "11.240,00 €"),
        Step("Già consegnato per questa misura", "Nessuna tessera attiva", "0,00 €", "none"),
        Step("Scegli l’importo", "Delibera di Giunta 85", "", "4"),
    )
    card.body.addWidget(StepList(look, steps, ("Spetta", "380,00 €")))
    page.body.addWidget(card)
    page.body.addWidget(
        Notice(look, "danger", "Tessera bloccata il 03/11", "Era stata segnalata come smarrita.")
    )
    page.body.addWidget(
        Notice(
            look,
            "ok",
            "Accolto: 5T2H 88QK 31MC, 30,00 €",
            "Scansiona il prossimo buono.",
            icon="scan-line",
            large=True,
        )
    )
    empty = Card(look)
    empty.body.addWidget(
        EmptyState(
            look, "Nessun buono rientrato. Scansiona il primo buono per iniziare.", icon="scan-line"
        )
    )
    page.body.addWidget(empty)
    return page


def empty_page(look: Look) -> Page:
    """Return a page with nothing on it yet."""
    page = Page(look, "Aiuto")
    page.body.addWidget(EmptyState(look, "Premi F1 per l’aiuto di questa schermata."))
    return page


def now_panel(look: Look) -> Companion:
    """Return the panel «Adesso»."""
    panel = Companion(look, "Adesso", key="F6", padded=False)
    waiting = PanelSection(look, "users", "In attesa", 2)
    for name, since in (
        ("Popescu Ioana", "dalle 10:31 · 11 min"),
        ("Ben Salah Amin", "dalle 10:40 · 2 min"),
    ):
        row = Row(look, name, since, icon="map-pin-check", ink="ok")
        row.add(ActionButton(look, "ghost", "Accogli", size="small"))
        waiting.rows.addWidget(row)
    trouble = PanelSection(look, "triangle-alert", "Stampe da controllare", 1, ink="warning")
    trouble.rows.addWidget(
        Row(
            look,
            "Tessera Diallo F.",
            "Manca il nastro, riparte da sola",
            icon="printer-x",
            ink="warning",
        )
    )
    panel.body.addWidget(waiting)
    panel.body.addWidget(trouble)
    return panel


def confirm_panel(look: Look) -> Companion:
    """Return the panel of an irreversible act."""
    panel = Companion(look, "Anteprima della tessera")
    rows = (("Stampante tessere", "pronta · 46 bianche"), ("Tessera", "4QX8 92TF 6M3A"))
    panel.body.addWidget(KeyValue(look, rows))
    confirm = ConfirmPanel(
        look,
        "Stai per emettere 380,00 €",
        "A Rossi Maria, su 1 tessera a scalare. Dopo la stampa non si annulla: "
        "la tessera si può solo bloccare e sostituire.",
        confirm="Emetti e stampa",
        confirm_icon="printer",
        confirm_key="Ctrl+Invio",
        safe="Torna alla scheda",
        safe_key="Esc",
        note="Poi scansiona la tessera stampata per attivarla.",
    )
    panel.body.addWidget(confirm)
    chips = HBox(look, 8)
    for widget in (KeyChip(look, "F6"), CountPill(look, 3), IconButton(look, "copy", "Copia")):
        chips.addWidget(widget)
    chips.addStretch(1)
    panel.body.addLayout(chips)
    chips.setAlignment(Qt.AlignmentFlag.AlignTop)
    return panel


PAGES = {
    "today": today_page,
    "person": person_page,
    "form": form_page,
    "booking": booking_page,
    "steps": steps_page,
}


def gallery(look: Look) -> dict[str, QWidget]:
    """Return each sample page by name."""
    return {name: build(look) for name, build in PAGES.items()}
