"""The files of one law with the changes that are meant for them: shown, tried, and only then written."""

import difflib
import os
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from criteria.claims import Claim, claims_of
from criteria.condition import Path as Route
from criteria.document import YamlFile, yaml_of
from criteria.loading import CASES_FOLDER, Library, shown
from criteria.rewriting.spans import Edit, Span, SpannedYaml

_MARK = b"\xef\xbb\xbf"


@dataclass(eq=False)
class DraftFile:
    """One file of the law and the edits that are meant for it.

    Attributes:
        name: its name in the folder of the law.
        raw: what it says now.
    """

    path: Path
    raw: bytes
    edits: dict[Span, str] = field(default_factory=dict)

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
        text = self.raw.removeprefix(_MARK).decode()
        return SpannedYaml(text, "\r\n" if "\r\n" in text else "\n")

    @cached_property
    def yaml(self) -> YamlFile:
        """The content as it is now."""
        return yaml_of(self.raw, self.shown)

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """What the file claims now."""
        return tuple(claims_of(self.yaml.content))

    def edit(self, edit: Edit) -> None:
        """Mean an edit; several additions at one place follow one another."""
        self.edits[edit.span] = self.edits.get(edit.span, "") + edit.text

    def value(self, route: Route) -> Any:
        """The content at a route."""
        content = self.yaml.content
        for step in route:
            content = content[step]
        return content

    @property
    def changed(self) -> bytes:
        """What the file would say."""
        mark = _MARK if self.raw.startswith(_MARK) else b""
        return mark + self.spanned.edited(self.edits).encode()

    @property
    def changed_yaml(self) -> YamlFile:
        """The content as it would be."""
        return yaml_of(self.changed, self.shown)

    @property
    def is_changed(self) -> bool:
        """Whether anything would change."""
        return bool(self.edits) and self.changed != self.raw


class Draft:
    """The files of one law, to be changed.

    Raises:
        UnsoundRules: the law is unsound as it is; then nothing is changed in it.
    """

    def __init__(self, library: Library, law: str) -> None:
        self.library = library
        self.rulebook = library.rulebook(library.register.law(law))
        self.files = tuple(DraftFile(path, path.read_bytes()) for path in sorted((library.folder / law).glob("*.yaml")))

    @property
    def changed(self) -> tuple[DraftFile, ...]:
        """The files that would change."""
        return tuple(file for file in self.files if file.is_changed)

    def difference(self) -> Iterator[str]:
        """The lines of a unified diff of all changes."""
        for file in self.changed:
            before, after = (_lines(raw) for raw in (file.raw, file.changed))
            yield from difflib.unified_diff(before, after, file.shown, file.shown, lineterm="")

    def tried(self) -> Library:
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
        """Write the changed files, each whole or not at all."""
        written = [(file, _beside(file.path, file.changed)) for file in self.changed]
        for file, beside in written:
            beside.replace(file.path.resolve())


def _beside(path: Path, raw: bytes) -> Path:
    """A new file with this content and the rights of the file beside which it stands."""
    target = path.resolve()
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    with os.fdopen(descriptor, "wb") as file:
        file.write(raw)
    Path(name).chmod(target.stat().st_mode)
    return Path(name)


def _lines(raw: bytes) -> Sequence[str]:
    return raw.decode().removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
