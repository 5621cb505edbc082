"""A UTF-8 text file to be changed: it keeps its byte-order mark and is written whole or not at all."""

import codecs
import os
import tempfile
from pathlib import Path


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
    def is_unchanged_on_disk(self) -> bool:
        """True if the file on disk still has the bytes that were read."""
        return self.path.is_file() and self.path.read_bytes() == self.raw

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
        beside = self.beside(self.with_bom(text))
        try:
            beside.replace(self.path.resolve())
        finally:
            beside.unlink(missing_ok=True)

    def beside(self, raw: bytes) -> Path:
        """Return a new file in the same folder with these bytes and the same permissions, ready to replace the file."""
        target = self.path.resolve()
        descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(raw)
            Path(name).chmod(target.stat().st_mode)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise
        return Path(name)
