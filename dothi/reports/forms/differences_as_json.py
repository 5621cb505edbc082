"""The differences between two laws as JSON."""

from collections.abc import Sequence

from dothi.reports.law_differences import differences_json
from dothi.reports.texts import Texts
from dothi.workbench.diff.difference import Difference


def render(names: tuple[str, str], differences: Sequence[Difference], texts: Texts) -> str:
    """Write the differences between the laws of these names."""
    return differences_json(names, differences, texts) + "\n"
