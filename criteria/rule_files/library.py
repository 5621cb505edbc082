"""YAML to rulebooks: finds the files of the laws, reads them, and refuses the unsound with all diagnostics at once."""

import datetime
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from criteria.cases import Case
from criteria.diagnostic import Diagnostic, Location, UnsoundRules, shown
from criteria.diagnostic_kinds import DiagnosticKind
from criteria.indicator import Indicators
from criteria.law import Law, Register
from criteria.rule_files import schema
from criteria.rule_files.builder import RulebookBuilder
from criteria.rule_files.cases import cases_from
from criteria.rule_files.consistency import check_amended_laws, check_overlapping_laws
from criteria.rule_files.heads import law_from
from criteria.rule_files.indicators import indicators_from, vocabulary_from
from criteria.rule_files.law_context import LawContext
from criteria.rule_files.source_map import SourceMap
from criteria.rule_files.targets import targets_from
from criteria.rule_files.tasks import tasks_from
from criteria.rule_files.validation import validated
from criteria.rule_files.yaml_file import YamlFile, read_yaml, yaml_of
from criteria.rulebook import Rulebook
from criteria.target import Target
from criteria.task import Task
from criteria.vocabulary import Vocabulary

Form = TypeVar("Form", bound=BaseModel)
Built = TypeVar("Built")

LAW_FILE = "law.yaml"
INDICATORS_FILE = "indicators.yaml"
TARGETS_FILE = "targets.yaml"
TASKS_FILE = "tasks.yaml"
CASES_FOLDER = "cases"
VOCABULARY_FILE = "vocabulary.yaml"
YAML_ENDINGS = {".yaml", ".yml"}


@dataclass(frozen=True, slots=True)
class RuleFile:
    """A rule file as it was read: its parts with their places, its form (None: it has none), and its bytes."""

    path: Path
    file: YamlFile
    model: BaseModel | None
    raw: bytes


@dataclass
class _Files:
    """Reads files once and gathers what is wrong with them.

    Attributes:
        go_on: whether to read on past what is unsound, as far as it makes sense.
        instead: what files would say, where that is not what they say: a change that is tried.
        astray: what is wrong with the folder itself: places in which no file was read.
    """

    root: Path
    go_on: bool = False
    instead: Mapping[Path, bytes] = field(default_factory=dict)
    read: dict[Path, RuleFile] = field(default_factory=dict)
    astray: list[Diagnostic] = field(default_factory=list)

    def get(self, path: Path) -> tuple[YamlFile, BaseModel | None]:
        if path not in self.read:
            if path in self.instead:
                file, raw = yaml_of(self.instead[path], shown(path)), self.instead[path]
            else:
                file, raw = read_yaml(path, shown(path))
            self.read[path] = RuleFile(path, file, validated(file), raw)
        found = self.read[path]
        return found.file, found.model

    def raw(self, path: Path) -> bytes:
        return self.read[path].raw

    def raise_if_unsound(self, *paths: Path) -> None:
        """Stop where a file is unsound; when going on, only where one has no form, so that nothing can be built."""
        files = [self.read[path] for path in paths]
        diagnostics = [diagnostic for found in files for diagnostic in found.file.diagnostics]
        if diagnostics and not (self.go_on and all(found.model is not None for found in files)):
            raise UnsoundRules(diagnostics)

    def raise_if_unread(self, *paths: Path) -> None:
        """Stop where a file is unsound; when going on, never: there is more to read beside it."""
        if not self.go_on:
            self.raise_if_unsound(*paths)

    def refuse(self, diagnostics: list[Diagnostic]) -> None:
        """Stop for what is wrong with the folder itself; when going on, remember it."""
        if diagnostics and not self.go_on:
            raise UnsoundRules(diagnostics)
        self.astray += [diagnostic for diagnostic in diagnostics if diagnostic not in self.astray]


def _is_read(within: Path) -> bool:
    """Whether a file at this place of a rules folder is read: what laws share, a law's files, and its cases."""
    match within.parts:
        case (name,):
            return name in {INDICATORS_FILE, VOCABULARY_FILE}
        case (_, _):
            return True
        case (_, folder, _):
            return folder == CASES_FOLDER
        case _:
            return False


class Library:
    """A rules folder: the catalogue, the vocabulary, and a folder for each law.

    Only the heads of the laws are read at once; a rulebook is read when it is asked for, and then kept.

    With ``go_on`` it reads past what is unsound, as far as it makes sense, so that `diagnostics` are as complete as can
    be; what it then gives is for looking at, never for judging by.

    Args:
        instead: what files of the folder would say, where that is not what they say: a change that is tried.

    Raises:
        UnsoundRules: on whatever is unsound in the files read, each diagnostic with file, line and column.
    """

    def __init__(self, folder: Path, go_on: bool = False, instead: Mapping[Path, bytes] | None = None) -> None:
        self.folder = folder
        self._files = _Files(folder, go_on, instead or {})
        self._rulebooks: dict[str, Rulebook] = {}

    @property
    def files_read(self) -> tuple[RuleFile, ...]:
        """Every file read so far."""
        return tuple(self._files.read.values())

    @property
    def diagnostics(self) -> list[Diagnostic]:
        """What is wrong with the files read so far, and with the folders they are in."""
        return [*self._files.astray, *(told for found in self.files_read for told in found.file.diagnostics)]

    def read(self, path: Path) -> RuleFile:
        """One file, whatever is wrong with it."""
        self._files.get(path)
        return self._files.read[path]

    @cached_property
    def indicators(self) -> Indicators:
        """The indicator catalogue."""

        def build(model: schema.IndicatorsDocument, file: YamlFile) -> Indicators:
            return indicators_from(model, self.vocabulary, file)

        return self._shared(INDICATORS_FILE, "indicators", schema.IndicatorsDocument, build)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """Kinds, regions and attributes."""
        return self._shared(VOCABULARY_FILE, "vocabulary", schema.VocabularyDocument, vocabulary_from)

    def _shared(self, name: str, kind: str, form: type[Form], build: Callable[[Form, YamlFile], Built]) -> Built:
        if not self.folder.is_dir():
            raise UnsoundRules([Diagnostic(Location(shown(self.folder)), DiagnosticKind.RULES_FOLDER_IS_MISSING)])
        path = self.folder / name
        file, model = self._files.get(path)
        if model is not None and not isinstance(model, form):
            file.report((), DiagnosticKind.UNEXPECTED_DOCUMENT_KIND, expected=kind)
        self._files.raise_if_unsound(path)
        if not isinstance(model, form):
            raise UnsoundRules(file.diagnostics)
        built = build(model, file)
        self._files.raise_if_unsound(path)
        return built

    @cached_property
    def folders(self) -> Mapping[str, Path]:
        """The folders of the laws, by the name of the folder, which is the law's id."""
        if not self.folder.is_dir():
            raise UnsoundRules([Diagnostic(Location(shown(self.folder)), DiagnosticKind.RULES_FOLDER_IS_MISSING)])
        self._refuse_unread()
        found = {path.parent.name: path.parent for path in sorted(self.folder.glob(f"*/{LAW_FILE}"))}
        headless = [
            path
            for path in sorted(self.folder.iterdir())
            if path.is_dir() and path.name not in found and any(".y" in p.name.lower() for p in path.iterdir())
        ]
        if not found or headless:
            places = [Location(shown(path)) for path in headless or [self.folder]]
            self._files.refuse(
                [Diagnostic(place, DiagnosticKind.NO_LAW_IS_THERE, {"expected": LAW_FILE}) for place in places]
            )
        return found

    @cached_property
    def register(self) -> Register:
        """The heads of all laws."""
        laws = []
        for name, folder in self.folders.items():
            file, model = self._files.get(folder / LAW_FILE)
            if isinstance(model, schema.LawDocument):
                if model.law != name:
                    file.report(("law",), DiagnosticKind.LAW_IS_NOT_ITS_FOLDER, found=model.law, expected=name)
                laws.append((law_from(model, self.vocabulary, file), file))
            elif model is not None:
                file.report((), DiagnosticKind.UNEXPECTED_DOCUMENT_KIND, expected="law")
        heads = [folder / LAW_FILE for folder in self.folders.values()]
        self._files.raise_if_unread(*heads)
        check_overlapping_laws(laws)
        check_amended_laws(laws, self.folders.keys() - {law.id for law, _ in laws})
        self._files.raise_if_unread(*heads)
        # Where it goes on: a law under a wrong name, or that amends what cannot be amended, is not built upon.
        misplaced = {
            DiagnosticKind.LAW_IS_NOT_ITS_FOLDER,
            DiagnosticKind.UNKNOWN_LAW,
            DiagnosticKind.AMENDED_LAW_IS_NOT_EARLIER,
        }
        return Register(law for law, file in laws if not misplaced & {told.kind for told in file.diagnostics})

    def rulebook_in_force(self, family: str, day: datetime.date) -> Rulebook | None:
        """The law of a family that is in force on a day; None: there is none."""
        laws = (law for law in self.register.laws if law.family == family and law.is_in_force(day))
        law = next(laws, None)
        return None if law is None else self.rulebook(law)

    def rulebook(self, law: Law) -> Rulebook:
        """The whole of a law in the register."""
        if law.id not in self._rulebooks:
            self._rulebooks[law.id] = self._read_rulebook(law)
        return self._rulebooks[law.id]

    def _read_rulebook(self, law: Law) -> Rulebook:
        folder = self.folders[law.id]
        amended = self._amended(law)
        head_file, _ = self._files.get(folder / LAW_FILE)
        builder = RulebookBuilder(LawContext(law, self.indicators, self.vocabulary, amended), head_file)
        paths = sorted(folder.glob("*.yaml"))
        for path in paths:
            file, model = self._files.get(path)
            if model is not None and path.name not in {TASKS_FILE, TARGETS_FILE}:
                builder.add(model, file)
        if any(self.read(path).model is None for path in paths):
            builder.look_at_parts()
        # Before the parts are held against each other every part must be sound, or one mistake is told many times.
        self._files.raise_if_unsound(*paths)
        shared = [self.folder / INDICATORS_FILE, self.folder / VOCABULARY_FILE]
        rulebook = builder.finish(self._sha256([*shared, *paths], amended))
        self._files.raise_if_unsound(*paths)
        return rulebook

    def source_map(self, law: Law) -> SourceMap:
        """Where in the files each part of a law stands."""
        self.rulebook(law)
        amended = self.source_map(self.register.law(law.amends)) if law.amends else None
        files = [self._files.get(path)[0] for path in sorted(self.folders[law.id].glob("*.yaml"))]
        head, _ = self._files.get(self.folders[law.id] / LAW_FILE)
        return SourceMap(head, files, amended)

    def _amended(self, law: Law) -> Rulebook | None:
        """The law that this one amends; nothing is built upon an unsound one."""
        if law.amends is None:
            return None
        amended = self.rulebook(self.register.law(law.amends))
        if told := self.diagnostics_of(amended.law):
            raise UnsoundRules(told)
        return amended

    def diagnostics_of(self, law: Law) -> list[Diagnostic]:
        """What is wrong with the files of a law read so far, its cases aside."""
        folder = self.folders[law.id]
        return [told for found in self.files_read if found.path.parent == folder for told in found.file.diagnostics]

    @cached_property
    def tasks(self) -> tuple[Task, ...]:
        """The tasks of every plan on file, in files named ``tasks.yaml``."""
        paths = [path for folder in self.folders.values() if (path := folder / TASKS_FILE).exists()]
        found: list[Task] = []
        for path in paths:
            file, model = self._files.get(path)
            if isinstance(model, schema.TasksDocument):
                found += tasks_from(model, self.indicators, file)
            elif model is not None:
                file.report((), DiagnosticKind.UNEXPECTED_DOCUMENT_KIND, expected="tasks")
        self._files.raise_if_unread(*paths)
        return tuple(found)

    @cached_property
    def targets(self) -> tuple[Target, ...]:
        """The targets of every programme on file, in files named ``targets.yaml``."""
        paths = [path for folder in self.folders.values() if (path := folder / TARGETS_FILE).exists()]
        found: list[Target] = []
        for path in paths:
            file, model = self._files.get(path)
            if isinstance(model, schema.TargetsDocument):
                found += targets_from(model, self.register, file)
            elif model is not None:
                file.report((), DiagnosticKind.UNEXPECTED_DOCUMENT_KIND, expected="targets")
        self._files.raise_if_unread(*paths)
        return tuple(found)

    def cases(self, law: Law) -> tuple[Case, ...]:
        """The worked cases beside a law, in ``cases/`` of its folder.

        Raises:
            UnsoundRules: a case names what the law has not.
        """
        rulebook = self.rulebook(law)
        folder = self.folders[law.id] / CASES_FOLDER
        paths = sorted(folder.glob("*.yaml"))
        found: list[Case] = []
        for path in paths:
            file, model = self._files.get(path)
            if isinstance(model, schema.CasesDocument):
                found += cases_from(model, rulebook, file)
            elif model is not None:
                file.report((), DiagnosticKind.UNEXPECTED_DOCUMENT_KIND, expected="cases")
        self._files.raise_if_unread(*paths)
        return tuple(found)

    def _refuse_unread(self) -> None:
        """Refuse files that look like rule files and that nothing reads, because of their place or their ending."""
        diagnostics = []
        for path in sorted(self.folder.rglob("*")):
            within = path.relative_to(self.folder)
            if path.suffix.lower() not in YAML_ENDINGS or any(part.startswith(".") for part in within.parts):
                continue
            if path.suffix != ".yaml":
                diagnostics.append(Diagnostic(Location(shown(path)), DiagnosticKind.ENDING_IS_NOT_YAML))
            elif not _is_read(within):
                diagnostics.append(Diagnostic(Location(shown(path)), DiagnosticKind.FILE_IS_NOT_READ))
        self._files.refuse(diagnostics)

    def _sha256(self, paths: list[Path], amended: Rulebook | None) -> str:
        digest = hashlib.sha256((amended.sha256 if amended else "").encode())
        for path in paths:
            digest.update(path.relative_to(self.folder).as_posix().encode() + b"\0")
            digest.update(hashlib.sha256(self._files.raw(path)).digest())
        return digest.hexdigest()
