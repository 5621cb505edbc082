"""The files of one law with staged edits: shown as a diff, validated, and only then written."""

import difflib
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from criteria.diagnostic import Diagnostic, KeyPath, Location, UnsoundRules, shown
from criteria.diagnostic_kinds import DiagnosticKind
from criteria.rule_files.folder_layout import CASES_FOLDER, rule_files_in
from criteria.rule_files.library import Library
from criteria.rule_files.provenance import Provenance, provenances_of
from criteria.rule_files.yaml_file import YamlFile, yaml_of
from dothi.whole_files import whole_files
from dothi.workbench.editing.text_edits import Edit, Span, SpannedYaml
from dothi.workbench.editing.text_file import TextFile


class DraftFile(TextFile):
    """One file of the law and its staged edits."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._edits: dict[Span, str] = {}

    @property
    def name(self) -> str:
        """Its name within the folder of the law."""
        return self.path.name

    @property
    def shown(self) -> str:
        """Its path as messages show it."""
        return shown(self.path)

    @property
    def kind(self) -> str:
        """The ``kind`` that the file states."""
        return str(self.value(())["kind"])

    @cached_property
    def spanned(self) -> SpannedYaml:
        """The current text with the span of every value."""
        return SpannedYaml(self.text)

    @cached_property
    def yaml(self) -> YamlFile:
        """The current content."""
        return yaml_of(self.raw, self.shown)

    @cached_property
    def provenances(self) -> tuple[Provenance, ...]:
        """The provenances that the file currently states."""
        return tuple(provenances_of(self.yaml.content))

    def stage(self, edit: Edit) -> None:
        """Stage an edit. Several additions at one place follow one another."""
        self._edits[edit.span] = self._edits.get(edit.span, "") + edit.text

    def value(self, route: KeyPath) -> Any:
        """Return the content at a route."""
        content = self.yaml.content
        for step in route:
            content = content[step]
        return content

    @property
    def changed(self) -> bytes:
        """The bytes of the file with the staged edits."""
        return self.with_bom(self.spanned.edited(self._edits))

    @property
    def changed_yaml(self) -> YamlFile:
        """The content of the file with the staged edits."""
        return yaml_of(self.changed, self.shown)

    @property
    def is_changed(self) -> bool:
        """True if the staged edits change anything."""
        return bool(self._edits) and self.changed != self.raw


class Draft:
    """The files of one law, to be edited.

    Raises:
        UnsoundRules: The law is unsound as it is, so it cannot be edited.
    """

    def __init__(self, library: Library, law: str) -> None:
        self.library = library
        self.rulebook = library.rulebook(library.register.law(law))
        self.files = tuple(DraftFile(path) for path in rule_files_in(library.folder / law))

    @property
    def changed(self) -> tuple[DraftFile, ...]:
        """The files that the staged edits change."""
        return tuple(file for file in self.files if file.is_changed)

    def difference(self) -> Iterator[str]:
        """Yield the lines of a unified diff of all staged edits."""
        for file in self.changed:
            before, after = (_lines(raw) for raw in (file.raw, file.changed))
            yield from _unified(before, after, file.shown)

    def validated(self) -> Library:
        """Return the rules folder with the staged edits after validating every law in it. Nothing is written.

        Raises:
            UnsoundRules: A law would be unsound. Locations are those in the changed text.
        """
        library = Library(self.library.folder, instead={file.path: file.changed for file in self.changed})
        for law in library.register.laws:
            library.rulebook(law)
            if (library.folder / law.id / CASES_FOLDER).is_dir():
                library.cases(law)
        return library

    def write(self) -> None:
        """Write the changed files, all of them or none.

        Raises:
            UnsoundRules: A file of the law, or one on which it rests, has changed on disk since it was read. Nothing is
                written.
        """
        changed = self.changed
        rests_on = {found.path: found.raw for found in self.library.files_read}
        read = rests_on | {file.path: file.raw for file in self.files}
        if others := [path for path, raw in read.items() if not path.is_file() or path.read_bytes() != raw]:
            raise UnsoundRules(
                [Diagnostic(Location(shown(path)), DiagnosticKind.FILE_CHANGED_MEANWHILE) for path in others]
            )
        with whole_files() as files:
            for file in changed:
                file.put_beside(file.changed, files)


def _unified(before: Sequence[str], after: Sequence[str], name: str) -> Iterator[str]:
    """Yield a unified diff of two files.

    `difflib.unified_diff` would treat lines that are frequent in a long file as noise.
    """
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for place, group in enumerate(matcher.get_grouped_opcodes()):
        if not place:
            yield from (f"--- {name}", f"+++ {name}")
        first, last = group[0], group[-1]
        old, new = (f"{start + 1},{end - start}" for start, end in ((first[1], last[2]), (first[3], last[4])))
        yield f"@@ -{old} +{new} @@"
        for kind, i1, i2, j1, j2 in group:
            if kind == "equal":
                yield from (f" {line}" for line in before[i1:i2])
                continue
            yield from (f"-{line}" for line in before[i1:i2])
            yield from (f"+{line}" for line in after[j1:j2])


def _lines(raw: bytes) -> Sequence[str]:
    return raw.decode().removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
