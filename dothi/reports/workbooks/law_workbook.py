"""The workbook of a law: a sheet per criterion with its standards, levels and points, and its rules as text."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from criteria.diagnostic import KeyPath
from criteria.rule_files.schema import BASIS_WORDS
from dothi.reports.law_table import in_force_text
from dothi.reports.texts import Texts
from dothi.reports.workbooks.sheets import SheetWriter, WorkbookWriter
from dothi.workbench.editing.draft import Draft, DraftFile
from dothi.workbench.editing.entries import located_provenances
from dothi.workbench.excel.cells import FileValue, Key, entry_id, file_values
from dothi.workbench.excel.layout import FIRST_ROW, TABLES_MARK

_STEPS = ("from", "base", "at", "each", "adds", "cap")
_BRACKETS = ("from", "points", "above", "points_above")
_LEADING = ("code", "standard", "unit")
_TRAILING = ("citation", "sources", "note")
_WIDTHS = {"code": 11, "standard": 42, "unit": 12, "citation": 30, "sources": 24, "note": 50}


def write_law(draft: Draft, path: Path, texts: Texts) -> None:
    """Write the workbook of a law; `dothi.workbench.excel.import_tables` reads it back."""
    writer = WorkbookWriter(path)
    writer.memory.append((TABLES_MARK, draft.rulebook.law.id))
    values = file_values(tuple(located_provenances(draft)))
    _write_head(draft, writer, texts)
    for file in draft.files:
        if file.kind in {"criterion", "counting"}:
            CriterionSheet(draft, file, values, texts).write(writer)
    _write_rules(draft, writer, texts)
    writer.close()


class CriterionSheet:
    """The sheet of one criterion."""

    def __init__(self, draft: Draft, file: DraftFile, values: Mapping[Key, FileValue], texts: Texts) -> None:
        self.draft = draft
        self.file = file
        self.values = values
        self.texts = texts
        self.content = file.value(())
        self.rows = list(self._rows())
        names = {key[2].removeprefix(prefix) for prefix, entry, _ in self.rows for key in self._keys(entry, prefix)}
        self.columns = [(group, name) for group, name in self._columns() if name in names]

    def write(self, writer: WorkbookWriter) -> None:
        """Write the sheet."""
        title = self._label("counting" if self.file.kind == "counting" else "criterion", id=self.content["criterion"])
        sheet = writer.sheet(title)
        self._write_headings(sheet)
        for place, (prefix, entry, whole) in enumerate(self.rows):
            self._write_row(sheet, writer, FIRST_ROW + place, prefix, entry, whole)
        first = 1 + len(_LEADING)
        sheet.sheet.set_row(0, None, None, {"hidden": True})
        sheet.sheet.set_column(0, 0, None, None, {"hidden": True})
        for place, name in enumerate((*_LEADING, *(n for _, n in self.columns), *_TRAILING)):
            width = _WIDTHS.get(name, 13 if "basis" in name else 11)
            sheet.sheet.set_column(1 + place, 1 + place, width)
        sheet.sheet.freeze_panes(FIRST_ROW, first - 1)
        sheet.sheet.set_landscape()
        sheet.sheet.repeat_rows(1, 2)

    def _label(self, key: str, **facts: str) -> str:
        return self.texts.text("workbook", key, **facts)

    def _rows(self) -> Iterator[tuple[str, KeyPath, bool]]:
        """Yield for each row the prefix of its names, its entry, and True if it is a total instead of a standard."""
        if self.file.kind == "counting":
            yield "required.", (), True
        else:
            yield "", (), True
        for place in range(len(self.content.get("groups") or ())):
            if self.content["groups"][place].get("points"):
                yield f"groups.{place}.", (), True
        for place in range(len(self.content.get("standards") or ())):
            yield "", ("standards", place), False
        if self.content.get("open_block"):
            yield "open_block.", (), True

    def _keys(self, entry: KeyPath, prefix: str) -> Iterator[Key]:
        """Yield the keys of the cells of a row."""
        identity = entry_id(self.file, entry)
        others = [other for other, where, _ in self.rows if where == entry and other] if not prefix else []
        for key in self.values:
            is_here = key[:2] == (self.file.name, identity) and key[2].startswith(prefix)
            if is_here and not any(key[2].startswith(other) for other in others):
                yield key

    def _columns(self) -> Iterator[tuple[str, str]]:
        """Yield every column that a sheet may have, with the heading above it."""
        yield "required", "count"
        for end in ("minimum", "maximum"):
            yield "points", f"points.{end}"
        for place in range(2):
            yield "points", f"points.basis.{place}"
        for known in self.draft.rulebook.law.types:
            for end in ("minimum", "maximum"):
                yield known.id, f"levels.{known.id}.{end}"
            for place in range(2):
                yield known.id, f"levels.{known.id}.basis.{place}"
        yield "level", "level"
        yield from (("steps", f"steps.{key}") for key in _STEPS)
        yield from (("brackets", f"brackets.{key}") for key in _BRACKETS)
        yield "level", "basis"

    def _write_headings(self, sheet: SheetWriter) -> None:
        sheet.text(0, 0, TABLES_MARK, "plain")
        names = (*_LEADING, *(name for _, name in self.columns), *_TRAILING)
        for column, name in enumerate(names, start=1):
            if "." in name or name in {"count", "level", "basis"}:
                sheet.text(0, column, name, "plain")
            sheet.text(2, column, self._heading(name), "heading")
        groups = ["", "", "", *(group for group, _ in self.columns), "", "", ""]
        start = 0
        for place in range(1, len(groups) + 1):
            if place == len(groups) or groups[place] != groups[start]:
                sheet.merged(1, 1 + start, place, self._group(groups[start]))
                start = place

    def _group(self, group: str) -> str:
        if group in {"", "points", "level", "steps", "brackets", "required"}:
            return self._label(f"over_{group}") if group else ""
        return self.texts.name(self.draft.rulebook.law.type(group).name)

    def _heading(self, name: str) -> str:
        first, last = name.split(".", maxsplit=1)[0], name.rsplit(".", maxsplit=1)[-1]
        if last in {"0", "1"}:
            return self._label(f"basis_{last}")
        if first in {"steps", "brackets"}:
            return self._label(f"{first}_{last}")
        return self._label(last if first in {"points", "levels"} else first)

    def _write_row(
        self, sheet: SheetWriter, writer: WorkbookWriter, row: int, prefix: str, entry: KeyPath, whole: bool
    ) -> None:
        keys = {key[2].removeprefix(prefix): key for key in self._keys(entry, prefix)}
        sheet.text(row, 0, f"{entry_id(self.file, entry)}#{prefix}", "plain")
        style = "whole" if whole else "text"
        leading, trailing = self._texts_of(entry, prefix)
        for column, text in enumerate(leading, start=1):
            sheet.text(row, column, text, style)
        for column, (_, name) in enumerate(self.columns, start=1 + len(leading)):
            if name not in keys:
                sheet.text(row, column, "", "nothing")
                continue
            value = self.values[keys[name]]
            self._write_cell(sheet, row, column, value)
            writer.memory.append((sheet.name, *keys[name], value.text or ""))
        for column, text in enumerate(trailing, start=1 + len(leading) + len(self.columns)):
            sheet.text(row, column, text, style)

    def _write_cell(self, sheet: SheetWriter, row: int, column: int, value: FileValue) -> None:
        indicator = value.placed.subject.indicator
        if value.number is None:
            sheet.text(row, column, value.text or "", "word")
            sheet.choices(row, column, [word for word in BASIS_WORDS if word != "signed-off"])
        elif indicator is not None and indicator.is_graded and value.number.is_measured:
            names = {grade.id: self.texts.name(grade.name) for grade in indicator.grades}
            is_clear = len(set(names.values())) == len(names)
            sheet.text(row, column, (names[value.text] if is_clear else value.text) if value.text else "", "word")
            sheet.choices(row, column, names.values() if is_clear else names)
        else:
            sheet.number(row, column, value.text)

    def _texts_of(self, entry: KeyPath, prefix: str) -> tuple[tuple[str, str, str], tuple[str, str, str]]:
        """Return the texts to the left and to the right of the numbers of a row."""
        part = self.content
        for step in prefix.strip(".").split(".") if prefix not in {"", "required."} else ():
            part = part[int(step)] if isinstance(part, list) else part[step]
        standard = self.file.value(entry) if entry else part
        name = standard["name"][self.texts.language]
        code = standard.get("code") or standard.get("id") or standard.get("criterion")
        indicator = self.draft.rulebook.indicators.get(standard.get("indicator", ""))
        unit = self.texts.name(indicator.unit) if indicator and indicator.unit else ""
        sources = ", ".join(standard.get("sources") or ())
        note = " ".join((standard.get("note") or "").split())
        citation = self.texts.citation(standard.get("citation") or "")
        return (code, name, unit), (citation, sources, note)


def _write_head(draft: Draft, writer: WorkbookWriter, texts: Texts) -> None:
    law = draft.rulebook.law
    sheet = writer.sheet(texts.text("workbook", "head"))
    sheet.sheet.set_column(0, 0, 28)
    sheet.sheet.set_column(1, 1, 100)
    sheet.text(0, 0, texts.name(law.title), "title")
    types = "; ".join(texts.name(known.name) for known in law.types)
    rows = [
        (texts.label("id"), law.id),
        (texts.label("in_force"), in_force_text(law, texts)),
        (texts.label("types"), types),
        (texts.label("points"), f"{texts.points(law.pass_mark.value)} / {texts.points(law.points_maximum.value)}"),
        *((texts.label("reading_name"), f"{texts.name(r.name)} ({texts.citation(r.citation)})") for r in law.readings),
        (texts.text("workbook", "how"), texts.text("workbook", "how_text", law=law.id)),
        *((word, texts.text("basis", word)) for word in BASIS_WORDS),
    ]
    for row, (label, text) in enumerate(rows, start=2):
        sheet.text(row, 0, label, "whole")
        sheet.text(row, 1, text)


def _write_rules(draft: Draft, writer: WorkbookWriter, texts: Texts) -> None:
    sheet = writer.sheet(texts.text("workbook", "rules"))
    for column, (key, width) in enumerate(
        (("name", 40), ("when", 45), ("then", 70), ("citation", 28), ("basis", 16), ("note", 50))
    ):
        sheet.text(0, column, texts.text("workbook", key), "heading")
        sheet.sheet.set_column(column, column, width)
    sheet.sheet.freeze_panes(1, 1)
    row = 1
    for file in draft.files:
        for place, rule in enumerate(file.value(()).get("rules") or ()):
            when, then = (file.spanned.piece(("rules", place, key)) for key in ("when", "then"))
            note = " ".join((rule.get("note") or "").split())
            basis = texts.text("basis", rule["basis"])
            cells: tuple[Any, ...] = (
                rule["name"][texts.language],
                when,
                then,
                texts.citation(rule["citation"]),
                basis,
                note,
            )
            for column, text in enumerate(cells):
                sheet.text(row, column, text)
            row += 1
