"""How long work reports its progress."""

from collections.abc import Callable

ReportProgress = Callable[[int, int], None]
"""Called with the number of steps done and the number of all steps."""
