"""The XML of a workbook, read element by element: nothing of it is kept but what a handler keeps."""

from collections.abc import Mapping
from xml.parsers import expat

MOST_TAGS = 1_600_000
"""The tags of a part; 200,000 cells with their texts have six each, and their rows some more."""
_MARK = b"\xef\xbb\xbf"


class EntitiesRefused(Exception):
    """An XML text that defines a document type, and hence may define entities."""


class XmlRefused(Exception):
    """An XML text that two readers may read differently, or that says too much."""


class Handler:
    """What is done with the elements of a part; a subclass overrides what it needs."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Process the start of an element; a name has no namespace, attributes have theirs before a space."""

    def end(self, name: str) -> None:
        """Process the end of an element."""

    def text(self, text: str) -> None:
        """Process characters between elements."""


def parse_xml(content: bytes, handler: Handler | None = None) -> None:
    """Read an XML text; without a handler, only check it.

    Raises:
        EntitiesRefused: it has a document type.
        XmlRefused: it is not UTF-8, or has too many elements.
        expat.ExpatError: it is malformed.
    """
    if b"\0" in content or content.removeprefix(_MARK).lstrip()[:1] != b"<":
        raise XmlRefused("an XML part that is not UTF-8")
    if content.count(b"<") > MOST_TAGS:
        raise XmlRefused(f"more than {MOST_TAGS:,} tags in a part")
    parser = expat.ParserCreate(encoding="utf-8", namespace_separator=" ")
    parser.StartDoctypeDeclHandler = _refuse_entities
    parser.XmlDeclHandler = _check_encoding
    if handler is not None:
        start, end = handler.start, handler.end
        parser.buffer_text = True
        parser.StartElementHandler = lambda name, attributes: start(name[name.rfind(" ") + 1 :], attributes)
        if type(handler).end is not Handler.end:
            parser.EndElementHandler = lambda name: end(name[name.rfind(" ") + 1 :])
        if type(handler).text is not Handler.text:
            parser.CharacterDataHandler = handler.text
    parser.Parse(content, True)


def _refuse_entities(*_: object) -> None:
    raise EntitiesRefused


def _check_encoding(_version: str, encoding: str | None, _standalone: int) -> None:
    if encoding is not None and encoding.upper() not in {"UTF-8", "UTF8"}:
        raise XmlRefused(f"an XML part in the encoding {encoding[:20]}")
