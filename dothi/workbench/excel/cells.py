"""The keys that connect cells with numbers in rule files, and the texts of cells."""

import datetime
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from criteria.diagnostic import KeyPath
from criteria.diagnostic_kinds import DiagnosticKind
from criteria.indicator import Indicator
from criteria.number_text import may_be_grouped, with_point
from criteria.rule_files.fingerprint import fingerprint_of
from criteria.rule_files.provenance import Number, Provenance
from dothi.workbench.editing.draft import DraftFile
from dothi.workbench.editing.entries import LocatedProvenance

Key = tuple[str, str, str]
"""The file, the entry (``standards/population``, ``rules/islands``, empty for the file itself), and the name in it."""


class CellRefused(Exception):
    """A cell that cannot be read as text.

    Attributes:
        kind: The kind of diagnostic.
        details: The facts of its sentence.
    """

    def __init__(self, kind: DiagnosticKind, **details: str) -> None:
        self.kind = kind
        self.details = details
        super().__init__(kind)


@dataclass(frozen=True, slots=True)
class FileValue:
    """The value that a key identifies in a rule file: a number of a provenance or, if ``number`` is None, its basis."""

    placed: LocatedProvenance
    number: Number | None

    @property
    def text(self) -> str | None:
        """The text in the file."""
        return self.placed.provenance.basis if self.number is None else self.number.text

    @property
    def indicator(self) -> Indicator | None:
        """The indicator of the number's standard."""
        return None if self.number is None else self.placed.indicator_of(self.number)


def entry_id(file: DraftFile, entry: KeyPath) -> str:
    """Return the name that cells use for an entry of a file."""
    return f"{entry[0]}/{file.value(entry)['id']}" if entry else ""


def words_text(file: DraftFile, provenance: Provenance) -> str:
    """Return the fingerprint of the words that a provenance rests on; empty if it rests on none."""
    wording = fingerprint_of(file.value(()), provenance)
    return "" if wording is None else wording[1]


def basis_name(provenance: Provenance) -> str:
    """Return the name of a provenance's basis within its entry."""
    return ".".join(map(str, provenance.basis_route[len(provenance.entry) :]))


def file_values(placed: tuple[LocatedProvenance, ...]) -> Mapping[Key, FileValue]:
    """Return every number and every basis by its key."""
    values: dict[Key, FileValue] = {}
    for one in placed:
        entry = entry_id(one.file, one.provenance.entry)
        for number in one.provenance.numbers:
            values[one.file.name, entry, number.name] = FileValue(one, number)
        values[one.file.name, entry, basis_name(one.provenance)] = FileValue(one, None)
    return values


def text_of(cell: Any) -> str | None:
    """Return the content of a cell as rule files write it, or None if it is empty.

    A number written as text may have a decimal comma. It is refused if its separator could also group thousands.

    Raises:
        CellRefused: ``cell_is_no_number_or_text`` or ``number_is_ambiguous``.

    >>> text_of(26.5), text_of(1400.0), text_of("26,5"), text_of(" province "), text_of("")
    ('26.5', '1400', '26.5', 'province', None)
    """
    if isinstance(cell, bool | datetime.date | datetime.time | datetime.timedelta):
        raise CellRefused(DiagnosticKind.CELL_IS_NO_NUMBER_OR_TEXT, found=str(cell))
    if isinstance(cell, int | float):
        return plain_number(Decimal(repr(cell)))
    text = unicodedata.normalize("NFC", " ".join(str(cell).split()))
    if may_be_grouped(text):
        raise CellRefused(DiagnosticKind.NUMBER_IS_AMBIGUOUS, found=text)
    return with_point(text) or None


def plain_number(number: Decimal) -> str:
    """Return a number as text, without exponent or trailing zeros."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def grade_of(text: str, indicator: Indicator | None) -> str:
    """Return the id of the grade that a cell names by id or by name in either language; any other text unchanged."""
    if indicator is None:
        return text
    wanted = text.casefold()
    for grade in indicator.grades:
        if wanted in {grade.id.casefold(), grade.name.vi.casefold(), grade.name.en.casefold()}:
            return grade.id
    return text
