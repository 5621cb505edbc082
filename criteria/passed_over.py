"""Files that operating systems and editors leave in folders, and that nobody meant as rules or data."""

from pathlib import Path

_LEFT_BY_SYSTEMS = {"thumbs.db", "desktop.ini"}
_MEANT = (".git", ".editorconfig")


def is_passed_over(path: Path) -> bool:
    """True for a file that an operating system or an editor left in a folder, such as ``._law.yaml`` or ``Thumbs.db``.

    >>> [is_passed_over(Path(name)) for name in ("._law.yaml", "Thumbs.db", "law.yaml")]
    [True, True, False]
    """
    return path.name.startswith(".") or path.name.lower() in _LEFT_BY_SYSTEMS


def is_left_behind(within: Path) -> bool:
    """True if a path, relative to its folder, is passed over and does not tell git or editors what to do.

    >>> [is_left_behind(Path(name)) for name in ("._law.yaml", ".gitignore", ".git/config")]
    [True, False, False]
    """
    is_meant = within.parts[0] == ".git" or within.name.startswith(_MEANT)
    return is_passed_over(within) and not is_meant
