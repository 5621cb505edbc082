"""Expected and observed outcomes of worked cases in words, such as "1,5 – 2, mức tối đa"."""

from classifier.plan.judgement import Status
from criteria.cases import Expected
from criteria.diagnostic import NotOnFile, Unsound
from dothi.reports.texts import Texts
from dothi.workbench.case_tests.compare import OF_NOTHING, Observed
from dothi.workbench.lint.finding import CaseOutcome


def outcome_words(outcome: Expected | Observed | CaseOutcome, texts: Texts) -> str:
    """Return points and the status or verdict; a dash if any outcome is accepted."""
    parts = []
    if outcome.lower is not None or outcome.upper is not None:
        ends = ["…" if end is None else texts.points(end) for end in (outcome.lower, outcome.upper)]
        parts.append(ends[0] if ends[0] == ends[1] else " – ".join(ends))
    if outcome.word is not None:
        parts.append(_word(outcome.word, texts))
    return ", ".join(parts) or "–"


def refusal_words(error: NotOnFile | Unsound, texts: Texts) -> str:
    """Return why a case cannot be judged."""
    if isinstance(error, NotOnFile):
        return texts.not_on_file(error)
    return "; ".join(texts.diagnostic(diagnostic) for diagnostic in error.diagnostics)


def _word(word: str, texts: Texts) -> str:
    if word == OF_NOTHING.word:
        return texts.text("case_tests", word)
    return texts.text("status" if word in set(Status) else "verdict_word", word)
