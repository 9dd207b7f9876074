# SPDX-License-Identifier: EUPL-1.2
"""Columns, counts and progress of an import, in the language of the window."""

from __future__ import annotations

from PySide6.QtCore import QObject

from welfare_desk.desk.applying import FIELDS as OF_APPLICATIONS
from welfare_desk.desk.importing import FIELDS, Counts, OpenJob, Progress, Proposal, reason_text


class ImportWords(QObject):
    """What an import says."""

    def __init__(self, parent: QObject, lang: str) -> None:
        super().__init__(parent)
        self._lang = lang
        self.applications = False
        """Whether the rows are applications for a fund."""

    def fields(self) -> tuple[tuple[str, str], ...]:
        """Return what a column may hold; the first is not to use it."""
        names = {
            "surname": self.tr("Surname"),
            "name": self.tr("Name"),
            "full_name": self.tr("Surname and name together"),
            "given_first": self.tr("Name and surname together"),
            "fiscal_code": self.tr("Fiscal code"),
            "code_status": self.tr("How the fiscal code is known"),
            "sex": self.tr("Sex"),
            "born_on": self.tr("Birth date"),
            "birthplace": self.tr("Birthplace"),
            "birth_province": self.tr("Province of birth"),
            "birthplace_code": self.tr("Code of the birthplace"),
            "phone": self.tr("Phone"),
            "other_phone": self.tr("Second phone"),
            "address": self.tr("Street and number together"),
            "street": self.tr("Street"),
            "street_no": self.tr("Number"),
            "postal_code": self.tr("Postal code"),
            "municipality": self.tr("Municipality"),
            "members": self.tr("How many in the household"),
            "member_codes": self.tr("Names and codes of the others"),
            "disabled": self.tr("People with a disability"),
            "isee": self.tr("ISEE"),
            "isee_issued_on": self.tr("Day of the ISEE"),
            "isee_valid_to": self.tr("Last day of the ISEE"),
            "isee_kind": self.tr("Kind of ISEE"),
            "dsu_no": self.tr("DSU number"),
            "income": self.tr("Income of the month"),
            "other_support": self.tr("Other benefits"),
            "other_support_amount": self.tr("Amount of other benefits"),
            "resident_from": self.tr("Resident from"),
            "filed_on": self.tr("Day of the application"),
            "protocol_no": self.tr("Protocol number"),
            "documents": self.tr("Documents shown"),
        }
        listed = OF_APPLICATIONS if self.applications else FIELDS
        return (("", self.tr("Not used")), *((each, names[each]) for each in listed))

    def file(self, proposal: Proposal) -> str:
        """Return what kind of file it is and how long."""
        rows = self.tr("%n rows", "", proposal.rows)
        if proposal.kind == "xlsx":
            return f"{rows} · {self.tr('sheet %1').replace('%1', proposal.sheet)}"
        parted = {
            "\t": self.tr("separated by tabs"),
            ";": self.tr("separated by semicolons"),
            ",": self.tr("separated by commas"),
            "|": self.tr("separated by vertical bars"),
        }.get(proposal.delimiter, self.tr("separated by %1").replace("%1", proposal.delimiter))
        written = {
            "cp1252": self.tr("Windows characters"),
            "utf-8": self.tr("UTF-8 characters"),
            "utf-8-sig": self.tr("UTF-8 characters"),
        }.get(proposal.encoding.lower(), proposal.encoding)
        return f"{rows}, {parted} · {written}"

    def lacking(self, proposal: Proposal) -> str:
        """Return what has to be in a column before anything can begin, or nothing."""
        names = dict(self.fields())
        listed = ", ".join(names[each] for each in proposal.missing)
        return self.tr("Choose the column of: %1").replace("%1", listed) if listed else ""

    def figures(self, counts: Counts) -> tuple[tuple[str, int, str], ...]:
        """Return name, count and colour of each figure."""
        changed = (self.tr("Brought up to date"), counts.changed, "text")
        return (
            (self.tr("New"), counts.new, "ok"),
            *(() if self.applications else (changed,)),
            (self.tr("Here already"), counts.already, "text"),
            (self.tr("Refused"), counts.refused, "danger" if counts.refused else "text"),
            (self.tr("To look at"), counts.warned, "warning" if counts.warned else "text"),
        )

    def reasons(self, by: dict[str, int]) -> tuple[tuple[str, int], ...]:
        """Return each reason in words with its count, the most frequent first."""
        told = sorted(by.items(), key=lambda each: (-each[1], each[0]))
        return tuple((reason_text(code, {}, self._lang), count) for code, count in told)

    def progress(self, at: Progress) -> str:
        """Return how far it is and how long it still takes."""
        words = self.tr("%1 rows of %2").replace("%1", _grouped(at.done))
        words = words.replace("%2", _grouped(max(at.total, at.done)))
        if at.remaining_s is None or at.state != "running":
            return words
        minutes = -(-at.remaining_s // 60)
        left = (
            self.tr("less than a minute left")
            if at.remaining_s < 60
            else self.tr("about %n minutes left", "", minutes)
        )
        return f"{words} · {left}"

    def ended(self, at: Progress, *, dry: bool) -> tuple[str, str]:
        """Return how it ended: the fact, and what to do now."""
        done, total = _grouped(at.counts.imported), _grouped(max(at.total, at.done))
        if dry:
            fact = self.tr("Tried: %1 rows of %2 can be imported").replace("%1", done)
            return fact.replace("%2", total), self.tr("Nothing was recorded.")
        if at.state == "stopped":
            fact = self.tr("Stopped after %1 rows of %2; no row is half in")
            fact = fact.replace("%1", _grouped(at.done)).replace("%2", total)
            return fact, self.tr("Import the same file again to go on from there.")
        fact = self.tr("Imported %1 rows of %2; no row is half in").replace("%1", done)
        if at.counts.refused:
            remedy = self.tr("Put the refused rows right in their file and import that file.")
        else:
            remedy = self.tr("The privacy notice is due at each person's next visit.")
        return fact.replace("%2", total), remedy

    def open_job(self, job: OpenJob) -> tuple[str, str]:
        """Return what was stopped, and how to go on."""
        fact = self.tr("An import was stopped after %1 rows of %2")
        fact = fact.replace("%1", _grouped(job.rows_done))
        fact = fact.replace("%2", _grouped(max(job.rows_total, job.rows_done)))
        if job.there:
            return fact, self.tr("It goes on where it was; nobody is registered twice.")
        return fact, self.tr("Its file is no longer where it was. Bring it back to go on.")


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", ".") if number >= 10_000 else str(number)
