"""Changes to rule files: shown, confirmed, and only then written."""

import sys
from collections.abc import Sequence

import typer

from dothi.commands.terminal import refuse
from dothi.ends import EXIT_USAGE
from dothi.reports.texts import Texts
from dothi.reports.words.changes import change_lines
from dothi.rules_in_use import Pause
from dothi.workbench.editing.draft import Draft
from dothi.workbench.editing.number_changes import Change

_YES = {"y", "yes", "c", "có", "co"}


def write_confirmed(
    draft: Draft, changes: Sequence[Change], texts: Texts, dry_run: bool, yes: bool, pause: Pause
) -> None:
    """Show the changes of a draft, as a diff on stdout and in words on stderr, and write them once confirmed.

    The draft must have been tried before; see `Draft.tried`.

    Args:
        yes: write without asking. Otherwise the user is asked at a terminal, and nothing is written elsewhere.
        pause: the hold on the rules folder, which is let go while the user thinks.
    """
    for line in draft.difference():
        sys.stdout.write(line + "\n")
    sys.stdout.flush()
    for line in change_lines(changes, texts):
        sys.stderr.write(line + "\n")
    if not draft.changed:
        sys.stderr.write(texts.text("signing", "nothing_changes") + "\n")
        return
    if dry_run:
        sys.stderr.write(texts.text("signing", "dry_run") + "\n")
        return
    if not yes:
        if not sys.stdin.isatty():
            refuse(texts.text("signing", "needs_yes"), EXIT_USAGE)
        sys.stderr.write(texts.text("signing", "ask", files=str(len(draft.changed))) + " ")
        sys.stderr.flush()
        with pause.let_go():
            answer = sys.stdin.readline()
        if answer.strip().lower() not in _YES:
            sys.stderr.write(texts.text("signing", "not_written") + "\n")
            raise typer.Exit(EXIT_USAGE)
    draft.write()
    sys.stderr.write(texts.text("signing", "written", files=", ".join(file.shown for file in draft.changed)) + "\n")
