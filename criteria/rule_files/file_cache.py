"""The rule files that were read, each once, with their diagnostics."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import BaseModel

from criteria.diagnostic import Diagnostic, UnsoundRules, shown
from criteria.rule_files.validation import validated
from criteria.rule_files.yaml_file import YamlFile, read_yaml, yaml_of


@dataclass(frozen=True, slots=True)
class RuleFile:
    """A rule file that was read.

    Attributes:
        file: its content with the locations of all parts.
        model: the content in the form of its kind, or None if it does not have that form.
        raw: its bytes.
    """

    path: Path
    file: YamlFile
    model: BaseModel | None
    raw: bytes


@dataclass
class FileCache:
    """Reads files once and collects what is wrong with them.

    Attributes:
        go_on: read on past mistakes as far as possible, instead of raising at the first unsound file.
        instead: bytes to read in place of what is on disk, to try a change before it is written.
        folder_diagnostics: what is wrong with the folder itself, at locations where no file was read.
    """

    go_on: bool = False
    instead: Mapping[Path, bytes] = field(default_factory=dict)
    read: dict[Path, RuleFile] = field(default_factory=dict)
    folder_diagnostics: list[Diagnostic] = field(default_factory=list)

    def get(self, path: Path) -> RuleFile:
        """Return a file, reading it if this is the first time."""
        if path not in self.read:
            if path in self.instead:
                file, raw = yaml_of(self.instead[path], shown(path)), self.instead[path]
            else:
                file, raw = read_yaml(path, shown(path))
            self.read[path] = RuleFile(path, file, validated(file), raw)
        return self.read[path]

    def raise_if_unsound(self, *paths: Path) -> None:
        """Raise if one of the files is unsound.

        With ``go_on``, raise only if one of them does not have the form of its kind, since nothing can be built then.

        Raises:
            UnsoundRules: with the diagnostics of these files.
        """
        files = [self.read[path] for path in paths]
        diagnostics = [diagnostic for found in files for diagnostic in found.file.diagnostics]
        if diagnostics and not (self.go_on and all(found.model is not None for found in files)):
            raise UnsoundRules(diagnostics)

    def raise_unless_going_on(self, *paths: Path) -> None:
        """Raise if one of the files is unsound; with ``go_on`` never, since other files can still be read."""
        if not self.go_on:
            self.raise_if_unsound(*paths)

    def refuse_folder(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Raise if anything is wrong with the folder; with ``go_on``, collect it instead."""
        found = list(diagnostics)
        if found and not self.go_on:
            raise UnsoundRules(found)
        self.folder_diagnostics += [diagnostic for diagnostic in found if diagnostic not in self.folder_diagnostics]
