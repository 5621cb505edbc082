"""The meaning of the rows of a data set, in any file format; each diagnostic has its row and column."""

import datetime
import itertools
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial

from criteria.data_files.bounds import LONGEST_CELL, MOST_FAULTS, MOST_FAULTS_OF_A_BATCH
from criteria.data_files.circles import circle_text, units_in_circles
from criteria.data_files.old_tags import OLD_TAGS, tags_of, word_of_tags
from criteria.data_files.repeated_values import merged
from criteria.data_files.value_cells import claims_of, quantity_of, read_cells
from criteria.diagnostic import UNPRINTABLE, UNPRINTABLE_IN_TEXT, Diagnostic, Location, UnsoundData, nearest
from criteria.diagnostic_kinds import DiagnosticKind
from criteria.indicator import Indicators
from criteria.municipality import NEVER_CLASSIFIED, NOWHERE, TYPES, Dataset, Measurement, Municipality
from criteria.quantity import Claim
from criteria.spreadsheet_noise import has_noise
from criteria.stated import Stated, stated_by
from criteria.vocabulary import Vocabulary

MUNICIPALITIES = "municipalities"
MEASUREMENTS = "measurements"
COLUMNS: Mapping[str, tuple[str, ...]] = {
    MUNICIPALITIES: (
        "id",
        "name",
        "kind",
        "current_type",
        "type_as_of",
        "type_document",
        "province",
        "region",
        "attributes",
        "formation",
        "budget_level",
        "has_commune_units",
        "inner_area",
        "outer_area",
        "part_of",
    ),
    MEASUREMENTS: ("municipality", "indicator", "value", "as_of", "source", "note"),
}
REQUIRED_COLUMNS: Mapping[str, tuple[str, ...]] = {
    MUNICIPALITIES: ("id", "name", "kind"),
    MEASUREMENTS: ("municipality", "indicator", "value", "as_of"),
}

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
LONGEST_ID = 80
LONGEST_DETAIL = 400
YES_OR_NO = ("yes", "no")
MOST_SUGGESTIONS = 50
"""The number of mistakes for which the nearest name is searched, which takes time with many names."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its cells by column name, and the location of each."""

    cells: Mapping[str, str]
    location: Callable[[str], Location]

    def cell(self, column: str) -> str:
        """Return the text of a cell without surrounding spaces; it is empty if the column is missing."""
        return self.cells.get(column, "").strip()

    def is_plain_number(self, column: str) -> bool:
        """True if the cell is a number in the file, not a text."""
        return isinstance(self.cells.get(column), PlainNumber)


@dataclass
class Tables:
    """The rows of both tables, and the diagnostics of the files so far.

    Attributes:
        location: the location of the table of municipalities.
        notes: what is told of the files besides.
        is_wide: True if they come from one table in which a municipality and its measurements are one row: its name
            and kind may be blank, and its values have no day of their own.
    """

    municipalities: list[Row] = field(default_factory=list)
    measurements: list[Row] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    location: Location = NOWHERE
    notes: list[Diagnostic] = field(default_factory=list)
    is_wide: bool = False


class PlainNumber(str):
    """A number of a JSON file or a workbook; its decimal sign is the point, whatever sign the texts of the data use."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a municipality, or a row that belongs to no known municipality, cannot be read."""

    municipality: str
    diagnostic: Diagnostic


class DatasetReader:
    """Converts rows to municipalities and measurements."""

    def __init__(self, tables: Tables, vocabulary: Vocabulary, indicators: Indicators, decimal_sign: str = ".") -> None:
        self._tables = tables
        self._vocabulary = vocabulary
        self._indicators = indicators
        self._decimal_sign = decimal_sign
        self._diagnostics = list(tables.diagnostics)
        self._refused: list[Refused] = []
        self._notes = list(tables.notes)
        self._suggestions = 0
        self._most_faults = MOST_FAULTS

    def dataset(self) -> Dataset:
        """Return the data set.

        Raises:
            UnsoundData: with every diagnostic; also if there is no municipality at all.
        """
        dataset = self._read()
        if self._diagnostics:
            raise UnsoundData(self._diagnostics)
        return dataset

    def readable(self) -> tuple[Dataset, tuple[Refused, ...]]:
        """Return the municipalities whose rows are all readable, and why the others are not.

        Raises:
            UnsoundData: the files themselves cannot be used, or there is no municipality at all.
        """
        if self._diagnostics:
            raise UnsoundData(self._diagnostics)
        self._most_faults = MOST_FAULTS_OF_A_BATCH
        dataset = self._read()
        if not self._refused and self._diagnostics:
            raise UnsoundData(self._diagnostics)
        refused = {one.municipality for one in self._refused}
        municipalities = {name: known for name, known in dataset.municipalities.items() if name not in refused}
        measurements = tuple(known for known in dataset.measurements if known.municipality not in refused)
        return Dataset(municipalities, measurements, notes=dataset.notes), tuple(self._refused)

    def _read(self) -> Dataset:
        for row in itertools.chain(self._tables.municipalities, self._tables.measurements):
            self._check_texts(row)
        municipalities: dict[str, Municipality] = {}
        repeated: set[str] = set()
        for row in self._tables.municipalities:
            municipality = self._municipality(row)
            if (earlier := municipalities.get(municipality.id)) is not None:
                self._report(
                    row, "id", DiagnosticKind.ID_STANDS_TWICE, found=municipality.id, first=str(earlier.location)
                )
                repeated.add(municipality.id)
            municipalities[municipality.id] = municipality
        for row in self._tables.municipalities:
            if (whole := row.cell("part_of")) and whole not in municipalities:
                self._report_unknown(row, "part_of", DiagnosticKind.UNKNOWN_MUNICIPALITY, whole, municipalities)
        self._check_circles(municipalities)
        measurements: dict[tuple[str, str, datetime.date], Measurement] = {}
        for row in self._tables.measurements:
            measurement = self._measurement(row, municipalities)
            if measurement is None:
                continue
            key = (measurement.municipality, measurement.indicator, measurement.as_of)
            one = merged(measurements[key], measurement) if key in measurements else measurement
            if one is None and self._tables.is_wide and measurement.municipality in repeated:
                continue  # a consequence of the id that stands twice
            if one is None:
                unit, indicator, day = map(str, key)
                self._report(
                    row, "as_of", DiagnosticKind.MEASURED_TWICE, municipality=unit, indicator=indicator, day=day
                )
                continue
            if one is measurements.get(key):
                self._note(row, "value", DiagnosticKind.SAME_VALUE_TWICE, found=row.cell("value"))
            measurements[key] = one
        if not self._diagnostics and not municipalities:
            self._diagnostics.append(Diagnostic(self._tables.location, DiagnosticKind.NO_MUNICIPALITY_IS_THERE))
        return Dataset(municipalities, tuple(measurements.values()), notes=tuple(self._notes))

    def _check_texts(self, row: Row) -> None:
        """Check that no cell holds control characters, or more than a text ever does."""
        for column, text in row.cells.items():
            if column == "municipality" and self._tables.is_wide:
                continue  # the cell of the id, which stands once in a wide table
            unprintable = UNPRINTABLE_IN_TEXT if column in {"source", "note"} else UNPRINTABLE
            if unprintable.search(text):
                self._report(row, column, DiagnosticKind.CONTROL_CHARACTER)
            if len(text) > LONGEST_CELL:
                limit = f"{LONGEST_CELL:,}"
                self._report(row, column, DiagnosticKind.TEXT_IS_TOO_LONG, found=text[:20], limit=limit)

    def _check_circles(self, municipalities: Mapping[str, Municipality]) -> None:
        """Check that no municipality is part of itself, directly or through others."""
        wholes = {known.id: known.part_of for known in municipalities.values() if known.part_of}
        in_circles = units_in_circles(wholes)
        for row in self._tables.municipalities:
            if (unit := row.cell("id")) in in_circles and row.cell("part_of") == wholes[unit]:
                circle = circle_text(unit, wholes)
                self._report(row, "part_of", DiagnosticKind.UNITS_ARE_PARTS_OF_EACH_OTHER, circle=circle)

    def _municipality(self, row: Row) -> Municipality:
        identifier = row.cell("id")
        if not _SLUG.fullmatch(identifier) or len(identifier) > LONGEST_ID:
            self._report(row, "id", DiagnosticKind.NOT_A_SLUG, found=identifier[:LONGEST_ID])
        is_wide = self._tables.is_wide
        name = unicodedata.normalize("NFC", row.cell("name") or (identifier if is_wide else ""))
        if not name and not is_wide:
            self._report(row, "name", DiagnosticKind.CELL_IS_EMPTY, cell="name")
        attributes = stated_by(row.cell("attributes"))
        old_tags = (attributes.words | attributes.denied) & OLD_TAGS.keys() - set(self._vocabulary.attributes)
        for tag in sorted((attributes.words | attributes.denied) - set(self._vocabulary.attributes) - old_tags):
            self._report_unknown(row, "attributes", DiagnosticKind.UNKNOWN_ATTRIBUTE, tag, self._vocabulary.attributes)
        for tag in sorted(attributes.contradictions):
            self._report(row, "attributes", DiagnosticKind.ATTRIBUTE_IS_CONTRADICTED, found=tag)
        old = Stated(attributes.words & old_tags, attributes.denied & old_tags)
        attributes = Stated(attributes.words - old_tags, attributes.denied - old_tags, attributes.is_complete)
        self._note_old_tags(row, sorted(old_tags))
        return Municipality(
            id=identifier,
            name=name,
            kind=self._word(row, "kind", self._vocabulary.kinds, optional=is_wide) or "",
            current_type=self._word(row, "current_type", (*TYPES, NEVER_CLASSIFIED), optional=True),
            province=row.cell("province") or None,
            region=self._word(row, "region", self._vocabulary.regions, optional=True),
            attributes=attributes,
            inner_area=self._yes_or_no(row, "inner_area"),
            outer_area=self._yes_or_no(row, "outer_area"),
            part_of=row.cell("part_of") or None,
            location=row.location(""),
            type_as_of=self._day(row, "type_as_of") if row.cell("type_as_of") else None,
            type_document=row.cell("type_document") or None,
            formation=self._with_old_tags(row, "formation", self._vocabulary.formations, old),
            budget_level=_answer(self._with_old_tags(row, "budget_level", YES_OR_NO, old)),
            has_commune_units=_answer(self._with_old_tags(row, "has_commune_units", YES_OR_NO, old)),
        )

    def _with_old_tags(self, row: Row, column: str, known: Iterable[str], old: Stated) -> str | None:
        """Return the word of a column, or that of the old tags if the column is blank; both must agree."""
        word, of_tags = self._word(row, column, known, optional=True), word_of_tags(column, old)
        if word is not None and of_tags is not None and word != of_tags:
            tags = ", ".join(tag for tag in tags_of(column) if tag in old.words | old.denied)
            self._report(row, column, DiagnosticKind.COLUMN_SAYS_OTHERWISE, found=tags, key=column)
        return word or of_tags

    def _note_old_tags(self, row: Row, tags: list[str]) -> None:
        for tag in tags:
            details = {"found": tag, "column": OLD_TAGS[tag][0], "word": OLD_TAGS[tag][1]}
            note = Diagnostic(row.location("attributes"), DiagnosticKind.ATTRIBUTE_HAS_A_COLUMN, details)
            self._notes.append(note)

    def _measurement(self, row: Row, municipalities: Mapping[str, Municipality]) -> Measurement | None:
        before = len(self._diagnostics)
        if (municipality := row.cell("municipality")) not in municipalities:
            self._report_unknown(row, "municipality", DiagnosticKind.UNKNOWN_MUNICIPALITY, municipality, municipalities)
        indicator = self._indicators.get(row.cell("indicator"))
        if indicator is None:
            self._report_unknown(
                row, "indicator", DiagnosticKind.UNKNOWN_INDICATOR, row.cell("indicator"), self._indicators
            )
        as_of = self._day(row, "as_of")
        if indicator is None or as_of is None:
            return None
        stated = dict(read_cells(row.cells, lambda cell: self._sign(row, cell), indicator, partial(self._tell, row)))
        for cell, claim in claims_of(stated):
            self._check_claim(row, cell, claim)
        if len(self._diagnostics) == before:
            quantity = quantity_of(row.cells, stated, partial(self._tell, row))
        if len(self._diagnostics) > before:
            return None
        for cell, part in stated.items():
            text = row.cell(cell)
            if has_noise(text, self._sign(row, cell)):
                shown = indicator.quantity_text(part)
                self._note(row, cell, DiagnosticKind.NUMBER_HAS_NOISE, found=text, shown=shown)
        return Measurement(municipality, indicator.id, quantity, as_of, row.cell("source"), row.cell("note"))

    def _sign(self, row: Row, cell: str) -> str:
        return "." if row.is_plain_number(cell) else self._decimal_sign

    def _tell(self, row: Row, cell: str, kind: DiagnosticKind, details: Mapping[str, str]) -> None:
        self._report(row, cell, kind, **details)

    def _check_claim(self, row: Row, cell: str, claim: Claim) -> None:
        """Report a claim about a type that no law has."""
        types = self._vocabulary.types
        if types is not None and claim.type not in types:
            meant, every = self._nearest(claim.type, list(types)), ", ".join(types)
            self._report(row, cell, DiagnosticKind.CLAIM_NAMES_NO_TYPE, found=claim.type, expected=every, nearest=meant)

    def _word(self, row: Row, column: str, known: Iterable[str], optional: bool = False) -> str | None:
        word = row.cell(column)
        if not word and optional:
            return None
        if word not in known:
            self._report_unknown(row, column, DiagnosticKind.WORD_IS_NOT_ALLOWED, word, known)
        return word

    def _yes_or_no(self, row: Row, column: str) -> bool | None:
        return _answer(self._word(row, column, YES_OR_NO, optional=True))

    def _day(self, row: Row, column: str) -> datetime.date | None:
        text = row.cell(column)
        try:
            if _DAY.fullmatch(text):
                return datetime.date.fromisoformat(text)
        except ValueError:
            pass
        self._report(row, column, DiagnosticKind.NOT_A_DATE, found=text[:LONGEST_ID])
        return None

    def _note(self, row: Row, column: str, kind: DiagnosticKind, **details: str) -> None:
        shortened = {name: detail[:LONGEST_DETAIL] for name, detail in details.items()}
        self._notes.append(Diagnostic(row.location(column), kind, shortened))

    def _report(self, row: Row, column: str, kind: DiagnosticKind, **details: str) -> None:
        shortened = {name: detail[:LONGEST_DETAIL] for name, detail in details.items()}
        diagnostic = Diagnostic(row.location(column), kind, shortened)
        self._diagnostics.append(diagnostic)
        self._refused.append(Refused(row.cell("municipality") or row.cell("id"), diagnostic))
        if len(self._diagnostics) >= self._most_faults:
            limit = {"limit": f"{self._most_faults:,}"}
            more = Diagnostic(diagnostic.location, DiagnosticKind.TOO_MANY_DIAGNOSTICS, limit)
            raise UnsoundData([*self._diagnostics, more])

    def _report_unknown(self, row: Row, column: str, kind: DiagnosticKind, found: str, known: Iterable[str]) -> None:
        first = list(itertools.islice(known, 13))
        expected = ", ".join(first if len(first) <= 12 else [*first[:12], "…"])
        found = found[:LONGEST_ID]
        self._report(row, column, kind, found=found, expected=expected, nearest=self._nearest(found, known))

    def _nearest(self, found: str, known: Iterable[str]) -> str:
        self._suggestions += 1
        return (nearest(found, known) or "") if self._suggestions <= MOST_SUGGESTIONS else ""


def _answer(word: str | None) -> bool | None:
    return None if word is None else word == "yes"
