"""Diagnostics: what is wrong with a file and where, as facts that a renderer turns into sentences."""

import itertools
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from criteria.bilingual import BilingualText
from criteria.diagnostic_kinds import DiagnosticKind
from criteria.printable import printable


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file: a line and a column (in CSV a row and a column), or a cell of a worksheet; both from 1.

    An option of the command is a place too; it has no line, which is written as line 0.

    >>> str(Location("data/municipalities.csv", 3, 2)), str(Location("data.xlsx!measurements", 3, 28, is_cell=True))
    ('data/municipalities.csv:3:2', 'data.xlsx!measurements!AB3')
    >>> str(Location("--set population=many", 0))
    '--set population=many'
    """

    path: str
    line: int = 1
    column: int = 1
    is_cell: bool = False

    def __str__(self) -> str:
        path = printable(self.path)
        if not self.line:
            return path
        if self.is_cell:
            return f"{path}!{column_letters(self.column)}{self.line}"
        return f"{path}:{self.line}:{self.column}"


def column_letters(number: int) -> str:
    """Return the letters of a worksheet's column; columns are numbered from 1."""
    letters = ""
    while number:
        number, place = divmod(number - 1, 26)
        letters = chr(ord("A") + place) + letters
    return letters


class ComputedNumber(str):
    """A detail that the program computed, such as a sum: a renderer writes it with the reader's decimal sign.

    The text holds a decimal point. Every other detail quotes a file and is shown unchanged.
    """

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One mistake in a file, where it is, and the facts that a person needs to correct it.

    Attributes:
        location: where it was found.
        kind: what is wrong; the message catalogues hold a sentence for each kind.
        details: the facts of that sentence: what was found, what was expected, the nearest valid name, and so on. A
            number that the program computed is a `ComputedNumber`.
    """

    location: Location
    kind: DiagnosticKind
    details: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        facts = ", ".join(f"{name}={value}" for name, value in self.details.items())
        return f"{self.location}: {self.kind}" + (f" ({facts})" if facts else "")


MOST_SHOWN = 200
"""How many diagnostics are shown; the rest are counted."""

MOST_COMPARED = 2_000
"""Among how many names, or of how many characters in a name, the nearest is looked for; it takes time with more."""


class Unsound(Exception):
    """Files that cannot be used, with every diagnostic in the order of locations."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = sorted(diagnostics, key=lambda diagnostic: diagnostic.location)
        super().__init__("\n".join(str(diagnostic) for diagnostic in self.diagnostics[:MOST_SHOWN]))


class UnsoundRules(Unsound):
    """The rule files are unsound."""


class UnsoundData(Unsound):
    """The data files are unsound."""


class UnsoundOption(Unsound):
    """An option of the command stands for a cell of the data that could not be read."""


class NotOnFile(Exception):
    """Nothing has the name that was asked for.

    Attributes:
        kind: what was asked for: ``municipality``, ``law``, ``type``, ``law_on_day``, …
        name: the name asked for.
        known: the names that exist, the most similar first.
        details: further facts for the sentence.
    """

    def __init__(self, kind: str, name: str, known: Iterable[str], **details: str | BilingualText) -> None:
        self.kind = kind
        self.name = name
        self.known = nearest_first(name, known)
        self.details = details
        super().__init__(f"{kind} {name!r} is not on file; known: {', '.join(self.known)}")


UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
"""Control characters and unpaired surrogates, which no text may contain."""

UNPRINTABLE_IN_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
"""Like `UNPRINTABLE`, except that longer texts may contain tabs and line breaks."""

SHORT_LIST = 8


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Return the known name most similar to ``name``, or None if none is similar; one that differs in case only is.

    >>> nearest("nonagricultural-labour", ["population", "non-agricultural-labour"])
    'non-agricultural-labour'
    """
    names = list(itertools.islice(known, MOST_COMPARED + 1))
    if len(names) > MOST_COMPARED or len(name) > MOST_COMPARED:
        names = []
    alike = [other for other in names if other.casefold() == name.casefold()]
    matches = alike or get_close_matches(name, names, n=1, cutoff=0.5)
    return matches[0] if matches else None


def nearest_first(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return all known names in their own order, but the most similar first if there are many."""
    names = list(dict.fromkeys(known))
    if len(names) <= SHORT_LIST:
        return tuple(names)
    alike = names if len(names) <= MOST_COMPARED else [other for other in names if other[:2] == name[:2]]
    similar = get_close_matches(name[:MOST_COMPARED], alike[:MOST_COMPARED], n=3, cutoff=0.4)
    return (*similar, *(other for other in names if other not in similar))


KeyPath = tuple[str | int, ...]
"""The keys and positions that lead from the root of a document to a part of it."""


def shown(path: Path) -> str:
    """Return a path as messages show it: relative to the working folder if it is inside."""
    try:
        # Unlike Path.resolve, it goes on where links lead in a circle.
        return str(Path(os.path.realpath(path)).relative_to(Path.cwd()))
    except (ValueError, OSError):
        return str(path)
