"""Rules folders that are read, checked or changed: nobody reads what another run has half written, or writes over it.

Changes are made by one run at a time, from reading to writing. Readers that go on for long take a copy of the rule
files at one moment, so that nobody has to wait for them.
"""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from pathlib import Path

from criteria.diagnostic import Diagnostic, Location, UnsoundRules, shown
from criteria.diagnostic_kinds import DiagnosticKind
from criteria.folder_locks import locked
from criteria.passed_over import is_passed_over
from criteria.rule_files.folder_layout import CASES_FOLDER
from criteria.rule_files.library import Library
from dothi.journals import UnsoundJournal, unfinished
from dothi.left_behind import Tell, settle_and_tell

RULE_FILE = ".yaml"
_LARGEST_FILE = 1 << 20
_LARGEST_COPY = 64 << 20


def rule_folders(rules: Path) -> list[Path]:
    """Return the folders in which rule files stand: the rules folder, those of the laws, and those of their cases."""
    found = [rules]
    for depth in range(2):
        inner = [path for folder in found[depth and 1 :] for path in _folders_in(folder)]
        found += [path for path in inner if depth == 0 or path.name == CASES_FOLDER]
    return found


def _folders_in(folder: Path) -> list[Path]:
    try:
        with os.scandir(folder) as entries:
            names = sorted(entry.name for entry in entries if entry.is_dir())
    except OSError:
        return []
    return [folder / name for name in names if not is_passed_over(Path(name))]


@contextmanager
def rules_read(rules: Path, tell: Tell) -> Iterator[None]:
    """Let nobody change a rules folder while the block runs.

    Raises:
        UnsoundRules: a killed run left a change that cannot be finished.
        FolderIsBusy: another run changes it all the time.
    """
    _finish(rules, tell)
    with locked(rules, shared=True):
        _refuse_unfinished(rules)
        yield


@contextmanager
def rules_changed(rules: Path, tell: Tell) -> Iterator["Pause"]:
    """Let nobody else read or change a rules folder while the block runs.

    Raises:
        UnsoundRules: a killed run left a change that cannot be finished.
        FolderIsBusy: another run reads or changes it all the time.
    """
    with Pause(rules) as pause:
        _finish(rules, tell)
        _refuse_unfinished(rules)
        yield pause


class Pause:
    """The hold on a rules folder that is being changed, which can be let go while somebody is asked."""

    def __init__(self, rules: Path) -> None:
        self._rules = rules
        self._lock = ExitStack()

    def __enter__(self) -> "Pause":
        self._lock.enter_context(locked(self._rules))
        return self

    def __exit__(self, *_: object) -> None:
        self._lock.close()

    @contextmanager
    def let_go(self) -> Iterator[None]:
        """Let others read and change the folder while the block runs."""
        self._lock.close()
        try:
            yield
        finally:
            self._lock.enter_context(locked(self._rules))


def library_of(rules: Path, tell: Tell) -> Library:
    """Return the library of a rules folder as it is at one moment, whatever others write later.

    Raises:
        UnsoundRules: a killed run left a change that cannot be finished.
        FolderIsBusy: another run changes it all the time.
    """
    with rules_read(rules, tell):
        return Library(rules, instead=_copy(rules))


def _copy(rules: Path) -> dict[Path, bytes]:
    """Return the bytes of the rule files; what is too large or cannot be read is left to the reader."""
    copy: dict[Path, bytes] = {}
    room = _LARGEST_COPY
    for folder in rule_folders(rules):
        for path in sorted(folder.glob(f"*{RULE_FILE}")):
            try:
                size = path.stat().st_size
                if path.is_file() and size <= min(room, _LARGEST_FILE):
                    copy[path] = path.read_bytes()
                    room -= size
            except OSError:
                continue
    return copy


def _finish(rules: Path, tell: Tell) -> None:
    """Finish what killed runs began, under a lock of the whole folder."""
    folders = rule_folders(rules)
    try:
        with locked(rules) if unfinished(folders, RULE_FILE) else nullcontext():
            settle_and_tell(folders, tell, RULE_FILE)
    except UnsoundJournal as error:
        raise _unfinished_change(error.path) from error


def _refuse_unfinished(rules: Path) -> None:
    """Refuse rules of which a killed run may have written one half."""
    for path in unfinished(rule_folders(rules), RULE_FILE):
        raise _unfinished_change(path)


def _unfinished_change(path: Path) -> UnsoundRules:
    return UnsoundRules([Diagnostic(Location(shown(path)), DiagnosticKind.CHANGE_IS_UNFINISHED)])
