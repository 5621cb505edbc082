"""What a terminal would obey, made visible: control characters, and marks that turn the direction of text.

Every escape is one that JSON reads back as the character, where JSON lets the character stand.
"""

import re

_DIRECTIONS = "\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069"
"""Marks, embeddings, overrides and isolates of bidirectional text, and the separators of lines and paragraphs."""
_HIDDEN = re.compile(f"[\x00-\x1f\x7f-\x9f\ud800-\udfff{_DIRECTIONS}]")
_HIDDEN_IN_LINES = re.compile(f"(?!\n|\r\n)[\x00-\x1f\x7f-\x9f\ud800-\udfff{_DIRECTIONS}]")
_HIDDEN_BESIDE_COLOURS = re.compile(f"(?!\n|\r\n|\x1b\\[[0-9;]*m)[\x00-\x1f\x7f-\x9f\ud800-\udfff{_DIRECTIONS}]")


def printable(text: str) -> str:
    r"""Return a text as one line in which everything is visible.

    >>> printable("to\x1b[31mwn\u202e")
    'to\\x1b[31mwn\\u202e'
    """
    return _HIDDEN.sub(_escape, text)


def visible(text: str, has_colours: bool = False) -> str:
    r"""Return a text of many lines in which everything else is visible.

    Args:
        has_colours: leave the sequences by which we colour a terminal.

    >>> visible("name\x9b2J\nVĩnh\x1b[1mLong")
    'name\\u009b2J\nVĩnh\\x1b[1mLong'
    """
    return (_HIDDEN_BESIDE_COLOURS if has_colours else _HIDDEN_IN_LINES).sub(_escape, text)


def _escape(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code in {0x09, 0x0A, 0x0D}:
        return {0x09: "\\t", 0x0A: "\\n", 0x0D: "\\r"}[code]
    return f"\\x{code:02x}" if code < 0x20 else f"\\u{code:04x}"


HIDDEN_CHARACTERS = tuple(chr(code) for code in range(0x2070) if _HIDDEN.match(chr(code)))
"""Every character that is made visible, but for halves of pairs, which no file holds."""
