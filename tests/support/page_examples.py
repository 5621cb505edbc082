"""The examples on the pages of the lints, spliced into a copy of the toy laws so that they can be linted.

A page says in a comment, which no reader of the rendered page sees, where its two examples belong, or in two comments
where each does::

    <!-- linted as toy-law/more.yaml -->                          the example is the whole file
    <!-- linted in toy-law/law.yaml for `pass_mark:` -->          it replaces the first line that begins so
    <!-- linted in toy-law/law.yaml for `types:` to `points:` --> it replaces the lines from one to the other

The pages speak of types and regions that exist, the toy laws of ones that do not: `paged_rules` is the toy laws in the
words of the pages.
"""

import re
import shutil
import textwrap
from dataclasses import dataclass
from pathlib import Path

from tests.support.example_folders import copy_of_toy_rules
from tests.support.paths import REAL_RULES, ROOT

PAGES = ROOT / "docs" / "lints"

REAL_WORDS = {
    "GOLD": "II",
    "SILVER": "III",
    "FIRST": "II",
    "SECOND": "III",
    "GREAT": "I",
    "GOOD": "II",
    "FAIR": "III",
}
"""What the types of the toy laws are called on the pages."""

_ANCHOR = re.compile(r"<!-- linted (?:as (\S+)|in (\S+) for `(.+?)`(?: to `(.+?)`)?) -->")
_EXAMPLE = re.compile(r"```yaml\n(.*?)```", re.DOTALL)


@dataclass(frozen=True)
class PageExample:
    """An example and where it belongs.

    Attributes:
        target: The file of the toy laws, relative to the rules folder.
        first: How the first line begins that the example replaces; None if the example is the whole file.
        last: How the last such line begins; None if the example replaces one line.
    """

    text: str
    target: str
    first: str | None
    last: str | None

    def installed(self, folder: Path) -> Path:
        """Return a rules folder with this example spliced into it."""
        rules = paged_rules(folder)
        path = rules / self.target
        path.parent.mkdir(exist_ok=True)
        path.write_text(self.text if self.first is None else self._spliced(path.read_text("utf-8")), "utf-8")
        return rules

    def _spliced(self, text: str) -> str:
        assert self.first is not None
        lines = text.splitlines()
        start = _place(lines, self.first, 0)
        end = start if self.last is None else _place(lines, self.last, start + 1)
        indent = lines[start][: len(lines[start]) - len(lines[start].lstrip())]
        return "\n".join([*lines[:start], textwrap.indent(self.text, indent).rstrip("\n"), *lines[end + 1 :]]) + "\n"


def _place(lines: list[str], beginning: str, start: int) -> int:
    return next(place for place in range(start, len(lines)) if lines[place].lstrip().startswith(beginning))


def page_examples(page: str) -> tuple[PageExample, PageExample]:
    """Return the wrong and the right example of a page."""
    anchors = _ANCHOR.findall(page)
    assert len(anchors) in {1, 2}, "a page says where its examples belong, once or for each of them"
    wrong, right = (
        PageExample(text, whole or part, first or None, last or None)
        for text, (whole, part, first, last) in zip(_EXAMPLE.findall(page), (anchors[0], anchors[-1]), strict=True)
    )
    return wrong, right


def paged_rules(folder: Path) -> Path:
    """Return a copy of the toy laws that uses the types of real laws and the shipped vocabulary."""
    rules = copy_of_toy_rules(folder, further_laws=True)
    shutil.copyfile(REAL_RULES / "vocabulary.yaml", rules / "vocabulary.yaml")
    for path in rules.rglob("*.yaml"):
        text = re.sub(r"\b[A-Z]{4,}\b", lambda word: REAL_WORDS.get(word[0], word[0]), path.read_text("utf-8"))
        path.write_text(re.sub(r"(?<=is: |on: )hills", "central-highlands", text), "utf-8")
    return rules
