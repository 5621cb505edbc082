"""Two answers side by side as tables for a terminal."""

from dothi.comparison import Comparison
from dothi.reports.comparison_table import print_comparison
from dothi.reports.forms import Rendering
from dothi.reports.texts import Texts


def render(comparison: Comparison, texts: Texts, shows_all: bool = False) -> Rendering:
    """Draw a comparison."""
    return lambda console: print_comparison(comparison, texts, console, shows_all)
