"""A text file in UTF-8 that is changed: read once, a byte-order mark kept, written whole or not at all."""

import codecs
from pathlib import Path

from dothi.whole_files import WholeFiles, whole_files


class TextFile:
    """A file and what it says when this is made.

    Attributes:
        path: the file; where it is a link, what is linked to is written.
        raw: its bytes, with the mark if it has one.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.raw = path.read_bytes()

    @property
    def is_as_read(self) -> bool:
        """Whether the file still says what it said when this was made."""
        return self.path.is_file() and self.path.read_bytes() == self.raw

    @property
    def text(self) -> str:
        """The text, without the mark."""
        return self.raw.removeprefix(codecs.BOM_UTF8).decode()

    def with_mark(self, text: str) -> bytes:
        """The bytes of another text, with the mark that the file has."""
        mark = codecs.BOM_UTF8 if self.raw.startswith(codecs.BOM_UTF8) else b""
        return mark + text.encode()

    def write(self, text: str) -> None:
        """Write another text in its place."""
        with whole_files() as files:
            self.stage(self.with_mark(text), files)

    def stage(self, raw: bytes, files: WholeFiles) -> None:
        """Write other bytes beside the file, with its permissions, to be moved into its place."""
        target = self.path.resolve()
        beside = files.beside(target)
        beside.write_bytes(raw)
        beside.chmod(target.stat().st_mode)
