"""Two answers side by side as JSON."""

from dothi.comparison import Comparison
from dothi.reports.comparison_json import comparison_json
from dothi.reports.texts import Texts


def render(comparison: Comparison, texts: Texts, shows_all: bool = False) -> str:  # noqa: ARG001 - all is always there
    """Write a comparison."""
    return comparison_json(comparison, texts) + "\n"
