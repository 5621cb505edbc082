"""How texts, numbers and lists of texts are written in rule files: plain if YAML allows it, else quoted."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence

from criteria.number_text import is_number

_PLAIN = re.compile(r"[^\W\d_][\w./%()+-]*( [\w./%()+-]+)*")
_WORDS_OF_YAML = {"null", "true", "false"}


def written(text: str) -> str:
    """Return a text as a scalar that YAML reads back as this text, also within brackets and braces.

    >>> written("Phòng Quản lý đô thị"), written("null"), written("Công báo: số 1")
    ('Phòng Quản lý đô thị', '"null"', '"Công báo: số 1"')
    """
    is_plain = _PLAIN.fullmatch(text) and text.lower() not in _WORDS_OF_YAML
    return text if is_plain else json.dumps(text, ensure_ascii=False)


def written_number(text: str | None) -> str:
    """Return a number or a grade as a scalar; None becomes ``null``."""
    if text is None:
        return "null"
    return text if is_number(text) else written(text)


def written_list(texts: Iterable[str]) -> str:
    """Return texts as a list in brackets."""
    return f"[{', '.join(written(text) for text in texts)}]"


def written_numbers(numbers: Mapping[str, str], opening: str, width: int | None) -> Sequence[str]:
    """Return a mapping of names to numbers in lines of at most ``width`` characters, or in one line if it is None.

    The first line begins with ``opening``, which ends in an opening brace.
    """
    parts = [f"{name}: {written_number(text)}" for name, text in numbers.items()]
    pieces = [part + ", " for part in parts[:-1]] + [part + "}" for part in parts[-1:]] or ["}"]
    lines = [opening]
    for piece in pieces:
        if width is not None and lines[-1] != opening and len(lines[-1] + piece.rstrip()) > width:
            lines[-1] = lines[-1].rstrip()
            lines.append(" " * len(opening))
        lines[-1] += piece
    return lines
