"""The differences between two laws, for a terminal."""

from collections.abc import Sequence

from dothi.reports.forms import Rendering
from dothi.reports.law_differences import print_differences
from dothi.reports.texts import Texts
from dothi.workbench.diff.difference import Difference


def render(_names: tuple[str, str], differences: Sequence[Difference], texts: Texts) -> Rendering:
    """Draw the differences."""
    return lambda console: print_differences(differences, texts, console)
