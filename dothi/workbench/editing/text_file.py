"""A UTF-8 text file to be changed: it keeps its byte-order mark and is written whole or not at all."""

import codecs
from pathlib import Path

from criteria.bounded_files import real_path
from dothi.whole_files import WholeFiles, whole_files


class TextFile:
    """A file and its bytes when this object was made.

    Attributes:
        path: The file. If it is a link, the file that it points to is written.
        raw: Its bytes, including any byte-order mark.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.raw = path.read_bytes()

    @property
    def text(self) -> str:
        """The text without the byte-order mark."""
        return self.raw.removeprefix(codecs.BOM_UTF8).decode()

    def with_bom(self, text: str) -> bytes:
        """Return the bytes of another text, with a byte-order mark if the file has one."""
        mark = codecs.BOM_UTF8 if self.raw.startswith(codecs.BOM_UTF8) else b""
        return mark + text.encode()

    def write(self, text: str) -> None:
        """Replace the file with another text."""
        with whole_files() as files:
            self.put_beside(self.with_bom(text), files)

    def put_beside(self, raw: bytes, files: WholeFiles) -> None:
        """Write these bytes beside the file, with its permissions, to be moved into its place."""
        target = real_path(self.path)
        beside = files.beside(target)
        beside.write_bytes(raw)
        beside.chmod(target.stat().st_mode)
