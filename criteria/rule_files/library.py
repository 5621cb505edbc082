"""Reads all YAML of the law: finds the files of a rules folder and builds what they say.

Unsound files are refused with every diagnostic at once.
"""

import datetime
import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from criteria.bounded_files import is_readable_name, refusing
from criteria.cases import Case
from criteria.diagnostic import Diagnostic, Location, UnsoundRules, shown
from criteria.diagnostic_kinds import DiagnosticKind
from criteria.indicator import Indicators
from criteria.law import Law, Register
from criteria.municipality import TYPES
from criteria.passed_over import is_passed_over
from criteria.rule_files import schema
from criteria.rule_files.builder import RulebookBuilder
from criteria.rule_files.cases import cases_from
from criteria.rule_files.consistency import check_amended_laws, check_overlapping_laws
from criteria.rule_files.file_cache import FileCache, RuleFile
from criteria.rule_files.folder_layout import (
    CASES_FOLDER,
    INDICATORS_FILE,
    LAW_FILE,
    TARGETS_FILE,
    TASKS_FILE,
    VOCABULARY_FILE,
    folders_without_law,
    misplaced_files,
    rule_files_in,
)
from criteria.rule_files.heads import law_from
from criteria.rule_files.indicators import indicators_from, vocabulary_from
from criteria.rule_files.law_context import LawContext
from criteria.rule_files.source_map import SourceMap
from criteria.rule_files.targets import targets_from
from criteria.rule_files.tasks import tasks_from
from criteria.rule_files.yaml_file import YamlFile
from criteria.rulebook import Rulebook
from criteria.target import Target
from criteria.task import Task
from criteria.vocabulary import Vocabulary

Form = TypeVar("Form", bound=BaseModel)
Built = TypeVar("Built")
Item = TypeVar("Item")

_NOT_BUILT_UPON = {
    DiagnosticKind.LAW_IS_NOT_ITS_FOLDER,
    DiagnosticKind.UNKNOWN_LAW,
    DiagnosticKind.AMENDED_LAW_IS_NOT_EARLIER,
}
"""A law with one of these diagnostics is left out of the register even when reading goes on."""


class Library:
    """A rules folder: the indicator catalogue, the vocabulary, and one folder for each law.

    The heads of all laws are read together. A whole rulebook is read when it is first asked for, and then kept.

    With ``go_on``, reading continues past mistakes as far as possible, so that `diagnostics` is as complete as it can
    be. What it then returns may be shown, but must never be used to judge a municipality.

    Args:
        instead: bytes to read in place of what files say on disk, to try a change before it is written.

    Raises:
        UnsoundRules: if anything in the files read is unsound; each diagnostic has file, line and column.
    """

    def __init__(self, folder: Path, go_on: bool = False, instead: Mapping[Path, bytes] | None = None) -> None:
        self.folder = folder
        self._files = FileCache(go_on, instead or {})
        self._rulebooks: dict[str, Rulebook] = {}

    @property
    def files_read(self) -> tuple[RuleFile, ...]:
        """Every file read so far."""
        return tuple(self._files.read.values())

    @property
    def diagnostics(self) -> list[Diagnostic]:
        """Everything wrong with the files read so far and with the folders they are in."""
        of_files = (diagnostic for found in self.files_read for diagnostic in found.file.diagnostics)
        return [*self._files.folder_diagnostics, *of_files]

    def read(self, path: Path) -> RuleFile:
        """Return one file, however unsound it is."""
        return self._files.get(path)

    @cached_property
    def indicators(self) -> Indicators:
        """The indicator catalogue."""

        def build(model: schema.IndicatorsDocument, file: YamlFile) -> Indicators:
            return indicators_from(model, self.vocabulary, file)

        return self._shared(INDICATORS_FILE, "indicators", schema.IndicatorsDocument, build)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The kinds of municipality, the regions and the attributes."""
        return self._shared(VOCABULARY_FILE, "vocabulary", schema.VocabularyDocument, vocabulary_from)

    @cached_property
    def words_of_data(self) -> Vocabulary:
        """The vocabulary with the types of all laws, by which data are read."""
        types = dict.fromkeys(known.id for law in self.register.laws for known in law.types)
        urban = [known for known in TYPES if known in types]
        return replace(self.vocabulary, types=tuple(dict.fromkeys((*urban, *types))))

    def _shared(self, name: str, kind: str, form: type[Form], build: Callable[[Form, YamlFile], Built]) -> Built:
        self._require_folder()
        path = self.folder / name
        found = self._files.get(path)
        if found.model is not None and not isinstance(found.model, form):
            found.file.report((), DiagnosticKind.UNEXPECTED_DOCUMENT_KIND, expected=kind)
        self._files.raise_if_unsound(path)
        if not isinstance(found.model, form):
            raise UnsoundRules(found.file.diagnostics)
        built = build(found.model, found.file)
        self._files.raise_if_unsound(path)
        return built

    def _require_folder(self) -> None:
        if not is_readable_name(self.folder, UnsoundRules) or not self.folder.is_dir():
            raise UnsoundRules([Diagnostic(Location(shown(self.folder)), DiagnosticKind.RULES_FOLDER_IS_MISSING)])

    @cached_property
    def folders(self) -> Mapping[str, Path]:
        """The folders of the laws, by name, which is the law's id."""
        self._require_folder()
        with refusing(UnsoundRules, self.folder):
            self._files.refuse_folder(misplaced_files(self.folder))
            folders = (path.parent for path in sorted(self.folder.glob(f"*/{LAW_FILE}")))
            found = {folder.name: folder for folder in folders if not is_passed_over(folder)}
            without_law = folders_without_law(self.folder)
        if not found or without_law:
            self._files.refuse_folder(
                Diagnostic(Location(shown(path)), DiagnosticKind.NO_LAW_IS_THERE, {"expected": LAW_FILE})
                for path in without_law or [self.folder]
            )
        return found

    @cached_property
    def register(self) -> Register:
        """The heads of all laws."""
        laws = []
        for name, folder in self.folders.items():
            found = self._files.get(folder / LAW_FILE)
            if isinstance(found.model, schema.LawDocument):
                if found.model.law != name:
                    kind = DiagnosticKind.LAW_IS_NOT_ITS_FOLDER
                    found.file.report(("law",), kind, found=found.model.law, expected=name)
                laws.append((law_from(found.model, self.vocabulary, found.file), found.file))
            elif found.model is not None:
                found.file.report((), DiagnosticKind.UNEXPECTED_DOCUMENT_KIND, expected="law")
        heads = [folder / LAW_FILE for folder in self.folders.values()]
        self._files.raise_unless_going_on(*heads)
        check_overlapping_laws(laws)
        check_amended_laws(laws, self.folders.keys() - {law.id for law, _ in laws})
        self._files.raise_unless_going_on(*heads)
        return Register(
            law for law, file in laws if not any(found.kind in _NOT_BUILT_UPON for found in file.diagnostics)
        )

    def rulebook_in_force(self, family: str, day: datetime.date, target: str | None = None) -> Rulebook | None:
        """Return the law of a family that is in force on a day, for one type if given, or None if there is none."""
        laws = (law for law in self.register.laws_on(family, day) if target is None or law.is_in_force(day, target))
        law = next(laws, None)
        return None if law is None else self.rulebook(law)

    def rulebook(self, law: Law) -> Rulebook:
        """Return the whole of a law in the register."""
        if law.id not in self._rulebooks:
            self._rulebooks[law.id] = self._read_rulebook(law)
        return self._rulebooks[law.id]

    def _read_rulebook(self, law: Law) -> Rulebook:
        folder = self.folders[law.id]
        amended = self._amended(law)
        context = LawContext(law, self.indicators, self.vocabulary, amended)
        builder = RulebookBuilder(context, self.read(folder / LAW_FILE).file)
        paths = rule_files_in(folder)
        for path in paths:
            found = self._files.get(path)
            if found.model is not None and path.name not in {TASKS_FILE, TARGETS_FILE}:
                builder.add(found.model, found.file)
        if any(self.read(path).model is None for path in paths):
            builder.look_at_parts()
        # Parts are compared with each other only if each is sound; otherwise one mistake would be reported many times.
        self._files.raise_if_unsound(*paths)
        shared = [self.folder / INDICATORS_FILE, self.folder / VOCABULARY_FILE]
        rulebook = builder.finish(self._sha256([*shared, *paths], amended))
        self._files.raise_if_unsound(*paths)
        return rulebook

    def source_map(self, law: Law) -> SourceMap:
        """Return the locations of every part of a law."""
        self.rulebook(law)
        amended = self.source_map(self.register.law(law.amends)) if law.amends else None
        files = [self._files.get(path).file for path in rule_files_in(self.folders[law.id])]
        return SourceMap(self.read(self.folders[law.id] / LAW_FILE).file, files, amended)

    def _amended(self, law: Law) -> Rulebook | None:
        """Return the law that this one amends, or None; an unsound one is refused even when reading goes on."""
        if law.amends is None:
            return None
        amended = self.rulebook(self.register.law(law.amends))
        if diagnostics := self.diagnostics_of(amended.law):
            raise UnsoundRules(diagnostics)
        return amended

    def diagnostics_of(self, law: Law) -> list[Diagnostic]:
        """Return what is wrong with the files of a law read so far, without its cases."""
        folder = self.folders[law.id]
        files = (found.file for found in self.files_read if found.path.parent == folder)
        return [diagnostic for file in files for diagnostic in file.diagnostics]

    @cached_property
    def tasks(self) -> tuple[Task, ...]:
        """The tasks of every plan, from the files named ``tasks.yaml``."""

        def build(model: schema.TasksDocument, file: YamlFile) -> Iterable[Task]:
            return tasks_from(model, self.indicators, file)

        return self._items(self._beside_laws(TASKS_FILE), "tasks", schema.TasksDocument, build)

    @cached_property
    def targets(self) -> tuple[Target, ...]:
        """The targets of every programme, from the files named ``targets.yaml``."""

        def build(model: schema.TargetsDocument, file: YamlFile) -> Iterable[Target]:
            return targets_from(model, self.register, file)

        return self._items(self._beside_laws(TARGETS_FILE), "targets", schema.TargetsDocument, build)

    def cases(self, law: Law) -> tuple[Case, ...]:
        """Return the worked cases of a law, from ``cases/`` in its folder.

        Raises:
            UnsoundRules: a case names something that the law does not have.
        """
        rulebook = self.rulebook(law)

        def build(model: schema.CasesDocument, file: YamlFile) -> Iterable[Case]:
            return cases_from(model, rulebook, file)

        with refusing(UnsoundRules, self.folder):
            paths = rule_files_in(self.folders[law.id] / CASES_FOLDER)
        return self._items(paths, "cases", schema.CasesDocument, build)

    def _beside_laws(self, name: str) -> list[Path]:
        return [path for folder in self.folders.values() if (path := folder / name).exists()]

    def _items(
        self, paths: list[Path], kind: str, form: type[Form], build: Callable[[Form, YamlFile], Iterable[Item]]
    ) -> tuple[Item, ...]:
        """Return what all these files list; a file of another kind is a diagnostic."""
        items: list[Item] = []
        for path in paths:
            found = self._files.get(path)
            if isinstance(found.model, form):
                items += build(found.model, found.file)
            elif found.model is not None:
                found.file.report((), DiagnosticKind.UNEXPECTED_DOCUMENT_KIND, expected=kind)
        self._files.raise_unless_going_on(*paths)
        return tuple(items)

    def _sha256(self, paths: list[Path], amended: Rulebook | None) -> str:
        digest = hashlib.sha256((amended.sha256 if amended else "").encode())
        for path in paths:
            digest.update(path.relative_to(self.folder).as_posix().encode() + b"\0")
            digest.update(hashlib.sha256(self.read(path).raw).digest())
        return digest.hexdigest()
