"""A progress bar on stderr."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from dothi.commands.guarded_streams import unguarded
from dothi.progress import ReportProgress


@contextmanager
def progress_bar(description: str, is_wanted: bool = True) -> Iterator[ReportProgress]:
    """Show a progress bar, if it is wanted and stderr is a terminal."""
    stream = unguarded(sys.stderr)  # a bar moves the cursor
    if not (is_wanted and stream.isatty()):
        yield lambda _done, _all: None
        return
    console = Console(file=stream)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(description, total=None)
        yield lambda done, every: bar.update(task, completed=done, total=every)
