"""A path as JSON, ``dothi/plan/1``."""

from dothi.planner.path import CheapestPath
from dothi.reports.path_json import path_json
from dothi.reports.texts import Texts


def render(path: CheapestPath, texts: Texts) -> str:
    """Write a path."""
    return path_json(path, texts) + "\n"
