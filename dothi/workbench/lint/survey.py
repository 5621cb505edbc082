"""A rules folder, or a part of it, read as far as possible: the input of the lints."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from criteria.bounded_files import files_within, is_there, real_path, refusing
from criteria.cases import Case
from criteria.diagnostic import Diagnostic, KeyPath, Location, NotOnFile, UnsoundRules, shown
from criteria.diagnostic_kinds import DiagnosticKind
from criteria.law import Law, Register
from criteria.passed_over import is_passed_over
from criteria.rule import Rule
from criteria.rule_files import schema
from criteria.rule_files.file_cache import RuleFile
from criteria.rule_files.folder_layout import CASES_FOLDER, INDICATORS_FILE, LAW_FILE, VOCABULARY_FILE
from criteria.rule_files.library import Library
from criteria.rule_files.yaml_file import YamlFile
from criteria.rulebook import Rulebook

Given = TypeVar("Given")
Form = TypeVar("Form", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class StatedRule:
    """A rule and the place where the law states it."""

    rule: Rule
    file: YamlFile
    route: KeyPath

    def location(self, *steps: str | int) -> Location:
        """Return the location of a part of the rule."""
        return self.file.location((*self.route, *steps))


@dataclass(frozen=True)
class SurveyedLaw:
    """A law and its files.

    Attributes:
        rulebook: The whole law, or None if it is unsound.
        files: The files in its folder, without the cases.
    """

    law: Law
    rulebook: Rulebook | None
    files: tuple[RuleFile, ...]

    @property
    def head(self) -> YamlFile:
        """Its ``law.yaml``."""
        return next(found.file for found in self.files if found.path.name == LAW_FILE)

    @cached_property
    def stated_rules(self) -> tuple[StatedRule, ...]:
        """The rules that its own files state; none if the law is unsound."""
        rules = {rule.id: rule for rule in self.rulebook.rules} if self.rulebook else {}
        return tuple(
            StatedRule(rules[entry.id], found.file, ("rules", place))
            for found in self.files
            if isinstance(found.model, schema.RulesDocument)
            for place, entry in enumerate(found.model.rules)
            if entry.id in rules
        )

    def models(self, form: type[Form]) -> Iterator[tuple[Form, YamlFile]]:
        """Yield its files of one kind."""
        return ((found.model, found.file) for found in self.files if isinstance(found.model, form))


@dataclass
class Survey:
    """The rule files at a path: a rules folder, the folder of a law, or one file.

    Attributes:
        path: The path asked about. Everything that it depends on is read too.
        root: The rules folder that contains it.
        library: The files read so far.
    """

    path: Path
    root: Path = field(init=False)
    library: Library = field(init=False)
    _other_diagnostics: dict[str, Diagnostic] = field(default_factory=dict)
    _covered: dict[str, bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        with refusing(UnsoundRules, self.path):
            self.path = real_path(self.path) if is_there(self.path) else self.path.absolute()
            self.root = nearest_rules_folder(self.path)
            found = files_within(self.path, ".yaml") if self.path.is_dir() else [self.path]
        self.library = Library(self.root, go_on=True)
        for path in [self.path] if not self.path.is_dir() else [file for file in found if not self.passes_over(file)]:
            self.library.read(path)
        if not self.library.files_read:
            self._keep([Diagnostic(Location(shown(self.path)), DiagnosticKind.NO_LAW_IS_THERE, {"expected": LAW_FILE})])
        for law in self.laws:
            if law.rulebook is not None:
                self._attempt(self.library.cases, law.law)
        self._attempt(lambda: self.library.tasks)
        self._attempt(lambda: self.library.targets)

    def _attempt(self, read: Callable[..., Given], *arguments: Any) -> Given | None:
        """Return what a reader returns, or None if it is unsound; its diagnostics are kept."""
        try:
            return read(*arguments)
        except UnsoundRules as refused:
            self._keep(refused.diagnostics)
        except NotOnFile:
            pass  # the law that names the missing thing already has a diagnostic
        return None

    def _keep(self, diagnostics: Iterable[Diagnostic]) -> None:
        self._other_diagnostics |= {str(diagnostic): diagnostic for diagnostic in diagnostics}

    @cached_property
    def register(self) -> Register:
        """The laws that can be read; none if the files they share are unsound."""
        return self._attempt(lambda: self.library.register) or Register(())

    @cached_property
    def is_whole(self) -> bool:
        """True if the whole rules folder is asked about, which is needed to find unused entries."""
        return self.path == self.root

    def passes_over(self, path: Path) -> bool:
        """True if a file inside the path asked about, or a folder around it, is passed over."""
        within = path.relative_to(self.path)
        return any(is_passed_over(one) for one in (within, *within.parents[:-1]))

    def covers(self, path: str) -> bool:
        """True if a file, named as messages show it, is among those asked about, wherever a link leads from there."""
        if path not in self._covered:
            file = Path(path)
            places = (real_path(file), real_path(file.parent) / file.name)
            self._covered[path] = any(map(self._is_asked_about, places))
        return self._covered[path]

    def _is_asked_about(self, whole: Path) -> bool:
        return whole == self.path or self.path in whole.parents

    @cached_property
    def laws(self) -> tuple[SurveyedLaw, ...]:
        """The laws that are asked about in whole or in part."""
        folders = ((law, self.library.folders[law.id]) for law in self.register.laws)
        return tuple(
            self._surveyed(law)
            for law, folder in folders
            if self._is_asked_about(folder) or folder in self.path.parents
        )

    def _surveyed(self, law: Law) -> SurveyedLaw:
        rulebook = self._attempt(self.library.rulebook, law)
        is_sound = not self.library.diagnostics_of(law) and not any(file.file.diagnostics for file in self._shared)
        folder = self.library.folders[law.id]
        files = tuple(found for found in self.library.files_read if found.path.parent == folder)
        return SurveyedLaw(law, rulebook if is_sound else None, files)

    @property
    def _shared(self) -> list[RuleFile]:
        """The files that all laws share."""
        shared = {self.root / INDICATORS_FILE, self.root / VOCABULARY_FILE}
        return [found for found in self.library.files_read if found.path in shared]

    def cases(self, law: SurveyedLaw) -> Iterator[tuple[Case, Location]]:
        """Yield the cases of a sound law with their locations, except those of unsound case files."""
        if law.rulebook is None:
            return
        folder = self.library.folders[law.law.id] / CASES_FOLDER
        places = [
            (found.file, found.file.location(("cases", place, "id")))
            for found in sorted(self.library.files_read, key=lambda found: found.path)
            if found.path.parent == folder and isinstance(found.model, schema.CasesDocument)
            for place, _ in enumerate(found.model.cases)
        ]
        for case, (file, place) in zip(self._attempt(self.library.cases, law.law) or (), places, strict=True):
            if not file.diagnostics and self.covers(file.path):
                yield case, place

    @property
    def files(self) -> Sequence[RuleFile]:
        """The files asked about."""
        return [found for found in self.library.files_read if self.covers(found.file.path)]

    @property
    def diagnostics(self) -> list[Diagnostic]:
        """The diagnostics of the files asked about and of those that they depend on."""
        every = {str(diagnostic): diagnostic for diagnostic in self.library.diagnostics} | self._other_diagnostics
        needed = {found.file.path for found in self._shared} | {shown(self.root)}
        needed |= {file.file.path for law in self.laws for file in self._amended_files(law.law)}
        return [one for one in every.values() if one.location.path in needed or self.covers(one.location.path)]

    def _amended_files(self, law: Law) -> Iterator[RuleFile]:
        for amended in self.register.laws:
            if amended.id == law.amends:
                folder = self.library.folders[amended.id]
                yield from (found for found in self.library.files_read if found.path.parent == folder)
                yield from self._amended_files(amended)


def nearest_rules_folder(path: Path) -> Path:
    """Return the rules folder that a path is or belongs to.

    It is the nearest folder with the files that laws share or, failing that, the nearest one with laws.
    """
    above = list(path.parents)
    folders = [path, *above] if path.is_dir() else above
    for folder in folders:
        if (folder / INDICATORS_FILE).is_file() or (folder / VOCABULARY_FILE).is_file():
            return folder
    with_laws = (folder for folder in folders[:3] if any(folder.glob(f"*/{LAW_FILE}")))
    return next(with_laws, folders[0])
