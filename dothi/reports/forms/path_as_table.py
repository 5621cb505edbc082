"""A path as a table for a terminal."""

from dothi.planner.path import CheapestPath
from dothi.reports.forms import Rendering
from dothi.reports.path_table import print_path
from dothi.reports.texts import Texts


def render(path: CheapestPath, texts: Texts) -> Rendering:
    """Draw a path."""
    return lambda console: print_path(path, texts, console)
