"""Text that is wrapped at spaces only, so that no word, number or id is broken."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text


def padded(text: str, width: int) -> str:
    """Return a text with spaces behind it up to a width."""
    return text + " " * (width - cell_len(text))


def wrapped(text: str, width: int) -> list[str]:
    """Return the lines of a text, broken at spaces only; a word that is too long has a line of its own.

    >>> wrapped("a town of type III", 8)
    ['a town', 'of type', 'III']
    """
    lines = [""]
    for word in text.split(" "):
        joined = f"{lines[-1]} {word}" if lines[-1] else word
        if lines[-1] and cell_len(joined) > width:
            lines.append(word)
        else:
            lines[-1] = joined
    return lines


def hanging_lines(mark: str, text: str, width: int, indent: int | None = None, style: str = "") -> Iterator[Text]:
    """Yield a text behind a mark, its further lines below the beginning of the text."""
    indent = cell_len(mark) if indent is None else indent
    start = padded(mark, indent)[: max(indent, 0)]
    for place, line in enumerate(wrapped(text, max(width - indent, 1))):
        prefix = start if place == 0 else " " * indent
        yield Text(f"{prefix}{line}".rstrip(), style=style, overflow="ignore", no_wrap=True)


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """Lines of text, each wrapped at spaces only."""

    lines: Sequence[str]
    style: str = ""
    mark: str = ""

    def __rich_console__(self, _: Console, options: ConsoleOptions) -> RenderResult:
        """Draw the lines."""
        for line in self.lines:
            yield from hanging_lines(self.mark, line, options.max_width, style=self.style)
