"""YAML to rulebooks: finds the files of the laws, reads them, and refuses the unsound with all complaints at once."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from pydantic import BaseModel

from criteria import schema
from criteria.building import RulebookBuilder
from criteria.cases import Case, cases_from
from criteria.catalogue import indicators_from, law_from, vocabulary_from
from criteria.complaint import Complaint, Place, UnsoundRules
from criteria.document import YamlFile, read_yaml
from criteria.form import formed
from criteria.indicator import Indicators
from criteria.rulebook import Law, Register, Rulebook
from criteria.soundness import complain_of_overlapping_laws
from criteria.task import Task, tasks_from
from criteria.vocabulary import Vocabulary

LAW_FILE = "law.yaml"
INDICATORS_FILE = "indicators.yaml"
TASKS_FILE = "tasks.yaml"
CASES_FOLDER = "cases"
VOCABULARY_FILE = "vocabulary.yaml"


@dataclass
class _Files:
    """Reads files once and gathers what is wrong with them."""

    root: Path
    read: dict[Path, tuple[YamlFile, BaseModel | None, bytes]] = field(default_factory=dict)

    def get(self, path: Path) -> tuple[YamlFile, BaseModel | None]:
        if path not in self.read:
            file, raw = read_yaml(path, shown(path))
            self.read[path] = (file, formed(file), raw)
        file, model, _ = self.read[path]
        return file, model

    def raw(self, path: Path) -> bytes:
        return self.read[path][2]

    def raise_if_unsound(self) -> None:
        complaints = [complaint for file, _, _ in self.read.values() for complaint in file.complaints]
        if complaints:
            raise UnsoundRules(complaints)


def shown(path: Path) -> str:
    """The path as messages show it: relative to the working folder where it lies below it."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)


class Library:
    """A rules folder: the catalogue, the vocabulary, and a folder for each law.

    Only the heads of the laws are read at once; a rulebook is read when it is asked for.

    Raises:
        UnsoundRules: on whatever is unsound in the files read, each complaint with file, line and column.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._files = _Files(folder)

    @cached_property
    def indicators(self) -> Indicators:
        """The indicator catalogue."""
        file, model = self._files.get(self.folder / INDICATORS_FILE)
        if model is not None and not isinstance(model, schema.IndicatorsDocument):
            file.complain((), "unexpected_document_kind", expected="indicators")
        self._files.raise_if_unsound()
        assert isinstance(model, schema.IndicatorsDocument)
        indicators = indicators_from(model, file)
        self._files.raise_if_unsound()
        return indicators

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """Kinds, regions and attributes."""
        file, model = self._files.get(self.folder / VOCABULARY_FILE)
        if model is not None and not isinstance(model, schema.VocabularyDocument):
            file.complain((), "unexpected_document_kind", expected="vocabulary")
        self._files.raise_if_unsound()
        assert isinstance(model, schema.VocabularyDocument)
        vocabulary = vocabulary_from(model, file)
        self._files.raise_if_unsound()
        return vocabulary

    @cached_property
    def _folders(self) -> Mapping[str, Path]:
        """The folders of the laws, by law id."""
        if not self.folder.is_dir():
            raise UnsoundRules([Complaint(Place(shown(self.folder)), "rules_folder_is_missing")])
        found = {path.parent.name: path.parent for path in sorted(self.folder.glob(f"*/{LAW_FILE}"))}
        if not found:
            raise UnsoundRules([Complaint(Place(shown(self.folder)), "no_law_is_there", {"expected": LAW_FILE})])
        return found

    @cached_property
    def register(self) -> Register:
        """The heads of all laws."""
        laws = []
        for name, folder in self._folders.items():
            file, model = self._files.get(folder / LAW_FILE)
            if isinstance(model, schema.LawDocument):
                if model.law != name:
                    file.complain(("law",), "law_is_not_its_folder", found=model.law, expected=name)
                laws.append((law_from(model, self.vocabulary, file), file))
            elif model is not None:
                file.complain((), "unexpected_document_kind", expected="law")
        self._files.raise_if_unsound()
        complain_of_overlapping_laws(laws)
        self._files.raise_if_unsound()
        return Register(law for law, _ in laws)

    def rulebook(self, law: Law) -> Rulebook:
        """The whole of a law in the register."""
        folder = self._folders[law.id]
        head_file, _ = self._files.get(folder / LAW_FILE)
        amended = next((self.rulebook(other) for other in self.register.laws if other.id == law.amends), None)
        builder = RulebookBuilder(law, head_file, self.indicators, self.vocabulary, amended)
        paths = sorted(folder.glob("*.yaml"))
        for path in paths:
            file, model = self._files.get(path)
            if model is not None and path.name not in {LAW_FILE, TASKS_FILE}:
                builder.add(model, file)
        # Before the parts are held against each other every part must be sound, or one mistake is told many times.
        self._files.raise_if_unsound()
        rulebook = builder.finish(self._sha256([self.folder / INDICATORS_FILE, self.folder / VOCABULARY_FILE, *paths]))
        self._files.raise_if_unsound()
        return rulebook

    @cached_property
    def tasks(self) -> tuple[Task, ...]:
        """The tasks of every plan on file, in files named ``tasks.yaml``."""
        found: list[Task] = []
        for folder in self._folders.values():
            if (path := folder / TASKS_FILE).exists():
                file, model = self._files.get(path)
                if isinstance(model, schema.TasksDocument):
                    found += tasks_from(model, self.indicators, file)
                elif model is not None:
                    file.complain((), "unexpected_document_kind", expected="tasks")
        self._files.raise_if_unsound()
        return tuple(found)

    def cases(self, law: Law) -> tuple[Case, ...]:
        """The worked cases beside a law, in ``cases/`` of its folder.

        Raises:
            UnsoundRules: a case names what the law has not.
        """
        rulebook = self.rulebook(law)
        found: list[Case] = []
        for path in sorted((self._folders[law.id] / CASES_FOLDER).glob("*.yaml")):
            file, model = self._files.get(path)
            if isinstance(model, schema.CasesDocument):
                found += cases_from(model, rulebook, file)
            elif model is not None:
                file.complain((), "unexpected_document_kind", expected="cases")
        self._files.raise_if_unsound()
        return tuple(found)

    def _sha256(self, paths: list[Path]) -> str:
        digest = hashlib.sha256()
        for path in paths:
            digest.update(path.relative_to(self.folder).as_posix().encode() + b"\0")
            digest.update(hashlib.sha256(self._files.raw(path)).digest())
        return digest.hexdigest()
