"""The files of one law with the changes that are meant for them: shown, tried, and only then written."""

import difflib
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from criteria.diagnostic import Diagnostic, KeyPath, Location, UnsoundRules, shown
from criteria.rule_files.library import CASES_FOLDER, Library
from criteria.rule_files.provenance import Provenance, provenances_of
from criteria.rule_files.yaml_file import YamlFile, yaml_of
from dothi.workbench.editing.text_edits import Edit, Span, SpannedYaml
from dothi.workbench.editing.text_file import TextFile


class DraftFile(TextFile):
    """One file of the law and the edits that are meant for it."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._edits: dict[Span, str] = {}

    @property
    def name(self) -> str:
        """Its name in the folder of the law."""
        return self.path.name

    @property
    def shown(self) -> str:
        """Its path as messages show it."""
        return shown(self.path)

    @property
    def kind(self) -> str:
        """What the file is."""
        return str(self.value(())["kind"])

    @cached_property
    def spanned(self) -> SpannedYaml:
        """The text as it is now, with its spans."""
        return SpannedYaml(self.text)

    @cached_property
    def yaml(self) -> YamlFile:
        """The content as it is now."""
        return yaml_of(self.raw, self.shown)

    @cached_property
    def provenances(self) -> tuple[Provenance, ...]:
        """What the file provenances now."""
        return tuple(provenances_of(self.yaml.content))

    def stage(self, edit: Edit) -> None:
        """Mean an edit; several additions at one place follow one another."""
        self._edits[edit.span] = self._edits.get(edit.span, "") + edit.text

    def value(self, route: KeyPath) -> Any:
        """The content at a route."""
        content = self.yaml.content
        for step in route:
            content = content[step]
        return content

    @property
    def changed(self) -> bytes:
        """What the file would say."""
        return self.with_bom(self.spanned.edited(self._edits))

    @property
    def changed_yaml(self) -> YamlFile:
        """The content as it would be."""
        return yaml_of(self.changed, self.shown)

    @property
    def is_changed(self) -> bool:
        """Whether anything would change."""
        return bool(self._edits) and self.changed != self.raw


class Draft:
    """The files of one law, to be changed.

    Raises:
        UnsoundRules: the law is unsound as it is; then nothing is changed in it.
    """

    def __init__(self, library: Library, law: str) -> None:
        self.library = library
        self.rulebook = library.rulebook(library.register.law(law))
        self.files = tuple(DraftFile(path) for path in sorted((library.folder / law).glob("*.yaml")))

    @property
    def changed(self) -> tuple[DraftFile, ...]:
        """The files that would change."""
        return tuple(file for file in self.files if file.is_changed)

    def difference(self) -> Iterator[str]:
        """The lines of a unified diff of all changes."""
        for file in self.changed:
            before, after = (_lines(raw) for raw in (file.raw, file.changed))
            yield from _unified(before, after, file.shown)

    def validated(self) -> Library:
        """The rules folder with the changes made, every law in it read and found sound; nothing is written.

        Raises:
            UnsoundRules: with the changes some law would not be sound; places are those of the changed text.
        """
        library = Library(self.library.folder, instead={file.path: file.changed for file in self.changed})
        for law in library.register.laws:
            library.rulebook(law)
            if (library.folder / law.id / CASES_FOLDER).is_dir():
                library.cases(law)
        return library

    def write(self) -> None:
        """Write the changed files, each whole or not at all.

        Raises:
            UnsoundRules: a file is no longer what was read of it; nothing is written.
        """
        changed = self.changed
        if others := [file for file in changed if not file.is_unchanged_on_disk]:
            raise UnsoundRules([Diagnostic(Location(file.shown), "file_changed_meanwhile") for file in others])
        written: list[tuple[DraftFile, Path]] = []
        try:
            written.extend((file, file.beside(file.changed)) for file in changed)
            for file, beside in written:
                beside.replace(file.path.resolve())
        finally:
            for _, beside in written:
                beside.unlink(missing_ok=True)


def _unified(before: Sequence[str], after: Sequence[str], name: str) -> Iterator[str]:
    """A unified diff; that of `difflib` takes lines which stand often in a long file for noise."""
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
