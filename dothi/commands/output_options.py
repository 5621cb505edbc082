"""The options ``--output`` and ``--force``, and what is refused before anything is read."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from criteria.rule_files.folders import rules_folder
from dothi.commands.terminal import refuse, refuse_unwritable, show, text_of
from dothi.ends import EXIT_USAGE
from dothi.output_guard import output_problem
from dothi.reports.forms import Rendering
from dothi.reports.texts import Texts, printable
from dothi.whole_files import whole_files

OutputOption = Annotated[
    Path | None, typer.Option("--output", help="Tệp kết quả. The file to write.", show_default=False)
]
ForceOption = Annotated[bool, typer.Option("--force", help="Ghi đè tệp đã có. Overwrite an existing file.")]


def refuse_output(
    output: Path,
    texts: Texts,
    force: bool,
    data: Sequence[Path] = (),
    companions: Sequence[Path] = (),
    may_be_folder: bool = False,
    adds_rules: bool = False,
) -> None:
    """End the command if an output may not be written, before any input is opened.

    Args:
        force: whether what is there already may be replaced.
        data: the data that the command reads. The rule files are inputs of every command.
        companions: files that are written or removed together with the output.
        may_be_folder: the output may be a folder.
        adds_rules: the output is a rule file, so that a new one may stand in the folder of rules.
    """
    problem = output_problem((output, *companions), data, rules_folder(), force, adds_rules)
    if problem is not None:
        facts = {"path": printable(str(problem.path)), "other": printable(str(problem.other or ""))}
        refuse(texts.text("refused", problem.kind, **facts), EXIT_USAGE)
    for path in (output, *companions):
        refuse_unwritable(path, texts, may_be_folder)


def deliver(rendering: Rendering, texts: Texts, output: Path | None, force: bool) -> None:
    """Write a rendering to stdout, or whole to a file."""
    if output is None:
        show(rendering)
        return
    with whole_files(replaces=force) as files:
        files.beside(output).write_text(text_of(rendering), encoding="utf-8")
    tell_written(output, texts)


def tell_written(output: Path, texts: Texts) -> None:
    """Say on stderr where the result stands."""
    sys.stderr.write(texts.text("batch", "written", path=printable(str(output))) + "\n")
