"""The rules folder as commands use it: read at one moment, or held while it is checked and changed."""

import sys
from contextlib import AbstractContextManager
from functools import cache
from pathlib import Path

from criteria.rule_files.folders import rules_folder
from criteria.rule_files.library import Library
from dothi.journals import Journal
from dothi.left_behind import Tell
from dothi.reports.texts import Texts
from dothi.rules_in_use import Pause, library_of, rules_changed, rules_read


def library_at_hand(texts: Texts, rules: Path | None = None) -> Library:
    """Return the library of a rules folder, by default that of the program, as it is at this moment."""
    return library_of(rules_folder() if rules is None else rules, tell_in(texts))


def reading_rules(texts: Texts, rules: Path | None = None) -> AbstractContextManager[None]:
    """Let nobody change the rules while they are read."""
    return rules_read(rules_folder() if rules is None else rules, tell_in(texts))


def changing_rules(texts: Texts, rules: Path | None = None) -> AbstractContextManager[Pause]:
    """Let nobody else read or change the rules while they are changed."""
    return rules_changed(rules_folder() if rules is None else rules, tell_in(texts))


@cache
def tell_in(texts: Texts) -> Tell:
    """Return what tells the user, once, of everything that killed runs left."""
    passed_over: set[Path] = set()

    def tell(found: Journal | Path) -> None:
        if isinstance(found, Journal):
            files = ", ".join(str(move.target) for move in found.moves)
            kind = "act_finished" if found.is_forward else "act_taken_back"
            sys.stderr.write(texts.text("signing", kind, files=files) + "\n")
        elif found not in passed_over:
            passed_over.add(found)
            sys.stderr.write(texts.text("signing", "journal_passed_over", path=str(found)) + "\n")

    return tell
