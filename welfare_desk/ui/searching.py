# SPDX-License-Identifier: EUPL-1.2
"""The omnibox at work: every keystroke is answered, the newest answer wins, a scan opens."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from welfare_desk.core.dates import date_text, weekday_text
from welfare_desk.core.fiscal_code import find_in
from welfare_desk.core.instants import local_date
from welfare_desk.desk.document_scan import DocumentAnswer
from welfare_desk.desk.omnibox import Answer, Hit
from welfare_desk.desk.sentences import code_text
from welfare_desk.ui.commands import Command, is_command
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.notices import announce
from welfare_desk.ui.omnibox import Found, Omnibox

_CARD_NUMBER = re.compile(r"80380\d{15}")
"""The second track of a health card's stripe: behind the first, with the code, it is nothing."""
AGAIN_US = 2_000_000
"""The same code within two seconds is the scanner's echo (UX-16)."""


class Searching(QObject):
    """Turns texts and scans into pages to open.

    ``opened`` tells an answer that means one thing; ``began`` tells the code or the name of
    a person to create, ``document_began`` the document; ``said`` a sentence for the operator,
    ``day_asked`` a day of the agenda.
    """

    opened = Signal(object, bool)
    began = Signal(str, str)
    document_began = Signal(object)
    said = Signal(str)
    badge = Signal(str)
    day_asked = Signal(object)
    heard = Signal(bool)
    """Whether a scan was understood."""

    def __init__(
        self,
        context: Context,
        omnibox: Omnibox,
        offer: Callable[[Answer], bool],
        commands: Callable[[str], Sequence[Command]],
    ) -> None:
        """``offer`` lets the page in front take a scan first; ``commands`` finds acts by words."""
        super().__init__(omnibox)
        self._context, self._omnibox, self._offer = context, omnibox, offer
        self._find_commands = commands
        self._commands: dict[str, Command] = {}
        self._asked = 0
        self._last_scan = ("", 0)
        self.counts_scans: Callable[[], bool] = lambda: False
        """Whether the page in front takes the same code twice in a row, as a batch does."""
        self._answers: dict[str, Hit] = {}
        self._answer = Answer(meaning="empty", text="")
        omnibox.searched.connect(self.search)
        omnibox.submitted.connect(self.submit)
        omnibox.picked.connect(self.pick)

    def search(self, text: str) -> None:
        """Look a typed text up and list what it may mean."""
        self._asked += 1
        if is_command(text):
            self._list_commands(text)
        elif text:
            self._ask(text, partial(self._list, self._asked))

    def submit(self, text: str, booking: bool = False) -> None:
        """Open what a text means, ``booking`` at once if asked; nothing typed opens Oggi."""
        self._asked += 1
        if not text:
            self._context.open_place("today")
            return
        if is_command(text):
            self._list_commands(text)
            return
        self._ask(text, partial(self._open_typed, self._asked, booking))

    def scan(self, code: str) -> None:
        """Open what was scanned, whatever has the focus."""
        now = self._context.desk.now_us()
        before, at = self._last_scan
        self._last_scan = (code, now)
        if code == before and now - at < AGAIN_US and not self.counts_scans():
            self._omnibox.flash()
            self.said.emit(self.tr("Already read"))
            return
        self._asked += 1
        if _CARD_NUMBER.search(code) and find_in(code) is None:
            if now - at >= AGAIN_US:
                words = self.tr("That is the card's number. Read the bar code of the health card.")
                self.said.emit(words)
                self._answered(False)
            return
        self._ask(code, self._open_scanned)

    def pick(self, row: Found, booking: bool) -> None:
        """Open the row chosen."""
        self._asked += 1
        if row.kind == "command":
            self._commands[row.id].do()
            return
        if row.kind == "create" and self._begin_document(self._answer):
            return
        if row.kind == "create":
            code = self._answer.code if self._answer.meaning == "new_person" else ""
            self.began.emit(code, "" if code else self._answer.text.strip())
        elif row.kind == "person":
            one = Answer(meaning="person", text="", person_id=row.id)
            self.opened.emit(one, booking)
        elif row.kind == "answer":
            self.opened.emit(self._answer, booking)
        elif row.kind == "day" and self._answer.day is not None:
            self.day_asked.emit(self._answer.day)
        elif row.kind == "near":
            self._ask(row.id, self._open_scanned)

    def _ask(self, text: str, done: Callable[[Answer], None]) -> None:
        desk = self._context.desk
        self._context.read(lambda: desk.look_up(text), self, done)

    def _list_commands(self, text: str) -> None:
        """List the acts that the words fit; nothing is looked up, so nothing is waited for."""
        found = self._find_commands(text)
        self._commands = {command.id: command for command in found}
        rows = [
            Found(
                command.id,
                "command",
                command.text,
                " · ".join(part for part in (command.key, command.group) if part),
                command.icon,
            )
            for command in found
        ]
        if not rows:
            words = self.tr("No command for “%1”").replace("%1", text.lstrip(">/ ").strip())
            help_key = self._context.actions.key("show_keys")
            remedy = self.tr("Try another word, or press %1 for all keys.").replace("%1", help_key)
            rows.append(Found("", "note", words, remedy, "info"))
        self._omnibox.set_found(rows)

    def _list(self, number: int, answer: Answer) -> None:
        if number != self._asked:
            return
        self._answer = answer
        self._omnibox.set_found(self._rows(answer))

    def _open_typed(self, number: int, booking: bool, answer: Answer) -> None:
        if number != self._asked:
            return
        self._answer = answer
        if answer.meaning == "people" and len(answer.hits) == 1:
            hit = answer.hits[0]
            answer = Answer(meaning="person", text=answer.text, person_id=hit.person_id)
        if answer.meaning == "people":
            self._omnibox.set_found(self._rows(answer))
            return
        if answer.meaning not in ("unknown", "mistyped"):
            # What was not understood stays, to be put right.
            self._omnibox.clear()
        self._go(answer, booking)

    def _answered(self, understood: bool) -> None:
        """Answer a scan by sight, by sound and to a reader of screens."""
        self._omnibox.flash("ok" if understood else "warning")
        if understood:
            announce(self._omnibox.line, self.tr("Code read"))
        self.heard.emit(understood)

    def _open_scanned(self, answer: Answer) -> None:
        nobody = answer.meaning == "people" and not answer.hits
        understood = answer.meaning not in ("unknown", "mistyped", "empty") and not nobody
        counted = self.counts_scans()
        taken = self._offer(answer)
        if not (taken and counted):
            # A batch answers by itself: it alone knows whether it took the piece.
            self._answered(understood or taken)
        if taken:
            return
        if answer.meaning == "people" and len(answer.hits) == 1:
            one = answer.hits[0].person_id
            answer = Answer(meaning="person", text=answer.text, person_id=one)
        elif answer.meaning == "people" and not answer.hits:
            answer = Answer(meaning="unknown", text=answer.text)
        self._go(answer)

    def _go(self, answer: Answer, booking: bool = False) -> None:
        if answer.meaning in ("person", "card", "booking"):
            self.opened.emit(answer, booking)
        elif answer.meaning == "new_person" and self._begin_document(answer):
            return
        elif answer.meaning == "new_person":
            self.began.emit(answer.code, "")
        elif answer.meaning == "people":
            self._show_list(answer)
        elif answer.meaning == "operator_badge":
            self.badge.emit(answer.text)
        elif answer.meaning == "enrolment":
            self.said.emit(
                self.tr("That is the sheet for a new desk. It is read when a desk is set up.")
            )
        elif answer.meaning == "mistyped":
            self.said.emit(self._mistyped(answer))
            if answer.near:
                self._show_list(answer)
        elif answer.meaning != "empty":
            words = self.tr("Code not recognised: %1. Scan the card or type the name.")
            self.said.emit(words.replace("%1", answer.text[:24]))

    def _show_list(self, answer: Answer) -> None:
        self._answer = answer
        self._omnibox.line.setText(answer.text)
        self._omnibox.seek()
        self._omnibox.set_found(self._rows(answer))

    def _begin_document(self, answer: Answer) -> bool:
        if not isinstance(answer, DocumentAnswer) or answer.document is None:
            return False
        self.document_began.emit(answer.document)
        return True

    def _mistyped(self, answer: Answer) -> str:
        if isinstance(answer, DocumentAnswer) and answer.passport:
            return self.tr("That is a passport, whose lines are not read here. Type the data.")
        if isinstance(answer, DocumentAnswer) and answer.lines_read:
            return self.tr(
                "%n of the three lines were read. Pass the document again, slowly, "
                "or type the data.",
                "",
                answer.lines_read,
            )
        return code_text(answer.code, {}, self._context.lang)

    def _rows(self, answer: Answer) -> tuple[Found, ...]:
        rows = [self._hit(hit) for hit in answer.hits]
        if answer.day is not None:
            title = self.tr("Open the agenda of that day")
            words = weekday_text(answer.day, self._context.lang)
            rows.insert(1, Found("", "day", title, words, "calendar-days"))
        if answer.meaning in ("person", "card", "booking"):
            rows.append(Found(answer.text, "answer", *self._named(answer)))
        if answer.meaning == "mistyped":
            fact, stop, remedy = self._mistyped(answer).partition(". ")
            rows.append(Found("", "note", fact + stop.strip(), remedy, "circle-alert"))
            words = self.tr("Somebody here has this code, one slip away")
            rows += [Found(code, "near", code, words, "user-check") for code in answer.near]
        document = answer.document if isinstance(answer, DocumentAnswer) else None
        if answer.meaning == "new_person" and document is not None:
            title = self.tr("New person with this document")
            detail = f"{document.surname} {document.name} · {document.number}"
            rows.append(Found("", "create", title, detail, "user-plus"))
        elif answer.meaning == "new_person":
            title = self.tr("New person with this code")
            rows.append(Found("", "create", title, answer.code, "user-plus"))
        elif answer.meaning == "people":
            title = self.tr("Create new person")
            detail = "" if answer.hits or answer.day else self._nobody(answer.text)
            rows.append(Found("", "create", title, detail, "user-plus"))
        return tuple(rows)

    def _named(self, answer: Answer) -> tuple[str, str, str]:
        return {
            "person": (self.tr("Open the person"), answer.text, "user"),
            "card": (self.tr("Open the card's person"), answer.text, "credit-card"),
            "booking": (self.tr("Open the booking's person"), answer.text, "calendar-days"),
        }[answer.meaning]

    def _nobody(self, text: str) -> str:
        words = self.tr("Nobody for “%1”. Try the birth date, or create the person.")
        return words.replace("%1", text.strip())

    def _hit(self, hit: Hit) -> Found:
        born = date_text(hit.born_on) if hit.born_on else ""
        seen = ""
        if hit.last_seen_at:
            day = date_text(local_date(hit.last_seen_at))
            seen = self.tr("last visit %1").replace("%1", day)
        detail = " · ".join(part for part in (born, hit.street, seen) if part)
        return Found(hit.person_id, "person", f"{hit.surname} {hit.name}".strip(), detail)
