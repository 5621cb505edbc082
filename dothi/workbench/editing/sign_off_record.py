"""The record of a sign-off as it is written beside the signed numbers."""

from criteria.diagnostic import KeyPath
from criteria.sign_off import SignOff
from dothi.workbench.editing.draft import DraftFile
from dothi.workbench.editing.scalars import written, written_list, written_numbers

_WIDTH = 120


def add_record(file: DraftFile, entry: KeyPath, record: SignOff) -> None:
    """Stage the edit that adds a record to an entry, after any records it already has."""
    spanned = file.spanned
    route: KeyPath = (*entry, "signed")
    if spanned.has(route):
        column = spanned.indent(route)
        file.stage(spanned.item(route, _in_braces(record), _as_item(record, column)))
    elif spanned.is_flow(entry):
        file.stage(spanned.entry(entry, "signed", f"[{_in_braces(record)}]", after=_after(file, entry)))
    else:
        lines = tuple("  " + line for line in _as_item(record, spanned.indent(entry) + 2))
        file.stage(spanned.entry(entry, "signed", "", lines, _after(file, entry)))


def _after(file: DraftFile, entry: KeyPath) -> str | None:
    """Return the key that the record follows; None for the last key.

    In the file of a criterion it follows the numbers that it is about, above the list of standards.
    """
    if entry:
        return None
    has = file.spanned.has
    return next((key for key in ("required", "points") if has((key,)) and has(("standards",))), None)


def _in_braces(record: SignOff) -> str:
    numbers = "".join(written_numbers(record.numbers, "numbers: {", None))
    if record.words:
        numbers += ", " + "".join(written_numbers(record.words, "words: {", None))
    return (
        f"{{by: {written_list(record.by)}, date: {record.date.isoformat()}, document: {written(record.document)}, "
        f"{numbers}}}"
    )


def _as_item(record: SignOff, column: int) -> tuple[str, ...]:
    """Return the lines of the record as an item of a list that begins at this column."""
    first, *rest = (
        f"by: {written_list(record.by)}",
        f"date: {record.date.isoformat()}",
        f"document: {written(record.document)}",
        *written_numbers(record.numbers, "numbers: {", _WIDTH - column - len("- ")),
        *(written_numbers(record.words, "words: {", _WIDTH - column - len("- ")) if record.words else ()),
    )
    return (f"- {first}", *(f"  {line}" for line in rest))
