"""The options ``--output`` and ``--force``, and what is refused before anything is read."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from criteria.rule_files.folders import rules_folder
from dothi.commands.terminal import refuse, refuse_unwritable
from dothi.ends import EXIT_USAGE
from dothi.output_guard import output_problem
from dothi.reports.texts import Texts, printable

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
