"""The rules folder as commands use it: read at one moment, or held while it is checked and changed."""

import sys
from contextlib import AbstractContextManager
from pathlib import Path

from criteria.rule_files.folders import rules_folder
from criteria.rule_files.library import Library
from dothi.journals import Journal
from dothi.reports.texts import Texts
from dothi.rules_in_use import Pause, Tell, library_of, rules_changed, rules_read


def library_at_hand(texts: Texts, rules: Path | None = None) -> Library:
    """Return the library of a rules folder, by default that of the program, as it is at this moment."""
    return library_of(rules_folder() if rules is None else rules, _tell(texts))


def reading_rules(texts: Texts, rules: Path | None = None) -> AbstractContextManager[None]:
    """Let nobody change the rules while they are read."""
    return rules_read(rules_folder() if rules is None else rules, _tell(texts))


def changing_rules(texts: Texts, rules: Path | None = None) -> AbstractContextManager[Pause]:
    """Let nobody else read or change the rules while they are changed."""
    return rules_changed(rules_folder() if rules is None else rules, _tell(texts))


def _tell(texts: Texts) -> Tell:
    def tell(journal: Journal) -> None:
        files = ", ".join(str(move.target) for move in journal.moves)
        kind = "act_finished" if journal.is_forward else "act_taken_back"
        sys.stderr.write(texts.text("signing", kind, files=files) + "\n")

    return tell
