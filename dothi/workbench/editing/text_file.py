"""A text file in UTF-8 that is changed: read once, a byte-order mark kept, written whole or not at all."""

import codecs
import os
import tempfile
from pathlib import Path


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
    def is_unchanged_on_disk(self) -> bool:
        """Whether the file still says what it said when this was made."""
        return self.path.is_file() and self.path.read_bytes() == self.raw

    @property
    def text(self) -> str:
        """The text, without the mark."""
        return self.raw.removeprefix(codecs.BOM_UTF8).decode()

    def with_bom(self, text: str) -> bytes:
        """The bytes of another text, with the mark that the file has."""
        mark = codecs.BOM_UTF8 if self.raw.startswith(codecs.BOM_UTF8) else b""
        return mark + text.encode()

    def write(self, text: str) -> None:
        """Write another text in its place."""
        beside = self.beside(self.with_bom(text))
        try:
            beside.replace(self.path.resolve())
        finally:
            beside.unlink(missing_ok=True)

    def beside(self, raw: bytes) -> Path:
        """A new file beside it with these bytes and its rights, to be moved into its place."""
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
