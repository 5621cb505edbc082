"""What is wrong with a file, and where: facts for a renderer, no sentences."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from criteria.diagnostic_kinds import DiagnosticKind


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file: line and column (rules, CSV: row and column), both from 1; or a cell of a worksheet.

    >>> str(Location("data/municipalities.csv", 3, 2)), str(Location("data.xlsx!measurements", 3, 28, is_cell=True))
    ('data/municipalities.csv:3:2', 'data.xlsx!measurements!AB3')
    """

    path: str
    line: int = 1
    column: int = 1
    is_cell: bool = False

    def __str__(self) -> str:
        if self.is_cell:
            return f"{self.path}!{column_letters(self.column)}{self.line}"
        return f"{self.path}:{self.line}:{self.column}"


def column_letters(number: int) -> str:
    """The letters of a worksheet's column, from 1."""
    letters = ""
    while number:
        number, place = divmod(number - 1, 26)
        letters = chr(ord("A") + place) + letters
    return letters


class ComputedNumber(str):
    """A detail that is a number of the program, such as a sum: written with the decimal sign of the reader's language.

    It holds the number with a decimal point. Every other detail is shown as it is: it quotes what stands in a file.
    """

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One thing that is wrong, where it is, and what a person needs to mend it.

    Attributes:
        place: where it was found.
        kind: the name of the refusal, such as ``levels_cross``; the catalogues of ``reports`` hold its sentence.
        details: what was found, what was expected, the nearest valid name, … for that sentence; a number that was
            computed is a `ComputedNumber`.
    """

    location: Location
    kind: DiagnosticKind
    details: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        facts = ", ".join(f"{name}={value}" for name, value in self.details.items())
        return f"{self.location}: {self.kind}" + (f" ({facts})" if facts else "")


class Unsound(Exception):
    """Files that cannot be used; carries every diagnostic, in the order of their places."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = sorted(diagnostics, key=lambda diagnostic: diagnostic.location)
        super().__init__("\n".join(str(diagnostic) for diagnostic in self.diagnostics))


class UnsoundRules(Unsound):
    """The rule files are unsound."""


class UnsoundData(Unsound):
    """The data files are unsound."""


class NotOnFile(Exception):
    """Something asked for by name is not there.

    Attributes:
        kind: what was asked for: ``municipality``, ``law``, ``type``, ``law_on_day``, …
        name: the name asked for.
        known: the names that are there, nearest first.
        details: further facts for the sentence.
    """

    def __init__(self, kind: str, name: str, known: Iterable[str], **details: str) -> None:
        self.kind = kind
        self.name = name
        self.known = nearest_first(name, known)
        self.details = details
        super().__init__(f"{kind} {name!r} is not on file; known: {', '.join(self.known)}")


UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
"""What no text of a file may hold: control characters and halves of letters."""

UNPRINTABLE_IN_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
"""The same, but for the ends of lines and tabs that a longer text may have."""

SHORT_LIST = 8


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name most like ``name``, or None where none is like it.

    >>> nearest("nonagricultural-labour", ["population", "non-agricultural-labour"])
    'non-agricultural-labour'
    """
    matches = get_close_matches(name, list(known), n=1, cutoff=0.5)
    return matches[0] if matches else None


def nearest_first(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """All known names in their own order; where they are many, those most like ``name`` first."""
    names = list(dict.fromkeys(known))
    if len(names) <= SHORT_LIST:
        return tuple(names)
    similar = get_close_matches(name, names, n=3, cutoff=0.4)
    return (*similar, *(other for other in names if other not in similar))


KeyPath = tuple[str | int, ...]
"""The keys and positions that lead to a part of a document, from its root."""


def shown(path: Path) -> str:
    """The path as messages show it: relative to the working folder where it lies below it."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)
