"""Files of prices among the files that may be linted: they are no part of a law, but have the same diagnostics."""

from pathlib import Path

from criteria.diagnostic import UnsoundData, shown
from criteria.rule_files.library import Library
from criteria.rule_files.price_lists import ENDING_OF_CSV, read_prices
from criteria.rule_files.yaml_file import read_yaml
from dothi.workbench.lint.finding import Finding
from dothi.workbench.lint.run import findings_of

PRICES = "prices"
"""The word by which a document says that it holds prices."""


def is_price_file(path: Path) -> bool:
    """True if a file is a table, or says of itself that it holds prices."""
    if path.suffix.lower() == ENDING_OF_CSV:
        return path.is_file()
    if not path.is_file():
        return False
    content = read_yaml(path, shown(path))[0].content
    return isinstance(content, dict) and content.get("kind") == PRICES


def price_findings(path: Path, library: Library) -> list[Finding]:
    """Return what is wrong with a file of prices, by place; the municipalities it names are not checked.

    Args:
        library: the rule files with the indicators that may have prices.
    """
    laws = (library.rulebook(law) for law in library.register.laws)
    of_units = frozenset(i for rulebook in laws for one in rulebook.member_units for i in one.points.values())
    try:
        read_prices(path, library.indicators, None, of_units)
    except UnsoundData as unsound:
        return findings_of(unsound.diagnostics)
    return []
