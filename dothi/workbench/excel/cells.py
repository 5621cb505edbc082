"""The keys by which cells name numbers, and the texts that cells stand for."""

import datetime
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from criteria.diagnostic import KeyPath
from criteria.indicator import Indicator
from criteria.rule_files.fingerprint import fingerprint_of
from criteria.rule_files.provenance import Number, Provenance
from dothi.workbench.editing.draft import DraftFile
from dothi.workbench.editing.entries import LocatedProvenance

Key = tuple[str, str, str]
"""File, entry (``standards/population``, ``rules/islands``, empty for the file itself), and the name within it."""

_AMBIGUOUS = re.compile(r"-?[1-9][0-9]{0,2}([.,][0-9]{3})+")
_COMMA = re.compile(r"(-?[0-9]+),([0-9]+)")


class CellRefused(Exception):
    """A cell that stands for no text. ``kind`` names the refusal, ``details`` what was found."""

    def __init__(self, kind: str, **details: str) -> None:
        self.kind = kind
        self.details = details
        super().__init__(kind)


@dataclass(frozen=True, slots=True)
class FileValue:
    """What stands behind a key: a number of a provenance, or (``number`` is None) its basis."""

    placed: LocatedProvenance
    number: Number | None

    @property
    def text(self) -> str | None:
        """What the file says."""
        return self.placed.provenance.basis if self.number is None else self.number.text

    @property
    def indicator(self) -> Indicator | None:
        """What the standard of the number measures."""
        return None if self.number is None else self.placed.indicator_of(self.number)


def entry_id(file: DraftFile, entry: KeyPath) -> str:
    """How cells name an entry of a file."""
    return f"{entry[0]}/{file.value(entry)['id']}" if entry else ""


def words_text(file: DraftFile, provenance: Provenance) -> str:
    """The mark of the words that a provenance rests on, as a work list remembers it; empty where it rests on none."""
    wording = fingerprint_of(file.value(()), provenance)
    return "" if wording is None else wording[1]


def basis_name(provenance: Provenance) -> str:
    """The name of a provenance's basis within its entry."""
    return ".".join(map(str, provenance.basis_route[len(provenance.entry) :]))


def file_values(placed: tuple[LocatedProvenance, ...]) -> Mapping[Key, FileValue]:
    """Every number and every basis by its key."""
    values: dict[Key, FileValue] = {}
    for one in placed:
        entry = entry_id(one.file, one.provenance.entry)
        for number in one.provenance.numbers:
            values[one.file.name, entry, number.name] = FileValue(one, number)
        values[one.file.name, entry, basis_name(one.provenance)] = FileValue(one, None)
    return values


def text_of(cell: Any) -> str | None:
    """The text that a cell stands for; None: it is empty.

    A number written as text may have a decimal comma; one of which the sign could also group thousands is refused.

    Raises:
        CellRefused: ``cell_is_no_number_or_text``, ``number_is_ambiguous``.

    >>> text_of(26.5), text_of(1400.0), text_of("26,5"), text_of(" province "), text_of("")
    ('26.5', '1400', '26.5', 'province', None)
    """
    if isinstance(cell, bool | datetime.date | datetime.time | datetime.timedelta):
        raise CellRefused("cell_is_no_number_or_text", found=str(cell))
    if isinstance(cell, int | float):
        return plain_number(Decimal(repr(cell)))
    text = unicodedata.normalize("NFC", " ".join(str(cell).split()))
    if _AMBIGUOUS.fullmatch(text):
        raise CellRefused("number_is_ambiguous", found=text)
    if match := _COMMA.fullmatch(text):
        return f"{match[1]}.{match[2]}"
    return text or None


def plain_number(number: Decimal) -> str:
    """A number without exponent or needless zeros."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def grade_of(text: str, indicator: Indicator | None) -> str:
    """The id of a grade that a cell names by its id or by its name in either language; any other text as it is."""
    if indicator is None:
        return text
    wanted = text.casefold()
    for grade in indicator.grades:
        if wanted in {grade.id.casefold(), grade.name.vi.casefold(), grade.name.en.casefold()}:
            return grade.id
    return text
