"""One YAML file, read safely: plain mappings, lists and texts, with the location of every key and value.

Features of YAML that endanger rule files are refused: aliases and anchors, tags, repeated keys, several documents in
one file; so are files over 1 MiB, nesting deeper than 32, and more than 30,000 values. A scalar stays the text that is
written (``NO`` is a word, ``1.50`` keeps its digits); only unquoted ``null``, ``true`` and ``false`` are converted.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from criteria.bounded_files import FileRefused, read_whole
from criteria.diagnostic import UNPRINTABLE_IN_TEXT, Diagnostic, KeyPath, Location, UnsoundRules
from criteria.diagnostic_kinds import DiagnosticKind
from criteria.rule_files.old_names import NEW_NAMES, OldName, current_key, current_word

LARGEST_FILE = 1024 * 1024
DEEPEST_NESTING = 32

MOST_VALUES = 30_000
"""Ten times the size of a law's largest file; a file with more values is not a rule file and would only take time."""

MOST_DIAGNOSTICS = 100
"""After this many diagnostics, a file is not checked further; they must be corrected first."""
_FOREIGN_SIGNS = re.compile("[\u00a0\u2002-\u200b\u202f\u3000\uff0c\uff1a\uff3b\uff3d\uff5b\uff5d]")
"""Non-breaking spaces and full-width signs; pasted from a text processor, they look like the signs of YAML."""
_PLAIN_WORDS: dict[str, Any] = {"null": None, "~": None, "": None, "true": True, "false": False}
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class TooManyDiagnostics(UnsoundRules):
    """A file has so many diagnostics that it is not checked further."""


@dataclass
class YamlFile:
    """The content of a YAML file and the location of each part of it.

    Attributes:
        content: mappings, lists, texts, None, True and False; None if the file could not be read.
        diagnostics: what is wrong with the file.
        values, keys: the mark of each value and of each key, by route.
        old_names: the old names that it uses; ``content`` and all routes have the new names.
    """

    path: str
    content: Any = None
    diagnostics: list[Diagnostic] = field(default_factory=list)
    values: dict[KeyPath, Any] = field(default_factory=dict)
    keys: dict[KeyPath, Any] = field(default_factory=dict)
    old_names: list[OldName] = field(default_factory=list)
    _told: set[str] = field(default_factory=set)

    def location(self, route: KeyPath, of_key: bool = False) -> Location:
        """Return the location of the value (or its key) at this route, or of the nearest enclosing part."""
        marks = self.keys if of_key and route in self.keys else self.values
        while route not in marks:
            if not route:
                return Location(self.path)
            route = route[:-1]
        return Location(self.path, marks[route].line + 1, marks[route].column + 1)

    def has(self, route: KeyPath) -> bool:
        """True if the file has a value at this route."""
        return route in self.values

    def report(self, route: KeyPath, kind: DiagnosticKind, of_key: bool = False, **details: str) -> None:
        """Add a diagnostic about the part at this route.

        Raises:
            TooManyDiagnostics: the file has too many diagnostics to be checked further.
        """
        self.tell(Diagnostic(self.location(route, of_key), kind, details))

    def tell(self, diagnostic: Diagnostic) -> None:
        """Add a diagnostic unless the file has it already.

        Raises:
            TooManyDiagnostics: the file has too many diagnostics to be checked further.
        """
        if str(diagnostic) in self._told:
            return
        if len(self.diagnostics) == MOST_DIAGNOSTICS:
            limit = {"limit": str(MOST_DIAGNOSTICS)}
            self.diagnostics.append(Diagnostic(diagnostic.location, DiagnosticKind.TOO_MANY_DIAGNOSTICS, limit))
        if len(self.diagnostics) > MOST_DIAGNOSTICS:
            raise TooManyDiagnostics(self.diagnostics)
        self._told.add(str(diagnostic))
        self.diagnostics.append(diagnostic)


def read_yaml(path: Path, shown_path: str) -> tuple[YamlFile, bytes]:
    """Read a YAML file and return it with its bytes; what is wrong with it is in its ``diagnostics``."""
    try:
        raw = read_whole(path, LARGEST_FILE, shown_path)
    except FileRefused as refused:
        return YamlFile(shown_path, diagnostics=[refused.diagnostic]), b""
    return yaml_of(raw, shown_path), raw


def yaml_of(raw: bytes, shown_path: str) -> YamlFile:
    """Like `read_yaml`, but from bytes already in memory."""
    document = YamlFile(shown_path)
    if len(raw) > LARGEST_FILE:
        document.report((), DiagnosticKind.FILE_IS_TOO_LARGE, limit="1 MiB")
        return document
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        document.diagnostics.append(Diagnostic(Location(shown_path, line), DiagnosticKind.FILE_IS_NOT_UTF8))
        return document
    try:
        _Builder(document).build(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Location(shown_path, mark.line + 1, mark.column + 1) if mark else Location(shown_path)
        document.content = None
        foreign = _foreign_sign(text, place)
        document.diagnostics.append(
            foreign or Diagnostic(place, DiagnosticKind.YAML_IS_MALFORMED, {"problem": error.problem or ""})
        )
    except yaml.reader.ReaderError as error:
        document.content = None
        before = text[: error.position] if isinstance(error.position, int) else ""
        place = Location(shown_path, before.count("\n") + 1, len(before) - before.rfind("\n"))
        document.diagnostics.append(Diagnostic(place, DiagnosticKind.YAML_IS_MALFORMED, {"problem": error.reason}))
    return document


def _foreign_sign(text: str, location: Location) -> Diagnostic | None:
    """Report a sign that looks like one of YAML's, on the line where reading failed or the line above."""
    lines = text.splitlines()
    for number in (location.line, location.line - 1):
        line = lines[number - 1] if 0 < number <= len(lines) else ""
        if found := _FOREIGN_SIGNS.search(line):
            details = {"found": f"U+{ord(found[0]):04X}", "expected": unicodedata.normalize("NFKC", found[0])}
            return Diagnostic(Location(location.path, number, found.start() + 1), DiagnosticKind.FOREIGN_SIGN, details)
    return None


def _line_and_column(event: yaml.Event) -> tuple[int, int]:
    assert event.start_mark is not None
    return event.start_mark.line + 1, event.start_mark.column + 1


class _TooMuch(Exception):
    """A limit was exceeded; the rest of the file is not read."""


class _Builder:
    """Builds the content from YAML events, so that YAML constructs no objects.

    Events are distinguished by their exact class, because this runs for every word of every law.
    """

    def __init__(self, document: YamlFile) -> None:
        self.document = document
        self.next_event: Callable[[], Any]
        self.count = 0
        self.values, self.keys = document.values, document.keys

    def build(self, text: str) -> None:
        self.next_event = _LOADER(text).get_event
        documents = 0
        try:
            while type(event := self.next_event()) is not yaml.StreamEndEvent:
                if isinstance(event, yaml.DocumentStartEvent):
                    documents += 1
                    if documents > 1:
                        self._report_at(event, DiagnosticKind.SEVERAL_DOCUMENTS)
                        return
                elif isinstance(event, yaml.NodeEvent):
                    self.document.content = self._value(event, (), 1)
        except (_TooMuch, TooManyDiagnostics):
            self.document.content = None
        if documents == 0:
            self.document.report((), DiagnosticKind.FILE_IS_EMPTY)

    def _report_at(self, event: yaml.Event, kind: DiagnosticKind, **details: str) -> None:
        self.document.tell(Diagnostic(Location(self.document.path, *_line_and_column(event)), kind, details))

    def _value(self, event: Any, route: KeyPath, depth: int) -> Any:
        self.values[route] = event.start_mark
        self.count += 1
        if self.count > MOST_VALUES:
            self._report_at(event, DiagnosticKind.FILE_SAYS_TOO_MUCH, limit=str(MOST_VALUES))
            raise _TooMuch
        form = type(event)
        if form is yaml.AliasEvent:
            self._report_at(event, DiagnosticKind.ALIAS_IS_REFUSED, found=event.anchor or "")
            return None
        if event.anchor is not None or event.tag is not None:
            self._check_conveniences(event)
        if form is yaml.ScalarEvent:
            return self._word(event, route)
        if depth > DEEPEST_NESTING:
            self._report_at(event, DiagnosticKind.NESTING_IS_TOO_DEEP, limit=str(DEEPEST_NESTING))
            raise _TooMuch
        if form is yaml.SequenceStartEvent:
            return self._list(route, depth + 1)
        return self._mapping(route, depth + 1)

    def _word(self, event: Any, route: KeyPath) -> Any:
        word = event.value
        if word in NEW_NAMES:
            word = self._renamed(event, current_word(route, word))
        if not word.isprintable() and UNPRINTABLE_IN_TEXT.search(word):
            self._report_at(event, DiagnosticKind.CONTROL_CHARACTER)
        return _PLAIN_WORDS.get(word, word) if event.implicit[0] else word

    def _renamed(self, event: Any, name: str) -> str:
        """Return the new name; if the old one is written, record where."""
        if name != event.value:
            place = Location(self.document.path, *_line_and_column(event))
            self.document.old_names.append(OldName(place, event.value, name))
        return name

    def _check_conveniences(self, event: Any) -> None:
        if event.anchor is not None:
            self._report_at(event, DiagnosticKind.ANCHOR_IS_REFUSED, found=event.anchor)
        if event.tag is not None:
            self._report_at(event, DiagnosticKind.TAG_IS_REFUSED, found=event.tag)

    def _list(self, route: KeyPath, depth: int) -> list[Any]:
        items: list[Any] = []
        while type(event := self.next_event()) is not yaml.SequenceEndEvent:
            items.append(self._value(event, (*route, len(items)), depth))
        return items

    def _mapping(self, route: KeyPath, depth: int) -> dict[str, Any]:
        content: dict[str, Any] = {}
        while type(event := self.next_event()) is not yaml.MappingEndEvent:
            if type(event) is not yaml.ScalarEvent:
                self._report_at(event, DiagnosticKind.KEY_IS_NO_WORD)
                self._value(event, (*route, "?"), depth)
                self._value(self.next_event(), (*route, "?", "value"), depth)
                continue
            if event.anchor is not None or event.tag is not None:
                self._check_conveniences(event)
            key = event.value
            if key in NEW_NAMES:
                key = self._renamed(event, current_key(route, key))
            if key in content:
                self._report_at(event, DiagnosticKind.KEY_STANDS_TWICE, found=event.value)
            here = (*route, key)
            self.keys[here] = event.start_mark
            content[key] = self._value(self.next_event(), here, depth)
        return content
