"""Where each file of a rules folder belongs, and which files are in the wrong place."""

from collections.abc import Iterator
from pathlib import Path

from criteria.bounded_files import files_within, real_path
from criteria.diagnostic import Diagnostic, Location, shown
from criteria.diagnostic_kinds import DiagnosticKind
from criteria.passed_over import is_passed_over

LAW_FILE = "law.yaml"
INDICATORS_FILE = "indicators.yaml"
VOCABULARY_FILE = "vocabulary.yaml"
TARGETS_FILE = "targets.yaml"
TASKS_FILE = "tasks.yaml"
CASES_FOLDER = "cases"

_YAML_ENDINGS = {".yaml", ".yml"}


def rule_files_in(folder: Path) -> list[Path]:
    """Return the YAML files of a folder in order, without those that are passed over."""
    return sorted(path for path in folder.glob("*.yaml") if not is_passed_over(path))


def is_law_folder(path: Path) -> bool:
    """True if a path is the folder of a law."""
    return (path / LAW_FILE).is_file()


def rules_folder_of(path: Path) -> Path:
    """Return the rules folder, given it or the folder of a law in it."""
    return real_path(path).parent if is_law_folder(path) else path


def misplaced_files(root: Path) -> Iterator[Diagnostic]:
    """Report files that look like rule files and would be ignored because of their place or their ending."""
    for path in files_within(root):
        within = path.relative_to(root)
        if path.suffix.lower() not in _YAML_ENDINGS or any(part.startswith(".") for part in within.parts):
            continue
        if path.suffix != ".yaml":
            yield Diagnostic(Location(shown(path)), DiagnosticKind.ENDING_IS_NOT_YAML)
        elif not _is_read(within):
            yield Diagnostic(Location(shown(path)), DiagnosticKind.FILE_IS_NOT_READ)


def folders_without_law(root: Path) -> list[Path]:
    """Return the folders that hold YAML files and no ``law.yaml``."""
    return [
        path
        for path in sorted(root.iterdir())
        if path.is_dir()
        and not is_passed_over(path)
        and not (path / LAW_FILE).exists()
        and any(".y" in inner.name.lower() for inner in path.iterdir() if not is_passed_over(inner))
    ]


def _is_read(within: Path) -> bool:
    """True for a path, relative to the rules folder, of a file shared by all laws, a law's file, or its cases."""
    match within.parts:
        case (name,):
            return name in {INDICATORS_FILE, VOCABULARY_FILE}
        case (_, _):
            return True
        case (_, folder, _):
            return folder == CASES_FOLDER
        case _:
            return False
