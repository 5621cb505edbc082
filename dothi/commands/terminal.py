"""What every command needs to talk to its user: exit codes, the language, output and refusals."""

import datetime
import errno
import io
import os
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from rich.console import Console
from rich.text import Text

from criteria.bounded_files import is_folder
from criteria.printable import visible
from dothi.commands.today import today
from dothi.ends import EXIT_USAGE, say
from dothi.reports.forms import Rendering
from dothi.reports.texts import Texts

EXIT_RULES, EXIT_DATA = 4, 5
WIDTH_WITHOUT_TERMINAL = 140


class Answered(typer.Exit):
    """Ends a command with the code of its answer: 1 and 3 mean a verdict, and come from nothing else."""


class Language(StrEnum):
    """The languages of the output."""

    VI = "vi"
    EN = "en"


class DecimalSign(StrEnum):
    """The decimal signs of CSV data; if it is the comma, the point groups thousands."""

    POINT = "."
    COMMA = ","


LanguageOption = Annotated[Language, typer.Option("--lang", help="Ngôn ngữ. The language of the output.")]


class _PrintableConsole(Console):
    """A console on which every text that is printed by itself or in a table is visible, as wide as it is shown."""

    def print(self, *objects: Any, crop: bool = False, **options: Any) -> None:
        """Print; a word that is wider than the terminal, such as an address, stays whole."""
        super().print(*objects, crop=crop, **options)

    def render_str(self, text: str, **options: Any) -> Text:
        """Return a text as it is printed."""
        return super().render_str(visible(text), **options)


def print_rendered(render: Callable[[Console], None], to_stderr: bool = False) -> None:
    """Draw on a console. A file gets neither colour nor trailing spaces."""
    stream = sys.stderr if to_stderr else sys.stdout
    is_terminal = stream.isatty()
    width = None if is_terminal or os.environ.get("COLUMNS") else WIDTH_WITHOUT_TERMINAL
    # Names and sources come from data files, so nothing in them may be read as markup.
    console = _PrintableConsole(
        file=stream,
        width=width,
        highlight=False,
        markup=False,
        emoji=False,
        force_terminal=is_terminal,
        color_system="auto" if is_terminal else None,
    )
    with console.capture() as captured:
        render(console)
    text = captured.get()
    stream.write(text if is_terminal else _plain(text))


def text_of(rendering: Rendering) -> str:
    """Return a rendering as the text of a file: without colour, as wide as output that goes to no terminal."""
    if isinstance(rendering, str):
        return visible(rendering)
    console = _PrintableConsole(
        file=io.StringIO(), width=WIDTH_WITHOUT_TERMINAL, highlight=False, markup=False, emoji=False, color_system=None
    )
    with console.capture() as captured:
        rendering(console)
    return _plain(visible(captured.get()))


def _plain(text: str) -> str:
    """Return lines without the spaces at their ends."""
    return "".join(line.rstrip() + "\n" for line in text.removesuffix("\n").split("\n")) if text else ""


def show(rendering: Rendering, to_stderr: bool = False) -> None:
    """Write a rendering to stdout, or to stderr."""
    if isinstance(rendering, str):
        (sys.stderr if to_stderr else sys.stdout).write(rendering)
    else:
        print_rendered(rendering, to_stderr)


def refuse(sentence: str, code: int) -> NoReturn:
    """End the command with a sentence on stderr."""
    say(sentence)
    raise typer.Exit(code)


def refuse_unwritable(output: Path, texts: Texts, may_be_folder: bool = False) -> None:
    """End the command before it does any work if nothing can be written to a path."""
    problem = _problem_of_name(output)
    if problem is None and is_folder(output) and not may_be_folder:
        problem = os.strerror(errno.EISDIR)
    if problem is None:
        problem = _problem_in(output.parent)
    if problem is not None:
        refuse(texts.text("refused", "unwritable", path=str(output), problem=texts.os_problem(problem)), EXIT_USAGE)


def _problem_of_name(path: Path) -> str | None:
    """Return why nothing can have this path, if that is so."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        return error.strerror or str(error)
    return None


def _problem_in(folder: Path) -> str | None:
    """Return why no file can be created in a folder, if that is so."""
    try:
        tempfile.TemporaryFile(dir=folder).close()
    except OSError as error:
        return error.strerror or str(error)
    return None


def day_from(text: str | None, texts: Texts) -> datetime.date:
    """Parse a day given as year-month-day or day/month/year; without one, return today in Vietnam."""
    if text is None:
        return today()
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        with suppress(ValueError):
            return datetime.datetime.strptime(text, form).date()
    refuse(texts.text("refused", "day", name=text), EXIT_USAGE)
