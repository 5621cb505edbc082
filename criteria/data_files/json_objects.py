"""The JSON of data: one object of lists of flat objects, read in one pass that never descends.

Objects in objects mean nothing here, so they are passed over without being built: whatever a file holds, it costs no
more than its size.
"""

import json
import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from json.decoder import scanstring  # type: ignore[attr-defined]
from typing import NoReturn

from criteria.data_files.bounds import MOST_COLUMNS
from criteria.data_files.rows import PlainNumber

_BLANKS = re.compile(r"[ \t\n\r]*")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?|NaN|-?Infinity", re.ASCII)
_WORD = re.compile("true|false|null")
_BRACKETS = re.compile(r'["\[\]{}]')
_DEEPEST = 100
_LONGEST_PLAIN = 10_000
_LONGEST_SHOWN = 80


class TooDeep(Exception):
    """Lists or objects stand in each other more deeply than in any file of data."""


class TooLong(Exception):
    """An object has more keys than a table has columns.

    Attributes:
        limit: how many it may have.
    """

    limit = MOST_COLUMNS


@dataclass(frozen=True, slots=True)
class JsonObject:
    """A row.

    Attributes:
        start: where it begins in the text.
        cells: its texts by key; of a key that stands twice, the last.
        repeated: the keys that stand twice.
        no_texts: the values that are neither text, number nor null, as they are written.
    """

    start: int
    cells: Mapping[str, str]
    repeated: tuple[str, ...]
    no_texts: Mapping[str, str]


@dataclass
class JsonTables:
    """What stands in a file.

    Attributes:
        lists: for each name, whether a list stands there.
        repeated: the names that stand twice; only the first is read.
    """

    lists: dict[str, bool] = field(default_factory=dict)
    repeated: list[str] = field(default_factory=list)


_NOTHING: Mapping[str, str] = {}
_PAIRS = json.JSONDecoder(
    object_pairs_hook=lambda pairs: pairs,
    parse_int=PlainNumber,
    parse_float=PlainNumber,
    parse_constant=PlainNumber,
).scan_once  # type: ignore[attr-defined]
"""Python's own reader of an object, as a list of its keys and values."""

Take = Callable[[str, "JsonObject | str"], None]
"""Takes a row of a table; one that is no object comes as it is written."""


def read_tables_of(text: str, names: tuple[str, ...], take: Take) -> JsonTables | str:
    """Read the lists of these names row by row.

    Returns:
        What stands in the file; if that is something else, how it is written, shortened.

    Raises:
        json.JSONDecodeError: it is no JSON.
        TooDeep: it is nested too deeply.
        TooLong: an object has too many keys.
    """
    scanner = _Scanner(text)
    start = scanner.at = scanner.blanks(0)
    if text[start : start + 1] != "{":
        found = scanner.passed_over()
        scanner.end()
        return found
    tables, has_others = JsonTables(), False
    for key in scanner.each_key():
        if key in tables.lists and key not in tables.repeated:
            tables.repeated.append(key)
        if key not in names or key in tables.lists:
            has_others = has_others or key not in names
            tables.lists.setdefault(key, False)
            scanner.passed_over()
        else:
            tables.lists[key] = scanner.rows(partial(take, key))
    scanner.end()
    return ", ".join(tables.lists) if has_others else tables


class _Scanner:
    """A place in a text that moves on."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def blanks(self, at: int) -> int:
        """Return the place after blanks."""
        found = _BLANKS.match(self.text, at)
        return found.end() if found else at

    def fail(self, problem: str, at: int) -> NoReturn:
        """Refuse the text at a place, in the words of Python's own reader."""
        raise json.JSONDecodeError(problem, self.text, at)

    def end(self) -> None:
        """Check that nothing else follows."""
        self.at = self.blanks(self.at)
        if self.at != len(self.text):
            self.fail("Extra data", self.at)

    def each_key(self) -> "_Keys":
        """Iterate over the keys of an object; each value must be read before the next key."""
        return _Keys(self)

    def string(self) -> str:
        """Read the string that begins here."""
        found, self.at = scanstring(self.text, self.at + 1, True)
        return str(found)

    def rows(self, take: Callable[["JsonObject | str"], None]) -> bool:
        """Read a list of rows one by one; False if no list stands here."""
        if self.text[self.at : self.at + 1] != "[":
            self.passed_over()
            return False
        self.at = self.blanks(self.at + 1)
        if self.text[self.at : self.at + 1] == "]":
            self.at += 1
            return True
        while True:
            take(self._plain_row() or self._row() if self.text[self.at : self.at + 1] == "{" else self.passed_over())
            self.at = self.blanks(self.at)
            following = self.text[self.at : self.at + 1]
            if following == "]":
                self.at += 1
                return True
            if following != ",":
                self.fail("Expecting ',' delimiter", self.at)
            self.at = self.blanks(self.at + 1)

    def _plain_row(self) -> JsonObject | None:
        """Read a row of texts and numbers at once; None if it is any other, or has faults."""
        start = self.at
        end = self.text.find("}", start, start + _LONGEST_PLAIN) + 1
        written = self.text[start:end]
        if not written or "[" in written or written.find("{", 1) > 0:
            return None
        try:
            pairs, _ = _PAIRS(written, 0)
        except (ValueError, StopIteration):
            return None
        cells = {sys.intern(key): "" if value is None else value for key, value in pairs}
        if not len(pairs) == len(cells) <= MOST_COLUMNS or True in cells.values() or False in cells.values():
            return None
        self.at = end
        return JsonObject(start, cells, (), _NOTHING)

    def _row(self) -> JsonObject:
        start = self.at
        cells: dict[str, str] = {}
        no_texts: dict[str, str] = {}
        repeated: set[str] = set()
        for key in self.each_key():
            if key in cells:
                repeated.add(key)
                no_texts.pop(key, None)
            if len(cells) > MOST_COLUMNS:
                raise TooLong
            if self.text[self.at : self.at + 1] == '"':
                cells[key] = self.string()
            elif number := _NUMBER.match(self.text, self.at):
                cells[key] = PlainNumber(number[0])
                self.at = number.end()
            else:
                written = self.passed_over()
                cells[key] = ""
                if written != "null":
                    no_texts[key] = written
        return JsonObject(start, cells, tuple(sorted(repeated)), no_texts)

    def passed_over(self) -> str:
        """Pass over any value, and return it as it is written, shortened."""
        start = self.at
        following = self.text[start : start + 1]
        if following == '"':
            return self.string()[:_LONGEST_SHOWN]
        if following and following in "[{":
            return self._nested(start)
        found = _NUMBER.match(self.text, start) or _WORD.match(self.text, start)
        if found is None:
            self.fail("Expecting value", start)
        self.at = found.end()
        return found[0][:_LONGEST_SHOWN]

    def _nested(self, start: int) -> str:
        """Pass over a list or an object by its brackets; if it is small, Python's own reader checks it."""
        depth = 0
        while True:
            found = _BRACKETS.search(self.text, self.at)
            if found is None:
                self.fail("Expecting value", len(self.text))
            self.at = found.start()
            if found[0] == '"':
                self.string()
                continue
            self.at += 1
            depth += 1 if found[0] in "[{" else -1
            if depth > _DEEPEST:
                raise TooDeep
            if depth == 0:
                return self._checked(start)

    def _checked(self, start: int) -> str:
        written = self.text[start : min(self.at, start + 10 * _LONGEST_SHOWN)]
        if self.at > start + len(written):
            return written[:_LONGEST_SHOWN]
        try:
            return json.dumps(json.loads(written))[:_LONGEST_SHOWN]
        except json.JSONDecodeError as error:
            self.fail(error.msg, start + error.pos)


class _Keys:
    """The keys of an object, one after the other; see `_Scanner.each_key`."""

    def __init__(self, scanner: _Scanner) -> None:
        self._scanner = scanner
        self._is_first = True

    def __iter__(self) -> "_Keys":
        return self

    def __next__(self) -> str:
        scanner = self._scanner
        at = scanner.blanks(scanner.at + 1 if self._is_first else scanner.at)
        following = scanner.text[at : at + 1]
        if following == "}":
            scanner.at = at + 1
            raise StopIteration
        if not self._is_first:
            if following != ",":
                scanner.fail("Expecting ',' delimiter", at)
            at = scanner.blanks(at + 1)
            following = scanner.text[at : at + 1]
        self._is_first = False
        if following != '"':
            scanner.fail("Expecting property name enclosed in double quotes", at)
        scanner.at = at
        key = scanner.string()
        scanner.at = scanner.blanks(scanner.at)
        if scanner.text[scanner.at : scanner.at + 1] != ":":
            scanner.fail("Expecting ':' delimiter", scanner.at)
        scanner.at = scanner.blanks(scanner.at + 1)
        return key
