"""The journal of an act that moves several files into place: what a killed run began, the next one finishes.

Every file of an act is complete and on disk before its journal is, so whoever finds a journal can carry the act out.
A run that cannot move everything turns its journal round and takes everything back; that too can be finished by others.
A journal is believed only if its folders are proved to have been made here (`criteria.owned_folders`), and only about
files beside them, so that nobody is made to move anything by a folder that he unpacked.
"""

import errno
import json
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from criteria.folder_locks import locked
from criteria.owned_folders import claimed, owned_folders, owner_of, remove_owned
from dothi.output_guard import is_result_folder

STAGE_PREFIX = ".dothi-"
JOURNAL = "journal.json"
SCHEMA = "dothi/journal/1"
LARGEST_JOURNAL = 1_000_000
_INNER = re.compile(r"(new|kept)/[0-9]+(/[^/\0]+)?")


class UnsoundJournal(Exception):
    """A journal that cannot be believed or carried out.

    Attributes:
        path: The journal.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(str(path))


@dataclass(frozen=True, slots=True)
class Move:
    """One file or folder of an act.

    Attributes:
        stage: The owned folder beside the target in which its new content stands.
        name: The name of the target.
        new: Where in the stage its new content is; None if the target is to be removed.
        kept: Where in the stage its old content is kept; None if there was nothing.
    """

    stage: Path
    name: str
    new: str | None
    kept: str | None

    @property
    def target(self) -> Path:
        """The file or folder."""
        return self.stage.parent / self.name

    @property
    def staged(self) -> Path | None:
        """The new content, as long as it has not been moved."""
        return None if self.new is None or not os.path.lexists(self.stage / self.new) else self.stage / self.new

    def keep(self) -> None:
        """Keep the old content of a file; that of a folder or a link is kept when it makes room."""
        if self.kept is not None and not _is_set_aside(self.target):
            kept = self.stage / self.kept
            kept.parent.mkdir(exist_ok=True)
            _link(self.target, kept)

    def carry_out(self) -> None:
        """Move the new content into place, unless that has been done.

        Raises:
            OSError: it cannot be moved, or would take the place of a folder that is no result of ours.
        """
        staged = self.staged
        if self.new is not None and staged is None:
            return
        refuse_other_folder(self.target)
        if self.kept is not None and not os.path.lexists(self.stage / self.kept) and os.path.lexists(self.target):
            (self.stage / self.kept).parent.mkdir(exist_ok=True)
            self.target.rename(self.stage / self.kept)
        if staged is not None:
            if staged.is_dir() and not self.target.is_dir():
                self.target.unlink(missing_ok=True)
            staged.replace(self.target)
        else:
            self.target.unlink(missing_ok=True)

    def take_back(self) -> None:
        """Put back what was there, unless it is there still.

        Raises:
            OSError: it cannot be put back, or would take the place of a folder that is no result of ours.
        """
        has_moved = self.new is not None and self.staged is None
        if has_moved:
            refuse_other_folder(self.target)
        if self.kept is not None:
            kept = self.stage / self.kept
            if not os.path.lexists(kept):
                return
            if has_moved and (_is_set_aside(self.target) or kept.is_dir()):
                self.target.rename(self.stage / str(self.new))
            kept.replace(self.target)
        elif has_moved and os.path.lexists(self.target):
            self.target.rename(self.stage / str(self.new))


def refuse_other_folder(target: Path) -> None:
    """Refuse to put anything in the place of a folder that is no result of ours.

    Raises:
        IsADirectoryError: there is such a folder.
    """
    if target.is_dir() and not target.is_symlink() and not is_result_folder(target):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(target))


def _is_set_aside(path: Path) -> bool:
    """True for what cannot be replaced in one step, and so makes room first: a folder or a link."""
    return path.is_symlink() or path.is_dir()


def _link(target: Path, kept: Path) -> None:
    """Give a file a second name; where there are no second names, copy it."""
    try:
        os.link(target, kept)
    except OSError:
        kept.write_bytes(target.read_bytes())
        kept.chmod(target.stat().st_mode & 0o7777)
        flush(kept)


class Journal:
    """The journal of one act, in the first of its stages."""

    def __init__(self, home: Path, act: str, moves: Sequence[Move], is_forward: bool = True) -> None:
        self.home = home
        self.act = act
        self.moves = moves
        self.is_forward = is_forward

    @property
    def path(self) -> Path:
        """Where it stands."""
        return self.home / JOURNAL

    @property
    def folders(self) -> list[Path]:
        """The folders of its targets."""
        return sorted({move.stage.parent for move in self.moves})

    def write(self) -> None:
        """Put it on disk, whole."""
        entries = [
            {
                "stage": os.path.relpath(move.stage, self.home.parent),
                "name": move.name,
                "new": move.new,
                "kept": move.kept,
            }
            for move in self.moves
        ]
        content = {"schema": SCHEMA, "act": self.act, "direction": "forward" if self.is_forward else "back"}
        beside = self.home / f"{JOURNAL}.new"
        beside.write_text(json.dumps(content | {"moves": entries}), encoding="utf-8")
        flush(beside)
        beside.replace(self.path)
        flush_folder(self.home)

    def finish(self) -> None:
        """Carry the act out, or take it back, whatever has been done of it, and forget the journal."""
        for move in self.moves if self.is_forward else reversed(self.moves):
            if self.is_forward:
                move.carry_out()
            else:
                move.take_back()
        for folder in self.folders:
            flush_folder(folder)
        self.path.unlink(missing_ok=True)
        flush_folder(self.home)

    def turn_back(self) -> None:
        """Take everything back that was moved."""
        self.is_forward = False
        with suppress(OSError):  # a full disk; what is done below needs no room
            self.write()
        self.finish()


def read_journal(home: Path) -> Journal:
    """Read the journal in a stage.

    Raises:
        UnsoundJournal: it is damaged, or speaks of files that are none of its business.
        OSError: it cannot be read.
    """
    path = home / JOURNAL
    with path.open("rb") as file:
        raw = file.read(LARGEST_JOURNAL + 1)
    try:
        content = json.loads(raw)
        act, entries = content["act"], content["moves"]
        if content["schema"] != SCHEMA or content["direction"] not in {"forward", "back"} or not isinstance(act, str):
            raise UnsoundJournal(path)
        moves = [_move(home, act, entry) for entry in entries]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise UnsoundJournal(path) from error
    return Journal(home, act, moves, content["direction"] == "forward")


def _move(home: Path, act: str, entry: dict[str, Any]) -> Move:
    stage = Path(os.path.normpath(home.parent / entry["stage"]))
    move = Move(stage, entry["name"], entry["new"], entry["kept"])
    inner = [part for part in (move.new, move.kept) if part is not None]
    is_ours = (
        not stage.is_symlink()
        and stage.name.startswith(STAGE_PREFIX)
        and mark_of(stage)[0] == act
        and Path(move.name).name == move.name
        and not move.name.startswith(STAGE_PREFIX)
        and inner  # what is removed is kept, too
        and all(_INNER.fullmatch(part) and ".." not in part.split("/") for part in inner)
        and not any((stage / above).is_symlink() for part in inner for above in Path(part).parents)
    )
    if not is_ours:
        raise UnsoundJournal(home / JOURNAL)
    return move


def mark_of(stage: Path) -> tuple[str, Path]:
    """Return the act that a stage is part of, and the stage that holds its journal; an empty act if it is of none."""
    content = owner_of(stage) or {}
    home = content.get("home")
    return str(content.get("act", "")), Path(os.path.normpath(stage.parent / home)) if home else stage


def mark(stage_parent: Path, home: Path | None, act: str) -> dict[str, str | None]:
    """Return what `OWNER` says in a stage: its act, and the stage that holds the journal if that is another one."""
    return {"act": act, "home": None if home is None else os.path.relpath(home, stage_parent)}


def settle(folders: Iterable[Path], suffix: str = "") -> Iterator[Journal]:
    """Finish the acts that killed runs began in folders, sweep what else they left, and yield what was finished.

    Args:
        suffix: only acts on files with such names are finished; others are left to who writes such files.

    Raises:
        UnsoundJournal: a journal cannot be believed or carried out; nothing of it was touched.
        FolderIsBusy: another run holds a folder of the act.
    """
    for folder in folders:
        for stage in owned_folders(folder, STAGE_PREFIX):
            with claimed(stage) as is_dead:
                if is_dead:
                    yield from _settled(stage, suffix)


def _settled(stage: Path, suffix: str) -> Iterator[Journal]:
    _, home = mark_of(stage)
    with ExitStack() as claims:
        is_elsewhere = home != stage and (home / JOURNAL).exists()
        if is_elsewhere and not claims.enter_context(claimed(home)):
            return
        if (home / JOURNAL).exists():
            if not _is_about(home, suffix):
                return
            yield _finished(home)
        remove_owned(stage)
        if is_elsewhere:
            remove_owned(home)


def _is_about(home: Path, suffix: str) -> bool:
    """True if a journal moves only files with such names, or cannot be read."""
    try:
        return all(move.name.endswith(suffix) for move in read_journal(home).moves)
    except (UnsoundJournal, OSError):
        return True


def _finished(home: Path) -> Journal:
    try:
        journal = read_journal(home)
        with ExitStack() as locks:
            for folder in journal.folders:
                locks.enter_context(locked(folder))
            journal.finish()
    except OSError as error:
        raise UnsoundJournal(home / JOURNAL) from error
    for move in journal.moves:
        if move.stage != home:
            remove_owned(move.stage)
    return journal


def unfinished(folders: Iterable[Path], suffix: str = "") -> list[Path]:
    """Return the journals of dead runs in folders; nothing is changed."""
    found = []
    for folder in folders:
        for stage in owned_folders(folder, STAGE_PREFIX):
            if (stage / JOURNAL).exists():
                with claimed(stage) as is_dead:
                    found += [stage / JOURNAL] * (is_dead and _is_about(stage, suffix))
    return found


def flush(path: Path) -> None:
    """Put a file, or a folder with everything in it, on disk.

    Raises:
        OSError: a file cannot be put there.
    """
    if path.is_dir():
        for folder, _, names in os.walk(path):
            for name in names:
                _flush_file(Path(folder, name))
            flush_folder(Path(folder))
    else:
        _flush_file(path)


def flush_folder(path: Path) -> None:
    """Put the names in a folder on disk, where the file system lets this be done."""
    with suppress(OSError):
        _flush_file(path)


def _flush_file(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
