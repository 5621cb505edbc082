"""What killed runs left is settled, and what was done about it is told."""

import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from criteria.owned_folders import owned_folders, owner_of
from dothi.journals import JOURNAL, STAGE_PREFIX, Journal, settle


def foreign(folders: Iterable[Path]) -> list[Path]:
    """Return the journals in folders that no run is proved to have made here; nobody obeys them."""
    stages = [stage for folder in folders for stage in owned_folders(folder, STAGE_PREFIX)]
    return [stage / JOURNAL for stage in stages if _is_foreign(stage)]


def _is_foreign(stage: Path) -> bool:
    journal = stage / JOURNAL
    # It is there before and after: a stage that another run is just removing is not taken for a foreign one.
    return os.path.lexists(journal) and owner_of(stage) is None and os.path.lexists(journal)


Tell = Callable[[Journal | Path], None]
"""Tells that the act of a killed run was finished or taken back, or that a foreign journal was passed over."""


def settle_and_tell(folders: Sequence[Path], tell: Tell, suffix: str = "") -> None:
    """Settle what killed runs left in folders, and tell what was done or passed over; see `settle`."""
    for journal in settle(folders, suffix):
        tell(journal)
    for path in foreign(folders):
        tell(path)


class Listener:
    """Who is told what happens to leftovers while files are written; the command line says so to its user."""

    tell: Tell = staticmethod(lambda _: None)
